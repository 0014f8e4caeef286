"""The review of a file on the screen: what was found, the page, what will leave. It lives until the next lock."""

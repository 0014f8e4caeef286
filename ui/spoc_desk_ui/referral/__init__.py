"""The workspace of a threshold referral: the task list, the page of each section, and what they share."""

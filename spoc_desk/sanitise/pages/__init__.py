"""Pages as pictures, and where each word stands on them: `opening.pages_of`. Nothing here decides what is a leak."""

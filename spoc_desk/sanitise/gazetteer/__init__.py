"""The names of places and bodies: built-in lists, and what a council has imported."""

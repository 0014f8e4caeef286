"""The schools of our own area: the directory, its partnerships, and lists read from a file."""

"""Turns any file into its texts: every channel a reader could look into, and plain words for what cannot be read."""

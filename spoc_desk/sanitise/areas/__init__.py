"""How many authorities of England the words that stay in a copy still fit: sets in memory, and only their size told."""

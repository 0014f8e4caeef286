"""The lists of the Partnership place and the sheets of its records, a module for each kind; changes are elsewhere."""

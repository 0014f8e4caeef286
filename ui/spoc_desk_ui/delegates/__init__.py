"""How cells are painted. A delegate paints what the model says and decides nothing."""

"""How long records are kept: the review list, one record beside it, what can be decided about it, and its disposal."""

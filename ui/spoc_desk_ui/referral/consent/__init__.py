"""The consent sections: A, B and the young person's own, kept apart and recorded for each person."""

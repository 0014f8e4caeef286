"""Sealed hand-over files between two desks: format, keys, and reading them with suspicion. Knows no vault."""

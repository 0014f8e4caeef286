"""Finds what could tell a reader where a family is or was. Stores nothing."""

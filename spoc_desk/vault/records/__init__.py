"""Rows to dataclasses and back, one store per kind. Nothing else."""

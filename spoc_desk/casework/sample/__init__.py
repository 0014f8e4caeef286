"""The practice desk: invented people whose story is replayed through the real casework, marked SAMPLE everywhere."""

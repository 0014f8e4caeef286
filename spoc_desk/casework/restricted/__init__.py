"""Restricted records: kept by the offices, matched without saying why, released by the office."""

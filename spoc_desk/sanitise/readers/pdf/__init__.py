"""Reads PDF files: what each page shows, what it hides, and every string and stream of every object and version."""

from spoc_desk.sanitise.readers.pdf.reading import read

__all__ = ["read"]

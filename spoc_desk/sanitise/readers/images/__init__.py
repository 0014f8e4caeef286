"""Reads picture files: what cameras and programs write beside the picture. The picture itself needs a person."""

from spoc_desk.sanitise.readers.images.reading import read

__all__ = ["read"]

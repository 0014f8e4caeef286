"""Readers for OpenDocument files: texts, sheets and slides, every part of their packages."""

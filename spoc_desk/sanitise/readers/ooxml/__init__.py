"""Readers for the Office files made since 2007: Word, Excel and PowerPoint, every part of their packages."""

"""Reads the pages of a PDF with pdfium: what a person sees, what lies unseen beneath, and where each word stands."""

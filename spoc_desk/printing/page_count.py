"""How many pages a finished file has, for the print register."""

import io

from pikepdf import Pdf


def page_count(pdf: bytes) -> int:
    """Return the number of pages of an unprotected PDF."""
    with Pdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)

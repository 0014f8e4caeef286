"""File names that tell no stranger anything: kind, case reference, copy; never a name, never a place."""

import re
import unicodedata
from datetime import date


def file_name(document_kind: str, reference: str, copy_no: int | None, made_on: date) -> str:
    """Return "pass-on-slip-quiet-harbour-4821-copy-12.pdf"; an unnumbered one carries its day instead."""
    last = f"{made_on:%Y-%m-%d}" if copy_no is None else f"copy-{copy_no}"
    parts = [_plain(part) for part in (document_kind, reference, last)]
    return "-".join(part for part in parts if part) + ".pdf"


def _plain(text: str) -> str:
    """Return *text* in small Latin letters, digits and hyphens: safe on every file system."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")

"""A protected copy: the same pages, opened only with a password (AES-256, PDF 2.0 revision 6)."""

import io

from pikepdf import Encryption, Pdf

from spoc_desk.errors import BadAnswer
from spoc_desk.printing.metadata import ARCHIVE_CLAIM

_LONGEST = 127  # bytes of UTF-8 that revision 6 takes into account


def protect(pdf: bytes, password: str) -> bytes:
    """Return an encrypted copy. It no longer claims to be archivable: PDF/A forbids encryption."""
    if not password:
        raise BadAnswer("A protected copy needs a password.", field="password")
    if len(password.encode("utf-8")) > _LONGEST:
        raise BadAnswer("This password is too long for a PDF file. Use 100 characters or fewer.", field="password")
    with Pdf.open(io.BytesIO(pdf)) as opened:
        packet = opened.Root.Metadata
        packet.write(packet.read_bytes().replace(ARCHIVE_CLAIM.encode("ascii"), b""))
        finished = io.BytesIO()
        lock = Encryption(owner=password, user=password, R=6, aes=True, metadata=True)
        opened.save(finished, encryption=lock, fix_metadata_version=False)
        return finished.getvalue()

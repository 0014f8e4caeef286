"""Opens the pages of a PDF; one whose tables are broken is first written anew from the parts that can be found."""

import warnings
from io import BytesIO

import pikepdf

from spoc_desk.sanitise.pages.pdf.opening import Broken
from spoc_desk.sanitise.pages.pdf.pages import PdfPages

_LARGEST = 100_000_000  # bytes; mending holds the file twice


def open_pages(data: bytes) -> PdfPages:
    """Return the pages of a PDF, mended where it must be.

    Raises:
        Broken: it is locked, or beyond mending.
    """
    try:
        return PdfPages(data)
    except Broken:
        return PdfPages(_mended(data))


def _mended(data: bytes) -> bytes:
    if len(data) > _LARGEST:
        raise Broken
    out = BytesIO()
    try:
        with warnings.catch_warnings(), pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            warnings.simplefilter("ignore")  # of parts that hang together no more
            if not len(pdf.pages):
                raise Broken
            pdf.save(out)
    except (
        pikepdf.PdfError,
        pikepdf.PasswordError,
        ValueError,
        TypeError,
        RuntimeError,
        KeyError,
        AttributeError,
    ) as trouble:
        raise Broken from trouble
    return out.getvalue()

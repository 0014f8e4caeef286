"""Reads a PDF: page by page what is seen and hidden, then all else the file holds."""

import logging
import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pikepdf.settings

from spoc_desk.sanitise.pages.pdf.opening import MOST_PAGES, Broken
from spoc_desk.sanitise.pages.pdf.pages import PdfPages
from spoc_desk.sanitise.pages.pdf.repair import open_pages
from spoc_desk.sanitise.pages.pdf.sight import Veil
from spoc_desk.sanitise.readers.images.spot import Spot
from spoc_desk.sanitise.readers.images.xmp import read_xmp
from spoc_desk.sanitise.readers.limits import TooMuch
from spoc_desk.sanitise.readers.pdf.carve import refuse_bomb, refuse_bombs
from spoc_desk.sanitise.readers.pdf.document import Walk
from spoc_desk.sanitise.readers.pdf.gathering import Gathering
from spoc_desk.sanitise.readers.pdf.leftovers import Leftovers, outside, words_of_ruins
from spoc_desk.sanitise.readers.pdf.lost_drawings import words_of_lost
from spoc_desk.sanitise.readers.pdf.page_finds import PageCounter, finds_of
from spoc_desk.sanitise.readers.pdf.revisions import END, earlier_versions, version_ends
from spoc_desk.sanitise.readers.pdf.rooms import Room
from spoc_desk.sanitise.readers.pdf.shown_words import ShownWords
from spoc_desk.sanitise.readers.pdf.streams import TROUBLE
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unscannable

_HEADER = b"%PDF-"
_PLAIN_SHEET = re.compile(rb"<\?xpacket begin[\s\S]{0,2000000}?<\?xpacket end")
_LOCKED = "This PDF is locked with a password. It was not read. Ask the sender for one without."
_RUINED = "This PDF is damaged. Its pages cannot be shown; only loose words were read."
_SHUT = "The pages of this PDF cannot be shown."
_UNCLEAR = "The inner tables of this PDF are damaged. Loose words were read beside its pages."
_MOST_MEMORY = 250_000_000  # bytes a library may use to unpack one stream

logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # its notes could speak of the document


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield what the PDF holds.

    Raises:
        TooMuch: it unpacks to more, or has more pages, than a file may have.
    """
    start = max(data.find(_HEADER), 0)
    yield from outside(data[:start], scope, "before the beginning")
    _limit_libraries()
    refuse_bombs(data, scope.budget)
    pdf = _opened(data)
    if pdf is None:
        yield from _locked(data, scope)
        return
    pages = _pages(data)
    try:
        yield from _read(data, scope, pdf if isinstance(pdf, pikepdf.Pdf) else None, pages)
    finally:
        if isinstance(pdf, pikepdf.Pdf):
            pdf.close()
        if pages is not None:
            pages.close()


def _read(data: bytes, scope: Scope, pdf: pikepdf.Pdf | None, pages: PdfPages | None) -> Iterator[Found]:
    shown, gathering = ShownWords(), Gathering()
    if pdf is not None and pdf.is_encrypted:
        _refuse_locked_bombs(pdf, scope)
    walk = Walk(pdf, scope, gathering, shown.has) if pdf is not None else None
    if pages is None:
        yield Unscannable("pdf-broken", _SHUT if walk else _RUINED)
    else:
        yield from _read_pages(pages, walk, shown, scope)
    if walk is None:
        if pages is not None:
            yield Unscannable("pdf-broken", _UNCLEAR)
        yield from words_of_ruins(data, scope)
        return
    yield from walk.read_rest()
    for line in words_of_lost(walk.lost, shown):
        gathering.add(line, Room("pdf-unreferenced"))
    yield from earlier_versions(data, shown)
    if pdf is not None and not pdf.is_encrypted:
        ends = version_ends(data)
        yield from Leftovers(data, scope, gathering, walk.streams, ends[-1] if ends else 0).read()
    else:
        yield from outside(data[_end(data) :], scope, "behind the end")
    yield from gathering.rest()


def _read_pages(pages: PdfPages, walk: Walk | None, shown: ShownWords, scope: Scope) -> Iterator[Found]:
    counter = PageCounter()
    most = min(MOST_PAGES, scope.budget.limits.pages)
    for size in pages.sizes()[:most]:
        try:
            reading = pages.reading(size.page)
        except Broken:
            yield size
            yield Unscannable(
                "pdf-broken", f"Page {size.page} is damaged. It was not read.", f"Page {size.page}", size.page
            )
        else:
            shown.add("\n".join((reading.text, *(reading.veiled(veil) for veil in Veil))))
            yield from finds_of(reading, size, counter, layered=walk is not None and walk.layered)
        if walk is not None:
            yield from walk.read_page(size.page)
    if pages.claimed > most and len(pages.sizes()) >= most:
        raise TooMuch(f"This PDF has more than {most:,} pages. It was not read to the end.")
    if pages.claimed > len(pages.sizes()):
        yield Unscannable("pdf-broken", "This PDF claims more pages than it holds.")


def _pages(data: bytes) -> PdfPages | None:
    try:
        return open_pages(data)
    except Broken:
        return None


def _opened(data: bytes) -> pikepdf.Pdf | bool | None:
    """Open the file: none where it is locked, False where it is ruined."""
    try:
        return pikepdf.open(BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        return None
    except TROUBLE as trouble:
        # A lock of a kind that is opened with a certificate is told apart only by the words of the refusal.
        return None if b"/Encrypt" in data and "encrypt" in str(trouble).lower() else False


def _locked(data: bytes, scope: Scope) -> Iterator[Found]:
    yield Unscannable("pdf-locked", _LOCKED)
    for sheet in _PLAIN_SHEET.finditer(data):
        yield from read_xmp(sheet.group(), Spot(scope, "Sheet of properties"), "pdf-xmp")
    yield from outside(data[_end(data) :], scope, "behind the end")


def _end(data: bytes) -> int:
    ends = [match.end() for match in END.finditer(data)]
    return ends[-1] if ends else len(data)


def _limit_libraries() -> None:
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=_MOST_MEMORY,
        dct_max_memory=_MOST_MEMORY,
        png_max_memory=_MOST_MEMORY,
        run_length_max_memory=_MOST_MEMORY,
        tiff_max_memory=_MOST_MEMORY,
    )


def _refuse_locked_bombs(pdf: pikepdf.Pdf, scope: Scope) -> None:
    """Check the streams of a file that is packed and scrambled: only the library can take it apart."""
    for thing in pdf.objects:
        try:
            if not isinstance(thing, pikepdf.Stream):
                continue
            head = pikepdf.Dictionary(dict(thing.items())).unparse()
            packed = thing.read_raw_bytes()
        except TROUBLE:
            continue
        refuse_bomb(head, packed, scope.budget)

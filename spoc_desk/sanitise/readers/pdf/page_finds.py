"""What one page gives: its words, its hidden words, its pictures, and what a person must look at."""

from collections.abc import Iterator

from spoc_desk.sanitise.pages.pdf.reading import PageReading
from spoc_desk.sanitise.pages.pdf.sight import Veil
from spoc_desk.sanitise.readers.pdf.garble import is_no_language, is_unmapped
from spoc_desk.sanitise.readers.pdf.pictures import OnPage, pictures_on
from spoc_desk.sanitise.readers.unit import Found, PageSize, Picture, Remark, Shape, Unit, Unscannable

_CHANNELS = {
    Veil.OUTSIDE: "pdf-off-page",
    Veil.CROPPED: "pdf-cropped",
    Veil.INVISIBLE: "pdf-invisible",
    Veil.GROUND_COLOUR: "pdf-same-colour",
    Veil.UNDER_BLACK: "pdf-under-box",
    Veil.UNDER_SHAPE: "pdf-under-box",
    Veil.UNDER_PICTURE: "pdf-under-picture",
    Veil.UNDRAWN: "pdf-invisible",
    Veil.LAYER: "pdf-layer-off",
    Veil.BLACKED_SCAN: "pdf-scan-text",
    Veil.SEE_THROUGH: "pdf-see-through",
    Veil.TINY: "pdf-tiny",
}
_REMARKS = {
    Veil.OUTSIDE: "words lie beyond the edge of the sheet.",
    Veil.CROPPED: "words were cut away from view and are still in the file.",
    Veil.INVISIBLE: "words are there that cannot be seen.",
    Veil.GROUND_COLOUR: "words are hidden in the colour of the paper behind them.",
    Veil.UNDER_BLACK: "words can be read under a black box.",
    Veil.UNDER_SHAPE: "words can be read under a box.",
    Veil.UNDER_PICTURE: "words can be read under a picture.",
    Veil.UNDRAWN: "words are there that cannot be seen.",
    Veil.LAYER: "words lie on a layer that is switched off.",
    Veil.BLACKED_SCAN: "the scan is blacked out, but its words are still in the file.",
    Veil.SEE_THROUGH: "words can be read through a dark bar.",
    Veil.TINY: "words are set too small to be read.",
}
_FEWEST_WORDS = 12  # letters; a page with fewer under its pictures is a picture with a stamp


class PageCounter:
    """Numbers the pictures through the file."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        """Return the next number."""
        self._last += 1
        return self._last


def finds_of(reading: PageReading, size: PageSize, counter: PageCounter, *, layered: bool) -> Iterator[Found]:
    """Yield what a page gives, its size first; *layered* says that the file has layers that can be switched off."""
    page = size.page
    place = f"Page {page}"
    yield size
    if reading.text.strip():
        yield Unit(reading.text, "pdf-page", place, page, shown=True, shape=Shape.PAGE)
    yield from _veiled(reading, page, layered=layered)
    pictures = pictures_on(reading)
    for seen in pictures.pictures:
        yield Picture(counter.next(), page, seen.box, seen.width, seen.height)
    if pictures.cut:
        sentence = f"{place}: a picture was cropped, and what was cut away is still in the file."
        yield Remark("pdf-cropped", sentence, place, page)
    yield from _unread(reading, pictures, page)


def _veiled(reading: PageReading, page: int, *, layered: bool) -> Iterator[Found]:
    for veil in [veil for veil in reading.sight.kinds if veil in _CHANNELS]:
        text = reading.veiled(veil)
        named = Veil.LAYER if veil is Veil.UNDRAWN and layered else veil
        if text:
            yield Unit(text, _CHANNELS[named], f"Page {page}", page)
            yield Remark(_CHANNELS[named], f"Page {page}: {_REMARKS[named]}", f"Page {page}", page)


def _unread(reading: PageReading, pictures: OnPage, page: int) -> Iterator[Found]:
    place = f"Page {page}"
    sentence = _unread_as_a_whole(reading, pictures)
    if sentence:
        channel = "pdf-scan" if reading.sight.is_scan else "pdf-picture-page"
        yield Unscannable(channel, f"{place} {sentence}", place, page)
    elif pictures.overdrawn:
        yield Unscannable("pdf-picture-page", f"{place} has a drawing among its words. It was not read.", place, page)
    if reading.left_out:
        yield Unscannable("pdf-broken", f"{place} claims a picture too large to be drawn. It is left out.", place, page)
    if reading.cut_short:
        yield Unscannable("pdf-broken", f"{place} holds more than is read of one page.", place, page)
    if is_unmapped(reading.characters):
        yield Unscannable("pdf-garbled", f"{place} has signs whose letters the file does not tell.", place, page)
    if is_no_language(reading.text):
        yield Unscannable(
            "pdf-garbled", f"{place}: its letters make no English words. A person may see others.", place, page
        )


def _unread_as_a_whole(reading: PageReading, pictures: OnPage) -> str:
    letters = sum(map(str.isalnum, reading.text))
    if reading.sight.is_scan:
        if letters < _FEWEST_WORDS:
            return "is a picture without text."
        if Veil.SCAN in reading.sight.kinds:
            return "is a scan. A machine read its words and may have missed some, as it does handwriting."
        return "has a picture over the whole page. What it shows was not read."
    if Veil.SCAN in reading.sight.kinds:
        return "has a picture whose words a machine read. It may have missed some, as it does handwriting."
    if letters >= _FEWEST_WORDS:
        return ""
    if any(not picture.drawn for picture in pictures.pictures):
        return "has pictures and next to no text."
    if any(thing.points > 0 for thing in reading.things):
        return "is drawn with next to no text: words may be drawn as lines."
    return ""

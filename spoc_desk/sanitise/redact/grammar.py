"""The strict grammar of our copies: what is not on this list, to the byte, is refused.

Read apart from the writer, with nothing but regular expressions and counting, so that a fault there shows here. A copy
is a header, objects numbered one after the other, one table of their places, one trailer and the end of the file:
no second revision, no comment, no space, no entry of a dictionary and no operator besides those written here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spoc_desk.sanitise.redact.broken import demand
from spoc_desk.sanitise.redact.claims import Kind
from spoc_desk.sanitise.redact.grammar_pages import Run, read_contents
from spoc_desk.sanitise.redact.grammar_parts import read_font, stream_of, undeflated
from spoc_desk.sanitise.redact.grammar_pictures import ReadPicture, read_picture
from spoc_desk.sanitise.redact.typeface import Weight


@dataclass(frozen=True)
class CopyPage:
    """One page of a copy, every part of it read and found to be ours."""

    width: float
    height: float
    runs: tuple[Run, ...] = ()
    pictures: tuple[ReadPicture, ...] = ()
    contents: bytes = b""  # the decoded content stream


_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_TAIL = re.compile(rb"trailer\n<</Size ([1-9]\d{0,6})/Root 1 0 R>>\nstartxref\n([1-9]\d{0,9})\n%%EOF\n")
_TAIL_LENGTH = 200
_SIZE = rb"([1-9]\d{0,4}\.\d\d)"
_PAGES = re.compile(rb"<</Type/Pages/Count ([1-9]\d{0,5})/Kids\[([0-9R ]+)\]>>")
_BOX = rb"<</Type/Page/Parent 2 0 R/MediaBox\[0 0 " + _SIZE + b" " + _SIZE + rb"\]"
_RASTER_PAGE = re.compile(_BOX + rb"/Resources<</XObject<</Im0 (\d+) 0 R>>>>/Contents (\d+) 0 R>>")
_RETYPE_PAGE = re.compile(
    _BOX + rb"/Resources<</Font<<((?:/F[12] \d+ 0 R)+)>>(?:/XObject<<((?:/Im\d+ \d+ 0 R)+)>>)?>>/Contents (\d+) 0 R>>"
)
_IMAGE_NAME = re.compile(rb"/Im(\d+) (\d+) 0 R")
_OBJECTS_PER_FONT = 5
_A4 = (595.28, 841.89)


class Copy:
    """A file whose frame is ours. `pages()` reads one page after the other and refuses what is not."""

    def __init__(self, pdf: bytes) -> None:
        """Read the frame.

        Raises:
            NotOurs: a rule of the grammar is broken.
        """
        self._pdf = pdf
        self._spans = _object_spans(pdf)
        demand(len(self._spans) >= 5, "the number of objects")
        demand(self._object(1) == b"<</Type/Catalog/Pages 2 0 R>>", "the catalog")
        match = _PAGES.fullmatch(self._object(2))
        demand(match is not None, "the page tree")
        assert match
        self.count = int(match.group(1))
        self._kids = match.group(2)
        self.kind = Kind.RETYPE if self._object(3).startswith(b"<</Type/Font/") else Kind.RASTER

    def pages(self) -> Iterator[CopyPage]:
        """Yield each page, read and found to be ours. Only when the last was yielded is the whole file.

        Raises:
            NotOurs: a rule of the grammar is broken.
        """
        return self._raster_pages() if self.kind is Kind.RASTER else self._retype_pages()

    def objects(self) -> Iterator[bytes]:
        """Yield the bytes of each object, for a search that trusts no grammar."""
        for number in range(1, len(self._spans) + 1):
            yield self._object(number)

    def _object(self, number: int) -> bytes:
        start, end = self._spans[number - 1]
        return self._pdf[start:end]

    def _raster_pages(self) -> Iterator[CopyPage]:
        demand(len(self._spans) == 2 + 3 * self.count, "the number of objects")
        demand(self._kids == b" ".join(b"%d 0 R" % (3 + 3 * at) for at in range(self.count)), "the page tree")
        for at in range(self.count):
            number = 3 + 3 * at
            match = _RASTER_PAGE.fullmatch(self._object(number))
            demand(match is not None, "a page")
            assert match
            across, down, picture, contents = match.groups()
            demand((int(contents), int(picture)) == (number + 1, number + 2), "a page's parts")
            words = b"q %b 0 0 %b 0 0 cm /Im0 Do Q" % (across, down)
            expected = b"<</Length %d>>\nstream\n%b\nendstream" % (len(words), words)
            demand(self._object(number + 1) == expected, "a page's contents")
            image = read_picture(self._object(number + 2), whole_page=True)
            width, height = float(across), float(down)
            demand(abs(image.width * height / (image.height * width) - 1) < 0.02, "a page picture's size")
            yield CopyPage(width, height, (), (image,), words)

    def _retype_pages(self) -> Iterator[CopyPage]:
        fonts = self._fonts()
        used: dict[Weight, set[int]] = {weight: set() for weight in fonts}
        names = b"".join(b"/%b %d 0 R" % (name.encode(), 3 + 5 * at) for at, name in enumerate(fonts))
        number = 3 + _OBJECTS_PER_FONT * len(fonts)
        kids: list[bytes] = []
        for _ in range(self.count):
            demand(number + 1 <= len(self._spans), "the number of objects")
            kids.append(b"%d 0 R" % number)
            page, images = self._retype_page(number, names, fonts)
            for run in page.runs:
                used[run.weight].update(run.glyphs)
            yield page
            number += 2 + images
        demand(number == len(self._spans) + 1, "the number of objects")
        demand(self._kids == b" ".join(kids), "the page tree")
        for weight, codes in fonts.items():
            demand(used[weight] == set(range(1, len(codes) + 1)), "a font without spare glyphs")

    def _retype_page(self, number: int, names: bytes, fonts: dict[Weight, str]) -> tuple[CopyPage, int]:
        match = _RETYPE_PAGE.fullmatch(self._object(number))
        demand(match is not None, "a page")
        assert match
        across, down, named, images, contents = match.groups()
        demand((float(across), float(down)) == _A4 and named == names, "a page's size and fonts")
        numbers = [(int(name), int(image)) for name, image in _IMAGE_NAME.findall(images or b"")]
        demand(numbers == [(at, number + 2 + at) for at in range(len(numbers))], "a page's pictures")
        demand(int(contents) == number + 1 and number + 1 + len(numbers) <= len(self._spans), "a page's parts")
        entries, packed = stream_of(self._object(number + 1))
        demand(entries == b"/Filter/FlateDecode", "a page's contents")
        words = undeflated(packed)
        runs = read_contents(words, fonts, len(numbers))
        pictures = tuple(read_picture(self._object(image), whole_page=False) for _, image in numbers)
        return CopyPage(*_A4, runs, pictures, words), len(numbers)

    def _fonts(self) -> dict[Weight, str]:
        """Return the characters of each font, glyph by glyph."""
        fonts: dict[Weight, str] = {}
        for at, weight in enumerate(Weight):
            number = 3 + _OBJECTS_PER_FONT * at
            if number > len(self._spans) or not self._object(number).startswith(b"<</Type/Font/"):
                break
            demand(number + _OBJECTS_PER_FONT <= len(self._spans), "the number of objects")
            fonts[weight] = read_font(weight, number, [self._object(number + part) for part in range(5)])
        demand(bool(fonts), "a font")
        return fonts


def check(pdf: bytes) -> Copy:
    """Read a copy to its last byte.

    Raises:
        NotOurs: it is not exactly as our producers write it; the rule is named.
    """
    copy = Copy(pdf)
    for _ in copy.pages():
        pass
    return copy


def _object_spans(pdf: bytes) -> list[tuple[int, int]]:
    """Return where the body of each object lies. Every byte of the file belongs to exactly one part of the frame."""
    demand(pdf.startswith(_HEADER), "the header")
    tail_at = pdf.rfind(b"trailer\n", max(0, len(pdf) - _TAIL_LENGTH))
    tail = _TAIL.fullmatch(pdf, max(tail_at, 0)) if tail_at >= 0 else None
    demand(tail is not None, "the end of the file")
    assert tail
    size, table_at = int(tail.group(1)), int(tail.group(2))
    top = b"xref\n0 %d\n0000000000 65535 f \n" % size
    demand(table_at + len(top) + 20 * (size - 1) == tail_at, "the table of places")
    demand(pdf[table_at : table_at + len(top)] == top, "the table of places")
    table = pdf[table_at + len(top) : tail_at]
    at = len(_HEADER)
    spans = []
    for number in range(1, size):
        demand(table[20 * (number - 1) : 20 * number] == b"%010d 00000 n \n" % at, "the place of an object")
        place = table[20 * number : 20 * number + 10]
        demand(number == size - 1 or place.isdigit(), "the place of an object")
        end = int(place) if number < size - 1 else table_at
        opening, closing = b"%d 0 obj\n" % number, b"\nendobj\n"
        demand(at + len(opening) + len(closing) <= end <= table_at, "the place of an object")
        demand(pdf[at : at + len(opening)] == opening and pdf[end - len(closing) : end] == closing, "an object's frame")
        spans.append((at + len(opening), end - len(closing)))
        at = end
    return spans

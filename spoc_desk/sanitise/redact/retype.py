"""Producer A: a new document set from the reviewed text alone, in a plain template.

Nothing of the source is copied but the text she read: no style, no number, no date, no name of a part. Where text
was removed stands a token whose width is the same for every removal.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from spoc_desk.errors import RefusedByRule
from spoc_desk.sanitise.readers.unit import Shape
from spoc_desk.sanitise.redact.fonts import OBJECTS_PER_FONT, font_objects
from spoc_desk.sanitise.redact.lines import measure, wrap
from spoc_desk.sanitise.redact.orders import Passage, Retype, continues
from spoc_desk.sanitise.redact.pictures import Coded, jpeg, plain
from spoc_desk.sanitise.redact.sheets import COLUMN, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, Mark, Page, Sheets, contents
from spoc_desk.sanitise.redact.signs import typeset
from spoc_desk.sanitise.redact.tables import Plan, draw, plan, rows_of
from spoc_desk.sanitise.redact.typeface import Weight
from spoc_desk.sanitise.redact.writer import Writer

Heard = Callable[[int, int], None]  # told (done, of); raises to stop the work
PictureOf = Callable[[int], Image.Image]  # a picture of the source by its number

_PICTURE_DPI = 144
_TALLEST_PICTURE = 560.0


@dataclass(frozen=True)
class Style:
    """How one kind of text is set; points."""

    size: float
    leading: float
    before: float
    after: float
    weight: Weight = Weight.REGULAR
    indent: float = 0.0


_BODY = Style(10.5, 15.0, 0.0, 7.0)
_ITEM = Style(10.5, 15.0, 0.0, 3.0, indent=16.0)
_HEADS = (
    Style(17.0, 22.0, 6.0, 9.0, Weight.BOLD),
    Style(13.5, 18.0, 12.0, 6.0, Weight.BOLD),
    Style(11.0, 15.0, 9.0, 4.0, Weight.BOLD),
)
_AFTER_TABLE = 12.0
_BULLET = "\u2022"


def replaced_signs(orders: Retype) -> int:
    """Return how many characters the copy will show as a square, because the typeface has no sign for them."""
    return sum(typeset(passage.text)[1] for passage in orders.passages)


def retype(orders: Retype, picture_of: PictureOf, heard: Heard) -> bytes:
    """Return the copy as PDF. The same orders give the same bytes.

    Raises:
        RefusedByRule: there is no passage.
    """
    sheets = Sheets()
    layout: Plan | None = None
    before: Passage | None = None
    of = len(orders.passages)
    if not of:
        raise RefusedByRule("There is nothing left to make a copy of. Open the document again and check it once more.")
    for done, passage in enumerate(orders.passages):
        heard(done, of)
        layout = put(sheets, passage, layout if continues(passage, before) else None, picture_of)
        before = passage
    sheets.foot()
    pdf = _written(sheets, picture_of)
    heard(of, of)
    return pdf


def put(sheets: Sheets, passage: Passage, goes_on: Plan | None, picture_of: PictureOf) -> Plan | None:
    """Put one passage on the sheets; return the layout of a table, for the next passage if that goes on with it."""
    if passage.picture:
        _picture(sheets, passage.picture, picture_of(passage.picture).size)
        return None
    sheets.cell = (0, 0)
    text, _ = typeset(passage.text)
    if passage.shape is Shape.TABLE:
        return _table(sheets, text, goes_on, heads=passage.heads)
    text = text.replace("\t", "  ")
    if passage.shape is Shape.HEADING:
        _text(sheets, text, _HEADS[min(max(passage.level, 1), len(_HEADS)) - 1])
    elif passage.shape is Shape.ITEM:
        _text(sheets, text.removeprefix(_BULLET).lstrip(), _ITEM, deeper=max(0, min(passage.level, 6) - 1))
    else:
        for number, part in enumerate(_paragraphs(text)):
            _text(sheets, part, _BODY, goes_on=number > 0)
    return None


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the parts of a text between empty lines; lines inside a part stay lines."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            lines.append(line)
        elif lines:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)


def _text(sheets: Sheets, text: str, style: Style, *, deeper: int = 0, goes_on: bool = False) -> None:
    """Put a heading, a paragraph or an item line by line; `goes_on` where the passage has begun above."""
    if not text.strip():
        return
    left = MARGIN + style.indent * (deeper + 1 if style.indent else 0)
    if not sheets.untouched:
        sheets.at -= style.before
    # A heading stays with what follows it, and no paragraph leaves a single line at the foot of a page.
    sheets.need(style.leading * (3.5 if style.weight is Weight.BOLD else 2))
    for number, source_line in enumerate(text.split("\n")):
        mark: Mark | None = Mark.LINE if number or goes_on else Mark.PASSAGE
        for line in wrap(source_line, style.weight, style.size, MARGIN + COLUMN - left):
            sheets.need(style.leading)
            if mark is Mark.PASSAGE and style.indent:
                _bullet(sheets, left, style)
            if mark:
                sheets.mark(mark)
            sheets.line(line, left, sheets.at - style.size, style.size, style.weight)
            sheets.at -= style.leading
            mark = None
    sheets.at -= style.after


def _bullet(sheets: Sheets, left: float, style: Style) -> None:
    wide = measure(_BULLET, style.weight) * style.size / 1000
    sheets.line(_BULLET, left - wide - 6, sheets.at - style.size, style.size, style.weight, again=True)


def _table(sheets: Sheets, text: str, goes_on: Plan | None, *, heads: bool) -> Plan:
    """Put a table, or go on with the one above, whose first row stands here again."""
    rows = rows_of(text)
    if goes_on:
        sheets.at += _AFTER_TABLE  # no gap inside one table
        draw(sheets, goes_on, rows[1:], goes_on=True)
        layout = goes_on
    else:
        layout = plan(rows, heads=heads)
        sheets.need(70)
        sheets.mark(Mark.PASSAGE)
        draw(sheets, layout, rows[1:] if heads else rows)
    sheets.at -= _AFTER_TABLE
    return layout


def _picture(sheets: Sheets, number: int, size: tuple[int, int]) -> None:
    """Put a kept picture, no wider than the text and never across a page."""
    scale = min(72 / _PICTURE_DPI, COLUMN / size[0], _TALLEST_PICTURE / size[1])
    width, height = max(size[0] * scale, 1), max(size[1] * scale, 1)
    sheets.need(height + _BODY.after)
    sheets.at -= height
    sheets.picture(number, MARGIN, sheets.at, width, height)
    sheets.at -= _BODY.after


def _written(sheets: Sheets, picture_of: PictureOf) -> bytes:
    """Return the file: catalog, pages, fonts, then for each page itself, its contents and its pictures."""
    weights = list(sheets.glyphs)
    first = 3 + OBJECTS_PER_FONT * len(weights)
    numbers: list[int] = []
    for page in sheets.pages:
        numbers.append(first)
        first += 2 + len(page.pictures)
    writer = Writer()
    writer.put(1, b"<</Type/Catalog/Pages 2 0 R>>")
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    writer.put(2, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(numbers), kids))
    for at, weight in enumerate(weights):
        number = 3 + OBJECTS_PER_FONT * at
        for body in font_objects(weight, list(sheets.glyphs[weight]), number):
            writer.put(number, body)
            number += 1
    for number, page in zip(numbers, sheets.pages, strict=True):
        _write_page(writer, number, page, weights, picture_of)
    return writer.finish()


def _write_page(writer: Writer, number: int, page: Page, weights: Sequence[Weight], picture_of: PictureOf) -> None:
    fonts = b"".join(b"/%b %d 0 R" % (weight.encode(), 3 + OBJECTS_PER_FONT * at) for at, weight in enumerate(weights))
    images = b"".join(b"/Im%d %d 0 R" % (at, number + 2 + at) for at in range(len(page.pictures)))
    resources = b"/Font<<%b>>" % fonts + (b"/XObject<<%b>>" % images if images else b"")
    box = b"%.2f %.2f" % (PAGE_WIDTH, PAGE_HEIGHT)
    writer.put(
        number,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %b]/Resources<<%b>>/Contents %d 0 R>>" % (box, resources, number + 1),
    )
    writer.put_deflated(number + 1, b"", contents(page))
    for at, placed in enumerate(page.pictures):
        coded: Coded = jpeg(plain(picture_of(placed.picture)), kept=True)
        writer.put_stream(number + 2 + at, coded.entries(), coded.data)

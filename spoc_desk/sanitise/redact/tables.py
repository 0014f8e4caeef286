"""Tables of the re-typeset copy: columns by what they hold, heads on every page, wide tables in several parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from spoc_desk.sanitise.redact.lines import TOKEN_WIDTH, measure, wrap
from spoc_desk.sanitise.redact.sheets import COLUMN, HEAD_GREY, MARGIN, RULE_GREY, Mark, Sheets
from spoc_desk.sanitise.redact.signs import FIRST_TOKEN_SIGN, TOKEN_OF
from spoc_desk.sanitise.redact.typeface import Weight

SIZE, LEADING = 9.0, 12.0
_SIDE, _ABOVE, _BELOW = 4.0, 4.0, 4.5  # air in a cell
_WIDEST = 250.0  # a column wants no more than this
_WORD_WANTS = 96.0  # a word longer than this may break
_LEAST = 26.0
_SAMPLE = 120  # characters of a cell looked at for the width of its column
_TALLEST = 320.0  # points; a row no taller than this is never parted
_TALLEST_HEAD = 12  # lines
_LAST_TOKEN_SIGN = max(TOKEN_OF)


@dataclass(frozen=True)
class Band:
    """Columns printed side by side: (number of the column, its left edge, its width)."""

    columns: tuple[tuple[int, float, float], ...]
    label: str = ""  # "Columns 1, 9 to 15 of 60", where the table had to be parted

    @property
    def width(self) -> float:
        """The width of the whole band."""
        return sum(width for _, _, width in self.columns)


@dataclass(frozen=True)
class Plan:
    """How one table is laid out; the rows that go on in the next passage keep it. No heads: its first row is data."""

    heads: tuple[str, ...]
    bands: tuple[Band, ...]


def rows_of(text: str) -> list[tuple[str, ...]]:
    """Return the rows of a table passage: lines are rows, tabs part the cells."""
    return [tuple(cell.strip() for cell in line.split("\t")) for line in text.split("\n")]


def plan(rows: Sequence[tuple[str, ...]], *, heads: bool = True) -> Plan:
    """Return a layout in which every column is wide enough for its words and its tokens."""
    columns = list(zip_longest(*rows, fillvalue="")) or [("",)]
    least = [_least(cells) for cells in columns]
    wants = [max(low, _wants(cells)) for low, cells in zip(least, columns, strict=True)]
    parts = list(_parts(least))
    bands = []
    for part in parts:
        widths = _shared([least[number] for number in part], [wants[number] for number in part])
        lefts = [MARGIN + sum(widths[:at]) for at in range(len(widths))]
        label = _label(part, len(columns)) if len(parts) > 1 else ""
        bands.append(Band(tuple(zip(part, lefts, widths, strict=True)), label))
    return Plan(rows[0] if rows and heads else (), tuple(bands))


def draw(sheets: Sheets, layout: Plan, rows: Sequence[tuple[str, ...]], *, goes_on: bool = False) -> None:
    """Put the rows of a table, after its heads. `goes_on`: it is the rest of the table above, which had them."""
    first = 1 if layout.heads or goes_on else 0
    for at, band in enumerate(layout.bands):
        if band.label:
            sheets.need(70)
            sheets.at -= 10 if not sheets.untouched else 0
            sheets.line(band.label, MARGIN, sheets.at - 9, 8, Weight.REGULAR, again=True)
            sheets.at -= 14
        key = 1 if at else 0  # in later bands the first column stands again
        if not layout.heads:
            pass
        elif not goes_on:
            _heads(sheets, band, layout.heads, repeated=key)
        elif len(layout.bands) > 1:
            _heads(sheets, band, layout.heads, repeated=len(band.columns))
        for number, row in enumerate(rows, first):
            sheets.cell = (number, 0)
            _body_row(sheets, band, layout, row, repeated=key)


def _body_row(sheets: Sheets, band: Band, layout: Plan, row: tuple[str, ...], *, repeated: int) -> None:
    """Put one row; where it begins or goes on at the top of a page, the heads come first."""
    cells = _wrapped(band, row, Weight.REGULAR)
    height = max(map(len, cells)) * LEADING + _ABOVE + _BELOW
    if height > sheets.room and (height <= _TALLEST or sheets.room < 4 * LEADING) and not sheets.untouched:
        _turn(sheets, band, layout)
    while True:
        fits = _fitting(sheets)
        _lines(sheets, band, [lines[:fits] for lines in cells], Weight.REGULAR, repeated=repeated)
        cells = [lines[fits:] for lines in cells]
        if not any(cells):
            return
        _turn(sheets, band, layout)


def _turn(sheets: Sheets, band: Band, layout: Plan) -> None:
    sheets.turn()
    if layout.heads:
        _heads(sheets, band, layout.heads, repeated=len(band.columns))


def _heads(sheets: Sheets, band: Band, cells: tuple[str, ...], *, repeated: int) -> None:
    """Put the heads. Very tall heads are cut where they only repeat."""
    row, sheets.cell = sheets.cell[0], (0, 0)
    lines = _wrapped(band, cells, Weight.BOLD)
    if repeated == len(band.columns):
        lines = [column[:_TALLEST_HEAD] for column in lines]
    tallest = min(max(map(len, lines)), _TALLEST_HEAD)
    sheets.need((tallest + 2) * LEADING + _ABOVE + _BELOW)
    while any(lines):
        fits = _fitting(sheets)
        _lines(sheets, band, [column[:fits] for column in lines], Weight.BOLD, repeated=repeated)
        lines = [column[fits:] for column in lines]
        if any(lines):
            sheets.turn()
    sheets.cell = (row, 0)


def _fitting(sheets: Sheets) -> int:
    return max(1, int((sheets.room - _ABOVE - _BELOW) / LEADING))


def _wrapped(band: Band, cells: tuple[str, ...], weight: Weight) -> list[list[str]]:
    return [
        list(wrap(cells[number] if number < len(cells) else "", weight, SIZE, width - 2 * _SIDE))
        for number, _, width in band.columns
    ]


def _lines(sheets: Sheets, band: Band, cells: list[list[str]], weight: Weight, *, repeated: int) -> None:
    """Put one row, or the part of it that stands on this page, and the rule under it.

    `repeated` says how many of its first cells stand here again.
    """
    height = max(map(len, cells)) * LEADING + _ABOVE + _BELOW
    if weight is Weight.BOLD:
        sheets.ground(MARGIN, sheets.at - height, band.width, height, HEAD_GREY)
    if repeated < len(cells):
        sheets.mark(Mark.ROW)
    for at, ((column, left, _), lines) in enumerate(zip(band.columns, cells, strict=True)):
        sheets.cell = (sheets.cell[0], column)
        if at >= repeated:
            sheets.mark(Mark.CELL)
        baseline = sheets.at - _ABOVE - SIZE * 0.95
        for line in lines:
            sheets.line(line, left + _SIDE, baseline, SIZE, weight, again=at < repeated)
            baseline -= LEADING
    sheets.at -= height
    sheets.ground(MARGIN, sheets.at, band.width, 0.5, RULE_GREY)


def _least(cells: Sequence[str]) -> float:
    """Return the width below which a word or a token of this column would not fit."""
    words = {word for cell in cells for word in cell[:_SAMPLE].split()}
    longest = max((measure(word, Weight.BOLD) for word in words), default=0) * SIZE / 1000
    token = TOKEN_WIDTH * SIZE / 1000 if any(_holds_token(cell) for cell in cells) else 0.0
    return max(_LEAST, min(longest, _WORD_WANTS) + 2 * _SIDE, token + 2 * _SIDE if token else 0.0)


def _wants(cells: Sequence[str]) -> float:
    longest = max((measure(cell[:_SAMPLE], Weight.BOLD) for cell in cells), default=0) * SIZE / 1000
    return min(longest + 2 * _SIDE + 1, _WIDEST)


def _holds_token(cell: str) -> bool:
    return any(FIRST_TOKEN_SIGN <= sign <= _LAST_TOKEN_SIGN for sign in cell)


def _parts(least: Sequence[float]) -> Iterator[tuple[int, ...]]:
    """Yield the columns of each band. The first column leads every band: it says whose row it is."""
    part, used = [0], least[0]
    for number in range(1, len(least)):
        if used + least[number] > COLUMN and len(part) > 1:
            yield tuple(part)
            part, used = [0], least[0]
        part.append(number)
        used += least[number]
    yield tuple(part)


def _shared(least: Sequence[float], wants: Sequence[float]) -> list[float]:
    """Return widths that fill the text column: first each gets its least, then by what it wants."""
    spare = COLUMN - sum(least)
    if spare <= 0:
        return [width * COLUMN / sum(least) for width in least]
    longing = [want - low for low, want in zip(least, wants, strict=True)]
    if sum(longing) <= 0:
        return [COLUMN * width / sum(least) for width in least]
    return [low + spare * more / sum(longing) for low, more in zip(least, longing, strict=True)]


def _label(part: tuple[int, ...], of: int) -> str:
    """Return what stands above a band: "Columns 1, 9 to 15 of 60"."""
    first, last = part[1] + 1, part[-1] + 1
    span = f"{first} to {last}" if last > first else f"{first}"
    return f"Columns 1 to {last} of {of}" if first == 2 else f"Columns 1, {span} of {of}"

"""Tables: labelled values, rows under titles, signatures, code groups. Header rows repeat on every page."""

from collections.abc import Sequence
from itertools import groupby

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from spoc_desk.printing.blocks import (
    Cell,
    CodeGroups,
    Fields,
    Mark,
    Sign,
    SignatureLine,
    Signatures,
    Table,
    Tick,
    Value,
)
from spoc_desk.printing.shapes import Hanging, TickLine
from spoc_desk.printing.style import BLACK, FILL, HAIR, RULE, SIGNATURE_MM, Sheet
from spoc_desk.printing.tags import Grid, Node, Room, TableTags
from spoc_desk.printing.text import lines, paragraph, paragraphs
from spoc_desk.printing.typeface import REGULAR

_LONG_VALUE = 420  # characters; longer text reads better across the page than in a column
_LABEL_SHARE, _WIDE_LABEL_SHARE = 0.34, 0.7
_LONG_LABEL, _SHORT_VALUE = 28, 20  # characters
_TICK_LABEL_SHARE, _TICKS_IN_A_LINE = 0.5, 40  # characters of short choices with their squares
_MOST_COLUMNS_IN_LARGE_PRINT = 2
_PAIR_LABEL, _PAIR_VALUE = 26, 20  # characters that fit when two labels with values stand side by side
_BY_HAND = "Signature"  # never typed
_PAIR_WIDTHS = (0.235, 0.265, 0.235, 0.265)
_ROOMY_PAIR_WIDTHS = (0.21, 0.29, 0.21, 0.29)  # to write in

_Rows = list[list[list[Flowable]]]
_Commands = list[tuple[object, ...]]


def set_fields(block: Fields, sheet: Sheet, root: Node) -> list[Flowable]:
    """Return the labelled values; a long one leaves the table and runs across the page."""
    made: list[Flowable] = []
    short: list[tuple[str, Value]] = []
    for label, value in block.rows:
        if isinstance(value, tuple) or (len(value) <= _LONG_VALUE and len(lines(value)) <= 8):
            short.append((label, value))
            continue
        made += _field_table(short, block, sheet, root)
        short = []
        head = paragraph(label, sheet.text(bold=True, before=1, after=0.4), root.add("P"))
        made += [CondPageBreak(sheet.body_pt * 6), head, *paragraphs(value, sheet.text(after=0.8), root)]
    return made + _field_table(short, block, sheet, root)


def _field_table(rows: Sequence[tuple[str, Value]], block: Fields, sheet: Sheet, root: Node) -> list[Flowable]:
    if not rows:
        return []
    if block.columns == 2 and not sheet.is_large:
        return _in_two_columns(rows, block, sheet, root)
    cells = [_field_cells(label, value, block, sheet) for label, value in rows]
    share = _label_share(rows)
    widths = [sheet.width * share, sheet.width * (1 - share)]
    return [_grid(cells, widths, sheet, root, head_rows=0, boxed=block.boxed), Spacer(0, sheet.gap * 1.5)]


def _field_cells(label: str, value: Value, block: Fields, sheet: Sheet) -> list[list[Flowable]]:
    if isinstance(value, tuple):
        return [_label(label, sheet), [_tick_line(lines(label)[0], value, sheet)]]
    if value:
        return [_label(label, sheet), list(paragraphs(value, sheet.text(after=0.35)))]
    name = lines(label)[0]
    return [_label(label, sheet), [_strut(block.min_height_mm, sheet, boxed=block.boxed, name=name)]]


def _in_two_columns(rows: Sequence[tuple[str, Value]], block: Fields, sheet: Sheet, root: Node) -> list[Flowable]:
    """Return short values two in a row, and each long one, or one left over, across the page."""
    made: list[Flowable] = []
    for is_short, group in groupby(rows, key=lambda row: _fits_in_pair(*row)):
        found = list(group)
        pairs = [found[at : at + 2] for at in range(0, len(found), 2)] if is_short else [[row] for row in found]
        for shares, alike in groupby(pairs, key=_shares):
            cells = [[cell for row in pair for cell in _field_cells(*row, block, sheet)] for pair in alike]
            widths = [sheet.width * share for share in shares]
            made.append(_grid(cells, widths, sheet, root, head_rows=0, boxed=block.boxed))
    return [*made, Spacer(0, sheet.gap * 1.5)]


def _tick_line(question: str, ticks: Sequence[Tick], sheet: Sheet) -> Flowable:
    items = []
    for tick in ticks:
        sign = Sign.TO_TICK if tick.ticked is None else Sign.TICKED if tick.ticked else Sign.NOT_TICKED
        name = f"{question}: {tick.label}" if sheet.is_fillable and tick.ticked is None else ""
        words = paragraph(tick.label, sheet.text())
        items.append((Hanging(words, sign=sign, sign_node=None, name=name), sign.value))
    return TickLine(items, gap=sheet.body_pt, is_fillable=sheet.is_fillable)


def _fits_in_pair(label: str, value: Value) -> bool:
    if isinstance(value, tuple):
        return False
    return len(label) <= _PAIR_LABEL and len(value) <= _PAIR_VALUE and len(lines(value)) == 1


def _shares(pair: Sequence[tuple[str, Value]]) -> tuple[float, ...]:
    """Return the shares of the page's width that labels and values of one line get."""
    if len(pair) > 1:
        return _PAIR_WIDTHS if any(value for _, value in pair) else _ROOMY_PAIR_WIDTHS
    label, value = pair[0]
    if isinstance(value, tuple):
        share = _tick_label_share(label, value)
    elif len(label) <= _PAIR_LABEL:
        share = _PAIR_WIDTHS[0]
    else:
        share = _WIDE_LABEL_SHARE if value and len(value) <= _SHORT_VALUE else _LABEL_SHARE
    return share, 1 - share


def _tick_label_share(label: str, ticks: Sequence[Tick]) -> float:
    """Return how much of the width a question gets beside its squares: half where they are few and short."""
    if sum(len(tick.label) + 6 for tick in ticks) <= _TICKS_IN_A_LINE:
        return _TICK_LABEL_SHARE
    return _PAIR_WIDTHS[0] if len(lines(label)[0]) <= _PAIR_LABEL else _LABEL_SHARE


def _label_share(rows: Sequence[tuple[str, Value]]) -> float:
    """Return how much of the width the labels get: more where long questions have answers like "Yes"."""
    longest_label = max(len(label) for label, _ in rows)
    longest_value = max(_LONG_LABEL if isinstance(value, tuple) else len(value) for _, value in rows)
    return _WIDE_LABEL_SHARE if longest_label > _LONG_LABEL and 0 < longest_value <= _SHORT_VALUE else _LABEL_SHARE


def _label(label: str, sheet: Sheet) -> list[Flowable]:
    """Return a label: its first line bold, a hint below it not."""
    return [paragraph(line, sheet.text(bold=not at)) for at, line in enumerate(lines(label))]


def set_table(block: Table, sheet: Sheet, root: Node) -> list[Flowable]:
    """Return rows under titles; in large print a wide table becomes one labelled group per row."""
    if sheet.is_large and len(block.columns) > _MOST_COLUMNS_IN_LARGE_PRINT:
        return _rows_as_groups(block, sheet, root)
    head = [[list[Flowable](paragraphs(title, sheet.cell(bold=True))) for title in block.columns]]
    body = [
        [_cell(cell, block, sheet, at, f"{block.columns[at]} {number}") for at, cell in enumerate(row)]
        for number, row in enumerate(block.rows, start=1)
    ]
    share = sheet.width / sum(block.widths)
    widths = [width * share for width in block.widths]
    return [_grid(head + body, widths, sheet, root, head_rows=1, boxed=block.boxed), Spacer(0, sheet.gap * 1.5)]


def _cell(cell: Cell, block: Table, sheet: Sheet, column: int, name: str) -> list[Flowable]:
    parts = cell if isinstance(cell, tuple) else (cell,)
    style = sheet.cell(bold=column == 0 and len(block.columns) > 1)
    made: list[Flowable] = []
    for part in parts:
        if isinstance(part, Mark):
            made.append(Hanging(paragraph(part.text, style), sign=part.sign))
        elif part:
            made += paragraphs(part, style)
    return made or [_strut(block.min_height_mm, sheet, boxed=block.boxed, name=name)]


def _rows_as_groups(block: Table, sheet: Sheet, root: Node) -> list[Flowable]:
    made: list[Flowable] = []
    for row in block.rows:
        made.append(CondPageBreak(sheet.body_pt * 8))
        made += paragraphs(cell_text(row[0]) or block.columns[0], sheet.heading(2), root)
        pairs = tuple((title, cell_text(cell)) for title, cell in zip(block.columns[1:], row[1:], strict=True))
        made += set_fields(Fields(pairs, min_height_mm=block.min_height_mm, boxed=block.boxed), sheet, root)
    return made


def cell_text(cell: Cell) -> str:
    """Return the words of a cell, one part per line."""
    parts = cell if isinstance(cell, tuple) else (cell,)
    return "\n".join(part.text if isinstance(part, Mark) else part for part in parts)


def set_signatures(block: Signatures, sheet: Sheet, root: Node) -> list[Flowable]:
    """Return rows to sign: who and what for, signature, printed name, date."""
    if sheet.is_large:
        return [part for row in block.rows for part in _signature_group(row, sheet, root)]
    titles = ("Role", "Signature", "Printed name", "Date")
    cells: _Rows = [[list(paragraphs(title, sheet.cell(bold=True))) for title in titles]]
    for row in block.rows:
        who: list[Flowable] = list(paragraphs(row.role, sheet.cell(bold=True)))
        who += paragraphs(row.statement, sheet.cell()) if row.statement else []
        known = [
            list[Flowable](paragraphs(text, sheet.cell()))
            if text
            else [_strut(0, sheet, boxed=True, name=f"{row.role}: {title}")]
            for text, title in ((row.name, titles[2]), (row.date, titles[3]))
        ]
        cells.append([who, [_strut(SIGNATURE_MM, sheet, boxed=True)], *known])
    widths = [sheet.width * share for share in (0.36, 0.27, 0.22, 0.15)]
    return [_grid(cells, widths, sheet, root, head_rows=1, boxed=True), Spacer(0, sheet.gap)]


def _signature_group(row: SignatureLine, sheet: Sheet, root: Node) -> list[Flowable]:
    title = f"{row.role}: {row.statement}" if row.statement else row.role
    pairs = (("Signature", ""), ("Printed name", row.name), ("Date", row.date))
    fields = Fields(pairs, min_height_mm=SIGNATURE_MM, boxed=True)
    return [*paragraphs(title, sheet.heading(2), root), *set_fields(fields, sheet, root)]


def set_code_groups(block: CodeGroups, sheet: Sheet, root: Node) -> list[Flowable]:
    """Return the numbered groups, large and spaced, read out in their order."""
    outline = root.add("L", numbering="Decimal")
    big = sheet.text(bold=True, size=sheet.body_pt * (1.3 if sheet.is_large else block.size))
    cells: _Rows = []
    for at, group in enumerate(block.groups):
        item = outline.add("LI")
        label = paragraph(f"{at + 1}", sheet.text(), item.add("Lbl"))
        body = paragraph(group, big, item.add("LBody"))
        if at % block.columns == 0:
            cells.append([])
        cells[-1].append([label, body])
    cells[-1] += [[] for _ in range(block.columns - len(cells[-1]))]
    grid = Grid(cells, colWidths=[sheet.width / block.columns] * block.columns, renderCB=TableTags(None))
    grid.setStyle([("FONT", (0, 0), (-1, -1), REGULAR), ("GRID", (0, 0), (-1, -1), RULE, BLACK), *_padding(sheet.gap)])
    return [KeepTogether([grid]), Spacer(0, sheet.gap)]


def side_by_side(cells: Sequence[Flowable], columns: int, sheet: Sheet) -> Flowable:
    """Return flowables in columns without lines; each keeps its own place in the structure."""
    rows = [list(cells[at : at + columns]) for at in range(0, len(cells), columns)]
    rows[-1] += [""] * (columns - len(rows[-1]))
    grid = Grid(rows, colWidths=[sheet.width / columns] * columns)
    below = ("BOTTOMPADDING", (0, 0), (-1, -2), sheet.gap * 0.5)
    gutter = ("RIGHTPADDING", (0, 0), (-2, -1), sheet.gap * 1.6)
    grid.setStyle(
        [("FONT", (0, 0), (-1, -1), REGULAR), ("VALIGN", (0, 0), (-1, -1), "TOP"), *_padding(0), gutter, below]
    )
    return grid


def _grid(cells: _Rows, widths: Sequence[float], sheet: Sheet, root: Node, *, head_rows: int, boxed: bool) -> Flowable:
    heads = {0, 2} if len(widths) == len(_PAIR_WIDTHS) and not head_rows else {0} if len(widths) > 1 else set()
    tags = TableTags(root.add("Table"), head_rows=head_rows, row_heads=heads)
    grid = Grid(cells, colWidths=list(widths), repeatRows=head_rows, renderCB=tags)
    commands: _Commands = [
        ("FONT", (0, 0), (-1, -1), REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), HAIR, BLACK),
        *_padding(_inner(sheet, boxed=boxed)),
    ]
    if head_rows:
        commands += [("BACKGROUND", (0, 0), (-1, 0), FILL), ("LINEBELOW", (0, 0), (-1, 0), RULE, BLACK)]
        commands += [("LINEABOVE", (0, 0), (-1, 0), RULE, BLACK)]
    if boxed:
        commands += [("GRID", (0, 0), (-1, -1), HAIR, BLACK), ("BOX", (0, 0), (-1, -1), RULE, BLACK)]
    else:
        commands += [("LEFTPADDING", (0, 0), (0, -1), 2 if head_rows else 0)]
    grid.setStyle(commands)
    grid.wrap(sheet.width, sheet.height)
    if max(grid._rowHeights) + sheet.body_pt * 4 > sheet.height:
        grid.splitInRow = 1
    return grid


def _inner(sheet: Sheet, *, boxed: bool) -> float:
    """Return the space between a line of a table and the text below or above it."""
    return sheet.gap * (0.8 if boxed else 0.6)


def _strut(height_mm: float, sheet: Sheet, *, boxed: bool, name: str = "") -> Flowable:
    """Return what keeps an empty cell's row *height_mm* high from line to line; with a *name* it can be filled in."""
    height = max(height_mm * mm - 2 * _inner(sheet, boxed=boxed), sheet.table_pt)
    return Room(height, name) if name and sheet.is_fillable and name != _BY_HAND else Spacer(0, height)


def _padding(vertical: float) -> _Commands:
    sides = 5 if vertical else 0
    return [
        ("LEFTPADDING", (0, 0), (-1, -1), sides),
        ("RIGHTPADDING", (0, 0), (-1, -1), sides),
        ("TOPPADDING", (0, 0), (-1, -1), vertical),
        ("BOTTOMPADDING", (0, 0), (-1, -1), vertical),
    ]

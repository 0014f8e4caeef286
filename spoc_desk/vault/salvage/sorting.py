"""Which table a row belongs to that was read from a page, where the way to the page is broken.

All rows of a page are of one table. The vault's own tables are known by their form, the others by the ids the trail
names; else by the one form that takes every value.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from spoc_desk.vault.salvage import cells
from spoc_desk.vault.salvage.cells import Cell
from spoc_desk.vault.salvage.finds import Entry, Finds
from spoc_desk.vault.salvage.pages import Pages
from spoc_desk.vault.salvage.shapes import KERNEL, Shape, Values

_LEAST_COLUMNS: Final = 4  # fewer has no table of ours
_SCHEMA_KINDS: Final = ("table", "index", "trigger", "view")

Heard = Callable[[int, int], object]


def read_pages(pages: Pages, shapes: dict[str, Shape], finds: Finds, heard: Heard) -> None:
    """Put every row that lies on a whole page into *finds*."""
    kernel = [shape for shape in shapes.values() if shape.name in KERNEL]
    later: list[int] = []
    for number, page in pages.each():
        heard(number, 2 * pages.count)
        if page is None:
            finds.bad_pages += 1
        elif cells.is_table_leaf(number, page):
            rows = (cell for cell in cells.cells(number, page, pages.page) if cell is not None)
            first = next(rows, None)  # all rows of a page are of one table
            shape = _only_form([first], kernel) if first is not None else None
            if first is None or shape is None:
                later.append(number)
            else:
                _take((first, *rows), shape, finds)
    by_id = _tables_by_id(finds)
    for done, number in enumerate(later):
        heard(pages.count + done, 2 * pages.count)
        page = pages.page(number) or b""
        found = [cell for cell in cells.cells(number, page, pages.page) if cell is not None]
        _sort(found, shapes, by_id, finds)


def _take(found: Iterable[Cell], shape: Shape, finds: Finds) -> None:
    for cell in found:
        values = shape.named(cell)
        if values is not None:
            finds.add(shape, values)


def _sort(found: list[Cell], shapes: dict[str, Shape], by_id: dict[str, set[str]], finds: Finds) -> None:
    rows = [cell for cell in found if len(cell.values) >= _LEAST_COLUMNS and not _is_schema(cell)]
    if not rows:
        return
    votes: Counter[str] = Counter()
    for cell in rows:
        votes.update(name for value in cell.values if isinstance(value, str) for name in by_id.get(value, ())
                     if _is_of(shapes[name], cell, value))  # fmt: skip
    shape = shapes[votes.most_common(1)[0][0]] if votes else _only_form(rows, shapes.values())
    if shape is None:
        finds.strays += len(rows)
    else:
        _take(rows, shape, finds)


def _is_of(shape: Shape, cell: Cell, row_id: str) -> bool:
    values = shape.named(cell)
    return values is not None and values.get("id") == row_id


def _is_schema(cell: Cell) -> bool:
    return len(cell.values) == 5 and cell.values[0] in _SCHEMA_KINDS


def _only_form(found: list[Cell], shapes: Iterable[Shape]) -> Shape | None:
    """Return the one table that could hold every one of these rows, its columns all there; None where several could."""
    if not found or _is_schema(found[0]):
        return None
    fit = [shape for shape in shapes if all(_fits(shape, cell) for cell in found)]
    return fit[0] if len(fit) == 1 else None


def _fits(shape: Shape, cell: Cell) -> bool:
    if len(cell.values) != len(shape.columns):
        return False
    stored = zip(shape.columns, cell.values, strict=True)
    values = shape.named(cell)
    if values is None or any(column.is_number and value is not None for column, value in stored):
        return False
    return _looks_right(shape, values)


def _looks_right(shape: Shape, values: Values) -> bool:
    if shape.is_audited:
        version = values["version"]
        return isinstance(values["id"], str) and isinstance(version, int) and version >= 1
    match shape.name:
        case "meta":
            return _long(values, "vault_id", 32) and _long(values, "audit_head", 32)
        case "audit":
            return Entry.of(values) is not None
        case "audit_checkpoints":
            return _long(values, "head", 32) and _long(values, "signature", 64)
        case "audit_reasons":
            return _long(values, "salt", 16)
        case "row_history":
            return str(values["content"]).startswith("{")
        case "drafts":
            return str(values["answers"]).startswith(("{", "["))
    return True


def _long(values: Values, column: str, length: int) -> bool:
    value = values[column]
    return isinstance(value, (str, bytes)) and len(value) == length


def _tables_by_id(finds: Finds) -> dict[str, set[str]]:
    """Return which tables the trail, or a row that was already found, has under an id."""
    by_id: dict[str, set[str]] = {}
    for entry in finds.entries.values():
        if entry.version:
            by_id.setdefault(entry.row_id, set()).add(entry.table_name)
    for name, row_id in (*finds.rows, *finds.hints):
        by_id.setdefault(row_id, set()).add(name)
    return by_id

"""Reading workbooks: the cells as a person sees them, and everything hidden in and behind them."""

import pytest

from spoc_desk.sanitise.readers.ooxml import xlsx as reader
from spoc_desk.sanitise.readers.unit import Found, Shape
from tests.sanitise.readers.make_package import channels_of, found, units
from tests.sanitise.readers.make_xlsx import CANARIES, full_xlsx, number, row, text, xlsx


@pytest.fixture(scope="module")
def everything() -> list[Found]:
    return found(reader.read, full_xlsx())


@pytest.mark.parametrize(("canary", "expected"), CANARIES.items())
def test_every_place_is_read_under_its_channel(
    everything: list[Found], canary: str, expected: tuple[str, bool]
) -> None:
    assert channels_of(canary, everything) == {expected}


def test_a_long_sheet_comes_in_tables_with_its_heads_on_each() -> None:
    rows = row(1, text("A1", "Name"), text("B1", "Town")) + "".join(
        row(line, text(f"A{line}", f"Child {line}"), text(f"B{line}", "x")) for line in range(2, 502)
    )
    tables = [unit for unit in units(found(reader.read, xlsx(rows))) if unit.shape is Shape.TABLE]

    assert [len(table.text.splitlines()) for table in tables] == [200, 200, 103]
    assert all(table.text.startswith("Name\tTown\n") for table in tables)
    assert [table.heads_repeated for table in tables] == [False, True, True]
    assert sum(table.text.count("Child") for table in tables) == 500


def test_empty_columns_keep_the_cells_under_their_heads() -> None:
    rows = row(1, text("A1", "Name"), text("B1", "Ward"), text("C1", "Town")) + row(2, text("A2", "a"), text("C2", "c"))

    assert "a\t\tc" in next(unit.text for unit in units(found(reader.read, xlsx(rows))) if unit.channel == "xlsx-cell")


def test_wide_rows_below_a_title_are_not_far_away() -> None:
    cells = [
        text(f"{chr(65 + place // 26 - 1) if place > 25 else ''}{chr(65 + place % 26)}2", f"c{place}")
        for place in range(60)
    ]
    shown = units(found(reader.read, xlsx(row(1, text("A1", "Title")) + row(2, *cells))))

    assert not [unit for unit in shown if unit.channel == "xlsx-far-cell"]


def test_a_formula_copied_down_a_column_is_named_once() -> None:
    rows = "".join(row(line, number(f"A{line}", "1", formula=f"SUM(B{line}:C{line})")) for line in range(1, 400))
    formulas = [unit.text for unit in units(found(reader.read, xlsx(rows))) if unit.channel == "xlsx-formula"]

    assert formulas == ["row 1: SUM(B1:C1)"]


def test_cells_scattered_wide_do_not_blow_up() -> None:
    letters = [a + b for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    rows = "".join(row(line, text(f"{letter}{line}", f"v{line}")) for line, letter in enumerate(letters, 1))
    texts = units(found(reader.read, xlsx(rows)))

    assert sum(len(unit.text) for unit in texts) < 40_000
    assert sum(unit.text.count("v") for unit in texts if unit.channel in {"xlsx-cell", "xlsx-far-cell"}) >= len(letters)

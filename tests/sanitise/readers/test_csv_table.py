"""Reading tables in plain text."""

import tracemalloc

import pytest

from spoc_desk.sanitise.readers import csv_table
from spoc_desk.sanitise.readers.unit import Shape
from tests.sanitise.readers.make_package import found, units, unscannable


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_mark_between_cells_is_found_out(mark: str) -> None:
    data = f"Name{mark}Town{mark}UPRN\nAnn{mark}X{mark}1\nBen{mark}Y{mark}2\n".encode()
    (table,) = units(found(csv_table.read, data))

    assert table.text == "Name\tTown\tUPRN\nAnn\tX\t1\nBen\tY\t2"
    assert table.shape is Shape.TABLE and table.shown


def test_a_quoted_cell_keeps_its_marks_and_its_lines_stand_on_one() -> None:
    (table,) = units(found(csv_table.read, b'Name,Address\n"Smith, Ann","1 High Street\nTown"\n'))

    assert table.text == "Name\tAddress\nSmith, Ann\t1 High Street / Town"


def test_long_tables_repeat_their_heads() -> None:
    data = b"Name,Town\n" + b"".join(b"Child %d,x\n" % number for number in range(450))
    tables = units(found(csv_table.read, data))

    assert len(tables) == 3
    assert all(table.text.startswith("Name\tTown\n") for table in tables)
    assert sum(table.text.count("Child") for table in tables) == 450


def test_a_quotation_mark_nothing_closes_hides_nothing() -> None:
    data = b'Name,Town\n"Ann,Onecanary\n' + b"x,y\n" * 20_000 + b"z,Lastcanary\n"
    text = "\n".join(unit.text for unit in units(found(csv_table.read, data)) if unit.shown)

    assert "Onecanary" in text and "Lastcanary" in text
    assert text.count("x") >= 20_000


def test_a_cell_of_a_million_letters_is_read() -> None:
    data = b"Name,Town\nAnn," + b"a" * 1_000_000 + b"\nBen,Lastcanary\n"
    text = "".join(unit.text for unit in units(found(csv_table.read, data)))

    assert text.count("a") >= 1_000_000 and "Lastcanary" in text


def test_a_line_without_end_is_read_as_text_and_holds_no_more_memory_than_its_letters() -> None:
    data = b"Begin" + b"," * 3_000_000 + b"End,Wellford,last\nA,B\n"
    tracemalloc.start()
    try:
        text = "\n".join(unit.text for unit in units(found(csv_table.read, data)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert text.startswith("Begin,") and "Wellford" in text and text.endswith("A\tB")
    assert peak < 40_000_000


def test_bytes_that_are_no_text_are_never_clean() -> None:
    assert unscannable(found(csv_table.read, b"a,b\n\0\0\0\1\2,\0\0\0\n"))

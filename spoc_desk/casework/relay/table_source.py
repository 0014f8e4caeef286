"""The rows of a list from its bytes: CSV here; a workbook in the process apart, which holds no key."""

from collections.abc import Iterable
from typing import Final

from spoc_desk.casework.table_file import read_table
from spoc_desk.domain.own_area import OwnArea
from spoc_desk.errors import BadAnswer
from spoc_desk.sanitise.apart.reading_room import ReadingRoom
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.readers.unit import Shape, Unit

Table = tuple[tuple[str, ...], ...]
_WORKBOOK: Final = b"PK\x03\x04"
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"


def table_of(data: bytes, area: OwnArea) -> Table:
    """Return the rows of the first sheet that has any, the heads first. Raises BadAnswer for what is no list."""
    if data.startswith(_OLD_WORKBOOK):
        raise BadAnswer("This is an old Excel file (.xls). Open it, and save it as .xlsx or as CSV UTF-8.")
    if not data.startswith(_WORKBOOK):
        return read_table(data)
    with ReadingRoom(area, Mode.LOCAL) as room:
        document = room.read(data, "list.xlsx", heard=lambda _progress: True)
    return rows_of(scanned.unit for scanned in document.scanned)


def rows_of(units: Iterable[Unit]) -> Table:
    """Return the rows of the first sheet as a person sees them; a long sheet comes in pieces that repeat its heads."""
    rows: list[tuple[str, ...]] = []
    for unit in units:
        if not unit.shown or unit.shape is not Shape.TABLE or unit.channel != "xlsx-cell":
            continue
        if rows and not unit.heads_repeated:
            break
        lines = unit.text.splitlines()[1:] if unit.heads_repeated and rows else unit.text.splitlines()
        rows += [tuple(_cell(cell) for cell in line.split("\t")) for line in lines if line.strip()]
    if len(rows) < 2:
        raise BadAnswer("This workbook holds no rows below its heads.")
    return tuple(rows)


def _cell(text: str) -> str:
    """Return one cell; the reader shows a break in it as " / ", and after a comma that says nothing."""
    return text.strip().replace(", / ", ", ")

"""A workbook of notifications, read in the process apart: days as a spreadsheet keeps them, gaps, breaks in cells."""

import pytest

from spoc_desk.casework.relay.importing import RowKind, preview_import, store_import, understood
from spoc_desk.casework.relay.lists import list_relay
from spoc_desk.casework.relay.table_source import table_of
from spoc_desk.errors import BadAnswer
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.records.stores import RELAY_INCIDENTS, RELAY_MESSAGES
from tests.casework.story import Story
from tests.sanitise.readers.make_package import relations
from tests.sanitise.readers.make_xlsx import STYLES, number, row, text, xlsx

HEADS = ("Police ref", "Received", "Date of incident", "Address", "Name", "DOB")
LETTERS = "ABCDEF"
DATE = 1
"""The style of a day."""


STYLED = {
    "xl/styles.xml": STYLES,
    "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
}
NOTIFIED = (
    row(1, *(text(f"{letter}1", head) for letter, head in zip(LETTERS, HEADS, strict=True)))
    + row(
        2, text("A2", "40/1/26"), number("C2", "46347", DATE), text("D2", "4 Harbour Street,\nLuton"),
        text("E2", "Maja SAMPLE"), number("F2", "42859", DATE),
    )
    + row(
        3, text("A3", "40/1/26"), number("C3", "46347", DATE), text("D3", "4 Harbour Street,\nLuton"),
        text("E3", "Jan SAMPLE"), text("F3", "30/09/2014"),
    )
)  # fmt: skip


@pytest.mark.req("R-000-01")
def test_a_workbook_is_read_like_a_table(story: Story) -> None:
    table = table_of(xlsx(NOTIFIED, STYLED), load_profile("luton").own_area)
    looked = preview_import(story.vault, table, understood(table[0]))
    assert [row.kind for row in looked.rows] == [RowKind.NEW, RowKind.NEW], [row.said for row in looked.rows]
    store_import(story.vault, looked)
    assert list_relay(story.vault).total == 1
    (one,) = RELAY_INCIDENTS.find(story.vault)
    assert (one.incident_date.isoformat(), one.incident_address) == ("2026-11-21", "4 Harbour Street, Luton")
    children = {each.child_name: str(each.date_of_birth) for each in RELAY_MESSAGES.find(story.vault)}
    assert children == {"Maja Sample": "2017-05-04", "Jan Sample": "2014-09-30"}


@pytest.mark.parametrize("data", [xlsx(row(1, text("A1", "Police ref"))), b"\xd0\xcf\x11\xe0 an old one"])
def test_a_workbook_without_rows_and_an_old_one_are_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(BadAnswer, match=r"holds no rows|old Excel file"):
        table_of(data, load_profile("luton").own_area)

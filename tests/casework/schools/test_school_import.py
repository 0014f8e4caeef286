"""Lists of schools from a file: looked at first, then all together or not at all."""

import csv
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spoc_desk.casework.schools import directory, importing
from spoc_desk.casework.schools.importing import RowKind, preview_import, store_import, wrong_rows
from spoc_desk.errors import BadAnswer, UserError
from spoc_desk.vault.vault import Vault
from tests.casework.story import Story

GIAS = """URN,LA (code),EstablishmentNumber,EstablishmentName,EstablishmentStatus (name),PhaseOfEducation (name),\
TelephoneNum,HeadFirstName,HeadLastName
100001,821,2001,Harbour Primary School,Open,Primary,01582000101,Cleo,Ash
100002,821,4002,Lantern High School,"Open, but proposed to close",Secondary,,,
100003,821,2003,Old Mill Infant School,Closed,Primary,,,
100004,999,2004,Elsewhere Primary School,Open,Primary,,,
"""


@pytest.fixture
def vault(story: Story) -> Vault:
    return story.vault


def kinds(vault: Vault, text: str | bytes) -> list[RowKind]:
    return [row.kind for row in preview_import(vault, text.encode() if isinstance(text, str) else text).rows]


def test_the_register_of_schools_is_read_and_only_our_open_schools_are_taken(vault: Vault) -> None:
    preview = preview_import(vault, GIAS.encode())
    assert [row.kind for row in preview.rows] == [RowKind.NEW, RowKind.NEW, RowKind.LEFT_OUT, RowKind.LEFT_OUT]
    store_import(vault, preview)
    rows = directory.list_schools(vault).rows
    assert [(one.name, one.laestab, one.phase.value, one.head) for one in rows] == [
        ("Harbour Primary School", "8212001", "primary", "Cleo Ash"),
        ("Lantern High School", "8214002", "secondary", ""),
    ]


def test_nothing_is_stored_by_looking(vault: Vault) -> None:
    preview_import(vault, GIAS.encode())
    assert directory.list_schools(vault).total == 0


def test_a_list_read_again_changes_only_what_differs(vault: Vault) -> None:
    store_import(vault, preview_import(vault, b"School,Phone,Partnership\nHarbour Primary,01582 000101,South\n"))
    assert kinds(vault, "School,Phone,Partnership\nHarbour Primary,01582 000101,South\n") == [RowKind.SAME]
    preview = preview_import(vault, b"School,Phone,Partnership\nHarbour Primary School,01582 000202,South\n")
    assert [(row.kind, row.said) for row in preview.rows] == [(RowKind.CHANGED, "Name of the school, Phone")]
    store_import(vault, preview)
    assert [(one.name, one.phone) for one in directory.list_schools(vault).rows] == [
        ("Harbour Primary School", "01582 000202")
    ]
    assert [one.name for one in directory.partnerships(vault)] == ["South"]


def test_a_name_with_other_stops_is_the_same_school(vault: Vault) -> None:
    directory.load_listed_schools(vault, "luton")
    assert kinds(vault, "School\nSt. Joseph's Primary School\n") == [RowKind.CHANGED]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_whatever_a_spreadsheet_writes_is_read(vault: Vault, encoding: str, delimiter: str) -> None:
    text = f"School{delimiter}Head\r\nÉcole du Port{delimiter}Zoë Ash\r\n\r\n"
    preview = preview_import(vault, text.encode(encoding))
    assert [(row.name, row.answers["head"]) for row in preview.rows] == [("École du Port", "Zoë Ash")]


def test_wrong_rows_come_back_as_a_file_that_can_be_mended_and_read_again(vault: Vault) -> None:
    preview = preview_import(
        vault, b"School,Phone,LAESTAB\nHarbour Primary,12,\n=cmd(),,\n,01582 000101,\nLantern Primary,,9992001\n"
    )
    assert [row.kind.value for row in preview.rows] == ["wrong", "new", "wrong", "wrong"]
    saved = list(csv.reader(StringIO(wrong_rows(preview).decode("utf-8-sig"))))
    assert saved[0] == ["School", "Phone", "LAESTAB", "What to put right"]
    assert [row[0] for row in saved[1:]] == ["Harbour Primary", "", "Lantern Primary"]
    assert all(row[-1].endswith(".") for row in saved[1:])
    assert kinds(vault, wrong_rows(preview)) == [RowKind.WRONG] * 3


def test_a_saved_cell_is_never_run_by_a_spreadsheet(vault: Vault) -> None:
    preview = preview_import(vault, b"School,Phone\n=HYPERLINK(1),12\n")
    assert wrong_rows(preview).decode("utf-8-sig").splitlines()[1].startswith("'=HYPERLINK(1)")


def test_a_school_that_stands_twice_in_the_file_is_told(vault: Vault) -> None:
    assert kinds(vault, "School\nHarbour Primary\nharbour primary\n") == [RowKind.NEW, RowKind.WRONG]


def test_a_file_without_a_column_of_names_is_told_what_to_do(vault: Vault) -> None:
    with pytest.raises(BadAnswer, match="the head “School”"):
        preview_import(vault, b"Setting,Who\nHarbour Primary,Cleo Ash\n")


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"School\n", b'School\n"open to the end', b"PK\x03\x04\0\0\0", b"\xff\xfe\0"]
)
def test_what_is_no_table_gets_one_sentence(vault: Vault, data: bytes) -> None:
    with pytest.raises(BadAnswer):
        preview_import(vault, data)


def test_more_rows_than_a_list_of_schools_can_have_are_refused(vault: Vault) -> None:
    with pytest.raises(BadAnswer, match="more rows"):
        preview_import(vault, b"School\n" + b"A\n" * 60_000)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.binary(max_size=400), st.sampled_from([b"", b"School,Phone,Phase\n", b"name;laestab\n"]))
def test_any_bytes_end_in_a_preview_or_a_sentence(vault: Vault, data: bytes, head: bytes) -> None:
    try:
        preview = preview_import(vault, head + data)
    except UserError:
        return
    assert all(row.kind in tuple(importing.RowKind) for row in preview.rows)

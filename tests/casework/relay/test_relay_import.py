"""A table of notifications: looked at first, stored together, nothing twice and nothing half."""

import pytest

from spoc_desk.casework.relay import importing
from spoc_desk.casework.relay.importing import RowKind, preview_import, store_import, understood, wrong_rows
from spoc_desk.casework.relay.lists import RelayFilter, list_relay
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.casework.table_file import read_table
from spoc_desk.domain.relay import IncidentState
from spoc_desk.errors import BadAnswer
from spoc_desk.vault.records.stores import RELAY_INCIDENTS
from tests.casework.story import Story

TABLE = (
    b"Police ref,Date received,Date of incident,Address,Child,DOB\n"
    b'40/1/26,22/11/2026 08:15,21/11/2026,"4 Harbour Street, Luton",Maja SAMPLE,04/05/2017\n'
    b'40/1/26,22/11/2026 08:15,21/11/2026,"4 Harbour Street, Luton",Jan SAMPLE,30/09/2014\n'
    b'40/2/26,22/11/2026,20/11/2026,9 Quay Road,"Test, Ben",1.2.2015\n'
    b"40/3/26,22/11/2026,someday,9 Quay Road,Ben Test,1.2.2015\n"
    b"40/4/26,22/11/2026,20/11/2026,=cmd(),Ben Test,\n"
)


def preview(story: Story, data: bytes = TABLE) -> importing.ImportPreview:
    table = read_table(data)
    return preview_import(story.vault, table, understood(table[0]))


def test_rows_of_one_incident_become_one_notification(story: Story) -> None:
    looked = preview(story)
    assert [row.kind for row in looked.rows] == [RowKind.NEW, RowKind.NEW, RowKind.NEW, RowKind.WRONG, RowKind.WRONG]
    assert list_relay(story.vault).total == 0
    store_import(story.vault, looked)
    page = list_relay(story.vault, filter=RelayFilter(sort="reference", descending=False))
    assert [(line.police_ref, [child.name for child in line.children]) for line in page.rows] == [
        ("40/1/26", ["Maja Sample", "Jan Sample"]),
        ("40/2/26", ["Ben Test"]),
    ]
    first = RELAY_INCIDENTS.find(story.vault, "police_ref = '40/1/26'")[0]
    assert first.received_at == "2026-11-22T08:15:00Z"


def test_the_same_table_again_brings_nothing(story: Story) -> None:
    store_import(story.vault, preview(story))
    again = preview(story)
    assert again.count(RowKind.NEW) == 0
    assert again.count(RowKind.KNOWN) == 3
    with pytest.raises(BadAnswer):
        store_import(story.vault, again)


def test_wrong_rows_are_saved_with_what_to_put_right_and_no_formula_runs(story: Story) -> None:
    saved = wrong_rows(preview(story)).decode("utf-8-sig").splitlines()
    assert len(saved) == 3
    assert "“someday” is no date" in saved[1]
    assert "'=cmd()" in saved[2]
    assert "Date of birth is missing." in saved[2]


def test_a_column_that_is_not_understood_is_asked_for(story: Story) -> None:
    table = read_table(b"Ref,When,Where,Who,DOB\n1/2/3,21/11/2026,4 Harbour Street,Maja Sample,4/5/2017\n")
    columns = understood(table[0])
    assert importing.missing(columns) == ("Date of incident", "Address of incident", "Name in one column")
    with pytest.raises(BadAnswer, match="Say which column"):
        preview_import(story.vault, table, columns)
    columns |= {"incident_date": "When", "incident_address": "Where", "child_name": "Who"}
    assert preview_import(story.vault, table, columns).count(RowKind.NEW) == 1


def test_a_protected_child_in_a_table_stops_its_notification(story: Story) -> None:
    person = {"kind": "adoption", "given_name": "Jan", "family_name": "Sample", "date_of_birth": "2014-09-30"}
    add_record(story.vault, answers=person)
    store_import(story.vault, preview(story))
    states = {each.police_ref: each.state for each in RELAY_INCIDENTS.find(story.vault)}
    assert states == {"40/1/26": IncidentState.STOPPED, "40/2/26": IncidentState.CAPTURED}


def test_nothing_is_half_imported(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = preview(story)
    real, calls = importing.store, []

    def fails_at_the_second(tx: object, written: object) -> object:
        calls.append(written)
        if len(calls) == 2:
            raise BadAnswer("The disk is full.")
        return real(tx, written)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "store", fails_at_the_second)
    with pytest.raises(BadAnswer):
        store_import(story.vault, looked)
    assert list_relay(story.vault).total == 0


def test_a_notification_is_taken_whole_or_waits_whole(story: Story) -> None:
    """A sibling in a wrong row must not be passed over as known once that row is put right."""
    head = b"Police ref,Date of incident,Address,Child,DOB\n"
    first = b'40/1/26,21/11/2026,"4 Harbour Street, Luton",Maja SAMPLE,04/05/2017\n'
    wrong = b'40/1/26,21/11/2026,"4 Harbour Street, Luton",Jan SAMPLE,31/09/2014\n'
    looked = preview(story, head + first + wrong)
    assert [row.kind for row in looked.rows] == [RowKind.WRONG, RowKind.WRONG]
    assert "Line 3 has the same reference" in looked.rows[0].said
    saved = wrong_rows(looked).replace(b"31/09", b"30/09")
    store_import(story.vault, preview(story, saved))
    assert [len(line.children) for line in list_relay(story.vault).rows] == [2]


def test_a_child_that_is_named_later_is_never_passed_over_as_known(story: Story) -> None:
    store_import(story.vault, preview(story))
    later = b"Police ref,Date of incident,Address,Child,DOB\n40/2/26,20/11/2026,9 Quay Road,Kit Test,1.2.2018\n"
    (row,) = preview(story, later).rows
    assert row.kind is RowKind.WRONG
    assert "without this child" in row.said
    assert "add the child" in row.said

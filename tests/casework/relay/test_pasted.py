"""What a pasted notification proposes: several ways of writing, rubbish, and never an adult as a child."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.casework.relay.pasted import propose
from spoc_desk.deadlines.calendar import load_calendar

TODAY = date(2026, 11, 23)
CALENDAR = load_calendar()
MAJA = {"given_names": "Maja", "family_name": "Sample", "date_of_birth": "2017-05-04"}
JAN = {"given_names": "Jan", "family_name": "Sample", "date_of_birth": "2014-09-30"}

LABELLED = """
DOMESTIC ABUSE NOTIFICATION
Incident ref: 40/55123/26
Date of incident: 21/11/2026 at 23:10 hrs
Address of incident: 4 Harbour Street, Luton, LU1 1AA
Victim: Ewa Sample DOB 03/02/1988
Children present:
1. Maja SAMPLE DOB 04/05/2017
2. Jan SAMPLE DOB 30/09/2014
"""
LINES = """Police attended on 21 November 2026.
Location: 4 Harbour Street, Luton LU1 1AA
Surname: SAMPLE
Forenames: MAJA
Date of birth: 4 May 2017
"""
RUNNING = (
    "Officers attended at 4 Harbour Street Luton LU1 1AA on 21.11.2026. Maja Sample (d.o.b. 04.05.2017) and "
    "Jan Sample (d.o.b. 30.09.2014) were upstairs."
)
COMMA = "Child 1: Sample, Maja, born 04/05/2017\nDate: 21-11-2026"


def proposed(text: str) -> tuple[dict[str, object], list[dict[str, object]]]:
    found = propose(text, TODAY, CALENDAR)
    return dict(found.incident), [dict(child) for child in found.children]


def test_a_labelled_notification_gives_everything_but_the_adult() -> None:
    incident, children = proposed(LABELLED)
    assert incident == {
        "police_ref": "40/55123/26", "incident_date": "2026-11-21",
        "incident_address": "4 Harbour Street, Luton, LU1 1AA",
    }  # fmt: skip
    assert children == [MAJA, JAN]


def test_names_on_lines_of_their_own() -> None:
    incident, children = proposed(LINES)
    assert incident == {"incident_date": "2026-11-21", "incident_address": "4 Harbour Street, Luton LU1 1AA"}
    assert children == [MAJA]


def test_running_text() -> None:
    incident, children = proposed(RUNNING)
    assert incident["incident_date"] == "2026-11-21"
    assert children == [MAJA, JAN]


def test_the_family_name_first() -> None:
    incident, children = proposed(COMMA)
    assert children == [MAJA]
    assert incident == {"incident_date": "2026-11-21"}


@pytest.mark.parametrize("text", ["", "Nothing to see.", "DOB 31/31/2017", "Name: \nDOB:", "born 04/05/2097"])
def test_what_is_not_there_is_left_empty(text: str) -> None:
    assert propose(text, TODAY, CALENDAR).is_empty


def test_the_same_child_twice_is_one_child() -> None:
    assert proposed(RUNNING + "\n" + RUNNING)[1] == [MAJA, JAN]


@given(st.text(max_size=600))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    found = propose(text, TODAY, CALENDAR)
    assert all(set(child) == {"given_names", "family_name", "date_of_birth"} for child in found.children)


def test_a_huge_paste_is_read_quickly() -> None:
    assert propose("DOB 04/05/2017 Address Name " * 40_000, TODAY, CALENDAR) is not None

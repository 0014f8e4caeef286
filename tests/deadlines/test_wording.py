"""A clock says how it stands in words."""

from datetime import date

import pytest

from spoc_desk.deadlines.calendar import load_calendar
from spoc_desk.deadlines.wording import State, Wording, count_days, in_words

CALENDAR = load_calendar()
DUE = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("due", "today", "state", "words"),
    [
        # The early May bank holiday lies between.
        (date(2026, 5, 5), date(2026, 4, 30), State.DUE_SOON, "2 working days left, Tuesday 5 May 2026"),
        (date(2026, 11, 27), date(2026, 11, 20), State.ON_TIME, "5 working days left, Friday 27 November 2026"),
        (DUE, date(2026, 11, 19), State.DUE_SOON, "1 working day left, Friday 20 November 2026"),
        (DUE, DUE, State.DUE_TODAY, "due today, Fri 20 Nov"),
        (DUE, date(2026, 11, 23), State.OVERDUE, "1 working day late, was due Fri 20 Nov 2026"),
        (DUE, date(2026, 11, 25), State.OVERDUE, "3 working days late, was due Fri 20 Nov 2026"),
        (DUE, date(2026, 11, 21), State.OVERDUE, "1 day late, was due Fri 20 Nov 2026"),
        (date(2026, 11, 22), date(2026, 11, 21), State.DUE_SOON, "no working day left, due Sunday 22 November 2026"),
        (
            date(2026, 12, 25),
            date(2026, 12, 18),
            State.ON_TIME,
            "4 working days left, Friday 25 December 2026 (last working day before: Thu 24 Dec)",
        ),
    ],
)
def test_a_running_clock_says_what_is_left(due: date, today: date, state: State, words: str) -> None:
    assert in_words(due, today, CALENDAR) == Wording(state, words)


def test_met_in_time_says_when() -> None:
    assert in_words(DUE, DUE, CALENDAR, met_on=DUE) == Wording(State.MET, "Met on Fri 20 Nov 2026")


def test_met_late_stays_late() -> None:
    late = in_words(DUE, date(2027, 6, 1), CALENDAR, met_on=date(2026, 11, 25))
    assert late == Wording(State.MET_LATE, "Met 3 working days late, on Wed 25 Nov 2026")
    weekend = in_words(DUE, date(2027, 6, 1), CALENDAR, met_on=date(2026, 11, 22))
    assert weekend == Wording(State.MET_LATE, "Met 2 days late, on Sun 22 Nov 2026")


def test_a_clock_without_a_number_shows_elapsed_days_and_no_verdict() -> None:
    start, today = date(2026, 11, 11), date(2026, 11, 23)
    told = in_words(None, today, CALENDAR, started_on=start, since="UKPPS told us")
    assert told == Wording(State.NO_LIMIT, "12 days since UKPPS told us (no limit is set)")
    done = in_words(None, today, CALENDAR, date(2026, 11, 18), started_on=start, since="UKPPS told us")
    assert done == Wording(State.NO_LIMIT, "Done on Wed 18 Nov 2026, 7 days after UKPPS told us (no limit is set)")
    assert in_words(None, start, CALENDAR, started_on=start, since="UKPPS told us").words == (
        "today, UKPPS told us (no limit is set)"
    )
    assert in_words(None, today, CALENDAR, started_on=start).words == "12 days since Wed 11 Nov 2026 (no limit is set)"
    assert in_words(None, today, CALENDAR) == Wording(State.NO_LIMIT, "no limit is set")


def test_the_last_third_of_a_clock_is_soon() -> None:
    start, due = date(2026, 11, 2), date(2026, 12, 2)
    assert in_words(due, date(2026, 11, 20), CALENDAR, started_on=start).state is State.ON_TIME
    assert in_words(due, date(2026, 11, 22), CALENDAR, started_on=start).state is State.DUE_SOON
    assert in_words(due, date(2026, 11, 22), CALENDAR).state is State.ON_TIME


def test_one_day_is_not_days() -> None:
    assert [count_days(n) for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]

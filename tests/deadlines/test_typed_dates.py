"""Dates as officers type them."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spoc_desk.deadlines.calendar import load_calendar
from spoc_desk.deadlines.typed_dates import parse_approximate, parse_typed_date
from spoc_desk.domain.house_dates import day_and_month, long_date, short_date

CALENDAR = load_calendar()
MONDAY = date(2026, 11, 23)


def read(text: str, *, past: bool = True, today: date = MONDAY) -> date | None:
    return parse_typed_date(text, today, CALENDAR, past=past)


@pytest.mark.parametrize(
    "text",
    [
        "3/5/26", "03/05/2026", "3 May 2026", "3 may", "3rd May 2026", "2026-05-03", "3.5.2026", "3-5-26", "3 5 2026",
        "030526", "03052026", " 3  MAY  2026 ", "3may26", "3-May-2026", "Sunday 3 May 2026", "sun, 3 may 2026",
        "Sun 3 May", "May 3 2026", "May 3, 2026", "3/5", "2026/5/3", "3 May, 2026",
    ],
)  # fmt: skip
def test_the_third_of_may_is_understood(text: str) -> None:
    assert read(text) == date(2026, 5, 3)


def test_the_day_always_comes_first() -> None:
    assert read("27.3.2026") == date(2026, 3, 27)
    assert read("27 3 2026") == date(2026, 3, 27)
    assert read("5/3/26") == date(2026, 3, 5)
    assert read("3/27/2026") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 23)),
        ("Yesterday", date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 24)),
        ("mon", date(2026, 11, 23)),
        ("fri", date(2026, 11, 20)),
        ("last fri", date(2026, 11, 20)),
        ("last mon", date(2026, 11, 16)),
        ("next mon", date(2026, 11, 30)),
        ("thursday", date(2026, 11, 19)),
        ("+5wd", date(2026, 11, 30)),
        ("-2wd", date(2026, 11, 19)),
        ("\u22122 wd", date(2026, 11, 19)),
        ("+3d", date(2026, 11, 26)),
        ("- 1 w", date(2026, 11, 16)),
        ("+1m", date(2026, 12, 23)),
        ("12 nov", date(2026, 11, 12)),
        ("12 dec", date(2025, 12, 12)),
        ("29 feb", date(2024, 2, 29)),
    ],
)
def test_short_words_lean_to_the_past(text: str, day: date) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fri", date(2026, 11, 27)),
        ("mon", date(2026, 11, 23)),
        ("this fri", date(2026, 11, 27)),
        ("last fri", date(2026, 11, 20)),
        ("12 nov", date(2027, 11, 12)),
        ("12 dec", date(2026, 12, 12)),
        ("29 feb", date(2028, 2, 29)),
        ("1/2/35", date(2035, 2, 1)),
    ],
)
def test_due_dates_look_ahead(text: str, day: date) -> None:
    assert read(text, past=False) == day


def test_working_days_skip_christmas() -> None:
    assert read("+1wd", today=date(2026, 12, 24)) == date(2026, 12, 29)
    assert read("-1wd", today=date(2026, 12, 29)) == date(2026, 12, 24)


def test_two_digit_years_are_birth_years_where_the_future_makes_no_sense() -> None:
    assert read("3/5/61") == date(1961, 5, 3)
    assert read("3/5/35") == date(1935, 5, 3)
    assert read("3/5/09") == date(2009, 5, 3)
    assert read("3/1/27") == date(2027, 1, 3)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "soon", "31/2/2026", "0/1/2026", "32 may", "3 mayo 2026", "29 feb 2026", "mon 3 may 2026", "3/5/026",
        "1/1/1899", "1/1/2200", "last", "next week", "+wd", "+5", "wd", "2026", "May 2026", "3 ma 2026", "-", "5/13",
        "\u0663/\u0665/\u0662\u0666", "3", "tomorrow mon", "last 3 may",
    ],
)  # fmt: skip
def test_nonsense_is_not_a_date(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("May 2026", "2026-05"), ("may 2026", "2026-05"), ("5/2026", "2026-05"), ("05 2026", "2026-05"),
        ("2026-05", "2026-05"), ("Sept 2025", "2025-09"), ("may-2026", "2026-05"), ("may 26", None),
        ("13/2026", None), ("3 May 2026", None), ("2026", None), ("", None), ("0/2026", None), ("foo 2026", None),
    ],
)  # fmt: skip
def test_an_approximate_date_stays_approximate(text: str, month: str | None) -> None:
    assert parse_approximate(text) == month


def test_the_house_formats() -> None:
    day = date(2026, 5, 5)
    assert long_date(day) == "Tuesday 5 May 2026"
    assert short_date(day) == "Tue 5 May 2026"
    assert day_and_month(day) == "Tue 5 May"


@given(day=st.dates(date(1900, 1, 1), date(2199, 12, 31)), past=st.booleans())
def test_what_the_program_writes_it_can_read(day: date, past: bool) -> None:
    for text in (long_date(day), short_date(day), day.isoformat(), f"{day.day}/{day.month}/{day.year}"):
        assert read(text, past=past) == day


@example(text="-999m", today=date.min, past=True)
@example(text="+1m", today=date.max, past=True)
@example(text="next mon", today=date.max, past=True)
@given(
    text=st.one_of(st.text(max_size=20), st.text("0123456789/-. +wdmay", max_size=14)),
    today=st.dates(),
    past=st.booleans(),
)
def test_no_text_breaks_it(text: str, today: date, past: bool) -> None:
    found = parse_typed_date(text, today, CALENDAR, past=past)
    assert found is None or isinstance(found, date)
    assert parse_approximate(text) is None or len(parse_approximate(text) or "") == 7

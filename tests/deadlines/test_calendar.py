"""Working days, calendar days and hours: the test vectors of the specification and the published holidays."""

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.clock import LONDON
from spoc_desk.deadlines.calendar import (
    Calendar,
    add_hours,
    add_month,
    add_weeks,
    end_of_day,
    load_calendar,
    within_calendar_days,
)

CALENDAR = load_calendar()
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("days", "start", "due"),
    [
        (5, date(2026, 12, 24), date(2027, 1, 5)),
        (5, date(2026, 4, 2), date(2026, 4, 13)),
        (5, date(2026, 8, 29), date(2026, 9, 7)),
        (15, date(2026, 12, 17), date(2027, 1, 12)),
        (15, date(2027, 3, 22), date(2027, 4, 14)),
        (45, date(2026, 11, 23), date(2027, 1, 28)),
        (1, date(2026, 12, 24), date(2026, 12, 29)),
        (7, date(2026, 9, 30), date(2026, 10, 9)),
    ],
)
def test_working_days_skip_weekends_and_bank_holidays(days: int, start: date, due: date) -> None:
    assert CALENDAR.add_working_days(start, days) == due
    assert CALENDAR.working_days_between(start, due) == days


def test_a_week_ends_on_christmas_day_and_names_the_working_day_before() -> None:
    due = within_calendar_days(date(2026, 12, 18), 7)
    assert due == date(2026, 12, 25)
    assert CALENDAR.last_working_day_before(due) == date(2026, 12, 24)


def test_weeks_are_calendar_weeks_from_the_last_visit() -> None:
    assert add_weeks(date(2026, 1, 5), 6) == date(2026, 2, 16)
    assert add_weeks(date(2027, 1, 5), 12) == date(2027, 3, 30)


def test_a_month_ends_on_the_same_day_or_the_last_of_the_month() -> None:
    assert add_month(date(2026, 1, 15)) == date(2026, 2, 15)
    assert add_month(date(2026, 1, 31)) == date(2026, 2, 28)
    assert add_month(date(2028, 1, 31)) == date(2028, 2, 29)
    assert add_month(date(2026, 12, 31)) == date(2027, 1, 31)
    assert add_month(date(2026, 3, 31), -1) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (datetime(2026, 3, 28, 9, tzinfo=LONDON), datetime(2026, 3, 30, 10, tzinfo=LONDON)),
        (datetime(2026, 10, 24, 9, tzinfo=LONDON), datetime(2026, 10, 26, 8, tzinfo=LONDON)),
    ],
)
def test_hours_are_real_hours_across_a_clock_change(start: datetime, due: datetime) -> None:
    found = add_hours(start, 48)
    assert found == due
    assert found.tzinfo is UTC
    assert found - start.astimezone(UTC) == timedelta(hours=48)


def test_hours_from_a_moment_without_its_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        add_hours(datetime(2026, 3, 28, 9), 48)


def test_a_day_ends_one_second_before_midnight_in_london() -> None:
    assert end_of_day(date(2026, 7, 1)) == datetime(2026, 7, 1, 22, 59, 59, tzinfo=UTC)
    assert end_of_day(date(2026, 12, 1)) == datetime(2026, 12, 1, 23, 59, 59, tzinfo=UTC)


def test_a_start_that_is_not_worked_is_still_day_nought() -> None:
    saturday = date(2026, 11, 21)
    assert CALENDAR.add_working_days(saturday, 0) == saturday
    assert CALENDAR.add_working_days(saturday, 1) == date(2026, 11, 23)
    assert CALENDAR.add_working_days(saturday, -1) == date(2026, 11, 20)


def test_a_day_added_by_the_council_is_not_worked() -> None:
    crowning = date(2026, 5, 11)
    with_it = load_calendar([crowning])
    assert CALENDAR.is_working_day(crowning)
    assert not with_it.is_working_day(crowning)
    assert with_it.add_working_days(date(2026, 5, 8), 1) == date(2026, 5, 12)
    assert with_it.working_days_between(date(2026, 5, 8), date(2026, 5, 12)) == 1
    assert CALENDAR.is_working_day(crowning)


@pytest.mark.parametrize("year", range(2024, 2033))
def test_bank_holidays_agree_with_the_published_rules(year: int) -> None:
    """Compared on weekdays: the other list also names the Saturday itself where ours names only its substitute day."""
    published = {day for day in holidays.country_holidays("GB", subdiv="ENG", years=year) if day.weekday() < 5}
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range(366) if (first + timedelta(days=n)).year == year]
    ours = {day for day in days if day.weekday() < 5 and not CALENDAR.is_working_day(day)}
    assert ours == published
    assert all(CALENDAR.bank_holiday(day) for day in ours)


@pytest.mark.parametrize(
    "substitute",
    [date(2026, 12, 28), date(2027, 12, 27), date(2027, 12, 28), date(2028, 1, 3)],
)
def test_a_holiday_at_a_weekend_has_its_substitute_day_off(substitute: date) -> None:
    assert not CALENDAR.is_working_day(substitute)
    assert CALENDAR.bank_holiday(substitute).endswith("(substitute day)")


def test_the_end_of_the_table_is_told_before_and_after_it() -> None:
    assert CALENDAR.table_ends_on == date(2032, 12, 31)
    assert CALENDAR.table_warning(date(2026, 11, 23), date(2026, 12, 1)) == ""
    within = CALENDAR.table_warning(date(2031, 12, 20), date(2032, 1, 5))
    assert within.startswith("Bank holidays are known until 31 Dec 2032.")
    after = CALENDAR.table_warning(date(2032, 12, 20), date(2033, 1, 5))
    assert after.startswith("Bank holidays are known until 31 Dec 2032. A date after that may be too early")
    assert CALENDAR.table_warning(date(2023, 5, 8)).startswith("Bank holidays are known from 1 Jan 2024.")


@given(start=DAYS, days=st.integers(-60, 60))
def test_counting_undoes_adding(start: date, days: int) -> None:
    end = CALENDAR.add_working_days(start, days)
    assert CALENDAR.is_working_day(end) or days == 0
    counted = CALENDAR.working_days_between(start, end)
    # Backwards from a day that is not worked, the count meets the same number of worked days between the two.
    assert counted == days or (days < 0 and not CALENDAR.is_working_day(start) and counted == days + 1)


@given(first=DAYS, second=DAYS)
def test_counting_agrees_with_looking_at_every_day(first: date, second: date) -> None:
    start, end = sorted((first, second))
    worked = sum(CALENDAR.is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
    assert CALENDAR.working_days_between(start, end) == worked
    assert CALENDAR.working_days_between(end, start) == -worked


def test_a_calendar_can_be_made_from_one_year() -> None:
    small = Calendar({date(2030, 1, 1): "New Year's Day"})
    assert small.table_starts_on == date(2030, 1, 1)
    assert small.table_ends_on == date(2030, 12, 31)
    assert not small.is_working_day(date(2030, 1, 1))

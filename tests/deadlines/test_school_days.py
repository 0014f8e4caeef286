"""When a closure is longer than one week: half-term, Christmas, Easter, training days, one school alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.deadlines.calendar import load_calendar
from spoc_desk.deadlines.school_days import LONGEST_RUN, SchoolDays

CHRISTMAS = (date(2026, 12, 21), date(2027, 1, 1))
HALF_TERM = (date(2026, 10, 26), date(2026, 10, 30))
MAY_HALF_TERM = (date(2027, 5, 31), date(2027, 6, 4))
INSET_AFTER = (date(2026, 11, 2), date(2026, 11, 2))
EASTER = (date(2027, 3, 29), date(2027, 4, 9))


def days(*closures: tuple[date, date]) -> SchoolDays:
    return SchoolDays(closures, load_calendar())


@pytest.mark.req("R-000-15")
class TestLongClosure:
    def test_a_half_term_of_five_weekdays_does_not_stop(self) -> None:
        run = days(HALF_TERM).closed_run(date(2026, 10, 28))
        assert run is not None
        assert (run.first, run.last, run.weekdays, run.is_long) == (*HALF_TERM, 5, False)
        assert days(HALF_TERM).long_closure(date(2026, 10, 28)) is None

    def test_a_training_day_after_it_makes_six_and_stops(self) -> None:
        run = days(HALF_TERM, INSET_AFTER).long_closure(date(2026, 10, 26))
        assert run is not None
        assert (run.last, run.weekdays) == (INSET_AFTER[1], 6)

    def test_a_half_term_with_a_bank_holiday_in_it_still_has_five(self) -> None:
        assert days(MAY_HALF_TERM).long_closure(date(2027, 6, 1)) is None

    @pytest.mark.parametrize("day", [date(2026, 12, 21), date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)])
    def test_christmas_stops_from_its_first_day_to_its_last(self, day: date) -> None:
        run = days(CHRISTMAS).long_closure(day)
        assert run is not None
        assert (run.first, run.last, run.weekdays) == (*CHRISTMAS, 10)

    def test_the_last_school_day_before_christmas_and_the_first_after_are_open(self) -> None:
        assert days(CHRISTMAS).closed_run(date(2026, 12, 18)) is None
        assert days(CHRISTMAS).closed_run(date(2027, 1, 4)) is None

    def test_at_a_weekend_the_next_weekday_decides(self) -> None:
        assert days(CHRISTMAS).long_closure(date(2026, 12, 19)) is not None
        assert days(CHRISTMAS).long_closure(date(2027, 1, 3)) is None

    def test_good_friday_before_the_holiday_belongs_to_it(self) -> None:
        assert days(EASTER).long_closure(date(2027, 3, 25)) is None
        run = days(EASTER).long_closure(date(2027, 3, 26))
        assert run is not None
        assert (run.first, run.weekdays) == (date(2027, 3, 26), 11)

    def test_closures_of_different_scope_add_up(self) -> None:
        split = days((date(2026, 10, 26), date(2026, 10, 28)), (date(2026, 10, 28), date(2026, 11, 2)))
        assert split.long_closure(date(2026, 11, 2)) is not None


def test_the_next_open_day_is_after_the_holiday() -> None:
    assert days(CHRISTMAS).next_open(date(2026, 12, 24)) == date(2027, 1, 4)
    assert days().next_open(date(2026, 11, 23)) == date(2026, 11, 23)


@given(
    start=st.dates(date(2025, 1, 1), date(2030, 12, 1)),
    length=st.integers(0, 60),
    ask=st.integers(-20, 80),
)
def test_every_day_of_a_run_gives_the_same_run_and_its_edges_are_open(start: date, length: int, ask: int) -> None:
    school = days((start, start + timedelta(days=length)))
    day = start + timedelta(days=ask)
    run = school.closed_run(day)
    if run is None:
        return
    assert school.closed_run(run.first) == run == school.closed_run(run.last)
    assert run.is_long == (run.weekdays > LONGEST_RUN)
    counted = [run.first + timedelta(days=n) for n in range((run.last - run.first).days + 1)]
    assert sum(each.weekday() < 5 for each in counted) == run.weekdays
    assert not any(school.is_open(each) for each in counted)

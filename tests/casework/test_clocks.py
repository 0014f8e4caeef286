"""Clocks in the vault: started once, met, cancelled, counted again."""

from datetime import date

import pytest

from spoc_desk.casework import clocks
from spoc_desk.casework.council import calendar, profile
from spoc_desk.deadlines.wording import State
from spoc_desk.domain.clocks import ClockRow
from tests.casework.story import Story


@pytest.fixture
def ticking(story: Story) -> Story:
    story.notify()
    return story


def start(story: Story, rule: str, subject_id: str, on: date) -> ClockRow:
    with story.vault.transaction("started a clock") as tx:
        return clocks.start_clock(tx, rule, story.case_id, "item", subject_id, on, calendar(tx), profile(tx))


def stored(story: Story, rule: str, subject_id: str) -> ClockRow:
    found = clocks.clock_of(story.vault, rule, subject_id)
    assert found is not None
    return found


def test_a_clock_takes_the_local_number_of_the_profile(ticking: Story) -> None:
    assert start(ticking, "D-06", "i1", date(2026, 11, 23)).due_on == date(2026, 12, 7)


def test_a_clock_that_runs_is_not_started_again(ticking: Story) -> None:
    first = start(ticking, "D-06", "i1", date(2026, 11, 16))
    assert start(ticking, "D-06", "i1", date(2026, 11, 23)).id == first.id


def test_a_corrected_trigger_counts_again_and_the_old_day_stays_in_the_history(ticking: Story) -> None:
    before = start(ticking, "D-07", "i1", date(2026, 11, 23))
    with ticking.vault.transaction("corrected") as tx:
        clocks.restart_clock(tx, "D-07", "i1", date(2026, 11, 20), calendar(tx), profile(tx))
    after = stored(ticking, "D-07", "i1")
    assert (before.due_on, after.due_on) == (date(2026, 11, 25), date(2026, 11, 24))
    old = ticking.vault.rows("SELECT content FROM row_history WHERE row_id = ?", (before.id,))
    assert "2026-11-25" in str(old[0][0])


def test_met_late_stays_late(ticking: Story) -> None:
    start(ticking, "D-07", "i1", date(2026, 11, 16))
    with ticking.vault.transaction("met") as tx:
        assert clocks.meet_clock(tx, "D-07", "i1", date(2026, 11, 23)) == 1
        assert clocks.meet_clock(tx, "D-07", "i1", date(2026, 11, 23)) == 0
    words = clocks.clock_words(stored(ticking, "D-07", "i1"), date(2026, 11, 23), calendar(ticking.vault))
    assert words.state is State.MET_LATE


def test_a_cancelled_clock_no_longer_counts(ticking: Story) -> None:
    start(ticking, "D-07", "i1", date(2026, 11, 16))
    with ticking.vault.transaction("cancelled") as tx:
        assert clocks.cancel_clocks_of(tx, "i1", date(2026, 11, 23)) == 1
    assert clocks.clock_of(ticking.vault, "D-07", "i1") is None


def test_a_clock_without_a_number_shows_what_has_elapsed(ticking: Story) -> None:
    clock = stored(ticking, "D-01", ticking.case_id)
    assert clock.due_on is None
    words = clocks.clock_words(clock, date(2026, 11, 23), calendar(ticking.vault))
    assert words.state is State.NO_LIMIT
    assert words.words.startswith("7 days since UKPPS told us")


def test_running_clocks_come_first_and_those_with_a_day_before_those_without(ticking: Story) -> None:
    start(ticking, "D-06", "i1", date(2026, 11, 23))
    start(ticking, "D-07", "i2", date(2026, 11, 23))
    assert [clock.rule for clock in clocks.clocks(ticking.vault, ticking.case_id)] == ["D-07", "D-06", "D-01"]


@pytest.mark.parametrize(
    ("moment", "day"), [("2026-06-30T23:30:00Z", date(2026, 7, 1)), ("2026-12-01T23:30:00Z", date(2026, 12, 1))]
)
def test_the_day_is_the_day_in_london(moment: str, day: date) -> None:
    assert clocks.london_day(moment) == day

"""The clocks say what the source says, and no number that it does not say."""

from datetime import UTC, date, datetime

import pytest

from spoc_desk.deadlines.calendar import load_calendar
from spoc_desk.deadlines.rules import Kind, Rule, birthday, birthdays, due_at, due_on, load_rules
from spoc_desk.domain.sources import LAWS

CALENDAR = load_calendar()
RULES = load_rules()
FRIDAY = date(2026, 12, 18)


PARTNERSHIP = {f"D-{n}" for n in ("19", "19b", "28", "29", "30", "38", "39", "40")}
REFERRAL = {f"D-{n}" for n in ("10", "10b", "10c", "11", "12", "13", "14", "14b", "14c", "20", "21", "22", "23")}
REVIEWED = {"D-15", "D-16", "D-16b", "D-17", "D-18", "D-18a", "D-18b"}
DISPUTES = {"D-24", "D-24b", "D-24c", "D-35", "D-36"}


def test_all_clocks_of_the_desk_are_there() -> None:
    desk = {f"D-0{n}" for n in range(1, 10)} | {"D-27", "D-31", "D-32", "D-33"}
    assert set(RULES) == desk | REFERRAL | DISPUTES | REVIEWED | PARTNERSHIP


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_every_rule_names_its_source_its_actor_and_its_trigger(rule: Rule) -> None:
    assert rule.what
    assert rule.short
    assert rule.trigger
    assert rule.acts
    named = rule.source.startswith(("S0", *LAWS))
    assert named or (rule.local and rule.source == "set by the council")


@pytest.mark.req("R-004-28")
def test_the_assessment_has_45_working_days_at_most() -> None:
    assert due_on(RULES["D-12"], date(2026, 11, 23), CALENDAR) == date(2027, 1, 28)


@pytest.mark.req("R-004-30")
def test_the_conference_is_counted_in_working_days() -> None:
    assert due_on(RULES["D-13"], date(2026, 12, 17), CALENDAR) == date(2027, 1, 12)


def test_the_mash_acknowledges_within_one_working_day() -> None:
    assert due_on(RULES["D-10"], date(2026, 12, 24), CALENDAR) == date(2026, 12, 29)


def test_a_phone_call_is_confirmed_within_the_local_hours_across_the_clock_change() -> None:
    rule, call = RULES["D-11"], datetime(2026, 10, 24, 8, 0, tzinfo=UTC)
    assert due_at(rule, call) == datetime(2026, 10, 25, 8, 0, tzinfo=UTC)
    assert due_at(rule, call, local_amount=48) == datetime(2026, 10, 26, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("rule_id", ["D-01", "D-03", "D-04", "D-05", "D-09"])
def test_no_number_is_made_up_where_the_source_gives_none(rule_id: str) -> None:
    rule = RULES[rule_id]
    assert rule.kind is Kind.NONE
    assert rule.amount is None
    assert due_on(rule, FRIDAY, CALENDAR) is None


def test_a_council_may_set_its_own_target_where_the_source_gives_none() -> None:
    assert due_on(RULES["D-01"], FRIDAY, CALENDAR, local_amount=3) == date(2026, 12, 23)


@pytest.mark.req("R-003-40", "R-003-41", "R-003-57")
def test_the_la_spoc_is_named_within_one_week_of_the_meeting_and_no_setting_changes_that() -> None:
    assert due_on(RULES["D-02"], FRIDAY, CALENDAR) == date(2026, 12, 25)
    assert due_on(RULES["D-02"], FRIDAY, CALENDAR, local_amount=30) == date(2026, 12, 25)


@pytest.mark.parametrize(("rule_id", "due"), [("D-06", date(2027, 1, 6)), ("D-07", date(2026, 12, 22))])
def test_local_clocks_have_a_default_in_working_days(rule_id: str, due: date) -> None:
    assert RULES[rule_id].local
    assert due_on(RULES[rule_id], FRIDAY, CALENDAR) == due


def test_the_council_changes_its_own_clocks() -> None:
    assert due_on(RULES["D-08"], FRIDAY, CALENDAR) == date(2026, 12, 22)
    assert due_on(RULES["D-08"], FRIDAY, CALENDAR, local_amount=1) == date(2026, 12, 21)
    assert due_on(RULES["D-08"], FRIDAY, CALENDAR, local_amount=0) == FRIDAY


@pytest.mark.parametrize("rule_id", ["D-31", "D-33"])
def test_absence_without_cover_and_the_expected_date_are_due_the_same_day(rule_id: str) -> None:
    assert due_on(RULES[rule_id], FRIDAY, CALENDAR) == FRIDAY


def test_no_short_name_of_a_rule_has_a_colon_of_its_own() -> None:
    """A colon and how it stands follow it: "Chase the MASH for its acknowledgement: due today"."""
    assert [rule.id for rule in RULES.values() if ":" in rule.short] == []


def test_birthdays_are_told_sixty_and_thirty_days_before_and_on_the_day() -> None:
    found = birthdays(RULES["D-32"], date(2010, 3, 3))
    assert [(one.years, one.on) for one in found] == [
        (15, date(2025, 3, 3)),
        (16, date(2026, 3, 3)),
        (18, date(2028, 3, 3)),
    ]
    assert found[2].remind_on == (date(2028, 1, 3), date(2028, 2, 2), date(2028, 3, 3))
    assert found[2].what == "Confirm the route: no longer a child"


def test_a_child_of_the_leap_day_turns_eighteen_on_the_first_of_march() -> None:
    assert birthday(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert birthday(date(2008, 2, 29), 20) == date(2028, 2, 29)


def test_hours_and_days_are_not_mixed_up() -> None:
    hours = Rule("D-17", "Confirm in writing", "Confirm", "first told", Kind.HOURS, "S002:52", "CRG", amount=48)
    assert due_at(hours, datetime(2026, 3, 28, 9, tzinfo=UTC)) == datetime(2026, 3, 30, 9, tzinfo=UTC)
    with pytest.raises(ValueError, match="D-17"):
        due_on(hours, FRIDAY, CALENDAR)
    with pytest.raises(ValueError, match="D-02"):
        due_at(RULES["D-02"], datetime(2026, 3, 28, 9, tzinfo=UTC))
    with pytest.raises(ValueError, match="D-32"):
        due_on(RULES["D-32"], FRIDAY, CALENDAR)

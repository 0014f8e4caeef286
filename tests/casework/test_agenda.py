"""Today: late, due, waiting, unfinished; the same cost in a small and in a large vault."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from spoc_desk.casework import agenda, agenda_records
from spoc_desk.casework.agenda import AgendaRow, Section, agenda_page, today
from spoc_desk.casework.clocks import start_clock
from spoc_desk.casework.concerns import contact_ukpps, inform_la_spoc, raise_concern
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.exchange import chase, record_hand
from spoc_desk.casework.flags import place_flags, request_flags, review_flags
from spoc_desk.casework.holds import write_move
from spoc_desk.casework.queries import record_query, take_to_ukpps
from spoc_desk.clock import FixedClock
from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.domain.cases import CaseState, Direction, Route
from spoc_desk.domain.exchanges import TERMINAL, ItemState
from spoc_desk.vault.records.stores import CASES
from spoc_desk.vault.vault import Draft, Vault
from tests.casework.desk import TODAY, Desk, lay_out


def clock_of(desk: Desk, rule: str, subject: str, subject_id: str, started: date, due: date | None = None) -> None:
    with desk.vault.transaction("test") as tx:
        start_clock(tx, rule, desk.case_id, subject, subject_id, started, calendar(tx), profile(tx), due_on=due)


def rows(vault: Vault, section: str) -> tuple[AgendaRow, ...]:
    return agenda_page(vault, section=section).rows


@pytest.mark.req("R-003-40")
def test_a_week_without_la_spoc_is_late_and_says_so_in_words(arrival: Desk) -> None:
    clock_of(arrival, "D-02", "children", arrival.case_id, date(2026, 11, 13))
    late = today(arrival.vault).late
    assert [(row.what, row.words, row.who, row.state) for row in late] == [
        ("Name the LA SPOC (children's side)", "1 working day late, was due Fri 20 Nov 2026", "DCS or DASS office",
         "overdue"),
    ]  # fmt: skip
    assert late[0].place == f"case/{arrival.case_id}/spocs//contact_id"
    assert late[0].case_ref == arrival.case().case_ref


def test_what_falls_due_within_five_working_days_is_listed_and_no_more(arrival: Desk) -> None:
    for days in (0, 7, 8):
        clock_of(arrival, "D-33", "member", arrival.unborn + str(days), TODAY, TODAY + timedelta(days=days))
    assert [row.due_on for row in rows(arrival.vault, "due_soon")] == [date(2026, 11, 23), date(2026, 11, 30)]
    assert today(arrival.vault).counts.due_soon == 2


def test_a_record_that_does_not_move_is_chased_and_one_that_is_checked_is_passed_on(
    arrival: Desk, clock: FixedClock
) -> None:
    record_hand(arrival.vault, item_id=arrival.item("health"), hand="A2", answers={})
    for hand, answers in (("A2", {}), ("A4", {"method": "paper"}), ("A5", {"check_result": "clean"})):
        record_hand(arrival.vault, item_id=arrival.item("school"), hand=hand, answers=answers)
    clock.advance(days=15)
    what = {row.what: (row.who, row.place.split("/")[-1]) for row in rows(arrival.vault, "late")}
    assert what == {
        "Pass on the record: School record, including the safeguarding file, Child A": ("you", "happened_on"),
        "Ask the UKPPS SPOC again: Health records, Child A, Child B": ("you", "chase"),
    }


def ask(desk: Desk, kind: str, on: str) -> str:
    record_hand(desk.vault, item_id=desk.item(kind), hand="A2", answers={"happened_on": on})
    return desk.item(kind)


def test_what_is_chased_in_one_case_is_one_line_that_stands_at_the_oldest(arrival: Desk, clock: FixedClock) -> None:
    late = [ask(arrival, "school", "2026-11-03"), ask(arrival, "health", "2026-11-02")]
    late.append(ask(arrival, "marac", "2026-11-09"))
    ask(arrival, "nursery", "2026-11-12")
    ask(arrival, "childrens_social_work", "2026-11-20")
    found = rows(arrival.vault, "late")
    assert [(row.what, row.words, row.due_on) for row in found] == [
        ("Ask the UKPPS SPOC again: 3 records", "5 working days late, was due Mon 16 Nov 2026", date(2026, 11, 16))
    ]
    place = f"case/{arrival.case_id}/exchange/{late[1]},{late[0]},{late[2]}/chase"
    assert found[0].place == place, "the one due today too"
    assert rows(arrival.vault, "due_soon") == (), "one line for each case: the next one comes when these are chased"
    counts = today(arrival.vault).counts
    assert (counts.late, counts.due_soon, sum(bar.count for bar in today(arrival.vault).bars)) == (1, 0, 0)
    chase(arrival.vault, item_ids=late)
    assert [row.what.partition(":")[0] for row in rows(arrival.vault, "due_soon")] == ["Ask the UKPPS SPOC again"]
    assert rows(arrival.vault, "late") == ()


def test_each_kind_of_step_and_each_case_has_its_own_line(vault: Vault, clock: FixedClock) -> None:
    first, second = (lay_out(vault, clock, Direction.ARRIVAL) for _ in range(2))
    for desk in (first, second):
        ask(desk, "school", "2026-11-02")
        for kind in ("health", "nursery"):
            item_id = ask(desk, kind, "2026-11-02")
            record_hand(vault, item_id=item_id, hand="A4", answers={"happened_on": "2026-11-03", "method": "paper"})
    late = {(row.case_ref, row.what): row.place for row in rows(vault, "late")}
    assert {what for _, what in late} == {
        "Ask the UKPPS SPOC again: School record, including the safeguarding file, Child A", "Check 2 copies",
    }  # fmt: skip
    assert len(late) == today(vault).counts.late == 4
    assert late[first.case().case_ref, "Check 2 copies"].endswith(f"/exchange/{first.item('health')}/happened_on")


@pytest.mark.parametrize("state", [CaseState.ON_HOLD, CaseState.MOVED_ON])
def test_nothing_of_a_frozen_case_is_chased(arrival: Desk, state: CaseState) -> None:
    ask(arrival, "school", "2026-11-02")
    with arrival.vault.transaction("test") as tx:
        before = CASES.get(tx, arrival.case_id)
        held = write_move(tx, before, replace(before, state=state), CaseEvent.HOLD, on=TODAY)
    counts = today(arrival.vault).counts
    assert (counts.late, counts.due_soon, counts.waiting) == (0, 0, 0)
    with arrival.vault.transaction("test") as tx:
        write_move(tx, held, replace(held, state=CaseState.MONITORING), CaseEvent.RESUME, on=TODAY)
    assert today(arrival.vault).counts.late == 1


def test_what_waits_for_others_says_for_whom_and_how_long(arrival: Desk, clock: FixedClock) -> None:
    record_hand(arrival.vault, item_id=arrival.item("health"), hand="A2", answers={"happened_on": "2026-11-09"})
    done = record_query(
        arrival.vault, case_id=arrival.case_id,
        answers={"method": "phone", "asked_by": arrival.health, "via_flag": "no", "question": "Which?",
                 "direct_contact_attempted": "no"},
    )  # fmt: skip
    take_to_ukpps(arrival.vault, query_id=done.change.ids[0])
    waiting = rows(arrival.vault, "waiting")
    assert [(row.what, row.who) for row in waiting] == [
        ("Reply to the question of Health visiting team", "UKPPS SPOC"),
        ("Copy asked for: Health records, Child A, Child B", "UKPPS SPOC"),
    ]
    assert waiting[1].words == "10 working days without an answer, since Mon 9 Nov 2026"
    assert today(arrival.vault).counts.waiting == 2


def test_a_question_says_who_asked_it(arrival: Desk) -> None:
    record_query(
        arrival.vault, case_id=arrival.case_id,
        answers={"method": "phone", "asked_by": arrival.health, "via_flag": "no", "question": "Which?",
                 "direct_contact_attempted": "no"},
    )  # fmt: skip
    assert [row.what for row in rows(arrival.vault, "due_soon")] == ["Answer the question of Health visiting team"]


def test_what_waits_in_one_case_is_one_line_and_enter_selects_it(arrival: Desk) -> None:
    second, first = ask(arrival, "school", "2026-11-02"), ask(arrival, "health", "2026-10-30")
    ask(arrival, "marac", "2026-11-20")
    [row] = rows(arrival.vault, "waiting")
    assert (row.what, row.words, row.who) == (
        "3 copies asked for", "the oldest 16 working days ago, Fri 30 Oct 2026", "UKPPS SPOC",
    )  # fmt: skip
    assert row.place == f"case/{arrival.case_id}/exchange/{first},{second},{arrival.item('marac')}"
    assert today(arrival.vault).counts.waiting == 1


@pytest.mark.parametrize("state", sorted(set(ItemState) - TERMINAL))
def test_every_state_that_somebody_must_end_has_words_for_one_and_for_many(state: ItemState) -> None:
    assert state in agenda_records._MANY
    assert state in agenda_records._CHASE or state in (ItemState.CHECKED, ItemState.READY)


def test_a_concern_nobody_was_told_of_stands_first_until_ukpps_knows(arrival: Desk, clock: FixedClock) -> None:
    clock_of(arrival, "D-02", "children", arrival.case_id, date(2026, 11, 9))
    concern = raise_concern(
        arrival.vault, case_id=arrival.case_id,
        answers={"kind": "self", "what_happened": "A photo.", "who_is_at_risk": ("family",)},
    ).change.ids[0]  # fmt: skip
    clock.advance(minutes=12)
    late = rows(arrival.vault, "late")
    assert late[0].what == "Security concern: Tell the LA SPOC at once."
    assert late[0].words == "raised 12 minutes ago"
    assert today(arrival.vault).counts.late == 2
    inform_la_spoc(arrival.vault, concern_id=concern)
    contact_ukpps(arrival.vault, concern_id=concern)
    assert [row.what for row in rows(arrival.vault, "late")] == ["Name the LA SPOC (children's side)"]


def test_half_typed_text_is_unfinished_business(arrival: Desk) -> None:
    place = f"case/{arrival.case_id}/meetings//minutes"
    arrival.vault.save_draft(Draft(place, {"minutes": "Half"}, "minutes", 4, "2026-11-23T09:10:00Z"))
    row = rows(arrival.vault, "unfinished")[0]
    assert (row.what, row.words, row.place, row.case_ref) == (
        "Finish what you typed: meetings", "Mon 23 Nov 2026, 09:10", place, arrival.case().case_ref,
    )  # fmt: skip


def test_a_changed_household_is_a_task_and_never_a_silent_switch(arrival: Desk) -> None:
    with arrival.vault.transaction("test") as tx:
        case = CASES.get(tx, arrival.case_id)
        CASES.update(tx, case, replace(case, route_computed=Route.ADULT))
    row = rows(arrival.vault, "undated")[0]
    assert row.what == "Confirm the route again: the household has changed"
    assert arrival.case().route is Route.JOINT


def test_clocks_without_a_number_show_what_has_elapsed_and_are_never_late(arrival: Desk) -> None:
    clock_of(arrival, "D-01", "case", arrival.case_id, date(2026, 10, 24))
    page = today(arrival.vault)
    assert page.late == ()
    assert [(row.what, row.words) for row in page.undated] == [
        ("Meet UKPPS", "30 days since UKPPS told us (no limit is set)")
    ]


def test_flags_to_renew_are_one_line_for_each_case(arrival: Desk) -> None:
    done = request_flags(arrival.vault, member_ids=arrival.everybody, systems=["education"])
    place_flags(arrival.vault, flag_ids=done.change.ids, confirmed_by="x")
    review_flags(arrival.vault, flag_ids=done.change.ids, next_review_on=TODAY)
    assert [row.what for row in rows(arrival.vault, "undated")] == ["Renew 5 flags"]


def test_people_are_named_by_alias_on_their_birthdays(arrival: Desk) -> None:
    clock_of(arrival, "D-32", "15", arrival.children[0], TODAY, TODAY + timedelta(days=3))
    clock_of(arrival, "D-33", "member", arrival.unborn, TODAY, TODAY + timedelta(days=4))
    assert [row.what for row in rows(arrival.vault, "due_soon")] == [
        "Child A turns 15: prepare", "Update the unborn child: Unborn 1",
    ]  # fmt: skip


def test_a_birthday_is_prepared_for_from_sixty_days_before(arrival: Desk) -> None:
    for years, days in (("15", 60), ("18", 61)):
        clock_of(arrival, "D-32", years, arrival.children[0], TODAY, TODAY + timedelta(days=days))
    assert [row.what for row in rows(arrival.vault, "undated")] == ["Child A turns 15: prepare"]
    assert today(arrival.vault).counts.undated == 1


def test_the_bars_count_twenty_working_days_and_lose_no_weekend(arrival: Desk) -> None:
    for day in (date(2026, 11, 23), date(2026, 11, 28), date(2026, 12, 25)):
        clock_of(arrival, "D-33", "member", f"x{day}", TODAY, day)
    bars = today(arrival.vault).bars
    assert (len(bars), bars[0].day, bars[-1].day) == (20, date(2026, 11, 23), date(2026, 12, 18))
    assert {bar.day: bar.count for bar in bars if bar.count} == {date(2026, 11, 23): 1, date(2026, 11, 27): 1}
    assert bars[0].words == "Mon 23 Nov 2026: 1 due"


def test_a_calm_day_says_what_comes_next(arrival: Desk) -> None:
    assert today(arrival.vault).calm_words == "Nothing is late, and nothing is due."
    clock_of(arrival, "D-02", "adults", arrival.case_id, date(2026, 11, 24))
    assert today(arrival.vault).calm_words == (
        "Nothing is late. Next: Tue 1 Dec 2026, in 6 working days: Name the LA SPOC (adults' side)."
    )


def test_each_list_is_paged(arrival: Desk) -> None:
    for number in range(7):
        clock_of(arrival, "D-33", "member", f"m{number}", TODAY, TODAY - timedelta(days=number + 1))
    first = agenda_page(arrival.vault, section=Section.LATE, limit=5)
    rest = agenda_page(arrival.vault, section=Section.LATE, offset=5, limit=5)
    assert (len(first.rows), first.more, len(rest.rows), rest.more) == (5, True, 2, False)


def test_today_asks_the_same_few_questions_however_much_there_is(
    arrival: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def questions() -> int:
        asked: list[str] = []
        plain = Vault.rows
        with monkeypatch.context() as patched:
            patched.setattr(Vault, "rows", lambda self, sql, params=(): asked.append(sql) or plain(self, sql, params))
            today(arrival.vault)
        return len(asked)

    clock_of(arrival, "D-33", "member", "m", TODAY, TODAY - timedelta(days=1))
    before = questions()
    with arrival.vault.transaction("test") as tx:
        for number in range(300):
            start_clock(
                tx, "D-33", arrival.case_id, "member", f"m{number}", TODAY, calendar(tx), profile(tx),
                due_on=TODAY - timedelta(days=number % 30),
            )  # fmt: skip
    assert questions() == before


def test_counting_stops_so_that_it_costs_the_same_everywhere(arrival: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agenda, "MOST", 3)
    for number in range(5):
        clock_of(arrival, "D-33", "member", f"m{number}", TODAY, TODAY - timedelta(days=1))
    assert today(arrival.vault).counts.late == 3


@pytest.mark.parametrize(
    "question",
    [
        "SELECT 1 FROM clocks WHERE running = 1 AND listed = 1 AND due_on BETWEEN '2026-01-01' AND '2026-02-01' "
        "ORDER BY due_on, rowid LIMIT 50",
        "SELECT 1 FROM clocks WHERE running = 1 AND listed = 1 AND rule = 'D-06' "
        "AND subject IN ('requested', 'asked', 'with_ukpps', 'passed_on') ORDER BY started_on, rowid LIMIT 50",
        "SELECT 1 FROM clocks WHERE case_id = 'x' AND running = 1 AND rule IN ('D-06', 'D-07') LIMIT 50",
        "SELECT 1 FROM exchange_items WHERE deleted_at IS NULL AND (is_open = 1) ORDER BY last_hand_on, id LIMIT 50",
        "SELECT 1 FROM cases WHERE route <> route_computed AND closed_on IS NULL AND deleted_at IS NULL "
        "ORDER BY ukpps_notified_on LIMIT 50",
        "SELECT 1 FROM concerns WHERE deleted_at IS NULL AND (closed_on IS NULL) ORDER BY raised_at LIMIT 50",
        "SELECT 1 FROM queries WHERE route = 'to_ukpps' AND closed_on IS NULL AND deleted_at IS NULL LIMIT 50",
    ],
)
def test_the_questions_of_the_page_are_answered_by_an_index(arrival: Desk, question: str) -> None:
    plan = " ".join(str(row[3]) for row in arrival.vault.rows(f"EXPLAIN QUERY PLAN {question}"))
    assert "USING" in plan
    assert "INDEX" in plan
    assert "TEMP B-TREE" not in plan

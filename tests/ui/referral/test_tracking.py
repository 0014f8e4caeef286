"""Sending and chasing on the screen: steps, moves, clocks in words, words to chase with, visits, what happened."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spoc_desk.clock import LONDON, FixedClock
from spoc_desk.domain.referrals import ReferralState
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.referral.tracking.clock_lines import hours_words
from spoc_desk_ui.referral.tracking.page import ONLY_RECORD, UNTOLD, TrackingPage
from spoc_desk_ui.referral.tracking.steps import referral_steps
from spoc_desk_ui.theme import Theme
from spoc_desk_ui.widgets.buttons import Button
from spoc_desk_ui.widgets.tones import Tone
from tests.casework.referrals.desk import ReferralDesk, intensive, write
from tests.ui.accessible import unnamed
from tests.ui.referral.section_host import Host, hosts

SHOW = Callable[..., Host]
FOSTERED = {
    "private_fostering": "yes",
    "private_fostering_carer": "great_aunt_uncle",
    "private_fostering_from": "2026-11-02",
    "private_fostering_days": "60",
    "private_fostering_age": "9",
    "private_fostering_disabled": "no",
    "private_fostering_parents": "Her mother by phone",
}


@pytest.fixture
def show(tmp_path: Path, qtbot: QtBot) -> Iterator[SHOW]:
    yield from hosts(tmp_path, qtbot)


def _printed(vault: Vault, clock: FixedClock) -> ReferralDesk:
    desk = intensive(vault, clock)
    desk.to_print()
    return desk


def _sent(vault: Vault, clock: FixedClock) -> ReferralDesk:
    desk = _printed(vault, clock)
    desk.event("phoned", {"phoned_at": "2026-11-23T09:00", "phoned_to": "Duty desk"})
    desk.send()
    return desk


def _page(host: Host) -> TrackingPage:
    assert isinstance(host.page, TrackingPage)
    return host.page


def _press(host: Host, event: str) -> None:
    moves = _page(host).moves
    assert moves is not None
    host.qtbot.keyClick(moves.buttons[event], Qt.Key.Key_Space)
    host.settle()


def _save(host: Host, answers: dict[str, str]) -> None:
    form = _page(host).move_form
    assert form is not None and form.form is not None
    for question, answer in answers.items():
        form.form.set_answer(question, answer)
    form.form.submit()
    host.settle()


def _notices(page: TrackingPage) -> list[str]:
    return [notice.words for notice in page.notices]


def test_before_sending_it_says_phone_first_and_that_the_program_sends_nothing(show: SHOW) -> None:
    page = _page(show(TrackingPage, "tracking", story=_printed))

    assert "phone 01582 547653 first. The form follows within 24 hours" in page.sending.steps
    assert "This program is offline and sends nothing" in page.sending.steps
    assert page.chase is None and page.print_button.isHidden()


def test_after_a_call_the_hours_of_the_council_are_told_as_hours(show: SHOW) -> None:
    def story(vault: Vault, clock: FixedClock) -> ReferralDesk:
        desk = _printed(vault, clock)
        desk.event("phoned", {"phoned_at": "2026-11-23T09:00", "phoned_to": "Duty desk"})
        return desk

    page = _page(show(TrackingPage, "tracking", story=story))

    assert page.due.lines is not None
    (due,) = [line for line in page.due.lines if line.rule == "D-11"]
    assert due.words == "23 hours left, by Tue 24 Nov 2026, 09:00"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(-61, "1 hour late, was due"), (-5, "5 minutes late"), (30, "30 minutes left, by"), (150, "2 hours left, by")],
)
def test_hours_left_and_late_are_words(minutes: int, words: str) -> None:
    end = datetime(2026, 11, 24, 9, 0, tzinfo=LONDON)

    assert hours_words(end, end - timedelta(minutes=minutes))[0].startswith(words)


@pytest.mark.req("R-004-14")
def test_marked_as_sent_the_clock_of_one_working_day_stands_in_words(show: SHOW) -> None:
    host = show(TrackingPage, "tracking", story=_printed)
    page = _page(host)
    _press(host, "sent")
    _save(host, {"sent_at": "2026-11-23T09:15", "method": "secure_mail"})

    assert host.view().referral.state is ReferralState.SENT
    assert page.due.lines is not None
    (due,) = [line for line in page.due.lines if line.rule == "D-10"]
    assert due.words == "1 working day left, Tuesday 24 November 2026"
    assert page.time_line.lines[0].title == "Sent to the MASH"
    assert page.time_line.lines[0].clocks[0].words.endswith("1 working day left, Tuesday 24 November 2026")
    assert page.sending.steps == ""


@pytest.mark.req("R-004-25", "R-004-26")
def test_no_answer_is_chased_with_ready_words_that_name_nobody(show: SHOW) -> None:
    host = show(TrackingPage, "tracking", story=_sent)
    page = _page(host)
    assert page.chase is not None
    page.chase.findChildren(Button)[0].click()
    (words,) = host.copied
    assert host.view().referral.referral_ref in words and "Mon 23 Nov 2026, 09:15" in words
    assert "ours is then the only record" in words and "Nowak" not in words

    _press(host, "chased")
    _save(host, {"chased_on": "2026-11-23", "method": "phone", "chased_whom": "Duty desk", "chase_answer": "Not found"})

    assert page.time_line.lines[0].title == "MASH chased"
    assert ("What was the answer", "Not found") in page.time_line.lines[0].facts


@pytest.mark.req("R-004-24")
def test_not_retained_says_that_yours_is_the_only_record(show: SHOW) -> None:
    host = show(TrackingPage, "tracking", story=_sent)
    page = _page(host)
    assert any("The MASH may not keep this" in words for words in _notices(page))
    _press(host, "triage")
    _save(host, {"triaged_at": "2026-11-23T09:20", "triage_step": "not_retained", "parent_consent_seen": "no"})

    assert host.view().referral.state is ReferralState.NOT_RETAINED
    assert ONLY_RECORD in _notices(page)


@pytest.mark.req("R-004-28")
def test_accepted_starts_the_45_working_days_and_shows_the_later_steps(show: SHOW) -> None:
    host = show(TrackingPage, "tracking", story=_sent)
    page = _page(host)
    _press(host, "decision")
    _save(host, {"mash_decision": "accepted", "decided_at": "2026-11-23T09:25"})

    assert page.due.lines is not None
    (due,) = [line for line in page.due.lines if line.rule == "D-12"]
    assert due.words == "45 working days left, Thursday 28 January 2027" and "45" not in due.state.word
    assert [page.steps.item(place).text() for place in range(page.steps.count())][-3:] == [
        "Decision",
        "Assessment",
        "Closed",
    ]


def test_withdrawn_after_sending_the_mash_is_told_first(show: SHOW) -> None:
    def story(vault: Vault, clock: FixedClock) -> ReferralDesk:
        desk = _sent(vault, clock)
        desk.event("withdrawn", {"person": desk.mother, "which": "a", "withdrawn_on": "2026-11-23"})
        return desk

    host = show(TrackingPage, "tracking", story=story)
    page = _page(host)
    assert UNTOLD in _notices(page)
    assert page.moves is not None and next(iter(page.moves.buttons)) == "told_mash"
    _press(host, "told_mash")
    _save(host, {"chased_on": "2026-11-23", "method": "phone", "chased_whom": "Duty desk"})

    assert UNTOLD not in _notices(page)
    assert page.time_line.lines[0].title == "MASH told of the withdrawal"


def test_an_escalation_is_shown_until_it_ends(show: SHOW) -> None:
    def story(vault: Vault, clock: FixedClock) -> ReferralDesk:
        desk = _sent(vault, clock)
        desk.event("escalated", {"note": "The duty manager was asked."})
        return desk

    host = show(TrackingPage, "tracking", story=story)

    assert any("escalated" in words for words in _notices(_page(host)))
    assert ("Note", "The duty manager was asked.") in _page(host).time_line.lines[0].facts


@pytest.mark.req("R-004-39")
def test_visits_of_private_fostering_are_planned_from_the_last_one(show: SHOW) -> None:
    def story(vault: Vault, clock: FixedClock) -> ReferralDesk:
        desk = intensive(vault, clock)
        desk.save("circumstances", FOSTERED)
        desk.to_print()
        desk.send()
        return desk

    host = show(TrackingPage, "tracking", story=story)
    page = _page(host)
    assert page.visits.lines is not None
    assert [line.day for line in page.visits.lines][:2] == ["By Wed 2 Dec 2026", "By Wed 13 Jan 2027"]

    _press(host, "visit")
    _save(
        host,
        {
            "visited_on": "2026-11-23",
            "visited_by": "J. Lund",
            "seen_alone": "yes",
            "parent_contacted": "yes",
            "worker_details_given": "yes",
            "arrangement_suitable": "yes",
        },
    )

    made, due, *_ = page.visits.lines
    assert made.state.word == "Made" and "child seen alone, parent contacted" in made.words
    assert due.day == "By Mon 4 Jan 2027"


def test_plan_dates_and_the_transfer_panel_stand_in_the_time_line(show: SHOW) -> None:
    def story(vault: Vault, clock: FixedClock) -> ReferralDesk:
        desk = _sent(vault, clock)
        desk.event("decision", {"mash_decision": "fps", "decided_at": "2026-11-23T09:25"})
        desk.event("review", {"review_on": "2026-12-14", "plan_kind": "fpa"})
        desk.event("transfer", {"panel_on": "2026-11-23", "panel_direction": "step_up"})
        return desk

    page = _page(show(TrackingPage, "tracking", story=story))

    titles = {line.title: line for line in page.time_line.lines}
    assert ("Which way", "Step up") in titles["Case transfer panel"].facts
    assert ("Review on", "Monday 14 December 2026") in titles["Review date of the plan set"].facts
    assert page.due.lines is not None
    assert any(line.rule == "D-23" and "Monday 14 December 2026" in line.words for line in page.due.lines)


def test_section_47_without_consent_records_its_decision_in_the_same_act(show: SHOW) -> None:
    def story(vault: Vault, clock: FixedClock) -> ReferralDesk:
        desk = write(vault, clock, sought="cp", level="SPE")
        desk.save(
            "lawful_basis", {"no_consent_reason": "Asking would put her at risk.", "no_consent_basis": "public_task"}
        )
        desk.event("ready_for_consent")
        return desk

    host = show(TrackingPage, "tracking", story=story)
    _press(host, "ready_to_send")
    form = _page(host).move_form

    assert form is not None and form.form is not None
    assert "rationale" in form.form.fields and "tests_met" in form.form.fields


def test_esc_leaves_a_move_and_the_focus_returns_to_its_button(show: SHOW, qtbot: QtBot) -> None:
    host = show(TrackingPage, "tracking", story=_sent)
    page = _page(host)
    _press(host, "acknowledged")
    assert page.move_form is not None and page.open_ids() == ("", "acknowledged")

    qtbot.keyClick(page.move_form, Qt.Key.Key_Escape)

    assert page.move_form is None and page.moves is not None
    assert page.moves.buttons["acknowledged"].hasFocus()


def test_the_tracking_sheet_is_printed_once_something_was_sent(show: SHOW) -> None:
    host = show(TrackingPage, "tracking", story=_sent)

    assert host.page.print_requested()
    assert host.places == [f"print/referral-tracking/{host.referral_id}"]


def test_a_step_never_taken_is_not_shown_as_done() -> None:
    steps = {step.word: step.tone for step in referral_steps(ReferralState.NFA, ())}

    assert steps["Acknowledged"] is Tone.NOT_YET and steps["Decision"] is Tone.UNDER_WAY
    assert "Assessment" not in steps


def test_every_control_has_a_name_also_at_200_percent(show: SHOW, theme: Theme) -> None:
    theme.set_percent(200)
    host = show(TrackingPage, "tracking", story=_sent)

    assert unnamed(host.page) == []

"""A case before the Case Review Group from the talk to what was learned (R-002-15 to -23)."""

from dataclasses import replace
from datetime import date

import pytest

from spoc_desk.casework import agenda
from spoc_desk.casework.clocks import clock_of
from spoc_desk.casework.council import profile, save_profile
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.casework.reviewed import clocks, gate, plan, reviews
from spoc_desk.casework.reviewed.gate import children_of
from spoc_desk.casework.reviewed.lists import ReviewedFilter, list_reviews, open_reviews
from spoc_desk.casework.reviewed.review_view import review_sheet
from spoc_desk.domain.case_reviews import Outcome, ReviewState
from spoc_desk.domain.clocks import ClockRow
from spoc_desk.domain.serious_incidents import Whom
from spoc_desk.domain.terms import Tri
from spoc_desk.errors import BadAnswer, Incomplete, NotYet
from tests.casework.reviewed.desk import CHILD, DECISION, LEARNING, RAPID, ReviewDesk


def clock(desk: ReviewDesk, rule: str) -> ClockRow:
    found = clock_of(desk.vault, rule, desk.review_id)
    assert found is not None
    return found


def _today(desk: ReviewDesk) -> list[tuple[str, str]]:
    rows = (*agenda.today(desk.vault).late, *agenda.today(desk.vault).due_soon)
    return [(row.words, row.state) for row in rows if "in writing" in row.what]


@pytest.mark.req("R-002-16", "R-002-17")
def test_the_talk_the_first_word_and_the_form_within_48_clock_hours(desk: ReviewDesk) -> None:
    desk.begin()
    assert desk.review.state is ReviewState.CONSIDERING
    desk.refer(told="2026-11-21T10:00", confirmed="")
    running = clock(desk, clocks.IN_WRITING)
    assert (running.started_on, running.due_on) == (date(2026, 11, 21), date(2026, 11, 23))
    assert clocks.in_writing_words(desk.vault, desk.review) == "48 hours, until Mon 23 Nov 2026, 10:00"
    assert _today(desk) == [("until Mon 23 Nov 2026, 10:00", "due today")]
    desk.clock.advance(hours=1)
    assert _today(desk) == [("overdue since Mon 23 Nov 2026, 10:00", "overdue")]  # not only from tomorrow on
    reviews.confirm_in_writing(desk.vault, review_id=desk.review_id, answers={"confirmed_at": "2026-11-23T10:05"})
    assert clocks.in_writing_words(desk.vault, desk.review).startswith("Mon 23 Nov 2026, 10:05: late")
    assert clock(desk, clocks.IN_WRITING).met_on == date(2026, 11, 23)
    assert (clock(desk, clocks.RAPID_REVIEW).started_on, clock(desk, clocks.RAPID_REVIEW).due_on) == (
        date(2026, 11, 23), date(2026, 12, 14),
    )  # fmt: skip
    before = desk.review
    with pytest.raises(NotYet, match="in writing"):
        reviews.change_review(desk.vault, review_id=before.id, answers={"lessons": "x"}, version=before.version)


def test_the_council_may_count_the_48_hours_from_its_decision(desk: ReviewDesk) -> None:
    """X-13: from the first word as shipped; from the decision to refer where the council says so."""
    council = profile(desk.vault)
    save_profile(desk.vault, replace(council, reviewing=replace(council.reviewing, written_from_decision=True)))
    desk.begin()
    answers = {"told_at": "2026-11-23T09:00", "decided_to_refer_at": "2026-11-22T15:00"}
    reviews.tell_unit(desk.vault, review_id=desk.review_id, answers=answers)
    assert clocks.in_writing_words(desk.vault, desk.review) == "48 hours, until Tue 24 Nov 2026, 15:00"
    save_profile(desk.vault, council)
    assert clocks.in_writing_words(desk.vault, desk.review) == "48 hours, until Wed 25 Nov 2026, 09:00"


def test_what_is_not_referred_can_be_taken_up_again(desk: ReviewDesk) -> None:
    desk.begin()
    with pytest.raises(BadAnswer):
        reviews.do_not_refer(desk.vault, review_id=desk.review_id, answers={})
    reviews.do_not_refer(desk.vault, review_id=desk.review_id, answers={"not_referred_reason": "No lessons seen"})
    assert desk.review.closed_on == date(2026, 11, 23)
    desk.refer(confirmed="")
    assert (desk.review.state, desk.review.closed_on, desk.review.not_referred_reason) == (ReviewState.TOLD, None, "")


@pytest.mark.req("R-002-18", "R-001-14")
def test_agencies_are_asked_and_the_next_answer_stands_on_today(desk: ReviewDesk) -> None:
    desk.begin()
    desk.refer()
    with pytest.raises(BadAnswer, match="Tick"):
        desk.ask("")
    desk.ask("Police", "2026-11-30")
    answers = {"agencies": ("hospitals",), "asked_on": "2026-11-23", "due_on": "2026-11-27"}
    plan.ask_agencies(desk.vault, review_id=desk.review_id, answers=answers)
    assert [one.agency for one in plan.requests_of(desk.vault, desk.review_id)] == ["Police", "Hospitals"]
    assert clock(desk, clocks.ANSWERS).due_on == date(2026, 11, 27)
    first, second = plan.requests_of(desk.vault, desk.review_id)
    for one in (second, first):
        plan.record_answer(desk.vault, request_id=one.id, answers={"returned_on": "2026-11-23", "note": "Known"})
        running = clock(desk, clocks.ANSWERS)
        assert running.due_on == date(2026, 11, 30)
    assert not running.running
    with pytest.raises(BadAnswer, match="before the request"):
        plan.record_answer(desk.vault, request_id=first.id, answers={"returned_on": "2026-11-01"})


@pytest.mark.req("R-002-15", "R-002-19", "R-002-21", "R-001-16")
def test_criteria_met_and_a_review_are_two_answers(desk: ReviewDesk) -> None:
    desk.begin()
    desk.refer()
    without = {**RAPID, "recommended_method": ""}
    with pytest.raises(Incomplete, match="method"):
        reviews.hold_rapid_review(desk.vault, review_id=desk.review_id, answers=without)
    reviews.hold_rapid_review(desk.vault, review_id=desk.review_id, answers=RAPID)
    assert clock(desk, clocks.RAPID_REVIEW).met_on == date(2026, 11, 23)
    two = {**DECISION, "decided_by": ("council", "health")}
    with pytest.raises(Incomplete, match="police"):
        reviews.record_decision(desk.vault, review_id=desk.review_id, answers=two)
    answers = {**DECISION, "decision": "none", "decision_method": "left over", "decision_reason": "Learned already."}
    reviews.record_decision(desk.vault, review_id=desk.review_id, answers=answers)
    found = desk.review
    assert (found.criteria_met, found.recommendation, found.decision) == (Tri.YES, Outcome.OTHER_REVIEW, Outcome.NONE)
    assert (found.decision_method, found.family_invited) == ("", Tri.YES)
    reviews.close_review(desk.vault, review_id=desk.review_id)
    assert desk.review.state is ReviewState.CLOSED


@pytest.mark.req("R-002-22", "R-002-23", "R-001-22")
def test_actions_need_evidence_and_learning_is_shared_before_the_end(desk: ReviewDesk) -> None:
    desk.begin()
    desk.refer()
    desk.decide_review()
    for text, due in (("Change the form", "2026-12-10"), ("Brief the teams", "2026-12-01")):
        answers = {"text": text, "owner": "Health, named nurse", "due_on": due}
        plan.add_action(desk.vault, review_id=desk.review_id, answers=answers)
    assert desk.review.state is ReviewState.ACTIONS
    assert clock(desk, clocks.ACTIONS).due_on == date(2026, 12, 1)
    with pytest.raises(NotYet):
        reviews.close_review(desk.vault, review_id=desk.review_id)
    for action in plan.actions_of(desk.vault, desk.review_id):
        with pytest.raises(BadAnswer, match="shows"):
            plan.finish_action(desk.vault, action_id=action.id, answers={"done_on": "2026-11-23"})
        answers = {"done_on": "2026-11-23", "evidence": "Form version 4"}
        plan.finish_action(desk.vault, action_id=action.id, answers=answers)
    assert desk.review.state is ReviewState.ACTIONS_DONE
    assert not clock(desk, clocks.ACTIONS).running
    with pytest.raises(Incomplete, match="published"):
        reviews.close_review(desk.vault, review_id=desk.review_id)
    reviews.record_publication(
        desk.vault, review_id=desk.review_id, answers={"publication": "published", "published_on": "2026-11-23"}
    )
    done = plan.add_learning(desk.vault, review_id=desk.review_id, answers={"text": "Missed appointments are a sign."})
    assert done.record is not None
    with pytest.raises(Incomplete, match="shared"):
        reviews.close_review(desk.vault, review_id=desk.review_id)
    plan.change_learning(desk.vault, learning_id=done.record.id, answers=LEARNING, version=1)
    reviews.close_review(desk.vault, review_id=desk.review_id)
    sheet = review_sheet(desk.vault, desk.review_id)
    assert sheet.turns == ()
    assert not [turn for block in sheet.blocks for turn in block.turns]


@pytest.mark.req("R-002-20", "R-001-21")
def test_a_case_follows_an_incident_with_its_children_or_comes_from_anywhere_else(desk: ReviewDesk) -> None:
    desk.record(aware_at="2026-11-20T09:00", incident_on="2026-11-19")
    desk.decide()
    desk.tell(Whom.PANEL, at="2026-11-20T12:00")
    desk.begin(source="incident")
    assert [child.name for child in children_of(desk.vault, desk.review)] == ["Maja Sample"]
    assert [child.name for child in children_of(desk.vault, desk.incident)] == ["Maja Sample"]
    desk.refer()
    assert clock(desk, clocks.RAPID_REVIEW).started_on == date(2026, 11, 20)  # the Panel was told first
    for source in ("child_death", "lessons"):
        alone = ReviewDesk(desk.vault, desk.clock)
        alone.begin(source=source)
        assert alone.review.serious_id is None


def test_the_case_of_a_restricted_child_stops_until_the_office_releases_it(desk: ReviewDesk) -> None:
    add_record(desk.vault, answers={"given_name": "Nora", "family_name": "Wexcombe", "kind": "adoption"})
    desk.record(child={**CHILD, "given_names": "Nora", "family_name": "Wexcombe"})
    desk.begin()
    assert desk.review.stopped
    with pytest.raises(NotYet, match="contact the office"):
        desk.refer()
    assert {turn.name for turn in review_sheet(desk.vault, desk.review_id).turns} == {
        "release",
        "not_refer",
        "add_child",
    }
    gate.release_review(desk.vault, review_id=desk.review_id, words="Office of the DCS")
    desk.refer()
    assert desk.review.state is ReviewState.CONFIRMED


def test_the_list_of_cases(desk: ReviewDesk) -> None:
    before = open_reviews(desk.vault)
    desk.begin(agency="Probation")
    assert open_reviews(desk.vault) == before + 1
    (row,) = list_reviews(desk.vault, filter=ReviewedFilter(text=desk.review.review_ref)).rows
    assert (row.agency, row.state, row.open_actions, row.decision) == ("Probation", ReviewState.CONSIDERING, 0, None)
    for sort in ("begun", "state", "reference", "agency"):
        assert list_reviews(desk.vault, filter=ReviewedFilter(sort=sort)).total > 1

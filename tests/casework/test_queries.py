"""Questions of practitioners: recorded, taken to the UKPPS SPOC, answered; direct contact is a concern."""

from datetime import date

import pytest

from spoc_desk.casework.queries import (
    NOT_ENTITLED_WORDS,
    answer_query,
    edit_query,
    match_case,
    queries,
    record_query,
    record_reply,
    take_to_ukpps,
)
from spoc_desk.domain.cases import CaseState
from spoc_desk.domain.concerns import AtRisk, ConcernKind
from spoc_desk.domain.queries import Query, QueryRoute
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.vault.records.stores import CLOCKS, CONCERNS, QUERIES
from tests.casework.desk import Desk


def ask(desk: Desk, case: bool = True, **changes: str) -> str:
    answers = {
        "method": "phone", "asked_by": desk.health, "via_flag": "yes", "question": "What vaccinations are known?",
        "direct_contact_attempted": "no", **changes,
    }  # fmt: skip
    done = record_query(desk.vault, answers=answers, case_id=desk.case_id if case else None)
    return done.change.ids[0]


def stored(desk: Desk, query_id: str) -> Query:
    return QUERIES.get(desk.vault, query_id)


def test_a_question_starts_the_councils_own_clock(arrival: Desk) -> None:
    query_id = ask(arrival, received_on="2026-11-19")
    clock = CLOCKS.find(arrival.vault, "subject_id = ?", (query_id,))[0]
    assert (clock.rule, clock.due_on) == ("D-08", date(2026, 11, 23))
    line = queries(arrival.vault, case_id=arrival.case_id)[0]
    assert (line.asked_by_words, line.state_words, line.clock_state) == (
        "Health visiting team", "Waiting for you", "due today",
    )  # fmt: skip


def test_an_answer_ends_the_question_and_its_clock(arrival: Desk) -> None:
    query_id = ask(arrival)
    with pytest.raises(BadAnswer, match="what the practitioner was told"):
        answer_query(arrival.vault, query_id=query_id, answer=" ")
    answer_query(arrival.vault, query_id=query_id, answer="All up to date.")
    assert stored(arrival, query_id).route is QueryRoute.ANSWERED
    assert CLOCKS.count(arrival.vault, "subject_id = ? AND running = 1", (query_id,)) == 0
    assert queries(arrival.vault, case_id=arrival.case_id, open_only=True) == ()


@pytest.mark.req("R-003-21", "R-003-63")
def test_a_question_is_taken_to_the_ukpps_spoc_and_keeps_that_route(arrival: Desk) -> None:
    query_id = ask(arrival, received_on="2026-11-18")
    with pytest.raises(NotYet, match="taken to the UKPPS SPOC"):
        record_reply(arrival.vault, query_id=query_id)
    take_to_ukpps(arrival.vault, query_id=query_id, on=date(2026, 11, 19))
    assert queries(arrival.vault, case_id=arrival.case_id)[0].state_words == "Waiting for the UKPPS SPOC"
    with pytest.raises(BadAnswer):
        record_reply(arrival.vault, query_id=query_id, on=date(2026, 11, 18))
    record_reply(arrival.vault, query_id=query_id, on=date(2026, 11, 20))
    assert queries(arrival.vault, case_id=arrival.case_id)[0].state_words == "UKPPS SPOC replied: answer it"
    answer_query(arrival.vault, query_id=query_id, answer="As the UKPPS SPOC says: yes.")
    assert stored(arrival, query_id).route is QueryRoute.TO_UKPPS


def test_somebody_not_entitled_is_refused_and_that_is_recorded(arrival: Desk) -> None:
    query_id = ask(arrival)
    answer_query(arrival.vault, query_id=query_id, answer=NOT_ENTITLED_WORDS, route="refused")
    assert queries(arrival.vault, case_id=arrival.case_id)[0].state_words == "Not entitled: refused, Mon 23 Nov 2026"


@pytest.mark.req("R-003-68")
def test_a_question_can_be_sent_on_to_safeguarding(arrival: Desk) -> None:
    query_id = ask(arrival)
    answer_query(
        arrival.vault, query_id=query_id, answer="Please refer to MASH as for any child.", route="safeguarding"
    )
    assert stored(arrival, query_id).route is QueryRoute.SAFEGUARDING


@pytest.mark.req("R-003-63")
def test_an_attempt_at_direct_contact_opens_a_concern_once_and_holds_the_case(arrival: Desk) -> None:
    query_id = ask(arrival, direct_contact_attempted="yes")
    concern = CONCERNS.find(arrival.vault)[0]
    assert concern.kind is ConcernKind.DIRECT_CONTACT
    assert AtRisk.PRACTITIONER in concern.who_is_at_risk
    assert arrival.case().state is CaseState.ON_HOLD
    edit_query(arrival.vault, query_id=query_id, answers={"question": "And again?"}, version=1)
    assert CONCERNS.count(arrival.vault) == 1


def test_a_question_without_a_case_is_matched_later(arrival: Desk) -> None:
    query_id = ask(arrival, case=False)
    assert [line.query.id for line in queries(arrival.vault, case_id=None)] == [query_id]
    match_case(arrival.vault, query_id=query_id, case_id=arrival.case_id)
    assert queries(arrival.vault, case_id=None) == ()
    assert CLOCKS.find(arrival.vault, "subject_id = ?", (query_id,))[0].case_id == arrival.case_id


def test_a_question_cannot_end_undecided_or_before_it_began(arrival: Desk) -> None:
    query_id = ask(arrival, received_on="2026-11-20")
    with pytest.raises(NotYet, match="what happens with"):
        edit_query(arrival.vault, query_id=query_id, answers={"closed_on": "2026-11-23"}, version=1)
    ended = {"route": "answered", "answer_given": "Yes.", "closed_on": "2026-11-19"}
    with pytest.raises(BadAnswer, match="before it was received"):
        edit_query(arrival.vault, query_id=query_id, answers=ended, version=1)


def test_a_question_opened_again_has_a_running_clock(arrival: Desk) -> None:
    query_id = ask(arrival)
    answer_query(arrival.vault, query_id=query_id, answer="Yes.")
    edit_query(arrival.vault, query_id=query_id, answers={"closed_on": "", "route": "open"}, version=2)
    assert CLOCKS.count(arrival.vault, "subject_id = ? AND running = 1", (query_id,)) == 1


def test_a_corrected_day_moves_the_clock(arrival: Desk) -> None:
    query_id = ask(arrival, received_on="2026-11-20")
    edit_query(arrival.vault, query_id=query_id, answers={"received_on": "2026-11-19"}, version=1)
    assert CLOCKS.find(arrival.vault, "subject_id = ?", (query_id,))[0].due_on == date(2026, 11, 23)


def test_the_leak_scan_sees_the_question(arrival: Desk) -> None:
    done = record_query(
        arrival.vault, case_id=arrival.case_id,
        answers={"method": "phone", "asked_by": arrival.health, "via_flag": "no", "direct_contact_attempted": "no",
                 "question": "Did Leeds City Council hold a plan?"},
    )  # fmt: skip
    assert [leak.field for leak in done.leaks if leak.blocks] == ["question"]

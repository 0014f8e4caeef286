"""RELAY: the message has four facts, the gates say what is wrong, nothing leaves a stopped notification."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.domain import relay_gates
from spoc_desk.domain.closures import Closure, ClosureKind, academic_year
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.domain.relay import Agreement, IncidentState, MessageState, RelayContact, Triage
from spoc_desk.domain.relay_gates import GATES, MessageFacts, shut
from spoc_desk.domain.relay_message import ITEMS, FourFacts, compose
from spoc_desk.domain.relay_states import MOVES, Act, handled, move, released, triaged
from spoc_desk.domain.schools import School, SchoolId
from spoc_desk.errors import BadAnswer, NotYet

DAY = date(2026, 11, 23)
SUBJECT = "Domestic Abuse Notification"
SENTENCE = (
    "Bedfordshire Police have attended a domestic abuse incident in which a pupil of your school/ education "
    "establishment was present, details are as follows:"
)
FACTS = FourFacts(date(2026, 11, 21), "4 Harbour Street, Luton", "Maja Sample", date(2017, 5, 4))
SCHOOL = SchoolId("school-1")
SIGNED = Agreement(
    id="isa-1", school_id=SCHOOL,
    school_signed_on=date(2026, 9, 1), council_signed_on=date(2026, 9, 2), police_signed_on=date(2026, 9, 3),
)  # fmt: skip
OPEN = MessageFacts(
    day=DAY, school="Harbour Primary", confirmed_on=DAY, agreement=SIGNED, contact=True, contact_email=True,
    named=True, born=True,
)  # fmt: skip


class TestMessage:
    @pytest.mark.req("R-000-06", "R-000-07", "R-000-08")
    def test_it_has_the_subject_the_sentence_and_four_items_in_order(self) -> None:
        told = compose(SUBJECT, SENTENCE, FACTS)
        assert told.subject == SUBJECT
        first, empty, *items = told.body.splitlines()
        assert (first, empty) == (SENTENCE, "")
        assert [item.split(": ")[0].removeprefix("• ") for item in items] == list(ITEMS)
        assert [item.split(": ")[1] for item in items] == [
            "Saturday 21 November 2026", "4 Harbour Street, Luton", "Maja Sample", "Thursday 4 May 2017",
        ]  # fmt: skip

    def test_a_subject_without_the_words_is_refused(self) -> None:
        with pytest.raises(ValueError, match="Domestic Abuse Notification"):
            compose("A notification", SENTENCE, FACTS)

    @given(address=st.text(), name=st.text(), subject=st.text())
    def test_no_text_adds_a_line(self, address: str, name: str, subject: str) -> None:
        facts = replace(FACTS, incident_address=address, child_name=name)
        told = compose(f"{SUBJECT} {subject}", SENTENCE, facts)
        assert len(told.body.splitlines()) == 2 + len(ITEMS)
        assert len(told.subject.splitlines()) == 1


class TestGates:
    @pytest.mark.req("R-000-04")
    def test_with_everything_in_place_nothing_is_shut(self) -> None:
        assert shut(OPEN) == ()

    @pytest.mark.parametrize(
        ("changes", "names", "words"),
        [
            ({"named": False}, ["the child is named"], "four things"),
            ({"born": False}, ["the child is named"], "date of birth"),
            ({"school": ""}, ["school found"], "No school"),
            ({"confirmed_on": None}, ["school confirmed"], "made sure"),
            ({"confirm_again_since": date(2026, 11, 24)}, ["school confirmed"], "ask again"),
            ({"agreement": None}, ["agreement current"], "no information sharing agreement"),
            ({"contact": False}, ["contact current"], "nominated contact"),
            ({"contact_email": False}, ["contact current"], "secure e-mail"),
            ({"closed_until": date(2027, 1, 1)}, ["not in a long closure"], "until Friday 1 January 2027"),
            ({"agreement": None, "contact": False}, ["agreement current", "contact current"], ""),
        ],
    )
    def test_each_gate_says_what_is_wrong(self, changes: dict[str, object], names: list[str], words: str) -> None:
        found = shut(replace(OPEN, **changes))  # type: ignore[arg-type]
        assert [each.name for each in found] == names
        assert words in found[0].what

    def test_each_gate_says_who_mends_it_and_what_to_do_meanwhile(self) -> None:
        for gate in GATES:
            assert gate.mended_by
            assert gate.meanwhile.endswith(".")

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"police_signed_on": None}, "not signed by the police"),
            ({"police_signed_on": None, "school_signed_on": None}, "the school and the police"),
            ({"council_signed_on": date(2026, 11, 24)}, "not signed by the council"),
            ({"ended_on": DAY}, "ended on Monday 23 November 2026"),
        ],
    )
    def test_an_agreement_needs_three_signatures_and_must_not_have_ended(
        self, changes: dict[str, object], words: str
    ) -> None:
        agreement = replace(SIGNED, **changes)  # type: ignore[arg-type]
        (found,) = shut(replace(OPEN, agreement=agreement))
        assert words in found.what

    def test_a_late_review_does_not_end_an_agreement(self) -> None:
        assert replace(SIGNED, review_on=date(2026, 1, 1)).is_current(DAY)

    @pytest.mark.req("R-000-15")
    def test_a_long_closure_opens_by_the_mode_of_the_council_or_by_a_manager(self) -> None:
        closed = replace(OPEN, closed_until=date(2027, 1, 1))
        assert [each.name for each in shut(closed)] == ["not in a long closure"]
        assert shut(replace(closed, every_day=True)) == ()
        assert shut(replace(closed, overridden=True)) == ()

    @pytest.mark.parametrize("school", ["", "Harbour Primary"])
    @pytest.mark.parametrize("agreement", [None, SIGNED])
    def test_a_restricted_record_is_all_that_is_said(self, school: str, agreement: Agreement | None) -> None:
        (found,) = shut(replace(OPEN, stopped=True, school=school, agreement=agreement, named=False, contact=False))
        assert found.what == RESTRICTED_WORDS
        assert found.name == relay_gates.NOT_RESTRICTED.name


class TestStates:
    def test_a_message_goes_from_the_school_to_the_receipt(self) -> None:
        state = MessageState.TO_MATCH
        for act in (Act.MATCH, Act.CLEAR, Act.SEND, Act.RECEIPT, Act.FEEDBACK, Act.CLOSE):
            state = move(act, state)
        assert state is MessageState.CLOSED

    @pytest.mark.parametrize("act", list(Act))
    @pytest.mark.parametrize("state", list(MessageState))
    def test_every_act_is_possible_or_refused_in_a_sentence(self, act: Act, state: MessageState) -> None:
        if state in MOVES[act].sources:
            assert move(act, state) in MessageState
        else:
            with pytest.raises(NotYet, match=state.label):
                move(act, state)

    def test_nothing_is_sent_that_was_not_cleared(self) -> None:
        assert MOVES[Act.SEND].sources == {MessageState.CLEARED}
        assert MOVES[Act.CLEAR].sources == {MessageState.MATCHED}

    @pytest.mark.req("R-000-02")
    @pytest.mark.parametrize("triage", [each for each in Triage if each is not Triage.SHARE])
    def test_not_sharing_needs_a_reason(self, triage: Triage) -> None:
        with pytest.raises(BadAnswer):
            triaged(IncidentState.CAPTURED, triage, "  ", anything_sent=False)
        assert triaged(IncidentState.CAPTURED, triage, "Both parents share the phone.", anything_sent=False)

    def test_a_decision_may_change_until_something_was_sent(self) -> None:
        assert triaged(IncidentState.NOT_SHARED, Triage.SHARE, "", anything_sent=False) is IncidentState.TO_SHARE
        with pytest.raises(NotYet):
            triaged(IncidentState.TO_SHARE, Triage.RAISES_RISK, "Too late.", anything_sent=True)

    def test_a_stop_is_lifted_by_the_office_alone(self) -> None:
        with pytest.raises(NotYet):
            triaged(IncidentState.STOPPED, Triage.SHARE, "", anything_sent=False)
        assert released(IncidentState.STOPPED) is IncidentState.TO_SHARE
        assert handled(IncidentState.STOPPED) is IncidentState.HANDLED
        with pytest.raises(NotYet):
            released(IncidentState.CAPTURED)


def test_a_contact_is_current_from_the_first_to_the_last_day() -> None:
    contact = RelayContact(id="c", school_id=SCHOOL, name="Ruth Alder", from_date=DAY, to_date=DAY)
    assert contact.is_current(DAY)
    assert not contact.is_current(date(2026, 11, 22))
    assert not contact.is_current(date(2026, 11, 24))


def test_a_closure_is_for_all_for_a_partnership_or_for_one_school() -> None:
    school = School(id=SCHOOL, name="Harbour Primary", partnership="south")
    closure = Closure(id="x", first=DAY, last=DAY, kind=ClosureKind.INSET)
    assert closure.is_for(school)
    assert replace(closure, partnership="south").is_for(school)
    assert not replace(closure, partnership="north").is_for(school)
    assert replace(closure, school_id=SCHOOL, partnership="north").is_for(school)
    assert not replace(closure, school_id="another").is_for(school)


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 8, 31), "2025-26"), (date(2026, 9, 1), "2026-27"), (date(2099, 12, 1), "2099-00")]
)
def test_the_academic_year_begins_in_september(day: date, year: str) -> None:
    assert academic_year(day) == year

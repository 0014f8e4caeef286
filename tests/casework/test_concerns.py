"""Security concerns: the LA SPOC first, then UKPPS; the exchange pauses until UKPPS has advised."""

from datetime import date

import pytest

from spoc_desk.casework.concerns import (
    assess_breach,
    close_concern,
    concern_answers,
    concerns,
    contact_ukpps,
    edit_concern,
    inform_la_spoc,
    next_step,
    raise_concern,
    record_advice,
    record_safety,
)
from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import CaseState
from spoc_desk.domain.concerns import MAY_BE_BREACH, Concern, ConcernKind, ConcernState
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.vault.records.stores import CLOCKS, CONCERNS
from tests.casework.desk import Desk


def raised(desk: Desk, kind: str = "self", case: bool = True, **changes: str) -> str:
    answers = {
        "kind": kind, "immediate_danger": "no", "what_happened": "A photo was shown to a neighbour.",
        "who_is_at_risk": ("family", "practitioner"), "pauses_exchange": "yes", **changes,
    }  # fmt: skip
    return raise_concern(desk.vault, answers=answers, case_id=desk.case_id if case else None).change.ids[0]


def stored(desk: Desk, concern_id: str) -> Concern:
    return CONCERNS.get(desk.vault, concern_id)


def _close(desk: Desk, concern_id: str) -> None:
    """Write down what its kind asks for, and close it."""
    kind = stored(desk, concern_id).kind
    if kind is ConcernKind.PRACTITIONER:
        with pytest.raises(NotYet, match="safety of the practitioner"):
            close_concern(desk.vault, concern_id=concern_id, outcome="Advice followed.")
        record_safety(desk.vault, concern_id=concern_id, answers={"practitioner_safety": "Works elsewhere for now."})
    if kind in MAY_BE_BREACH:
        with pytest.raises(NotYet, match="personal data"):
            close_concern(desk.vault, concern_id=concern_id, outcome="Advice followed.")
        assess_breach(desk.vault, concern_id=concern_id, answers={"data_breach": "no", "breach_reason": "Seen by us."})
    close_concern(desk.vault, concern_id=concern_id, outcome="Advice followed.")


@pytest.mark.req("R-003-61", "R-003-66")
@pytest.mark.parametrize("kind", ["self", "practitioner", "document_leak", "direct_contact"])
def test_a_concern_goes_to_the_la_spoc_then_to_ukpps_then_is_advised_and_closed(arrival: Desk, kind: str) -> None:
    concern_id = raised(arrival, kind)
    states = [stored(arrival, concern_id).state]
    for step in (
        lambda: inform_la_spoc(arrival.vault, concern_id=concern_id),
        lambda: contact_ukpps(arrival.vault, concern_id=concern_id),
        lambda: record_advice(arrival.vault, concern_id=concern_id, advice="Stay where you are."),
        lambda: _close(arrival, concern_id),
    ):
        step()
        states.append(stored(arrival, concern_id).state)
    assert states == [
        ConcernState.RAISED, ConcernState.WITH_LA_SPOC, ConcernState.WITH_UKPPS, ConcernState.ADVISED,
        ConcernState.CLOSED,
    ]  # fmt: skip


@pytest.mark.req("R-003-61", "R-003-66")
def test_nobody_is_passed_over(arrival: Desk) -> None:
    concern_id = raised(arrival)
    with pytest.raises(NotYet, match="Tell the LA SPOC first"):
        contact_ukpps(arrival.vault, concern_id=concern_id)
    with pytest.raises(NotYet):
        record_advice(arrival.vault, concern_id=concern_id, advice="Wait.")
    with pytest.raises(NotYet, match="Tell the LA SPOC"):
        close_concern(arrival.vault, concern_id=concern_id, outcome="Over.")
    inform_la_spoc(arrival.vault, concern_id=concern_id)
    with pytest.raises(NotYet, match="contacted"):
        record_advice(arrival.vault, concern_id=concern_id, advice="Wait.")
    with pytest.raises(NotYet, match="what UKPPS advises"):
        close_concern(arrival.vault, concern_id=concern_id, outcome="Over.")


@pytest.mark.req("R-003-67")
def test_a_disclosure_is_checked_by_the_la_spoc_and_only_if_needed_goes_to_the_bureau(arrival: Desk) -> None:
    known = raised(arrival, "disclosure", case=False)
    assert next_step(stored(arrival, known))[1] == "inform_la_spoc"
    inform_la_spoc(arrival.vault, concern_id=known)
    assert "whether we know them" in next_step(stored(arrival, known))[0]
    close_concern(arrival.vault, concern_id=known, outcome="Known to us. No further contact needed.")
    unknown = raised(arrival, "disclosure", case=False)
    inform_la_spoc(arrival.vault, concern_id=unknown)
    contact_ukpps(arrival.vault, concern_id=unknown)
    assert stored(arrival, unknown).state is ConcernState.WITH_BUREAU


def test_a_concern_that_pauses_puts_the_case_on_hold_and_one_that_does_not_leaves_it(arrival: Desk) -> None:
    raised(arrival, "suspicious", pauses_exchange="no")
    assert arrival.case().state is CaseState.EXCHANGE_ACTIVE
    raised(arrival, "suspicious")
    assert arrival.case().state is CaseState.ON_HOLD
    raised(arrival, "device")
    assert arrival.case().state_before is CaseState.EXCHANGE_ACTIVE


def test_without_an_answer_the_exchange_pauses(arrival: Desk) -> None:
    concern_id = raised(arrival, pauses_exchange="")
    assert stored(arrival, concern_id).pauses_exchange is True


@pytest.mark.req("R-003-61", "R-003-66")
def test_who_is_at_risk_must_be_considered(arrival: Desk) -> None:
    with pytest.raises(BadAnswer, match="practitioner too") as told:
        raise_concern(arrival.vault, answers={"kind": "practitioner", "what_happened": "x"}, case_id=arrival.case_id)
    assert told.value.field == "who_is_at_risk"


def test_the_clock_runs_until_ukpps_knows(arrival: Desk) -> None:
    concern_id = raised(arrival)
    running = "subject_id = ? AND running = 1"
    inform_la_spoc(arrival.vault, concern_id=concern_id)
    assert CLOCKS.count(arrival.vault, running, (concern_id,)) == 1
    contact_ukpps(arrival.vault, concern_id=concern_id)
    assert CLOCKS.count(arrival.vault, running, (concern_id,)) == 0


def test_moments_are_london_wall_time_on_the_form_and_utc_in_the_vault(arrival: Desk) -> None:
    concern_id = raised(arrival, raised_at="2026-07-03T14:30")
    concern = stored(arrival, concern_id)
    assert concern.raised_at == "2026-07-03T13:30:00Z"
    assert concern_answers(concern)["raised_at"] == "2026-07-03T14:30"
    edit_concern(arrival.vault, concern_id=concern_id, answers=concern_answers(concern), version=concern.version)
    assert stored(arrival, concern_id).raised_at == "2026-07-03T13:30:00Z"


def test_a_moment_in_the_future_is_refused(arrival: Desk) -> None:
    concern_id = raised(arrival)
    with pytest.raises(BadAnswer, match="future"):
        inform_la_spoc(arrival.vault, concern_id=concern_id, at="2026-11-23T23:00")
    inform_la_spoc(arrival.vault, concern_id=concern_id)
    with pytest.raises(BadAnswer):
        close_concern(arrival.vault, concern_id=concern_id, outcome="x", on=date(2026, 11, 24))


def test_the_list_says_how_long_ago_and_what_is_next(arrival: Desk, clock: FixedClock) -> None:
    raised(arrival)
    clock.advance(hours=5)
    line = concerns(arrival.vault, case_id=arrival.case_id)[0]
    assert (line.since_words, line.next_words, line.next_act) == (
        "5 hours", "Tell the LA SPOC at once.", "inform_la_spoc",
    )  # fmt: skip
    assert line.raised_words == "Mon 23 Nov 2026, 09:30"


def test_the_leak_scan_sees_what_was_written(arrival: Desk) -> None:
    done = raise_concern(
        arrival.vault, case_id=arrival.case_id,
        answers={"kind": "self", "what_happened": "Seen by Leeds City Council", "who_is_at_risk": ("family",)},
    )  # fmt: skip
    assert [leak.field for leak in done.leaks if leak.blocks] == ["what_happened"]

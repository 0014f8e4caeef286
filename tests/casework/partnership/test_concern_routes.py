"""Each kind of concern has its own way: the check of a disclosure, the caller, the practitioner, the 72 hours."""

import pytest

from spoc_desk.casework import concerns
from spoc_desk.casework.concern_routes import route_of
from spoc_desk.casework.partnership.concerns import count_of, page_of, sheet_of
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.domain.concerns import Concern, ConcernKind, ConcernState
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.vault.records.stores import CLOCKS, CONCERNS
from tests.casework.desk import Desk


def raised(desk: Desk, kind: ConcernKind) -> str:
    answers = {
        "kind": kind.value, "immediate_danger": "no", "what_happened": "Somebody asked at the desk.",
        "who_is_at_risk": ("family",),
    }  # fmt: skip
    return concerns.raise_concern(desk.vault, answers=answers).change.ids[0]


def stored(desk: Desk, concern_id: str) -> Concern:
    return CONCERNS.get(desk.vault, concern_id)


@pytest.mark.req("R-003-61", "R-003-66", "R-003-67")
@pytest.mark.parametrize("kind", list(ConcernKind))
def test_every_kind_has_its_steps_and_words_that_tell_nobody_who_is_known(kind: ConcernKind) -> None:
    way = route_of(kind)
    assert len(way.steps) >= 3
    assert any("LA SPOC" in step or "Confirm nothing" in step for step in way.steps)
    assert "known" not in way.say
    assert "relocat" not in way.say.lower()


@pytest.mark.req("R-003-67")
@pytest.mark.parametrize(
    ("result", "act", "state"),
    [
        ("known", "contact_ukpps", ConcernState.WITH_UKPPS),
        ("bureau", "contact_ukpps", ConcernState.WITH_BUREAU),
        ("nobody", "close_concern", ConcernState.WITH_LA_SPOC),
    ],
)
def test_what_the_la_spoc_found_decides_whom_to_ask(shared: Desk, result: str, act: str, state: ConcernState) -> None:
    one = raised(shared, ConcernKind.DISCLOSURE)
    concerns.inform_la_spoc(shared.vault, concern_id=one)
    assert sheet_of(shared.vault, one).turns[0].name == "record_check"
    concerns.record_check(shared.vault, concern_id=one, check_result=result)
    assert concerns.next_step(stored(shared, one))[1] == act
    if act == "contact_ukpps":
        concerns.contact_ukpps(shared.vault, concern_id=one)
    assert stored(shared, one).state is state
    with pytest.raises(BadAnswer):
        concerns.record_check(shared.vault, concern_id=one, check_result="perhaps")
    with pytest.raises(NotYet):
        concerns.record_check(shared.vault, concern_id=raised(shared, ConcernKind.SELF), check_result="known")


@pytest.mark.req("R-003-66")
def test_a_breach_counts_seventy_two_hours_and_the_officer_is_told_first(shared: Desk) -> None:
    one = raised(shared, ConcernKind.DEVICE)
    concerns.inform_la_spoc(shared.vault, concern_id=one)
    yes = {"data_breach": "yes", "breach_known_at": "2026-11-20T16:00", "breach_risk": "risk"}
    with pytest.raises(BadAnswer, match="72 hours"):
        concerns.assess_breach(shared.vault, concern_id=one, answers={"data_breach": "yes"})
    concerns.assess_breach(shared.vault, concern_id=one, answers=yes)
    assert concerns.report_until(stored(shared, one)) == "2026-11-23T16:00:00Z"
    clock = CLOCKS.find(shared.vault, "subject_id = ? AND rule = 'D-29'", (one,))[0]
    assert clock.due_on is not None
    assert clock.due_on.isoformat() == "2026-11-23"
    block = sheet_of(shared.vault, one).blocks[-1]
    assert block.warns
    assert "The 72 hours end Mon 23 Nov 2026, 16:00." in block.lines
    for step, words in (
        (lambda: None, "data protection officer"),
        (lambda: concerns.tell_dpo(shared.vault, concern_id=one), "Information Commissioner"),
    ):
        step()
        with pytest.raises(NotYet, match=words):
            concerns.close_concern(shared.vault, concern_id=one, outcome="Found again.")
    concerns.record_report(
        shared.vault, concern_id=one, answers={"ico_reported_at": "2026-11-23T09:00", "ico_ref": "IC-1"}
    )
    assert CLOCKS.get(shared.vault, clock.id).met_on is not None
    concerns.close_concern(shared.vault, concern_id=one, outcome="Found again.")
    assert stored(shared, one).state is ConcernState.CLOSED


def test_a_breach_without_risk_is_closed_with_reasons_and_its_clock_stops(shared: Desk) -> None:
    one = raised(shared, ConcernKind.DEVICE)
    concerns.inform_la_spoc(shared.vault, concern_id=one)
    answers = {"data_breach": "yes", "breach_known_at": "2026-11-20T16:00", "breach_risk": "none"}
    concerns.assess_breach(shared.vault, concern_id=one, answers=answers)
    concerns.tell_dpo(shared.vault, concern_id=one)
    with pytest.raises(NotYet, match="and why"):
        concerns.close_concern(shared.vault, concern_id=one, outcome="Encrypted.")
    concerns.assess_breach(shared.vault, concern_id=one, answers={**answers, "breach_reason": "It was encrypted."})
    concerns.close_concern(shared.vault, concern_id=one, outcome="Encrypted.")
    assert not CLOCKS.find(shared.vault, "subject_id = ? AND running = 1", (one,))


def test_a_caller_is_written_down_and_the_script_is_one_step_away(shared: Desk) -> None:
    one = raised(shared, ConcernKind.SUSPICIOUS)
    concerns.record_caller(
        shared.vault, concern_id=one,
        answers={"caller_claims": "A solicitor", "caller_checks": ("nothing_said", "called_back")},
    )  # fmt: skip
    assert [each.value for each in stored(shared, one).caller_checks] == ["nothing_said", "called_back"]
    assert "print-blank/caller_script" in {link.place for link in sheet_of(shared.vault, one).links}
    concerns.record_containment(shared.vault, concern_id=one, answers={"containment": ("staff_briefed",)})
    assert len(stored(shared, one).containment) == 1


def test_the_list_counts_and_finds_what_is_open(shared: Desk) -> None:
    one = raised(shared, ConcernKind.DIRECT_CONTACT)
    page = page_of(shared.vault, Asked(limit=200))
    assert page.total == count_of(shared.vault) == len(page.rows)
    found = page_of(shared.vault, Asked({"about": stored(shared, one).concern_ref, "kind": "direct_contact"}))
    assert [row.id for row in found.rows] == [one]
    assert page_of(shared.vault, Asked(also_closed=True, limit=200)).total > page.total
    shared.clock.advance(days=1)
    assert "1 day ago" in " ".join(sheet_of(shared.vault, one).facts)
    shared.clock.advance(days=-1)

"""An escalation goes its four stages with their clocks, waits for the office where it must, and ends on the record."""

from dataclasses import replace
from datetime import date

import pytest

from spoc_desk.casework import agenda
from spoc_desk.casework.clocks import clock_of
from spoc_desk.casework.council import profile, save_profile
from spoc_desk.casework.disputes import escalations
from spoc_desk.casework.disputes.agenda import stopped_rows
from spoc_desk.casework.keeping.disposing import refuse_disposal
from spoc_desk.casework.may_see import settle
from spoc_desk.casework.partnership.escalations import sheet_of
from spoc_desk.casework.restricted.records import add_record
from spoc_desk.clock import FixedClock
from spoc_desk.domain.escalations import EscalationState
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.domain.roles import Role
from spoc_desk.errors import BadAnswer, Incomplete, NotAtThisDesk, NotYet, UnknownRecord
from spoc_desk.vault.records.hanging_rows import rows_of_escalation
from spoc_desk.vault.records.retention_list import retention_of
from spoc_desk.vault.records.stores import ESCALATIONS
from tests.casework.disputes.desk import AGREED, NOT_AGREED, opened
from tests.casework.referrals.desk import begin
from tests.casework.referrals.stages import open_stage
from tests.casework.story import Story

S = EscalationState


@pytest.mark.req("R-001-10", "R-001-11")
def test_four_stages_with_the_councils_days_end_unresolved_and_on_record(story: Story, clock: FixedClock) -> None:
    vault = story.vault
    council = profile(vault)
    save_profile(vault, replace(council, disputes=replace(council.disputes, stage_working_days=(5, 0, 3, 0))))
    one = opened(vault)
    assert clock_of(vault, "D-24", one.id).due_on == date(2026, 11, 30)  # type: ignore[union-attr]
    row = next(row for row in agenda.today(vault).due_soon if row.place == f"escalation/{one.id}")
    assert row.case_ref == one.escalation_ref
    for number in (2, 3, 4):
        clock.advance(days=1)
        escalations.end_stage(vault, escalation_id=one.id, answers=NOT_AGREED)
        assert clock_of(vault, "D-24c", one.id).running  # type: ignore[union-attr]
        with pytest.raises(NotYet, match="Take it to the next stage"):
            escalations.end_escalation(vault, escalation_id=one.id, answers={"state": "resolved", "ended_how": "x"})
        escalations.next_stage(vault, escalation_id=one.id, answers={"stage": str(number), "with_whom": "A manager"})
    due = [stage.due_on for stage in escalations.stages(vault, one.id)]
    assert due == [date(2026, 11, 30), None, date(2026, 11, 30), None]
    scrutineer = {"scrutineer_on": "2026-11-26", "scrutineer_advice": "Meet once more."}
    escalations.end_stage(vault, escalation_id=one.id, answers={**NOT_AGREED, **scrutineer})
    escalations.end_escalation(
        vault, escalation_id=one.id, answers={"state": "unresolved", "ended_how": "The partners do not agree."}
    )
    ended = ESCALATIONS.get(vault, one.id)
    assert ended.state is S.UNRESOLVED
    last = escalations.stages(vault, one.id)[-1]
    assert (last.scrutineer_on, last.scrutineer_advice) == (date(2026, 11, 26), "Meet once more.")
    assert council.disputes.board and council.disputes.board in " ".join(sheet_of(vault, one.id).facts)
    assert vault.rows("SELECT count(*) FROM clocks WHERE running = 1 AND subject_id = ?", (one.id,))[0][0] == 0
    told = {"child_record_on": "2026-11-26"}
    escalations.record_told(vault, escalation_id=one.id, answers=told, version=ended.version)
    assert ESCALATIONS.get(vault, one.id).child_record_on == date(2026, 11, 26)
    kept = retention_of(vault, "escalation", one.id)
    assert kept is not None and kept.class_id == "dispute" and kept.review_on == date(2032, 11, 26)
    refuse_disposal(vault, kept)
    assert {table for table, _row in rows_of_escalation(vault, one.id)} == {
        "escalation_stages", "clocks", "retention", "escalations",
    }  # fmt: skip


@pytest.mark.req("R-001-10")
def test_a_child_at_risk_counts_hours_and_may_leave_a_stage_out(story: Story, clock: FixedClock) -> None:
    vault = story.vault
    one = opened(vault, child_at_risk="yes")
    (stage,) = escalations.stages(vault, one.id)
    assert stage.due_at == "2026-11-24T09:30:00Z"
    assert clock_of(vault, "D-24b", one.id).due_on == date(2026, 11, 24)  # type: ignore[union-attr]
    escalations.end_stage(vault, escalation_id=one.id, answers=NOT_AGREED)
    with pytest.raises(NotYet, match="Say why"):
        escalations.next_stage(vault, escalation_id=one.id, answers={"stage": "3", "with_whom": "The director"})
    answers = {"stage": "3", "with_whom": "The director", "left_out_why": "He may come back tonight."}
    escalations.next_stage(vault, escalation_id=one.id, answers=answers)
    clock.advance(hours=2)
    now = ESCALATIONS.get(vault, one.id)
    escalations.change_escalation(vault, escalation_id=one.id, answers={"child_at_risk": "no"}, version=now.version)
    assert escalations.stages(vault, one.id)[-1].due_at == ""
    assert clock_of(vault, "D-24b", one.id) is not None and not clock_of(vault, "D-24b", one.id).running  # type: ignore[union-attr]
    assert clock_of(vault, "D-24", one.id).running  # type: ignore[union-attr]
    with pytest.raises(BadAnswer, match="in the past"):
        escalations.end_stage(vault, escalation_id=one.id, answers={**AGREED, "outcome_at": "2027-01-01T10:00"})
    escalations.end_stage(vault, escalation_id=one.id, answers=AGREED)
    escalations.end_escalation(vault, escalation_id=one.id, answers={"state": "resolved", "ended_how": "Named."})
    assert ESCALATIONS.get(vault, one.id).state is S.RESOLVED


@pytest.mark.req("R-001-10")
def test_that_of_a_referral_marks_it_and_one_of_its_page_is_the_same_record(
    tmp_path_factory: pytest.TempPathFactory, clock: FixedClock
) -> None:
    vault, desk = open_stage("ready", tmp_path_factory.mktemp("v") / "vault", clock)
    desk.to_print()
    with pytest.raises(NotYet, match="once it was sent"):
        opened(vault, referral_id=desk.id)
    desk.send()
    one = opened(vault, referral_id=desk.id)
    assert desk.referral.escalated_on == date(2026, 11, 23)
    desk.event("resolved", {"note": "The manager decided otherwise."})
    ended = ESCALATIONS.get(vault, one.id)
    assert (ended.state, ended.ended_how) == (S.RESOLVED, "The manager decided otherwise.")
    desk.event("escalated", {"note": "They closed it again."})
    (again,) = escalations.escalations_of(vault, referral_id=desk.id, open_only=True)
    assert again.what == "They closed it again."
    escalations.end_stage(vault, escalation_id=again.id, answers=AGREED)
    escalations.end_escalation(vault, escalation_id=again.id, answers={"state": "resolved", "ended_how": "Open."})
    assert desk.referral.escalated_on is None
    assert retention_of(vault, "escalation", again.id) is None, "it goes with its referral"
    vault.close()


@pytest.mark.req("R-003-27")
def test_somebody_restricted_stops_it_until_the_office_has_spoken(story: Story) -> None:
    vault = story.vault
    add_record(vault, answers={"given_name": "Katarzyna", "family_name": "Marchbanks", "kind": "staff_family"})
    named = opened(vault, about_given_names="Katarzina", about_family_name="Marchbanks")
    told = opened(vault, what="Katarzyna Marchbanks was not seen.")
    nobody = opened(vault)
    assert [escalations.is_stopped(vault, one) for one in (named, told, nobody)] == [True, True, False]
    assert [(row.what, row.who, row.place) for row in stopped_rows(vault)] == [
        ("2 escalations stopped", "you", "partnership/escalations")
    ]
    assert agenda.today(vault).counts.waiting == 1
    escalations.end_stage(vault, escalation_id=named.id, answers=NOT_AGREED)
    with pytest.raises(NotYet, match=RESTRICTED_WORDS[:20]):
        escalations.next_stage(vault, escalation_id=named.id, answers={"stage": "2", "with_whom": "A manager"})
    with pytest.raises(Incomplete):
        escalations.release_escalation(vault, escalation_id=named.id, words=" ")
    escalations.release_escalation(vault, escalation_id=named.id, words="The DCS agrees, by phone.")
    escalations.next_stage(vault, escalation_id=named.id, answers={"stage": "2", "with_whom": "A manager"})
    again = ESCALATIONS.get(vault, named.id)
    escalations.change_escalation(
        vault, escalation_id=named.id, answers={"what": "Maja Nowak too."}, version=again.version
    )
    assert escalations.is_stopped(vault, ESCALATIONS.get(vault, named.id)), "other people are asked about again"
    assert ESCALATIONS.get(vault, named.id).stopped
    wait_no_more = ESCALATIONS.get(vault, told.id)
    escalations.release_escalation(vault, escalation_id=told.id, words="The DCS agrees, by phone.")
    assert (wait_no_more.stopped, ESCALATIONS.get(vault, told.id).stopped) == (True, False)
    vault.actor = replace(vault.actor, roles=frozenset({Role.REFERRER.value}))
    settle(vault)
    assert [row.who for row in stopped_rows(vault)] == ["the office of the DCS or DASS"]


@pytest.mark.req("R-003-27")
def test_a_referrer_knows_of_hers_and_not_of_a_relocations(story: Story, clock: FixedClock) -> None:
    vault = story.vault
    story.notify()
    hidden = opened(vault, case_id=story.case_id, matter="exchange")
    hers = opened(vault)
    begin(vault, clock)
    vault.actor = replace(vault.actor, roles=frozenset({"referrer"}))
    settle(vault)
    with pytest.raises(UnknownRecord):
        escalations.end_stage(vault, escalation_id=hidden.id, answers=AGREED)
    with pytest.raises(UnknownRecord):
        escalations.escalations_of(vault, case_id=story.case_id)
    assert [row.place for row in agenda.today(vault).undated] == [f"escalation/{hers.id}"]
    escalations.end_stage(vault, escalation_id=hers.id, answers=AGREED)
    vault.actor = replace(vault.actor, roles=frozenset({"crg"}))
    settle(vault)
    with pytest.raises(NotAtThisDesk):
        escalations.stages(vault, hers.id)

"""An escalation from its first talk to its end: four stages, each with a person, a time and an outcome (domain 3.7).

It starts from a referral the MASH did not answer, from a relocation's exchange, or from nothing. Where somebody named
in it may be restricted it goes to no further stage and on no paper before the office has said so.
"""

from dataclasses import replace

from spoc_desk.casework.accepting import Accepted, accept, accept_change
from spoc_desk.casework.case_refs import new_case_ref
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.disputes import clocks
from spoc_desk.casework.disputes.gate import (
    must_stop,
    named_in,
    person,
    refuse_hidden,
    refuse_release,
    refuse_stopped,
)
from spoc_desk.casework.disputes.of_referral import mark_escalated, mark_resolved
from spoc_desk.casework.keeping.settling import settle_dispute
from spoc_desk.casework.moments import london_day, stored_now, to_answer, to_stored
from spoc_desk.casework.names import search_key
from spoc_desk.casework.referrals.visibility import refuse_hidden as refuse_hidden_referral
from spoc_desk.casework.relay.stops import digest
from spoc_desk.casework.restricted.matching import PersonKeys
from spoc_desk.casework.restricted.releases import people_of
from spoc_desk.domain.escalation_stages import refuse_end, refuse_outcome, refuse_stage, stage_of, state_of
from spoc_desk.domain.escalations import Escalation, EscalationId, EscalationStage, EscalationState, StageOutcome
from spoc_desk.domain.record import CaseId, new_id
from spoc_desk.domain.referrals import ReferralId
from spoc_desk.domain.retention import RecordKind
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import CASES, ESCALATION_STAGES, ESCALATIONS, REFERRALS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

FORM, STAGE_FORM, OUTCOME_FORM, END_FORM = "escalation", "escalation_stage", "escalation_outcome", "escalation_end"


def open_escalation(
    vault: Vault, *, answers: Answers, case_id: str | None = None, referral_id: str | None = None
) -> Done:
    """Take up a disagreement (form "escalation"); its first stage is open at once.

    *case_id*: the relocation it is about; *referral_id*: the referral, which is then marked as escalated.
    """
    accepted = accept(vault, FORM, answers, vault.clock.today(), complete=True)
    refuse_hidden(vault, case_id)
    raised = _moment(vault, accepted, "raised_at")
    with vault.transaction("opened an escalation") as tx:
        referral = REFERRALS.get(tx, referral_id) if referral_id else None
        if referral is not None:
            refuse_hidden_referral(vault, referral)
        of_case = CASES.get(tx, case_id) if case_id else None
        new = accepted.new(
            Escalation,
            id=EscalationId(new_id()),
            escalation_ref=new_case_ref(tx),
            case_id=of_case.id if of_case else (referral.case_id if referral else None),
            referral_id=referral.id if referral else None,
            raised_by=accepted.text("raised_by") or vault.actor.name,
            raised_at=raised,
            sample=bool(profile(tx).practice or (of_case and of_case.sample) or (referral and referral.sample)),
        )
        stored = begin(tx, new, accepted.text("with_whom"))
        if referral is not None:
            mark_escalated(tx, referral, by=vault.actor.name, note=new.about)
    return Done(_change(stored), accepted.leaks, stored)


def begin(tx: Transaction, new: Escalation, with_whom: str) -> Escalation:
    """Store a new escalation with its first stage, and start the clock."""
    stored = ESCALATIONS.insert(tx, _marked(tx, _keyed(new)))
    first = EscalationStage(
        id=new_id(), escalation_id=stored.id, stage=1, opened_at=stored.raised_at, with_whom=with_whom
    )
    opened = ESCALATION_STAGES.insert(tx, clocks.timed(tx, stored, first))
    clocks.begin_stage(tx, stored, opened)
    return stored


def change_escalation(vault: Vault, *, escalation_id: str, answers: Answers, version: int) -> Done:
    """Correct what it is about, or whether a child is at risk: the open stage is then counted anew.

    Raises StaleRecord; NotYet when it has ended.
    """
    before = replace(_known(vault, escalation_id), version=version)
    if before.state.is_over:
        raise NotYet("This escalation has ended. What was written stays.", "domain 3.7")
    given = {"raised_at": to_answer(before.raised_at), **answers}
    accepted = accept_change(vault, FORM, before, given, vault.clock.today())
    raised = _moment(vault, accepted, "raised_at") if answers.get("raised_at") else before.raised_at
    if raised[:16] == before.raised_at[:16]:
        raised = before.raised_at  # the form knows no seconds
    after = replace(accepted.changed(before), raised_at=raised)
    after = replace(after, raised_by=after.raised_by or before.raised_by)
    with vault.transaction("changed an escalation") as tx:
        stored = ESCALATIONS.update(tx, before, _marked(tx, _keyed(after)))
        _correct_stages(tx, before, stored, accepted.text("with_whom"))
    return Done(_change(stored), accepted.leaks, stored)


def _correct_stages(tx: Transaction, before: Escalation, after: Escalation, with_whom: str) -> None:
    """Let the stages follow a correction: with whom it began and when, and what the open one is counted by."""
    first, *later = stages(tx, after.id)
    if after.raised_at != before.raised_at and (later or first.outcome is not None):
        raise NotYet("When it was raised can be corrected only while the first stage is open.", "domain 3.7")
    corrected = replace(first, with_whom=with_whom or first.with_whom, opened_at=after.raised_at)
    first = ESCALATION_STAGES.update(
        tx, first, corrected if not later else replace(corrected, opened_at=first.opened_at)
    )
    last = later[-1] if later else first
    recount = before.child_at_risk != after.child_at_risk or before.raised_at != after.raised_at
    if recount and last.outcome is None:
        timed = ESCALATION_STAGES.update(tx, last, clocks.timed(tx, after, last))
        clocks.restart_stage(tx, after, timed)


def end_stage(vault: Vault, *, escalation_id: str, answers: Answers) -> Done:
    """Record how the open stage ended (form "escalation_outcome"). Raises NotYet where none is open."""
    accepted = accept(vault, OUTCOME_FORM, answers, vault.clock.today(), complete=True)
    ended = _moment(vault, accepted, "outcome_at")
    with vault.transaction("ended a stage of an escalation") as tx:
        before = _known(tx, escalation_id)
        stage = refuse_outcome(_last(tx, escalation_id))
        if ended < stage.opened_at:
            raise BadAnswer("A stage cannot end before it was opened.", "outcome_at")
        after = replace(accepted.changed(stage), outcome_at=ended)
        stored = ESCALATION_STAGES.update(tx, stage, after)
        clocks.end_stage(tx, before, london_day(ended), agreed=stored.outcome is StageOutcome.AGREED)
        marked = _marked(tx, before)
        now = ESCALATIONS.update(tx, before, marked) if marked.stopped is not before.stopped else before
    return Done(_change(now, stored.id), accepted.leaks, now)


def next_stage(vault: Vault, *, escalation_id: str, answers: Answers) -> Done:
    """Take it to a later stage (form "escalation_stage"). Raises NotYet with the rule that forbids it."""
    accepted = accept(vault, STAGE_FORM, answers, vault.clock.today(), complete=True)
    wanted, why = int(accepted.text("stage")), accepted.text("left_out_why")
    opened = _moment(vault, accepted, "opened_at")
    with vault.transaction("took an escalation to the next stage") as tx:
        before = _known(tx, escalation_id)
        last = _last(tx, escalation_id)
        refuse_stage(before.state, wanted, child_at_risk=before.child_at_risk, last=last, why=why)
        if last is not None and last.outcome is StageOutcome.AGREED:
            raise NotYet("The last stage ended with agreement: record that it is resolved.", "domain 3.7")
        refuse_stopped(tx, people(tx, before), before.released_for)
        if last is not None and opened < last.outcome_at:
            raise BadAnswer("A stage cannot be opened before the last one ended.", "opened_at")
        stored = ESCALATIONS.update(tx, before, replace(before, state=state_of(wanted)))
        new = EscalationStage(
            id=new_id(),
            escalation_id=stored.id,
            stage=wanted,
            opened_at=opened,
            with_whom=accepted.text("with_whom"),
            left_out_why=why if wanted > stage_of(before.state) + 1 else "",
        )
        stage = ESCALATION_STAGES.insert(tx, clocks.timed(tx, stored, new))
        clocks.go_on(tx, stored, london_day(opened))
        clocks.begin_stage(tx, stored, stage)
    return Done(_change(stored, stage.id), accepted.leaks, stored)


def end_escalation(vault: Vault, *, escalation_id: str, answers: Answers) -> Done:
    """Record that it is resolved, or after the last stage that it is not (form "escalation_end")."""
    accepted = accept(vault, END_FORM, answers, vault.clock.today(), complete=True)
    with vault.transaction("ended an escalation") as tx:
        before = _known(tx, escalation_id)
        resolved = EscalationState(accepted.text("state")) is EscalationState.RESOLVED
        refuse_end(before.state, stages(tx, escalation_id), resolved=resolved)
        stored = store_end(tx, before, replace(accepted.changed(before), ended_on=vault.clock.today()))
        if stored.referral_id is not None:
            mark_resolved(tx, REFERRALS.get(tx, stored.referral_id), by=vault.actor.name, note=stored.ended_how)
    return Done(_change(stored), accepted.leaks, stored)


def store_end(tx: Transaction, before: Escalation, after: Escalation) -> Escalation:
    """Store the end of an escalation: its clocks stop, and the time it is kept begins."""
    stored = ESCALATIONS.update(tx, before, after)
    on = stored.ended_on or london_day(tx.now)
    clocks.end_stage(tx, stored, on, agreed=True)
    clocks.go_on(tx, stored, on)
    if stored.case_id is None and stored.referral_id is None:
        settle_dispute(
            tx, RecordKind.ESCALATION, stored.id, stored.escalation_ref, stored.ended_on, sample=stored.sample
        )
    return stored


def record_told(vault: Vault, *, escalation_id: str, answers: Answers, version: int) -> Done:
    """Add after the end that the child's record and the partnership have it: the two days of "escalation_end"."""
    before = replace(_known(vault, escalation_id), version=version)
    if not before.state.is_over:
        raise NotYet("Record first how the escalation ended.", "domain 3.7")
    days = {name: answers.get(name, "") for name in ("child_record_on", "partnership_told_on")}
    accepted = accept_change(vault, END_FORM, before, days, vault.clock.today())
    with vault.transaction("recorded who was told of an escalation") as tx:
        stored = ESCALATIONS.update(tx, before, replace(accepted.changed(before), state=before.state))
    return Done(_change(stored), accepted.leaks, stored)


def release_escalation(vault: Vault, *, escalation_id: str, words: str) -> Done:
    """Let a stopped escalation go on, for the very people it names now. The words are kept with the entry."""
    before = _known(vault, escalation_id)
    everybody = people(vault, before)
    refuse_release(vault, everybody, before.released_for, words)
    with vault.transaction("released an escalation", reason=words.strip()) as tx:
        after = replace(
            before, stopped=False, released_by=vault.actor.name, released_at=stored_now(vault.clock),
            released_for=digest(everybody),
        )  # fmt: skip
        stored = ESCALATIONS.update(tx, before, after)
    return Done(_change(stored), record=stored)


def is_stopped(reader: Reader, escalation: Escalation) -> bool:
    """Say whether it waits for the office."""
    return must_stop(reader, people(reader, escalation), escalation.released_for)


def _marked(reader: Reader, one: Escalation) -> Escalation:
    return replace(one, stopped=is_stopped(reader, one))


def people(reader: Reader, one: Escalation) -> tuple[PersonKeys, ...]:
    """Return everybody an escalation may name: its child, those of its referral, and who stands in its texts."""
    listed = people_of(reader, one.referral_id) if one.referral_id else ()
    told = (text for each in stages(reader, one.id) for text in (each.outcome_words, each.scrutineer_advice))
    texts = (one.about, one.what, one.desired_outcome, one.evidence, one.ended_how, *told)
    return (*person(one.about_given_names, one.about_family_name, one.about_born), *listed, *named_in(*texts))


def stages(reader: Reader, escalation_id: str) -> list[EscalationStage]:
    """Return the stages of an escalation in their order."""
    return ESCALATION_STAGES.find(reader, "escalation_id = ?", (escalation_id,), tail="ORDER BY stage, opened_at")


def escalations_of(
    reader: Reader, *, case_id: str = "", referral_id: ReferralId | str = "", open_only: bool = False
) -> list[Escalation]:
    """Return the escalations of a relocation or a referral, the newest first."""
    column, value = ("case_id", case_id) if case_id else ("referral_id", str(referral_id))
    where = f"{column} = ?{' AND ended_on IS NULL' if open_only else ''}"
    refuse_hidden(reader, CaseId(case_id) if case_id else None)
    return ESCALATIONS.find(reader, where, (value,), tail="ORDER BY raised_at DESC")


def _known(reader: Reader, escalation_id: str) -> Escalation:
    found = ESCALATIONS.get(reader, escalation_id)
    refuse_hidden(reader, found.case_id)
    return found


def _last(reader: Reader, escalation_id: str) -> EscalationStage | None:
    found = stages(reader, escalation_id)
    return found[-1] if found else None


def _keyed(one: Escalation) -> Escalation:
    given, family = search_key(one.about_given_names), search_key(one.about_family_name)
    return replace(one, given_key=given, family_key=family)


def _moment(vault: Vault, accepted: Accepted, name: str) -> str:
    now = stored_now(vault.clock)
    moment = to_stored(accepted.text(name), name) or now
    if moment > now:
        raise BadAnswer("This moment is in the future.", name)
    return moment


def _change(one: Escalation, *ids: str) -> Change:
    return Change(What.DISPUTE, one.case_id, (one.id, *ids))

"""The clocks of escalations and complaints: the council's own numbers, or none (domain 2.2, D-24, D-35, D-36)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from spoc_desk.casework.clocks import cancel_clock, meet_clock, start_clock
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.moments import london_day
from spoc_desk.clock import LONDON
from spoc_desk.deadlines.rules import due_at, due_on, load_rules
from spoc_desk.domain.complaints import Complaint
from spoc_desk.domain.escalations import Escalation, EscalationStage
from spoc_desk.vault.vault import Transaction

STAGE, AT_RISK, NEXT = "D-24", "D-24b", "D-24c"
FORWARD, STATUS = "D-35", "D-36"
OF_ESCALATION: Final = "escalation"
OF_COMPLAINT: Final = "complaint"


def timed(tx: Transaction, escalation: Escalation, stage: EscalationStage) -> EscalationStage:
    """Return a stage with the end of its time: hours while a child is at risk, else the council's days, else none."""
    council = profile(tx).disputes
    if escalation.child_at_risk:
        ends = due_at(load_rules()[AT_RISK], datetime.fromisoformat(stage.opened_at), council.risk_hours)
        stored = ends.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return replace(stage, due_at=stored, due_on=ends.astimezone(LONDON).date())
    days = council.stage_working_days[stage.stage - 1]
    last = calendar(tx).add_working_days(london_day(stage.opened_at), days) if days else None
    return replace(stage, due_at="", due_on=last)


def begin_stage(tx: Transaction, escalation: Escalation, stage: EscalationStage) -> None:
    """Start the clock of an open stage."""
    rule = AT_RISK if escalation.child_at_risk else STAGE
    _start(tx, rule, OF_ESCALATION, escalation.id, escalation.case_id, london_day(stage.opened_at), stage.due_on)


def restart_stage(tx: Transaction, escalation: Escalation, stage: EscalationStage) -> None:
    """Count the open stage anew: whether a child is at risk was corrected."""
    today = london_day(tx.now)
    for rule in (STAGE, AT_RISK):
        cancel_clock(tx, rule, escalation.id, today)
    begin_stage(tx, escalation, stage)


def end_stage(tx: Transaction, escalation: Escalation, on: date, *, agreed: bool) -> None:
    """Stop the clock of a stage; without agreement somebody has to take it further."""
    for rule in (STAGE, AT_RISK):
        meet_clock(tx, rule, escalation.id, on)
    if not agreed:
        _start(tx, NEXT, OF_ESCALATION, escalation.id, escalation.case_id, on, None)


def go_on(tx: Transaction, escalation: Escalation, on: date) -> None:
    """The next stage was opened, or the end is recorded."""
    meet_clock(tx, NEXT, escalation.id, on)


def begin_complaint(tx: Transaction, complaint: Complaint) -> None:
    """Start the clock of a complaint that is to be forwarded."""
    _start(tx, FORWARD, OF_COMPLAINT, complaint.id, complaint.case_id, complaint.received_on, None)


def forwarded(tx: Transaction, complaint: Complaint, on: date) -> None:
    """The complaint is with the agency: it is asked again after the council's days."""
    meet_clock(tx, FORWARD, complaint.id, on)
    ask_again(tx, complaint, on)


def ask_again(tx: Transaction, complaint: Complaint, on: date) -> None:
    """Count anew until the agency is asked how the complaint stands."""
    meet_clock(tx, STATUS, complaint.id, on)
    due = due_on(load_rules()[STATUS], on, calendar(tx), profile(tx).disputes.complaint_working_days)
    _start(tx, STATUS, OF_COMPLAINT, complaint.id, complaint.case_id, on, due)


def end_complaint(tx: Transaction, complaint: Complaint, on: date) -> None:
    """Stop what runs: it has ended, or another procedure has it."""
    meet_clock(tx, STATUS, complaint.id, on)
    cancel_clock(tx, FORWARD, complaint.id, london_day(tx.now))


def _start(
    tx: Transaction, rule: str, subject: str, record_id: str, case_id: str | None, on: date, due: date | None
) -> None:
    start_clock(tx, rule, case_id, subject, record_id, on, calendar(tx), profile(tx), due_on=due)

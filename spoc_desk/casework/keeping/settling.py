"""What is kept of a record once it is closed: its class, its day, and for a relocation the legal hold (2.6, 3.1).

Called inside the change that closes or reopens it. At a desk that does not see how long records are kept nothing is
written; whoever does adds what is missing when they open the list (`settle_missing`).
"""

from dataclasses import replace
from datetime import date

from spoc_desk.casework.keeping.reckoning import is_copy, reckoned
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import london_day
from spoc_desk.domain.case_reviews import CaseReview
from spoc_desk.domain.cases import Case
from spoc_desk.domain.handovers import LEFT_BEHIND
from spoc_desk.domain.record import new_id
from spoc_desk.domain.referrals import Referral
from spoc_desk.domain.relay import OVER, Incident
from spoc_desk.domain.restricted import RestrictedRecord
from spoc_desk.domain.retention import RecordKind, Retention
from spoc_desk.domain.serious_incidents import SeriousIncident
from spoc_desk.vault.records.handover_rows import custody_of
from spoc_desk.vault.records.retention_list import closed_without, retention_of, unreckoned
from spoc_desk.vault.records.stores import CASES, RETENTION
from spoc_desk.vault.vault import Transaction, Vault

SETTLED = "set how long records are kept"
OWN_HOLD = "Every relocation: UKPPS is asked before any disposal"
BY_PROGRAM = "SPOC Desk"
RESTRICTED_WORDS = "Restricted record"


def settle_case(tx: Transaction, before: Case, after: Case) -> None:
    """Keep up with a case that was closed or reopened."""
    if before.closed_on != after.closed_on:
        _settle(tx, RecordKind.RELOCATION, after.id, after.case_ref, after.closed_on, sample=after.sample)


def settle_custody(tx: Transaction, case_id: str) -> None:
    """Keep up with a case that went to another desk, or came back: what stays here is kept as a copy.

    Its days count anew from then; a class that somebody chose for it stays with the case, not with its copy.
    """
    case, known = CASES.get(tx, case_id), custody_of(tx, case_id)
    left = known is not None and known.state in LEFT_BEHIND
    ended = known.since if known is not None and left else case.closed_on
    _settle(tx, RecordKind.RELOCATION, case.id, case.case_ref, ended, sample=case.sample, anew=True)


def settle_referral(tx: Transaction, after: Referral) -> None:
    """Keep up with a referral that ended, was put away, or came back."""
    ended = after.closed_on or after.archived_on
    _settle(tx, RecordKind.REFERRAL, after.id, after.referral_ref, ended, sample=after.sample)


def settle_restricted(tx: Transaction, after: RestrictedRecord) -> None:
    """Keep up with a restricted record that was taken off the list."""
    _settle(tx, RecordKind.RESTRICTED, after.id, RESTRICTED_WORDS, after.removed_on, sample=False)


def settle_relay(tx: Transaction, after: Incident) -> None:
    """Keep up with a RELAY notification that came to its end, or is decided on anew."""
    ended = london_day(tx.now) if after.state in OVER else None
    _settle(tx, RecordKind.RELAY, after.id, f"RELAY {after.received_at[:10]}", ended, sample=after.sample)


def settle_dispute(
    tx: Transaction, kind: RecordKind, record_id: str, reference: str, ended: date | None, *, sample: bool
) -> None:
    """Keep up with an escalation, a decision, a concern or another record of its own.

    One that belongs to a relocation or a referral goes with it: the caller leaves it out.
    """
    _settle(tx, kind, record_id, reference, ended, sample=sample)


def settle_serious(tx: Transaction, after: SeriousIncident) -> None:
    """Keep up with a serious incident that ended, or is decided anew."""
    _settle(tx, RecordKind.SERIOUS, after.id, after.incident_ref, after.closed_on, sample=after.sample)


def settle_review(tx: Transaction, after: CaseReview) -> None:
    """Keep up with a case before the Case Review Group that ended, or was taken up again."""
    _settle(tx, RecordKind.REVIEW, after.id, after.review_ref, after.closed_on, sample=after.sample)


def settle_missing(vault: Vault) -> int:
    """Add what closed while somebody sat here who does not see it, or before there were classes; return how many."""
    if not vault.may(SETTLED):
        return 0
    missing, blank = closed_without(vault), unreckoned(vault)
    if not (missing or blank):
        return 0
    with vault.transaction(SETTLED) as tx:
        for kind, record_id, reference, ended, sample in missing:
            _settle(tx, RecordKind(kind), record_id, reference, ended, sample=sample)
        for one in blank:
            RETENTION.update(tx, one, _held(tx, reckoned(tx, one)))
    return len(missing) + len(blank)


def _settle(
    tx: Transaction,
    kind: RecordKind,
    record_id: str,
    reference: str,
    ended: date | None,
    *,
    sample: bool,
    anew: bool = False,
) -> None:
    if not sees(tx, Sight.RETENTION):
        return
    known = retention_of(tx, kind, record_id)
    if known is None:
        if ended is not None:
            new = Retention(
                id=new_id(), kind=kind, record_id=record_id, reference=reference, closed_on=ended, sample=sample
            )
            RETENTION.insert(tx, _held(tx, reckoned(tx, new)))
        return
    if known.closed_on == ended and not anew:
        return
    after = replace(known, closed_on=ended)
    if anew:
        after = replace(_open(after), class_chosen=False, class_id="", review_on=None, kept_reason="")
        if after.hold_by == BY_PROGRAM:
            after = replace(after, hold_on=None, hold_by="", hold_reason="")
    RETENTION.update(tx, known, _open(after) if ended is None else _held(tx, reckoned(tx, after)))


def _open(one: Retention) -> Retention:
    """A record that is open again: what was proposed and what UKPPS said no longer counts; a legal hold stays."""
    return replace(
        one, proposed_at="", proposed_by=None, proposed_name="", proposal_reason="", ukpps_asked_on=None,
        ukpps_answer=None, ukpps_answered_on=None,
    )  # fmt: skip


def _held(tx: Transaction, one: Retention) -> Retention:
    if one.kind is not RecordKind.RELOCATION or one.is_held or one.ukpps_answer is not None:
        return one
    if is_copy(tx, one.kind, one.record_id):
        return one  # UKPPS is asked where the relocation itself is kept
    return replace(one, hold_on=one.closed_on, hold_by=BY_PROGRAM, hold_reason=OWN_HOLD)

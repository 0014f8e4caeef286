"""The disposal of one record: what forbids it, what goes, the second person, and what stays of it: a certificate.

Proposed by one person and approved by another, each with the own password. Then the rows, their earlier states, the
reasons in the trail and half-typed texts go, and the whole vault gets new keys (vault.disposal).
"""

import json
from dataclasses import dataclass, replace
from typing import Final

from spoc_desk.casework import second_person
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.keeping.pieces import counts_of
from spoc_desk.casework.keeping.reckoning import is_copy
from spoc_desk.casework.keeping.who import seen, who_signs
from spoc_desk.casework.second_person import SecondPerson
from spoc_desk.domain.record import new_id
from spoc_desk.domain.relay import OVER
from spoc_desk.domain.retention import Disposal, RecordKind, Retention, UkppsAnswer
from spoc_desk.domain.roles import Role, holds_any
from spoc_desk.errors import BadAnswer, Incomplete, NotYet, StaleRecord
from spoc_desk.vault.disposal import DISPOSED, kept_reasons
from spoc_desk.vault.disposal import dispose as erase_rows
from spoc_desk.vault.records.desk import name_of
from spoc_desk.vault.records.hanging_rows import (
    Place,
    drafts_naming,
    followers_of_case,
    last_copies,
    later_decisions,
    open_disputes_of,
    open_misdirections_of,
    papers_out,
    referrals_of_case,
    reviews_of_serious,
    rows_of_access_request,
    rows_of_case,
    rows_of_complaint,
    rows_of_concern,
    rows_of_consultation,
    rows_of_decision,
    rows_of_escalation,
    rows_of_referral,
    rows_of_relay,
    rows_of_restricted,
    rows_of_review,
    rows_of_serious,
)
from spoc_desk.vault.records.print_list import UNNAMED, Series
from spoc_desk.vault.records.retention_list import next_certificate
from spoc_desk.vault.records.stores import (
    ACCESS_REQUESTS,
    CASE_REVIEWS,
    CASES,
    COMPLAINTS,
    CONCERNS,
    DISPOSALS,
    ESCALATIONS,
    FLAGS,
    ITEMS,
    QUERIES,
    REFERRALS,
    RELAY_INCIDENTS,
    RESTRICTED_RECORDS,
    SERIOUS_INCIDENTS,
)
from spoc_desk.vault.vault import Transaction, Vault

TYPED: Final = "dispose"
"""The word that is typed before a record goes."""
_SOURCE: Final = "domain 2.6"
_WHOLES: Final = {RecordKind.RELOCATION: "case_id", RecordKind.REFERRAL: "referral_id"}
_ROWS: Final = {
    RecordKind.RELOCATION: rows_of_case,
    RecordKind.REFERRAL: rows_of_referral,
    RecordKind.RESTRICTED: rows_of_restricted,
    RecordKind.RELAY: rows_of_relay,
    RecordKind.ESCALATION: rows_of_escalation,
    RecordKind.COMPLAINT: rows_of_complaint,
    RecordKind.CONSULTATION: rows_of_consultation,
    RecordKind.SERIOUS: rows_of_serious,
    RecordKind.REVIEW: rows_of_review,
    RecordKind.DECISION: rows_of_decision,
    RecordKind.CONCERN: rows_of_concern,
    RecordKind.ACCESS_REQUEST: rows_of_access_request,
}


@dataclass(frozen=True)
class Summary:
    """Exactly what goes, before it goes."""

    retention: Retention
    counts: tuple[tuple[str, int], ...]
    rows: int
    drafts: int
    papers_out: int
    """Copies on paper or as files that nobody recorded as destroyed."""
    flags_standing: int
    held_back: int
    """Entries of the trail whose words cannot go (older than the place beside the trail)."""
    is_early: bool
    signers: frozenset[Role]
    proposed_by_me: bool

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what to think about first, in sentences."""
        found = []
        if self.is_early:
            found.append("The time of its class is not over. Only the office of the DCS or DASS may approve this.")
        if self.papers_out:
            found.append(
                f"Copies that nobody recorded as destroyed: {self.papers_out}. Destroy them, or say who keeps them."
            )
        if self.flags_standing:
            found.append(f"Flags that still stand in record systems: {self.flags_standing}. Have them taken off first.")
        if self.held_back:
            found.append(f"Entries of the history that keep the reason given at the time: {self.held_back}.")
        return tuple(found)


def refuse_disposal(vault: Vault, one: Retention) -> None:
    """Raise NotYet with the rule that forbids to dispose of a record now."""
    if one.closed_on is None or not _is_over(vault, one):
        raise NotYet("This record is open. Only a closed record is disposed of.", _SOURCE)
    copy = is_copy(vault, one.kind, one.record_id)
    if one.kind is RecordKind.RELOCATION and not copy and one.ukpps_answer is not UkppsAnswer.MAY_GO:
        raise NotYet("Ask UKPPS before any disposal, and record what they say.", _SOURCE)
    if one.is_held:
        raise NotYet("This record is on legal hold. Lift the hold first.", _SOURCE)
    if one.kind is RecordKind.RELOCATION and not copy:  # what is open in it is open at the other desk
        _refuse_open_parts(vault, one.record_id)
    if one.kind in _WHOLES and open_disputes_of(vault, _WHOLES[one.kind], one.record_id):
        raise NotYet("An escalation or a complaint about it has not ended. End it first.", _SOURCE)
    if one.kind is RecordKind.RELAY and open_misdirections_of(vault, one.record_id):
        raise NotYet("A message that reached the wrong place is still open. Close it first.", _SOURCE)
    if one.kind is RecordKind.SERIOUS and reviews_of_serious(vault, one.record_id):
        raise NotYet("A case before the Case Review Group follows it. That one is disposed of first.", _SOURCE)


def summary(vault: Vault, retention_id: str) -> Summary:
    """Return exactly what a disposal takes away. Raises NotYet where it is forbidden."""
    one = seen(vault, retention_id)
    refuse_disposal(vault, one)
    gone = _rows_of(vault, one)
    return Summary(
        retention=one,
        counts=counts_of(gone),
        rows=len(gone),
        drafts=drafts_naming(vault, [row_id for _table, row_id in gone]),
        papers_out=papers_out(vault, [row_id for table, row_id in gone if table == "prints"]),
        flags_standing=_flags_standing(vault, one),
        held_back=kept_reasons(vault, gone),
        is_early=one.is_early(vault.clock.today()),
        signers=who_signs(one, vault),
        proposed_by_me=one.proposed_by == vault.actor.user_id,
    )


def dispose(
    vault: Vault, *, seen_summary: Summary, typed: str, own_password: str, second: SecondPerson | None = None
) -> Done:
    """Dispose of a record that somebody proposed and somebody else approves; return its certificate.

    Who sits at the desk types the own password; where she is the one who proposed it, *second* approves. Raises
    StaleRecord when the record is no longer what the summary showed, NotYet for the rule that forbids it.
    """
    vault.refuse(DISPOSED)
    now = summary(vault, seen_summary.retention.id)
    if replace(now, drafts=0) != replace(seen_summary, drafts=0):
        raise StaleRecord()
    one = now.retention
    if one.proposed_by is None:
        raise NotYet("Somebody proposes a disposal first, and somebody else approves it.", _SOURCE)
    if typed.strip().casefold() != TYPED:
        raise BadAnswer(f"Type the word “{TYPED}” to say that you mean it.", "typed")
    approved = _approval(vault, now, second)
    second_person.prove_own(vault, own_password)
    gone = _rows_of(vault, one)
    certificate = _certificate(vault, now, approved)
    erase_rows(vault, gone, lambda tx: _leave_behind(tx, one, certificate))
    return Done(Change(What.RETENTION, None, (certificate.id,)), (), DISPOSALS.get(vault, certificate.id))


def _leave_behind(tx: Transaction, one: Retention, certificate: Disposal) -> None:
    """Write the certificate, and let nothing point to what goes."""
    if one.kind is RecordKind.RELOCATION:
        for case_id, version in followers_of_case(tx, one.record_id):
            tx.update("cases", case_id, {"follows_case": None}, version=version)
    if one.kind is RecordKind.DECISION:
        for decision_id, version in later_decisions(tx, one.record_id):
            tx.update("decisions", decision_id, {"reconsiders": None}, version=version)
    DISPOSALS.insert(tx, replace(certificate, disposed_at=tx.now, commit_no=tx.tail.commit_no))


def _certificate(vault: Vault, now: Summary, approved: str) -> Disposal:
    one = now.retention
    kept = profile(vault).retention_class(one.class_id)
    copies = last_copies(vault)
    return Disposal(
        id=new_id(),
        certificate_no=next_certificate(vault),
        kind=one.kind,
        disposed_at="",
        proposed_by=name_of(vault, one.proposed_by or ""),  # whatever stands in the record itself goes with it
        approved_by=approved,
        class_label=kept.label if kept else "No class",
        class_words=kept.words if kept else "",
        early=now.is_early,
        held_back=now.held_back,
        rows=now.rows,
        counts=json.dumps(now.counts, ensure_ascii=False),
        drafts=now.drafts,
        papers_out=now.papers_out,
        last_copy=copies[Series.CASES],
        last_referral_copy=copies[Series.REFERRALS],
        last_relay_copy=copies[Series.RELAY],
        last_copies=json.dumps({one.value: number for one, number in copies.items() if one not in UNNAMED}),
        sample=one.sample,
    )


def _approval(vault: Vault, now: Summary, second: SecondPerson | None) -> str:
    """Return who approved it: whoever sits here, unless she proposed it; then the second person."""
    if not now.proposed_by_me:
        role = next((role for role in Role if role in now.signers and role.value in vault.actor.roles), None)
        if role is not None:
            return f"{vault.actor.name}, {role.label}"
    elif second is None or not second.is_confirmed:
        raise Incomplete("You proposed this. Somebody else approves it here, with their own password.", _SOURCE)
    if second is None or not second.is_confirmed or second.user_id == now.retention.proposed_by:
        raise Incomplete(_needed(now), _SOURCE)
    if not second_person.still_signs(vault, second, now.signers):
        raise Incomplete(_needed(now), _SOURCE)
    return f"{second.name}, {second.role.label}"


def _needed(now: Summary) -> str:
    offices = "The office of the DCS or DASS approves this, with their own password."
    return offices if now.is_early else "Somebody else approves this, with their own password."


def _rows_of(vault: Vault, one: Retention) -> list[Place]:
    return _ROWS[one.kind](vault, one.record_id)


def _is_over(vault: Vault, one: Retention) -> bool:
    if one.kind is RecordKind.RELOCATION:
        return CASES.get(vault, one.record_id).closed_on is not None or is_copy(vault, one.kind, one.record_id)
    if one.kind is RecordKind.REFERRAL:
        referral = REFERRALS.get(vault, one.record_id)
        return referral.closed_on is not None or referral.archived_on is not None
    if one.kind is RecordKind.RELAY:
        return RELAY_INCIDENTS.get(vault, one.record_id).state in OVER
    if one.kind is RecordKind.ESCALATION:
        return ESCALATIONS.get(vault, one.record_id).ended_on is not None
    if one.kind is RecordKind.COMPLAINT:
        return COMPLAINTS.get(vault, one.record_id).ended_on is not None
    if one.kind is RecordKind.CONCERN:
        return CONCERNS.get(vault, one.record_id).closed_on is not None
    if one.kind is RecordKind.ACCESS_REQUEST:
        return ACCESS_REQUESTS.get(vault, one.record_id).answered_on is not None
    if one.kind is RecordKind.SERIOUS:
        return SERIOUS_INCIDENTS.get(vault, one.record_id).closed_on is not None
    if one.kind is RecordKind.REVIEW:
        return CASE_REVIEWS.get(vault, one.record_id).closed_on is not None
    made_once = (RecordKind.CONSULTATION, RecordKind.DECISION)
    return one.kind in made_once or RESTRICTED_RECORDS.get(vault, one.record_id).removed_on is not None


def _flags_standing(vault: Vault, one: Retention) -> int:
    if one.kind is not RecordKind.RELOCATION:
        return 0
    return FLAGS.count(vault, "case_id = ? AND placed_on IS NOT NULL AND removed_on IS NULL", (one.record_id,))


def _refuse_open_parts(vault: Vault, case_id: str) -> None:
    for table, condition, words in (
        (ITEMS, "is_open = 1", "A record of the exchange is still open."),
        (QUERIES, "closed_on IS NULL", "A question is still open."),
        (CONCERNS, "closed_on IS NULL", "A security concern is still open."),
        (ACCESS_REQUESTS, "answered_on IS NULL", "A request for records is not answered."),
    ):
        if table.count(vault, f"case_id = ? AND {condition}", (case_id,)):
            raise NotYet(f"{words} Close it first.", _SOURCE)
    if referrals := referrals_of_case(vault, case_id):
        count = "A referral" if referrals == 1 else f"{referrals} referrals"
        raise NotYet(f"{count} begun from this case must be disposed of first.", _SOURCE)


def holds_role(vault: Vault, now: Summary) -> bool:
    """Say whether whoever sits here may approve this herself."""
    return not now.proposed_by_me and holds_any(vault.actor.roles, now.signers)


__all__ = ["DISPOSED", "Summary", "dispose", "holds_role", "refuse_disposal", "summary"]

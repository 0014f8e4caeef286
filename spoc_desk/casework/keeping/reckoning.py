"""The class a record falls into and the day its time is over, from what is recorded (domain 2.6, D-34)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from spoc_desk.casework.council import profile
from spoc_desk.casework.moments import london_day
from spoc_desk.domain import retention as kept
from spoc_desk.domain.handovers import LEFT_BEHIND
from spoc_desk.domain.referrals import CHILD, ReferralEvent
from spoc_desk.domain.restricted import RestrictedKind
from spoc_desk.domain.retention import Known, Reckoned, RecordKind, Retention, RetentionClass, RetentionRule
from spoc_desk.domain.serious_incidents import IncidentChild
from spoc_desk.domain.terms import Tri
from spoc_desk.profile.profile import Profile
from spoc_desk.vault.records.handover_rows import custody_of
from spoc_desk.vault.records.stores import (
    COMPLAINTS,
    ESCALATIONS,
    INCIDENT_CHILDREN,
    MEMBERS,
    REFERRAL_EVENTS,
    REFERRAL_ROWS,
    RELAY_MESSAGES,
    RESTRICTED_RECORDS,
)
from spoc_desk.vault.records.table import Reader

NO_CLASS = "Nobody has chosen a class"
_BY_CLOSURE = frozenset({RecordKind.ESCALATION, RecordKind.COMPLAINT, RecordKind.CONSULTATION})
_OF_CHILDREN = {RecordKind.SERIOUS: "serious_id", RecordKind.REVIEW: "review_id"}
"""Serious incidents and cases before the Case Review Group, and how their children name them."""


def default_class(reader: Reader, kind: RecordKind, record_id: str) -> str:
    """Return the class a record falls into as long as nobody chose another; "" where a person has to choose."""
    if kind is RecordKind.RELOCATION:
        return kept.HANDED_OVER if is_copy(reader, kind, record_id) else kept.RELOCATION
    if kind is RecordKind.RESTRICTED:
        found = RESTRICTED_RECORDS.get(reader, record_id)
        return kept.ADOPTION if found.kind is RestrictedKind.ADOPTION else ""
    if kind is RecordKind.RELAY:
        return kept.RELAY_LOG
    if kind in _BY_CLOSURE:
        return kept.NOT_ACCEPTED if kind is RecordKind.CONSULTATION else kept.DISPUTE
    if kind in _OF_CHILDREN:
        care = any(child.looked_after is Tri.YES for child in _children(reader, kind, record_id))
        return kept.LOOKED_AFTER if care else kept.PROTECTION
    if kind in kept.UNTIED:
        return kept.UNTIED[kind]
    events = REFERRAL_EVENTS.find(reader, "referral_id = ?", (record_id,))
    fostering = any(event.event is ReferralEvent.VISIT for event in events)
    return kept.referral_class((event.to_state for event in events), fostering=fostering)


def is_copy(reader: Reader, kind: RecordKind, record_id: str) -> bool:
    """Say whether a record is what stayed of a relocation that another desk has for certain.

    Sealed without a receipt is not certain: it might be the only one there is.
    """
    known = custody_of(reader, record_id) if kind is RecordKind.RELOCATION else None
    return known is not None and known.state in LEFT_BEHIND


def reckon(reader: Reader, kind: RecordKind, record_id: str, class_id: str, closed: date) -> Reckoned:
    """Return the day on which the time of this class is over for a record, and how it came about."""
    council = profile(reader)
    chosen = council.retention_class(class_id)
    if chosen is None:
        return Reckoned(None, NO_CLASS)
    if kind is RecordKind.RELOCATION and class_id != kept.HANDED_OVER:
        return kept.longest(_of_members(reader, council, record_id, chosen, closed))
    if kind is RecordKind.RESTRICTED:
        born = RESTRICTED_RECORDS.get(reader, record_id).date_of_birth
        return kept.review_date(chosen, Known(born, closed, closed))
    if kind is RecordKind.RELAY:
        return _of_relay(reader, record_id, chosen, closed)
    if kind in _BY_CLOSURE:
        return kept.review_date(chosen, Known(_born(reader, kind, record_id), closed, closed))
    if kind in _OF_CHILDREN:
        found = _children(reader, kind, record_id)
        if chosen.rule is RetentionRule.AFTER_BIRTH:
            return kept.longest(kept.review_date(chosen, Known(born=child.date_of_birth)) for child in found)
        return kept.review_date(chosen, Known(closed=closed, contact=closed))
    if kind in kept.UNTIED or kind is RecordKind.RELOCATION:
        return kept.review_date(chosen, Known(None, closed, closed))
    return _of_referral(reader, record_id, chosen, closed)


def reckoned(reader: Reader, one: Retention) -> Retention:
    """Return what is kept of a closed record with its class and day reckoned anew.

    A longer time that somebody gave it stays; a chosen class stays.
    """
    if one.closed_on is None:
        return one
    class_id = one.class_id if one.class_chosen else default_class(reader, one.kind, one.record_id)
    found = reckon(reader, one.kind, one.record_id, class_id, one.closed_on)
    by_hand = one.review_on if one.kept_reason else None
    review = max((day for day in (found.on, by_hand) if day), default=None)
    return replace(one, class_id=class_id, reckoned_on=found.on, reckoned_words=found.words, review_on=review)


def _of_members(
    reader: Reader, council: Profile, case_id: str, chosen: RetentionClass, closed: date
) -> Iterable[Reckoned]:
    """Yield the day of everybody who was ever in the case: of the own class, or of the one that was chosen."""
    for member in MEMBERS.find(reader, "case_id = ?", (case_id,), tail="ORDER BY created_at, rowid"):
        own = chosen
        if chosen.rule is RetentionRule.LONGEST:
            own = council.retention_class(kept.member_class(member)) or chosen
        found = kept.review_date(own, Known(member.date_of_birth, closed, closed))
        yield replace(found, words=f"{member.alias}, {found.words}")


def _of_referral(reader: Reader, referral_id: str, chosen: RetentionClass, closed: date) -> Reckoned:
    if chosen.rule is RetentionRule.AFTER_BIRTH:
        children = REFERRAL_ROWS.find(reader, "referral_id = ? AND form = ?", (referral_id, CHILD))
        return kept.longest(kept.review_date(chosen, Known(born=child.date_of_birth)) for child in children)
    return kept.review_date(chosen, Known(closed=closed, contact=_last_contact(reader, referral_id, closed)))


def _children(reader: Reader, kind: RecordKind, record_id: str) -> list[IncidentChild]:
    return INCIDENT_CHILDREN.find(reader, f"{_OF_CHILDREN[kind]} = ?", (record_id,))


def _of_relay(reader: Reader, incident_id: str, chosen: RetentionClass, closed: date) -> Reckoned:
    """Count from the last thing the school was told or said; where it was told nothing, from the end."""
    found = RELAY_MESSAGES.find(reader, "incident_id = ?", (incident_id,))
    if chosen.rule is RetentionRule.AFTER_BIRTH:
        return kept.longest(kept.review_date(chosen, Known(born=each.date_of_birth)) for each in found)
    moments = (moment for each in found for moment in (each.sent_at, each.received_at) if moment)
    contact = max((london_day(moment) for moment in moments), default=closed)
    return kept.review_date(chosen, Known(closed=closed, contact=max(contact, closed)))


def _born(reader: Reader, kind: RecordKind, record_id: str) -> date | None:
    if kind is RecordKind.ESCALATION:
        return ESCALATIONS.get(reader, record_id).about_born
    return COMPLAINTS.get(reader, record_id).about_born if kind is RecordKind.COMPLAINT else None


def _last_contact(reader: Reader, referral_id: str, closed: date) -> date:
    """Return the day of the last thing that happened to a referral, as far as it is known to the day."""
    events = REFERRAL_EVENTS.find(reader, "referral_id = ?", (referral_id,))
    stored = (event.happened_at for event in events if event.happened_at.endswith("Z"))
    return max((london_day(moment) for moment in stored), default=closed)

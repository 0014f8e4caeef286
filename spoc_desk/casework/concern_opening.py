"""Open a security concern inside a running transaction; one that pauses puts the case on hold (3.1, S003:167)."""

from dataclasses import replace

from spoc_desk.casework import clocks
from spoc_desk.casework.case_refs import new_case_ref
from spoc_desk.casework.holds import hold_case
from spoc_desk.casework.moments import london_day
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.domain.cases import Case
from spoc_desk.domain.concerns import AtRisk, Concern, ConcernKind
from spoc_desk.domain.exchanges import ExchangeItem
from spoc_desk.domain.record import CaseId, new_id
from spoc_desk.profile.profile import Profile
from spoc_desk.vault.records.stores import CASES, CONCERNS
from spoc_desk.vault.vault import Transaction

RULE, SUBJECT = "D-09", "concern"


def open_concern(tx: Transaction, concern: Concern, calendar: Calendar, profile: Profile) -> Concern:
    """Store a concern, start its clock, and put the case on hold where it says so."""
    stored = CONCERNS.insert(tx, replace(concern, concern_ref=new_case_ref(tx)))
    started = london_day(stored.raised_at)
    clocks.start_clock(tx, RULE, stored.case_id, SUBJECT, stored.id, started, calendar, profile)
    if stored.case_id and stored.pauses_exchange and stored.closed_on is None:
        hold_case(tx, CASES.get(tx, stored.case_id), f"Security concern: {stored.kind.label}.")
    return stored


def open_leak_concern(tx: Transaction, case: Case, item: ExchangeItem, calendar: Calendar, profile: Profile) -> Concern:
    """Open the concern that every copy with a leak raises (3.3)."""
    concern = Concern(
        id=new_id(),
        case_id=case.id,
        kind=ConcernKind.DOCUMENT_LEAK,
        raised_at=tx.now,
        what_happened=f"The check of record {item.item_no} in the register found a leak. The copy is set apart.",
        who_is_at_risk=(AtRisk.FAMILY,),
    )
    return open_concern(tx, concern, calendar, profile)


def open_copy_concern(
    tx: Transaction, case_id: CaseId | None, document_no: str, calendar: Calendar, profile: Profile
) -> Concern:
    """Open the concern that a leak in a received file raises when the file is no record of the register (1.0.1)."""
    concern = Concern(
        id=new_id(),
        case_id=case_id,
        kind=ConcernKind.DOCUMENT_LEAK,
        raised_at=tx.now,
        what_happened=f"The check of document {document_no} found a leak. The copy is set apart.",
        who_is_at_risk=(AtRisk.FAMILY,),
    )
    return open_concern(tx, concern, calendar, profile)


def open_contact_concern(tx: Transaction, case_id: CaseId | None, calendar: Calendar, profile: Profile) -> Concern:
    """Open the concern that an attempt at direct contact raises (1.8, R-003-63)."""
    concern = Concern(
        id=new_id(),
        case_id=case_id,
        kind=ConcernKind.DIRECT_CONTACT,
        raised_at=tx.now,
        what_happened="A practitioner tried to contact somebody outside our council about this family.",
        who_is_at_risk=(AtRisk.FAMILY, AtRisk.PRACTITIONER),
    )
    return open_concern(tx, concern, calendar, profile)

"""Cases, referrals and the records of the partnership are named on the command line by their reference."""

from typing import Protocol

from spoc_desk.casework.case_lists import CaseFilter, list_cases
from spoc_desk.casework.partnership import complaints, consultations, escalations
from spoc_desk.casework.partnership.listing import Asked
from spoc_desk.casework.referrals.lists import ReferralFilter, list_referrals
from spoc_desk.casework.reviewed.lists import ReviewedFilter, list_incidents, list_reviews
from spoc_desk.domain.prints import PrintKind
from spoc_desk.errors import UnknownRecord
from spoc_desk.vault.vault import Vault


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def reference(self) -> str: ...


def case_id_of(vault: Vault, reference: str) -> str:
    """Return the id of the case with this reference, open or closed. Raises UnknownRecord."""
    found = list_cases(vault, filter=CaseFilter(text=reference, open_only=False), limit=50)
    for row in found.rows:
        if row.case_ref == reference:
            return row.case_id
    raise UnknownRecord()


def referral_id_of(vault: Vault, reference: str) -> str:
    """Return the id of the referral with this reference, ended and put away ones too. Raises UnknownRecord."""
    for row in list_referrals(vault, filter=ReferralFilter(open_only=False), text=reference, limit=50).rows:
        if row.referral_ref == reference:
            return row.id
    raise UnknownRecord()


def incident_id_of(vault: Vault, reference: str) -> str:
    """Return the id of the serious incident with this reference. Raises UnknownRecord."""
    for row in list_incidents(vault, filter=ReviewedFilter(text=reference)).rows:
        if row.reference == reference:
            return row.id
    raise UnknownRecord()


def review_id_of(vault: Vault, reference: str) -> str:
    """Return the id of the case before the Case Review Group with this reference. Raises UnknownRecord."""
    for row in list_reviews(vault, filter=ReviewedFilter(text=reference)).rows:
        if row.reference == reference:
            return row.id
    raise UnknownRecord()


def dispute_ids(vault: Vault, kind: PrintKind, reference: str) -> tuple[str, ...]:
    """Return the escalation, the complaint or the consultations of this reference; none where "all" is asked for.

    Raises UnknownRecord.
    """
    if kind is PrintKind.ROLLOUT or (kind is PrintKind.CONSULTATION_LOG and reference == "all"):
        return ()
    asked = Asked({"reference": reference}, also_closed=True)
    rows: tuple[_Named, ...]
    if kind is PrintKind.ESCALATION:
        rows = escalations.page_of(vault, asked).rows
    elif kind is PrintKind.COMPLAINT:
        rows = complaints.page_of(vault, asked).rows
    else:
        rows = consultations.page_of(vault, asked).rows
    ids = tuple(row.id for row in rows if row.reference == reference)
    if not ids:
        raise UnknownRecord()
    return ids[:1]

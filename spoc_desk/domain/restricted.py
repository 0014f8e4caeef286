"""Restricted records (domain 2.3 rule 10): people whose referral waits for the office of the DCS or DASS.

The reason a referral stops is never told, and every kind stops it in the same words.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from spoc_desk.domain.record import Record
from spoc_desk.domain.roles import DIRECTORS_OFFICES, Role
from spoc_desk.domain.terms import Term

MAY_RELEASE: Final = DIRECTORS_OFFICES | {Role.LA_SPOC}
MAY_KEEP: Final = MAY_RELEASE | {Role.ADMINISTRATOR}
"""Who keeps the list of restricted records."""

RELEASED_WORDS: Final = "Released by the office"
"""All that a Referrer reads of a release."""


class RestrictedKind(Term):
    STAFF_FAMILY = "staff_family", "Family of a member of staff"
    ADOPTION = "adoption", "Adoption"
    SENSITIVE_CASE = "sensitive_case", "Sensitive case"
    OTHER = "other", "Another reason"


@dataclass(frozen=True, kw_only=True)
class RestrictedRecord(Record):
    """One person whose referral waits for the office. `aliases` are further whole names, as they are said."""

    kind: RestrictedKind
    given_name: str
    family_name: str
    given_key: str = ""
    family_key: str = ""
    aliases: tuple[str, ...] = ()
    date_of_birth: date | None = None
    note: str = ""
    home_marks: tuple[str, ...] = ()
    """For comparing with the address of an incident alone; the address is not kept."""
    added_by: str = ""
    added_on: date
    removed_on: date | None = None
    removed_by: str = ""
    removed_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class RestrictedRelease(Record):
    """The office's word that one stopped referral may go on; it holds for the people it was given for."""

    referral_id: str
    people_digest: str
    released_at: str
    released_by: str
    released_role: Role | None = None
    """None where nobody at this desk speaks for the office and its answer was written down."""
    words: str

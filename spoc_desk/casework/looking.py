"""Opening a record leaves a line in the trail: who looked at what, once per person, record and unlock.

The page opens a record through here, so that paging and coming back do not fill the trail. Names leave a line at every
look, with the reason (casework.names).
"""

from dataclasses import dataclass

from spoc_desk.casework.case_lists import CaseHeader, case_header
from spoc_desk.casework.look_notes import noted
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words
from spoc_desk.casework.paging import Page
from spoc_desk.casework.places import Part, case_place, incident_place, referral_place, review_place
from spoc_desk.casework.print_register import PrintLine, list_prints
from spoc_desk.domain import looks
from spoc_desk.vault.records.look_rows import LookQuery, look_page
from spoc_desk.vault.records.print_list import PrintFilter
from spoc_desk.vault.records.stores import CASES, REFERRALS
from spoc_desk.vault.vault import Vault

__all__ = [
    "LookLine", "LookQuery", "Looks", "open_case", "open_paper", "open_prints", "who_looked",
]  # fmt: skip


@dataclass(frozen=True)
class LookLine:
    """One look, in words. `place` leads to what was looked at, where that can be opened."""

    seq: int
    when: str
    who: str
    what: str
    record: str
    reason: str
    place: str


@dataclass(frozen=True)
class Looks:
    """One page of who looked."""

    lines: tuple[LookLine, ...]
    total: int


def open_case(vault: Vault, case_id: str) -> CaseHeader:
    """Return the identity bar of a case that is opened; the trail says who did. Raises UnknownRecord."""
    header = case_header(vault, case_id)
    noted(vault, looks.CASE, "cases", header.case_id)
    return header


def open_prints(vault: Vault, query: PrintFilter, *, offset: int = 0, limit: int = 100) -> Page[PrintLine]:
    """Return one page of the print register; the trail says who looked."""
    found = list_prints(vault, wanted=query, offset=offset, limit=limit)
    noted(vault, looks.PRINTS, "prints", "")
    return found


def open_paper(vault: Vault, *, case_id: str = "", referral_id: str = "") -> None:
    """Note that somebody reads a paper of a case or a referral on the screen, before any copy is made."""
    if case_id:
        noted(vault, looks.CASE, "cases", CASES.get(vault, case_id).id)
    if referral_id:
        noted(vault, looks.REFERRAL, "referrals", REFERRALS.get(vault, referral_id).id)


def who_looked(vault: Vault, query: LookQuery | None = None, *, offset: int = 0, limit: int = 100) -> Looks:
    """Return one page of who looked at what, newest first; nothing for who does not see what others did."""
    if not sees(vault, Sight.TRAIL):
        return Looks((), 0)
    wanted = query or LookQuery()
    rows, total = look_page(vault, wanted, offset=offset, limit=limit)
    if not wanted.case_id:
        noted(vault, looks.LOOKS, "", "")
    lines = tuple(
        LookLine(
            seq=row["seq"],
            when=in_words(row["at"]),
            who=row["who"],
            what=row["act"][:1].upper() + row["act"][1:],
            record=", ".join(part for part in (row["reference"], row["alias"]) if part),
            reason=row["reason"],
            place=_place(row["case_id"], row["referral_id"])
            or incident_place(row["serious_id"])
            or review_place(row["review_id"]),
        )
        for row in rows
    )
    return Looks(lines, total)


def _place(case_id: str, referral_id: str) -> str:
    if case_id:
        return case_place(case_id, Part.WHAT_NOW)
    return referral_place(referral_id) if referral_id else ""

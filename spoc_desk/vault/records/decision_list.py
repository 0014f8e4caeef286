"""The register of information-sharing decisions: filtered, sorted and paged in the database."""

from dataclasses import dataclass
from typing import Final

from spoc_desk.vault.records.paged_list import Where, beginning_with, by_reference
from spoc_desk.vault.records.partnership_list import Listing, listed
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row

LISTING: Final = Listing(
    table="decisions",
    sorts={"decided": "n.decided_on {way}, n.id {way}"},
    first_sort="decided",
    details=(
        "n.id, n.decision_ref, n.decided_on, n.decided_by, n.what_information, n.outcome, n.lawful_basis, n.about,"
        " coalesce(c.case_ref, r.referral_ref, '') AS reference"
    ),
    tally="decision_tally",
    joins="LEFT JOIN cases c ON c.id = n.case_id LEFT JOIN referrals r ON r.id = n.referral_id",
)
_OWN: Final = by_reference("decisions", "decision_ref")
_OF_CASES: Final = by_reference("cases", "case_ref")
_OF_REFERRALS: Final = by_reference("referrals", "referral_ref")


@dataclass(frozen=True)
class DecisionQuery:
    """Which decisions; empty parts leave a filter out."""

    about: str = ""
    """The beginning of a reference, or its last four digits."""
    outcome: str = ""
    basis: str = ""
    case_id: str = ""
    sort: str = ""
    descending: bool = True


def decision_page(reader: Reader, query: DecisionQuery, *, offset: int, limit: int) -> tuple[list[Row], int]:
    """Return one page of decisions with the reference of what each is about."""
    where = Where([])
    if query.case_id:
        where.add("n.case_id = ?", query.case_id)
    if query.outcome:
        where.add("n.outcome = ?", query.outcome)
    if query.basis:
        where.add("n.lawful_basis = ?", query.basis)
    if query.about:
        begins = beginning_with(query.about) * 3
        found = f"SELECT d.id FROM decisions d WHERE d.case_id IN ({_OF_CASES}) UNION ALL"  # noqa: S608
        found += f" SELECT d.id FROM decisions d WHERE d.referral_id IN ({_OF_REFERRALS}) UNION ALL {_OWN}"  # noqa: S608
        found += " UNION ALL SELECT d.id FROM decisions d WHERE d.about >= ? AND d.about < ?"
        where.add(f"n.id IN ({found})", *begins, *begins, *begins, *begins[:2])
    return listed(
        reader, LISTING, where, open_only=False, sort=query.sort, descending=query.descending, offset=offset,
        limit=limit, few=bool(query.about),
    )  # fmt: skip

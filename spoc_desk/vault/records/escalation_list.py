"""The lists of escalations and of complaints: filtered, sorted and paged in the database."""

from dataclasses import dataclass
from typing import Final

from spoc_desk.vault.records.paged_list import Where, beginning_with, by_reference
from spoc_desk.vault.records.partnership_list import Listing, listed
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row

ESCALATION_LIST: Final = Listing(
    table="escalations",
    sorts={"raised": "n.raised_at {way}, n.id {way}", "reference": "n.escalation_ref {way}"},
    first_sort="raised",
    details=(
        "n.id, n.escalation_ref AS reference, n.matter, n.about, n.agency, n.raised_by, n.raised_at, n.state,"
        " n.child_at_risk, n.ended_on, n.sample,"
        " s.stage, s.opened_at, s.due_at, s.due_on, s.outcome, s.outcome_at"
    ),
    joins=(
        "LEFT JOIN escalation_stages s ON s.id = (SELECT l.id FROM escalation_stages l"
        " WHERE l.escalation_id = n.id AND l.deleted_at IS NULL ORDER BY l.stage DESC, l.opened_at DESC LIMIT 1)"
    ),
    tally="escalation_tally",
    ended="ended_on",
    of_case="case_id",
)
COMPLAINT_LIST: Final = Listing(
    table="complaints",
    sorts={"received": "n.received_on {way}, n.id {way}", "reference": "n.complaint_ref {way}"},
    first_sort="received",
    details=(
        "n.id, n.complaint_ref AS reference, n.from_given_names, n.from_family_name, n.from_relation, n.agency,"
        " n.received_on, n.state, n.forwarded_on, n.ended_on, n.sample,"
        " (SELECT max(a.asked_on) FROM complaint_statuses a WHERE a.complaint_id = n.id AND a.deleted_at IS NULL)"
        " AS asked_on,"
        " (SELECT k.due_on FROM clocks k WHERE k.subject_id = n.id AND k.rule = 'D-36' AND k.running = 1) AS due_on"
    ),
    tally="complaint_tally",
    ended="ended_on",
    of_case="case_id",
)
_BY_REFERENCE: Final = {table: by_reference(table, column) for table, column in (
    ("escalations", "escalation_ref"), ("complaints", "complaint_ref"),
)}  # fmt: skip
_BY_NAME: Final = {
    table: " UNION ALL ".join(
        f"SELECT n.id FROM {table} n WHERE n.{column} >= ? AND n.{column} < ?"  # noqa: S608
        for column in ("family_key", "given_key")
    )
    for table in _BY_REFERENCE
}


@dataclass(frozen=True)
class DisputeQuery:
    """Which escalations or complaints; empty parts leave a filter out."""

    reference: str = ""
    """The beginning of a reference, or its last four digits."""
    name_key: str = ""
    """The beginning of a name, as it is searched."""
    matter: str = ""
    agency: str = ""
    state: str = ""
    risk: str = ""
    """"yes" or "no"."""
    open_only: bool = True
    with_cases: bool = False
    """Those of relocations too."""
    sort: str = ""
    descending: bool = True


def escalation_page(reader: Reader, query: DisputeQuery, *, offset: int, limit: int) -> tuple[list[Row], int]:
    """Return one page of escalations, each with its last stage."""
    where = _where("escalations", query)
    if query.matter:
        where.add("n.matter = ?", query.matter)
    if query.risk:
        where.add("n.child_at_risk = ?", int(query.risk == "yes"))
    return _listed(reader, ESCALATION_LIST, where, query, offset, limit)


def complaint_page(reader: Reader, query: DisputeQuery, *, offset: int, limit: int) -> tuple[list[Row], int]:
    """Return one page of complaints, each with the day on which the agency is asked again."""
    return _listed(reader, COMPLAINT_LIST, _where("complaints", query), query, offset, limit)


def _where(table: str, query: DisputeQuery) -> Where:
    where = Where([])
    if query.state:
        where.add("n.state = ?", query.state)
    if query.agency:
        where.add("n.agency = ?", query.agency)
    if query.reference:
        where.add(f"n.id IN ({_BY_REFERENCE[table]})", *(beginning_with(query.reference) * 3))
    if query.name_key:
        name = beginning_with(query.name_key)
        where.add(f"n.id IN ({_BY_NAME[table]})", *name, *name)
    return where


def _listed(
    reader: Reader, listing: Listing, where: Where, query: DisputeQuery, offset: int, limit: int
) -> tuple[list[Row], int]:
    return listed(
        reader, listing, where, open_only=query.open_only, with_cases=query.with_cases, sort=query.sort,
        descending=query.descending, offset=offset, limit=limit, few=bool(query.reference or query.name_key),
    )  # fmt: skip

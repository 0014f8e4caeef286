"""The log of consultations: those of the log itself and those of referrals in one list, filtered and paged."""

import json
from dataclasses import dataclass
from typing import Final

from spoc_desk.vault.records.paged_list import Where, beginning_with, by_reference, count
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row

_DAY: Final = "ifnull(json_extract(e.answers, '$.consulted_on'), substr(e.happened_at, 1, 10))"
_WITH: Final = "ifnull(json_extract(e.answers, '$.consulted_with'), '')"
_AGENCY: Final = "ifnull(json_extract(e.answers, '$.agency'), '')"
_OF_ITSELF: Final = (
    "SELECT n.id AS id, n.consultation_ref AS reference, n.consulted_on AS on_day, n.consulted_with AS with_whom,"
    " n.agency AS agency, n.consulted_about AS about, n.family_involved AS family, 'log' AS kind,"
    " {of_case} AS of_case FROM consultations n {cases} WHERE {where}"
)
_OF_REFERRALS: Final = (
    f"SELECT e.id AS id, r.referral_ref AS reference, {_DAY} AS on_day, {_WITH} AS with_whom, {_AGENCY} AS agency,"  # noqa: S608
    " ifnull(json_extract(e.answers, '$.consulted_about'), '') AS about,"
    " ifnull(json_extract(e.answers, '$.family_involved') = 'yes', 0) AS family, 'referral' AS kind, '' AS of_case"
    " FROM referral_events e CROSS JOIN referrals r ON r.id = e.referral_id WHERE {where}"
)
_LIVE: Final = ("n.deleted_at IS NULL", "e.event = 'consultation' AND e.deleted_at IS NULL AND r.deleted_at IS NULL")
_EVENTS_FIRST: Final = "referral_events e CROSS JOIN referrals r ON r.id = e.referral_id"
_REFERRALS_FIRST: Final = "referrals r CROSS JOIN referral_events e ON e.referral_id = r.id"
"""In the order of the list, or from the few referrals of a search: there "+" keeps the order from being walked."""
_SORTS: Final = {
    "consulted": (("n.consulted_on", _DAY), ("n.created_at", "e.created_at"), ("n.id", "e.id")),
    "with": (("n.consulted_with COLLATE NOCASE", f"{_WITH} COLLATE NOCASE"), ("n.id", "e.id")),
    "agency": (("n.agency", _AGENCY), ("n.consulted_on", _DAY), ("n.id", "e.id")),
}
"""Each order along an index of its own in both tables: a page is merged from what the two begin with."""
_BY_REFERENCE: Final = (by_reference("consultations", "consultation_ref"), by_reference("referrals", "referral_ref"))


@dataclass(frozen=True)
class ConsultationQuery:
    """Which consultations; empty parts leave a filter out."""

    reference: str = ""
    with_whom: str = ""
    agency: str = ""
    family: str = ""
    """"yes" or "no"."""
    with_cases: bool = False
    """Those of relocations too."""
    sort: str = ""
    descending: bool = True


def consultation_page(reader: Reader, query: ConsultationQuery, *, offset: int, limit: int) -> tuple[list[Row], int]:
    """Return one page of the log, and how many match. Who was asked is found by any part of the words."""
    own, theirs = _where(query)
    found = reader.rows(f"{_ids(query, own, theirs)} LIMIT ? OFFSET ?", (*own.values, *theirs.values, limit, offset))
    ids = json.dumps([str(row[0]) for row in found])
    rows = {str(row["id"]): row for row in reader.rows(_details(query), (ids, ids))}
    narrowed = query.reference or query.with_whom or query.agency or query.family
    total = (
        _counted(reader, query, own, theirs)
        if narrowed
        else how_many_consultations(reader, with_cases=query.with_cases)
    )
    return [rows[str(row[0])] for row in found], total


def how_many_consultations(reader: Reader, *, with_cases: bool) -> int:
    """Return how many there are in the log. Whose rows are narrowed to her own has them counted."""
    if getattr(reader, "is_narrowed", False):
        query = ConsultationQuery(with_cases=with_cases)
        return _counted(reader, query, *_where(query))
    row = reader.one(f"SELECT sum(records) FROM consultation_tally{'' if with_cases else ' WHERE of_case = 0'}")  # noqa: S608
    return int(row[0]) if row is not None else 0


def own_consultations(reader: Reader, most: int) -> list[str]:
    """Return the ids of the consultations of no relocation and no referral, the newest first."""
    sql = (
        "SELECT id FROM consultations WHERE case_id IS NULL AND deleted_at IS NULL"
        " ORDER BY consulted_on DESC, id DESC LIMIT ?"
    )
    return [str(row[0]) for row in reader.rows(sql, (most,))]


def _ids(query: ConsultationQuery, own: Where, theirs: Where) -> str:
    """Return the question for the ids of both tables in the order of the list."""
    way = "DESC" if query.descending else "ASC"
    order = _SORTS.get(query.sort, _SORTS["consulted"])
    parts = []
    sources = (("n.id", "consultations n", own), ("e.id", _joined(query), theirs))
    for place, (key, source, where) in enumerate(sources):
        along = ", ".join(f"{each[place]} AS by_{number}" for number, each in enumerate(order))
        parts.append(f"SELECT {key} AS id, {along} FROM {source} WHERE {where.sql}")  # noqa: S608
    by = ", ".join(f"by_{number} {way}" for number in range(len(order)))
    return f"{' UNION ALL '.join(parts)} ORDER BY {by}"


def _details(query: ConsultationQuery) -> str:
    """Return the question for whole rows by their ids; the table of cases is asked only for who may ask it."""
    of_case = "ifnull(c.case_ref, '')" if query.with_cases else "''"
    cases = "LEFT JOIN cases c ON c.id = n.case_id" if query.with_cases else ""
    own = _OF_ITSELF.format(of_case=of_case, cases=cases, where="n.id IN (SELECT value FROM json_each(?))")
    return f"{own} UNION ALL {_OF_REFERRALS.format(where='e.id IN (SELECT value FROM json_each(?))')}"  # noqa: S608


def _joined(query: ConsultationQuery) -> str:
    return _REFERRALS_FIRST if query.reference else _EVENTS_FIRST


def _counted(reader: Reader, query: ConsultationQuery, own: Where, theirs: Where) -> int:
    ours = count(reader, f"FROM consultations n WHERE {own.sql}", own.values)
    return ours + count(reader, f"FROM {_joined(query)} WHERE {theirs.sql}", theirs.values)


def _where(query: ConsultationQuery) -> tuple[Where, Where]:
    """Return the conditions for the log's own rows and for those of referrals."""
    found = tuple(Where([live]) for live in _LIVE)
    if query.reference:
        found[1].parts[0] = f"+{_LIVE[1]}"
    for place, where in enumerate(found):
        if not query.with_cases:
            where.add(("n.case_id IS NULL", "r.case_id IS NULL")[place])
        if query.reference:
            column = ("n.id", "r.id")[place]
            where.add(f"{column} IN ({_BY_REFERENCE[place]})", *(beginning_with(query.reference) * 3))
        if query.with_whom:
            where.add(f"instr(lower({('n.consulted_with', _WITH)[place]}), ?) > 0", query.with_whom.casefold())
        if query.agency:
            where.add(f"{('n.agency', _AGENCY)[place]} = ?", query.agency)
        if query.family:
            column = ("n.family_involved", "ifnull(json_extract(e.answers, '$.family_involved') = 'yes', 0)")[place]
            where.add(f"{column} = ?", int(query.family == "yes"))
    return found[0], found[1]

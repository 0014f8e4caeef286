"""The log of consultations: those of the log itself and those of referrals in one list, filtered and paged."""

from dataclasses import dataclass
from typing import Final

from spoc_desk.vault.records.paged_list import Where
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row, SqlValue

_OF_ITSELF: Final = (
    "SELECT n.id AS id, n.consultation_ref AS reference, n.consulted_on AS on_day, n.consulted_with AS with_whom,"
    " n.agency AS agency, n.consulted_about AS about, n.family_involved AS family, 'log' AS kind,"
    " {of_case} AS of_case, n.created_at AS made_at FROM consultations n {cases} WHERE n.deleted_at IS NULL"
)
_OF_REFERRALS: Final = (
    "SELECT e.id, r.referral_ref, ifnull(json_extract(e.answers, '$.consulted_on'), substr(e.happened_at, 1, 10)),"
    " ifnull(json_extract(e.answers, '$.consulted_with'), ''), ifnull(json_extract(e.answers, '$.agency'), ''),"
    " ifnull(json_extract(e.answers, '$.consulted_about'), ''),"
    " ifnull(json_extract(e.answers, '$.family_involved') = 'yes', 0), 'referral', '', e.created_at"
    " FROM referral_events e JOIN referrals r ON r.id = e.referral_id"
    " WHERE e.event = 'consultation' AND e.deleted_at IS NULL AND r.deleted_at IS NULL"
)
_SORTS: Final = {
    "consulted": "on_day {way}, made_at {way}, id {way}",
    "with": "with_whom COLLATE NOCASE {way}, id {way}",
    "agency": "agency {way}, on_day {way}, id {way}",
}


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
    source, where = _source(query), _where(query)
    order = _SORTS.get(query.sort, _SORTS["consulted"]).format(way="DESC" if query.descending else "ASC")
    rows = reader.rows(
        f"SELECT * FROM ({source}) WHERE {where.sql} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608
        (*where.values, limit, offset),
    )
    total = reader.rows(f"SELECT count(*) FROM ({source}) WHERE {where.sql}", where.values)  # noqa: S608
    return rows, int(total[0][0])


def own_consultations(reader: Reader, most: int) -> list[str]:
    """Return the ids of the consultations of no relocation and no referral, the newest first."""
    sql = (
        "SELECT id FROM consultations WHERE case_id IS NULL AND deleted_at IS NULL"
        " ORDER BY consulted_on DESC, id DESC LIMIT ?"
    )
    return [str(row[0]) for row in reader.rows(sql, (most,))]


def _source(query: ConsultationQuery) -> str:
    """Return both kinds of rows; the table of cases is asked only for who may ask it."""
    if query.with_cases:
        own = _OF_ITSELF.format(of_case="ifnull(c.case_ref, '')", cases="LEFT JOIN cases c ON c.id = n.case_id")
        return f"{own} UNION ALL {_OF_REFERRALS}"
    own = _OF_ITSELF.format(of_case="''", cases="")
    return f"{own} AND n.case_id IS NULL UNION ALL {_OF_REFERRALS} AND r.case_id IS NULL"


def _where(query: ConsultationQuery) -> Where:
    where = Where(["1"])
    contains: tuple[tuple[str, str], ...] = (("reference", query.reference), ("with_whom", query.with_whom))
    for column, text in contains:
        if text:
            value: SqlValue = text.casefold()
            where.add(f"instr(lower({column}), ?) > 0", value)
    if query.agency:
        where.add("agency = ?", query.agency)
    if query.family:
        where.add("family = ?", int(query.family == "yes"))
    return where

"""Who looked at what, from the audit trail: filtered and paged in the database."""

from dataclasses import dataclass

from spoc_desk.domain import looks
from spoc_desk.vault.reasons import SHOWN
from spoc_desk.vault.records.contact_list import escaped
from spoc_desk.vault.records.paged_list import Where, count
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row

# Entries that change no row have an index of their own (version 0): the trail may be long.
_FROM = (
    "FROM audit AS a LEFT JOIN users AS u ON u.id = a.actor LEFT JOIN audit_reasons AS r ON r.seq = a.seq"
    " LEFT JOIN member_names AS n ON a.table_name = 'member_names' AND n.id = a.row_id"
    " LEFT JOIN members AS m ON m.id = n.member_id"
    " LEFT JOIN referrals AS f ON a.table_name = 'referrals' AND f.id = a.row_id"
    " LEFT JOIN serious_incidents AS s ON a.table_name = 'serious_incidents' AND s.id = a.row_id"
    " LEFT JOIN case_reviews AS w ON a.table_name = 'case_reviews' AND w.id = a.row_id"
    " LEFT JOIN cases AS c ON c.id = CASE a.table_name WHEN 'cases' THEN a.row_id ELSE coalesce(n.case_id, '') END"
)
_REFERENCE = "coalesce(c.case_ref, f.referral_ref, s.incident_ref, w.review_ref, '')"
_LINES = (
    f"SELECT a.seq, a.at, coalesce(u.name, a.actor) AS who, a.act, {SHOWN} AS reason,"
    f" {_REFERENCE} AS reference,"
    " coalesce(m.alias, '') AS alias,"
    " coalesce(c.id, '') AS case_id, coalesce(f.id, '') AS referral_id,"
    " coalesce(s.id, '') AS serious_id, coalesce(w.id, '') AS review_id"
)


@dataclass(frozen=True)
class LookQuery:
    """Whose looks (any part of the name), at what. An empty part asks for all."""

    person: str = ""
    act: str = ""
    reference: str = ""
    case_id: str = ""


def look_page(reader: Reader, query: LookQuery, *, offset: int, limit: int) -> tuple[list[Row], int]:
    """Return one page of who looked, newest first, and how many match."""
    where = _where(query)
    rows = reader.rows(
        f"{_LINES} {_FROM} WHERE {where.sql} ORDER BY a.seq DESC LIMIT ? OFFSET ?", (*where.values, limit, offset)
    )
    narrow = _FROM if query.reference or query.case_id else "FROM audit AS a"
    return rows, count(reader, f"{narrow} WHERE {where.sql}", where.values)


def _where(query: LookQuery) -> Where:
    acts = (query.act,) if query.act else looks.ALL
    where = Where([])
    where.add(f"a.version = 0 AND a.act IN ({_marks(acts)})", *acts)
    if query.person:
        where.add("a.actor IN (SELECT id FROM users WHERE name LIKE ? ESCAPE '\\')", f"%{escaped(query.person)}%")
    if query.reference:
        where.add(
            "instr(lower(coalesce(c.case_ref, f.referral_ref, s.incident_ref, w.review_ref, '')), ?) > 0",
            query.reference.casefold(),
        )
    if query.case_id:
        where.add("(c.id = ? OR f.case_id = ?)", query.case_id, query.case_id)
    return where


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))

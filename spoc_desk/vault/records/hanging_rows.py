"""Everything that hangs on one record: the rows that go with it when it is disposed of.

The tables are asked of the database itself, so that a table that comes later is not forgotten.
"""

from typing import Final

from spoc_desk.vault.records.print_list import OF_SERIES, UNNAMED, Series
from spoc_desk.vault.records.table import Reader

_BY_COLUMN: Final = (
    "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
    " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.name = ? ORDER BY m.name"
)
_OTHER_WHOLES: Final = frozenset({"referrals", "restricted_records", "case_reviews"})
"""A record with a review of its own: it goes by itself, and never because something else goes."""

_PARTS: Final = {
    "escalation": ("escalation_stages", "escalation_id"),
    "complaint": ("complaint_statuses", "complaint_id"),
}
Place = tuple[str, str]


def rows_of_case(reader: Reader, case_id: str) -> list[Place]:
    """Return the rows of a relocation, the case itself last."""
    found = [*_parts_of_disputes(reader, "case_id", case_id), *_by_column(reader, "case_id", case_id)]
    return [*found, *_of_retention(reader, "relocation", case_id), ("cases", case_id)]


def rows_of_referral(reader: Reader, referral_id: str) -> list[Place]:
    """Return the rows of a referral, its clocks too, the referral itself last."""
    found = [*_parts_of_disputes(reader, "referral_id", referral_id), *_by_column(reader, "referral_id", referral_id)]
    clocks = reader.own_rows("SELECT id FROM clocks WHERE subject_id = ?", (referral_id,))
    found += [("clocks", str(row[0])) for row in clocks]
    return [*found, *_of_retention(reader, "referral", referral_id), ("referrals", referral_id)]


def rows_of_restricted(reader: Reader, record_id: str) -> list[Place]:
    """Return the rows of a restricted record."""
    return [*_of_retention(reader, "restricted", record_id), ("restricted_records", record_id)]


def rows_of_relay(reader: Reader, incident_id: str) -> list[Place]:
    """Return the rows of a RELAY notification: its messages with what hangs on them, the notification itself last."""
    found = []
    messages = reader.own_rows("SELECT id FROM relay_messages WHERE incident_id = ?", (incident_id,))
    for (message_id,) in messages:
        for table, column in (("relay_misdirections", "message_id"), ("prints", "relay_message_id")):
            rows = reader.own_rows(f"SELECT id FROM {table} WHERE {column} = ?", (message_id,))  # noqa: S608
            found += [(table, str(row[0])) for row in rows]
    found += [("relay_messages", str(row[0])) for row in messages]
    return [*found, *_of_retention(reader, "relay", incident_id), ("relay_incidents", incident_id)]


def rows_of_escalation(reader: Reader, escalation_id: str) -> list[Place]:
    """Return the rows of an escalation of its own: its stages, clocks and copies, the escalation itself last."""
    return _rows_of_dispute(reader, "escalation", escalation_id)


def rows_of_complaint(reader: Reader, complaint_id: str) -> list[Place]:
    """Return the rows of a complaint of its own."""
    return _rows_of_dispute(reader, "complaint", complaint_id)


def rows_of_consultation(reader: Reader, consultation_id: str) -> list[Place]:
    """Return the rows of a consultation of its own."""
    return _rows_of_dispute(reader, "consultation", consultation_id)


def rows_of_decision(reader: Reader, decision_id: str) -> list[Place]:
    """Return the rows of a decision that belongs to no relocation and no referral."""
    return _rows_of_dispute(reader, "decision", decision_id)


def rows_of_concern(reader: Reader, concern_id: str) -> list[Place]:
    """Return the rows of a security concern of no case."""
    return _rows_of_dispute(reader, "concern", concern_id)


def rows_of_access_request(reader: Reader, request_id: str) -> list[Place]:
    """Return the rows of a request for records of no case."""
    return _rows_of_dispute(reader, "access_request", request_id)


def later_decisions(reader: Reader, decision_id: str) -> list[tuple[str, int]]:
    """Return the decisions that look at this one again, with their versions."""
    rows = reader.own_rows("SELECT id, version FROM decisions WHERE reconsiders = ?", (decision_id,))
    return [(str(row[0]), int(row[1])) for row in rows]


def _rows_of_dispute(reader: Reader, kind: str, record_id: str) -> list[Place]:
    found = _parts_of_dispute(reader, kind, record_id)
    copies = reader.own_rows("SELECT id FROM prints WHERE record_id = ?", (record_id,))
    found += [("prints", str(row[0])) for row in copies]
    return [*found, *_of_retention(reader, kind, record_id), (f"{kind}s", record_id)]


def _parts_of_disputes(reader: Reader, column: str, value: str) -> list[Place]:
    """Return the stages, answers and clocks of what was taken up about a relocation or a referral."""
    kinds = ("escalation", "complaint") if column == "case_id" else ("escalation",)
    return [
        place
        for kind in kinds
        for row in reader.own_rows(f"SELECT id FROM {kind}s WHERE {column} = ?", (value,))  # noqa: S608
        for place in _parts_of_dispute(reader, kind, str(row[0]))
        if place[0] != "clocks" or column != "case_id"  # the clocks of a case are found by the case
    ]


def _parts_of_dispute(reader: Reader, kind: str, record_id: str) -> list[Place]:
    found = []
    if kind in _PARTS:
        table, column = _PARTS[kind]
        rows = reader.own_rows(f"SELECT id FROM {table} WHERE {column} = ?", (record_id,))  # noqa: S608
        found += [(table, str(row[0])) for row in rows]
    clocks = reader.own_rows("SELECT id FROM clocks WHERE subject_id = ?", (record_id,))
    return [*found, *(("clocks", str(row[0])) for row in clocks)]


def open_disputes_of(reader: Reader, column: str, value: str) -> int:
    """Return how many escalations and complaints of a relocation or a referral have not ended."""
    found = int(
        reader.own_rows(
            f"SELECT count(*) FROM escalations WHERE {column} = ? AND ended_on IS NULL AND deleted_at IS NULL",  # noqa: S608
            (value,),
        )[0][0]
    )
    if column == "case_id":
        sql = "SELECT count(*) FROM complaints WHERE case_id = ? AND ended_on IS NULL AND deleted_at IS NULL"
        found += int(reader.own_rows(sql, (value,))[0][0])
    return found


def rows_of_serious(reader: Reader, serious_id: str) -> list[Place]:
    """Return the rows of a serious incident, its clocks too, the incident itself last."""
    return _of_reviewed(reader, "serious", "serious_id", "serious_incidents", serious_id)


def rows_of_review(reader: Reader, review_id: str) -> list[Place]:
    """Return the rows of a case before the Case Review Group, its clocks too, the case itself last."""
    return _of_reviewed(reader, "review", "review_id", "case_reviews", review_id)


def reviews_of_serious(reader: Reader, serious_id: str) -> int:
    """Return how many cases follow a serious incident and are still kept."""
    return int(reader.own_rows("SELECT count(*) FROM case_reviews WHERE serious_id = ?", (serious_id,))[0][0])


def referrals_of_case(reader: Reader, case_id: str) -> int:
    """Return how many referrals were begun from a case and are still kept."""
    return int(reader.own_rows("SELECT count(*) FROM referrals WHERE case_id = ?", (case_id,))[0][0])


def open_misdirections_of(reader: Reader, incident_id: str) -> int:
    """Return how many messages of a notification reached the wrong place and are not dealt with to the end."""
    sql = (
        "SELECT count(*) FROM relay_messages m JOIN relay_misdirections d ON d.message_id = m.id"
        " WHERE m.incident_id = ? AND d.closed_on IS NULL AND d.deleted_at IS NULL"
    )
    return int(reader.own_rows(sql, (incident_id,))[0][0])


def followers_of_case(reader: Reader, case_id: str) -> list[tuple[str, int]]:
    """Return the cases that say they follow this one, with their versions."""
    rows = reader.own_rows("SELECT id, version FROM cases WHERE follows_case = ?", (case_id,))
    return [(str(row[0]), int(row[1])) for row in rows]


def papers_out(reader: Reader, prints: list[str]) -> int:
    """Return how many of these copies nobody has recorded as destroyed."""
    marks = ", ".join("?" * len(prints))
    sql = f"SELECT count(*) FROM prints WHERE destroyed_on IS NULL AND id IN ({marks})"  # noqa: S608
    return int(reader.own_rows(sql, tuple(prints))[0][0])


def last_copies(reader: Reader) -> dict[Series, int]:
    """Return the highest copy number given out in each series, of what was disposed of too."""
    gone = reader.own_rows(
        "SELECT ifnull(max(last_copy), 0), ifnull(max(last_referral_copy), 0), ifnull(max(last_relay_copy), 0)"
        " FROM disposals"
    )[0]
    disposed = dict(zip(UNNAMED, map(int, gone), strict=True))
    sql = "SELECT e.key, max(e.value) FROM disposals d JOIN json_each(d.last_copies) e GROUP BY e.key"
    disposed |= {Series(name): int(number) for name, number in reader.own_rows(sql)}
    return {series: max(_last_copy(reader, series), disposed.get(series, 0)) for series in Series}


def _last_copy(reader: Reader, series: Series) -> int:
    sql = f"SELECT ifnull(max(copy_no), 0) FROM prints WHERE {OF_SERIES[series]}"  # noqa: S608
    return int(reader.own_rows(sql)[0][0])


def drafts_naming(reader: Reader, ids: list[str]) -> int:
    """Return how many half-typed texts, of anybody, name one of these ids."""
    drafts = reader.own_rows("SELECT place, answers FROM drafts")
    return sum(any(one in row[0] or one in row[1] for one in ids) for row in drafts)


def _by_column(reader: Reader, column: str, value: str) -> list[Place]:
    tables = [str(row[0]) for row in reader.own_rows(_BY_COLUMN, (column,))]
    return [
        (table, str(row[0]))
        for table in tables
        if table not in _OTHER_WHOLES
        for row in reader.own_rows(f"SELECT id FROM {table} WHERE {column} = ?", (value,))  # noqa: S608
    ]


def _of_reviewed(reader: Reader, kind: str, column: str, table: str, record_id: str) -> list[Place]:
    found = _by_column(reader, column, record_id)
    for more, of in (("clocks", "subject_id"), ("prints", "record_id")):
        rows = reader.own_rows(f"SELECT id FROM {more} WHERE {of} = ?", (record_id,))  # noqa: S608
        found += [(more, str(row[0])) for row in rows]
    return [*found, *_of_retention(reader, kind, record_id), (table, record_id)]


def _of_retention(reader: Reader, kind: str, record_id: str) -> list[Place]:
    rows = reader.own_rows("SELECT id FROM retention WHERE record_id = ? AND kind = ?", (record_id, kind))
    return [("retention", str(row[0])) for row in rows]

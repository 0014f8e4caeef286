"""Everything that hangs on one record: the rows that go with it when it is disposed of.

The tables are asked of the database itself, so that a table that comes later is not forgotten.
"""

from typing import Final

from spoc_desk.vault.records.print_list import OF_SERIES, Series
from spoc_desk.vault.records.table import Reader

_BY_COLUMN: Final = (
    "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
    " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.name = ? ORDER BY m.name"
)
_OTHER_WHOLES: Final = frozenset({"referrals", "restricted_records"})
"""A record with a review of its own: it goes by itself, and never because something else goes."""

Place = tuple[str, str]


def rows_of_case(reader: Reader, case_id: str) -> list[Place]:
    """Return the rows of a relocation, the case itself last."""
    found = _by_column(reader, "case_id", case_id)
    return [*found, *_of_retention(reader, "relocation", case_id), ("cases", case_id)]


def rows_of_referral(reader: Reader, referral_id: str) -> list[Place]:
    """Return the rows of a referral, its clocks too, the referral itself last."""
    found = _by_column(reader, "referral_id", referral_id)
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
    """Return the highest copy number given out in each of the three series, of what was disposed of too."""
    gone = reader.own_rows(
        "SELECT ifnull(max(last_copy), 0), ifnull(max(last_referral_copy), 0), ifnull(max(last_relay_copy), 0)"
        " FROM disposals"
    )[0]
    found = {}
    for series, disposed in zip(Series, gone, strict=True):
        sql = f"SELECT ifnull(max(copy_no), 0) FROM prints WHERE {OF_SERIES[series]}"  # noqa: S608
        found[series] = max(int(reader.own_rows(sql)[0][0]), int(disposed))
    return found


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


def _of_retention(reader: Reader, kind: str, record_id: str) -> list[Place]:
    rows = reader.own_rows("SELECT id FROM retention WHERE record_id = ? AND kind = ?", (record_id, kind))
    return [("retention", str(row[0])) for row in rows]

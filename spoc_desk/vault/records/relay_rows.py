"""Looking for notifications: twins, the working list, counts. Filtered and paged in the database."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from spoc_desk.domain.relay import Incident
from spoc_desk.vault.records.paged_list import Where, beginning_with, count, ids_of_page
from spoc_desk.vault.records.stores import RELAY_INCIDENTS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row

_BY_CHILD: Final = (
    "id IN (SELECT m.incident_id FROM relay_messages m WHERE m.family_key = ? AND m.given_key = ?"
    " AND m.date_of_birth IS ? AND m.deleted_at IS NULL) AND incident_date = ?"
)
_BY_NAME: Final = " UNION ALL ".join(
    f"SELECT m.incident_id FROM relay_messages m WHERE m.{column} >= ? AND m.{column} < ? AND m.deleted_at IS NULL"  # noqa: S608
    for column in ("family_key", "given_key")
)
_BY_REFERENCE: Final = "SELECT r.id FROM relay_incidents r WHERE r.police_ref >= ? AND r.police_ref < ?"
SORTS: Final = {
    "received": "{plain}i.received_at {way}, i.id {way}",
    "state": "{plain}i.state {way}, i.received_at {way}, i.id {way}",
    "reference": "{plain}i.police_ref {way}, i.id {way}",
}
_DETAILS: Final = (
    "SELECT i.id, i.police_ref, i.received_at, i.incident_date, i.state, i.triage, i.sample,"
    " (SELECT json_group_array(json_array(m.id, m.given_names || ' ' || m.family_name, m.state, coalesce(s.name, '')))"
    " FROM relay_messages m LEFT JOIN schools s ON s.id = m.school_id"
    " WHERE m.incident_id = i.id AND m.deleted_at IS NULL) AS children"
    " FROM json_each(?) p CROSS JOIN relay_incidents i ON i.id = p.value ORDER BY p.key"
)


@dataclass(frozen=True)
class RelayQuery:
    """Which notifications, in which order; empty parts leave a filter out."""

    text: str = ""
    name_key: str = ""
    states: tuple[str, ...] = ()
    message_states: tuple[str, ...] = ()
    school_id: str = ""
    received_from: str = ""
    received_to: str = ""
    sort: str = "received"
    descending: bool = True


_NOTHING_ASKED: Final = RelayQuery(sort="", descending=False)


def same_reference(reader: Reader, police_ref: str) -> list[Incident]:
    """Return the notifications with this reference of the police."""
    return RELAY_INCIDENTS.find(reader, "police_ref = ?", (police_ref,)) if police_ref else []


def same_child(reader: Reader, given: str, family: str, born: str, incident_date: str) -> list[Incident]:
    """Return the notifications of one day that name this child; *born* is an ISO day or empty."""
    if not (given and family):
        return []
    return RELAY_INCIDENTS.find(reader, _BY_CHILD, (family, given, born or None, incident_date))


def relay_page(reader: Reader, query: RelayQuery, *, offset: int, limit: int) -> tuple[list[Row], int]:
    """Return one page of notifications with their children, and how many match."""
    where = _where(query)
    # What a search finds is few and looked up one by one: "+" keeps every notification from being walked in order.
    order = SORTS.get(query.sort, SORTS["received"]).format(
        way="DESC" if query.descending else "ASC", plain="+" if query.text else ""
    )
    sql = f"SELECT i.id FROM relay_incidents i WHERE {where.sql} ORDER BY {order}"  # noqa: S608
    ids = ids_of_page(reader, sql, where.values, offset, limit)
    return reader.rows(_DETAILS, (json.dumps(ids),)), _total(reader, query, where)


def counts_by_state(reader: Reader) -> dict[str, int]:
    """Return how many notifications stand where: kept by triggers, never counted."""
    return {str(row[0]): int(row[1]) for row in reader.rows("SELECT state, incidents FROM relay_tally")}


def _total(reader: Reader, query: RelayQuery, where: Where) -> int:
    """Return how many match. Where nothing but states is asked for the tally knows it, whatever the vault holds."""
    if replace(query, states=(), sort="", descending=False) == _NOTHING_ASKED:
        tally = counts_by_state(reader)
        return sum(tally.get(state, 0) for state in query.states) if query.states else sum(tally.values())
    return count(reader, f"FROM relay_incidents i WHERE {where.sql}", where.values)


def message_counts(reader: Reader) -> dict[str, int]:
    """Return how many messages of notifications that are to be shared stand where: kept by triggers too."""
    return {str(row[0]): int(row[1]) for row in reader.rows("SELECT state, messages FROM relay_message_tally")}


def _where(query: RelayQuery) -> Where:
    where = Where(["i.deleted_at IS NULL"])
    if query.states:
        where.add(f"i.state IN ({_marks(query.states)})", *query.states)
    if query.message_states:
        where.add(
            f"i.id IN (SELECT m.incident_id FROM relay_messages m WHERE m.state IN ({_marks(query.message_states)})"  # noqa: S608
            " AND m.deleted_at IS NULL)",
            *query.message_states,
        )
    if query.school_id:
        where.add(
            "i.id IN (SELECT m.incident_id FROM relay_messages m WHERE m.school_id = ? AND m.deleted_at IS NULL)",
            query.school_id,
        )
    if query.received_from:
        where.add("i.received_at >= ?", query.received_from)
    if query.received_to:
        where.add("i.received_at < ?", query.received_to)
    if query.text:
        name = beginning_with(query.name_key)
        found = f"{_BY_NAME} UNION ALL {_BY_REFERENCE}" if query.name_key else _BY_REFERENCE
        values = (*name, *name) if query.name_key else ()
        where.add(f"i.id IN ({found})", *values, *beginning_with(query.text))
    return where


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))

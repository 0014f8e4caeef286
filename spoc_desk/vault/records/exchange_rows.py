"""The questions the register asks the vault."""

from collections.abc import Sequence

from spoc_desk.domain.exchanges import ExchangeItem, Hand
from spoc_desk.vault.records.stores import HANDS, ITEMS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import Row

_ABOUT_MEMBER = "EXISTS (SELECT 1 FROM json_each(members) WHERE value = ?)"


def items_of_case(
    reader: Reader, case_id: str, *, open_only: bool, member_id: str, offset: int, limit: int
) -> tuple[list[ExchangeItem], int]:
    """Return one page of a case's items in the order of the register, and how many there are in all."""
    where, params = "case_id = ?", [case_id]
    if open_only:
        where += " AND is_open = 1"
    if member_id:
        where += f" AND {_ABOUT_MEMBER}"
        params.append(member_id)
    tail = f"ORDER BY item_no LIMIT {int(limit)} OFFSET {int(offset)}"
    return ITEMS.find(reader, where, params, tail=tail), ITEMS.count(reader, where, params)


def open_items(reader: Reader, *, offset: int, limit: int) -> list[ExchangeItem]:
    """Return one page of everything outstanding anywhere, the longest untouched first."""
    tail = f"ORDER BY last_hand_on, id LIMIT {int(limit)} OFFSET {int(offset)}"
    return ITEMS.find(reader, "is_open = 1", tail=tail)


def count_open(reader: Reader, case_id: str) -> int:
    """Return how many items of a case are outstanding."""
    return ITEMS.count(reader, "case_id = ? AND is_open = 1", (case_id,))


def hands_of_items(reader: Reader, item_ids: Sequence[str]) -> dict[str, list[Hand]]:
    """Return the hands of these items, each list in the order of recording."""
    found: dict[str, list[Hand]] = {item_id: [] for item_id in item_ids}
    if found:
        where = f"item_id IN ({_marks(item_ids)})"
        for hand in HANDS.find(reader, where, tuple(item_ids), tail="ORDER BY item_id, hand_no"):
            found[hand.item_id].append(hand)
    return found


def ukpps_spoc_verified(reader: Reader, case_id: str) -> bool:
    """Say whether the current UKPPS SPOC (or the deputy) is somebody whose identity was verified."""
    row = reader.one(
        "SELECT 1 FROM ukpps_contacts WHERE case_id = ? AND active_to IS NULL AND deleted_at IS NULL "
        "AND role = 'ukpps_spoc' AND identity_verified <> 'not_yet'",
        (case_id,),
    )
    return row is not None


def unanswered(reader: Reader, case_id: str) -> int:
    """Return how many rows of the checklist have neither an answer nor a hand."""
    return ITEMS.count(reader, "case_id = ? AND applicable = 'not_known' AND is_open = 1", (case_id,))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def cases_of(reader: Reader, case_ids: Sequence[str]) -> list[Row]:
    """Return id, reference, direction and state of these cases."""
    sql = f"SELECT id, case_ref, direction, state FROM cases WHERE id IN ({_marks(case_ids)})"  # noqa: S608
    return reader.rows(sql, tuple(case_ids)) if case_ids else []


def aliases_of(reader: Reader, member_ids: Sequence[str]) -> dict[str, str]:
    """Return member id → alias."""
    return _named(reader, "members", "alias", member_ids)


def contact_names(reader: Reader, contact_ids: Sequence[str]) -> dict[str, str]:
    """Return contact id → name."""
    return _named(reader, "contacts", "name", contact_ids)


def _named(reader: Reader, table: str, column: str, ids: Sequence[str]) -> dict[str, str]:
    wanted = tuple(dict.fromkeys(ids))
    if not wanted:
        return {}
    found = reader.rows(f"SELECT id, {column} FROM {table} WHERE id IN ({_marks(wanted)})", wanted)  # noqa: S608
    return {str(row[0]): str(row[1]) for row in found}


def own_service_names(reader: Reader, most: int = 2000) -> tuple[str, ...]:
    """Return the names of the services in our own directory."""
    sql = "SELECT name FROM contacts WHERE kind = 'service' AND active = 1 AND deleted_at IS NULL ORDER BY name LIMIT ?"
    return tuple(str(row[0]) for row in reader.rows(sql, (most,)))

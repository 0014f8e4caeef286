"""Desks, bundles and custody as the vault remembers them; and the rows of a case as they travel."""

from typing import Final

from spoc_desk.domain.handovers import (
    BundleKind,
    Custody,
    CustodyState,
    Handover,
    HandoverState,
    KnownDesk,
    OwnDesk,
    Way,
)
from spoc_desk.vault.records.stores import CUSTODY, HANDOVERS, KNOWN_DESKS, OWN_DESK
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.rows import SqlValue

_POINTS_AT: Final = (
    'SELECT DISTINCT m.name, f."from" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f'
    " WHERE m.type = 'table' AND f.\"table\" = ?"
)
_UNSETTLED: Final = (
    "state IN ('writing', 'sent') AND kind IN ('cases', 'copy', 'pack')"
    " OR way = 'out' AND kind = 'pack' AND state = 'receipted'"
    " OR way = 'in' AND state = 'taken' AND kind IN ('cases', 'copy', 'pack') AND settled_at = ''"
    " OR way = 'out' AND state = 'cancelled' AND file_name <> ''"
)


def own_desk_row(reader: Reader) -> OwnDesk | None:
    """Return this desk, or None before it was set up."""
    found = OWN_DESK.find(reader, tail="ORDER BY created_at DESC, rowid DESC LIMIT 1")
    return found[0] if found else None


def known_desk_rows(reader: Reader) -> list[KnownDesk]:
    """Return every desk on the list, those taken off it last."""
    return KNOWN_DESKS.find(reader, tail="ORDER BY revoked_on IS NOT NULL, name, id")


def custody_of(reader: Reader, case_id: str) -> Custody | None:
    """Return whose hands a case is in; None where it was always here."""
    found = CUSTODY.find(reader, "case_id = ?", (case_id,))
    return found[0] if found else None


def custody_by(reader: Reader, handover_id: str) -> list[Custody]:
    """Return the cases whose last hand-over is this one."""
    return CUSTODY.find(reader, "handover_id = ?", (handover_id,))


def custody_through(reader: Reader, handover_id: str) -> list[Custody]:
    """Return the cases that this hand-over brought or took at some time, wherever they went since."""
    return CUSTODY.find(reader, "instr(chain, ?) > 0", (handover_id,))


def cases_away(reader: Reader) -> frozenset[str]:
    """Return the cases that can only be read here."""
    return frozenset(
        str(row[0])
        for row in reader.own_rows(
            "SELECT case_id FROM custody WHERE state <> ? AND deleted_at IS NULL", (CustodyState.HERE.value,)
        )
    )


def handover_named(reader: Reader, handover_id: str) -> Handover | None:
    """Return one bundle, or None."""
    found = HANDOVERS.find(reader, "id = ?", (handover_id,))
    return found[0] if found else None


def handover_page(reader: Reader, *, offset: int, limit: int) -> tuple[list[Handover], int]:
    """Return one page of the bundles, the newest first, and how many there are."""
    found = HANDOVERS.find(reader, "", (limit, offset), tail="ORDER BY made_at DESC, rowid DESC LIMIT ? OFFSET ?")
    return found, HANDOVERS.count(reader)


def unsettled_rows(reader: Reader) -> list[Handover]:
    """Return the bundles about which somebody here waits or owes something, the oldest first."""
    return HANDOVERS.find(reader, _UNSETTLED, tail="ORDER BY made_at, rowid")


def answers_to(reader: Reader, handover_id: str, kind: BundleKind, way: Way) -> list[Handover]:
    """Return the bundles of one kind and way that answer this one and were not given up."""
    where = "answers = ? AND kind = ? AND way = ? AND state <> ?"
    return HANDOVERS.find(reader, where, (handover_id, kind.value, way.value, HandoverState.CANCELLED.value))


def cancelled_numbers(reader: Reader, desk_id: str, most: int) -> tuple[int, ...]:
    """Return the latest numbers that will never reach a desk, the lowest first."""
    rows = reader.rows(
        "SELECT sequence FROM handovers WHERE desk_id = ? AND way = ? AND state = ? ORDER BY sequence DESC LIMIT ?",
        (desk_id, Way.OUT.value, HandoverState.CANCELLED.value, most),
    )
    return tuple(sorted(int(row[0]) for row in rows))


def columns_pointing_at(reader: Reader, table: str) -> dict[str, tuple[str, ...]]:
    """Return which columns of which tables hold the id of a row of *table*."""
    found: dict[str, tuple[str, ...]] = {}
    for name, column in reader.own_rows(_POINTS_AT, (table,)):
        found[str(name)] = (*found.get(str(name), ()), str(column))
    return found


def rows_as_stored(
    reader: Reader, table: str, columns: tuple[str, ...], where: str, values: tuple[SqlValue, ...]
) -> list[tuple[SqlValue, ...]]:
    """Return rows as they are stored, also those in the bin, in the order in which they came."""
    listed = ", ".join(columns)
    return [tuple(row) for row in reader.rows(f"SELECT {listed} FROM {table} WHERE {where} ORDER BY rowid", values)]  # noqa: S608

"""A record goes for good: its rows, their earlier states, what people typed about it, and every key it was kept under.

The whole vault turns to a new generation (rotation.py). A crash at any point leaves the vault as it was, or without the
record; what was copied away before, a backup above all, is not reached. A copy that the program itself kept in the
vault's folder (before_newer.py) goes first.
"""

from collections.abc import Callable, Sequence
from typing import Final

from spoc_desk.errors import StaleRecord
from spoc_desk.vault import before_newer, reasons
from spoc_desk.vault.rotation import Turn
from spoc_desk.vault.transaction import Transaction
from spoc_desk.vault.users import turn_keys
from spoc_desk.vault.vault import Vault, utc_words

DISPOSED: Final = "disposed of a record"

Place = tuple[str, str]
"""A row: its table and its id."""


def dispose(vault: Vault, gone: Sequence[Place], also: Callable[[Transaction], None]) -> None:
    """Erase these rows and give the vault new keys; *also* writes what stays of it, in the same change.

    Raises KeysUnsure like every change of keys, DiskFull and the like: then the record is as it was. A row that
    something outside still points to is a fault of the caller, and nothing is erased.
    """
    with vault.database.unguarded():
        versions = {place: _version(vault, place) for place in gone}

    def write(tx: Transaction) -> None:
        tx.later()
        also(tx)
        for table, row_id in gone:
            tx.erase(table, row_id, version=versions[table, row_id])
        tx.forget_drafts([row_id for _table, row_id in gone])

    turn = Turn(
        act=DISPOSED,
        actor=vault.actor.user_id,
        now=utc_words(vault.clock),
        kept=vault.keys.header.slots,
        fresh=(),
        also=write,
        erases=True,
    )
    _take_copies_away(vault)
    turn_keys(vault, turn)


def _take_copies_away(vault: Vault) -> None:
    acts = before_newer.take_away(vault.folder)
    if acts:
        with vault.transaction(DISPOSED) as tx:
            for act, _reason in acts:
                tx.note(act)


def kept_reasons(vault: Vault, gone: Sequence[Place]) -> int:
    """Return how many entries of the trail about these rows hold a reason that cannot go (reasons.in_the_trail)."""
    with vault.database.unguarded():
        return sum(reasons.in_the_trail(vault.database, table, row_id) for table, row_id in gone)


def _version(vault: Vault, place: Place) -> int:
    table, row_id = place
    # Names of tables come from the database itself (records.hanging_rows).
    row = vault.database.one(f"SELECT version FROM {table} WHERE id = ?", (row_id,))  # noqa: S608
    if row is None:
        raise StaleRecord()
    return int(row[0])

"""A way in for one that was lost: after a forgotten password, or for a new recovery sheet.

Whoever finds the old sheet, or knows the old password, may also hold an old copy of the header: so the whole vault
gets new keys (rotation.py).
"""

from dataclasses import replace

from spoc_desk.clock import Clock
from spoc_desk.errors import DatabaseDamaged, UnknownRecord
from spoc_desk.vault import creation, rotation
from spoc_desk.vault.connection import Database
from spoc_desk.vault.header import Header
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.opening import Opened
from spoc_desk.vault.recovery import RecoveryCode
from spoc_desk.vault.rotation import Fresh, Turn
from spoc_desk.vault.transaction import Transaction
from spoc_desk.vault.users import turn_keys
from spoc_desk.vault.vault import Actor, Vault, utc_words

_LAST_SHEET = "SELECT ifnull(max(sheet), 0) FROM keyslots"
_OWNERS = (
    "SELECT keyslots.id AS slot_id, keyslots.ended_at, users.id, users.name, users.roles FROM keyslots"
    " JOIN users ON users.id = keyslots.user_id"
    " ORDER BY users.deleted_at IS NOT NULL, keyslots.ended_at IS NOT NULL, keyslots.ended_at DESC"
)


def after_recovery(opened: Opened, password: bytes, slot_id: str | None, clock: Clock) -> tuple[Opened, RecoveryCode]:
    """Give one user a new password and the vault a new sheet; the sheet that was used and the old password end.

    The database that was opened is closed when this returns.
    """
    db, keys, counts = opened.db, opened.keys, opened.keys.header
    old_slot, actor = _owner(db, counts, slot_id)
    used = next(slot for slot in counts.slots if slot.id == keys.slot_id)
    kept = tuple(slot for slot in counts.slots if slot.kind is SlotKind.PASSWORD and slot.id != old_slot)
    own = creation.new_password_slot(counts.vault, actor, password, used.kdf, others=kept)
    sheet, code = creation.new_recovery_slot(counts.vault, used.kdf, number=db.number(_LAST_SHEET) + 1)
    turn = Turn(
        act="opened by recovery sheet",
        actor=actor.user_id,
        now=utc_words(clock),
        kept=kept,
        fresh=(Fresh(own, password), Fresh(sheet, code.secret)),
        also=_unconfirmed,
        sits=own,
    )
    turned = rotation.rotate(opened.folder, db, keys, turn)
    return replace(opened, loaded=turned.loaded, keys=turned.keys, db=turned.db), code


def renew(vault: Vault) -> RecoveryCode:
    """Replace the recovery sheet of an unlocked vault and return the new code."""
    counts = vault.keys.header
    own = next(slot for slot in counts.slots if slot.id == vault.keys.slot_id)
    number = vault.database.number(_LAST_SHEET) + 1
    sheet, code = creation.new_recovery_slot(counts.vault, own.kdf, number=number)
    turn = Turn(
        act="recovery sheet replaced",
        actor=vault.actor.user_id,
        now=utc_words(vault.clock),
        kept=tuple(slot for slot in counts.slots if slot.kind is SlotKind.PASSWORD),
        fresh=(Fresh(sheet, code.secret),),
        also=_unconfirmed,
    )
    turn_keys(vault, turn)
    return code


def _unconfirmed(tx: Transaction) -> None:
    """A new sheet must be typed back before the set-up is finished again."""
    tx.set_meta(setup_complete=0)


def _owner(db: Database, counts: Header, slot_id: str | None) -> tuple[str, Actor]:
    """Return the slot whose password is forgotten and its user: the one asked for, else the first in the header.

    Where the header has no password slot left, it is the user whose slot ended last.
    """
    owners = {row["slot_id"]: row for row in db.rows(_OWNERS)}
    asked = [slot.id for slot in counts.slots if slot.id in owners and slot_id in (None, slot.id)]
    if slot_id is not None and not asked:
        raise UnknownRecord()
    chosen = asked[0] if asked else next(iter(owners), None)
    if chosen is None:
        raise DatabaseDamaged()
    row = owners[chosen]
    return chosen, Actor.from_row(row)

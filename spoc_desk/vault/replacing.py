"""New key slots for old ones: after a forgotten password, or for a new recovery sheet.

Order, so that a crash at any point leaves a vault that opens: the new slots go into the database, where they do not
count yet; the header, tried out with the new secrets before, is written and counts; the old slots end in the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from spoc_desk.clock import Clock
from spoc_desk.errors import DatabaseDamaged, UnknownRecord
from spoc_desk.vault import creation, header, header_files, opening
from spoc_desk.vault.connection import Database
from spoc_desk.vault.creation import NewSlot
from spoc_desk.vault.header import Header
from spoc_desk.vault.header_files import Loaded
from spoc_desk.vault.keyslots import Slot, SlotKind
from spoc_desk.vault.ledger import Ledger
from spoc_desk.vault.opening import Opened
from spoc_desk.vault.recovery import RecoveryCode
from spoc_desk.vault.transaction import Transaction
from spoc_desk.vault.vault import Actor, Vault, utc_words

_LAST_SHEET = "SELECT ifnull(max(sheet), 0) FROM keyslots"
_OWNERS = (
    "SELECT keyslots.id AS slot_id, keyslots.ended_at, users.id, users.name, users.roles FROM keyslots"
    " JOIN users ON users.id = keyslots.user_id ORDER BY keyslots.ended_at IS NOT NULL, keyslots.ended_at DESC"
)


@dataclass(frozen=True)
class _Fresh:
    """A new slot and the secret that opens it."""

    new: NewSlot
    secret: bytes


def after_recovery(opened: Opened, password: bytes, slot_id: str | None, clock: Clock) -> tuple[Opened, RecoveryCode]:
    """Give one user a new password and the vault a new sheet; the sheet that was used and the old password end."""
    db, keys, counts = opened.db, opened.keys, opened.keys.header
    old_slot, actor = _owner(db, counts, slot_id)
    used = next(slot for slot in counts.slots if slot.id == keys.slot_id)
    own = creation.new_password_slot(counts.vault, actor, password, used.kdf)
    sheet, code = creation.new_recovery_slot(counts.vault, used.kdf, number=db.number(_LAST_SHEET) + 1)
    kept = tuple(slot for slot in counts.slots if slot.kind is SlotKind.PASSWORD and slot.id != old_slot)
    ledger = Ledger(db, keys.chain, keys.signer())
    with ledger.change(
        "opened by recovery sheet", actor=actor.user_id, now=utc_words(clock), reason="", operation_id=None
    ) as tx:
        tx.note("opened by recovery sheet")
        _announce(tx, own, sheet)
    fresh = (_Fresh(own, password), _Fresh(sheet, code.secret))
    made, raw = _write(opened.folder, db, counts, keys.master, kept, fresh)
    renewed = replace(keys, header=made, slot_id=own.slot.id, slot_keys=own.keys)
    return replace(opened, keys=renewed, loaded=Loaded(made, raw, ())), code


def renew(vault: Vault) -> RecoveryCode:
    """Replace the recovery sheet of an unlocked vault and return the new code."""
    db, keys, counts = vault.database, vault.keys, vault.keys.header
    own = next(slot for slot in counts.slots if slot.id == keys.slot_id)
    sheet, code = creation.new_recovery_slot(counts.vault, own.kdf, number=db.number(_LAST_SHEET) + 1)
    kept = tuple(slot for slot in counts.slots if slot.kind is SlotKind.PASSWORD)
    with vault.transaction("recovery sheet replaced") as tx:
        _announce(tx, sheet)
    made, _ = _write(vault.folder, db, counts, keys.master, kept, (_Fresh(sheet, code.secret),))
    vault.keys = replace(keys, header=made)
    with vault.transaction("recovery sheet replaced") as tx:
        tx.note("recovery sheet replaced")
        opening.agree_with_header(tx, made)
    return code


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


def _announce(tx: Transaction, *fresh: NewSlot) -> None:
    """Store slots that do not count yet; a new sheet must be typed back before the set-up is finished again."""
    for new in fresh:
        tx.insert("keyslots", new.row())
        if new.slot.kind is SlotKind.RECOVERY:
            tx.set_meta(setup_complete=0)


def _write(
    folder: Path, db: Database, counts: Header, master: bytes, kept: tuple[Slot, ...], fresh: tuple[_Fresh, ...]
) -> tuple[Header, bytes]:
    """Write the next header, once every new secret was seen to open it, and return it with its bytes."""
    added = tuple(each.new.slot for each in fresh)
    made = counts.with_slots((*kept, *added), master, _bindings(db))
    raw = header.build(made, master)
    for each in fresh:
        creation.must_open(raw, each.secret, each.new.slot, master)
    header_files.save(folder, raw)
    return made, raw


def _bindings(db: Database) -> Mapping[str, bytes]:
    return {row[0]: row[1] for row in db.rows("SELECT id, binding_key FROM keyslots WHERE ended_at IS NULL")}

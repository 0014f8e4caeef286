"""The people who have a key of this vault: each a slot that only the own password opens.

Order of a change of slots, so that a crash at any point leaves a vault that opens: the new slot goes into the database,
where it does not count yet; the header, tried out with the new password before, is written and counts; the old slot
ends in the database.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from spoc_desk.domain.record import new_id
from spoc_desk.errors import (
    BadAnswer,
    KeysUnsure,
    MachineTrouble,
    RefusedByRule,
    UnknownRecord,
    WriteFailed,
    WrongPassword,
)
from spoc_desk.vault import creation, header, header_files, opening, rotation, subkeys
from spoc_desk.vault.creation import NewSlot
from spoc_desk.vault.header import MOST_SLOTS, Header
from spoc_desk.vault.keyslots import Slot, SlotKind
from spoc_desk.vault.rotation import Turn
from spoc_desk.vault.transaction import Transaction
from spoc_desk.vault.vault import Actor, Vault, utc_words

_LIVE: Final = (
    "SELECT keyslots.id AS slot_id, keyslots.label, keyslots.created_at AS since, users.id, users.name, users.roles"
    " FROM keyslots JOIN users ON users.id = keyslots.user_id"
    " WHERE keyslots.kind = 'password' AND keyslots.ended_at IS NULL ORDER BY users.created_at, users.name"
)
_LEFT_AFTER: Final = (
    "SELECT 1 FROM users JOIN audit ON audit.row_id = users.id AND audit.table_name = 'users'"
    " WHERE users.deleted_at IS NOT NULL AND audit.seq >"
    " (SELECT seq FROM audit WHERE row_id = ? AND table_name = 'keyslots' AND version = 1) LIMIT 1"
)


@dataclass(frozen=True)
class KeyHolder:
    """One person whose password opens the vault."""

    actor: Actor
    slot_id: str
    label: str  # what the unlock page calls them
    since: str  # when this key was made (UTC words)


def key_holders(vault: Vault) -> tuple[KeyHolder, ...]:
    """Return everybody who has a key, in the order in which they came."""
    counts = {slot.id for slot in vault.keys.header.slots}
    found = (
        KeyHolder(Actor.from_row(row), row["slot_id"], row["label"], row["since"]) for row in vault.database.rows(_LIVE)
    )
    return tuple(holder for holder in found if holder.slot_id in counts)


def holder_of(vault: Vault, user_id: str) -> KeyHolder:
    """Return somebody's key. Raises UnknownRecord for who has none."""
    for holder in key_holders(vault):
        if holder.actor.user_id == user_id:
            return holder
    raise UnknownRecord()


def proves(vault: Vault, slot_id: str, secret: bytes) -> bool:
    """Say whether *secret* opens this slot of the header on the disk; opens nothing for anybody.

    Raises Forged when the header is no longer of those who hold the vault.
    """
    found = opening.unseal_raw(header_files.load(vault.folder).raw, secret, SlotKind.PASSWORD, slot_id)
    return found is not None and found[2] == vault.keys.master


def add_user(vault: Vault, name: str, roles: frozenset[str], secret: bytes) -> Actor:
    """Give somebody an own way into the vault; *secret* is the password that person typed.

    Raises RefusedByRule when the header holds no more, BadAnswer, DiskFull and the like: then nobody was added.
    """
    counts = vault.keys.header
    if not secret:
        raise BadAnswer("Choose a password.", "password")
    if len(counts.slots) >= MOST_SLOTS:
        raise RefusedByRule(f"This vault has {MOST_SLOTS} keys, the most it can hold. Remove somebody first.")
    actor = Actor(new_id(), name.strip(), roles)
    new = creation.new_password_slot(counts.vault, actor, secret, _own(vault).kdf, others=counts.slots)
    values = {"id": actor.user_id, "name": actor.name, "roles": json.dumps(sorted(roles))}
    _put(vault, new, secret, "person added", counts.slots, lambda tx: tx.insert("users", values))
    return actor


def change_password(vault: Vault, old: bytes, new: bytes) -> None:
    """Give the person at the desk another password; the new one opened the vault before the old one ends.

    The master key stays: who knows the old password and has an old copy of the folder can still read that copy.
    Raises WrongPassword when *old* is not the password of the person at the desk.
    """
    if not new:
        raise BadAnswer("Choose a password.", "password")
    if not proves(vault, vault.keys.slot_id, old):
        raise WrongPassword()
    if new == old:
        raise BadAnswer("This is the password you have. Choose another one.", "password")
    _renew_own(vault, new, "password changed")


def change_roles(vault: Vault, user_id: str, roles: frozenset[str]) -> None:
    """Give somebody other roles. Their word on the unlock page follows when they next type their password."""
    holder = holder_of(vault, user_id)
    with vault.transaction("roles changed") as tx:
        row = tx.one("SELECT version FROM users WHERE id = ?", (user_id,))
        changes = {"roles": json.dumps(sorted(roles))}
        tx.update("users", user_id, changes, version=row["version"] if row is not None else 0)
    if user_id == vault.actor.user_id:
        vault.actor = replace(holder.actor, roles=roles)


def remove_user(vault: Vault, user_id: str, *, erase: Callable[[Transaction], None] = lambda _tx: None) -> None:
    """Take somebody's key: the vault gets new keys, and neither their password nor an old header opens it any more.

    Nobody else's password is needed. Copies that were made before stay readable to who could read them then. *erase*
    takes with them, in the same transaction, what they kept for themselves alone.
    """
    holder = holder_of(vault, user_id)
    if holder.slot_id == vault.keys.slot_id:
        raise BadAnswer("Somebody else removes you, from their own desk.", "user")

    def also(tx: Transaction) -> None:
        row = tx.one("SELECT version FROM users WHERE id = ?", (user_id,))
        tx.update("users", user_id, {"deleted_at": tx.now}, version=row["version"] if row is not None else 0)
        erase(tx)

    turn = Turn(
        act="person removed",
        actor=vault.actor.user_id,
        now=utc_words(vault.clock),
        kept=tuple(slot for slot in vault.keys.header.slots if slot.id != holder.slot_id),
        fresh=(),
        also=also,
        forget=user_id,
    )
    turn_keys(vault, turn)


def turn_keys(vault: Vault, turn: Turn) -> None:
    """Give an unlocked vault new keys and work on with them; after any error with the old ones.

    Raises NotAtThisDesk where that is not for the person at the desk.
    """
    vault.refuse(turn.act)
    try:
        turned = rotation.rotate(vault.folder, vault.database, vault.keys, turn)
    except KeysUnsure:
        raise
    except BaseException:
        vault.go_on(vault.keys)  # the trail has grown by what was begun and given up
        raise
    vault.go_on(turned.keys, turned.db)


def freshen(vault: Vault, secret: bytes) -> None:
    """Make the own slot anew where that is due, with the password that was just typed. A full disk puts it off.

    Due: the roles changed, and with them the word on the unlock page; or somebody left who could have read the binding
    key of this slot out of the database, and with it could plant a vault that this password opens.
    """
    label = _own(vault).label
    word = creation.role_word(vault.actor.roles)
    fits = label == word or (label.startswith(f"{word} ") and label.removeprefix(f"{word} ").isdigit())
    if fits and not vault.database.rows(_LEFT_AFTER, (vault.keys.slot_id,)):
        return
    with suppress(MachineTrouble):
        _renew_own(vault, secret, "key renewed")


def _own(vault: Vault) -> Slot:
    return next(slot for slot in vault.keys.header.slots if slot.id == vault.keys.slot_id)


def _renew_own(vault: Vault, secret: bytes, act: str) -> None:
    old, counts = _own(vault), vault.keys.header
    others = tuple(slot for slot in counts.slots if slot.id != old.id)
    new = creation.new_password_slot(counts.vault, vault.actor, secret, old.kdf, others=others)
    _put(vault, new, secret, act, others, lambda _tx: None, sits=True)


def _put(
    vault: Vault,
    new: NewSlot,
    secret: bytes,
    act: str,
    kept: tuple[Slot, ...],
    also: Callable[[Transaction], None],
    *,
    sits: bool = False,
) -> None:
    """Announce a slot, write the header with it, and end in the database what the header does not have."""
    vault.refuse(act)
    with vault.transaction(f"{act}: announced") as tx:
        also(tx)
        tx.insert("keyslots", new.row())
    made = _write(vault, kept, new, secret)
    keys = replace(vault.keys, header=made)
    vault.go_on(replace(keys, slot_id=new.slot.id, slot_keys=new.keys) if sits else keys)
    # The header counts by now: what cannot be written here is made good at the next unlock.
    with suppress(MachineTrouble), vault.transaction(act) as tx:
        tx.note(act, "users", str(new.user_id))
        opening.agree_with_header(tx, made)


def _open_anew(vault: Vault, raw: bytes, secret: bytes, slot: Slot) -> None:
    """Go the whole way in with the new secret alone, from the header that is about to count into the database.

    Raises WriteFailed where it does not lead there; then the old way still counts.
    """
    found = opening.unseal_raw(raw, secret, slot.kind, slot.id)
    if found is None:
        raise WriteFailed()
    made = header.parse(raw)
    vault.database.reopen_with(subkeys.database_key(found[2], made.generation), made.db_salt)
    row = vault.database.one("SELECT vault_id, generation FROM meta")
    if row is None or (row[0], row[1]) != (made.vault, made.generation):
        raise WriteFailed()


def _write(vault: Vault, kept: tuple[Slot, ...], new: NewSlot, secret: bytes) -> Header:
    """Write the next header, once the new secret was seen to open it."""
    master = vault.keys.master
    bindings = {
        row[0]: row[1] for row in vault.database.rows("SELECT id, binding_key FROM keyslots WHERE ended_at IS NULL")
    }
    made = vault.keys.header.with_slots((*kept, new.slot), master, bindings)
    raw = header.build(made, master)
    _open_anew(vault, raw, secret, new.slot)
    header_files.commit(vault.folder, raw)
    return made

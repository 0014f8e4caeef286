"""A new vault: everything is made and proven before its header, and without a header there is no vault."""

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spoc_desk.clock import Clock
from spoc_desk.domain.record import new_id
from spoc_desk.domain.roles import Role
from spoc_desk.errors import AlreadyExists, BadAnswer, WriteFailed
from spoc_desk.machine.files import machine_trouble, make_private, make_private_folder, place_marker
from spoc_desk.machine.lockfile import LockFile
from spoc_desk.machine.vault_place import refuse_place
from spoc_desk.vault import audit, header, header_files, keyslots, migrate, opening, recovery, selftest, subkeys
from spoc_desk.vault.anchor import Anchor
from spoc_desk.vault.connection import APPLICATION_ID, Database
from spoc_desk.vault.header import DB_SALT_BYTES, MOST_SLOTS, Header
from spoc_desk.vault.header_files import Loaded
from spoc_desk.vault.kdf import KdfSettings, calibrate, password_bytes
from spoc_desk.vault.keyslots import Slot, SlotKeys, SlotKind
from spoc_desk.vault.ledger import Ledger
from spoc_desk.vault.opening import How, Opened
from spoc_desk.vault.recovery import RecoveryCode
from spoc_desk.vault.rows import SqlValue
from spoc_desk.vault.vault import MARKER, Actor, Keyring, Vault, utc_words

RECOVERY_LABEL: Final = "Recovery sheet"
_INSERT_META: Final = (
    "INSERT INTO meta (one, vault_id, generation, epoch, header_seq, setup_complete, created_at, commit_counter,"
    " audit_seq, audit_head, checkpoints, audit_key, row_key) VALUES (1, ?, ?, ?, ?, 0, ?, 0, 0, ?, 0, ?, ?)"
)


@dataclass(frozen=True)
class NewSlot:
    """A slot with its secrets, as the database keeps it."""

    slot: Slot
    keys: SlotKeys
    user_id: str | None
    sheet: int | None

    def row(self) -> dict[str, SqlValue]:
        """Return the row of keyslots."""
        return {
            "id": self.slot.id,
            "user_id": self.user_id,
            "kind": self.slot.kind.value,
            "label": self.slot.label,
            "signing_public": self.keys.signing_public,
            "binding_key": self.keys.binding,
            "sheet": self.sheet,
        }


def create_vault(
    folder: Path,
    password: str,
    *,
    name: str,
    roles: frozenset[str],
    clock: Clock,
    kdf: KdfSettings | None = None,
    schema: Path = migrate.SCHEMA,
    anchors: Path | None = None,
) -> tuple[Vault, RecoveryCode]:
    """Return a new vault, unlocked, and its recovery code. Set-up is not finished until confirm_recovery.

    Without *kdf* the cost of a password check is measured on this computer. Raises WrongPlace where no vault may
    lie, AlreadyExists when the folder holds anything; after any other error nothing of the vault is left.
    """
    selftest.check_libraries()
    if not password:
        raise BadAnswer("Choose a password.", "password")
    if not name.strip():
        raise BadAnswer("Say who you are.", "name")
    refuse_place(folder)
    actor = Actor(new_id(), name.strip(), roles)
    made_here = _claim(folder)
    try:
        with opening.locked(folder) as lock:
            place_marker(folder / header_files.UNFINISHED)
            how = How(clock, schema, anchors)
            return _build(folder, lock, password_bytes(password), actor, kdf or calibrate(), how)
    except BaseException:
        _clear(folder)
        if made_here:
            with suppress(OSError):
                folder.rmdir()
        raise


def _claim(folder: Path) -> bool:
    """Take an empty place for the vault; True when the folder had to be made."""
    try:
        made_here = not folder.exists()
        if not made_here and (not folder.is_dir() or not _is_empty(folder)):
            raise AlreadyExists()
    except OSError as err:
        raise machine_trouble(err) from err
    make_private_folder(folder)
    return made_here


def _is_empty(folder: Path) -> bool:
    names = {entry.name for entry in folder.iterdir()}
    if header_files.is_unfinished(folder) or names == {opening.LOCK}:  # a creation ends there between lock and marker
        with opening.locked(folder) as lock:  # Busy where another window makes it at this moment
            lock.release()
        _clear(folder)
        names = {entry.name for entry in folder.iterdir()}
    return not names


def _clear(folder: Path) -> None:
    """Remove what a creation makes, by name; the marker last."""
    database = opening.database_path(folder, 1).name
    names = (
        header_files.FIRST, header_files.SECOND, f".{header_files.FIRST}.part", f".{header_files.SECOND}.part",
        database, f"{database}-journal", MARKER, opening.LOCK, header_files.UNFINISHED,
    )  # fmt: skip
    for name in names:
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def _build(
    folder: Path, lock: LockFile, secret: bytes, actor: Actor, settings: KdfSettings, how: How
) -> tuple[Vault, RecoveryCode]:
    vault_id, master = secrets.token_hex(16), secrets.token_bytes(keyslots.MASTER_BYTES)
    own = new_password_slot(vault_id, actor, secret, settings)
    sheet, code = new_recovery_slot(vault_id, settings, number=1)
    bindings = {new.slot.id: new.keys.binding for new in (own, sheet)}
    blank = Header(vault_id, 0, 0, 1, secrets.token_bytes(DB_SALT_BYTES), ())
    made = blank.with_slots((own.slot, sheet.slot), master, bindings)
    raw = header.build(made, master)
    must_open(raw, secret, own.slot, master)
    keys = Keyring(made, master, audit.new_chain_keys(), own.slot.id, own.keys)
    db = _new_database(folder, keys, how.clock, how.schema)
    try:
        _first_rows(db, keys, actor, how.clock, (own, sheet))
        header_files.save(folder, raw)
        header_files.end_of_creation(folder)
    except OSError as err:
        db.close()
        raise machine_trouble(err) from err
    except BaseException:
        db.close()
        raise
    remembered = Anchor.of(how.anchors, vault_id, keys.chain)
    opened = Opened(folder, Loaded(made, raw, ()), keys, db, lock, unclean_end=False, anchor=remembered)
    return opening.sit_down(opened, how.clock, how.schema), code


def role_word(roles: frozenset[str]) -> str:
    """Return what the unlock page calls somebody: a role, never a name."""
    return next((role.label for role in Role if role in roles), "User")


def new_password_slot(
    vault_id: str, actor: Actor, secret: bytes, settings: KdfSettings, *, others: tuple[Slot, ...] = ()
) -> NewSlot:
    """Return a slot for a user; its label is a role word, numbered where one of the *others* has the same."""
    word, taken = role_word(actor.roles), {slot.label for slot in others}
    label = next(each for each in (word, *(f"{word} {n}" for n in range(2, MOST_SLOTS + 2))) if each not in taken)
    slot, keys = keyslots.new_slot(vault_id, SlotKind.PASSWORD, label, secret, settings)
    return NewSlot(slot, keys, actor.user_id, None)


def new_recovery_slot(vault_id: str, settings: KdfSettings, *, number: int) -> tuple[NewSlot, RecoveryCode]:
    """Return a slot for a recovery sheet, and the code to print on it."""
    secret = recovery.new_secret()
    slot, keys = keyslots.new_slot(vault_id, SlotKind.RECOVERY, RECOVERY_LABEL, secret, settings)
    return NewSlot(slot, keys, None, number), RecoveryCode(secret, vault_id, number)


def must_open(raw: bytes, secret: bytes, slot: Slot, master: bytes) -> None:
    """Raise WriteFailed unless *secret* really opens the header that is about to count.

    A memory fault while the key was derived would otherwise lock her out for good.
    """
    found = opening.unseal_raw(raw, secret, slot.kind, slot.id)
    if found is None or found[2] != master:
        raise WriteFailed()


def _new_database(folder: Path, keys: Keyring, clock: Clock, schema: Path) -> Database:
    made, path = keys.header, opening.database_path(folder, keys.header.generation)
    db = Database(path, subkeys.database_key(keys.master, made.generation), made.db_salt, create=True)
    try:
        make_private(path)
        db.settle()
        db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        migrate.migrate(db, schema, lambda _number: None)
        sealed = audit.seal(keys.chain, keys.master, made.vault)
        db.execute(
            _INSERT_META,
            (made.vault, made.generation, made.epoch, made.seq, utc_words(clock), audit.START, *sealed),
        )
    except BaseException:
        db.close()
        raise
    return db


def _first_rows(db: Database, keys: Keyring, actor: Actor, clock: Clock, slots: tuple[NewSlot, ...]) -> None:
    ledger = Ledger(db, keys.chain, keys.signer())
    with ledger.change("vault created", actor=actor.user_id, now=utc_words(clock), reason="", operation_id=None) as tx:
        roles = json.dumps(sorted(actor.roles))
        tx.insert("users", {"id": actor.user_id, "name": actor.name, "roles": roles})
        for new in slots:
            tx.insert("keyslots", new.row())

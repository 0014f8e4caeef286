"""From a folder and a secret to a proven, checked database. Until everything is proven, nothing is written."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from spoc_desk.clock import Clock
from spoc_desk.errors import DatabaseDamaged, DiskFull, Rollback
from spoc_desk.machine.files import check_writable, place_marker
from spoc_desk.machine.lockfile import LockFile
from spoc_desk.machine.vault_place import refuse_place
from spoc_desk.vault import (
    anchor,
    audit,
    before_newer,
    check,
    free_pages,
    generations,
    header,
    header_files,
    keyslots,
    migrate,
    preauth,
    room,
    selftest,
    subkeys,
    upgrade,
)
from spoc_desk.vault.anchor import Anchor, Memory
from spoc_desk.vault.audit import ChainKeys
from spoc_desk.vault.check import Told, Walks, silent
from spoc_desk.vault.connection import APPLICATION_ID, Database
from spoc_desk.vault.database_file import check_file
from spoc_desk.vault.generations import database_path
from spoc_desk.vault.header import Header
from spoc_desk.vault.header_files import Loaded
from spoc_desk.vault.keyslots import SlotKeys, SlotKind
from spoc_desk.vault.transaction import Transaction
from spoc_desk.vault.vault import MARKER, Keyring, Vault, actor_of, utc_words

__all__ = [
    "LOCK", "Opened", "Unsealed", "agree_with_header", "bring_up_to_date", "connect", "database_path", "locked",
    "look", "open_checked", "sit_down", "unseal_raw",
]  # fmt: skip

LOCK: Final = "vault.lock"
CLOCK_ACT: Final = "the clock of this computer was set back"
CHECK_EVERY: Final = timedelta(days=7)
_CHECKED_LAST: Final = "SELECT act, at FROM audit WHERE act IN (?, ?) ORDER BY seq DESC LIMIT 1"
# Announced, and then the header was not written: their only key never counted.
_NEVER_CAME: Final = (
    "SELECT id, version FROM users WHERE deleted_at IS NULL"
    " AND EXISTS (SELECT 1 FROM keyslots WHERE user_id = users.id)"
    " AND NOT EXISTS (SELECT 1 FROM keyslots WHERE user_id = users.id AND ended_at IS NULL)"
)


@dataclass(frozen=True)
class Unsealed:
    """A header a secret opened, proven to be of this vault."""

    loaded: Loaded
    slot_id: str
    slot_keys: SlotKeys
    master: bytes


def unseal_raw(raw: bytes, secret: bytes, kind: SlotKind, slot_id: str | None) -> tuple[str, SlotKeys, bytes] | None:
    """Return the slot, its secrets and the master key; None when *secret* opens none of the slots.

    Raises Forged when a slot opens but the header is not of those who hold the vault.
    """
    parsed = header.parse(raw)
    for slot in parsed.slots:
        if slot.kind is kind and slot_id in (None, slot.id):
            slot_keys = keyslots.unseal(slot, parsed.vault, secret)
            if slot_keys is not None:
                master = keyslots.unwrap_master(slot, parsed.vault, parsed.seq, slot_keys)
                header.prove(raw, master)
                return slot.id, slot_keys, master
    return None


@dataclass(frozen=True)
class Opened:
    """A proven vault before anybody sits at it."""

    folder: Path
    loaded: Loaded
    keys: Keyring
    db: Database
    lock: LockFile
    unclean_end: bool
    checked: bool = False  # from end to end, at this unlock
    anchor: Anchor | None = None
    memory: Memory = Memory.NONE
    mended: int = 0  # free pages, at this unlock
    changed: bool = False  # by a newer version of the program, at this unlock
    walks: Walks = field(default=Walks(silent, 1), compare=False)  # over all rows, and who hears how far they are


@dataclass(frozen=True)
class How:
    """What an unlock needs beside the keys."""

    clock: Clock
    schema: Path
    anchors: Path | None = None  # where this computer remembers vaults; None remembers nothing
    told: Told = silent
    agreed: bool = False  # a second key agrees to a copy that is older than what is remembered


def look(folder: Path) -> Loaded:
    """Return the header of a vault that could be opened here; needs no key and writes nothing."""
    selftest.check_libraries()
    loaded = header_files.load(folder)
    refuse_place(folder)
    path = database_path(folder, loaded.header.generation)
    generations.refuse_missing(folder, loaded.header.generation)
    check_file(path)
    check_writable(folder, path)
    return loaded


@contextmanager
def locked(folder: Path) -> Iterator[LockFile]:
    """Hold the vault's lock; on an error it is given back, else it stays with what was opened."""
    lock = LockFile(folder / LOCK)
    lock.acquire()
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


def connect(folder: Path, parsed: Header, master: bytes, schema: Path) -> tuple[Database, ChainKeys]:
    """Return the database that belongs to a proven header. Raises DatabaseDamaged, TooNew or Rollback."""
    key = subkeys.database_key(master, parsed.generation)
    db = Database(database_path(folder, parsed.generation), key, parsed.db_salt)
    try:
        if db.number("PRAGMA application_id") != APPLICATION_ID:
            raise DatabaseDamaged()
        migrate.version_of(db, schema)
        db.settle()
        chain = _belongs(db, parsed, master)
        generations.refuse_later(folder, db, parsed.generation)
        return db, chain
    except BaseException:
        db.close()
        raise


def _belongs(db: Database, parsed: Header, master: bytes) -> ChainKeys:
    row = db.one("SELECT vault_id, generation, header_seq, audit_key, row_key FROM meta")
    if row is None or (row["vault_id"], row["generation"]) != (parsed.vault, parsed.generation):
        raise DatabaseDamaged()
    if row["header_seq"] > parsed.seq:
        # The database has seen a later header: an older one was put back, perhaps with a removed person in it.
        raise Rollback()
    return audit.unseal(row["audit_key"], row["row_key"], master, parsed.vault)


def open_checked(folder: Path, unsealed: Unsealed, lock: LockFile, how: How) -> Opened:
    """Open the database and check it, and whether it is what this computer saw last. Writes nothing.

    Everything is checked after an unclean end, before and after a change of the schema, and once a week; else the
    structure, the end of the trail and a share of the rows.
    """
    parsed = unsealed.loaded.header
    unclean_end = (folder / MARKER).exists()
    db, chain = connect(folder, parsed, unsealed.master, how.schema)
    try:
        changing = upgrade.is_due(db, how.schema) or before_newer.is_kept(folder, parsed.generation)
        wholly = unclean_end or changing or _is_due(db, how.clock)
        newer = upgrade.missing(db, how.schema)
        walks = Walks(how.told, newer + 2 if newer else 1)  # the check, that of the copy, each step
        if wholly:
            if not check.full(db, chain, parsed.vault, walks.walk(0), interrupted=True).ok:
                raise DatabaseDamaged()
        else:
            check.quick(db, chain)
        remembered = Anchor.of(how.anchors, parsed.vault, chain)
        memory = anchor.look(remembered, db, parsed, agreed=how.agreed)
    except BaseException:
        db.close()
        raise
    keys = Keyring(parsed, unsealed.master, chain, unsealed.slot_id, unsealed.slot_keys)
    return Opened(folder, unsealed.loaded, keys, db, lock, unclean_end, wholly, remembered, memory, walks=walks)


def _is_due(db: Database, clock: Clock) -> bool:
    """Say whether a week has passed since everything was checked, or a check in between found something.

    A clock that was set back makes it due as well.
    """
    row = db.one(_CHECKED_LAST, (check.CHECKED_ACT, check.FAULTY_ACT))
    if row is not None and row["act"] == check.FAULTY_ACT:
        return True
    said = row["at"] if row is not None else db.rows("SELECT created_at FROM meta")[0][0]
    try:
        last = datetime.strptime(str(said), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return True
    return not timedelta(0) <= clock.now() - last < CHECK_EVERY


def sit_down(opened: Opened, clock: Clock, schema: Path) -> Vault:
    """Return the unlocked vault of whoever the slot belongs to: from here on things are written."""
    folder, db, keys = opened.folder, opened.db, opened.keys
    try:
        actor = actor_of(db, keys.slot_id)
        turned_back = _turned_back(db, clock)
        opened = bring_up_to_date(opened, clock, schema)
        vault = Vault(
            folder,
            db,
            keys,
            opened.lock,
            clock,
            actor,
            unclean_end=opened.unclean_end,
            anchor=opened.anchor,
            memory=opened.memory,
        )
        repaired = header_files.repair(folder, opened.loaded)
        if (folder / header_files.UNFINISHED).exists():  # a power cut at the very end of the creation left it
            with suppress(OSError):
                header_files.end_of_creation(folder)
        # A full disk must not keep her from reading: then the entry is missing, and the next change says so itself.
        with suppress(DiskFull):
            cleared = generations.clear(folder, opened.loaded.raw, keys.header.generation)
            repairs = (("header copy repaired", ""),) if opened.loaded.to_repair and repaired else ()
            copies = before_newer.clear(folder, proven=opened.checked and not opened.changed)
            seen = (*_seen(opened), *turned_back)
            _note_unlock(vault, (*seen, *repairs, *cleared, *copies, *preauth.for_the_trail(folder)))
            preauth.forget(folder)
        room.keep_room(db)
    except BaseException:
        db.close()
        raise
    return vault


def bring_up_to_date(opened: Opened, clock: Clock, schema: Path) -> Opened:
    """Mark the vault as open, make its free pages good, and take the steps of the schema that it has not had.

    Raises NoRoomForNewer and the like where no copy can be kept before the first step: then nothing was changed.
    """
    place_marker(opened.folder / MARKER)
    if opened.checked:
        opened = replace(opened, mended=opened.mended + free_pages.make_good(opened.db))
    if not upgrade.is_due(opened.db, schema):
        return opened
    try:
        before_newer.keep(opened.folder, opened.db, opened.keys, opened.walks.walk(1))
    except BaseException:
        if not (opened.unclean_end or opened.mended):
            with suppress(OSError):
                (opened.folder / MARKER).unlink(missing_ok=True)
        raise
    upgrade.upgrade(opened.db, opened.keys.chain, schema, clock, lambda step: opened.walks.walk(step + 2))
    return replace(opened, changed=True)


_REMEMBERED: Final = {Memory.NEW: anchor.FIRST_ACT, Memory.FAULTY: anchor.FAULTY_ACT}


def _seen(opened: Opened) -> tuple[tuple[str, str], ...]:
    """Return what the unlock itself found, as (act, reason)."""
    new = _REMEMBERED.get(opened.memory)
    pages = f"; {opened.mended} free pages made good" if opened.mended else ""
    return (((check.CHECKED_ACT, f"at the unlock{pages}"),) if opened.checked else ()) + (((new, ""),) if new else ())


def _turned_back(db: Database, clock: Clock) -> tuple[tuple[str, str], ...]:
    """Return what to note where the trail ends later than it is now: times in it cannot be trusted, its order can."""
    last, now = db.one("SELECT at FROM audit ORDER BY seq DESC LIMIT 1"), utc_words(clock)
    ahead = str(last[0]) if last is not None else ""
    return ((CLOCK_ACT, f"the entry before is of {ahead}"),) if ahead > now else ()


def _note_unlock(vault: Vault, acts: tuple[tuple[str, str], ...]) -> None:
    with vault.transaction(
        audit.UNLOCKED, reason="after an unclean end" if vault.unclean_end else "", however_full=True
    ) as tx:
        tx.note(audit.UNLOCKED)
        for act, reason in acts:
            tx.note(act, reason=reason)
        agree_with_header(tx, vault.keys.header)


def agree_with_header(tx: Transaction, counts: Header) -> None:
    """End the slots the header does not have, and store its number.

    Slots are written here first and into the header then; a crash in between leaves some that never counted.
    """
    slots = {slot.id for slot in counts.slots}
    for row in tx.rows("SELECT id, version FROM keyslots WHERE ended_at IS NULL"):
        if row["id"] not in slots:
            tx.update("keyslots", row["id"], {"ended_at": tx.now, "binding_key": None}, version=row["version"])
    for row in tx.rows(_NEVER_CAME):
        tx.update("users", row["id"], {"deleted_at": tx.now}, version=row["version"])
    tx.set_meta(header_seq=counts.seq, epoch=counts.epoch)

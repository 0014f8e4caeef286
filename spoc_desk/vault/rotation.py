"""New keys for the whole vault: a new master key and a new generation of the database, without anybody's password.

After a person leaves, or a recovery sheet is lost, the old master key may be known. The order, so that a kill or a
power cut at any point leaves one vault that opens, old or new and never mixed:

1. the old generation says that a new one begins (generations.py);
2. the database is copied under the new key, and the copy alone learns who goes and who comes;
3. the copy is opened anew and checked from end to end;
4. the header is written: from here on the new generation counts;
5. the old generation is removed, and with it a copy of it from before a newer version (before_newer.py).

Where a record is erased (disposal.py), a copy apart stands between 1 and 2, under a key that is never kept: the record
goes there, the rest is packed anew, and only that is copied under the new key. So nothing of the record was ever
written under the new key, not even into a page or a journal that lies on the disk as free space.
"""

import secrets
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from spoc_desk.errors import DatabaseDamaged, Forged, KeysUnsure, UserError, WriteFailed
from spoc_desk.machine.files import flush_folder, machine_trouble, make_private
from spoc_desk.vault import audit, before_newer, check, creation, generations, header, header_files, keyslots, subkeys
from spoc_desk.vault.connection import KEY_BYTES, SALT_BYTES, Database
from spoc_desk.vault.creation import NewSlot
from spoc_desk.vault.header import DB_SALT_BYTES, Header
from spoc_desk.vault.header_files import Loaded
from spoc_desk.vault.keyslots import Slot, SlotKeys
from spoc_desk.vault.ledger import Ledger
from spoc_desk.vault.room import keep_room
from spoc_desk.vault.tables import Tables
from spoc_desk.vault.transaction import Transaction
from spoc_desk.vault.vault import Keyring

_TURN: Final = "UPDATE meta SET generation = ?, audit_key = ?, row_key = ? WHERE one = 1"
_BINDINGS: Final = "SELECT id, binding_key FROM keyslots WHERE ended_at IS NULL"


@dataclass(frozen=True)
class Fresh:
    """A new slot and the secret that opens it."""

    new: NewSlot
    secret: bytes


@dataclass(frozen=True)
class Turn:
    """What is different under the new keys."""

    act: str
    actor: str
    now: str
    kept: tuple[Slot, ...]
    fresh: tuple[Fresh, ...]
    also: Callable[[Transaction], None]  # what else is written in the new generation
    forget: str = ""  # the user whose half-typed texts go
    sits: NewSlot | None = None  # the new slot that is unlocked from then on; else the one that is unlocked stays
    erases: bool = False  # `also` takes rows away whose words must lie nowhere under the new key


@dataclass(frozen=True)
class Turned:
    """The vault under its new keys."""

    db: Database
    keys: Keyring
    loaded: Loaded


def rotate(folder: Path, db: Database, keys: Keyring, turn: Turn) -> Turned:
    """Give the vault new keys.

    Raises DiskFull and the like, DatabaseDamaged where a check of the copy fails: then the old keys count and nothing
    is left. Raises KeysUnsure where the disk does not say which keys count: then *db* is closed.
    """
    numbers = _numbers(keys, turn)
    for number in numbers:
        _say(db, keys, turn, generations.BEGUN, number)
        generations.remove(folder, number)
    try:
        made, master, copy = _new_generation(folder, db, keys, turn, numbers)
        try:
            raw = _new_header(copy, made, master, keys, turn)
            flush_folder(folder)
        except BaseException:
            copy.close()
            raise
    except BaseException as err:
        _give_up(folder, db, keys, turn, numbers)
        if isinstance(err, OSError):
            raise machine_trouble(err) from err
        raise
    counts = header.parse(raw)
    slot_id, slot_keys = _sits(keys, turn)
    after = replace(keys, header=counts, master=master, slot_id=slot_id, slot_keys=slot_keys)
    try:
        header_files.commit(folder, raw)
    except KeysUnsure:
        copy.close()
        db.close()
        raise
    except BaseException:
        copy.close()
        _give_up(folder, db, keys, turn, numbers)
        raise
    db.close()
    generations.remove(folder, keys.header.generation)
    return Turned(copy, after, Loaded(counts, raw, ()))


def _numbers(keys: Keyring, turn: Turn) -> tuple[int, ...]:
    """Return the generations that are made: the last one counts, one before it is the copy apart."""
    now = keys.header.generation
    return (now + 1, now + 2) if turn.erases else (now + 1,)


def _sits(keys: Keyring, turn: Turn) -> tuple[str, SlotKeys]:
    if turn.sits is None:
        return keys.slot_id, keys.slot_keys
    return turn.sits.slot.id, turn.sits.keys


def _new_generation(
    folder: Path, db: Database, keys: Keyring, turn: Turn, numbers: tuple[int, ...]
) -> tuple[Header, bytes, Database]:
    """Return the next header without its wraps, its master key, and the checked copy of the database."""
    master, number = secrets.token_bytes(keyslots.MASTER_BYTES), numbers[-1]
    blank = replace(keys.header, generation=number, db_salt=secrets.token_bytes(DB_SALT_BYTES))
    path = generations.database_path(folder, number)
    copy = Database(path, subkeys.database_key(master, number), blank.db_salt, create=True)
    try:
        make_private(path)
        copy.settle()
        wanted = _counts(db)
        if turn.erases:
            wanted.update(
                _by_way_of(folder, numbers[0], db, copy, lambda apart: _write_turn(apart, keys, turn, blank, master))
            )
        else:
            db.copy_into(copy)
            wanted.update(_write_turn(copy, keys, turn, blank, master))
        copy.reopen()
        if _counts(copy) != wanted or not check.full(copy, keys.chain, blank.vault).ok:
            raise DatabaseDamaged()
    except BaseException:
        copy.close()
        raise
    return blank, master, copy


def _by_way_of(
    folder: Path, number: int, db: Database, copy: Database, write: Callable[[Database], Counter[str]]
) -> Counter[str]:
    """Fill *copy* from a copy apart under a key that nobody keeps, in which the turn was written and which was packed.

    Free pages and what a page holds between its rows may keep what was erased; what is packed anew holds rows alone.
    """
    path = generations.database_path(folder, number)
    apart = Database(path, secrets.token_bytes(KEY_BYTES), secrets.token_bytes(SALT_BYTES), create=True)
    try:
        make_private(path)
        apart.settle()
        db.copy_into(apart)
        grew = write(apart)
        apart.execute("VACUUM")
        keep_room(apart)
        apart.copy_into(copy)
    finally:
        apart.close()
        generations.remove(folder, number)
    return grew


def _write_turn(copy: Database, keys: Keyring, turn: Turn, blank: Header, master: bytes) -> Counter[str]:
    """Write in *copy* what is different there, and return how many rows more or fewer each table has."""
    live = {slot.id for slot in turn.kept} | {each.new.slot.id for each in turn.fresh}
    change = Ledger(copy, keys.chain, keys.signer()).change(
        turn.act, actor=turn.actor, now=turn.now, reason="", operation_id=None
    )
    with change as tx:
        tx.note(turn.act, reason=generations.words(blank.generation))
        if before_newer.is_kept(copy.path.parent, keys.header.generation):  # it goes with its generation
            tx.note(before_newer.REMOVED_ACT)
        for each in turn.fresh:
            tx.insert("keyslots", each.new.row())
        for row in tx.rows("SELECT id, version FROM keyslots WHERE ended_at IS NULL"):
            if row["id"] not in live:
                tx.update("keyslots", row["id"], {"ended_at": tx.now, "binding_key": None}, version=row["version"])
        turn.also(tx)
        tx.set_meta(header_seq=keys.header.seq + 1)
        copy.execute(_TURN, (blank.generation, *audit.seal(keys.chain, master, blank.vault)))
        copy.execute("DELETE FROM drafts WHERE user_id = ?", (turn.forget,))
    return tx.grew


def _new_header(copy: Database, blank: Header, master: bytes, keys: Keyring, turn: Turn) -> bytes:
    """Return the header's bytes, once the slot that is unlocked and every new secret were seen to open it."""
    slots = (*turn.kept, *(each.new.slot for each in turn.fresh))
    bindings = {row[0]: row[1] for row in copy.rows(_BINDINGS)}
    made = blank.with_slots(slots, master, bindings)
    raw = header.build(made, master)
    for each in turn.fresh:
        creation.must_open(raw, each.secret, each.new.slot, master)
    slot_id, slot_keys = _sits(keys, turn)
    own = next(slot for slot in header.parse(raw).slots if slot.id == slot_id)
    try:
        if keyslots.unwrap_master(own, made.vault, made.seq, slot_keys) != master:
            raise WriteFailed()
    except Forged as err:
        raise WriteFailed() from err
    return raw


def _counts(db: Database) -> Counter[str]:
    with db.unguarded():
        return Counter(
            {
                table.name: db.number(f"SELECT count(*) FROM {table.name}")  # noqa: S608
                for table in Tables(db).audited()
            }
        )


def _say(db: Database, keys: Keyring, turn: Turn, act: str, number: int) -> None:
    change = Ledger(db, keys.chain, keys.signer()).change(
        act, actor=turn.actor, now=turn.now, reason=generations.words(number), operation_id=None
    )
    with change as tx:
        tx.note(act)


def _give_up(folder: Path, db: Database, keys: Keyring, turn: Turn, numbers: tuple[int, ...]) -> None:
    for number in numbers:
        generations.remove(folder, number)
        with suppress(UserError):
            _say(db, keys, turn, generations.GIVEN_UP, number)

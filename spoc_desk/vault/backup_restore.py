"""From a backup to a vault that opens. Whatever was in its place before is kept under another name.

Order, so that a power cut at any point leaves one whole vault: everything is made and proven in `<name>.restoring`,
which becomes `<name>.restored`; the old vault becomes `replaced-<day>`; `<name>.restored` takes its name. Where the
power went between the last two, `finish` does the last one at the next start.
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from spoc_desk.clock import Clock
from spoc_desk.errors import (
    AlreadyExists,
    BackupDamaged,
    BackupStopped,
    RestoreStopped,
    UserError,
    WriteFailed,
)
from spoc_desk.machine.files import flush_folder, machine_trouble, make_private_folder
from spoc_desk.machine.lockfile import LockFile
from spoc_desk.vault import backup_reading, header, header_files, migrate, opening, selftest
from spoc_desk.vault.backup_file import Heard, Manifest
from spoc_desk.vault.backup_reading import Secret, Unsealed
from spoc_desk.vault.connection import Database
from spoc_desk.vault.header import Header
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.ledger import Ledger
from spoc_desk.vault.vault import Keyring, actor_of, utc_words

RESTORED_ACT: Final = "restored from a backup"
_MAKING, _MADE = ".restoring", ".restored"
_BELIEVABLE: Final = 1_000_000  # of the counters in a header nobody has proven


@dataclass(frozen=True)
class Restored:
    """What came of a restore."""

    folder: Path
    manifest: Manifest
    kept_as: Path | None
    """Where the vault lies now that was there before."""


def restore(
    path: Path, folder: Path, secret: Secret, heard: Heard, *, clock: Clock, schema: Path = migrate.SCHEMA
) -> Restored:
    """Make the vault of a backup at *folder*. A vault that is there is renamed `replaced-<day>`, never overwritten.

    Raises everything reading a backup raises, AlreadyExists where something is in the place that is no vault, Busy
    where the vault there is open, RestoreStopped. After any error what was there is as it was.
    """
    selftest.check_libraries()
    check_place(folder)
    making = _beside(folder, _MAKING)
    _clear(making, _beside(folder, _MADE))
    try:
        with backup_reading.reading(path) as (stream, head):
            opened = backup_reading.unseal(head, secret)
            make_private_folder(making)
            report = backup_reading.take_out_proven(stream, opened, making, heard, schema, durable=True)
        if not report.ok:
            raise BackupDamaged()
        _finish_vault(making, opened, _counters_there(folder), secret, clock, schema)
        made = _beside(folder, _MADE)
        _rename(making, made)
    except BackupStopped:
        _clear(making)
        raise RestoreStopped() from None
    except BaseException:
        _clear(making)
        raise
    return Restored(folder, opened.manifest, _change_places(made, folder, clock))


def finish(folder: Path) -> bool:
    """Do the last step of a restore that a power cut interrupted; True where there was one."""
    made = _beside(folder, _MADE)
    if not (made / header_files.FIRST).is_file() or _anything_in(folder):
        return False
    with suppress(OSError):
        if folder.is_dir():
            folder.rmdir()
        made.rename(folder)
        flush_folder(folder.parent)
        return True
    return False


def check_place(folder: Path) -> None:
    """Raise AlreadyExists where *folder* holds something that is no vault, Busy where its vault is open."""
    try:
        if not _anything_in(folder):
            return
        if not folder.is_dir() or not _is_vault(folder):
            raise AlreadyExists()
    except OSError as err:
        raise machine_trouble(err) from None
    _lock_once(folder)


def _is_vault(folder: Path) -> bool:
    return any((folder / name).exists() for name in (header_files.FIRST, header_files.SECOND)) or any(
        folder.glob("vault-*.db")
    )


def _lock_once(folder: Path) -> None:
    lock = LockFile(folder / opening.LOCK)
    lock.acquire()
    lock.release()


def _anything_in(folder: Path) -> bool:
    return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))


def _finish_vault(
    making: Path, opened: Unsealed, there: Header | None, secret: Secret, clock: Clock, schema: Path
) -> None:
    """Write into the restored database that it was restored, give it a header that says so, and open it with that."""
    head = opened.head.header
    epoch, seq = (head.epoch, head.seq) if there is None else (max(head.epoch, there.epoch), max(head.seq, there.seq))
    db, chain = opening.connect(making, head, opened.master, schema)
    try:
        bindings = {row[0]: row[1] for row in db.rows("SELECT id, binding_key FROM keyslots WHERE ended_at IS NULL")}
        try:
            made = replace(head, epoch=epoch + 1, seq=seq).with_slots(head.slots, opened.master, bindings)
        except KeyError as err:
            raise BackupDamaged() from err
        keys = Keyring(made, opened.master, chain, opened.slot_id, opened.slot_keys)
        _note(db, keys, opened, clock)
    finally:
        db.close()
    raw = header.build(made, opened.master)
    header_files.save(making, raw)
    found = opening.unseal_raw(raw, secret.secret, secret.kind, opened.slot_id)
    if found is None or found[2] != opened.master:
        raise WriteFailed()


def _note(db: Database, keys: Keyring, opened: Unsealed, clock: Clock) -> None:
    actor = actor_of(db, keys.slot_id).user_id if _is_password(keys.header, keys.slot_id) else ""
    ledger = Ledger(db, keys.chain, keys.signer())
    reason = f"backup of {opened.manifest.made_at}, commit {opened.manifest.commit_no}"
    with ledger.change(RESTORED_ACT, actor=actor, now=utc_words(clock), reason=reason, operation_id=None) as tx:
        tx.note(RESTORED_ACT)
        tx.set_meta(epoch=keys.header.epoch, header_seq=keys.header.seq)
        tx.sign = True


def _is_password(counts: Header, slot_id: str) -> bool:
    return any(slot.id == slot_id and slot.kind is SlotKind.PASSWORD for slot in counts.slots)


def _counters_there(folder: Path) -> Header | None:
    """Return the header of the vault that is there, for its counters: the restored one must be newer than both."""
    try:
        found = header_files.load(folder).header
    except UserError:
        return None
    return found if max(found.epoch, found.seq) < _BELIEVABLE else None


def _change_places(made: Path, folder: Path, clock: Clock) -> Path | None:
    """Give the restored vault its name, and the one that was there another."""
    kept: Path | None = None
    try:
        if _anything_in(folder):
            _lock_once(folder)
            kept = _free_name(folder, clock)
            folder.rename(kept)
        elif folder.exists():
            folder.rmdir()
        made.rename(folder)
        flush_folder(folder.parent)
    except OSError as err:
        if kept is not None and not folder.exists():
            _put_back(kept, folder)
        raise machine_trouble(err) from None
    return kept


def _put_back(kept: Path, folder: Path) -> None:
    with suppress(OSError):
        kept.rename(folder)


def _free_name(folder: Path, clock: Clock) -> Path:
    stem = f"replaced-{clock.today().isoformat()}"
    number = 1
    while True:
        name = folder.with_name(stem if number == 1 else f"{stem}-{number}")
        if not name.exists():
            return name
        number += 1


def _beside(folder: Path, ending: str) -> Path:
    whole = folder.absolute()
    return whole.with_name(whole.name + ending)


def _rename(old: Path, new: Path) -> None:
    try:
        old.rename(new)
        flush_folder(new.parent)
    except OSError as err:
        raise machine_trouble(err) from None


def _clear(*folders: Path) -> None:
    for folder in folders:
        with suppress(OSError):
            shutil.rmtree(folder)

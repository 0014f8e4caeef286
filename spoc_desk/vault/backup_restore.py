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
    PlaceUnsure,
    RestoreStopped,
    SecondKeyNeeded,
    UserError,
    WriteFailed,
)
from spoc_desk.machine.files import flush_folder, machine_trouble, make_private_folder
from spoc_desk.machine.lockfile import LockFile
from spoc_desk.machine.vault_place import refuse_place
from spoc_desk.vault import (
    anchor,
    audit,
    backup_reading,
    header,
    header_files,
    migrate,
    older_copy,
    opening,
    second_key,
    selftest,
)
from spoc_desk.vault.anchor import Anchor, Mark
from spoc_desk.vault.backup_file import Heard, Manifest
from spoc_desk.vault.backup_reading import Unsealed
from spoc_desk.vault.connection import Database
from spoc_desk.vault.header import Header
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.ledger import Ledger
from spoc_desk.vault.second_key import Second, Secret
from spoc_desk.vault.vault import Keyring, actor_of, utc_words

RESTORED_ACT: Final = audit.RESTORED
_MAKING, _MADE = ".restoring", ".restored"
SALVAGED: Final = ".salvaged"
"""What a salvage (vault/salvage) calls its vault until it takes the place of the damaged one."""

_BELIEVABLE: Final = 1_000_000  # of the counters in a header nobody has proven


@dataclass(frozen=True)
class Restored:
    """What came of a restore."""

    folder: Path
    manifest: Manifest
    kept_as: Path | None
    """Where the vault lies now that was there before."""


def needs_second(path: Path, folder: Path, anchors: Path | None) -> bool:
    """Say whether one password will not do: a vault lies at *folder*, or this computer knows the backup's vault.

    On a computer that knows nothing one password is enough, for the other laptop may be lost. The recovery sheet is
    always enough. Raises what reading the head of a backup raises.
    """
    with backup_reading.reading(path) as (_, head):
        return _is_known(head.header.vault, folder, anchors)


def passwords_in(path: Path) -> int:
    """Return how many passwords open a backup. Raises what reading the head of a backup raises."""
    with backup_reading.reading(path) as (_, head):
        return sum(slot.kind is SlotKind.PASSWORD for slot in head.header.slots)


def _is_known(vault_id: str, folder: Path, anchors: Path | None) -> bool:
    try:
        return anchor.is_remembered(anchors, vault_id) or (folder.is_dir() and _is_vault(folder))
    except OSError as err:
        raise machine_trouble(err) from None


def restore(
    path: Path,
    folder: Path,
    secret: Secret,
    heard: Heard,
    *,
    clock: Clock,
    second: Secret | None = None,
    anchors: Path | None = None,
    schema: Path = migrate.SCHEMA,
) -> Restored:
    """Make the vault of a backup at *folder*. A vault that is there is renamed `replaced-<day>`, never overwritten.

    Where needs_second says so, a password needs a *second* key: the password of somebody else of that day, or the code
    of its sheet. Raises SecondKeyNeeded and SecondKeyWrong, everything reading a backup raises, AlreadyExists where
    something is in the place that is no vault, Busy where the vault there is open, RestoreStopped, TooSoon after wrong
    passwords, PlaceUnsure. After any error but the last what was there is as it was.
    """
    selftest.check_libraries()
    check_place(folder)
    refuse_place(folder)
    making = beside(folder, _MAKING)
    clear(making, beside(folder, _MADE))
    try:
        with backup_reading.reading(path) as (stream, head):
            with backup_reading.patiently(head, secret, clock, anchors):
                opened = backup_reading.unseal(head, secret)
                agreed = _agreement(opened, secret, second, needed=_is_known(head.header.vault, folder, anchors))
            make_private_folder(making)
            report = backup_reading.take_out_proven(stream, opened, making, heard, schema, durable=True)
        if not report.ok:
            raise BackupDamaged()
        _finish_vault(making, Given(opened, secret, agreed, anchors), _counters_there(folder), clock, schema)
        made = beside(folder, _MADE)
        rename(making, made)
    except BackupStopped:
        clear(making)
        raise RestoreStopped() from None
    except BaseException:
        clear(making)
        raise
    try:
        return Restored(folder, opened.manifest, change_places(made, folder, clock))
    except UserError:
        if _anything_in(folder):  # else `finish` needs it
            clear(made)
        raise


def finish(folder: Path) -> bool:
    """Do the last step of a restore or a salvage that a power cut interrupted; True where there was one."""
    waiting = (beside(folder, ending) for ending in (_MADE, SALVAGED))
    made = next((each for each in waiting if (each / header_files.FIRST).is_file()), None)
    if made is None or _anything_in(folder):
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


@dataclass(frozen=True)
class Given:
    """What opened a backup, and who agreed to go back to it."""

    opened: Unsealed
    secret: Secret
    agreed: Second | None
    anchors: Path | None


def _agreement(opened: Unsealed, secret: Secret, second: Secret | None, *, needed: bool) -> Second | None:
    """Return which second key agrees; the sheet alone is one. Raises SecondKeyNeeded and SecondKeyWrong."""
    if secret.kind is SlotKind.RECOVERY:
        return Second(opened.slot_id, secret.kind)
    if second is not None:
        return second_key.prove(opened.head.header_raw, opened.master, opened.slot_id, second)
    if needed:
        raise SecondKeyNeeded()
    return None


def _finish_vault(making: Path, given: Given, there: Header | None, clock: Clock, schema: Path) -> None:
    """Write into the restored database that it was restored, give it a header that says so, and open it with that."""
    opened, secret = given.opened, given.secret
    head = opened.head.header
    epoch, seq = (head.epoch, head.seq) if there is None else (max(head.epoch, there.epoch), max(head.seq, there.seq))
    db, chain = opening.connect(making, head, opened.master, schema)
    try:
        remembered = Anchor.of(given.anchors, head.vault, chain)
        mark = remembered.read() if remembered is not None else None
        if isinstance(mark, Mark):
            epoch, seq = max(epoch, mark.epoch), max(seq, mark.header_seq)
        bindings = {row[0]: row[1] for row in db.rows("SELECT id, binding_key FROM keyslots WHERE ended_at IS NULL")}
        try:
            made = replace(head, epoch=epoch + 1, seq=seq).with_slots(head.slots, opened.master, bindings)
        except KeyError as err:
            raise BackupDamaged() from err
        keys = Keyring(made, opened.master, chain, opened.slot_id, opened.slot_keys)
        if given.agreed is not None:
            older_copy.note_agreement(db, keys, given.agreed, made.epoch, clock)
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


def change_places(made: Path, folder: Path, clock: Clock, *, stem: str = "replaced") -> Path | None:
    """Give the vault that was made its name, and the one that was there another: *stem* and the day.

    Raises PlaceUnsure where the disk neither says that the new names last nor takes the old ones back.
    """
    kept: Path | None = None
    try:
        if _anything_in(folder):
            _lock_once(folder)
            kept = _free_name(folder, f"{stem}-{clock.today().isoformat()}")
            folder.rename(kept)
        elif folder.exists():
            folder.rmdir()
        made.rename(folder)
        flush_folder(folder.parent)
    except OSError as err:
        # What may not last did not happen: the names go back, so that what is told is true.
        if not made.exists():
            _put_back(folder, made)
        if kept is not None and not folder.exists():
            _put_back(kept, folder)
        if not made.exists() or not (kept is None or folder.exists()):  # `finish` may do the rest
            raise PlaceUnsure() from None
        raise machine_trouble(err) from None
    return kept


def _put_back(kept: Path, folder: Path) -> None:
    with suppress(OSError):
        kept.rename(folder)


def _free_name(folder: Path, stem: str) -> Path:
    number = 1
    while True:
        name = folder.with_name(stem if number == 1 else f"{stem}-{number}")
        if not name.exists():
            return name
        number += 1


def beside(folder: Path, ending: str) -> Path:
    """Return the folder beside a vault where something is made for it."""
    whole = folder.absolute()
    return whole.with_name(whole.name + ending)


def rename(old: Path, new: Path) -> None:
    """Give a folder another name, for good."""
    try:
        old.rename(new)
        flush_folder(new.parent)
    except OSError as err:
        raise machine_trouble(err) from None


def clear(*folders: Path) -> None:
    """Remove what was being made."""
    for folder in folders:
        with suppress(OSError):
            shutil.rmtree(folder)

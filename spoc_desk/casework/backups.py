"""Backups at the desk: when the last one was made, making one, trying one out, and the reminder after seven days."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from spoc_desk.casework.council import profile
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words, london_day
from spoc_desk.domain.backups import REMIND_AFTER_DAYS, Backup
from spoc_desk.domain.record import new_id
from spoc_desk.errors import BackupDamaged, BackupForged, NotAtThisDesk
from spoc_desk.machine import medium
from spoc_desk.vault import backup, backup_generations, backup_reading, preauth
from spoc_desk.vault.audit import AGREED, RESTORED
from spoc_desk.vault.backup import Written
from spoc_desk.vault.backup_reading import Secret, Tried
from spoc_desk.vault.records.backup_rows import backups_in, backups_named, last_backups, latest_made, made_at
from spoc_desk.vault.records.stores import BACKUPS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.records.vault_facts import last_time
from spoc_desk.vault.vault import Vault

VERIFIED, TRIED, FAULTY = "verified a backup", "tried a backup", "found a backup faulty"
_LATER = (
    "A backup of this vault lies here that is later than any the vault knows of. Was an older copy of the vault put "
    "back? Ask your administrator, and try that backup, before you go on."
)
_ROOM_FOR = 3
_SHOWN = 5

Told = Callable[[str, int, int], bool]
"""Told (what is going on, bytes done, bytes in all); answers False to stop."""


@dataclass(frozen=True)
class BackupLine:
    """One verified backup, in words."""

    file_name: str
    folder: str
    when: str
    size_bytes: int
    tried: str


@dataclass(frozen=True)
class BackupFacts:
    """What the settings show. `folder` is where the last one went."""

    last: str
    folder: str
    council_words: str
    reminder: str
    lines: tuple[BackupLine, ...]


@dataclass(frozen=True)
class Made:
    """What came of making a backup."""

    written: Written
    removed: tuple[str, ...]
    """The names of older ones that no generation needs any more."""


def backup_facts(vault: Vault) -> BackupFacts:
    """Return what is known of this vault's backups. Raises NotAtThisDesk."""
    _refuse(vault)
    found = last_backups(vault, _SHOWN)
    return BackupFacts(
        last=in_words(found[0].verified_at) if found else "Never",
        folder=found[0].folder if found else "",
        council_words=profile(vault).backup_note,
        reminder=reminder(vault),
        lines=tuple(_line(each) for each in found),
    )


def reminder(vault: Vault) -> str:
    """Return the sentence after seven days without a verified backup; empty before, and where none is wanted.

    A desk to practise on needs none, and who does not look after backups is not asked for one.
    """
    if not sees(vault, Sight.BACKUPS) or profile(vault).practice:
        return ""
    found = last_backups(vault, 1)
    since = london_day(found[0].verified_at if found else made_at(vault))
    days = (vault.clock.today() - since).days
    if days < REMIND_AFTER_DAYS:
        return ""
    if not found:
        return "There is no verified backup of this vault yet. A vault that exists once is lost once: make one today."
    return f"The last verified backup is {days} days old. Make one today."


def place_warnings(vault: Vault, folder: Path) -> tuple[str, ...]:
    """Return what to think about before a backup goes to *folder*. Raises what makes it impossible."""
    _refuse(vault)
    backup.check_place(vault, folder)
    needed = backup.needed_bytes(vault)
    said = []
    if medium.same_disk(folder, vault.folder):
        said.append("This folder lies on the same disk as the vault. If that disk breaks, both are gone.")
    if backup.of_others(folder, vault.vault_id):
        said.append("There are backups of another vault here and none of this one. Is it the right stick?")
    if _knows_more(vault, folder):
        said.append(_LATER)
    more = medium.free_and_total(folder)[0] // needed - 1
    if more < _ROOM_FOR:
        said.append(f"After this backup there is room for {max(more, 0)} more. Get another stick soon.")
    if medium.free_and_total(vault.folder)[0] < (_ROOM_FOR + 1) * needed:
        said.append("The disk of this computer is nearly full. Free some space soon.")
    return tuple(said)


def _knows_more(vault: Vault, folder: Path) -> bool:
    """Say whether a stick holds a backup that is later than this vault knows of: the vault may be an older copy.

    What this computer remembers cannot tell where a whole disk was put back; the stick can. After a restore, or where
    an older copy was agreed to, what was made before is explained.
    """
    files = backup.own_files(folder, vault.vault_id)
    explained = max(latest_made(vault), last_time(vault, RESTORED), last_time(vault, AGREED))
    return any(_stamp(path.name) > explained for path in files)


def _stamp(name: str) -> str:
    """Return the moment in a name as the vault writes it; "" where it is no moment."""
    try:
        return backup_generations.made_at(name).strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return ""


def make_backup(vault: Vault, folder: Path, told: Told) -> Made:
    """Make a backup, verify it from its medium, remember it, and remove the older ones no generation needs.

    Raises NotAtThisDesk and everything spoc_desk.vault.backup raises; then nothing of it is left or remembered.
    """
    _refuse(vault)
    steps = _Steps(told, ("Copying the vault", "Writing the backup", "Reading it back and checking it"))
    with backup.taken(vault, folder, steps.heard) as taken:
        written = backup.write(taken, steps.heard)
    place = str(written.folder.resolve())
    with vault.transaction(VERIFIED) as tx:
        BACKUPS.insert(tx, _record(vault, written, place, tx.now))
    return Made(written, _thin(vault, written.folder, place))


def try_backup(vault: Vault, path: Path, password: str, told: Told) -> Tried:
    """Open and check a backup with the password of its day, as a restore would, and remember that it was tried.

    One that turns out damaged does not count as a backup any more. Raises TooSoon after wrong passwords, and what
    reading a backup raises.
    """
    _refuse(vault)
    steps = _Steps(told, ("Reading the backup and checking it",))
    try:
        with preauth.counted(vault.folder, vault.clock, by_code=False):
            tried = backup_reading.try_backup(
                path, Secret.password(password), steps.heard, clock=vault.clock, room=vault.folder
            )
        if not tried.report.ok:
            raise BackupDamaged()
    except (BackupDamaged, BackupForged):
        _note_faulty(vault, path)
        raise
    with vault.transaction(TRIED, reason=f"backup of {tried.manifest.made_at}") as tx:
        tx.note(TRIED)
        for known in backups_named(tx, path.name):
            if known.audit_head == tried.manifest.audit_head:
                BACKUPS.update(tx, known, replace(known, tried_at=tx.now))
    return tried


def is_own(vault: Vault, tried: Tried) -> bool:
    """Say whether a backup that was tried is one of this vault."""
    return tried.manifest.vault == vault.vault_id


def _refuse(reader: Reader) -> None:
    if not sees(reader, Sight.BACKUPS):
        raise NotAtThisDesk()


class _Steps:
    """Puts a word to each round of bytes: a round that begins anew is the next step."""

    def __init__(self, told: Told, words: tuple[str, ...]) -> None:
        self._told = told
        self._words = words
        self._step = 0
        self._done = 0

    def heard(self, done: int, whole: int) -> bool:
        """Pass on where it is."""
        if done <= self._done and self._step < len(self._words) - 1:
            self._step += 1
        self._done = done
        count = len(self._words)
        return self._told(self._words[self._step], self._step * whole + done, count * whole)


def _record(vault: Vault, written: Written, place: str, now: str) -> Backup:
    return Backup(
        id=new_id(),
        file_name=written.name,
        folder=place,
        made_at=written.manifest.made_at,
        verified_at=now,
        verified_by=vault.actor.name,
        file_bytes=written.size,
        digest=written.digest,
        commit_no=written.manifest.commit_no,
        audit_head=written.manifest.audit_head,
        medium_asked=written.asked_medium,
    )


def _thin(vault: Vault, folder: Path, place: str) -> tuple[str, ...]:
    known = backups_in(vault, place)
    removed = backup_generations.thin(folder, vault.vault_id, [each.file_name for each in known])
    if removed:
        with vault.transaction("thinned the backups") as tx:
            for each in known:
                if each.file_name in removed:
                    BACKUPS.update(tx, each, replace(each, thinned_at=tx.now))
    return removed


def _note_faulty(vault: Vault, path: Path) -> None:
    """Remember that a file is no backup any more."""
    place = str(path.parent.resolve())
    with vault.transaction(FAULTY) as tx:
        tx.note(FAULTY)
        for known in backups_named(tx, path.name):
            if known.folder == place:
                BACKUPS.delete(tx, known)


def _line(each: Backup) -> BackupLine:
    return BackupLine(
        each.file_name, each.folder, in_words(each.verified_at), each.file_bytes, in_words(each.tried_at or "")
    )

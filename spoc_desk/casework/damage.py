"""A damaged vault: what can be brought back, doing it, and putting back its keys from a backup."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from spoc_desk.casework.damage_words import DamageWords, in_plain_words
from spoc_desk.clock import Clock
from spoc_desk.errors import UserError
from spoc_desk.vault import header_repair, preauth
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.salvage import rescue
from spoc_desk.vault.salvage.report import Report
from spoc_desk.vault.salvage.rescue import Backup
from spoc_desk.vault.second_key import Secret

Told = Callable[[str, int, int], bool]


@dataclass(frozen=True)
class Key:
    """What is typed to open something: a password, or the code of a recovery sheet."""

    typed: str
    by_code: bool = False

    def secret(self) -> Secret:
        """Return it as the vault takes it. Raises WrongRecoveryCode."""
        return Secret.code(self.typed) if self.by_code else Secret.password(self.typed)


@dataclass(frozen=True)
class Beside:
    """A backup to compare with and to fill gaps from. Without a key of its own the vault's key opens it."""

    path: Path
    key: Key | None = None


@dataclass(frozen=True)
class Saved:
    """What came of a salvage."""

    words: DamageWords
    report: Report
    vault_id: str
    folder: Path
    kept_as: str
    """The name of the folder that holds the damaged vault now; empty where it stayed in its place."""


def look(
    folder: Path, key: Key, told: Told, *, clock: Clock, beside: Beside | None = None
) -> tuple[DamageWords, Report]:
    """Return what can be brought back of a damaged vault; changes nothing but the count of wrong passwords.

    Raises TooSoon after wrong passwords, and what rescue.look_into raises.
    """
    with preauth.counted(folder, clock, by_code=key.by_code):
        report = rescue.look_into(folder, key.secret(), told, backup=_backup(beside, key))
    return _words(report, key), report


def save(
    folder: Path, key: Key, told: Told, *, clock: Clock, beside: Beside | None = None, into: Path | None = None
) -> Saved:
    """Make a vault of what can be read. The damaged one is kept. Raises TooSoon, and what rescue.salvage raises."""
    with preauth.counted(folder, clock, by_code=key.by_code):
        made = rescue.salvage(folder, key.secret(), told, clock=clock, into=into, backup=_backup(beside, key))
    kept = made.kept_as.name if made.kept_as is not None else ""
    return Saved(_words(made.report, key), made.report, made.vault_id, made.folder, kept)


def keys_are_lost(folder: Path) -> bool:
    """Say whether no copy of the vault's keys can be read."""
    return header_repair.is_lost(folder)


def put_keys_back(folder: Path, backup: Path, key: Key, clock: Clock) -> None:
    """Give the vault its keys out of a backup, where they fit. Raises TooSoon, and what put_back raises."""
    with preauth.counted(folder, clock, by_code=key.by_code):
        header_repair.put_back(folder, backup, key.secret())


def what_is_damaged(folder: Path, key: Key, told: Told) -> str:
    """Return in a sentence or two what of a vault's records is damaged; empty where that cannot be said either.

    For a key that has opened the vault already: a wrong one is not counted.
    """
    try:
        words = _words(rescue.look_into(folder, key.secret(), told), key)
    except UserError:
        return ""
    hurt = [f"{line.label.lower()}: {_hurt(line.missing, line.unsure)}" for line in words.hurt]
    named = [f"{each.reference} ({each.words})" for each in words.references]
    said = [words.headline] + ([f"{'; '.join(hurt)}."] if hurt else []) + ([f"Of {', '.join(named)}."] if named else [])
    return " ".join(said)


def _hurt(missing: int, unsure: int) -> str:
    return ", ".join([f"{missing} missing"] * bool(missing) + [f"{unsure} not sure"] * bool(unsure))


def _backup(beside: Beside | None, key: Key) -> Backup | None:
    return None if beside is None else Backup(beside.path, (beside.key or key).secret())


def _words(report: Report, key: Key) -> DamageWords:
    return in_plain_words(report, all_seen=key.secret().kind is SlotKind.RECOVERY)

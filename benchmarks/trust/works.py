"""What is done while the fault strikes, and what must hold afterwards: the frame that every class fills."""

import hashlib
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from benchmarks.trust.forked import Heard, Say
from benchmarks.trust.tally import Fault, Kind
from spoc_desk.clock import FixedClock
from spoc_desk.errors import UserError
from spoc_desk.vault import kdf, migrate
from spoc_desk.vault.connection import Database
from spoc_desk.vault.kdf import KdfSettings
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.vault import Vault

PASSWORD = "plum-harbour-tin-lantern"
LIGHT = KdfSettings(64 * 1024, 1, 1)
_PLACES = ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")


class Work(ABC):
    """One class of work on a disk: a folder with `vault` and what else the program writes."""

    name: ClassVar[str]

    @abstractmethod
    def lay_out(self, disk: Path) -> None:
        """Make what is there before the work begins. Done once; each point gets a copy."""

    @abstractmethod
    def act(self, disk: Path, say: Say) -> None:
        """Do the work, saying each thing as soon as it counts as saved. The fault strikes in here."""

    @abstractmethod
    def judge(self, disk: Path, heard: Heard, say: Say) -> Iterator[Fault]:
        """Open what is left with the real program and yield every promise that was broken."""


def derive_at_once() -> None:
    """Let a password check cost nothing for the rest of this process: what is tried here is the disk, not Argon2id."""

    def derive(secret: bytes, salt: bytes, settings: KdfSettings) -> bytes:
        return hashlib.sha256(repr((secret, salt, settings)).encode()).digest()

    kdf.derive = derive


def at_home(disk: Path) -> None:
    """Let what the program keeps outside of the vault lie on the same disk."""
    for name in _PLACES:
        os.environ[name] = str(disk / "home")


def unlocked(disk: Path, schema: Path | None = None) -> Vault:
    """Open the vault of a disk as the program does."""
    return open_vault(
        disk / "vault", PASSWORD, clock=FixedClock(), schema=schema or migrate.SCHEMA, anchors=remembered(disk)
    )


def remembered(disk: Path) -> Path:
    """Return where the computer of this disk remembers its vaults."""
    return disk / "home" / "anchors"


def step(say: Say, name: str, do: Callable[[], object], *, again: bool = True) -> bool:
    """Do one thing and say what the user would be told of it; where that is a trouble, try it once more."""
    reported = _Reported()
    try:
        with reported:
            do()
    except UserError as err:
        say("failed", name)
        say("told", type(err).__name__)
        return again and step(say, name, do, again=False)
    if reported.trouble:
        say("durable", name)
    say("saved", name)
    return True


class _Reported:
    """Notices a commit that reported an error."""

    def __init__(self) -> None:
        self.trouble = False
        self._real = Database.commit

    def __enter__(self) -> None:
        def commit(db: Database) -> None:
            try:
                self._real(db)
            except UserError:
                self.trouble = True
                raise

        Database.commit = commit  # type: ignore[method-assign]

    def __exit__(self, *_: object) -> None:
        Database.commit = self._real  # type: ignore[method-assign]


def opens(disk: Path, schema: Path | None = None) -> tuple[Vault | None, list[Fault]]:
    """Return the vault that a power cut or a failing disk left, or the fault that it does not open."""
    try:
        return unlocked(disk, schema), []
    except UserError as err:
        return None, [Fault(Kind.LOST, f"the vault does not open: {type(err).__name__}")]


def checked(vault: Vault) -> Iterator[Fault]:
    """Yield a fault where the full check of an open vault finds one."""
    for check in vault.check().checks:
        if not check.ok:
            yield Fault(Kind.WRONG, f"{check.name}: {check.sentence}")


def closed(vault: Vault) -> None:
    """Lock, whatever state it is in."""
    with suppress(UserError):
        vault.close()

"""Wrong passwords before any key is known: how many, and when the last one was.

A small file of one size beside the header, without names: it keeps the growing wait over the end of a process, and lets
the trail say after the next right password how often somebody guessed. It guards nothing by itself. Who can write to
the vault's folder can remove it; against guessing with a copy only the cost of Argon2id helps (security 3.8).
Nothing is ever erased because of wrong passwords. Wrong passwords of a backup are counted where this computer remembers
its vaults, for each vault of its own.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spoc_desk.clock import Clock
from spoc_desk.errors import SecondKeyWrong, TooSoon, UserError, WrongPassword
from spoc_desk.machine.files import make_private_folder, read_small, write_atomic

FILE: Final = "preauth.log"
LONGEST_WAIT: Final = 60  # seconds; 1, 2, 4 … 60
ACT: Final = "wrong passwords before this unlock"
_MAGIC: Final = b"SPOCTRY1"
_LAYOUT: Final = struct.Struct(">8sIQI")  # how many, the last one in seconds of 1970, check of the rest
_MOST: Final = 1_000_000


@dataclass(frozen=True)
class Tries:
    """Wrong passwords since the last right one."""

    wrong: int = 0
    last: int = 0

    def seconds_left(self, clock: Clock) -> int:
        """Return how long the next try has to wait."""
        if not self.wrong:
            return 0
        wait = min(1 << min(self.wrong - 1, 10), LONGEST_WAIT)
        # A clock that was set back must not lock anybody out for longer than the wait itself.
        return min(wait, max(0, wait - (int(clock.now().timestamp()) - self.last)))


def of_backups(vault_id: str) -> str:
    """Return the name of the file for the backups of one vault; it does not say which."""
    return f"wrong-tries-{hashlib.sha256(vault_id.encode()).hexdigest()[:24]}"


def tries(folder: Path, name: str = FILE) -> Tries:
    """Return what the file says; one that is not there, or not ours, says nothing."""
    try:
        data = read_small(folder / name, _LAYOUT.size)
        magic, wrong, last, check = _LAYOUT.unpack(data)
    except (UserError, struct.error):
        return Tries()
    if magic != _MAGIC or check != zlib.crc32(data[:-4]) or wrong > _MOST:
        return Tries()
    return Tries(wrong, last)


def note_wrong(folder: Path, clock: Clock, name: str = FILE) -> None:
    """Count one more. A disk that does not take it changes nothing for her."""
    before = tries(folder, name)
    words = struct.pack(">8sIQ", _MAGIC, min(before.wrong + 1, _MOST), max(0, int(clock.now().timestamp())))
    with suppress(UserError):
        write_atomic(folder / name, words + struct.pack(">I", zlib.crc32(words)))


def refuse_early(folder: Path, clock: Clock, name: str = FILE) -> None:
    """Raise TooSoon while the wait after wrong passwords lasts."""
    left = tries(folder, name).seconds_left(clock)
    if left:
        raise TooSoon(left)


@contextmanager
def counted(folder: Path, clock: Clock, *, by_code: bool) -> Iterator[None]:
    """Refuse a password while the wait lasts, and count a wrong one of what is done inside, where a vault lies.

    A code of a sheet cannot be guessed: it need not wait. Raises TooSoon.
    """
    if not by_code:
        refuse_early(folder, clock)
    try:
        yield
    except (WrongPassword, SecondKeyWrong):
        note_wrong(folder, clock)
        raise


@contextmanager
def counted_for_backups(memory: Path | None, vault_id: str, clock: Clock, *, by_code: bool) -> Iterator[None]:
    """The same for the backups of a vault, which may lie nowhere; the right password begins anew.

    *memory* is where this computer remembers its vaults; without it nobody waits.
    """
    if memory is None or by_code:
        yield
        return
    name = of_backups(vault_id)
    refuse_early(memory, clock, name)
    try:
        yield
    except (WrongPassword, SecondKeyWrong):
        with suppress(UserError):
            make_private_folder(memory)
        note_wrong(memory, clock, name)
        raise
    forget(memory, name)


def for_the_trail(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the entry of the trail, as (act, reason), where somebody guessed before this unlock."""
    wrong = tries(folder).wrong
    return ((ACT, str(wrong)),) if wrong else ()


def forget(folder: Path, name: str = FILE) -> None:
    """Begin anew: the password was right, and the trail has the count."""
    with suppress(OSError):
        (folder / name).unlink(missing_ok=True)

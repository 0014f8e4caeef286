"""Wrong passwords before any key is known: how many, and when the last one was.

A small file of one size beside the header, without names: it keeps the growing wait over the end of a process, and lets
the trail say after the next right password how often somebody guessed. It guards nothing by itself. Who can write to
the vault's folder can remove it; against guessing with a copy only the cost of Argon2id helps (security 3.8).
Nothing is ever erased because of wrong passwords.
"""

import struct
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spoc_desk.clock import Clock
from spoc_desk.errors import TooSoon, UserError
from spoc_desk.machine.files import read_small, write_atomic

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


def tries(folder: Path) -> Tries:
    """Return what the file says; one that is not there, or not ours, says nothing."""
    try:
        data = read_small(folder / FILE, _LAYOUT.size)
        magic, wrong, last, check = _LAYOUT.unpack(data)
    except (UserError, struct.error):
        return Tries()
    if magic != _MAGIC or check != zlib.crc32(data[:-4]) or wrong > _MOST:
        return Tries()
    return Tries(wrong, last)


def note_wrong(folder: Path, clock: Clock) -> None:
    """Count one more. A disk that does not take it changes nothing for her."""
    before = tries(folder)
    words = struct.pack(">8sIQ", _MAGIC, min(before.wrong + 1, _MOST), max(0, int(clock.now().timestamp())))
    with suppress(UserError):
        write_atomic(folder / FILE, words + struct.pack(">I", zlib.crc32(words)))


def refuse_early(folder: Path, clock: Clock) -> None:
    """Raise TooSoon while the wait after wrong passwords lasts."""
    left = tries(folder).seconds_left(clock)
    if left:
        raise TooSoon(left)


def for_the_trail(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the entry of the trail, as (act, reason), where somebody guessed before this unlock."""
    wrong = tries(folder).wrong
    return ((ACT, str(wrong)),) if wrong else ()


def forget(folder: Path) -> None:
    """Begin anew: the password was right, and the trail has the count."""
    with suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)

"""How much room the disk of a vault has left: little is said at the unlock, with too little nothing is changed.

A disk that fills up in the middle of a save loses nothing, but whoever goes on typing there cannot save any more. So
the program stops taking changes while there is still room to keep half-typed text and to lock.
"""

from enum import Enum
from pathlib import Path
from typing import Final

from spoc_desk.errors import DiskNearlyFull, UserError
from spoc_desk.machine import files

LITTLE_BYTES: Final = 200 * 1024 * 1024
LEAST_BYTES: Final = 50 * 1024 * 1024
TIMES: Final = 3  # of the database: for a backup's copy, new keys, and what is written beside them

# The one place that asks the disk.
free_bytes = files.free_bytes


class Left(Enum):
    """How much is left, as far as it matters."""

    ENOUGH = "enough"
    LITTLE = "little"
    TOO_LITTLE = "too little"


def left(folder: Path, database_bytes: int) -> Left:
    """Return how much room a vault of this size has; where the disk does not say, nobody is warned."""
    try:
        free = free_bytes(folder)
    except UserError:
        return Left.ENOUGH
    if free < LEAST_BYTES:
        return Left.TOO_LITTLE
    return Left.LITTLE if free < max(LITTLE_BYTES, TIMES * database_bytes) else Left.ENOUGH


_WORDS: Final = {
    Left.LITTLE: "There is little room left on the vault's disk. Free some space, so that a backup still fits.",
    Left.TOO_LITTLE: "Less than 50 MB are free on the vault's disk. You can read, but nothing can be changed:"
    " free some space.",
}


def words(folder: Path, database_bytes: int) -> str:
    """Return what is said at the unlock; "" where there is room enough."""
    return _WORDS.get(left(folder, database_bytes), "")


def require(folder: Path) -> None:
    """Raise DiskNearlyFull where too little is left to change anything."""
    if left(folder, 0) is Left.TOO_LITTLE:
        raise DiskNearlyFull()

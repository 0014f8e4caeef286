"""How much of a class is tried."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Options:
    """What a run was asked for."""

    room: Path
    """An empty folder; on a disk in memory where there is one, because thousands of vaults are made there."""
    points: int = 0
    """About so many points of each trouble; 0 for every one."""
    seeds: int = 4
    """Ways in which what was not synced may be left, beside all of it missing."""
    workers: int = 1
    troubles: str = ""
    """Words of the only trouble to be tried; "" for all."""
    seconds: float = 0.0
    """How long each parser is fed with changed input."""
    thin: bool = False
    """Try fewer points in a long run of writes to one file."""

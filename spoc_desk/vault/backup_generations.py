"""Which older backups stay: the newest of each of 7 days, 4 weeks and 12 months that have one, and the last one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from spoc_desk.errors import UserError
from spoc_desk.machine import medium
from spoc_desk.vault import backup, backup_file

DAYS, WEEKS, MONTHS = 7, 4, 12
_STAMP_PARTS: Final = slice(2, 4)


def made_at(name: str) -> datetime:
    """Return when a backup was made, from its name. Raises ValueError for a name of another kind."""
    day, moment = name.removesuffix(backup_file.SUFFIX).split("-")[_STAMP_PARTS]
    return datetime.strptime(f"{day}{moment}+0000", "%Y%m%d%H%M%S%z")


def to_keep(names: Sequence[str]) -> frozenset[str]:
    """Return the names that stay."""
    newest_first = sorted(names, key=lambda name: (made_at(name), name), reverse=True)
    kept: set[str] = set()
    for spell, most in (("%Y%m%d", DAYS), ("%G-%V", WEEKS), ("%Y%m", MONTHS)):
        newest: dict[str, str] = {}
        for name in newest_first:
            newest.setdefault(made_at(name).strftime(spell), name)
        kept.update(list(newest.values())[:most])
    return frozenset(kept)


def thin(folder: Path, vault_id: str, verified: Iterable[str]) -> tuple[str, ...]:
    """Remove the backups of this vault that no generation needs, and return their names.

    *verified* are the names that were read back whole, the newest last. Only those are counted and only those are
    removed: a file nobody proved keeps no proven one out, and may be the only trace of something. The last one stays.
    """
    known = list(verified)
    there = {path.name: path for path in backup.own_files(folder, vault_id)}
    proven = [name for name in known if name in there]
    if not proven:
        return ()
    keep = to_keep(proven) | {proven[-1]}
    return tuple(name for name in proven if name not in keep and _remove(there[name], vault_id))


def _remove(path: Path, vault_id: str) -> bool:
    """Remove one backup, once its own header says that it is of this vault."""
    try:
        descriptor, size = medium.old_file(path)
        with open(descriptor, "rb") as stream:
            mine = backup_file.read_head(stream, size).header.vault == vault_id
        if mine:
            path.unlink()
    except (OSError, UserError):
        return False
    return mine

"""The two copies of the header: the newest valid one counts, and the other is repaired from it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spoc_desk.errors import (
    Damaged,
    EmptyFile,
    KeysUnsure,
    MachineTrouble,
    Missing,
    NotAVault,
    TooNew,
    Unfinished,
    UserError,
    VaultTrouble,
)
from spoc_desk.machine.files import flush_folder, read_small, write_atomic
from spoc_desk.vault import header
from spoc_desk.vault.header import Header

FIRST: Final = "header.spoc"
SECOND: Final = "header.spoc.bak"
UNFINISHED: Final = "creation.unfinished"
"""Stands in the folder until the header does: what lies beside it was never a vault and may be cleared away."""


@dataclass(frozen=True)
class Loaded:
    """The header that counts, its bytes, and which copies must be made good."""

    header: Header
    raw: bytes
    to_repair: tuple[str, ...]


def load(folder: Path) -> Loaded:
    """Return the newest copy that is undamaged; writes nothing.

    Raises TooNew when either copy is of a later program, else Missing, Unfinished, EmptyFile, NotAVault or
    Damaged.
    """
    untrusted = dict(_copies(folder))
    parsed: dict[str, Header] = {}
    troubles: list[VaultTrouble] = []
    for name, raw in untrusted.items():
        try:
            parsed[name] = header.parse(raw)
        except TooNew:
            raise
        except VaultTrouble as trouble:
            troubles.append(trouble)
    if not parsed:
        raise _worst(troubles, folder)
    best = max(parsed, key=lambda name: parsed[name].seq)  # the first copy when both are equally new
    raw = untrusted[best]
    stale = tuple(name for name in (FIRST, SECOND) if untrusted.get(name) != raw)
    return Loaded(parsed[best], raw, stale)


def is_there(folder: Path) -> bool:
    """Say whether a folder holds a header, whatever is in it."""
    with suppress(OSError):
        return any((folder / name).is_file() for name in (FIRST, SECOND))
    return False


def is_unfinished(folder: Path) -> bool:
    """Say whether the making of a vault here was interrupted: then there is no header, and nothing was ever in it."""
    with suppress(OSError):
        return (folder / UNFINISHED).exists() and not any((folder / name).exists() for name in (FIRST, SECOND))
    return False


def end_of_creation(folder: Path) -> None:
    """Take the marker of a creation away: from here on what lies in the folder is a vault, and is never cleared away.

    Raises OSError.
    """
    (folder / UNFINISHED).unlink(missing_ok=True)
    flush_folder(folder)


def _copies(folder: Path) -> Iterator[tuple[str, bytes]]:
    for name in (FIRST, SECOND):
        with suppress(Missing):
            yield name, read_small(folder / name, header.MOST_BYTES)


def _worst(troubles: list[VaultTrouble], folder: Path) -> VaultTrouble:
    """Return the one sentence for a folder without any good copy."""
    if not troubles and is_unfinished(folder):
        return Unfinished()
    if all(isinstance(trouble, NotAVault) for trouble in troubles):
        # A database without its header is a damaged vault, not a place for a new one, nor something else.
        if any(folder.glob("vault-*.db")):
            return Damaged()
        return troubles[0] if troubles else Missing()
    if all(isinstance(trouble, EmptyFile) for trouble in troubles):
        return troubles[0]
    return Damaged()


def save(folder: Path, raw: bytes) -> None:
    """Write both copies, the second only when the first is on the disk: at any moment one of them is whole.

    The first is the commit point. A second one that cannot be written is made good at the next unlock.
    """
    write_atomic(folder / FIRST, raw)
    with suppress(MachineTrouble):
        write_atomic(folder / SECOND, raw)


def commit(folder: Path, raw: bytes) -> None:
    """Save a header that changes who has a key. Where the disk reports an error, what it then holds decides.

    Raises DiskFull and the like when the header before still counts, KeysUnsure when the disk does not say.
    """
    try:
        save(folder, raw)
    except MachineTrouble as err:
        if not _holds(folder, raw):
            raise
        try:
            save(folder, raw)  # once more, so that a power cut cannot take it back
        except MachineTrouble:
            raise KeysUnsure() from err


def _holds(folder: Path, raw: bytes) -> bool:
    try:
        return load(folder).raw == raw
    except UserError as err:
        raise KeysUnsure() from err


def repair(folder: Path, loaded: Loaded) -> bool:
    """Write the copies that differ from the good one; call it only after the header was proven. True when all are."""
    try:
        for name in loaded.to_repair:
            write_atomic(folder / name, loaded.raw)
    except MachineTrouble:
        return False
    return True

"""What the page about a damaged vault says first: what happened, in one plain sentence, and what is safe."""

from dataclasses import dataclass
from typing import Final

from spoc_desk.errors import (
    Damaged,
    DatabaseDamaged,
    DatabaseMissing,
    EmptyFile,
    UserError,
    WriteFailed,
)

TROUBLES: Final[tuple[type[UserError], ...]] = (
    DatabaseDamaged, Damaged, DatabaseMissing, EmptyFile, WriteFailed,
)  # fmt: skip
"""WriteFailed is what a dying disk says."""
SAFE: Final = (
    "Nothing was changed, and nothing will be lost by what you choose here: the damaged folder is kept as it is. "
    "Backups on sticks are not touched by it."
)
FOR_IT: Final = (
    "Whatever you choose, copy the damaged folder to an encrypted stick for your IT first, or afterwards under its new "
    "name: they may read more of it. It is encrypted like the vault. Ask them to look at the disk as well: a damage "
    "seldom comes alone."
)
KEEP_FOR_IT: Final = (
    "Copy that folder to an encrypted stick for your IT: they may read more of it. It is encrypted like the vault. Ask "
    "them to look at the disk as well: a damage seldom comes alone. Then make a backup of the new vault."
)


@dataclass(frozen=True)
class Trouble:
    """What happened."""

    title: str
    words: str
    has_keys: bool = True
    has_records: bool = True


_KEYS: Final = Trouble(
    "The keys of the vault are damaged",
    "Both copies of the file with the keys cannot be read any more. The file with the records is another one, and may "
    "be whole.",
    has_keys=False,
)
_MISSING: Final = Trouble(
    "The records of the vault are not here",
    "The keys are in the vault's folder, the file with the records is not: somebody moved it, or took it away.",
    has_records=False,
)
_CUT: Final = Trouble(
    "A file of the vault is cut short",
    "The file with the records ends too early, as after a full disk or a copy that was not finished.",
)
_DISK: Final = Trouble(
    "The disk does not give the vault",
    "The disk of this computer reported a fault while the vault was opened. It may be dying: look what can be saved, "
    "and call your IT today.",
)
_RECORDS: Final = Trouble(
    "The vault is damaged",
    "Your password is right. A part of the file with the records cannot be read, or is not what the history says.",
)


def trouble_of(error: UserError, *, keys_lost: bool = False) -> Trouble:
    """Return what to say about an error that kept the vault shut."""
    if keys_lost or isinstance(error, Damaged):
        return _KEYS
    if isinstance(error, DatabaseMissing):
        return _MISSING
    if isinstance(error, WriteFailed):
        return _DISK
    return _CUT if isinstance(error, EmptyFile) else _RECORDS

"""The two lists that travel without a case: the lines of a deputy pack, and what the deputy did with it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from spoc_desk.vault.records.table import Table


@dataclass(frozen=True, kw_only=True)
class PackLine:
    """One line of a deputy pack: to read, and nothing else."""

    id: str
    case_ref: str
    heading: str
    words: str
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class BackLine:
    """One thing that was done, on its way to the desk of the case."""

    id: str
    case_ref: str
    done_on: date
    done_by: str
    what_was_done: str


# These two are no tables of a vault: only the columns and the decoder are used.
PACK_TABLES: Final[dict[str, Table[Any]]] = {"pack_lines": Table("pack_lines", PackLine)}
HAND_BACK_TABLES: Final[dict[str, Table[Any]]] = {"pack_notes": Table("pack_notes", BackLine)}

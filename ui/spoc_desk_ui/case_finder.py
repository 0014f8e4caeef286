"""What the command box finds in the vault: cases by reference, alias or the beginning of a name."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spoc_desk.casework.case_lists import CaseFilter, list_cases

from .lazy import load
from .widgets.command_box import Hit

if TYPE_CHECKING:
    from spoc_desk.vault.vault import Vault

_SHOWN = 6


def find_cases(vault: "Vault", words: str) -> Sequence[Hit]:
    """Return the cases that *words* find, closed ones too (worker thread). Names are searched, never shown.

    Where they find none and name an area, the one hit says that no area is kept here.
    """
    found = list_cases(vault, filter=CaseFilter(text=words, open_only=False), limit=_SHOWN)
    searched = load("spoc_desk.casework.searched")
    if not found.rows and searched.names_another_area(vault, words):
        return [Hit(searched.NO_OTHER_AREA)]
    return [
        Hit(row.case_ref, f"{row.direction.label} · {row.state_words}", place="case", ids={"case_id": row.case_id})
        for row in found.rows
    ]

"""What the command box finds in the vault: cases and referrals by reference, alias or the beginning of a name."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spoc_desk.casework.case_lists import CaseFilter, list_cases

from .lazy import load
from .widgets.command_box import Hit

if TYPE_CHECKING:
    from spoc_desk.vault.vault import Vault

_SHOWN = 6


def find_cases(vault: "Vault", words: str) -> Sequence[Hit]:
    """Return the cases and referrals that *words* find, closed ones too (worker thread). Names are never shown.

    Where they find none and name an area, the one hit says that no area is kept here.
    """
    found = list_cases(vault, filter=CaseFilter(text=words, open_only=False), limit=_SHOWN)
    searched = load("spoc_desk.casework.searched")
    referrals = load("spoc_desk.casework.referrals.lists").list_referrals(vault, text=words, limit=_SHOWN)
    if not found.rows and not referrals.rows and searched.names_another_area(vault, words):
        return [Hit(searched.NO_OTHER_AREA)]
    cases = [
        Hit(row.case_ref, f"{row.direction.label} · {row.state_words}", place="case", ids={"case_id": row.case_id})
        for row in found.rows
    ]
    return cases + [
        Hit(row.referral_ref, f"Referral · {row.state_words}", place="referral", ids={"referral_id": row.id})
        for row in referrals.rows
    ]

"""A view of a list that somebody named for herself: which filters, which order (screens: lists)."""

from dataclasses import dataclass
from typing import Final

from spoc_desk.domain.record import Record

LONGEST_NAME: Final = 40
MOST: Final = 20
"""So many views of one list for one person: more are no menu any more."""


@dataclass(frozen=True, kw_only=True)
class SavedView(Record):
    """One person's view of one list. No text that was typed to search is in it.

    `shown`: what was picked, as "part=choice": a column that offers choices, or a tab or tick of the page.
    """

    user_id: str
    list_name: str
    name: str
    shown: tuple[str, ...] = ()
    sort: str = ""
    descending: bool = False

"""Views of the lists, each for the one person who named it: save, rename, delete, pick.

A view holds the filters that were picked and the order. Words that were typed to search are never in it: a name among
them would outlive the record (docs/decisions/0022). For the same reason a view is not named after a family: its name
must not be a family name of the records of its list, and may not show an area. Another list needs one line in LISTS.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.leaks import blocking, scan_texts
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.names import search_key
from spoc_desk.casework.own_words import own_words
from spoc_desk.domain.record import new_id
from spoc_desk.domain.saved_views import LONGEST_NAME, MOST, SavedView
from spoc_desk.errors import BadAnswer, LeakFound, UnknownRecord
from spoc_desk.vault.records.stores import INCIDENT_CHILDREN, MEMBER_NAMES, REFERRAL_ROWS, RELAY_MESSAGES, SAVED_VIEWS
from spoc_desk.vault.records.table import Reader, Table
from spoc_desk.vault.vault import Transaction, Vault


@dataclass(frozen=True)
class ListOf:
    """A list that has views: who sees it, and the records whose family names no view of it may say."""

    sight: Sight
    people: Table[Any] | None = None  # Any: the kinds differ; each has a family_key


LISTS: Final[Mapping[str, ListOf]] = {
    "relocations": ListOf(Sight.RELOCATIONS, MEMBER_NAMES),
    "referrals": ListOf(Sight.REFERRALS, REFERRAL_ROWS),
    "relay": ListOf(Sight.RELAY, RELAY_MESSAGES),
    "decisions": ListOf(Sight.RELOCATIONS, MEMBER_NAMES),
    "concerns": ListOf(Sight.RELOCATIONS, MEMBER_NAMES),
    "access": ListOf(Sight.RELOCATIONS, MEMBER_NAMES),
    "incidents": ListOf(Sight.INCIDENTS, INCIDENT_CHILDREN),
    "reviews": ListOf(Sight.INCIDENTS, INCIDENT_CHILDREN),
    "escalations": ListOf(Sight.DISPUTES, REFERRAL_ROWS),
    "complaints": ListOf(Sight.COMPLAINTS),
    "consultations": ListOf(Sight.DISPUTES, REFERRAL_ROWS),
    "rollout": ListOf(Sight.DIRECTORY),
}
_PICKED: Final = re.compile(r"[a-z][a-z0-9_]*=[A-Za-z0-9_-]+")
"""A part and the id of a choice: no word with a space, no sentence."""
_MOST_WORDS: Final = 4


def saved_views(vault: Vault, list_name: str) -> tuple[SavedView, ...]:
    """Return the own views of a list by name; nothing for who does not see that list."""
    if list_name not in LISTS or not sees(vault, LISTS[list_name].sight):
        return ()
    mine = (vault.actor.user_id, list_name)
    return tuple(SAVED_VIEWS.find(vault, "user_id = ? AND list_name = ?", mine, tail="ORDER BY name COLLATE NOCASE"))


def save_view(
    vault: Vault, *, list_name: str, name: str, shown: Mapping[str, str], sort: str, descending: bool
) -> Done:
    """Keep a view of a list under *name*. *shown*: part → id of the choice picked.

    Raises BadAnswer for the name, LeakFound, and UnknownRecord where there is no such list for this person.
    """
    with vault.transaction("saved a view of a list") as tx:
        if list_name not in LISTS or not sees(vault, LISTS[list_name].sight):
            raise UnknownRecord()
        if SAVED_VIEWS.count(tx, "user_id = ? AND list_name = ?", (vault.actor.user_id, list_name)) >= MOST:
            raise BadAnswer(f"You have {MOST} views of this list. Delete one first.", "name")
        view = SavedView(
            id=new_id(),
            user_id=vault.actor.user_id,
            list_name=list_name,
            name=name,
            shown=_picked(shown),
            sort=sort,
            descending=descending,
        )
        stored = SAVED_VIEWS.insert(tx, _well_named(tx, view))
    return _done(stored)


def rename_view(vault: Vault, *, view_id: str, name: str, version: int) -> Done:
    """Give an own view another name. Raises BadAnswer, LeakFound, StaleRecord, UnknownRecord."""
    with vault.transaction("renamed a view of a list") as tx:
        before = replace(_mine(vault, tx, view_id), version=version)
        stored = SAVED_VIEWS.update(tx, before, _well_named(tx, replace(before, name=name)))
    return _done(stored)


def delete_view(vault: Vault, *, view_id: str) -> Done:
    """Delete an own view for good, with every name it had. Raises UnknownRecord."""
    with vault.transaction("deleted a view of a list") as tx:
        before = _mine(vault, tx, view_id)
        tx.erase(SAVED_VIEWS.name, before.id, version=before.version)
    return _done(before)


def erase_views(tx: Transaction, user_id: str) -> None:
    """Take away every view of somebody who leaves."""
    for view in SAVED_VIEWS.find(tx, "user_id = ?", (user_id,)):
        tx.erase(SAVED_VIEWS.name, view.id, version=view.version)


def _mine(vault: Vault, tx: Transaction, view_id: str) -> SavedView:
    view = SAVED_VIEWS.get(tx, view_id)
    if view.user_id != vault.actor.user_id:
        raise UnknownRecord()
    return view


def _picked(shown: Mapping[str, str]) -> tuple[str, ...]:
    picked = tuple(f"{part}={choice}" for part, choice in sorted(shown.items()) if choice)
    if not all(_PICKED.fullmatch(each) for each in picked):
        raise BadAnswer("Only what is picked from a list can be kept in a view, not what was typed.", "shown")
    return picked


def _well_named(tx: Transaction, view: SavedView) -> SavedView:
    name = " ".join(view.name.split())
    if not name:
        raise BadAnswer("Enter a name for the view.", "name")
    if len(name) > LONGEST_NAME:
        raise BadAnswer(f"Enter a shorter name: at most {LONGEST_NAME} letters.", "name")
    same = "user_id = ? AND list_name = ? AND id <> ?"
    others = SAVED_VIEWS.find(tx, same, (view.user_id, view.list_name, view.id))
    if any(each.name.casefold() == name.casefold() for each in others):
        raise BadAnswer("You have a view with this name already.", "name")
    if blocking(scan_texts({"name": ("Name", name)}, own_words(tx))):
        raise LeakFound("This name may show an area. Name the view after the work, such as “Stopped”.", "2.3 rule 9")
    if _names_a_family(tx, LISTS[view.list_name].people, name):
        raise BadAnswer("Somebody in this list has that family name. Name the view after the work.", "name")
    return replace(view, name=name)


def _names_a_family(reader: Reader, people: Table[Any] | None, name: str) -> bool:
    words = name.split()
    keys = {
        search_key(" ".join(words[first:last]))
        for first in range(len(words))
        for last in range(first + 1, min(first + _MOST_WORDS, len(words)) + 1)
    } - {""}
    if people is None or not keys:
        return False
    places = ", ".join("?" for _ in keys)
    return people.count(reader, f"family_key IN ({places})", sorted(keys)) > 0


def _done(view: SavedView) -> Done:
    return Done(Change(What.VIEW, None, (view.id,)), record=view)

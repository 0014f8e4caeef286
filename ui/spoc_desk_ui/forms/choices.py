"""The lists a form cannot know by itself: our own people and services, the household by alias, record systems."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.domain.contacts import Contact, ContactKind, ContactRole
from spoc_desk.domain.house_dates import short_date
from spoc_desk.forms.definition import Choice

from ..lazy import load

if TYPE_CHECKING:
    from spoc_desk.deadlines.calendar import Calendar
    from spoc_desk.domain.own_area import OwnArea
    from spoc_desk.vault.vault import Vault

Choices = dict[str, tuple[Choice, ...]]

_MAY_BE_SPOC = (ContactRole.LA_SPOC, ContactRole.DEPUTY)
_PLACES = {"school": ("school", "early_years"), "gp": ("gp",)}


@dataclass(frozen=True)
class Council:
    """What a form needs from the council's profile: how days are counted and what our own area is."""

    calendar: "Calendar"
    own_area: "OwnArea"


def fetch_council(vault: "Vault") -> Council:
    """Return the calendar and the own area (worker thread)."""
    council = load("spoc_desk.casework.council")
    return Council(council.calendar(vault), council.profile(vault).own_area)


def fetch_choices(vault: "Vault", case_id: str = "") -> Choices:
    """Return every dynamic list by the name forms use in `choices_from` (worker thread); with a *case_id* its own too.

    Beside them, by question: "school" and "gp" are our services of that kind, "own_spocs" who may be LA SPOC,
    "service_leads" our services.
    """
    stores = load("spoc_desk.vault.records.stores")
    profile = load("spoc_desk.casework.council").profile(vault)
    contacts: list[Contact] = stores.CONTACTS.find(vault, "active = 1", tail="ORDER BY name COLLATE NOCASE")
    found: Choices = {
        "own_contacts": _named(contacts),
        "own_spocs": _named(each for each in contacts if set(each.roles) & set(_MAY_BE_SPOC)),
        "service_leads": _named(each for each in contacts if each.kind is ContactKind.SERVICE),
        "services": tuple(Choice(each.id, each.label) for each in profile.services),
        "systems": tuple(Choice(each.id, each.label) for each in profile.systems),
    }
    for question, services in _PLACES.items():
        found[question] = _named(each for each in contacts if each.service in services)
    return found | (_of_case(vault, case_id) if case_id else {})


def _of_case(vault: "Vault", case_id: str) -> Choices:
    stores = load("spoc_desk.vault.records.stores")
    mine, by_case = "case_id = ?", (case_id,)
    people = stores.MEMBERS.find(vault, f"{mine} AND left_on IS NULL", by_case, tail="ORDER BY created_at, alias")
    held = stores.MEETINGS.find(vault, mine, by_case, tail="ORDER BY meeting_no")
    theirs = stores.UKPPS_CONTACTS.find(vault, f"{mine} AND active_to IS NULL", by_case, tail="ORDER BY active_from")
    items = stores.ITEMS.find(vault, mine, by_case, tail="ORDER BY item_no")
    decisions = stores.DECISIONS.find(vault, mine, by_case, tail="ORDER BY decided_on DESC")
    return {
        "members": tuple(Choice(each.id, each.alias) for each in people),
        "meetings": tuple(Choice(m.id, f"Meeting {m.meeting_no}, {short_date(m.held_on)}") for m in held),
        "ukpps_contacts": tuple(Choice(each.id, f"{each.display_name}, {each.role.label}") for each in theirs),
        "exchange_items": tuple(Choice(each.id, f"{each.item_no}  {each.title}") for each in items),
        "decisions": tuple(Choice(d.id, f"{d.outcome.label}, {short_date(d.decided_on)}") for d in decisions),
    }


def _named(contacts: Iterable[Contact]) -> tuple[Choice, ...]:
    return tuple(Choice(each.id, contact_words(each)) for each in contacts)


def contact_words(contact: Contact) -> str:
    """Return "Jordan Field, Team manager", the way a contact is told from another one."""
    return ", ".join(part for part in (contact.name, contact.job_title or contact.team) if part)

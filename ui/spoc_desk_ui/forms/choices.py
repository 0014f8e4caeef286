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

ALL = 100_000
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
    profile = load("spoc_desk.casework.council").profile(vault)
    schools = load("spoc_desk.casework.schools.directory")
    contacts: list[Contact] = list(load("spoc_desk.casework.directory").list_contacts(vault, limit=ALL).rows)
    found: Choices = {
        "own_contacts": _named(contacts),
        "own_spocs": _named(each for each in contacts if set(each.roles) & set(_MAY_BE_SPOC)),
        "service_leads": _named(each for each in contacts if each.kind is ContactKind.SERVICE),
        "services": tuple(Choice(each.id, each.label) for each in profile.services),
        "agencies": tuple(Choice(each.id, each.label) for each in profile.referring.agencies),
        "review_agencies": tuple(Choice(each.id, each.label) for each in profile.reviewing.agencies),
        "systems": tuple(Choice(each.id, each.label) for each in profile.systems),
        "schools": tuple(Choice(*each) for each in schools.school_choices(vault)),
        "school_partnerships": tuple(Choice(*each) for each in schools.partnership_names(vault).items()),
    }
    for question, services in _PLACES.items():
        found[question] = _named(each for each in contacts if each.service in services)
    return found | (_of_case(vault, case_id) if case_id else {})


def _of_case(vault: "Vault", case_id: str) -> Choices:
    people = load("spoc_desk.casework.people").present_members(vault, case_id)
    held = reversed([each.meeting for each in load("spoc_desk.casework.meetings").meetings(vault, case_id)])
    theirs = [each for each in load("spoc_desk.casework.spocs").ukpps_spocs(vault, case_id) if each.active_to is None]
    decisions = load("spoc_desk.casework.sharing").decisions(vault, case_id)
    return {
        "members": tuple(Choice(each.id, each.alias) for each in people),
        "meetings": tuple(Choice(m.id, f"Meeting {m.meeting_no}, {short_date(m.held_on)}") for m in held),
        "ukpps_contacts": tuple(Choice(each.id, f"{each.display_name}, {each.role.label}") for each in theirs),
        "decisions": tuple(Choice(d.id, f"{d.outcome.label}, {short_date(d.decided_on)}") for d in decisions),
    }


def _named(contacts: Iterable[Contact]) -> tuple[Choice, ...]:
    return tuple(Choice(each.id, contact_words(each)) for each in contacts)


def contact_words(contact: Contact) -> str:
    """Return "Jordan Field, Team manager", the way a contact is told from another one."""
    return ", ".join(part for part in (contact.name, contact.job_title or contact.team) if part)

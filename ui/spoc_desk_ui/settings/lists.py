"""The council's lists: record systems that can carry a flag, and services a family may need."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..lazy import load
from ..widgets.answering import Answer, as_ids
from ..widgets.banner import Line
from ..widgets.field import Field
from .entries_field import EntriesField, packed, unpacked
from .profile_section import ProfileSection, Values

if TYPE_CHECKING:
    from spoc_desk.profile.profile import Listed, Profile

_TIERS = (("universal", "Universal"), ("specialist", "Specialist"))


class SystemsSection(ProfileSection):
    """Where a record about a person may lie, and be flagged."""

    key = "systems"
    title = "Record systems"
    intro = "Each system that holds a record about a family member is asked to flag it. An entry in use can be renamed."

    def build(self) -> None:
        self.add("systems", Field("Record systems", EntriesField("System", "Add a system"), width="long"))

    def read(self, profile: "Profile") -> dict[str, Answer]:
        return {"systems": _packed(profile.systems)}

    @staticmethod
    def put(profile: "Profile", values: Values) -> "Profile":
        return replace(profile, systems=_entries(values["systems"]))

    def problems(self) -> list[Line]:
        return _problems(self.fields["systems"].value(), "systems", "system")


class ServicesSection(ProfileSection):
    """What services there are here."""

    key = "services"
    title = "Services"
    intro = "The services a family may need here. Universal ones are for everybody; specialist ones follow a need."

    def build(self) -> None:
        self.add("services", Field("Services", EntriesField("Service", "Add a service", _TIERS), width="long"))

    def read(self, profile: "Profile") -> dict[str, Answer]:
        return {"services": _packed(profile.services)}

    @staticmethod
    def put(profile: "Profile", values: Values) -> "Profile":
        return replace(profile, services=_entries(values["services"]))

    def problems(self) -> list[Line]:
        return _problems(self.fields["services"].value(), "services", "service")


def _packed(entries: "Iterable[Listed]") -> tuple[str, ...]:
    return tuple(packed(entry.id, entry.label, entry.tier) for entry in entries)


def _entries(value: Answer) -> "tuple[Listed, ...]":
    """Return the lines as entries; a new one gets an id of its own."""
    lists = load("spoc_desk.casework.council_lists")
    lines = [unpacked(text) for text in as_ids(value)]
    taken = {entry_id for entry_id, _words, _kind in lines if entry_id}
    found: list[Listed] = []
    for entry_id, words, kind in lines:
        entry: Listed = lists.with_id(words, kind, taken)
        found.append(replace(entry, id=entry_id) if entry_id else entry)
        taken.add(found[-1].id)
    return tuple(found)


def _problems(value: Answer, key: str, noun: str) -> list[Line]:
    words = [unpacked(text)[1].casefold() for text in as_ids(value)]
    if not words:
        return [Line(f"Enter at least one {noun}", key)]
    twice = next((unpacked(text)[1] for text in as_ids(value) if words.count(unpacked(text)[1].casefold()) > 1), "")
    return [Line(f"“{twice}” is in the list twice. Change one of the two", key)] if twice else []

"""What an import gathers while it reads: names for looking up, and long lists by number."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spoc_desk.sanitise.gazetteer.ambiguity import entry_for, is_abroad, is_everyday
from spoc_desk.sanitise.gazetteer.entry import Entry
from spoc_desk.sanitise.gazetteer.sources import key_of, keys_of
from spoc_desk.sanitise.gazetteer.variants import head
from spoc_desk.sanitise.lists import context, words

# A name that so many districts have tells nobody where it is: "Church Lane".
MOST_DISTRICTS = 12
_SEVERAL = 0
_LEAST_HEAD = 4
SCHOOL_HEADS = "school-heads"


@dataclass
class Gathered:
    """The names of one import so far."""

    entries: dict[str, Entry] = field(default_factory=dict)
    long_lists: dict[str, dict[str, set[int]]] = field(default_factory=dict)
    districts: dict[str, int] = field(default_factory=dict)
    areas: dict[str, int] = field(default_factory=dict)  # in which authorities a name lies, as bits
    rows: int = 0

    def place_name(self, name: str, areas: int) -> None:
        """Note in which authorities a name lies, with its other spellings and its head."""
        if areas:
            short = head(name)
            for key in (*keys_of(name), *(keys_of(short) if len(short) > 4 else ())):
                self.areas[key] = self.areas.get(key, 0) | areas

    def place_code(self, key: str, areas: int) -> None:
        """Note in which authorities a postcode district lies."""
        if areas:
            self.areas[key] = self.areas.get(key, 0) | areas

    def add_name(self, name: str, channel: str, district: str) -> None:
        """Take one name with its other spellings and its head."""
        district = key_of(district)
        for key in keys_of(name):
            self._add_entry(key, channel, district)
        short = head(name)
        if len(short) > 4 and channel == "place":
            for key in keys_of(short):
                if not is_everyday(key):
                    self._add_entry(key, channel, district)

    def _add_entry(self, key: str, channel: str, district: str) -> None:
        known = self.entries.get(key)
        if known is not None:
            if known.district and known.district != district:
                self.entries[key] = Entry(known.channel, known.tier, False, known.also_name, known.mark)
            return
        entry = entry_for(key, channel, weighty=False, judged=False, district=district)
        if entry is not None and not is_abroad(key):
            self.entries[key] = entry

    def add_long(self, kind: str, name: str, district: str) -> None:
        """Take one name of several words into a long list."""
        kept = self.long_lists.setdefault(kind, {})
        place = self.districts.setdefault(district, len(self.districts) + 1) if district else _SEVERAL
        for key in keys_of(name):
            if " " in key:
                kept.setdefault(key, set()).add(place)

    def add_school(self, name: str, district: str) -> None:
        """Take a school, and what people call it: "Ian Ramsey" for "Ian Ramsey Church of England Academy"."""
        self.add_long("schools", name, district)
        place = self.districts.setdefault(district, len(self.districts) + 1) if district else _SEVERAL
        kept = self.long_lists.setdefault(SCHOOL_HEADS, {})
        for short in school_heads(name):
            kept.setdefault(short, set()).add(place)

    def numbered(self, kind: str, *, everyday: bool) -> dict[str, int]:
        """Return a long list with the district of each name; names that too many districts have are left out."""
        found = {}
        for key, places in self.long_lists.get(kind, {}).items():
            telling = (
                not is_everyday(key)
                or kind == SCHOOL_HEADS
                or (everyday and key.rsplit(" ", 1)[-1] in words("road_types"))
            )
            if telling and len(places) <= MOST_DISTRICTS:
                found[key] = places.copy().pop() if len(places) == 1 else _SEVERAL
        return found


def school_heads(name: str) -> Iterator[str]:
    """Yield the keys of what people call a school: "ian ramsey" for "Ian Ramsey Church of England Academy"."""
    for key in keys_of(name.partition(",")[0]):
        parts = key.split(" ")
        while parts and parts[-1] in context("school endings"):
            parts.pop()
        if parts and parts[0] == "the":
            parts.pop(0)
        short = " ".join(parts)
        if len(short) >= _LEAST_HEAD and not (len(parts) == 1 and is_everyday(short)):
            yield short

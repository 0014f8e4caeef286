"""The lists of `resources/gazetteer`, and the names and entries they make."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spoc_desk.sanitise.gazetteer.ambiguity import entry_for, is_everyday
from spoc_desk.sanitise.gazetteer.entry import Entry, Mark, Tier
from spoc_desk.sanitise.gazetteer.variants import head, initials, variants
from spoc_desk.sanitise.lists import rows, words
from spoc_desk.sanitise.normalise import normalise
from spoc_desk.sanitise.tokens import flat

# Earlier lists win where a name stands in several: "Leeds" is a council before it is a city.
LISTS: tuple[tuple[str, str], ...] = (
    ("councils_county", "council"),
    ("councils_unitary", "council"),
    ("councils_metropolitan", "council"),
    ("councils_london", "council"),
    ("councils_district", "council"),
    ("councils_wales", "council"),
    ("councils_scotland", "council"),
    ("councils_northern_ireland", "council"),
    ("councils_abolished", "council"),
    ("police_forces", "police"),
    ("fire_services", "fire"),
    ("counties", "county"),
    ("cities", "place"),
    ("short_forms", "place"),
    ("regions", "region"),
    ("nhs", "health"),
    ("nhs_trusts", "health"),
    ("hospitals", "health"),
    ("ambulance_services", "health"),
    ("courts", "court"),
    ("prisons", "prison"),
    ("universities", "university"),
    ("colleges", "school"),
    ("schools_known", "school"),
    ("demonyms", "demonym"),
    ("football_clubs", "football-club"),
    ("transport", "transport"),
    ("airports", "transport"),
    ("utilities", "utility"),
    ("newspapers", "local-media"),
    ("housing_associations", "housing-association"),
    ("dioceses", "diocese"),
    ("shopping_centres", "landmark"),
    ("landmarks", "landmark"),
    ("rivers", "river"),
    ("islands", "place"),
    ("london_districts", "place"),
    ("suburbs", "place"),
    ("towns", "place"),
    ("geonames_places", "place"),
    ("phone_areas", "place"),
    ("fire_initials", "fire"),
    ("hospital_initials", "health"),
    ("dedications", "venue"),
    ("refuges", "local-service"),
    ("landlords", "housing-association"),
    ("bus_firms", "transport"),
    ("retail", "landmark"),
    ("pubs", "venue"),
    ("prisons_short", "prison"),
    ("universities_short", "university"),
    ("stations", "place"),
    ("districts", "place"),
    ("villages", "place"),
)
# Names of these lists stay high where nothing speaks for a person: missing a county costs more than a second look.
WEIGHTY_LISTS = frozenset(name for name, _ in LISTS if name.startswith("councils") or name in {"counties", "cities"})
# Where a name may be an everyday word or a surname without a person having said so in the lists of such names.
UNJUDGED_LISTS = frozenset(
    {
        *("islands", "london_districts", "suburbs", "towns", "geonames_places", "phone_areas", "districts", "villages"),
        *("landmarks", "rivers", "stations"),
    }
)
# Places so small that a person of that name is meant more often.
SMALL_LISTS = frozenset({"districts", "villages"})
# What the letters of a council's name are followed by in its initials; "*" stands for the letters.
_INITIALS = {
    "councils_county": ("CC",),
    "councils_unitary": ("CC", "BC"),
    "councils_metropolitan": ("MBC", "MDC", "CC"),
    "councils_london": ("LB*", "LB *"),
    "councils_district": ("DC", "BC"),
    "councils_wales": ("CBC", "CC"),
    "police_forces": ("",),
    "nhs_trusts": ("", "NT", "NHST"),
    "nhs": ("", "NT", "NHST"),
    "universities": ("",),
}
_LEAST_HEAD = 5
_LEAST_INITIALS = {"health": 4}
_LONGEST_ABBREVIATION = 5


def listed() -> Iterator[tuple[str, Entry]]:
    """Yield every name of the built-in lists with its entry; a name may come several times, its first entry counts."""
    for row in rows("neutral_phrases"):
        for name in row:
            yield from ((key, Entry("")) for key in keys_of(name))
    for list_name, channel in LISTS:
        for row in rows(list_name):
            for name in row:
                yield from _of_name(name, list_name, channel)
    yield from _heads()
    yield from _initials()


def _of_name(name: str, list_name: str, channel: str) -> Iterator[tuple[str, Entry]]:
    name, _, mark = name.partition("#")
    if list_name == "rivers" and name.startswith("River "):
        yield key_of("the " + name.removeprefix("River ")), Entry(channel, mark=Mark.WATER)
    if any(map(str.isdigit, name)):  # "Key 103": digits are no part of a key
        return
    weighty = list_name in WEIGHTY_LISTS
    judged = list_name not in UNJUDGED_LISTS
    keys = [key_of(name)] if mark == Mark.SHORT else keys_of(name.strip())
    for key in keys:
        entry = entry_for(key, channel, weighty=weighty, judged=judged, mark=mark or _mark(name))
        if entry is not None:
            is_small = list_name in SMALL_LISTS and entry.tier is Tier.NAME and not entry.mark
            yield key, replace(entry, mark=Mark.SMALL) if is_small else entry


def keys_of(name: str) -> Iterator[str]:
    """Yield the keys of a name and its other spellings."""
    for variant in variants(name):
        key = key_of(variant)
        if len(key) > 1:
            yield key


def key_of(name: str) -> str:
    """Return the form in which a name is looked up; "&" has gone, as it is no letter."""
    return flat(normalise(name).text)


def _mark(name: str) -> str:
    if name.isupper() and len(name) <= _LONGEST_ABBREVIATION:
        return Mark.CAPITALS
    return Mark.COMMA if "," in name else ""


def _heads() -> Iterator[tuple[str, Entry]]:
    """The heads of long names, after all whole names: "Newcastle upon Tyne" gives "Newcastle"."""
    for list_name, channel in LISTS:
        if channel in {"council", "place"}:
            for row in rows(list_name):
                for name in row:
                    key = key_of(head(name))
                    if len(key) >= _LEAST_HEAD and not is_everyday(key):
                        entry = entry_for(key, channel, weighty=False, judged=False)
                        if entry is not None:
                            yield key, entry


def _initials() -> Iterator[tuple[str, Entry]]:
    """What bodies are shortened to: BMBC, WYP, UHP."""
    for list_name, kinds in _INITIALS.items():
        channel = next(found for name, found in LISTS if name == list_name)
        least = _LEAST_INITIALS.get(channel, 3)
        for row in rows(list_name):
            for letters in initials(row[0], kinds):
                if len(letters) >= least and letters.lower() not in words("acronyms_known"):
                    sure = channel == "police" or (letters.startswith("LB") and len(letters) > 3)
                    yield key_of(letters), Entry(channel, mark=Mark.CAPITALS if sure else Mark.INITIALS)


def alias_groups(starts: Iterable[str]) -> Iterator[frozenset[str]]:
    """Yield the keys of all ways to write a name, for each row written by hand that has one of *starts* in it."""
    wanted = tuple(starts)
    for list_name, _ in LISTS:
        if list_name not in UNJUDGED_LISTS:
            for row in rows(list_name):
                text = "|".join(row).lower()
                if any(start in text for start in wanted):
                    yield frozenset(key for name in row if "#" not in name for key in keys_of(name))

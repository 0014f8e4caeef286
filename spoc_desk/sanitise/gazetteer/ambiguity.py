"""Which names are also English words or people's names. It decides how much the words around a name must say."""

from functools import cache

from spoc_desk.sanitise.gazetteer.entry import Entry, Mark, Tier
from spoc_desk.sanitise.lists import plain_words, rows, words
from spoc_desk.sanitise.normalise import normalise
from spoc_desk.sanitise.tokens import flat

_LEAST_LETTERS = 3
# Bodies whose names may be made of everyday words, and count in any case all the same.
_BODIES = frozenset(
    {"council", "police", "fire", "health", "court", "prison", "university", "county", "region", "demonym"}
)
# Form words of place names: "Stow on the Wold" is no everyday phrase for being made of everyday words alone.
_TELLING = frozenset(
    {
        "on",
        "under",
        "upon",
        "by",
        "le",
        "next",
        "cum",
        "super",
        "juxta",
        "st",
        "saint",
        "isle",
        "ville",
        "magna",
        "parva",
    }
)


def entry_for(
    key: str, channel: str, *, weighty: bool, judged: bool, mark: str = "", district: str = ""
) -> Entry | None:
    """Return the entry of a name; None for one too short to be told from any two letters.

    *judged*: a person wrote the list, and has put what is ambiguous in it into `ambiguous.txt` and `name_like.txt`.
    """
    if len(key.replace(" ", "")) < _LEAST_LETTERS and mark not in {Mark.CAPITALS, Mark.SHORT}:
        return None
    known = _marks().get(key)
    also_name = key in _name_like() or (not judged and is_surname(key))
    if known is not None:
        return Entry(channel, Tier.WORD, weighty, also_name, mark or known, district)
    if (
        not weighty
        and mark != Mark.SHORT
        and is_everyday(key)
        and (not judged or (" " in key and channel not in _BODIES))
    ):
        return Entry(channel, Tier.WORD, False, also_name, mark, district)
    tier = Tier.NAME if key in _name_like() or (also_name and not weighty) else Tier.PLAIN
    return Entry(channel, tier, weighty, also_name, mark, district)


def is_everyday(key: str) -> bool:
    """Whether a name is an English word, or made of nothing but English words ("West End", "Old Hall")."""
    parts, everyday = key.split(" "), plain_words("common_words")
    if len(parts) == 1:
        return key in everyday
    return not _TELLING.intersection(parts) and all(part in everyday or len(part) == 1 for part in parts)


def is_surname(key: str) -> bool:
    """Whether a name is also that of many people."""
    return key in plain_words("surnames") or key in plain_words("surnames_here") or is_first_name(key)


def is_first_name(word: str) -> bool:
    """Whether a word in small letters is a first name."""
    return word in words("first_names") or word in plain_words("census_first_names")


@cache
def _name_like() -> frozenset[str]:
    return frozenset(flat(normalise(row[0]).text) for row in rows("name_like"))


def is_abroad(key: str) -> bool:
    """Whether a name is a country or large city elsewhere: a hamlet called Moscow is not what a text means by it."""
    return key in _abroad()


@cache
def _abroad() -> frozenset[str]:
    return frozenset(flat(normalise(row[0]).text) for row in rows("abroad"))


@cache
def _marks() -> dict[str, str]:
    return {flat(normalise(row[0]).text): row[1] if len(row) > 1 else "" for row in rows("ambiguous")}

"""Names that stand in no list: "lives in Wibtoft", "moved from Great Snoring", "the village of Ogle"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spoc_desk.sanitise.detectors import spelling
from spoc_desk.sanitise.detectors.context_words import (
    AFTER_PLACE,
    POINTS,
    PUB_WORDS,
    SCHOOL_WORDS,
    SURE_PREPOSITIONS,
    TITLES,
    is_family_name,
    is_given_name,
)
from spoc_desk.sanitise.detectors.cued import is_identifier
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.signs import is_somebodys_home
from spoc_desk.sanitise.detectors.spot import Spot
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer.ambiguity import is_abroad
from spoc_desk.sanitise.gazetteer.entry import Mark, Tier
from spoc_desk.sanitise.lists import context, plain_words, words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens, flat

# How names of places end and begin in these islands.
_ENDINGS = re.compile(
    r"\w{2,}(?:ton|ham|ley|leigh|ford|bury|borough|brough|burgh|by|thorpe|wick|wich|worth|worthy|field|bourne|burn|combe|stead|hurst|dene|"
    r"dale|mouth|minster|cester|caster|chester|church|toft|thwaite|bridge|stoke|stow|stowe|hampton|wold|mere|holme|howe|fleet|"
    r"haven|sea|hithe|wardine|ness|shaw|royd|cote|cott|well|wood|hill|den|don|beck|gill|rigg|side|garth|keld|scar|gate|head|pool|"
    r"port|ey|sett|shire|heath|bourn|marsh|wells|pen|wyn|ddu|fach|fawr|och|ie|down|downs|meadow|meadows|brook|oak|oaks|lea|moor|ridge|bank)\b"
)
_WELSH_OR_GAELIC = re.compile(
    r"(?:llan|pont|aber|caer|pen(?:rhyn|tre|y)|tre|rhos|rhyd|cwm|ynys|betws|ystrad|inver|kil|bally|auch|ach|dun|strath|glen|kin|"
    r"kirk|drum|ard|bal|loch|lough|inch|craig|carrick|clach|tan|nant|plas|porth|bryn|capel)\w{2,}"
)
_QUALIFIERS = context("qualifiers")
_SPELLED = frozenset({"on", "le", "upon", "under", "in", "cum", "juxta", "by", "next"})
_HOME = context("home words")
_TO = frozenset({"in", "near", "to", "from", "at", "outside", "around"})
_GOING = frozenset({"to", "from", "at"})
_OF = frozenset(["village", "hamlet", "town", "city", "suburb", "parish", "borough", "district"])
_LEADING = frozenset({*_TO, *_OF, *_QUALIFIERS})
_MAY_FOLLOW = frozenset({"the", "of", *POINTS})
_CLOSE_GAPS = frozenset({" ", "-", "\n"})
_MOST_WORDS = 4
_LED = frozenset({"with", "by", "through", "past", "ask", "asks", "asked", "asking", "about", "via", "than"})
_LEAST_SMALL = 7
# What bears the name of its village: "the Llancayo site".
_GROUND = frozenset(
    {"site", "estate", "development", "campus", "branch", "depot", "plant", "works", "factory", "area", "bypass"}
)
_FAMILY = frozenset({"children", "family", "kids", "boys", "girls", "siblings", "brothers", "sisters", "twins", "case"})
_TYPED = frozenset({"in", "at", "to", "from", "frm", "near", "nr", "round", "outside", "via", "off"})


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield words that are placed like a place or shaped like one; ours where an own name is among them."""
    tokens = clean.tokens
    yield from _called_the(tokens, own)
    strange = spelling.unknown_in(clean, own.names)
    low, cased = tokens.low, tokens.cased
    wanted = strange | _LEADING
    reached = 0
    for at in tokens.places(wanted):
        if at < reached:
            continue
        if low[at] in strange:
            hit = _small(tokens, at) if cased[at][0].islower() else _shaped(tokens, at, own)
        elif at + 1 == len(low) or (cased[at + 1][0].islower() and low[at + 1] not in _MAY_FOLLOW):
            continue
        elif low[at] in _QUALIFIERS and low[at] not in _TO:
            hit = _qualified(tokens, at, own)
        else:
            hit = _placed(tokens, at, own)
        if hit is not None:
            first, last, severity = hit
            reached = last + 1
            if Spot(tokens, first, last).is_abroad:
                continue
            ours = own.names_own(tokens.low[first : last + 1])
            yield Hit(tokens.starts[first], tokens.end(last), "named-place", severity, own=ours)


def _placed(tokens: Tokens, at: int, own: Own) -> tuple[int, int, Severity] | None:
    """Return the name after "lives in" or "the village of", if it may be one and stands in no list."""
    low, first = tokens.low, at + 1
    if low[at] in _OF:
        if first >= len(low) or low[first] != "of" or tokens.gap(at) != " ":
            return None
        first += 1
    elif _HOME.isdisjoint(low[max(0, at - 3) : at]):
        return _inside(tokens, first, own) if low[at] in SURE_PREPOSITIONS or low[at] in _GOING else None
    while first < len(low) and low[first] in {"the", *POINTS} and tokens.cased[first].islower():
        first += 1
    last = _end_of_name(tokens, first)
    if last is None or tokens.gap(first - 1) not in _CLOSE_GAPS or _is_listed(low[first : last + 1], own):
        return None
    sure = low[at] in _OF
    return (first, last, Severity.HIGH) if _may_be_place(tokens, first, last, sure=sure) else None


def _is_listed(low: Sequence[str], own: Own) -> bool:
    """Return whether words begin with a name of the lists. A small place like a surname is judged here all the same."""
    found = own.names.longest(low, 0)
    return found is not None and found[1].mark != Mark.SMALL


def _inside(tokens: Tokens, first: int, own: Own) -> tuple[int, int, Severity] | None:
    """Return the name after "in" or "near", where no person would stand; after "to" and "from" only a likely one."""
    if first < len(tokens.low) and _is_listed(tokens.low[first : first + 1], own):
        return None
    last = _end_of_name(tokens, first)
    if last is None or tokens.gap(first - 1) not in _CLOSE_GAPS or first < 2:
        return None
    low = tokens.low[first : last + 1]
    if _is_listed(low, own) or not _may_be_place(tokens, first, last, sure=False):
        return None
    if any(word in plain_words("capital_words") for word in low):
        return None
    spot = Spot(tokens, first, last)
    theirs = tokens.low[first - 1] in _GOING and is_somebodys_home(spot)
    if spot.has_letters or spot.is_party or spot.is_possessive or (spot.acts_as_person and not theirs):
        return None
    shaped = any(map(is_shaped, low))
    if theirs:
        return first, last, Severity.HIGH if shaped else Severity.LOW
    if tokens.low[first - 1] in _GOING:
        if spot.is_told or is_family_name(low[0]):
            return None
        return (first, last, Severity.LOW) if shaped and not is_given_name(low[0]) and len(low) == 1 else None
    return first, last, Severity.HIGH if shaped else Severity.LOW


def _qualified(tokens: Tokens, at: int, own: Own) -> tuple[int, int, Severity] | None:
    """Return "Great Barford", "North Elmsall": a word of place names before a name that is shaped like one."""
    low, cased = tokens.low, tokens.cased
    if (
        low[at] not in _QUALIFIERS
        or low[at] in {"st", "saint"}
        or at + 1 >= len(low)
        or tokens.gap(at) not in _CLOSE_GAPS
    ):
        return None
    head, name = cased[at], low[at + 1]
    if not head[0].isupper() or not cased[at + 1][0].isupper() or head.isupper() or name in plain_words("common_words"):
        return None
    if name in plain_words("capital_words") or name in words("neutral_heads") or name in words("not_places"):
        return None
    if not is_shaped(name) or own.names.longest(low, at) is not None:
        return None
    spot = Spot(tokens, at, at + 1)
    return (at, at + 1, Severity.HIGH if spot.preposition else Severity.LOW) if not spot.has_title else None


def _end_of_name(tokens: Tokens, first: int) -> int | None:
    """Return the last of the capitalised words from here, or nothing."""
    if first >= len(tokens.low) or not tokens.cased[first][0].isupper():
        return None
    last = first
    while last + 1 < len(tokens.low) and last - first + 1 < _MOST_WORDS and tokens.gap(last) in _CLOSE_GAPS:
        ahead = tokens.low[last + 1]
        if not tokens.cased[last + 1][0].isupper() and not (ahead in _SPELLED and tokens.gap(last) == "-"):
            break
        last += 1
    return last


def _may_be_place(tokens: Tokens, first: int, last: int, *, sure: bool) -> bool:
    """Return whether capitalised words may name a place of this country."""
    low, cased = tokens.low[first : last + 1], tokens.cased[first : last + 1]
    if " ".join(low) in _abroad() or low[0] in _abroad() or low[0] in TITLES:
        return False
    if (cased[0].isupper() and len(cased[0]) < 6) or is_identifier(tokens, first, last):
        return False
    if any(word in words("neutral_heads") or word in words("not_places") for word in (low[0], low[-1])):
        return False
    if low[0] in words("first_names") or low[0] in plain_words("census_first_names"):
        return False
    after = tokens.low[last + 1] if last + 1 < len(tokens.low) else ""
    if after == "s" and tokens.gap(last) == "'":
        return False
    return sure or len(low) > 1 or low[0] not in plain_words("common_words")


def is_shaped(word: str) -> bool:
    """Return whether a word in small letters is shaped like a name of a place of these islands."""
    return bool(_ENDINGS.fullmatch(word) or _WELSH_OR_GAELIC.fullmatch(word))


@cache
def _abroad() -> frozenset[str]:
    return frozenset(flat(name) for name in words("abroad"))


def _shaped(tokens: Tokens, at: int, own: Own) -> tuple[int, int, Severity] | None:
    """Return a strange word with a capital that is shaped like a name of a place, with what belongs to it."""
    low, cased = tokens.low, tokens.cased
    if not cased[at][0].isupper() or low[at] in _abroad() or low[at] in words("not_places"):
        return None
    if (cased[at].isupper() and len(low[at]) < 6) or len(low[at]) < 4 or is_identifier(tokens, at, at):
        return None
    spot = Spot(tokens, at, at)
    if spot.has_title or spot.has_given_name or spot.acts_as_person or _is_family(spot):
        return None
    first, last = at, at
    if at and low[at - 1] in _QUALIFIERS and cased[at - 1][0].isupper() and tokens.gap(at - 1) in _CLOSE_GAPS | {". "}:
        first -= 1
    last = _suffixed(tokens, at)
    shaped = is_shaped(low[at])
    if _after_street(tokens, at):
        return first, last, Severity.HIGH
    if shaped and spot.before == "then":
        return first, last, Severity.LOW
    if any(_is_place(own, word) for word in spot.list_mates):
        return first, last, Severity.HIGH if shaped else Severity.LOW
    cued = (
        spot.preposition >= 1.5 or spot.is_home or spot.has_label or (spot.joined_after and spot.after in AFTER_PLACE)
    )
    cued = cued or (spot.preposition > 0.8 and spot.near(SCHOOL_WORDS))
    sure = last > at or (cued and shaped)
    if sure:
        return first, last, Severity.HIGH
    led = spot.preposition > 0.5 or (spot.joined_before and spot.before in _LED)
    of_ground = spot.before == "the" and spot.joined_before and spot.joined_after and spot.after in _GROUND
    if cued or (shaped and (first < at or led or of_ground)):
        return first, last, Severity.LOW
    return None


def _is_family(spot: Spot) -> bool:
    """Return whether "the Tremlett children" are people called so; no word of place stands before "the"."""
    return spot.joined_after and spot.after in _FAMILY and (spot.before == "the" or spot.starts_sentence)


def _small(tokens: Tokens, at: int) -> tuple[int, int, Severity] | None:
    """Return a strange word in small letters that is shaped like a place and led to as one: "kids at starbeck"."""
    if len(tokens.low[at]) < _LEAST_SMALL or not at or tokens.low[at - 1] not in _TYPED or tokens.gap(at - 1) != " ":
        return None
    follows = tokens.gap(at) if at + 1 < len(tokens.low) else ""
    return (at, at, Severity.LOW) if is_shaped(tokens.low[at]) and follows[:1] not in {"'", "-", "@", "/"} else None


def _is_place(own: Own, word: str) -> bool:
    """Return whether a word is a place and nothing else."""
    entry = own.names.entries.get(word)
    return entry is not None and entry.tier is Tier.PLAIN and entry.channel in {"place", "council"}


def _after_street(tokens: Tokens, at: int) -> bool:
    """Return whether a comma and a street stand before: "4 The Row, Himley"."""
    return at > 1 and tokens.gap(at - 1) in {", ", ",\n", "\n"} and tokens.low[at - 1] in words("road_types")


def _called_the(tokens: Tokens, own: Own) -> Iterator[Hit]:
    """Yield "the Cock and Bottle" where somebody drinks: pubs are called by anything."""
    low, cased = tokens.low, tokens.cased
    yield from _before_pub(tokens, own)
    for at in tokens.places(PUB_WORDS):
        for first in range(at + 1, min(at + 4, len(low) - 1)):
            if low[first] != "the" or not cased[first + 1][0].isupper() or low[first + 1] in words("neutral_heads"):
                continue
            last = _end_of_name(tokens, first + 1)
            if last is not None and tokens.gap(first) in _CLOSE_GAPS:
                ours = own.names_own(low[first : last + 1])
                yield Hit(tokens.starts[first], tokens.end(last), "venue", Severity.LOW, own=ours)
            break


def _before_pub(tokens: Tokens, own: Own) -> Iterator[Hit]:
    """Yield "the Michael Drayton" before "pub": pubs are called after people too."""
    for at in tokens.places(_DRINKING):
        first = at
        while first and at - first < _MOST_WORDS and tokens.gap(first - 1) in {" ", " & ", "'"}:
            word = tokens.cased[first - 1]
            if not (word[0].isupper() or (first < at and word in {"and", "s", "of", "in"})):
                break
            first -= 1
        if first < at and tokens.low[first] == "the":
            first += 1
        led = first > 0 and tokens.low[first - 1] in {"the", "s", "local"}
        if not led or first == at or tokens.cased[first][0].islower() or tokens.cased[at][0].isupper():
            continue
        if tokens.low[first] not in words("neutral_heads") and not is_abroad(tokens.low[first]):
            ours = own.names_own(tokens.low[first:at])
            yield Hit(tokens.starts[first], tokens.end(at - 1), "venue", Severity.LOW, own=ours)


_DRINKING = frozenset({"pub", "nightclub", "tavern"})


def _suffixed(tokens: Tokens, at: int) -> int:
    """Return the last word of "X-on-Sea", "X le Moors"; the word itself where nothing of the kind follows."""
    if at + 2 < len(tokens.low) and tokens.low[at + 1] in _SPELLED and tokens.gap(at) == "-":
        last = at + 2
        if tokens.low[last] == "the" and last + 1 < len(tokens.low):
            last += 1
        return last if tokens.cased[last][0].isupper() else at
    return at

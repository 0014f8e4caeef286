"""Names of the gazetteer and of our own area: whole words, the longest name where several begin together."""

import re
from collections.abc import Iterator

from spoc_desk.sanitise.detectors import long_lists
from spoc_desk.sanitise.detectors.context import weigh
from spoc_desk.sanitise.detectors.context_words import REFUGE_WORDS
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.spot import Spot
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer.entry import Entry, Mark, Tier
from spoc_desk.sanitise.lists import plain_words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens

# What may stand between the words of one name: blanks, a line or cell border, hyphens, "&", an apostrophe.
_GAP = re.compile(r"[ \t\f]*(?:\r?\n[ \t\f]*){0,2}$|[ \t]*[\-_'|+/&]{1,2}[ \t]*(?:\r?\n[ \t]*)?$")
_SHORT_BEFORE = frozenset({"st", "mt", "gt", "lt", "n", "s", "e", "w", "co", "nr", "upr", "mkt", "no", "dr"})
_KINDS = frozenset(
    {
        "city",
        "borough",
        "county",
        "district",
        "council",
        "parish",
        "diocese",
        "archdiocese",
        "university",
        "town",
        "port",
        "royal",
    }
)
_PLACES = frozenset({"place", "council", "county"})
_AND, _NOWHERE, _MATES = frozenset({"or", "and", "to", "then"}), -9, 3
_BEFORE_KIND = frozenset({"london", "royal", "metropolitan", "the"})


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield each name where it may be a place, and those of imported long lists."""
    yield from _listed(clean, own)
    yield from long_lists.find(clean, own)


def _listed(clean: Clean, own: Own) -> Iterator[Hit]:
    tokens = clean.tokens
    names, low, cased = own.names, tokens.low, tokens.cased
    reached = 0
    mate = _NOWHERE  # the last word of a place that is one for sure
    for at in names.beginnings(tokens):
        if at < reached:
            continue
        found = names.longest(low, at)
        if found is None:
            continue
        count, entry = found
        if entry.tier is Tier.WORD and count == 1 and not entry.weighty and not entry.mark and cased[at][0].islower():
            continue
        if count > 1 and not fits(tokens, at, count, entry):
            shorter = _shorter(tokens, own, at, count)
            if shorter is None:
                continue
            count, entry = shorter
        reached = at + count
        if entry.is_neutral or _is_tag(tokens, at, count) or _is_everyday(tokens, entry, at, count):
            continue
        severity = weigh(entry, Spot(tokens, at, at + count - 1))
        if severity is not Severity.HIGH and at - mate < _MATES and _is_mate(tokens, mate, at, entry):
            severity = Severity.HIGH if severity else Severity.LOW
        if severity is Severity.HIGH and entry.channel in _PLACES:
            mate = at + count - 1
            if at > 1 and low[at - 1] in _AND:
                yield from _paired(tokens, own, at - 2)
        if severity is None:
            reached = at + 1
            continue
        first = _with_kind(tokens, at)
        key = " ".join(low[at : at + count])
        yield Hit(tokens.starts[first], tokens.end(at + count - 1), entry.channel, severity, own.is_own(key, entry))


def _is_mate(tokens: Tokens, mate: int, at: int, entry: Entry) -> bool:
    """Return whether a name is joined to a sure place before it: "Huyton or Kirkby", "Leeds/Shipley"."""
    if entry.channel not in _PLACES or tokens.cased[at][0].islower():
        return False
    if at - mate == 1:
        return tokens.gap(mate) in {"/", " / "}
    return tokens.low[mate + 1] in _AND and tokens.gap(mate) == tokens.gap(mate + 1) == " "


def _paired(tokens: Tokens, own: Own, at: int) -> Iterator[Hit]:
    """Yield the word that "and" joins to a sure place behind it: "the Ford and Pallion estates"."""
    word = tokens.low[at]
    entry = own.names.entries.get(word)
    if entry is None or entry.channel not in _PLACES or tokens.cased[at][0].islower():
        return
    spot = Spot(tokens, at, at)
    joined = tokens.gap(at) == tokens.gap(at + 1) == " "
    if joined and not (spot.has_title or spot.has_given_name or spot.starts_sentence or spot.is_given_name):
        yield Hit(tokens.starts[at], tokens.end(at), entry.channel, Severity.LOW, own.is_own(word, entry))


def _is_everyday(tokens: Tokens, entry: Entry, at: int, count: int) -> bool:
    """Return whether the name of a service stands there as the words it is made of: "in the next chapter"."""
    if entry.channel != "local-service" or not all(word[0].islower() for word in tokens.cased[at : at + count]):
        return False
    if Spot(tokens, at, at + count - 1).near(REFUGE_WORDS):
        return False
    return all(word in plain_words("common_words") for word in tokens.low[at : at + count])


def _is_tag(tokens: Tokens, at: int, count: int) -> bool:
    """Return whether a name is the name of a tag: "<Street>" where a "</Street>" stands too."""
    start, text = tokens.starts[at], tokens.text
    if not start or text[start - 1] not in "</":
        return False
    end = tokens.end(at + count - 1)
    before = text[max(0, start - 2) : start]
    if text[end : end + 1] not in {">", " "} or not before.endswith(("<", "</")):
        return False
    return before == "</" or f"</{text[start:end]}>" in text


def _shorter(tokens: Tokens, own: Own, at: int, count: int) -> tuple[int, Entry] | None:
    """Return the longest name of fewer words whose words stand together."""
    for fewer in range(count - 1, 0, -1):
        entry = own.names.entries.get(" ".join(tokens.low[at : at + fewer]))
        if entry is not None and fits(tokens, at, fewer, entry):
            return fewer, entry
    return None


def fits(tokens: Tokens, at: int, count: int, entry: Entry) -> bool:
    """Return whether only such marks stand between the words as a name may have."""
    for place in range(at, at + count - 1):
        gap = tokens.gap(place)
        if gap == " " or _GAP.match(gap):
            continue
        plain = gap.strip()
        if plain == "." and (tokens.low[place] in _SHORT_BEFORE or len(tokens.low[place]) == 1):
            continue
        if plain.startswith(",") and entry.mark == Mark.COMMA and _GAP.match(gap.replace(",", "", 1)):
            continue
        return False
    return True


def _with_kind(tokens: Tokens, at: int) -> int:
    """Return where "the London Borough of X" begins, or the name itself."""
    low = tokens.low
    if at < 2 or low[at - 1] != "of" or low[at - 2] not in _KINDS or tokens.cased[at - 2][0].islower():
        return at
    first = at - 2
    while (
        first
        and low[first - 1] in {"london", "royal", "metropolitan", "county", "city", "borough"}
        and tokens.gap(first - 1) == " "
    ):
        first -= 1
    return first

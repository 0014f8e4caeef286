"""Names told by the list they stand in: "Wereham, Fincham and West Winch", "Bell Street and Long Street"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from spoc_desk.sanitise.detectors.context_words import is_family_name, is_given_name
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.unlisted import is_shaped
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer.ambiguity import is_abroad
from spoc_desk.sanitise.lists import context, plain_words, words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens

_PLACES = frozenset({"place", "council", "county", "named-place"})
_JOINT = re.compile(r",? (?:and|or) |, | & ")
_STREET = re.compile(
    r"(?:[A-Z][A-Za-z']+[ \-]){1,3}(?:[Ss]treet|[Rr]oad|[Aa]venue|[Ll]ane|[Cc]rescent|[Gg]rove|[Tt]errace|[Cc]lose|"
    r"[Dd]rive|[Gg]ardens|[Mm]ews|[Pp]lace|[Ww]ay|[Ww]alk|[Rr]ise|[Pp]arade|[Cc]ourt|[Hh]ill|[Rr]ow|[Gg]reen|[Vv]iew)\b"
)
_LONGEST_JOINT, _LONGEST, _MOST_WORDS, _MOST_TURNS = 6, 60, 3, 6
_ENDS = re.compile(r",|\.|;|\)|\n|$| and | or | & ")


def beside(clean: Clean, own: Own, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the streets and places that stand in one list with what was found."""
    taken = sorted({(hit.start, hit.end) for hit in hits})
    for hit in hits:
        if hit.channel == "address":
            yield from _streets(clean, own, hit, taken)
        elif hit.channel == "road":
            yield from _roads(clean, hit, taken)
    places = {hit.end: hit.start for hit in hits if hit.channel in _PLACES}
    starts = {hit.start for hit in hits if hit.channel in _PLACES}
    ways = {hit.end: hit.channel for hit in hits if hit.channel in {"address", "road"}}
    ends = sorted({*places, *ways})
    for end in ends:  # grows: what was found is the neighbour of what stands behind it
        span = _next_place(clean, own, end, taken, starts, places, on_road=ways.get(end) == "road")
        if span is not None and span[1] not in places:
            places[span[1]] = span[0]
            starts.add(span[0])
            ends.append(span[1])
            ours = own.names_own(clean.text[span[0] : span[1]].lower().split())
            yield Hit(*span, "named-place", Severity.LOW, own=ours)


def _streets(clean: Clean, own: Own, hit: Hit, taken: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Yield the streets joined to one that was found: "Fairfield Road, Bradfield Place and Low Road"."""
    end = hit.end
    for _ in range(_MOST_TURNS):
        joint = _JOINT.match(clean.text, end, end + _LONGEST_JOINT)
        street = _STREET.match(clean.text, joint.end(), joint.end() + _LONGEST) if joint else None
        if street is None:
            return
        end = street.end()
        names = street.group().lower().replace("-", " ").split()[:-1]
        if _is_taken(taken, *street.span()):
            continue
        if not words("street_other_words").isdisjoint(names) or is_given_name(names[0]):
            return
        yield Hit(*street.span(), "address", hit.severity, own=hit.own or own.names_own(names))


def _roads(clean: Clean, hit: Hit, taken: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Yield the roads joined to one that was found: "the B4029 and B4109"."""
    end = hit.end
    for _ in range(_MOST_TURNS):
        joint = _JOINT.match(clean.text, end, end + _LONGEST_JOINT)
        road = _ROAD.match(clean.text, joint.end(), joint.end() + _LONGEST_ROAD) if joint else None
        if road is None or _is_taken(taken, *road.span()):
            return
        end = road.end()
        yield Hit(*road.span(), "road", hit.severity, own=hit.own)


_ROAD, _LONGEST_ROAD = re.compile(r"[ABM]\d{1,4}(?:\(M\))?\b"), 9


def _next_place(
    clean: Clean,
    own: Own,
    end: int,
    taken: Sequence[tuple[int, int]],
    starts: set[int],
    places: Mapping[int, int],
    *,
    on_road: bool,
) -> tuple[int, int] | None:
    """Return the capital words behind a place in a list, where another place stands in that list too."""
    tokens, text = clean.tokens, clean.text
    joint = _JOINT.match(text, end, end + _LONGEST_JOINT)
    if joint is None or not text[joint.end() : joint.end() + 1].isupper():
        return None
    first = bisect_left(tokens.starts, joint.end())
    last = tokens.capital_run(first, _MOST_WORDS)
    span = tokens.starts[first], tokens.end(last)
    first += tokens.low[first] == "the" and last > first
    closing = _ENDS.match(text, span[1])
    if _is_taken(taken, *span) or not _may_be_place(tokens, own, first, last):
        return None
    listed = _is_listed(own, tokens, first, last)
    if on_road:  # "B4596, Llancayo: 30mph": the sign behind it says that it is where, not who
        named = text[span[1] : span[1] + 1] in set(":)") and _is_no_word(tokens, first, last)
        return span if listed or named else None
    if closing is None and not (listed and end not in places):
        return None  # only behind a street may a sentence go on: "at Church Lane, Whittington is"
    follows = _JOINT.match(text, span[1], span[1] + _LONGEST_JOINT)
    mates = (follows is not None and follows.end() in starts) or _has_mate(text, end, places)
    return span if mates or listed or is_shaped(tokens.low[last]) else None


def _is_listed(own: Own, tokens: Tokens, first: int, last: int) -> bool:
    """Return whether a list knows all of it as a place."""
    known = own.names.longest(tokens.low, first)
    return known is not None and known[0] == last - first + 1 and known[1].channel in _PLACES


def _is_no_word(tokens: Tokens, first: int, last: int) -> bool:
    """Return whether capital words are neither everyday words nor a person's family name."""
    low = tokens.low[first : last + 1]
    return not plain_words("common_words").issuperset(low) and not (first == last and is_family_name(low[0]))


def _has_mate(text: str, end: int, places: Mapping[int, int]) -> bool:
    """Return whether the place that ends here stands behind another one in its list."""
    start = places.get(end, end)
    nearest = range(max(0, start - _LONGEST_JOINT), start)
    return any(before in places and _JOINT.fullmatch(text, before, start) is not None for before in nearest)


def _may_be_place(tokens: Tokens, own: Own, first: int, last: int) -> bool:
    """Return whether capital words in such a list may be a place: no person, no month, no word of the trade."""
    low = tokens.low[first : last + 1]
    known = own.names.longest(tokens.low, first)
    if known is not None and known[1].is_neutral:
        return False
    if is_given_name(low[0]) or is_abroad(" ".join(low)) or is_abroad(low[0]) or len(low[0]) < _LEAST:
        return False
    if any(word in words("neutral_heads") or word in words("not_places") for word in low):
        return False
    no_names = (
        context("titles") | context("kin") | context("month after") | context("weekdays") | context("determiners")
    )
    return low[0] not in no_names and not all(map(str.isupper, tokens.cased[first : last + 1]))


_LEAST = 4


def _is_taken(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether something was found there already."""
    place = bisect_left(taken, (start, 0))
    return (place < len(taken) and taken[place][0] < end) or (place > 0 and taken[place - 1][1] > start)

"""Names of the imported long lists: roads, schools, practices, stations, woods. Only where words stand in capitals."""

from collections.abc import Iterator, Sequence

from spoc_desk.sanitise.detectors.context_words import SCHOOL_WORDS, is_family_name, is_given_name
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.spot import Spot
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer.ambiguity import is_everyday
from spoc_desk.sanitise.gazetteer.hashed import HashedNames
from spoc_desk.sanitise.lists import context, plain_words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens

_MOST_WORDS, _LEAST_SHOUTED, _MOST_SMALL = 6, 5, 4
_AT, _GOING = frozenset({"at"}), frozenset({"goes", "go", "going", "went", "moved", "moves", "back", "transferred"})
_SCHOOLS = frozenset({"school", "schools", "nursery", "college", "academy", "preschool", "playgroup"})
_JOINERS = frozenset({"of", "the", "and", "s", "on", "in", "upon", "le", "y"})
_CLOSE = frozenset({" ", "-", "'", "\n", " & ", ". "})


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield what schools are called, and the names of long lists; ours where they lie in our district alone."""
    tokens = clean.tokens
    yield from _called(tokens, own)
    if not own.names.long_lists:
        return
    yield from _small(tokens, own)
    reached = 0
    for at in tokens.capitals:
        if at < reached or not tokens.cased[at][0].isupper():
            continue
        lists = [one for one in own.names.long_lists if one.may_begin(tokens.low[at])]
        for count in range(_run(tokens, at) if lists else 0, 0, -1):
            hit = _listed(tokens, at, count, lists, own)
            if hit is not None:
                reached = at + count
                yield hit
                break


def _called(tokens: Tokens, own: Own) -> Iterator[Hit]:
    """Yield what the schools of the built-in list are called."""
    schools = own.names.schools
    if schools is None:
        return
    low, cased, reached = tokens.low, tokens.cased, 0
    for at in schools.beginnings(tokens):
        if at < reached or not cased[at][0].isupper() or (found := schools.longest(low, at)) is None:
            continue
        last = at + found[0] - 1
        if cased[last][0].islower() and not _is_possessive(tokens, at, last):
            continue
        together = all(tokens.gap(place) in _CLOSE for place in range(at, last))
        if together and _is_of_pupils(Spot(tokens, at, last)):
            reached = last + 1
            yield Hit(tokens.starts[at], tokens.end(last), "school", Severity.LOW, _is_ours(tokens, at, last, own))


def _is_possessive(tokens: Tokens, at: int, last: int) -> bool:
    return last > at and tokens.low[last] == "s" and tokens.gap(last - 1) == "'"


def _listed(tokens: Tokens, at: int, count: int, lists: Sequence[HashedNames], own: Own) -> Hit | None:
    """Return the hit where so many words from here are a name of one of the lists."""
    last = at + count - 1
    if tokens.cased[last][0].islower() and not _is_possessive(tokens, at, last):
        return None
    key = " ".join(tokens.low[at : at + count])
    for one in lists:
        district = one.district_of(key) if count > 1 or one.asks else None
        if district is None or (one.asks and not _is_of_pupils(Spot(tokens, at, last))):
            continue
        ours = bool(district) and district in own.entries
        sure = (bool(district) or not is_everyday(key)) and not one.asks
        severity = Severity.HIGH if sure else Severity.LOW
        return Hit(tokens.starts[at], tokens.end(last), one.channel, severity, own=ours)
    return None


def _is_ours(tokens: Tokens, at: int, last: int, own: Own) -> bool:
    """Return whether a name in no district of the list is our own, or begins one: "Stopsley" in "Stopsley Green"."""
    return own.names_own(tokens.low[at : last + 1]) or own.lists_own(tokens.low[at : at + _MOST_WORDS])


def _small(tokens: Tokens, own: Own) -> Iterator[Hit]:
    """Yield what a school is called by in several words of small letters: "they said at sacred heart"."""
    lists = [one for one in own.names.long_lists if one.asks]
    low, cased = tokens.low, tokens.cased
    for at in tokens.places(_AT) if lists else ():
        first = at + 1
        if first + 1 >= len(low) or cased[first][0].isupper() or tokens.gap(at) != " ":
            continue
        for last in range(min(first + _MOST_SMALL, len(low)) - 1, first, -1):
            together = all(tokens.gap(place) in {" ", "-", "'"} for place in range(first, last))
            key = " ".join(low[first : last + 1]) if together else ""
            if key and any(one.may_begin(low[first]) and one.district_of(key) is not None for one in lists):
                ours = own.names_own(low[first : last + 1])
                yield Hit(tokens.starts[first], tokens.end(last), lists[0].channel, Severity.LOW, own=ours)
                break


def _is_of_pupils(spot: Spot) -> bool:
    """Return whether a school may stand there: "attended Henry Richard", "a term at Drake"."""
    if spot.has_title or spot.is_possessive or spot.has_kin or spot.is_party or spot.is_told:
        return False
    if spot.is_upper and len(spot.written) < _LEAST_SHOUTED:
        return False
    if not (spot.has_given_name or spot.is_called) and (_is_nobody(spot) or _is_gone_to(spot)):
        return True
    goes = spot.before in context("goes to school") and spot.joined_before
    beside = spot.gap_before in {", ", " (", ": "} and spot.before in _SCHOOLS
    return beside or (goes and (spot.near(SCHOOL_WORDS) or spot.before.startswith("attend")))


def _is_nobody(spot: Spot) -> bool:
    """Return whether no person bears the name: a word of it is in no list, or it is no first name before a surname."""
    low = spot.tokens.low[spot.first : spot.last + 1]
    if any(map(_is_strange, low)):
        return True
    return len(low) > 1 and not is_given_name(low[0]) and not all(map(is_family_name, low)) and not spot.starts_sentence


def _is_strange(word: str) -> bool:
    listed = any(word in plain_words(name) for name in ("common_words", "rare_words", "capital_words"))
    return not listed and not is_given_name(word) and not is_family_name(word) and len(word) >= _LEAST_SHOUTED


def _is_gone_to(spot: Spot) -> bool:
    """Return whether somebody goes there or is there: "the boy goes to Raleigh", "a fight at Marsh"."""
    if spot.is_given_name or not spot.joined_before:
        return False
    lead = spot.word(spot.first - 2)
    return (spot.before == "to" and lead in _GOING) or (spot.before == "at" and lead not in context("gestures"))


def _run(tokens: Tokens, at: int) -> int:
    """Return how many words from here stand together in capitals, with small joining words between."""
    count = 1
    while count < _MOST_WORDS and at + count < len(tokens.low) and tokens.gap(at + count - 1) in _CLOSE:
        if tokens.cased[at + count][0].islower() and tokens.low[at + count] not in _JOINERS:
            break
        count += 1
    return count

"""Names of the imported long lists: roads, schools, practices, stations, woods. Only where words stand in capitals."""

from collections.abc import Iterator, Sequence

from spoc_desk.sanitise.detectors.context_words import SCHOOL_WORDS
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.spot import Spot
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer.ambiguity import is_everyday
from spoc_desk.sanitise.gazetteer.hashed import HashedNames
from spoc_desk.sanitise.lists import context
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens

_MOST_WORDS, _LEAST_SHOUTED = 6, 5
_SCHOOLS = frozenset({"school", "schools", "nursery", "college", "academy", "preschool", "playgroup"})
_JOINERS = frozenset({"of", "the", "and", "s", "on", "in", "upon", "le", "y"})
_CLOSE = frozenset({" ", "-", "'", "\n", " & ", ". "})


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield the names that stand in a long list; ours where it lies in our district alone."""
    if not own.names.long_lists:
        return
    tokens = clean.tokens
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


def _listed(tokens: Tokens, at: int, count: int, lists: Sequence[HashedNames], own: Own) -> Hit | None:
    """Return the hit where so many words from here are a name of one of the lists."""
    last = at + count - 1
    if tokens.cased[last][0].islower() and not (count > 1 and tokens.low[last] == "s" and tokens.gap(last - 1) == "'"):
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


def _is_of_pupils(spot: Spot) -> bool:
    """Return whether a school may stand there: "attended Henry Richard", "a term at Drake"."""
    if spot.has_title or spot.is_possessive or spot.has_kin or spot.is_party or spot.is_told:
        return False
    if spot.is_upper and len(spot.written) < _LEAST_SHOUTED:
        return False
    goes = spot.before in context("goes to school") and spot.joined_before
    beside = spot.gap_before in {", ", " (", ": "} and spot.before in _SCHOOLS
    return beside or (goes and (spot.near(SCHOOL_WORDS) or spot.before.startswith("attend")))


def _run(tokens: Tokens, at: int) -> int:
    """Return how many words from here stand together in capitals, with small joining words between."""
    count = 1
    while count < _MOST_WORDS and at + count < len(tokens.low) and tokens.gap(at + count - 1) in _CLOSE:
        if tokens.cased[at + count][0].islower() and tokens.low[at + count] not in _JOINERS:
            break
        count += 1
    return count

"""Names once proven are found wherever the text repeats them: "support from Oasis", and later "Oasis closed".

What proves a name is another finding; what repeats it must be written alike, with capitals, and be nobody's name there.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from spoc_desk.sanitise.detectors.context_words import DETERMINERS, is_given_name
from spoc_desk.sanitise.detectors.cued import is_no_body
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.spot import Spot
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.lists import context, plain_words, words
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens

_PROVING = frozenset(
    {"school", "health", "venue", "local-service", "housing-association", "named-place", "column", "landmark", "prison"}
)
_LEAST, _MOST_WORDS = 4, 5
_JOINTS = frozenset({" ", "-", "'", "\n", " & "})
_AFTER_BODY = context("after a body")
_ARTICLES = frozenset({"the", "a", "an"})


def again(clean: Clean, own: Own, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the further places of names that other findings proved."""
    proving = [hit for hit in hits if hit.channel in _PROVING and not hit.own]
    if not proving:
        return
    tokens = clean.tokens
    keys = {key for hit in proving for key in _keys(tokens, hit)}
    if not keys:
        return
    taken = sorted((hit.start, hit.end) for hit in hits)
    for key in keys:
        for at in tokens.index[key[0]]:
            if _repeats(tokens, at, key) and not _is_taken(taken, tokens.starts[at], tokens.end(at + len(key) - 1)):
                ours = own.names_own(key)
                yield Hit(tokens.starts[at], tokens.end(at + len(key) - 1), "named-place", Severity.LOW, own=ours)


def _keys(tokens: Tokens, hit: Hit) -> Iterator[tuple[str, ...]]:
    """Yield the name of a finding as its telling words in small letters, without "the" and "Primary School".

    Only where its first word stands in the text more than once.
    """
    begin = first = bisect_left(tokens.starts, hit.start)
    last = bisect_left(tokens.starts, hit.end) - 1
    if last - first >= _MOST_WORDS:
        return
    while first <= last and (tokens.low[first] in _ARTICLES):
        first += 1
    if first > last or len(tokens.index[tokens.low[first]]) == 1:
        return
    if not all(tokens.cased[at][0].isupper() or tokens.low[at] in {"s", "of", "and"} for at in range(begin, last + 1)):
        return
    while last >= first and (tokens.low[last] in words("neutral_heads") or tokens.low[last] in {"s", "and", "of"}):
        last -= 1
    name = tuple(tokens.low[first : last + 1])
    if not name or is_no_body(name[0]) or (len(name) == 1 and is_no_body(name[-1])):
        return
    if len(name) > 1 or (len(name[0]) >= _LEAST and not is_given_name(name[0])):
        yield name


def _repeats(tokens: Tokens, at: int, key: Sequence[str]) -> bool:
    """Return whether the name stands here again, as a name, and of nobody."""
    last = at + len(key) - 1
    if last >= len(tokens.low) or tuple(tokens.low[at : last + 1]) != tuple(key):
        return False
    if not all(tokens.cased[place][0].isupper() or tokens.low[place] in {"s", "of"} for place in range(at, last + 1)):
        return False
    if any(tokens.gap(place) not in _JOINTS for place in range(at, last)):
        return False
    spot = Spot(tokens, at, last)
    if spot.has_title or spot.has_given_name or spot.has_letters or spot.is_labelled_name:
        return False
    if len(key) > 1:
        return True
    if spot.before in DETERMINERS and spot.before != "the":
        return False
    everyday = key[0] in plain_words("common_words")
    return not (everyday and spot.starts_sentence and spot.after not in _AFTER_BODY)


def _is_taken(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether a finding lies over this place already."""
    at = bisect_left(taken, (start + 1, 0))
    return any(left < end and start < right for left, right in taken[max(0, at - 12) : at + 2])

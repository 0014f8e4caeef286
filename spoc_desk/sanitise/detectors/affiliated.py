"""Bodies told by who comes from them, and by the body beside them: "Dr Shah (Feldon Lane)"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from string import ascii_letters

from spoc_desk.sanitise.detectors.context_words import is_family_name, is_given_name
from spoc_desk.sanitise.detectors.cued import end_of_run, may_be_body
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.detectors.spot import Spot
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.lists import context
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.tokens import Tokens

# What leads from one body to the next: "…, and X", "… and then to X", "…, now X".
_JOINT = re.compile(
    r",? (?:and|or|but)(?: (?:then|now|later|also|at|to|from)){0,2} |, (?:then|now|later)(?: (?:at|to))? "
)
_LEADING = re.compile(r" (?:then|now|later|also|at|to|from) ")
_LONGEST_JOINT = 24
_PROVING = frozenset({"school", "health", "named-place", "venue", "local-service"})
_LAW = context("words of law firms")
_FROM = frozenset({"from", "with", "by"})
_BRACKET = re.compile(r" \((?=[A-Z])")
_NEAR_LAW, _LEAST_PARTNERS = 10, 2


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield the body in brackets behind a person with a title, and the law firm that partners are named in."""
    tokens = clean.tokens
    for first, last in (*_bracketed(tokens), *_partners(tokens)):
        if not _is_known(own, tokens, first, last):
            ours = own.names_own(tokens.low[first : last + 1])
            yield Hit(tokens.starts[first], tokens.end(last), "named-place", Severity.LOW, own=ours)


def _bracketed(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield the bodies that fill a bracket behind "Ms Ball"."""
    if " (" not in tokens.text:
        return
    for bracket in _BRACKET.finditer(tokens.text):
        if tokens.text[max(0, bracket.start() - 1)] not in ascii_letters:
            continue
        first = bisect_left(tokens.starts, bracket.end())
        last = _in_brackets(tokens, first) if 0 < first < len(tokens.low) else None
        if last is not None:
            yield first, last


def _in_brackets(tokens: Tokens, first: int) -> int | None:
    """Return the last word of a body that fills a bracket behind "Ms Ball"."""
    last = end_of_run(tokens, first)
    closed = tokens.text[tokens.end(last) : tokens.end(last) + 1] in {")", ","}
    if not closed or not tokens.cased[first - 1][0].isupper() or not Spot(tokens, first - 1, first - 1).has_title:
        return None
    if is_given_name(tokens.low[first]):
        return None
    return last if may_be_body(tokens, first, last, among_people=False, sure=last > first) else None


def _partners(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield two surnames and more that name a firm where the words around speak of law."""
    if _LAW.isdisjoint(tokens.vocabulary):
        return
    low, most = tokens.low, len(tokens.low) - 1
    for at in tokens.places(_FROM):
        first = at + 1
        if at == most or not tokens.cased[first][0].isupper() or tokens.gap(at) != " ":
            continue
        last = end_of_run(tokens, first)
        names = low[first : last + 1]
        if len(names) < _LEAST_PARTNERS or is_given_name(names[0]) or not all(map(is_family_name, names)):
            continue
        spot = Spot(tokens, first, last)
        if spot.near(_LAW, _NEAR_LAW) and not spot.acts_as_person:
            yield first, last


def beside(clean: Clean, own: Own, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the body that a joint leads to from another one: "attended Drove Primary, and Headlands"."""
    proving = [hit for hit in hits if hit.channel in _PROVING or hit.channel == "place"]
    if not proving:
        return
    tokens, text = clean.tokens, clean.text
    starts: list[int] = []
    for hit in proving:
        joint = _JOINT.match(text, hit.end, hit.end + _LONGEST_JOINT)
        if joint is None:
            continue
        starts = starts or sorted(one.start for one in hits)
        people = _LEADING.search(joint[0]) is None
        if (people and hit.channel == "place") or not text[joint.end() : joint.end() + 1].isupper():
            continue
        first = bisect_left(tokens.starts, joint.end())
        last = end_of_run(tokens, first)
        end = tokens.end(last)
        taken = bisect_left(starts, joint.end())
        if taken < len(starts) and starts[taken] < end:
            continue
        if may_be_body(tokens, first, last, among_people=people, sure=not people) and not _is_known(
            own, tokens, first, last
        ):
            ours = own.names_own(tokens.low[first : last + 1])
            yield Hit(tokens.starts[first], end, "named-place", Severity.LOW, own=ours)


def _is_known(own: Own, tokens: Tokens, first: int, last: int) -> bool:
    """Return whether a list knows all of it: then it was judged where it stands."""
    known = own.names.longest(tokens.low, first)
    return known is not None and known[0] > last - first

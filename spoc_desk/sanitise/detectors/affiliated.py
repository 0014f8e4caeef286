"""Bodies told by who comes from them, and by the body beside them: "Dr Shah (Feldon Lane)"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

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
_NEAR_LAW, _PARTNERS = 10, 2


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield the body in brackets behind a person with a title, and the law firm that partners are named in."""
    tokens = clean.tokens
    for first in tokens.capitals:
        if not first or not tokens.cased[first][0].isupper():
            continue
        gap = tokens.gap(first - 1)
        if gap == " (":
            last = _in_brackets(tokens, first)
        elif gap == " " and tokens.low[first - 1] in {"from", "with", "by"}:
            last = _partners(tokens, first)
        else:
            continue
        if last is None:
            continue
        known = own.names.longest(tokens.low, first)
        if known is None or known[0] <= last - first:
            ours = own.names_own(tokens.low[first : last + 1])
            yield Hit(tokens.starts[first], tokens.end(last), "named-place", Severity.LOW, own=ours)


def _in_brackets(tokens: Tokens, first: int) -> int | None:
    """Return the last word of a body that fills a bracket behind "Ms Ball"."""
    last = end_of_run(tokens, first)
    closed = tokens.text[tokens.end(last) : tokens.end(last) + 1] in {")", ","}
    if not closed or not tokens.cased[first - 1][0].isupper() or not Spot(tokens, first - 1, first - 1).has_title:
        return None
    if is_given_name(tokens.low[first]):
        return None
    return last if may_be_body(tokens, first, last, among_people=False, sure=last > first) else None


def _partners(tokens: Tokens, first: int) -> int | None:
    """Return the last of two surnames and more that name a firm where the words around speak of law."""
    last = end_of_run(tokens, first)
    names = tokens.low[first : last + 1]
    if len(names) < _PARTNERS or is_given_name(names[0]) or not all(map(is_family_name, names)):
        return None
    spot = Spot(tokens, first, last)
    if not spot.near(_LAW, _NEAR_LAW) or spot.has_title or spot.acts_as_person:
        return None
    return last


def beside(clean: Clean, own: Own, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the body that a joint leads to from another one: "attended Drove Primary, and Headlands"."""
    proving = [hit for hit in hits if hit.channel in _PROVING or hit.channel == "place"]
    if not proving:
        return
    tokens, text = clean.tokens, clean.text
    starts = sorted(hit.start for hit in hits)
    for hit in proving:
        joint = _JOINT.match(text, hit.end, hit.end + _LONGEST_JOINT)
        people = joint is not None and _LEADING.search(joint[0]) is None
        if joint is None or (people and hit.channel == "place") or not text[joint.end() : joint.end() + 1].isupper():
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

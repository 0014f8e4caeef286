"""Names of the gazetteer and of our own area, whole words only, whatever separates their letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spoc_desk.sanitise.detectors.context import Surroundings, weigh
from spoc_desk.sanitise.detectors.hit import Hit
from spoc_desk.sanitise.findings import Severity
from spoc_desk.sanitise.gazetteer import Entry, Tier, finder
from spoc_desk.sanitise.normalise import Clean
from spoc_desk.sanitise.own import Own
from spoc_desk.sanitise.squash import Squashed, squash

# What may stand between the parts of one name; a full stop only after "St", a comma only where the name has one.
_SEPARATORS = re.compile(r"[\s\-'_/&.,]{0,4}(?:\s*\n\s*)?$")
_LEAST_SPACED = 4


@dataclass(frozen=True)
class _Spot:
    start: int  # in the squashed key
    end: int
    entry: Entry
    own: bool


def find(clean: Clean, own: Own) -> Iterator[Hit]:
    """Yield each name where it may be a place, the longest where several start together."""
    squashed = squash(clean.lower)
    reached = 0
    for spot in sorted(_spots(squashed, own), key=lambda spot: (spot.start, -spot.end, not spot.own)):
        if spot.start < reached:
            continue
        start, end = squashed.index[spot.start], squashed.index[spot.end - 1] + 1
        severity = _severity(clean, squashed, spot, start, end)
        if severity is not None:
            reached = spot.end
            yield Hit(start, end, spot.entry.channel, severity, spot.own)


def _spots(squashed: Squashed, own: Own) -> Iterator[_Spot]:
    """Yield all names that begin and end with a word."""
    for names, is_own in ((own.finder, True), (finder(), False)):
        for start, end, entry in names.find(squashed.key):
            is_whole = start in squashed.breaks and end in squashed.ends
            if is_whole and (is_own or entry.key not in own.entries):
                yield _Spot(start, end, entry, is_own)


def _severity(clean: Clean, squashed: Squashed, spot: _Spot, start: int, end: int) -> Severity | None:
    """Return how bad a name is by how it is written and where it stands."""
    pieces = squashed.pieces(spot.start, spot.end)
    written = clean.text[start:end]
    if pieces and not _may_be_one_name(clean, squashed, spot, pieces):
        return None
    severity = weigh(spot.entry, Surroundings(clean.text, clean.lower, start, end))
    if severity is None or not (extra := [at for at in pieces if at - spot.start not in spot.entry.breaks]):
        return severity
    return _torn(clean, squashed, spot, extra, written, severity)


def _may_be_one_name(clean: Clean, squashed: Squashed, spot: _Spot, pieces: list[int]) -> bool:
    """Return whether only such marks stand between the pieces as a name may have."""
    for at in pieces:
        gap = clean.text[squashed.index[at - 1] + 1 : squashed.index[at]]
        if not _SEPARATORS.match(gap) or ("," in gap and not spot.entry.comma):
            return False
        is_short_form = squashed.key[spot.start : at].endswith("st") or at - 1 in squashed.breaks
        if "." in gap and not is_short_form:
            return False
    return True


def _torn(
    clean: Clean, squashed: Squashed, spot: _Spot, extra: list[int], written: str, severity: Severity
) -> Severity | None:
    """Judge a name with separators it does not have: spaced out, broken at a line end, or two ordinary words."""
    bounds = [spot.start, *squashed.pieces(spot.start, spot.end), spot.end]
    lengths = [after - before for before, after in pairwise(bounds)]
    if max(lengths) == 1:
        return severity if len(spot.entry.key) >= _LEAST_SPACED and spot.entry.tier is not Tier.WORD else None
    gaps = [clean.text[squashed.index[at - 1] + 1 : squashed.index[at]] for at in extra]
    if spot.entry.tier is Tier.WORD:
        return None
    if all("-" in gap and "\n" in gap for gap in gaps):
        return severity
    heads = [written[:1], *(clean.text[squashed.index[at]] for at in extra)]
    if all(gap == "-" for gap in gaps) and heads[0].isupper():
        return severity
    if all(head.isupper() for head in heads) and min(lengths) > 2:  # "New Port", not "A Shford"
        return Severity.LOW
    return None

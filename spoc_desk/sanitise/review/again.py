"""Before a copy is made, what it will say is read once more: words that stood apart may stand together in it.

A place found only then would fail the proof, and nobody could tell which it was. So it comes back to the reviewer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spoc_desk.sanitise.apart.document import Producer
from spoc_desk.sanitise.findings import Finding
from spoc_desk.sanitise.readers.unit import Shape
from spoc_desk.sanitise.redact.orders import Passage
from spoc_desk.sanitise.redact.tokens import NOWHERE, Applied, Removal, applied
from spoc_desk.sanitise.review.places import Decision, Place, place_of
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.table_heads import has_heads

_MAIL = "mail-heading"  # one row for each header: who, to whom, when


@dataclass(frozen=True)
class Left:
    """What is left of one text of the document, and where in it each character stood."""

    text: int
    applied: Applied
    passage: Passage


def what_is_left(review: Review) -> Iterator[Left]:
    """Yield every text as the copy will show it; of a paged document the texts of its pages without what is covered."""
    paged, left_out = review.document.producer is Producer.RASTER, review.aside.pages_left_out()
    heads = True
    for number, scanned in enumerate(review.document.scanned):
        unit = scanned.unit
        if unit.shape is Shape.TABLE and not unit.heads_repeated:
            heads = unit.channel != _MAIL and has_heads(unit.text)
        if unit.shown and unit.page not in left_out and (not paged or unit.shape is Shape.PAGE):
            made = _without_removed(review, number)
            if made.text.strip():
                yield Left(number, made, Passage(made.text, unit.shape, unit.level, 0, heads, unit.heads_repeated))


def places_found(review: Review, left: Sequence[Left], found: Sequence[Sequence[Finding]]) -> list[Place]:
    """Return as places what a new look at the texts found and she has not decided about."""
    places = []
    for each, findings in zip(left, found, strict=True):
        kept = _kept(review, each.text)
        for finding in findings:
            stood = [at for at in each.applied.origin[finding.start : finding.end] if at != NOWHERE]
            if stood and not any(first <= stood[0] and stood[-1] < last for first, last in kept):
                places.append(place_of(each.text, replace(finding, start=stood[0], end=stood[-1] + 1)))
    return places


def _without_removed(review: Review, text: int) -> Applied:
    marks, unit = review.marks, review.document.scanned[text].unit
    places = [marks.places[at] for at in marks.places_in(text) if marks.decisions[at] is not Decision.KEEP]
    return applied(unit.text, [Removal(place.start, place.end, place.channel) for place in places], unit.shape)


def _kept(review: Review, text: int) -> list[tuple[int, int]]:
    marks = review.marks
    kept = (marks.places[at] for at in marks.places_in(text) if marks.decisions[at] is Decision.KEEP)
    return [(place.start, place.end) for place in kept]

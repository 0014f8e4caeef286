"""Take every finding as found: all words go, what cannot be read is left out. For the command line alone."""

from collections.abc import Callable, Sequence

from spoc_desk.errors import RefusedByRule
from spoc_desk.sanitise.findings import Finding
from spoc_desk.sanitise.redact.orders import Box, Passage
from spoc_desk.sanitise.review.again import places_found, what_is_left
from spoc_desk.sanitise.review.aside import LEAVE_OUT
from spoc_desk.sanitise.review.review import Review

Span = tuple[int, int]
BoxesOf = Callable[[int, Sequence[Span]], tuple[tuple[Box, ...], ...]]
"""Page and spans in its text → the boxes of each span."""


LookAgain = Callable[[Sequence[Passage]], Sequence[Sequence[Finding]]]
"""What is left of the texts → what a scan still finds in each."""

_MOST_ROUNDS = 6


def accept_until_clean(review: Review, boxes_of: BoxesOf, look_again: LookAgain) -> None:
    """Decide everything for the safe side, and look again at what is left, until nothing is found any more."""
    for _ in range(_MOST_ROUNDS):
        accept_everything(review, boxes_of)
        left = list(what_is_left(review))
        found = places_found(review, left, look_again([each.passage for each in left]))
        if not found:
            return
        review.add_again(found)
    accept_everything(review, boxes_of)


def accept_everything(review: Review, boxes_of: BoxesOf) -> None:
    """Decide everything for the safe side. A page on which a word has no place is left out as a whole.

    Raises:
        RefusedByRule: something could not be read and cannot be left out, or nothing would be left.
    """
    for group in review.marks.live():
        review.remove_group(group)
    for size in review.document.pages:
        spans = review.spans_on(size.page)
        boxes = boxes_of(size.page, [(start, end) for _, _, start, end in spans]) if spans else ()
        review.learn_boxes(size.page, dict(zip((place for place, *_ in spans), boxes, strict=True)))
    for number in review.aside.unsettled():
        if LEAVE_OUT not in review.aside.choices(number) and review.aside.choices(number):
            raise RefusedByRule("A part of this file cannot be read and cannot be left out. Review it in the window.")
        review.settle_unread(number, LEAVE_OUT)
    review.see_hidden()
    for sheet in review.marks.sheets.numbers:
        review.see(sheet)

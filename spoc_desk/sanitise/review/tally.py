"""What may be kept of a review: counts, by channel, and nothing else. No word, no position, no name of a file."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.places import Decision
from spoc_desk.sanitise.review.review import Review


@dataclass(frozen=True)
class Tally:
    """The counts of one review."""

    mode: Mode
    pages: int
    pages_left_out: int = 0
    found: Mapping[str, int] = field(default_factory=dict)  # channel → places
    removed: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    undecided: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)  # reasons.Why → places kept for it
    hidden_found: Mapping[str, int] = field(default_factory=dict)  # file channel → places, left out of the copy
    unreadable: Mapping[str, int] = field(default_factory=dict)  # channel → parts
    own_area: int = 0  # places that name our own area
    boxes_drawn: int = 0
    pictures_removed: int = 0
    pictures_kept: int = 0


def tally(review: Review) -> Tally:
    """Return the counts of a review as it stands."""
    marks, boxes = review.marks, review.boxes
    by_decision: dict[Decision, Counter[str]] = {decision: Counter() for decision in Decision}
    own = 0
    for number in marks.live():
        for at in marks.groups[number].places:
            by_decision[marks.decisions[at]][marks.places[at].channel] += 1
            own += marks.places[at].own
    kept_pictures = len(boxes.kept_pictures)
    return Tally(
        review.mode,
        len(review.document.pages),
        len(review.aside.pages_left_out()),
        dict(sum(by_decision.values(), Counter())),
        dict(by_decision[Decision.REMOVE]),
        dict(by_decision[Decision.KEEP]),
        dict(by_decision[Decision.UNDECIDED]),
        dict(Counter(reason.why.value for reason in marks.reasons.values())),
        {each.channel: each.found for each in review.aside.hidden if each.found},
        dict(Counter(each.channel for each in review.aside.unread)),
        own,
        len(boxes.shown),
        len(boxes.pictures) - kept_pictures,
        kept_pictures,
    )

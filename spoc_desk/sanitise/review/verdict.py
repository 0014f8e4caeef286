"""The verdict on a copy we received: clean, or it leaks; and the list for the UKPPS SPOC: where, never what."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from spoc_desk.sanitise.readers.unit import place_words
from spoc_desk.sanitise.review.aside import LEAKS, Unread
from spoc_desk.sanitise.review.places import Decision
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.waiting import waits
from spoc_desk.sanitise.review.words import kind_sentence

_OWN_AREA = "our own area is named: whoever made the copy knows where the family is"


class Verdict(StrEnum):
    """What the check of a received copy comes to."""

    CLEAN = "clean"
    LEAKS = "leaks"


@dataclass(frozen=True)
class Leak:
    """One kind of leak at one place of the document."""

    where: str
    sentence: str
    count: int
    own: bool = False

    @property
    def words(self) -> str:
        """Return one line: "page 3: the name of a school, nursery or college (2 times)"."""
        times = f" ({self.count} times)" if self.count > 1 else ""
        return f"{self.where}: {self.sentence}{times}"


def leaks(review: Review) -> tuple[Leak, ...]:
    """Return what she confirmed as a leak, by page and kind. No word of the document is in it."""
    marks = review.marks
    found: Counter[tuple[int, str, str, bool]] = Counter()
    for number in marks.live():
        for at in marks.groups[number].places:
            if marks.decisions[at] is Decision.REMOVE:
                place = marks.places[at]
                sentence = _OWN_AREA if place.own else kind_sentence(place.channel)
                found[(place.text, marks.where(place), sentence, place.own)] += 1
    merged: dict[tuple[str, str, bool], int] = {}
    for (_, where, sentence, own), count in sorted(found.items()):
        merged[(where, sentence, own)] = merged.get((where, sentence, own), 0) + count
    boxes = Counter(f"page {review.boxes.drawn[number].page}" for number in sorted(review.boxes.shown))
    drawn = (
        *(Leak(part.part, "something in the picture", 1) for part in _leaking_pictures(review)),
        *(Leak(where, "something in the picture", count) for where, count in boxes.items()),
    )
    return (*(Leak(where, sentence, count, own) for (where, sentence, own), count in merged.items()), *drawn)


def _leaking_pictures(review: Review) -> Iterator[Unread]:
    for number, choice in sorted(review.aside.settled.items()):
        if choice == LEAKS:
            yield review.aside.unread[number]


def may_be(review: Review) -> frozenset[Verdict]:
    """Return which verdicts are open to her now: a leak at once, clean only when all was looked at."""
    if leaks(review):
        return frozenset({Verdict.LEAKS})
    return frozenset() if waits(review) else frozenset({Verdict.CLEAN})


def report(review: Review) -> str:
    """Return the text for the UKPPS SPOC: on which page which kind of thing leaks, never what."""
    found = leaks(review)
    lines = [each.words for each in found if not each.own]
    own = [each.words for each in found if each.own]
    parts = ["The copy we received cannot be passed on."]
    if lines:
        parts += ["It shows where the family was:", *(f"- {line}" for line in lines)]
    if own:
        parts += ["It also shows that our area is known:" if lines else "It shows that our area is known:"]
        parts += [f"- {line}" for line in own]
    unread = [each for each in review.aside.unread if not each.can_stay]
    if unread:
        parts += [
            "Parts of it could not be read:",
            *(f"- {place_words(each.page, each.part) or 'the file'}" for each in unread),
        ]
    parts.append("Please send a new copy without these.")
    return "\n".join(parts)

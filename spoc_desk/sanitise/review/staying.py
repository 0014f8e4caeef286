"""The words that stay in a copy, or stand in one we received: what the number of fitting authorities is made from."""

from collections.abc import Iterator

from spoc_desk.sanitise.areas.fits import Stays
from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.places import Decision, Place
from spoc_desk.sanitise.review.reasons import Why
from spoc_desk.sanitise.review.review import Review

# Never a word of safety: what nobody found is not counted.
_NOTHING_STAYS = "Of what was found, nothing is left that tells an area."
_NOTHING_SHOWN = "Of what was found, nothing tells an area."
_NO_AREA = frozenset({Why.NO_PLACE, Why.NATIONAL})


def is_measured(mode: Mode) -> bool:
    """Say whether the number means anything: where our own area may be named it would count that and nothing else."""
    return mode is not Mode.LOCAL


def words_that_stay(review: Review) -> tuple[Stays, ...]:
    """Return each word that stays once for each channel; not what tells no area, as she said when she kept it.

    Counted all the same, such a word would make the number smaller than the truth, and it is said to be an upper bound.
    """
    found: dict[tuple[str, str], Stays] = {}
    for key, place in _staying(review):
        if (key, place.channel) not in found:
            found[key, place.channel] = Stays(review.marks.word(place), place.channel)
    return tuple(found.values())


def _staying(review: Review) -> Iterator[tuple[str, Place]]:
    marks, received = review.marks, review.mode is Mode.IN
    for number in marks.live():
        for at in marks.groups[number].places:
            place, reason = marks.places[at], marks.reasons.get(at)
            stays = received or marks.decisions[at] is Decision.KEEP
            if stays and not (received and place.own) and not (reason and reason.why in _NO_AREA):
                yield marks.groups[number].key, place


def sentence_of(areas: int, of: int, not_placed: int, *, apart: bool, received: bool) -> str:
    """Return what the number says, and that it is an upper bound: never which authorities they are."""
    if areas == of and not not_placed:
        return _NOTHING_SHOWN if received else _NOTHING_STAYS
    what = "What it shows" if received else "What stays in the copy"
    words = f"{not_placed} {'word' if not_placed == 1 else 'words'}"
    if areas == of:
        return f"{what} could not be placed ({words}): how many of {of} areas it fits is not known."
    unplaced = f" ({words} could not be placed)" if not_placed else ""
    if apart:
        return f"{what} points to different areas. The narrowest word fits at most {areas} of {of} areas{unplaced}."
    return f"{what} fits at most {areas} of {of} areas{unplaced}."

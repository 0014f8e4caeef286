"""What still stands between the reviewer and the new copy, or a clean verdict, in sentences that name no word."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.words import count_of

_NAMED_PAGES = 4


class About(StrEnum):
    """What a sentence is about: the window goes there."""

    FILE = "file"
    GROUPS = "groups"
    UNREAD = "unread"
    HIDDEN = "hidden"
    SHEETS = "sheets"


@dataclass(frozen=True)
class Wait:
    """One thing that is left to do; `first` is the group, part or page to go to."""

    about: About
    sentence: str
    first: int = -1


def waits(review: Review) -> tuple[Wait, ...]:
    """Return everything that is left to do, in the order in which it is done best."""
    if review.aside.is_unreadable:
        return (Wait(About.FILE, "This file could not be read. It can be neither copied nor passed on."),)
    every = (_groups(review), _unread(review), _hidden(review), _sheets(review), _unreadable_parts(review))
    return tuple(each for each in every if each is not None)


def waiting(review: Review) -> tuple[str, ...]:
    """Return the sentences alone: ("2 words undecided", "page 9 not looked at")."""
    return tuple(each.sentence for each in waits(review))


def unseen_sheets(review: Review) -> list[int]:
    """Return the pages or parts of the copy that were not on the screen, or not with all their boxes."""
    out = review.aside.pages_left_out()
    return [
        number
        for number in review.marks.sheets.numbers
        if number not in out and (number not in review.seen or _lacks_boxes(review, number))
    ]


def _lacks_boxes(review: Review, page: int) -> bool:
    return review.mode is not Mode.IN and bool(review.spans_on(page))


def _groups(review: Review) -> Wait | None:
    marks = review.marks
    if not marks.undecided:
        return None
    words = f"{count_of(marks.undecided, 'word')} undecided"
    again = [at for at in marks.live() if marks.groups[at].again and not marks.groups[at].is_decided]
    if not again:
        return Wait(About.GROUPS, words)
    many = "" if len(again) == marks.undecided else f"{len(again)} of them "
    return Wait(About.GROUPS, f"{words}, {many}found when the copy was read again", again[0])


def _unread(review: Review) -> Wait | None:
    left = [number for number in review.aside.unsettled() if review.aside.choices(number)]
    if not left:
        return None
    return Wait(About.UNREAD, f"{count_of(len(left), 'part')} that could not be read", left[0])


def _hidden(review: Review) -> Wait | None:
    return None if review.aside.hidden_seen else Wait(About.HIDDEN, "what is left out not looked at")


def _sheets(review: Review) -> Wait | None:
    unseen = unseen_sheets(review)
    if not unseen:
        sheets = review.marks.sheets.numbers
        all_out = bool(sheets) and review.aside.pages_left_out() >= set(sheets)
        return Wait(About.FILE, "no page is left for the copy") if all_out else None
    noun = review.marks.sheets.noun
    if len(unseen) <= _NAMED_PAGES:
        named = _listed([str(number) for number in unseen])
        return Wait(About.SHEETS, f"{noun}{'s' if len(unseen) > 1 else ''} {named} not looked at", unseen[0])
    return Wait(About.SHEETS, f"{count_of(len(unseen), noun)} not looked at", unseen[0])


def _unreadable_parts(review: Review) -> Wait | None:
    """In a received file a part that nobody can look at can never be called clean."""
    if review.mode is not Mode.IN:
        return None
    dark = [number for number, part in enumerate(review.aside.unread) if not part.can_stay]
    if not dark:
        return None
    return Wait(About.FILE, f"{count_of(len(dark), 'part')} nobody can read: ask for a new copy")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

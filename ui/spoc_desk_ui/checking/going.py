"""Where N leads: from a word to the next, then to what could not be read, what is left out, and the pages."""

from dataclasses import dataclass

from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.waiting import About, Wait, waits

from .rows import Kind, Row

_ORDER = {About.GROUPS: 0, About.UNREAD: 1, About.HIDDEN: 2, About.SHEETS: 3}


@dataclass(frozen=True)
class Goal:
    """A line to go to, or a page to look at, and what is said."""

    kind: Kind | None = None
    number: int = -1
    sheet: int = 0
    words: str = ""


def goal_of(review: Review, wait: Wait) -> Goal:
    """Return where one thing that is left to do is done."""
    if wait.about is About.GROUPS:
        return Goal(Kind.GROUP, review.marks.next_undecided(-1))
    if wait.about is About.UNREAD:
        return Goal(Kind.UNREAD, wait.first)
    if wait.about is About.HIDDEN:
        return Goal(Kind.HIDDEN, 0)
    if wait.about is About.SHEETS:
        return Goal(sheet=wait.first, words=review.marks.sheets.name(wait.first))
    return Goal(words=wait.sentence)


def next_goal(review: Review, row: Row | None) -> Goal:
    """Return what waits next after the current line."""
    if review.marks.undecided:
        after = row.number if row is not None and row.kind is Kind.GROUP else -1
        return Goal(Kind.GROUP, review.marks.next_undecided(after))
    if row is not None and row.kind is Kind.UNREAD and row.number not in review.aside.settled:
        return _past(review, row.number)
    left = [wait for wait in waits(review) if wait.about in _ORDER]
    if left:
        return goal_of(review, min(left, key=lambda wait: _ORDER[wait.about]))
    return Goal(words="Nothing is left to decide or to look at")


def _past(review: Review, number: int) -> Goal:
    """From a part that waits for her word: first to what she has not seen of its page, then to what comes after."""
    page = review.aside.unread[number].page
    if page in review.marks.sheets.numbers and page not in review.seen:
        return Goal(sheet=page)
    later = [at for at in review.aside.unsettled() if at > number]
    if later:
        return Goal(Kind.UNREAD, later[0])
    others = [wait for wait in waits(review) if wait.about in (About.HIDDEN, About.SHEETS)]
    return goal_of(review, others[0]) if others else Goal(words="Say of this part whether it may stay")

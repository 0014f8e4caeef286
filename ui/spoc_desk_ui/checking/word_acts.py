"""What she does with words: remove, keep, remove wherever it stands, mark another one, remove all that must go."""

from typing import TYPE_CHECKING

from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.reasons import Reason
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.words import count_of
from spoc_desk.sanitise.word_search import Span

from ..session import Session
from .rows import Kind

if TYPE_CHECKING:
    from .review_desk import ReviewDesk


class WordActs:
    """The acts on the current word of a desk."""

    def __init__(self, desk: "ReviewDesk", session: Session) -> None:
        self._desk = desk
        self._session = session

    def remove(self) -> None:
        """Remove the word wherever it stands."""
        review, group = self._desk.group()
        if review is not None:
            words = "It leaks" if review.mode is Mode.IN else "Removed"
            self._desk.tell(review.remove_group(group), words)
            self._go_on(review, group)

    def remove_one(self) -> None:
        """Remove the current place only."""
        review, group = self._desk.group()
        if review is not None:
            self._desk.tell(review.remove_place(self._desk.word.place), "Removed here")
            self._go_on(review, group)

    def keep(self, reason: Reason, *, everywhere: bool) -> None:
        """Keep the word, or the current place of it."""
        review, group = self._desk.group()
        if review is None:
            return
        if everywhere:
            self._desk.tell(review.keep_group(group, reason), "Kept")
        else:
            self._desk.tell(review.keep_place(self._desk.word.place, reason), "Kept here")
        self._go_on(review, group)

    def everywhere(self) -> None:
        """Remove the word also where it stands unmarked."""
        review, group = self._desk.group()
        found = self._desk.word.unmarked
        if review is None or not found:
            return
        self._desk.tell(review.propagate(group, found), f"Removed, also at {count_of(len(found), 'more place')}")
        self._desk.word.count()
        self._go_on(review, group)

    def mark(self, word: str) -> None:
        """Look for a word and mark it wherever it stands."""
        review = self._desk.review
        if review is None:
            return

        def done(found: list[Span]) -> None:
            if self._desk.review is review:
                self._marked(review, word, found)

        self._session.run_outside(lambda: review.marks.find_word(word), done)

    def ask_accept(self) -> None:
        """Ask whether all that must go goes; what was not on the screen is shown first."""
        review = self._desk.review
        if review is None or not review.marks.must_go():
            return
        unlisted = review.unlisted()
        if unlisted:
            self._desk.said.emit(f"{count_of(len(unlisted), 'word')} were not on the screen yet")
            self._desk.rest_wanted.emit(unlisted[0])
        else:
            self._desk.asked.emit("accept")

    def accept(self) -> None:
        """Remove all that must go."""
        review = self._desk.review
        if review is not None:
            count = len(review.marks.must_go())
            self._desk.tell(review.accept_must_go(), f"{count_of(count, 'word')} removed")
            self._desk.go_next()

    def _marked(self, review: Review, word: str, found: list[Span]) -> None:
        if not found:
            self._desk.word_missed.emit()
            return
        touched = review.mark_word(word, found)
        self._desk.tell(touched, f"Marked at {count_of(len(found), 'place')}")
        if touched.groups:
            self._desk.row_wanted.emit(Kind.GROUP, min(touched.groups))

    def _go_on(self, review: Review, group: int) -> None:
        """From a decided word to the next thing that waits; within a word to its next undecided place."""
        if review.marks.groups[group].is_decided:
            self._desk.go_next()
        else:
            self._desk.word.show_open()

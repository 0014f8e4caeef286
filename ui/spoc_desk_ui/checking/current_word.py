"""Which place of the current word she is at, and at how many unmarked places the word stands besides."""

from PySide6.QtCore import QObject, Signal

from spoc_desk.sanitise.review.places import Decision
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.word_search import Span

from ..session import Session


class CurrentWord(QObject):
    """One word at a time, or none.

    Signals:
        moved: the current place; -1 for none.
        counted: at how many unmarked places the word stands.
    """

    moved = Signal(int)
    counted = Signal(int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._review: Review | None = None
        self._group = -1
        self._era = 0
        self.place = -1
        self.unmarked: list[Span] = []

    def forget(self) -> None:
        """Begin with no word; what was asked about the last one is not heard any more."""
        self._era += 1
        self._review, self._group, self.place, self.unmarked = None, -1, -1, []

    def choose(self, review: Review, group: int) -> None:
        """Begin with a word, at the first of its places that is undecided."""
        self.forget()
        self._review, self._group = review, group
        self.count()
        self.show_open()

    def leave(self) -> None:
        """The current line is no word."""
        self.forget()
        self.show(-1)

    def show(self, place: int) -> None:
        """Another place is current."""
        self.place = place
        self.moved.emit(place)

    def show_open(self) -> None:
        """Go to the first place that is undecided, or the first of all."""
        places = self._places()
        if self._review is not None and places:
            decisions = self._review.marks.decisions
            self.show(next((at for at in places if decisions[at] is Decision.UNDECIDED), places[0]))
        else:
            self.show(-1)

    def step(self, by: int) -> str:
        """Go to the next place, or the one before; return where it lies."""
        places = self._places()
        if self._review is None or self.place < 0 or not places:
            return ""
        position = places.index(self.place) if self.place in places else 0
        self.show(places[(position + by) % len(places)])
        return self._review.marks.where(self._review.marks.places[self.place])

    def count(self) -> None:
        """Find out where the word stands unmarked; `counted` follows."""
        review, era = self._review, self._era
        if review is None:
            return
        word = review.marks.groups[self._group].word

        def done(found: list[Span]) -> None:
            if era == self._era and self._review is review:
                self.unmarked = review.marks.unmarked(found)
                self.counted.emit(len(self.unmarked))

        self._session.run_outside(lambda: review.marks.find_word(word), done)

    def _places(self) -> list[int]:
        return self._review.marks.groups[self._group].places if self._review is not None else []

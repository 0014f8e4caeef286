"""What the reviewer is at: the current line, and which act a key or a button means there."""

from PySide6.QtCore import QObject, Signal

from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.acts import Touched
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.waiting import Wait, waits

from ..session import Session
from .aside_acts import AsideActs
from .current_word import CurrentWord
from .going import Goal, goal_of, next_goal
from .rows import Kind, Row
from .word_acts import WordActs

_LOOKING = frozenset({"place before", "place after"})


class ReviewDesk(QObject):
    """One review at a time; it decides, the window shows.

    Signals:
        touched: the Touched of a step.
        row_wanted: (Kind, number) the line to go to.
        rest_wanted: the word from which on the list was not on the screen.
        sheet_wanted: the page or part to look at now.
        page_wanted: the page that belongs to the current line.
        asked: "keep", "word" or "accept": a question is to be put.
        drawing_wanted: a box is to be drawn.
        make_wanted: the copy is to be made.
        said: words for the ear, and for nobody else.
        word_missed: the word she named does not stand in the text.
    """

    touched = Signal(object)
    row_wanted = Signal(object, int)
    rest_wanted = Signal(int)
    sheet_wanted = Signal(int)
    page_wanted = Signal(int)
    asked = Signal(str)
    drawing_wanted = Signal()
    make_wanted = Signal()
    said = Signal(str)
    word_missed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.review: Review | None = None
        self.row: Row | None = None
        self.word = CurrentWord(session, self)
        self.words = WordActs(self, session)
        self.asides = asides = AsideActs(self)
        self.is_over = False  # the verdict is recorded: only looking is left
        self._acts = {
            "remove": self._remove,
            "one": self.words.remove_one,
            "keep": self._keep,
            "next": self.go_next,
            "everywhere": self.words.everywhere,
            "accept": self.words.ask_accept,
            "word": lambda: self.asked.emit("word"),
            "draw": asides.draw,
            "picture": asides.picture,
            "seen": asides.seen,
            "place before": lambda: self._step(-1),
            "place after": lambda: self._step(1),
            "take away": asides.take_away,
            "make": self._make,
            "undo": self._undo,
            "redo": self._redo,
        }

    def open(self, review: Review | None) -> None:
        """Begin with a review, or with none."""
        self.is_over = False
        self.review, self.row = review, None
        self.word.forget()

    def act(self, name: str) -> bool:
        """Do what a key or a button says; False where it says nothing."""
        act = self._acts.get(name)
        if act is None or self.review is None or (self.is_over and name not in _LOOKING):
            return False
        act()
        return True

    def choose(self, row: Row) -> None:
        """Another line is current."""
        review = self.review
        if review is None:
            return
        self.row = row
        if row.kind is Kind.GROUP:
            self.word.choose(review, row.number)
        else:
            self.word.leave()
        page = _page_of(review, row)
        if page:
            self.page_wanted.emit(page)

    def choose_place(self, place: int) -> None:
        """She clicked a place on the page: its word becomes the current line."""
        if self.review is not None:
            self.row_wanted.emit(Kind.GROUP, self.review.marks.group_of[place])
            self.word.show(place)

    def box_drawn(self, page: int, box: object) -> None:
        """Put a box that was drawn."""
        if self.review is not None and not self.is_over and isinstance(box, tuple):
            self.tell(self.review.draw_box(page, box), f"Box drawn on page {page}")

    def go_to(self, wait: Wait) -> None:
        """Go to one thing that is left to do."""
        if self.review is not None:
            self._go(goal_of(self.review, wait))

    def go_next(self) -> None:
        """Go to the next thing that waits: words first, pages last."""
        if self.review is not None:
            self._go(next_goal(self.review, self.row))

    # for the acts ---------------------------------------------------------------------------------------------------

    def tell(self, touched: Touched, words: str) -> None:
        """Say what a step touched."""
        self.touched.emit(touched)
        self.said.emit(words)

    def group(self) -> tuple[Review | None, int]:
        """Return the review and the word of the current line; (None, -1) where that is no word."""
        if self.review is None or self.row is None or self.row.kind is not Kind.GROUP:
            return None, -1
        return self.review, self.row.number

    # inside ---------------------------------------------------------------------------------------------------------

    def _remove(self) -> None:
        if self.row is not None and self.row.kind is Kind.GROUP:
            self.words.remove()
        else:
            self.asides.remove()

    def _keep(self) -> None:
        if self.row is None:
            return
        if self.row.kind is Kind.GROUP:
            self.asked.emit("keep")
        elif self.row.kind is Kind.PICTURE:
            self.asides.picture()
        elif self.row.kind is Kind.UNREAD:
            self.asides.seen()

    def _make(self) -> None:
        if self.review is not None and self.review.mode is not Mode.IN:
            if waits(self.review):
                self.go_next()
            else:
                self.make_wanted.emit()

    def _undo(self) -> None:
        self._moved("Taken back", self.review.undo() if self.review is not None else None)

    def _redo(self) -> None:
        self._moved("Done again", self.review.redo() if self.review is not None else None)

    def _moved(self, words: str, moved: tuple[str, Touched] | None) -> None:
        if moved is None:
            self.said.emit("There is no step to take back" if words == "Taken back" else "There is no step to do again")
            return
        what, touched = moved
        self.tell(touched, f"{words}: {what}")
        if touched.groups:
            self.row_wanted.emit(Kind.GROUP, min(touched.groups))

    def _step(self, by: int) -> None:
        where = self.word.step(by)
        if where:
            self.said.emit(where)

    def _go(self, goal: Goal) -> None:
        if goal.kind is not None:
            self.row_wanted.emit(goal.kind, goal.number)
        if goal.sheet:
            self.sheet_wanted.emit(goal.sheet)
        if goal.words:
            self.said.emit(goal.words)


def _page_of(review: Review, row: Row) -> int:
    """Return the page that belongs to a line which is no word; 0 for none."""
    if row.kind is Kind.UNREAD:
        return review.aside.unread[row.number].page
    if row.kind is Kind.PICTURE:
        return review.boxes.pictures[row.number].page
    if row.kind is Kind.BOX:
        return review.boxes.drawn[row.number].page
    return review.aside.remarks[row.number].page if row.kind is Kind.REMARK else 0

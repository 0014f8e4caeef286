"""What the reviewer is at: the current line and place, and every act of the keys and buttons on them."""

from PySide6.QtCore import QObject, Signal

from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.acts import Touched
from spoc_desk.sanitise.review.aside import LEAKS, LEAVE_OUT, NO_POSITION, STAY
from spoc_desk.sanitise.review.places import Decision
from spoc_desk.sanitise.review.reasons import Reason
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.waiting import Wait, waits
from spoc_desk.sanitise.review.words import count_of
from spoc_desk.sanitise.word_search import Span

from ..session import Session
from .going import Goal, goal_of, next_goal
from .rows import Kind, Row

_LOOKING = frozenset({"place before", "place after"})


class ReviewDesk(QObject):
    """One review at a time; it decides, the window shows.

    Signals:
        touched: the Touched of a step.
        row_wanted: (Kind, number) the line to go to.
        rest_wanted: the word from which on the list was not on the screen.
        place_changed: the current place of the current word; -1 for none.
        sheet_wanted: the page or part to look at now.
        page_wanted: the page that belongs to the current line.
        asked: "keep", "word" or "accept": a question is to be put.
        drawing_wanted: a box is to be drawn.
        make_wanted: the copy is to be made.
        said: words for the ear, and for nobody else.
        counted: at how many unmarked places the current word stands.
        word_missed: the word she named does not stand in the text.
    """

    touched = Signal(object)
    row_wanted = Signal(object, int)
    rest_wanted = Signal(int)
    place_changed = Signal(int)
    sheet_wanted = Signal(int)
    page_wanted = Signal(int)
    asked = Signal(str)
    drawing_wanted = Signal()
    make_wanted = Signal()
    said = Signal(str)
    counted = Signal(int)
    word_missed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.review: Review | None = None
        self.row: Row | None = None
        self.place = -1
        self.unmarked = 0
        self._found: list[Span] = []
        self._era = 0
        self.is_over = False  # the verdict is recorded: only looking is left
        self._acts = {
            "remove": self._remove,
            "one": self._remove_one,
            "keep": self._keep,
            "next": self.go_next,
            "everywhere": self._everywhere,
            "accept": self._ask_accept,
            "word": self._ask_word,
            "draw": self._draw,
            "picture": self._picture,
            "seen": self._seen,
            "place before": self._place_before,
            "place after": self._place_after,
            "take away": self._take_away,
            "make": self._make,
            "undo": self._undo,
            "redo": self._redo,
        }

    def open(self, review: Review | None) -> None:
        """Begin with a review, or with none."""
        self._era += 1
        self.is_over = False
        self.review, self.row, self.place, self.unmarked, self._found = review, None, -1, 0, []

    def act(self, name: str) -> bool:
        """Do what a key or a button says; False where it says nothing."""
        act = self._acts.get(name)
        if act is None or self.review is None or (self.is_over and name not in _LOOKING):
            return False
        act()
        return True

    def choose(self, row: Row) -> None:
        """Another line is current."""
        if self.review is None:
            return
        self.row, self.unmarked, self._found = row, 0, []
        self._era += 1
        place = -1
        if row.kind is Kind.GROUP:
            place = self._first_open(row.number)
            self._count_unmarked(self.review, row.number)
        self._show_place(place)
        page = self._page_of(self.review, row)
        if page:
            self.page_wanted.emit(page)

    def choose_place(self, place: int) -> None:
        """She clicked a place on the page: its word becomes the current line."""
        if self.review is not None:
            self.row_wanted.emit(Kind.GROUP, self.review.marks.group_of[place])
            self._show_place(place)

    # answers to what was asked --------------------------------------------------------------------------------------

    def keep(self, reason: Reason, *, everywhere: bool) -> None:
        """Keep the current word, or the current place of it."""
        review, group = self._group()
        if review is None:
            return
        if everywhere:
            self._tell(review.keep_group(group, reason), "Kept")
        else:
            self._tell(review.keep_place(self.place, reason), "Kept here")
        self._go_on(group)

    def mark_word(self, word: str) -> None:
        """Look for a word and mark it wherever it stands."""
        review = self.review
        if review is None:
            return
        era = self._era

        def done(found: list[Span]) -> None:
            if era == self._era and self.review is review:
                self._mark(review, word, found)

        self._session.run_outside(lambda: review.marks.find_word(word), done)

    def accept(self) -> None:
        """Remove all that must go."""
        if self.review is not None:
            count = len(self.review.marks.must_go())
            self._tell(self.review.accept_must_go(), f"{count_of(count, 'word')} removed")
            self.go_next()

    def box_drawn(self, page: int, box: object) -> None:
        """Put a box that was drawn."""
        if self.review is not None and not self.is_over and isinstance(box, tuple):
            self._tell(self.review.draw_box(page, box), f"Box drawn on page {page}")

    def go_to(self, wait: Wait) -> None:
        """Go to one thing that is left to do."""
        if self.review is not None:
            self._go(goal_of(self.review, wait))

    def go_next(self) -> None:
        """Go to the next thing that waits: words first, pages last."""
        if self.review is not None:
            self._go(next_goal(self.review, self.row))

    # acts -----------------------------------------------------------------------------------------------------------

    def _remove(self) -> None:
        review, row = self.review, self.row
        if review is None or row is None:
            return
        if row.kind is Kind.GROUP:
            words = "It leaks" if review.mode is Mode.IN else "Removed"
            self._tell(review.remove_group(row.number), words)
            self._go_on(row.number)
        elif row.kind is Kind.PICTURE:
            picture = review.boxes.pictures[row.number].picture
            if picture in review.boxes.kept_pictures:
                self._tell(review.turn_picture(picture), "The picture goes")
        elif row.kind is Kind.UNREAD and LEAKS in review.aside.choices(row.number):
            self._tell(review.settle_unread(row.number, LEAKS), "It leaks")
            self.go_next()
        elif row.kind is Kind.UNREAD and review.mode is not Mode.IN:
            part = review.aside.unread[row.number]
            if LEAVE_OUT in review.aside.choices(row.number) and part.channel != NO_POSITION:
                self._tell(review.settle_unread(row.number, LEAVE_OUT), "Left out")
                self.go_next()
        elif row.kind is Kind.HIDDEN:
            self._seen()

    def _remove_one(self) -> None:
        review, group = self._group()
        if review is None:
            return
        self._tell(review.remove_place(self.place), "Removed here")
        self._go_on(group)

    def _keep(self) -> None:
        if self.row is None:
            return
        if self.row.kind is Kind.GROUP:
            self.asked.emit("keep")
        elif self.row.kind is Kind.PICTURE:
            self._picture()
        elif self.row.kind is Kind.UNREAD:
            self._seen()

    def _everywhere(self) -> None:
        review, group = self._group()
        if review is None or not self.unmarked:
            return
        count = self.unmarked
        self._tell(review.propagate(group, self._found), f"Removed, also at {count_of(count, 'more place')}")
        self._count_unmarked(review, group)
        self._go_on(group)

    def _ask_accept(self) -> None:
        review = self.review
        if review is None or not review.marks.must_go():
            return
        unlisted = review.unlisted()
        if unlisted:
            self.said.emit(f"{count_of(len(unlisted), 'word')} were not on the screen yet")
            self.rest_wanted.emit(unlisted[0])
            return
        self.asked.emit("accept")

    def _ask_word(self) -> None:
        self.asked.emit("word")

    def _draw(self) -> None:
        if self.review is not None and self.review.document.pages:
            self.drawing_wanted.emit()
        else:
            self.said.emit("This file has no pages to draw on. Mark a word instead")

    def _picture(self) -> None:
        review, row = self.review, self.row
        if review is None or not review.boxes.pictures:
            return
        if row is None or row.kind is not Kind.PICTURE:
            self.row_wanted.emit(Kind.PICTURE, 0)
            return
        picture = review.boxes.pictures[row.number].picture
        if not review.may_turn(picture):
            self.said.emit("Look at the picture first")
            return
        kept = picture in review.boxes.kept_pictures
        self._tell(review.turn_picture(picture), "The picture goes" if kept else "The picture stays")

    def _seen(self) -> None:
        review, row = self.review, self.row
        if review is None:
            return
        if row is not None and row.kind is Kind.HIDDEN:
            review.see_hidden()
            self._tell(Touched(others=True), "Seen")
            self.go_next()
        elif row is not None and row.kind is Kind.UNREAD and row.number not in review.aside.settled:
            self._settle(review, row.number)
        elif review.aside.unsettled():
            self.row_wanted.emit(Kind.UNREAD, review.aside.unsettled()[0])

    def _settle(self, review: Review, number: int) -> None:
        part, choices = review.aside.unread[number], review.aside.choices(number)
        if part.picture and part.picture not in review.seen_pictures:
            self.said.emit("Look at the picture first")
            return
        if STAY not in choices:
            self._tell(review.settle_unread(number, LEAVE_OUT), "Seen, left out")
        elif not part.picture and part.page not in review.seen:
            self.said.emit(f"Look at page {part.page} first, to its end")
            self.sheet_wanted.emit(part.page)
            return
        else:
            self._tell(review.settle_unread(number, STAY), "Seen, it stays")
        self.go_next()

    def _place_before(self) -> None:
        self._step(-1)

    def _place_after(self) -> None:
        self._step(1)

    def _take_away(self) -> None:
        row = self.row
        if self.review is not None and row is not None and row.kind is Kind.BOX:
            self._tell(self.review.remove_box(row.number), "Box taken away")

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

    # inside ---------------------------------------------------------------------------------------------------------

    def _go(self, goal: Goal) -> None:
        if goal.kind is not None:
            self.row_wanted.emit(goal.kind, goal.number)
        if goal.sheet:
            self.sheet_wanted.emit(goal.sheet)
        if goal.words:
            self.said.emit(goal.words)

    def _moved(self, words: str, moved: tuple[str, Touched] | None) -> None:
        if moved is None:
            self.said.emit("There is no step to take back" if words == "Taken back" else "There is no step to do again")
            return
        what, touched = moved
        self._tell(touched, f"{words}: {what}")
        if touched.groups:
            self.row_wanted.emit(Kind.GROUP, min(touched.groups))

    def _mark(self, review: Review, word: str, found: list[Span]) -> None:
        if not found:
            self.word_missed.emit()
            return
        touched = review.mark_word(word, found)
        self._tell(touched, f"Marked at {count_of(len(found), 'place')}")
        if touched.groups:
            self.row_wanted.emit(Kind.GROUP, min(touched.groups))

    def _tell(self, touched: Touched, words: str) -> None:
        self.touched.emit(touched)
        self.said.emit(words)

    def _group(self) -> tuple[Review | None, int]:
        if self.review is None or self.row is None or self.row.kind is not Kind.GROUP:
            return None, -1
        return self.review, self.row.number

    def _go_on(self, group: int) -> None:
        """From a decided word to the next thing that waits; within a word to its next undecided place."""
        review = self.review
        if review is None:
            return
        if review.marks.groups[group].is_decided:
            self.go_next()
        else:
            self._show_place(self._first_open(group))

    def _first_open(self, group: int) -> int:
        marks = self.review.marks if self.review is not None else None
        if marks is None or not marks.groups[group].places:
            return -1
        places = marks.groups[group].places
        return next((at for at in places if marks.decisions[at] is Decision.UNDECIDED), places[0])

    def _step(self, by: int) -> None:
        review, group = self._group()
        if review is None or self.place < 0:
            return
        places = review.marks.groups[group].places
        position = places.index(self.place) if self.place in places else 0
        self._show_place(places[(position + by) % len(places)])
        self.said.emit(review.marks.where(review.marks.places[self.place]))

    def _show_place(self, place: int) -> None:
        self.place = place
        self.place_changed.emit(place)

    def _count_unmarked(self, review: Review, group: int) -> None:
        era, word = self._era, review.marks.groups[group].word

        def done(found: list[Span]) -> None:
            if era == self._era and self.review is review:
                self._found = review.marks.unmarked(found)
                self.unmarked = len(self._found)
                self.counted.emit(self.unmarked)

        self._session.run_outside(lambda: review.marks.find_word(word), done)

    @staticmethod
    def _page_of(review: Review, row: Row) -> int:
        if row.kind is Kind.UNREAD:
            return review.aside.unread[row.number].page
        if row.kind is Kind.PICTURE:
            return review.boxes.pictures[row.number].page
        if row.kind is Kind.BOX:
            return review.boxes.drawn[row.number].page
        return review.aside.remarks[row.number].page if row.kind is Kind.REMARK else 0

"""What she does with all that is no word: pictures, boxes, parts that could not be read, what is left out."""

from typing import TYPE_CHECKING

from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.acts import Touched
from spoc_desk.sanitise.review.aside import LEAKS, LEAVE_OUT, NO_POSITION, STAY
from spoc_desk.sanitise.review.review import Review

from .rows import Kind

if TYPE_CHECKING:
    from .review_desk import ReviewDesk


class AsideActs:
    """The acts on the current line of a desk where that is no word."""

    def __init__(self, desk: "ReviewDesk") -> None:
        self._desk = desk

    def remove(self) -> None:
        """Let the picture or the part go; what is left out has been seen."""
        review, row = self._desk.review, self._desk.row
        if review is None or row is None:
            return
        if row.kind is Kind.PICTURE:
            picture = review.boxes.pictures[row.number].picture
            if picture in review.boxes.kept_pictures:
                self._desk.tell(review.turn_picture(picture), "The picture goes")
        elif row.kind is Kind.UNREAD:
            self._remove_part(review, row.number)
        elif row.kind is Kind.HIDDEN:
            self.seen()

    def picture(self) -> None:
        """Keep a picture, or let it go; from elsewhere go to the first."""
        review, row = self._desk.review, self._desk.row
        if review is None or not review.boxes.pictures:
            return
        if row is None or row.kind is not Kind.PICTURE:
            self._desk.row_wanted.emit(Kind.PICTURE, 0)
            return
        picture = review.boxes.pictures[row.number].picture
        if not review.may_turn(picture):
            self._desk.said.emit("Look at the picture first")
            return
        kept = picture in review.boxes.kept_pictures
        self._desk.tell(review.turn_picture(picture), "The picture goes" if kept else "The picture stays")

    def seen(self) -> None:
        """She looked at what is left out, or at a part that could not be read; from elsewhere go to the first."""
        review, row = self._desk.review, self._desk.row
        if review is None:
            return
        if row is not None and row.kind is Kind.HIDDEN:
            review.see_hidden()
            self._desk.tell(Touched(others=True), "Seen")
            self._desk.go_next()
        elif row is not None and row.kind is Kind.UNREAD and row.number not in review.aside.settled:
            self._settle(review, row.number)
        elif review.aside.unsettled():
            self._desk.row_wanted.emit(Kind.UNREAD, review.aside.unsettled()[0])

    def draw(self) -> None:
        """Begin a box."""
        review = self._desk.review
        if review is not None and review.document.pages:
            self._desk.drawing_wanted.emit()
        else:
            self._desk.said.emit("This file has no pages to draw on. Mark a word instead")

    def take_away(self) -> None:
        """Take the current box away."""
        review, row = self._desk.review, self._desk.row
        if review is not None and row is not None and row.kind is Kind.BOX:
            self._desk.tell(review.remove_box(row.number), "Box taken away")

    def _remove_part(self, review: Review, number: int) -> None:
        part, choices = review.aside.unread[number], review.aside.choices(number)
        if LEAKS in choices:
            self._desk.tell(review.settle_unread(number, LEAKS), "It leaks")
        elif review.mode is not Mode.IN and LEAVE_OUT in choices and part.channel != NO_POSITION:
            self._desk.tell(review.settle_unread(number, LEAVE_OUT), "Left out")
        else:
            return
        self._desk.go_next()

    def _settle(self, review: Review, number: int) -> None:
        part, choices = review.aside.unread[number], review.aside.choices(number)
        if part.picture and part.picture not in review.seen_pictures:
            self._desk.said.emit("Look at the picture first")
            return
        if STAY not in choices:
            self._desk.tell(review.settle_unread(number, LEAVE_OUT), "Seen, left out")
        elif not part.picture and part.page not in review.seen:
            self._desk.said.emit(f"Look at page {part.page} first, to its end")
            self._desk.sheet_wanted.emit(part.page)
            return
        else:
            self._desk.tell(review.settle_unread(number, STAY), "Seen, it stays")
        self._desk.go_next()

"""The pages of the file with what was found on them: every box says by its pattern what becomes of it."""

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from spoc_desk.sanitise.readers.unit import PageSize
from spoc_desk.sanitise.redact.orders import Box
from spoc_desk.sanitise.review.places import Decision
from spoc_desk.sanitise.review.review import Review

from ..colours import LIGHT, current_colours
from ..printing.page_view import PageView
from .page_marks import paint_box, paint_ring
from .source_pages import SourcePages

_PIECES = 12
"""A page was on the screen when each of these slices of it was."""

_READABLE = 0.4
"""Pixels to the point below which nobody can read a page."""

_KEPT_IMAGES = 8
_LEAST_BOX = 4.0
_FIRST_BOX = (160.0, 24.0)
_MOVE, _GROW = 6.0, 6.0


@dataclass
class _Drawing:
    """A box that is being drawn."""

    number: int  # of the page, from 0
    box: Box


class MarkedPages(PageView):
    """Shows the review's pages. What is painted on paper is painted in the light set's colours: paper is white.

    Signals:
        page_seen: a page (its own number) has been on the screen from top to bottom.
        sized: a page came into sight whose boxes are not known yet (its own number).
        box_drawn: (page number, box in points).
        drawing_ended: no box is being drawn any more.
        place_clicked: the number of a place.
    """

    page_seen = Signal(int)
    sized = Signal(int)
    box_drawn = Signal(int, object)
    drawing_ended = Signal()
    place_clicked = Signal(int)

    def __init__(self, reader: SourcePages, parent: QWidget | None = None) -> None:
        super().__init__(reader, parent)
        self._source = reader
        self._review: Review | None = None
        self._papers: tuple[PageSize, ...] = ()
        self._seen: dict[int, set[int]] = {}
        self._asked: set[int] = set()
        self._current_place = -1
        self._drawing: _Drawing | None = None
        self._is_drawing = self._is_covering = False
        self._from: QPointF | None = None
        self.setAccessibleName("Pages of the file")

    # for the page ---------------------------------------------------------------------------------------------------

    def show_review(self, review: Review | None) -> None:
        """Show the pages of another review, or none."""
        self._review = review
        self._papers = review.document.pages if review is not None else ()
        self._seen, self._asked, self._current_place = {}, set(), -1
        self.stop_drawing()
        self._source.show_numbers(tuple(size.page for size in self._papers))
        self.show_pages(self._papers)  # type: ignore[arg-type]  # it asks for width and height only

    def ask_again(self, page: int) -> None:
        """Places were added to a page: their boxes must be found."""
        self._asked.discard(page)
        self.viewport().update()

    def cover_words(self, cover: bool) -> None:
        """Cover what was found, or show it."""
        self._is_covering = cover
        self.viewport().update()

    def show_place(self, place: int) -> None:
        """Bring a place into sight and mark it."""
        self._current_place = place
        review = self._review
        if review is None or place < 0:
            self.viewport().update()
            return
        number = self._number_of(review.marks.unit(review.marks.places[place]).page)  # a hidden one has no box there
        boxes = review.boxes.of_place.get(place, ())
        if number >= 0:
            self._bring(number, boxes[0] if boxes else None)
        self.viewport().update()

    def show_page(self, page: int) -> None:
        """Bring what was not yet seen of a page into sight."""
        number = self._number_of(page)
        if number < 0:
            return
        room, seen = self._rooms[number], self._seen.get(page, set())
        first = next((piece for piece in range(_PIECES) if piece not in seen), 0)
        top = room.top() + (room.height() * first / _PIECES if first else -16)
        self.verticalScrollBar().setValue(round(top))

    def current_number(self) -> int:
        """Return the own number of the page that fills most of the view; 0 where there is none."""
        at = self.current_page()
        return self._papers[at].page if at < len(self._papers) else 0

    def is_shown(self, page: int) -> bool:
        """Return whether a page has its picture and its boxes."""
        return self._number_of(page) in self._images and page in self._asked

    # drawing a box --------------------------------------------------------------------------------------------------

    @property
    def is_drawing(self) -> bool:
        """Whether the next drag, or Enter, puts a box."""
        return self._is_drawing

    def start_drawing(self) -> None:
        """Begin a box: with the mouse where it is pressed, with the keys in the middle of what is seen."""
        if not self._papers:
            return
        self._is_drawing = True
        number = self.current_page()
        room = self._on_screen(number)
        seen = room.intersected(QRectF(self.viewport().rect()))
        middle = self._to_points(number, seen.center())
        width, height = _FIRST_BOX
        left, top = middle.x() - width / 2, middle.y() - height / 2
        self._drawing = _Drawing(number, (left, top, left + width, top + height))
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.viewport().update()

    def stop_drawing(self) -> None:
        """Leave the box that was begun."""
        was, self._is_drawing = self._is_drawing, False
        self._drawing = self._from = None
        self.viewport().unsetCursor()
        self.viewport().update()
        if was:
            self.drawing_ended.emit()

    def _put(self) -> None:
        drawing = self._drawing
        self.stop_drawing()
        if drawing is not None:
            self.box_drawn.emit(self._papers[drawing.number].page, drawing.box)

    # Qt's side ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_drawing and self._drawing is not None and self._drawing_key(event):
            return
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # they go through the places of a word
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        number = next((each for each in self._in_sight() if self._on_screen(each).contains(at)), -1)
        if number < 0 or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._is_drawing:
            self._from = self._to_points(number, at)
            self._drawing = _Drawing(number, (self._from.x(), self._from.y(), self._from.x(), self._from.y()))
            self.viewport().update()
        else:
            self._click(number, self._to_points(number, at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None or self._drawing is None:
            return
        to = self._to_points(self._drawing.number, event.position())
        left, right = sorted((self._from.x(), to.x()))
        top, bottom = sorted((self._from.y(), to.y()))
        self._drawing.box = (left, top, right, bottom)
        self.viewport().update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self._from is None or self._drawing is None:
            return
        left, top, right, bottom = self._drawing.box
        self._from = None
        if right - left >= _LEAST_BOX and bottom - top >= _LEAST_BOX:
            self._put()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._review is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in self._in_sight():
            self._paint_marks(painter, self._review, number)
            self._note(number)
        if self._drawing is not None and self._is_drawing:
            room = self._to_screen(self._drawing.number, self._drawing.box)
            painter.setPen(QPen(QColor(LIGHT.accent), 2, Qt.PenStyle.DashLine))
            painter.setBrush(QBrush(QColor(LIGHT.accent), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(room)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(current_colours().colour("focus"), 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()

    # inside ---------------------------------------------------------------------------------------------------------

    def _paint_marks(self, painter: QPainter, review: Review, number: int) -> None:
        page = self._papers[number].page
        marks = review.marks
        if self._is_covering and review.spans_on(page):
            painter.fillRect(self._on_screen(number), Qt.GlobalColor.white)  # until it is known what to cover
            return
        for picture in review.boxes.pictures_on(page):
            goes = picture.picture not in review.boxes.kept_pictures
            if picture.box is not None:
                paint_box(painter, self._to_screen(number, picture.box), "picture goes" if goes else "picture stays")
        for text in review.boxes.texts_on(page):
            for at in marks.places_in(text):
                for box in review.boxes.of_place.get(at, ()):
                    room = self._to_screen(number, box)
                    paint_box(painter, room, marks.decisions[at].value, covers=self._is_covering)
                    if at == self._current_place:
                        paint_ring(painter, room)
        for _, box in review.boxes.drawn_on(page):
            paint_box(painter, self._to_screen(number, box), Decision.REMOVE.value)

    def _note(self, number: int) -> None:
        """Note which slices of a page are on the screen, and ask for what is missing."""
        review = self._review
        page = self._papers[number].page
        if review is None or number not in self._images:
            return
        if page not in self._asked:
            self._asked.add(page)
            self.sized.emit(page)
        if self._scale < _READABLE or page in review.seen:
            return
        room, view = self._on_screen(number), QRectF(self.viewport().rect())
        seen = self._seen.setdefault(page, set())
        slice_height = room.height() / _PIECES
        for piece in range(_PIECES):
            middle = room.top() + (piece + 0.5) * slice_height
            if view.top() <= middle <= view.bottom():
                seen.add(piece)
        if len(seen) == _PIECES:
            self.page_seen.emit(page)

    def _drawing_key(self, event: QKeyEvent) -> bool:
        drawing = cast(_Drawing, self._drawing)
        left, top, right, bottom = drawing.box
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._put()
        elif event.key() == Qt.Key.Key_Escape:
            self.stop_drawing()
        elif event.key() in steps:
            across, down = steps[Qt.Key(event.key())]
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                right, bottom = max(left + _GROW, right + across * _GROW), max(top + _GROW, bottom + down * _GROW)
            else:
                left, right = left + across * _MOVE, right + across * _MOVE
                top, bottom = top + down * _MOVE, bottom + down * _MOVE
            drawing.box = (left, top, right, bottom)
            self._bring(drawing.number, drawing.box)
            self.viewport().update()
        else:
            return False
        return True

    def _click(self, number: int, at: QPointF) -> None:
        review = self._review
        if review is None:
            return
        for text in review.boxes.texts_on(self._papers[number].page):
            for place in review.marks.places_in(text):
                if any(_holds(box, at) for box in review.boxes.of_place.get(place, ())):
                    self.place_clicked.emit(place)
                    return

    def _bring(self, number: int, box: Box | None) -> None:
        """Scroll as little as needed to have a box, or a page, in sight."""
        room = self._rooms[number]
        top = room.top() + (box[1] * self._scale if box else 0.0)
        bottom = room.top() + (box[3] * self._scale if box else room.height())
        bar, high = self.verticalScrollBar(), self.viewport().height()
        if box is None:
            if self.current_page() != number:
                self.go_to(number)
        elif top < bar.value() + 24 or bottom > bar.value() + high - 24:
            bar.setValue(round((top + bottom) / 2 - high / 2))

    def _on_pictured(self, number: int, scale: float, image: QImage) -> None:
        super()._on_pictured(number, scale, image)
        here = self.current_page()
        far = sorted(self._images, key=lambda each: abs(each - here))[_KEPT_IMAGES:]
        for each in far:
            del self._images[each]

    def _number_of(self, page: int) -> int:
        return next((at for at, size in enumerate(self._papers) if size.page == page), -1)

    def _on_screen(self, number: int) -> QRectF:
        return self._rooms[number].translated(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _to_screen(self, number: int, box: Box) -> QRectF:
        room, scale = self._on_screen(number), self._scale
        corner = QPointF(room.left() + box[0] * scale, room.top() + box[1] * scale)
        return QRectF(corner, QPointF(room.left() + box[2] * scale, room.top() + box[3] * scale))

    def _to_points(self, number: int, at: QPointF) -> QPointF:
        room = self._on_screen(number)
        return QPointF((at.x() - room.left()) / self._scale, (at.y() - room.top()) / self._scale)


def _holds(box: Box, at: QPointF) -> bool:
    return box[0] <= at.x() <= box[2] and box[1] <= at.y() <= box[3]

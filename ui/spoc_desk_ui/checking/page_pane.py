"""The middle pane: the pages of the file with their boxes, or its text; where she is, how large, and drawing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.waiting import unseen_sheets
from spoc_desk.sanitise.review.words import count_of

from ..printing.page_view import FIT_PAGE, FIT_WIDTH
from ..session import Session
from ..theme import XS, L, S
from ..widgets.buttons import Button, IconButton
from ..widgets.surface import column, row
from ..widgets.words import Words, rule
from .keys import SHOWN
from .marked_pages import MarkedPages
from .reading import Reading
from .source_pages import SourcePages
from .text_pane import TextPane

_DRAWING = "Drag a box, or move it with the arrows, size it with Shift and the arrows, Enter to put it, Esc to leave."


class PagePane(QWidget):
    """Shows one review's file.

    Signals:
        seen: a page or part has been on the screen.
        draw_requested: the button for a box was pressed.
    """

    seen = Signal(int)
    draw_requested = Signal()

    def __init__(self, session: Session, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review: Review | None = None
        layout = column(self, spacing=0)
        bar = row(spacing=XS)
        bar.setContentsMargins(L, S, S, S)
        self.where = Words(role="strong", wrap=False, parent=self)
        self.draw = Button(f"Draw a box  {SHOWN['draw']}", "quiet", parent=self)
        self.smaller = IconButton("minus", "Smaller pages", shortcut="-", parent=self)
        self.larger = IconButton("plus", "Larger pages", shortcut="+", parent=self)
        self.whole = IconButton("sheet", "Whole page", parent=self)
        bar.addWidget(self.where)
        bar.addStretch(1)
        for part in (self.draw, self.whole, self.smaller, self.larger):
            bar.addWidget(part)
        layout.addLayout(bar)
        layout.addWidget(rule(self))
        self.hint = Words(_DRAWING, "small", parent=self)
        self.hint.setContentsMargins(L, S, L, S)
        self.hint.hide()
        layout.addWidget(self.hint)
        self.source = SourcePages(session, reading, self)
        self.pages, self.text = MarkedPages(self.source, self), TextPane(self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.pages)
        self.stack.addWidget(self.text)
        layout.addWidget(self.stack, 1)
        self._connect()

    def show_review(self, review: Review | None) -> None:
        """Show another file, or none."""
        self._review = review
        has_pages = review is not None and bool(review.document.pages)
        self.pages.show_review(review if has_pages else None)
        self.text.show_review(review if review is not None and not has_pages else None)
        self.stack.setCurrentWidget(self.pages if has_pages else self.text)
        for part in (self.draw, self.smaller, self.larger, self.whole):
            part.setVisible(has_pages)
        self.say_where()

    def cover_words(self, cover: bool) -> None:
        """Cover what was found, or show it: in a received copy she looks at it only when she asks to."""
        self.pages.cover_words(cover)
        self.text.cover_words(cover)

    def show_place(self, place: int) -> None:
        """Bring a place into sight."""
        if self.stack.currentWidget() is self.pages:
            self.pages.show_place(place)
        else:
            self.text.show_place(place)

    def show_sheet(self, sheet: int) -> None:
        """Bring what was not yet seen of a page or part into sight."""
        if self.stack.currentWidget() is self.pages:
            self.pages.show_page(sheet)
        else:
            self.text.show_part(sheet)

    def draw_places(self, places: list[int]) -> None:
        """Draw again where decisions changed."""
        if self.stack.currentWidget() is self.pages:
            self.pages.viewport().update()
        else:
            self.text.draw_places(places)

    def view(self) -> QWidget:
        """Return the pages or the text."""
        return self.stack.currentWidget() or self.pages

    def chosen_words(self) -> str:
        """Return what she selected in the text."""
        return self.text.chosen_words() if self.stack.currentWidget() is self.text else ""

    def say_where(self) -> None:
        """Say which page is shown and how many are left to look at."""
        review = self._review
        if review is None:
            self.where.setText("")
            return
        sheets = review.marks.sheets
        if sheets.noun == "page":
            number = self.pages.current_number()
            seen = ", looked at" if number in review.seen else ""
            self.where.setText(f"Page {number} of {len(sheets.numbers)}{seen}")
        else:
            left = len(unseen_sheets(review))
            self.where.setText(f"Text, {count_of(left, 'part')} not looked at" if left else "Text, looked at")

    # inside ---------------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.smaller.clicked.connect(self._on_smaller)
        self.larger.clicked.connect(self._on_larger)
        self.whole.clicked.connect(self._on_whole)
        self.draw.clicked.connect(self.draw_requested)
        self.pages.page_changed.connect(self._on_page)
        self.pages.page_seen.connect(self.seen)
        self.text.part_seen.connect(self.seen)
        self.pages.drawing_ended.connect(self.hint.hide)
        self.pages.zoomed.connect(self._on_zoomed)

    def start_drawing(self) -> None:
        """Begin a box."""
        self.hint.show()
        self.pages.start_drawing()

    def _on_page(self, _number: int) -> None:
        self.say_where()

    def _on_smaller(self) -> None:
        self.pages.zoom_by(-1)

    def _on_larger(self) -> None:
        self.pages.zoom_by(1)

    def _on_whole(self) -> None:
        self.pages.set_zoom(FIT_WIDTH if self.pages.zoom == FIT_PAGE else FIT_PAGE)
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_zoomed(self, _percent: int) -> None:
        self.whole.set_icon("sheet", "Fit the width" if self.pages.zoom == FIT_PAGE else "Whole page")

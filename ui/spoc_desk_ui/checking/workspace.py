"""The review of one file on the screen: what was found, the page, what will leave; keys act from everywhere in it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.acts import Touched
from spoc_desk.sanitise.review.review import Review

from ..session import Session
from ..widgets.announce import announce
from ..widgets.surface import column
from ..widgets.words import rule
from .areas_left import AreasLeft
from .box_finder import BoxFinder
from .detail_words import detail_of
from .findings_pane import FindingsPane
from .keys import act_for
from .leaving_pane import LeavingPane
from .page_pane import PagePane
from .panes import Panes
from .questions import Questions
from .reading import Copy, Reading
from .review_desk import ReviewDesk
from .review_head import ReviewHead
from .rows import Kind, Row, picture_alone
from .verdict_pane import VerdictPane

if TYPE_CHECKING:
    from spoc_desk.casework.document_checks import CheckPlan
    from spoc_desk.sanitise.review.places import Place

_FOUND, _PAGE, _LEAVES = range(3)
_LAST = {"in": "Verdict", "out": "What will leave", "local": "The copy"}


class Workspace(QWidget):
    """Shows one review at a time.

    Signals:
        drop_confirmed: she wants to forget this check.
        make_requested: she wants the new copy.
    """

    drop_confirmed = Signal()
    make_requested = Signal()

    def __init__(self, session: Session, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self.review: Review | None = None
        self.words_were_shown = False
        self.desk = ReviewDesk(session, self)
        self.head = ReviewHead(self)
        self.found = FindingsPane(self)
        self.page = PagePane(session, reading, self)
        self.leaving, self.verdict = LeavingPane(session, self), VerdictPane(self)
        self.right = QStackedWidget(self)
        self.right.addWidget(self.leaving)
        self.right.addWidget(self.verdict)
        self.panes = Panes((("Found", self.found), ("Page", self.page), ("What will leave", self.right)), self)
        self.areas = AreasLeft(reading, self)
        self._boxes = BoxFinder(reading, self)
        self._questions = Questions(self.desk, self.found, self.page, self)
        layout = column(self, spacing=0)
        layout.addWidget(self.head)
        layout.addWidget(rule(self))
        layout.addWidget(self.panes, 1)
        self._connect()

    # for the page ---------------------------------------------------------------------------------------------------

    def show_review(self, review: Review, plan: "CheckPlan") -> None:
        """Begin the review of a file."""
        self.review = review
        self.areas.let_go()
        self._boxes.begin(review)
        received, self.words_were_shown = review.mode is Mode.IN, False
        self.head.begin(review, plan)
        self.panes.name_pane(_PAGE, "Page" if review.document.pages else "Text")
        self.panes.name_pane(_LEAVES, _LAST[review.mode])
        self.right.setCurrentWidget(self.verdict if received else self.leaving)
        self.verdict.start()
        self.leaving.drop_copy()
        self.panes.give_to_right(False)
        self.found.show_detail()
        self.desk.open(review)
        self._let_decide(True)
        self.found.list.lines.show_review(review, words_shown=not received)
        self.page.cover_words(received)
        self.page.show_review(review)
        self.panes.show_pane(_FOUND)
        self._refresh()
        self.found.list.go_first()

    def show_copy(self, copy: Copy, reviewer: str, name: str) -> None:
        """Show the copy that was made."""
        if self.review is not None:
            self.leaving.show_copy(copy, self.review, reviewer, name)
            self._refresh()
            self.panes.show_pane(_LEAVES)

    def show_again(self, places: "Sequence[Place]") -> None:
        """Put before her what was found when the copy was read again."""
        if self.review is not None:
            touched = self.review.add_again(places)
            self._on_touched(touched)
            self.panes.show_pane(_FOUND)
            self.found.list.go_to(Kind.GROUP, min(touched.groups))
            self.first_focus().setFocus()

    def end(self, words: str, follow: str) -> None:
        """The verdict is recorded: it can be read once more, and nothing can be decided any more."""
        self.found.show_detail()
        self._let_decide(False)
        self.panes.show_pane(_LEAVES)
        self.verdict.say_done(words, follow)

    def let_go(self) -> None:
        """Forget everything: the check is over, or the desk locks."""
        self.review = None
        self.desk.open(None)
        self.areas.let_go()
        self._boxes.begin(None)
        self.found.list.lines.show_review(None, words_shown=False)
        self._questions.forget()
        self.page.show_review(None)
        self.leaving.drop_copy()

    def first_focus(self) -> QWidget:
        """Return the list, or the pages where nothing was found."""
        return self.found.list if self.found.list.lines.rows else self.page.view()

    def forget_caret(self) -> None:
        """Take the caret away from words: a lock keeps where she was, not where a word stands or how long it is."""
        self.page.text.forget_caret()
        self._questions.forget()

    # Qt's side ------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.counts.setVisible(not self.panes.is_narrow)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.head.counts.setVisible(not self.panes.is_narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = act_for(event.key(), event.modifiers())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.found.list.hasFocus():
            act = "remove"
        if not act or self.found.is_asking or not self.desk.act(act):
            super().keyPressEvent(event)

    # building -------------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        desk, found, page = self.desk, self.found, self.page
        desk.touched.connect(self._on_touched)
        desk.row_wanted.connect(self._on_row_wanted)
        desk.rest_wanted.connect(self._on_rest_wanted)
        desk.sheet_wanted.connect(self._on_sheet_wanted)
        desk.page_wanted.connect(page.show_sheet)
        desk.drawing_wanted.connect(self._on_drawing_wanted)
        desk.said.connect(self._on_said)
        desk.make_wanted.connect(self.make_requested)
        desk.word.moved.connect(self._on_place_moved)
        desk.word.counted.connect(self._show_detail)
        found.acted.connect(desk.act)
        found.list.row_chosen.connect(self._on_row_chosen)
        found.list.listed.connect(self._on_listed)
        page.seen.connect(self._on_seen)
        page.draw_requested.connect(self._on_drawing_wanted)
        page.pages.sized.connect(self._boxes.look_at)
        page.pages.box_drawn.connect(desk.box_drawn)
        page.pages.place_clicked.connect(desk.choose_place)
        page.text.place_clicked.connect(desk.choose_place)
        self._boxes.learned.connect(self._on_boxes)
        self._boxes.known.connect(self._refresh)
        self._questions.asking.connect(self._on_asking)
        self._questions.dropped.connect(self.drop_confirmed)
        self.leaving.make_requested.connect(self.make_requested)
        for pane in (self.leaving, self.verdict):
            pane.wait_chosen.connect(desk.go_to)
            self.areas.told.connect(pane.say_areas)
        self.verdict.words_wanted.connect(self._on_words_wanted)
        self.head.acted.connect(desk.act)
        self.head.drop.clicked.connect(self._questions.ask_drop)

    def _let_decide(self, may: bool) -> None:
        self.desk.is_over = not may
        self.head.let_act(may)
        for part in (self.found.detail.box, self.found.accept, self.page.draw):
            part.setEnabled(may)

    # showing --------------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        review = self.review
        if review is None:
            return
        self.head.refresh(review)
        self.found.refresh(review)
        if review.mode is Mode.IN:
            self.verdict.refresh(review)
        else:
            self.leaving.refresh(review)
            self.panes.give_to_right(self.leaving.has_copy)
        self.areas.refresh(review)
        self.page.say_where()

    def _show_detail(self) -> None:
        row, word = self.desk.row, self.desk.word
        if self.review is not None and row is not None:
            shown = self.found.list.lines.words_shown
            view = detail_of(row, self.review, word.place, len(word.unmarked), words_shown=shown)
            self.found.detail.show_view(view)

    def _on_touched(self, touched: Touched) -> None:
        review, lines = self.review, self.found.list.lines
        if review is None:
            return
        if touched.grown or touched.others:
            row = self.desk.row
            lines.list_again()
            if row is None or not self.found.list.go_to(row.kind, row.number):
                self.found.list.go_first()
        else:
            lines.draw_again(touched)
        self.page.draw_places([at for group in touched.groups for at in review.marks.groups[group].places])
        self._boxes.look_again(touched.pages)
        self._show_detail()
        self._refresh()

    def _on_boxes(self, places: frozenset[int], grown: bool) -> None:
        self._on_touched(Touched(others=grown))
        if self.desk.word.place in places:
            self.page.show_place(self.desk.word.place)

    def _on_row_wanted(self, kind: Kind, number: int) -> None:
        self.found.list.go_to(kind, number)
        if self.panes.is_narrow and not self.found.isVisible():
            self.panes.show_pane(_FOUND)
            self.found.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_rest_wanted(self, number: int) -> None:
        self.found.list.go_to(Kind.GROUP, number, at_top=True)

    def _on_asking(self) -> None:
        self.panes.show_pane(_FOUND)

    def _on_row_chosen(self, at: int) -> None:
        row = self.found.list.lines.rows[at]
        self.desk.choose(row)
        self._show_detail()
        review = self.review
        number = picture_alone(row, review) if review is not None else 0
        if number:
            self._reading.picture(number, self._picture_for(row, number))

    def _picture_for(self, row: Row, number: int) -> Callable[[QImage], None]:
        def show(picture: QImage) -> None:
            if self.desk.row == row and self.review is not None and not picture.isNull():
                self.found.detail.show_picture(picture)
                self.review.see_picture(number)

        return show

    def _on_place_moved(self, place: int) -> None:
        self.page.show_place(place)
        self._show_detail()

    def _on_sheet_wanted(self, sheet: int) -> None:
        self.panes.show_pane(_PAGE)
        self.page.show_sheet(sheet)
        if self.panes.is_narrow:
            self.page.view().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_listed(self, groups: set[int]) -> None:
        if self.review is not None:
            self.review.listed.update(groups)
            self.found.refresh(self.review)

    def _on_seen(self, sheet: int) -> None:
        if self.review is not None and self.review.see(sheet):
            self._refresh()

    def _on_drawing_wanted(self) -> None:
        self.panes.show_pane(_PAGE)
        self.page.start_drawing()

    def _on_words_wanted(self, shown: bool) -> None:
        self.words_were_shown |= shown
        self.found.list.lines.show_words(shown)
        self.page.cover_words(not shown)
        self._show_detail()

    def _on_said(self, words: str) -> None:
        self.found.show_detail()
        announce(self, words)

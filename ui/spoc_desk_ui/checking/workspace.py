"""The review of one file on the screen: what was found, the page, what will leave; keys act from everywhere in it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.acts import Touched
from spoc_desk.sanitise.review.reasons import Reason
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.words import count_of

from ..session import Session
from ..theme import XL, M, S
from ..widgets.announce import announce
from ..widgets.buttons import Button, IconButton
from ..widgets.surface import column, row
from ..widgets.words import Words, rule
from .areas_left import AreasLeft
from .detail_words import detail_of
from .findings_pane import FindingsPane
from .keep_panel import ALL
from .keys import SHOWN, act_for
from .leaving_pane import LeavingPane
from .page_pane import PagePane
from .panes import Panes
from .reading import Copy, Reading
from .review_desk import ReviewDesk
from .rows import MASK, Kind, Row, picture_alone
from .verdict_pane import VerdictPane

if TYPE_CHECKING:
    from spoc_desk.casework.document_checks import CheckPlan
    from spoc_desk.sanitise.redact.orders import Box
    from spoc_desk.sanitise.review.places import Place

_FOUND, _PAGE, _LEAVES = range(3)
_LAST = {"in": "Verdict", "out": "What will leave", "local": "The copy"}
_WAY = {"in": "A copy we received", "out": "A file that leaves us", "local": "A file that stays with our services"}


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
        self.words_were_shown, self._number = False, ""
        self._drawn: set[int] = set()  # the pages that were in sight
        self.desk = ReviewDesk(session, self)
        layout = column(self, spacing=0)
        layout.addLayout(self._head())
        layout.addWidget(rule(self))
        self.found = FindingsPane(self)
        self.page = PagePane(session, reading, self)
        self.leaving, self.verdict = LeavingPane(session, self), VerdictPane(self)
        self.right = QStackedWidget(self)
        self.right.addWidget(self.leaving)
        self.right.addWidget(self.verdict)
        self.panes = Panes((("Found", self.found), ("Page", self.page), ("What will leave", self.right)), self)
        layout.addWidget(self.panes, 1)
        self.areas = AreasLeft(reading, self)
        self._connect()

    # for the page ---------------------------------------------------------------------------------------------------

    def show_review(self, review: Review, plan: "CheckPlan") -> None:
        """Begin the review of a file."""
        self.review = review
        self._drawn.clear()
        self.areas.let_go()
        received, self.words_were_shown = review.mode is Mode.IN, False
        self._title.setText(plan.label or _WAY[review.mode])
        self._number = f"doc-{plan.document_no}"
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
        self.found.list.lines.show_review(None, words_shown=False)
        self.found.keep.forget()
        self.found.word.forget()
        self.page.show_review(None)
        self.leaving.drop_copy()

    def first_focus(self) -> QWidget:
        """Return the list, or the pages where nothing was found."""
        return self.found.list if self.found.list.lines.rows else self.page.view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._counts.setVisible(not self.panes.is_narrow)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._counts.setVisible(not self.panes.is_narrow)

    def forget_caret(self) -> None:
        """Take the caret away from words: a lock keeps where she was, not where a word stands or how long it is."""
        self.page.text.forget_caret()
        self.found.keep.forget()
        self.found.word.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = act_for(event.key(), event.modifiers())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.found.list.hasFocus():
            act = "remove"
        if not act or self.found.is_asking or not self.desk.act(act):
            super().keyPressEvent(event)

    # building -------------------------------------------------------------------------------------------------------

    def _head(self) -> QHBoxLayout:
        head = row(spacing=M)
        head.setContentsMargins(XL, S, M, S)
        words = column(spacing=0)
        self._title = Words(role="heading", parent=self)
        self._counts = Words(role="muted", parent=self)
        words.addWidget(self._title)
        words.addWidget(self._counts)
        head.addLayout(words, 1)
        self.mark = Button(f"Mark another word  {SHOWN['word']}", "quiet", parent=self)
        self.back = IconButton("undo", "Take the last step back", shortcut=SHOWN["undo"], parent=self)
        self.drop = Button("Drop this check…", "quiet", parent=self)
        for part in (self.mark, self.back, self.drop):
            head.addWidget(part)
        return head

    def _connect(self) -> None:
        desk, found, page = self.desk, self.found, self.page
        desk.touched.connect(self._on_touched)
        desk.row_wanted.connect(self._on_row_wanted)
        desk.rest_wanted.connect(self._on_rest_wanted)
        desk.place_changed.connect(self._on_place_changed)
        desk.sheet_wanted.connect(self._on_sheet_wanted)
        desk.page_wanted.connect(page.show_sheet)
        desk.asked.connect(self._on_asked)
        desk.drawing_wanted.connect(self._on_drawing_wanted)
        desk.said.connect(self._on_said)
        desk.counted.connect(self._on_counted)
        desk.make_wanted.connect(self.make_requested)
        desk.word_missed.connect(self._on_word_missed)
        found.acted.connect(self.desk.act)
        found.list.row_chosen.connect(self._on_row_chosen)
        found.list.listed.connect(self._on_listed)
        found.keep.kept.connect(self._on_kept)
        found.word.asked.connect(desk.mark_word)
        found.confirm.confirmed.connect(self._on_confirmed)
        page.seen.connect(self._on_seen)
        page.draw_requested.connect(self._on_drawing_wanted)
        page.pages.sized.connect(self._on_sized)
        page.pages.box_drawn.connect(desk.box_drawn)
        page.pages.place_clicked.connect(desk.choose_place)
        page.text.place_clicked.connect(desk.choose_place)
        self.leaving.make_requested.connect(self.make_requested)
        self.leaving.wait_chosen.connect(desk.go_to)
        self.verdict.wait_chosen.connect(desk.go_to)
        self.verdict.words_wanted.connect(self._on_words_wanted)
        self.areas.told.connect(self.leaving.say_areas)
        self.areas.told.connect(self.verdict.areas.say)
        self.mark.clicked.connect(self._on_mark)
        self.back.clicked.connect(self._on_back)
        self.drop.clicked.connect(self._on_drop)

    def _let_decide(self, may: bool) -> None:
        self.desk.is_over = not may
        for part in (self.found.detail.box, self.found.accept, self.mark, self.back, self.drop, self.page.draw):
            part.setEnabled(may)

    # showing --------------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        review = self.review
        if review is None:
            return
        marks, document = review.marks, review.document
        size = count_of(len(document.pages), "page") if document.pages else "no pages"
        places = sum(marks.groups[at].count for at in marks.live())
        found = f"{count_of(places, 'place')} in {count_of(len(marks.live()), 'word')}"
        unread = len(review.aside.unread)
        parts = [self._number, size, found, *([f"{count_of(unread, 'part')} could not be read"] if unread else [])]
        self._counts.setText(", ".join(parts))
        self.found.refresh(review)
        if review.mode is Mode.IN:
            self.verdict.refresh(review)
        else:
            self.leaving.refresh(review)
            self.panes.give_to_right(self.leaving.has_copy)
        self.areas.refresh(review)
        self.page.say_where()

    def _show_detail(self) -> None:
        desk = self.desk
        if self.review is not None and desk.row is not None:
            shown = self.found.list.lines.words_shown
            self.found.detail.show_view(detail_of(desk.row, self.review, desk.place, desk.unmarked, words_shown=shown))

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
        for page in touched.pages & self._drawn:  # the others are asked about when they come into sight
            if review.spans_on(page):
                self._on_sized(page)
        self._show_detail()
        self._refresh()

    def _on_row_wanted(self, kind: Kind, number: int) -> None:
        self.found.list.go_to(kind, number)
        if self.panes.is_narrow and not self.found.isVisible():
            self.panes.show_pane(_FOUND)
            self.found.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_rest_wanted(self, number: int) -> None:
        self.found.list.go_to(Kind.GROUP, number, at_top=True)

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

    def _on_place_changed(self, place: int) -> None:
        self.page.show_place(place)
        self._show_detail()

    def _on_sheet_wanted(self, sheet: int) -> None:
        self.panes.show_pane(_PAGE)
        self.page.show_sheet(sheet)
        if self.panes.is_narrow:
            self.page.view().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_counted(self, _count: int) -> None:
        self._show_detail()

    def _on_listed(self, groups: set[int]) -> None:
        if self.review is not None:
            self.review.listed.update(groups)
            self.found.refresh(self.review)

    def _on_seen(self, sheet: int) -> None:
        if self.review is not None and self.review.see(sheet):
            self._refresh()

    def _on_sized(self, page: int) -> None:
        """A page is drawn: find out where its words lie on it."""
        self._drawn.add(page)
        review = self.review
        spans = review.spans_on(page) if review is not None else []
        if review is None or not spans:
            self._refresh()
            return
        text = review.boxes.texts_on(page)[0]
        mine = [span for span in spans if span[1] == text]
        lost: dict[int, tuple[Box, ...]] = {span[0]: () for span in spans if span[1] != text}

        def done(found: "tuple[tuple[Box, ...], ...]") -> None:
            if self.review is not review:
                return
            known = {span[0]: boxes for span, boxes in zip(mine, found, strict=True)}
            grown = review.learn_boxes(page, {**known, **lost})
            self._on_touched(Touched(others=grown))
            if self.desk.place in known:
                self.page.show_place(self.desk.place)

        self._reading.find_boxes(page, [(start, end) for _, _, start, end in mine], done)

    # asking ---------------------------------------------------------------------------------------------------------

    def _on_asked(self, what: str) -> None:
        review, row = self.review, self.desk.row
        if review is None:
            return
        self.panes.show_pane(_FOUND)
        if what == "word":
            self.found.show_panel(self.found.word)
            self.found.word.ask(self.page.chosen_words())
        elif what == "accept":
            groups = [review.marks.groups[at] for at in review.marks.must_go()]
            count = sum(group.undecided for group in groups)
            self.found.show_panel(self.found.confirm)
            received = review.mode is Mode.IN
            heading = f"{count_of(len(groups), 'word')} at {count_of(count, 'place')}"
            sentence = "All of them leak." if received else "All of them go. Words to be looked at stay undecided."
            words = "They leak" if received else "Remove them"
            self.found.confirm.ask("accept", heading, sentence, words, harmless=True)
        elif what == "keep" and row is not None:
            group = review.marks.groups[row.number]
            word = group.word if self.found.list.lines.words_shown else MASK
            self.found.show_panel(self.found.keep)
            self.found.keep.ask(review, f"“{word}” may stay, because", group.count)

    def _on_kept(self, reason: Reason, reach: str) -> None:
        self.found.show_detail()
        self.desk.keep(reason, everywhere=reach == ALL)

    def _on_confirmed(self, act: str) -> None:
        self.found.show_detail()
        if act == "accept":
            self.desk.accept()
        elif act == "drop":
            self.drop_confirmed.emit()

    def _on_word_missed(self) -> None:
        self.found.word.say_wrong("It does not stand in the text. Where a picture shows it, draw a box.")

    def _on_drawing_wanted(self) -> None:
        self.panes.show_pane(_PAGE)
        self.page.start_drawing()

    def _on_mark(self) -> None:
        self.desk.act("word")

    def _on_back(self) -> None:
        self.desk.act("undo")

    def _on_drop(self) -> None:
        self.panes.show_pane(_FOUND)
        self.found.show_panel(self.found.confirm)
        sentence = "What was decided is forgotten. Nothing of the file is kept."
        self.found.confirm.ask("drop", "Drop this check?", sentence, "Drop it")

    def _on_words_wanted(self, shown: bool) -> None:
        self.words_were_shown |= shown
        self.found.list.lines.show_words(shown)
        self.page.cover_words(not shown)
        self._show_detail()

    def _on_said(self, words: str) -> None:
        self.found.show_detail()
        announce(self, words)

"""A print before it leaves the desk: its pages, its copy number, what it contains and what stops it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from spoc_desk.errors import UserError

from ..page import Page, Tools
from ..place_strings import split_place
from ..printing.preview import ROOM_FOR_ALL, Preview
from ..printing.shown import Shown, shown
from ..printing.source import Ready
from ..theme import XL, M
from ..widgets.buttons import Button
from ..widgets.choice_box import ChoiceBox
from ..widgets.empty_state import EmptyState
from ..widgets.surface import column, row
from ..widgets.words import Words, rule


class PrintPreviewPage(Page):
    """Places "print/<kind>/<case, referral or notification>/<records,>" and "print-blank/<form>/<case or ->"."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: dict[str, str] = {}
        self._shown: Shown = shown(self._ids)
        self._session = tools.session
        layout = column(self, spacing=0)
        top = row(spacing=M)
        top.setContentsMargins(XL, M, XL, M)
        self._heading = Words("Print", "title", parent=self)
        self._back = Button("Back to the case", "quiet", icon_name="arrow-left", parent=self)
        self._back.clicked.connect(self._on_back)
        self.papers = ChoiceBox((), self, empty="")
        self.papers.edited.connect(self._on_other)
        self._papers_label = Words("Blank paper", "muted", wrap=False, parent=self)
        self._papers_label.setBuddy(self.papers)
        top.addWidget(self._heading, 1)
        top.addWidget(self._papers_label)
        top.addWidget(self.papers)
        top.addWidget(self._back)
        layout.addLayout(top)
        layout.addWidget(rule(self))
        self._stack = QStackedWidget(self)
        layout.addWidget(self._stack, 1)
        self.preview = Preview(self._session, self._stack)
        self._stack.addWidget(self.preview)
        self._nothing = EmptyState("This cannot be printed yet", icon_name="print", action="Back", parent=self._stack)
        self._nothing.acted.connect(self._on_back)
        self._stack.addWidget(self._nothing)
        self.preview.place_requested.connect(self._on_place)
        self.preview.prepared.connect(self._on_prepared)
        self.preview.refused.connect(self._on_refused)

    def open(self, ids: Mapping[str, str]) -> None:
        self._ids = dict(ids)
        what = self._shown = shown(ids)
        for part in (self._papers_label, self.papers):
            part.setVisible(bool(what.others))
        self.papers.set_choices(what.others.items())
        self.papers.set_value(self._ids.get("form", ""))
        self._back.setText(what.back or "Back")
        self._back.setVisible(bool(what.back))
        self._stack.setCurrentWidget(self.preview)
        self.preview.show_source(what.source)

    def open_ids(self) -> dict[str, str]:
        return dict(self._ids)

    def first_focus(self) -> QWidget | None:
        return self.preview.first_focus()

    def keep_text(self) -> None:
        self.preview.let_go()

    def print_requested(self) -> bool:
        return self.preview.print_now()

    def save_requested(self) -> bool:
        if not self.preview.side.may_leave:
            return False
        self.preview.side.save_requested.emit()
        return True

    # Qt's side ------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_heading()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_heading()

    # inside ---------------------------------------------------------------------------------------------------------

    def _fit_heading(self) -> None:
        """Where there is little room the title gives way to the pages."""
        narrow = self.width() < self.fontMetrics().horizontalAdvance("n" * ROOM_FOR_ALL)
        self._heading.set_role("heading" if narrow else "title")

    def _on_prepared(self, ready: Ready) -> None:
        self._stack.setCurrentWidget(self.preview)
        self._heading.setText(" – ".join(part for part in (ready.title, ready.reference) if part))
        self.reference_changed.emit(ready.reference)
        self.filled.emit()

    def _on_refused(self, error: UserError) -> None:
        self._heading.setText("Print")
        self._nothing.say("This cannot be printed yet", str(error), self._shown.back or "Back")
        self._stack.setCurrentWidget(self._nothing)
        self.filled.emit()

    def _on_place(self, place: str) -> None:
        self.place_requested.emit(*split_place(place))

    def _on_other(self) -> None:
        self.open({"form": self.papers.value()})

    def _on_back(self) -> None:
        self._on_place(self._shown.place)

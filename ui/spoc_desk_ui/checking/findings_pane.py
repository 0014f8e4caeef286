"""The left pane: the list of what was found, and below it the current line, or the question that is being asked."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QStackedWidget, QWidget

from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.words import count_of

from ..theme import M, S
from ..widgets.buttons import Button
from ..widgets.surface import column
from ..widgets.words import Words, rule
from .confirm_panel import ConfirmPanel
from .detail import Detail
from .findings_list import FindingsList
from .keep_panel import KeepPanel
from .keys import SHOWN
from .word_panel import WordPanel

_BESIDE = 76
"""In widths of the letter n: from where on the line's details stand beside the list."""


class FindingsPane(QWidget):
    """The list and what belongs to its current line.

    Signals:
        acted: an act, by the names of the keys.
    """

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout: QBoxLayout = column(self, spacing=0)
        top = QWidget(self)
        upper = column(top, spacing=0)
        head = column(spacing=S)
        head.setContentsMargins(M, S, M, S)
        self.accept = Button("", parent=self)
        self.accept.clicked.connect(self._on_accept)
        head.addWidget(self.accept)
        upper.addLayout(head)
        self.list = FindingsList(self)
        self.list.setMinimumHeight(96)
        self._nothing = Words("Nothing was found. Look at every page all the same.", "muted", parent=self)
        self._nothing.setContentsMargins(M, M, M, M)
        upper.addWidget(self._nothing)
        upper.addWidget(self.list, 1)
        self._layout.addWidget(top, 5)
        self._layout.addWidget(rule(self))
        self.stack = QStackedWidget(self)
        self.detail, self.keep = Detail(self), KeepPanel(self)
        self.word, self.confirm = WordPanel(self), ConfirmPanel(self)
        self._scrolls: dict[QWidget, QScrollArea] = {}
        for panel in (self.detail, self.keep, self.word, self.confirm):
            self.stack.addWidget(self._scrolled(panel))
        self._layout.addWidget(self.stack, 4)
        self.detail.acted.connect(self.acted)
        for panel in (self.keep, self.word, self.confirm):
            panel.left.connect(self.show_detail)

    def show_panel(self, panel: QWidget) -> None:
        """Show a question instead of the details."""
        self.stack.setCurrentWidget(self._scrolls[panel])

    def show_detail(self) -> None:
        """Go back to the details; the list has the focus again."""
        was_asking = self.is_asking
        self.stack.setCurrentWidget(self._scrolls[self.detail])
        if was_asking:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_asking(self) -> bool:
        """Whether a question is being asked."""
        return self.stack.currentWidget() is not self._scrolls[self.detail]

    def refresh(self, review: Review) -> None:
        """Say how many words can go in one act."""
        must = len(review.marks.must_go())
        unlisted = len(review.unlisted())
        self._nothing.setVisible(not self.list.lines.rows)
        self.list.setVisible(bool(self.list.lines.rows))
        self.accept.setVisible(must > 1)
        what = "All of them leak" if review.mode is Mode.IN else "Remove all that must go"
        self.accept.setText(f"{what} ({must})" if not unlisted else f"Look through the list: {unlisted} more")
        self.accept.setToolTip(SHOWN["accept"])
        hint = f"{count_of(unlisted, 'word')} were not on the screen yet. Then all that must go can go at once."
        self.accept.setAccessibleDescription(hint if unlisted else f"Key {SHOWN['accept']}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= self.fontMetrics().horizontalAdvance("n" * _BESIDE) or (
            self.height() < self.fontMetrics().height() * 20 and self.width() > self.height()
        )
        side = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() != side:
            self._layout.setDirection(side)

    def _scrolled(self, panel: QWidget) -> QScrollArea:
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        panel.setProperty("surface", "clear")
        scroll.setWidget(panel)
        self._scrolls[panel] = scroll
        return scroll

    def _on_accept(self) -> None:
        self.acted.emit("accept")

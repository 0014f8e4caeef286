"""The frame of the small panels: what it is about, its content, and one button; Enter saves, Esc leaves."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from spoc_desk.errors import UserError

from ..theme import L, M, S
from ..widgets.buttons import Button, IconButton
from ..widgets.notice import Notice
from ..widgets.surface import ScrollColumn, column, row
from ..widgets.words import Words

_NARROW = 90
"""In widths of the letter n: below it the heading and what it is about stand one above the other."""


class _FittingScroll(ScrollColumn):
    """Wants to be as high as its content, and scrolls where that is not possible."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, widest=16_777_215, margin=0, spacing=M)
        # Its height follows from the width it really has, not from that of its narrowest shape.
        self.outer.setMinimumHeight(1)

    def sizeHint(self) -> QSize:
        width = self.viewport().width() or self.width()
        has_height = self.outer.hasHeightForWidth()
        height = self.outer.heightForWidth(width) if has_height else self.outer.sizeHint().height()
        return QSize(super().sizeHint().width(), height + M)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, min(self.sizeHint().height(), self.fontMetrics().height() * 5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


class SmallPanel(QWidget):
    """Content goes into `column`. `submit` is what Enter and the button do.

    Signals:
        left: Esc or the cross.
        room_wanted: `wants_all_room` changed.
    """

    left = Signal()
    room_wanted = Signal()

    def __init__(self, heading: str, about: str, submit_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.wants_all_room = False
        self._beside: Words | None = None
        outer = column(self, spacing=S)
        outer.setContentsMargins(0, S, 0, S)
        outer.addLayout(self._head(heading, about))
        self._error = Notice("", "error", closable=False, parent=self)
        self._error.hide()
        outer.addWidget(self._error)
        self._scroll = _FittingScroll(self)
        self.column: QVBoxLayout = self._scroll.column
        outer.addWidget(self._scroll, 1)
        self.foot = row(spacing=M)
        self.foot.setContentsMargins(L, 0, L, 0)
        self.save_button = Button(submit_words, "primary", parent=self)
        self.save_button.setToolTip("Enter")
        self.save_button.clicked.connect(self.submit)
        self.leave_button = Button("Leave", "quiet", parent=self)
        self.leave_button.setToolTip("Esc")
        self.leave_button.clicked.connect(self.left)
        self.foot.addWidget(self.save_button)
        self.foot.addWidget(self.leave_button)
        self.foot.addStretch(1)
        outer.addLayout(self.foot)
        self._scroll.column.setContentsMargins(L, 2, L, 2)

    def submit(self) -> None:
        """Save."""

    def set_wants_all_room(self, wanted: bool) -> None:
        """Ask for the table's room too: the content is long."""
        if wanted != self.wants_all_room:
            self.wants_all_room = wanted
            self.room_wanted.emit()

    def put_beside_buttons(self, words: Words) -> None:
        """Let *words* stand beside the buttons, or at the end of the content where the panel is narrow."""
        self._beside = words
        self.foot.setStretch(self.foot.count() - 1, 0)
        self._arrange()

    def show_error(self, error: UserError) -> None:
        """Say why saving was refused."""
        self.say_wrong(str(error))

    def say_wrong(self, sentence: str) -> None:
        """Say what is wrong above the content; an empty sentence takes it away."""
        self._error.setVisible(bool(sentence))
        if sentence:
            self._error.say(sentence)
            self._error.speak()

    @property
    def wrong(self) -> str:
        """What is said to be wrong, or ""."""
        return self._error.words if self._error.isVisibleTo(self) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focused, QPushButton):
                focused.click()
            else:
                self.submit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._scroll.updateGeometry()
        return super().event(event)

    def _head(self, heading: str, about: str) -> QHBoxLayout:
        line = row(spacing=M)
        line.setContentsMargins(L, 0, S, 0)
        self._heading = Words(heading, "strong", parent=self)
        self.about = Words(about, "muted", parent=self)
        self.about.setVisible(bool(about))
        self._titles: QBoxLayout = row(spacing=M)
        self._titles.addWidget(self._heading)
        self._titles.addWidget(self.about, 1)
        line.addLayout(self._titles, 1)
        close = IconButton("cross", "Leave this panel", shortcut="Esc", parent=self)
        close.clicked.connect(self.left)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _arrange(self) -> None:
        narrow = self.width() < self.fontMetrics().horizontalAdvance("n" * _NARROW)
        self._heading.setWordWrap(narrow)
        side = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._titles.setDirection(side)
        self._titles.setSpacing(2 if narrow else M)
        if self._beside is None:
            return
        home: QBoxLayout = self.column if narrow else self.foot
        if home.indexOf(self._beside) < 0:
            self.foot.removeWidget(self._beside)
            self.column.removeWidget(self._beside)
            # Before the stretch of the column, after the buttons of the foot.
            home.insertWidget(self.column.count() - 1 if narrow else 3, self._beside, 0 if narrow else 1)
            self.foot.setStretch(2, 1 if narrow else 0)

"""The frame around a section: its title, how far it is, the page, her own tick and "Save and continue"."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ..theme import XL, M, S
from ..widgets.buttons import Button
from ..widgets.head_line import HeadLine
from ..widgets.marks import Tick
from ..widgets.notice import Notice
from ..widgets.surface import column
from ..widgets.words import Words, rule

_SAVE, _SAVE_AND_BACK = "&Save and continue", "&Save and go back to the check"


class SectionFrame(QWidget):
    """Holds the pages of the sections and what stands around every one of them.

    Signals:
        save_wanted: "Save and continue".
        completed: she ticked "I have completed this section" (True), or took the tick away.
        check_wanted: "Check answers".
        list_wanted: "All sections", where there is no room for the list beside the section.
    """

    save_wanted = Signal()
    completed = Signal(bool)
    check_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=0)
        self.check_button = Button("Check &answers", "quiet", icon_name="check", parent=self)
        self.check_button.clicked.connect(self.check_wanted)
        self.list_button = Button("A&ll sections", "quiet", icon_name="arrow-left", parent=self)
        self.list_button.setToolTip("F6")
        self.list_button.clicked.connect(self.list_wanted)
        self.list_button.hide()
        self._head = HeadLine((self.list_button, self.check_button), self)
        self._head.setContentsMargins(XL, M, XL, S)
        self._title = Words(role="title", parent=self)
        self._words = Words(role="muted", parent=self)
        self._head.words.addWidget(self._title)
        self._head.words.addWidget(self._words)
        layout.addWidget(self._head)
        self.notice = Notice("", "warn", closable=False, parent=self)
        self.notice.hide()
        layout.addWidget(self.notice)
        self.stack = QStackedWidget(self)
        layout.addWidget(self.stack, 1)
        self._foot = QWidget(self)
        foot = column(self._foot, spacing=0)
        foot.addWidget(rule(self._foot))
        buttons = self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        buttons.setSpacing(XL)
        buttons.setContentsMargins(XL, S, XL, M)
        self.save_button = Button(_SAVE, "primary", parent=self._foot)
        self.save_button.setToolTip("Ctrl+Enter")
        self.save_button.clicked.connect(self.save_wanted)
        buttons.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.tick = Tick("I have &completed this section", self._foot)
        self.tick.setObjectName("section-completed")
        self.tick.clicked.connect(self._on_ticked)
        buttons.addWidget(self.tick, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addLayout(buttons)
        layout.addWidget(self._foot)
        self._has_foot, self._alone, self._narrow = True, False, False

    def show_head(self, title: str, words: str) -> None:
        """Say which section this is and how far it is."""
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words) and not self._narrow)

    def show_foot(self, *, has_foot: bool, completed: bool, can_complete: bool, back: bool) -> None:
        """Show tick and button where the page is a section of the form; *back* leads to the check again."""
        self._has_foot = has_foot
        self.tick.setVisible(can_complete)
        self.tick.setChecked(completed)
        self.save_button.setText(_SAVE_AND_BACK if back else _SAVE)
        self._arrange()

    def show_alone(self, alone: bool) -> None:
        """Leave the room to a page that shows one of its rows with buttons of its own."""
        self._alone = alone
        self._arrange()

    def fit(self, *, narrow: bool) -> None:
        """Where there is little room the tick stands above the button, and the list of sections behind one."""
        self.list_button.setVisible(narrow)
        self._words.setVisible(not narrow and bool(self._words.text()))
        way = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        self._buttons.setDirection(way)
        self._buttons.setSpacing(S if narrow else XL)
        self._narrow = narrow
        self._arrange()

    def say(self, words: str, kind: str = "warn") -> None:
        """Show a line between head and page; no words take it away."""
        self.notice.setVisible(bool(words))
        if words:
            self.notice.say(words, kind)

    def leave_focus(self) -> None:
        """Take the focus out of the page shown, before another one covers it."""
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused) and self.isVisible():
            self.check_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        self._foot.setVisible(self._has_foot and not self._alone)

    def _on_ticked(self) -> None:
        self.completed.emit(self.tick.isChecked())

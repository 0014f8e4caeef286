"""What will leave: what still blocks the new copy, and then its real pages, its proof, a second person, the file."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from spoc_desk.sanitise.findings import Mode
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.waiting import Wait, waits

from ..session import Session
from ..theme import L, M, S
from ..widgets.buttons import Button
from ..widgets.surface import ScrollColumn, column
from ..widgets.words import Words
from .copy_pane import CopyPane
from .keys import SHOWN
from .waits_list import WaitsList

if TYPE_CHECKING:
    from .reading import Copy

_BEFORE = "Nothing has left. The new copy is made from what you decide here, and from nothing else of the file."
_READY = "Everything is decided and was looked at."


class LeavingPane(QWidget):
    """For a file that leaves us, or stays with our services.

    Signals:
        make_requested: she wants the copy.
        wait_chosen: the Wait to go to.
    """

    make_requested = Signal()
    wait_chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=0)
        self._stack = QStackedWidget(self)
        layout.addWidget(self._stack)
        self._before = QWidget(self)
        outer = column(self._before, spacing=0)
        scroll = ScrollColumn(self._before, margin=L, spacing=M)
        outer.addWidget(scroll, 1)
        self._heading = Words("What will leave", "strong", parent=self)
        self._sentence = Words(_BEFORE, "muted", parent=self)
        self._left = Words("Still to do:", parent=self)
        self.waits = WaitsList(self)
        self.waits.wait_chosen.connect(self.wait_chosen)
        self.areas = Words(role="small", parent=self)
        for part in (self._heading, self._sentence, self.areas, self._left, self.waits):
            scroll.column.addWidget(part)
        foot = column(spacing=S)
        foot.setContentsMargins(L, M, L, L)
        self.make = Button(f"Make the sanitised copy  {SHOWN['make']}", "primary", parent=self)
        self.make.clicked.connect(self.make_requested)
        foot.addWidget(self.make)
        outer.addLayout(foot)
        self.copy = CopyPane(session, self)
        self._stack.addWidget(self._before)
        self._stack.addWidget(self.copy)

    @property
    def has_copy(self) -> bool:
        """Whether the new copy is shown."""
        return self._stack.currentWidget() is self.copy

    def refresh(self, review: Review) -> None:
        """Say what is left; a copy that was made before the last change is dropped."""
        if self.has_copy and self.copy.version != review.version:
            self.drop_copy()
        left = waits(review)
        self._heading.setText("What will leave" if review.mode is Mode.OUT else "The sanitised copy")
        self._sentence.setText(_BEFORE if left else _READY)
        self._left.setVisible(bool(left))
        self.waits.show_waits(left)
        self.make.setEnabled(not left)
        self.make.setAccessibleDescription("; ".join(each.sentence for each in left))

    def say_areas(self, sentence: str) -> None:
        """Say how many areas fit what stays."""
        self.areas.say(sentence)
        self.copy.areas.say(sentence)

    def show_copy(self, copy: "Copy", review: Review, reviewer: str, name: str) -> None:
        """Show the copy that was made."""
        self.copy.show_copy(copy, review, reviewer, name)
        self._stack.setCurrentWidget(self.copy)

    def drop_copy(self) -> None:
        """Forget the copy: a decision changed, or the check is over."""
        self.copy.let_go()
        self._stack.setCurrentWidget(self._before)

    def first_wait(self) -> Wait | None:
        """Return what is to be done next, if anything."""
        shown = self.waits.shown
        return shown[0] if shown else None

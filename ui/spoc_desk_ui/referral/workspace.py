"""The workspace of a referral laid out: the identity bar on top, the list of sections at the left, one at the right."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ..parts.case_identity import IdentityBar
from ..session import Session
from ..theme import XL, M, S
from ..widgets.surface import column, row
from ..widgets.words import rule
from .section_frame import SectionFrame
from .stop_page import StopPage
from .task_list import TaskList

ROOM_FOR_BOTH = 104
"""In widths of the letter n: the list of sections and a section beside each other."""


class Workspace(QWidget):
    """Where there is no room for both, the list of sections covers the section while she chooses."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_narrow, self._list_alone, self._keeps_identity = False, False, True
        layout = column(self, spacing=0)
        self._top = QWidget(self)
        top = column(self._top, spacing=0)
        inner = column(spacing=S)
        inner.setContentsMargins(XL, M, XL, M)
        self.identity = IdentityBar(self._top)
        inner.addWidget(self.identity)
        top.addLayout(inner)
        top.addWidget(rule(self._top))
        layout.addWidget(self._top)
        self.stop = StopPage(session, self)
        self.stop.hide()
        layout.addWidget(self.stop, 1)
        self._work = QWidget(self)
        across = row(self._work, spacing=0)
        self.tasks = TaskList(self._work)
        side = column(spacing=0)
        side.setContentsMargins(S, S, 0, S)
        side.addWidget(self.tasks)
        across.addLayout(side)
        self.frame = SectionFrame(self._work)
        self.frame.list_wanted.connect(self.show_list)
        across.addWidget(self.frame, 1)
        layout.addWidget(self._work, 1)
        self._work.hide()

    def show_work(self, referral_id: str, *, stopped: bool) -> None:
        """Show the sections, or the stop page over them."""
        if stopped:
            self.stop.show_for(referral_id)
        self.stop.setVisible(stopped)
        self._work.setVisible(not stopped)

    def hide_work(self) -> None:
        """Show nothing: another referral is being read."""
        self.stop.hide()
        self._work.hide()

    def show_section(self, *, with_identity: bool) -> None:
        """Show the section again where the list covers it; *with_identity* keeps the bar also where room is short."""
        self._list_alone, self._keeps_identity = False, with_identity
        self._fit()

    def show_list(self) -> None:
        """Give the list of sections the focus; where it has no room beside the section it covers it."""
        self._list_alone = self.is_narrow
        self._fit()
        self.tasks.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def list_focus(self) -> QWidget:
        """Return what leads to the list of sections."""
        return self.frame.list_button if self.is_narrow and not self._list_alone else self.tasks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self.fontMetrics().horizontalAdvance("n" * ROOM_FOR_BOTH)
        if narrow is not self.is_narrow:
            self.is_narrow, self._list_alone = narrow, False
        alone = narrow and self._list_alone
        self.tasks.fill_width(alone)
        self.tasks.setVisible(alone or not narrow)
        self.frame.setVisible(not alone)
        self.frame.fit(narrow=narrow)
        self._top.setVisible(not narrow or self._keeps_identity or alone)

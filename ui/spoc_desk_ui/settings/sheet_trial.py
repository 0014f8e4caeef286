"""Trying the recovery sheet: the code is typed from the paper, a copy of the vault opens, nothing is changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.errors import UserError

from ..lazy import load
from ..long_job import LongJob, Told
from ..recovery_groups import group_is_right
from ..session import Session
from ..theme import XL, L, M
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.code_entry import CodeEntry
from ..widgets.progress_line import ProgressLine
from ..widgets.surface import ScrollColumn, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.vault.vault import Vault

_INTRO = (
    "Fetch the envelope with whoever keeps it, open it together, and type the code. It opens a copy of the vault, "
    "which is thrown away at once. Nothing is changed, and the sheet stays in force. Have a new envelope."
)


class SheetTrial(ScrollColumn):
    """One code, one button.

    Signals:
        tried: the sheet works; the words say so.
        left: not now.
    """

    tried = Signal(str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, widest=760, margin=XL, spacing=L)
        self.job = LongJob(session, self)
        self.column.addWidget(Words("Try the sheet", "title", parent=self))
        self.column.addWidget(Words(_INTRO, "muted", parent=self))
        self.column.addWidget(Words("Code on the sheet", "strong", parent=self))
        self.code = CodeEntry(group_is_right, self)
        self.code.completed.connect(self._on_complete)
        self.column.addWidget(self.code)
        self._wrong = Words(role="error", parent=self)
        self._wrong.hide()
        self.column.addWidget(self._wrong)
        self.progress = ProgressLine(self)
        self.progress.cancelled.connect(self.job.cancel)
        self.job.progressed.connect(self.progress.say)
        self.column.addWidget(self.progress)
        line = row(spacing=M)
        self.not_now = Button("Not now", parent=self)
        self.not_now.clicked.connect(self.left)
        self.go = Button("Try it", "primary", parent=self)
        self.go.clicked.connect(self._on_wanted)
        line.addWidget(self.not_now)
        line.addWidget(self.go)
        line.addStretch(1)
        self.column.addLayout(line)
        self.column.addStretch(1)

    def forget(self) -> None:
        """Stop what is going on and empty the code."""
        self.job.let_go()
        self.code.clear()
        self._wrong.hide()
        self._work(False)

    def _on_complete(self) -> None:
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_wanted(self) -> None:
        if not self.code.is_complete:
            self._say_wrong("Type all eight groups of the code.")
            return
        typed = self.code.text()
        self.code.clear()
        self._wrong.hide()
        self._work(True)
        self.job.start(lambda vault, told: _try(vault, typed, told), self._on_tried, self._on_failed)

    def _on_tried(self, words: str) -> None:
        self._work(False)
        self.tried.emit(words)

    def _on_failed(self, error: UserError) -> None:
        self._work(False)
        self._say_wrong(str(error))

    def _work(self, busy: bool) -> None:
        for part in (self.code, self.not_now, self.go):
            part.setEnabled(not busy)
        if busy:
            self.progress.start("Opening a copy of the vault")
        else:
            self.progress.hide()

    def _say_wrong(self, sentence: str) -> None:
        self._wrong.say(sentence)
        announce(self, sentence, urgent=True)
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)


def _try(vault: "Vault", typed: str, told: Told) -> str:
    return str(load("spoc_desk.casework.sheet_trial").try_sheet(vault, typed, told))

"""The frame of one move, of a case or of a referral: what it is, its questions or a button, and what came of it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from spoc_desk.forms.definition import Answers, Choice, FormDef

from ..forms.panel import FormPanel
from ..session import Session
from ..theme import M
from ..widgets.buttons import Button
from ..widgets.surface import column, row
from .flowing import flowing

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault

Make = Callable[["Vault", Answers], "Done"]


class MoveFrame(QWidget):
    """Enter or the button makes the move, Esc leaves everything as it is.

    What it leads to and what to look at first go into `column`, then `ask_form` or `ask_nothing`.

    Signals:
        moved: what came of it, in words.
        cancelled: she leaves it as it is.
    """

    moved = Signal(str)
    cancelled = Signal()

    def __init__(
        self, session: Session, words: str, make: Make, after_words: str, parent: QWidget | None = None
    ) -> None:
        """*words* say what the move is, *after_words* what came of it; *make* makes it on the worker thread."""
        super().__init__(parent)
        self._session, self._words, self._make, self._after_words = session, words, make, after_words
        self.form: FormPanel | None = None
        self.go: Button | None = None
        self.column = column(self, spacing=M)
        self.column.addWidget(flowing(words, "heading", self))

    # for the page ---------------------------------------------------------------------------------------------------

    def first_focus(self) -> QWidget | None:
        """Return the first question, or the button."""
        return self.form.first_focus() if self.form is not None else self.go

    def keep_text(self) -> None:
        """Save half-typed text now."""
        if self.form is not None:
            self.form.keep_text()

    def submit(self) -> None:
        """Make the move, if everything is answered."""
        if self.form is not None:
            self.form.submit()
        else:
            self._on_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    # for the moves --------------------------------------------------------------------------------------------------

    def ask_form(
        self,
        form: FormDef,
        answers: Answers,
        draft_place: str,
        *,
        direction: str = "",
        choices: Mapping[str, tuple[Choice, ...]] | None = None,
    ) -> None:
        """Show the questions of the move; their button makes it."""
        self.form = FormPanel(
            form,
            self._session,
            direction=direction,
            choices=choices,
            answers=answers,
            submit_words=self._words,
            draft_place=draft_place,
            heading="",
            small=True,
            scrolls=False,
            parent=self,
        )
        self.form.save_with(self._make)
        self.form.saved.connect(self._on_moved)
        self.form.cancelled.connect(self.cancelled)
        self.column.addWidget(self.form)

    def ask_nothing(self) -> None:
        """Show the button alone, and one to leave."""
        line = row(spacing=M)
        self.go = Button(self._words, "primary", parent=self)
        self.go.clicked.connect(self._on_go)
        leave = Button("Cancel", "quiet", parent=self)
        leave.setToolTip("Esc")
        leave.clicked.connect(self.cancelled)
        line.addWidget(self.go)
        line.addWidget(leave)
        line.addStretch(1)
        self.column.addLayout(line)
        self._refused = flowing(role="error", parent=self)
        self._refused.hide()
        self.column.addWidget(self._refused)

    # events ---------------------------------------------------------------------------------------------------------

    def _on_go(self) -> None:
        if self.go is not None:
            self.go.setEnabled(False)
        self._session.change(lambda vault: self._make(vault, {}), self._on_moved, self._on_refused)

    def _on_moved(self, _done: "Done") -> None:
        self.moved.emit(self._after_words)

    def _on_refused(self, error: "UserError") -> None:
        if self.go is not None:
            self.go.setEnabled(True)
        self._refused.say(str(error))

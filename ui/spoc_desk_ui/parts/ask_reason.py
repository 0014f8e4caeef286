"""Why a name is needed: one reason of the list, and more words; asked before every look at a name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.looks import REASONS, reason_of
from spoc_desk.errors import Incomplete

from ..theme import M, S
from ..widgets.buttons import Button
from ..widgets.choice_box import ChoiceBox
from ..widgets.field import Field
from ..widgets.surface import column, row
from ..widgets.text_field import TextField


class AskReason(QWidget):
    """Two fields and two buttons.

    Signals:
        given: (the reason that was picked, more words).
        left: she does not need the name.
    """

    given = Signal(str, str)
    left = Signal()

    def __init__(self, question: str, submit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=M)
        self.reason = Field(
            question,
            ChoiceBox([(each, each) for each in REASONS], self),
            hint="The reason is noted with your name and the time",
            parent=self,
        )
        self.more = Field("In more words", TextField(self), width="medium", parent=self)
        layout.addWidget(self.reason)
        layout.addWidget(self.more)
        line = row(spacing=S)
        self.submit_button = Button(submit, "primary", parent=self)
        self.submit_button.clicked.connect(self.submit)
        self.leave_button = Button("Cancel", "quiet", parent=self)
        self.leave_button.clicked.connect(self.left)
        line.addWidget(self.submit_button)
        line.addWidget(self.leave_button)
        line.addStretch(1)
        layout.addLayout(line)

    def take_focus(self) -> None:
        """Give the list of reasons the focus."""
        self.reason.take_focus()

    def submit(self) -> None:
        """Hand the reason on, or say what is missing."""
        picked, words = str(self.reason.value()), str(self.more.value())
        for field in (self.reason, self.more):
            field.set_error("")
        try:
            reason_of(picked, words)
        except Incomplete as error:
            self.refuse(str(error))
            return
        self.given.emit(picked, words)

    def refuse(self, sentence: str) -> None:
        """Say why the name is not shown, beside what is to be put right."""
        field = self.more if self.reason.value() else self.reason
        field.set_error(sentence)
        field.take_focus()

    def clear(self) -> None:
        """Forget what was answered."""
        for field in (self.reason, self.more):
            field.set_value("")
            field.set_error("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)

"""One record to read: its heading, how it stands, what can be done with it, and its content below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ..absence import leave_out_buttons
from ..theme import L, M, S
from ..widgets.buttons import Button, IconButton
from ..widgets.state_chip import StateChip
from ..widgets.surface import ScrollColumn, column, row
from ..widgets.tones import State
from ..widgets.words import Words
from .flow import Flow


@dataclass(frozen=True)
class Action:
    """Something that can be done with the record: its id, the words on the button, how it looks, its icon."""

    id: str
    words: str
    kind: str = ""
    icon: str = ""


class RecordView(QWidget):
    """A heading with chips, buttons, and a column for the content. Esc or the cross closes it, F2 is "edit".

    Signals:
        acted: the id of the action.
        closed: she is done reading.
    """

    acted = Signal(str)
    closed = Signal()

    def __init__(
        self,
        heading: str,
        actions: Sequence[Action] = (),
        *,
        states: Sequence[State] = (),
        sentence: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        outer = column(self, spacing=0)
        self._scroll = ScrollColumn(self, margin=L, spacing=M, widest=1100)
        outer.addWidget(self._scroll)
        self.column = self._scroll.column
        head = row(spacing=S)
        head.addWidget(Words(heading, "heading", parent=self), 1)
        for state in states:
            head.addWidget(StateChip(state.word, state.tone, parent=self))
        self.close_button = IconButton("cross", "Close", shortcut="Esc", parent=self)
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        if sentence:
            self.column.addWidget(Words(sentence, "muted", parent=self))
        self.buttons: dict[str, Button] = {}
        self._add_actions(actions)

    def first_focus(self) -> QWidget:
        """Return the first button, or the cross where the record has none."""
        return next(iter(self.buttons.values()), self.close_button)

    def only_read(self, actions: Sequence[str]) -> None:
        """Leave of its buttons these actions and the cross: it is shown to somebody who changes nothing here."""
        kept = {each: button for each, button in self.buttons.items() if each in actions}
        leave_out_buttons(self, but=(self.close_button, *kept.values()))
        self.buttons = kept

    def show_part(self, part: QWidget) -> None:
        """Scroll to the beginning of a part of the content that was just added, once it is laid out."""

        def scroll() -> None:
            inner = self._scroll.widget()
            if inner is not None:
                self._scroll.verticalScrollBar().setValue(part.mapTo(inner, part.rect().topLeft()).y() - M)

        QTimer.singleShot(0, part, scroll)

    def take_focus(self, action: str) -> None:
        """Give the button of *action* the focus; the first one, or the cross, where there is no such button."""
        (self.buttons.get(action) or self.first_focus()).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_F2 and "edit" in self.buttons:
            self.acted.emit("edit")
        else:
            super().keyPressEvent(event)

    def _add_actions(self, actions: Sequence[Action]) -> None:
        if not actions:
            return
        line = Flow()
        for action in actions:
            button = Button(action.words, action.kind, icon_name=action.icon, parent=self)
            button.setProperty("action", action.id)
            button.clicked.connect(self._on_clicked)
            self.buttons[action.id] = button
            line.addWidget(button)
        self.column.addLayout(line)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.acted.emit(str(sender.property("action")))

"""One person of a consent section: name and state, what was said, and the buttons for what comes next."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from ...forms.flow import Flow
from ...parts.flowing import flowing
from ...theme import M, S
from ...widgets.buttons import Button
from ...widgets.state_chip import StateChip
from ...widgets.surface import column, row
from ...widgets.words import Words
from .lines import PersonLine


class PersonConsent(QWidget):
    """A line of the list.

    Signals:
        acted: (row id, id of the act).
        reached: one of its buttons has the focus.
    """

    acted = Signal(str, str)
    reached = Signal()

    def __init__(self, line: PersonLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        layout = column(self, spacing=2)
        layout.setContentsMargins(0, M, 0, M)
        head = row(spacing=M)
        head.addWidget(Words(line.name, "strong", parent=self), 1)
        head.addWidget(StateChip(line.state.word, line.state.tone, parent=self))
        layout.addLayout(head)
        layout.addWidget(flowing(line.facts, "muted", self))
        for detail in line.details:
            layout.addWidget(flowing(detail, "body", self))
        if line.warning:
            layout.addWidget(flowing(line.warning, "warn", self))
        self.buttons: dict[str, Button] = {}
        if line.acts:
            layout.addSpacing(S)
            buttons = Flow()
            for act in line.acts:
                button = Button(act.words, act.kind, parent=self)
                button.setAccessibleName(f"{line.name}: {act.words.rstrip('…')}")
                button.setProperty("act", act.id)
                button.clicked.connect(self._on_clicked)
                button.installEventFilter(self)
                self.buttons[act.id] = button
                buttons.addWidget(button)
            layout.addLayout(buttons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.reached.emit()
        return super().eventFilter(watched, event)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.acted.emit(self.line.row_id, str(sender.property("act")))

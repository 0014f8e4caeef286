"""One question before something larger happens: the button says what will happen, leaving it has the focus."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ..widgets.words import Words
from .ask_panel import AskPanel


class ConfirmPanel(AskPanel):
    """Yes, or nothing happens.

    Signals:
        confirmed: what was asked for ("accept", "drop").
    """

    confirmed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Go on", parent)
        self._act = ""
        self._heading = Words(role="strong", parent=self)
        self._sentence = Words(parent=self)
        self.inside.addWidget(self._heading)
        self.inside.addWidget(self._sentence)

    def ask(self, act: str, heading: str, sentence: str, button: str, *, harmless: bool = False) -> None:
        """Ask. What is *harmless* can be taken back, so its own button has the focus."""
        self._act = act
        self._heading.setText(heading)
        self._sentence.say(sentence)
        self.answer.setText(button)
        self.answer.set_kind("primary" if harmless else "danger")
        (self.answer if harmless else self.leave).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def submit(self) -> None:
        """Go on."""
        self.confirmed.emit(self._act)

    def enter(self) -> None:
        """Nothing larger happens by Enter alone: a button has to have the focus."""

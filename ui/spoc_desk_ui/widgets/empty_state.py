"""What a list shows when it is empty: why, and the next thing to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ..icons import pixmap
from ..theme import XL, S
from .buttons import Button
from .surface import column
from .words import Words


class EmptyState(QWidget):
    """A short heading, a sentence, and at most one button.

    Signals:
        acted: the button was pressed.
    """

    acted = Signal()

    def __init__(
        self, heading: str, sentence: str = "", *, action: str = "", icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._offers = True
        layout = column(self, margin=XL, spacing=S)
        layout.addStretch(1)
        if icon_name:
            picture = QLabel(self)
            picture.setPixmap(pixmap(icon_name, "border", 40, self.devicePixelRatioF()))
            layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
            layout.addSpacing(S)
        self._heading = self._centred(heading, "heading")
        self._sentence = self._centred(sentence, "muted")
        self._sentence.setVisible(bool(sentence))
        layout.addWidget(self._heading)
        layout.addWidget(self._sentence)
        self._button = Button("", "primary", parent=self)
        self._offer(action)
        self._button.clicked.connect(self.acted)
        self.setFocusProxy(self._button)
        layout.addSpacing(S)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def say(self, heading: str, sentence: str = "", action: str = "") -> None:
        """Change the words and the button."""
        self._heading.setText(heading)
        self._sentence.say(sentence)
        self._offer(action)

    def leave_out_action(self) -> None:
        """Offer nothing from now on: what is to be done next is not for the person at the desk."""
        self._offers = False
        self._offer("")

    def _offer(self, action: str) -> None:
        """Show the button, or none: one without words must not take the focus."""
        action = action if self._offers else ""
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if action else Qt.FocusPolicy.NoFocus)

    def _centred(self, text: str, role: str) -> Words:
        words = Words(text, role, parent=self)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return words

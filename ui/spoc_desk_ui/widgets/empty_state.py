"""What a list shows when it is empty: why, and the next thing to do."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from ..icons import pixmap
from ..theme import XL, S
from .buttons import Button
from .surface import column
from .words import Words

_PICTURE = 40


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
        self._is_tight = False
        layout = column(self, margin=XL, spacing=S)
        layout.addStretch(1)
        self._picture = QLabel(self)
        if icon_name:
            self._picture.setPixmap(pixmap(icon_name, "border", _PICTURE, self.devicePixelRatioF()))
            self._picture.setContentsMargins(0, 0, 0, S)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self._picture.setVisible(bool(icon_name))
        self._has_picture = bool(icon_name)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def leave_out_action(self) -> None:
        """Offer nothing from now on: what is to be done next is not for the person at the desk."""
        self._offers = False
        self._offer("")

    def _fit(self) -> None:
        """Where words are large and the room is low, the picture and the margins give way to the words."""
        least = self.minimumSizeHint().height()
        spared = 2 * (XL - S) + ((_PICTURE + 2 * S) if self._has_picture else 0)
        is_tight = self.height() < least + (spared if self._is_tight else 0)
        layout = self.layout()
        if is_tight == self._is_tight or layout is None:
            return
        self._is_tight = is_tight
        margin = S if is_tight else XL
        layout.setContentsMargins(margin, margin, margin, margin)
        self._picture.setVisible(self._has_picture and not is_tight)

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

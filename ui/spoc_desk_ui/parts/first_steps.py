"""What an empty desk says: what to do first, and the two buttons that do it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ..theme import XL, L, M, S
from ..widgets.buttons import Button
from ..widgets.surface import Surface, column, row
from ..widgets.words import Words


class FirstSteps(QWidget):
    """Shown while the vault holds no case.

    Signals:
        place_requested: the place string of the step that was chosen.
    """

    place_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, with_cases: bool = True) -> None:
        super().__init__(parent)
        layout = column(self, spacing=L)
        layout.setContentsMargins(0, M, 0, 0)
        layout.addWidget(Words("Nothing is recorded yet. Two things to begin with:", "body", parent=self))
        if with_cases:
            self._steps_of_the_desk()
        else:
            self._steps_of_a_referrer()
        layout.addStretch(1)

    def _steps_of_the_desk(self) -> None:
        self.record = self._step(
            "1",
            "When UKPPS tells the DCS or the DASS about a family",
            "Record the notification. Only what UKPPS told us: never where from, where to, or why.",
            Button("Record a notification from UKPPS", "primary", parent=self),
            "new_relocation",
        )
        self.services = self._step(
            "2",
            "Before the first exchange",
            "Add the people and services of our own council, so that they can be chosen instead of typed.",
            Button("Add your services", parent=self),
            "directory",
        )

    def _steps_of_a_referrer(self) -> None:
        self.record = self._step(
            "1",
            "When you are worried about a child",
            "Begin with a few questions. They say whether a form for the MASH is needed at all.",
            Button("Begin a referral", "primary", parent=self),
            "new_referral",
        )
        self.services = self._step(
            "2",
            "Before the first form",
            "Look through the schools of our own area, so that they can be chosen instead of typed.",
            Button("Look at the schools", parent=self),
            "directory/schools",
        )

    def first_focus(self) -> QWidget:
        """Return the first button."""
        return self.record

    def _step(self, number: str, heading: str, sentence: str, button: Button, place: str) -> Button:
        card = Surface("card", self)
        card.setMaximumWidth(820)
        line = row(card, margin=XL, spacing=L)
        line.addWidget(Words(number, "title", wrap=False, parent=card), 0, Qt.AlignmentFlag.AlignTop)
        texts = column(spacing=S)
        texts.addWidget(Words(heading, "strong", parent=card))
        texts.addWidget(Words(sentence, "muted", parent=card))
        line.addLayout(texts, 1)
        button.setParent(card)
        button.setProperty("place", place)
        button.clicked.connect(self._on_clicked)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(card)
        return button

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.place_requested.emit(str(sender.property("place")))

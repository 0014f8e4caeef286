"""Something that must be done because of an answer: in words and shape, with who says so and where it is answered."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from spoc_desk.domain.sources import RULE_OF_THIS_PROGRAM, source_words

from ..icons import pixmap
from ..parts.flowing import flowing
from ..theme import L, M, S
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.surface import Surface, column

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.prompts import Prompt

_SURFACES = {"now": "error", "must": "warn", "soft": "info"}
_ICONS = {"now": "phone", "must": "warning", "soft": "info"}
_INKS = {"now": "error", "must": "warn", "soft": "accent"}
_SAID = {"now": "Now: ", "must": "", "soft": ""}


class PromptBlock(Surface):
    """One prompt. What is done stays to be read, without the urgency.

    Signals:
        place_requested: (section, question) where it is answered.
    """

    place_requested = Signal(str, str)

    def __init__(self, prompt: "Prompt", *, more: str = "", leads: bool = True, parent: QWidget | None = None) -> None:
        level = str(prompt.level)
        super().__init__("ok" if prompt.done else _SURFACES[level], parent)
        self.prompt = prompt
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        line.setContentsMargins(L, S, L, S)
        line.setSpacing(M)
        picture = QLabel(self)
        name, ink = ("ok", "ok") if prompt.done else (_ICONS[level], _INKS[level])
        picture.setPixmap(pixmap(name, ink, 20, self.devicePixelRatioF()))
        picture.setContentsMargins(0, 4, 0, 0)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(spacing=2)
        head = "Done: " if prompt.done else _SAID[level]
        texts.addWidget(flowing(f"{head}{prompt.sentence}", "strong" if level == "now" else "body", self))
        if more:
            texts.addWidget(flowing(more, "strong", self))
        if said := source_words(prompt.source):
            words = f"A {said}" if said == RULE_OF_THIS_PROGRAM else f"Source: {said}"
            texts.addWidget(flowing(words, "small", self))
        line.addLayout(texts, 1)
        self.button: Button | None = None
        if leads and prompt.section and not prompt.done:
            self.button = Button("Answer it", "quiet", icon_name="arrow-right", parent=self)
            self.button.setAccessibleDescription(prompt.sentence)
            self.button.clicked.connect(self._on_clicked)
            line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def speak(self) -> None:
        """Have it read aloud: it has just appeared."""
        announce(self, self.prompt.sentence, urgent=self.prompt.level == "now")

    def _on_clicked(self) -> None:
        self.place_requested.emit(self.prompt.section, self.prompt.question)

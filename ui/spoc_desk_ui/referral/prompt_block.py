"""Something that must be done because of an answer: coloured, with who says so."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..widgets.surface import Surface

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.prompts import Prompt


class PromptBlock(Surface):
    """One prompt.

    Signals:
        place_requested: (section, question) where it is answered.
    """

    place_requested = Signal(str, str)

    def __init__(self, prompt: "Prompt", parent: QWidget | None = None) -> None:
        super().__init__("error", parent)
        self.prompt = prompt

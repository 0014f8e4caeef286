"""Which column of a list holds what: one box for each field, filled with what is understood."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.casework.relay.importing import WORDS

from ..forms.flow import Flow
from ..theme import L
from ..widgets.choice_box import ChoiceBox
from ..widgets.field import Field

_NONE = "No column"


class ColumnMatch(QWidget):
    """The boxes.

    Signals:
        changed: another column was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = Flow(self, spacing=L)
        self.boxes: dict[str, ChoiceBox] = {}
        for name, words in WORDS.items():
            box = ChoiceBox(empty=_NONE)
            box.edited.connect(self.changed)
            self.boxes[name] = box
            flow.addWidget(Field(words, box, parent=self))

    def show_heads(self, heads: Sequence[str], columns: Mapping[str, str]) -> None:
        """Offer the heads of a list, with *columns* (field to head) chosen."""
        for name, box in self.boxes.items():
            box.set_choices((head, head) for head in heads if head)
            box.set_value(columns.get(name, ""))

    def focus_first_empty(self) -> None:
        """Give the focus to the first field without a column, unless she is choosing one."""
        empty = [box for box in self.boxes.values() if not box.value()]
        if empty and not self.isAncestorOf(self.focusWidget() or self):
            empty[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def columns(self) -> dict[str, str]:
        """Return which field is filled by which head."""
        return {name: box.value() for name, box in self.boxes.items() if box.value()}

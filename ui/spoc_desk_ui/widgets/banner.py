"""What is wrong with a form, on top of it: the focus moves here, each line jumps to its field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ..theme import L, S
from .announce import announce
from .line_link import LineLink
from .surface import Surface, column
from .words import Words


@dataclass(frozen=True)
class Line:
    """One thing to put right, and the id of the field it is about ("" for none)."""

    sentence: str
    field: str = ""


class SummaryBanner(Surface):
    """The list of problems above a form. Hidden while there are none.

    Signals:
        field_requested: the id of the field a line was about.
    """

    field_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("error", parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = column(self, margin=L, spacing=S)
        self._heading = Words(role="heading", parent=self)
        self._column.addWidget(self._heading)
        self._lines: list[QWidget] = []
        self.hide()

    def show_problems(self, problems: Sequence[Line], heading: str = "") -> None:
        """Show *problems* and take the focus; an empty list hides the banner."""
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._lines = [self._line(each) for each in problems]
        for widget in self._lines:
            self._column.addWidget(widget)
        self.setVisible(bool(problems))
        if not problems:
            return
        count = len(problems)
        words = heading or ("One thing to put right" if count == 1 else f"{count} things to put right")
        self._heading.setText(words)
        self.setAccessibleName(f"{words}: " + ". ".join(each.sentence for each in problems))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.accessibleName(), urgent=True)

    def _line(self, line: Line) -> QWidget:
        if not line.field:
            return Words(line.sentence, parent=self)
        button = LineLink(line.sentence, self)
        button.setProperty("field", line.field)
        button.clicked.connect(self._on_line_clicked)
        return button

    def _on_line_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.field_requested.emit(str(sender.property("field")))

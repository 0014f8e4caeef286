"""One question on a page: the field, and beside it (below it where there is no room) why we ask."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from spoc_desk.forms.definition import Question

from ..theme import XL, S
from ..widgets.answering import Answering
from ..widgets.field import Field
from ..widgets.surface import column, row
from ..widgets.words import Words
from .inputs import hint_of, width_of

BESIDE_FROM = 56
"""In widths of the letter n of a field and its reason together; below it the reason goes under the field."""

_ROOMY = 10_000  # until it is laid out, a row assumes that there is room


class QuestionRow(QWidget):
    """A Field with its reason. In *small* panels the reason is a tool tip and read aloud, and takes no room."""

    def __init__(
        self, question: Question, inner: Answering, *, optional: bool, small: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.question = question
        label = f"{question.label} (optional)" if optional else question.label
        self.field = Field(label, inner, hint=hint_of(question), width="" if small else width_of(question), parent=self)
        self._why = Words(question.why, "small", parent=self)
        self._why.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._small = small
        self._outer = column(self, spacing=2)
        self._layout: QBoxLayout = row(spacing=S)
        self._outer.addLayout(self._layout)
        self._layout.addWidget(self.field, 3, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self._why, 2)
        if small or not question.why:
            self._why.hide()
            self.field.label.setToolTip(question.why)
        self._arrange(_ROOMY)

    def add_below(self, widget: QWidget) -> None:
        """Show *widget* under the question."""
        self._outer.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange(self.width())

    def _arrange(self, width: int) -> None:
        line = self.fontMetrics().height()
        beside = width >= self.fontMetrics().horizontalAdvance("n" * BESIDE_FROM) and not self._small
        side = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() != side:
            self._layout.setDirection(side)
        self._layout.setSpacing(XL if beside else 2)
        # Beside a field the reason begins level with the input, below the label.
        self._why.setContentsMargins(0, line + S if beside else 0, 0, 0)

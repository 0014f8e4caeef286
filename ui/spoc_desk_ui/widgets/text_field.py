"""One line of text."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ..colours import current_colours
from .answering import Answer, Marked, as_text
from .not_learnt import NOT_LEARNT


class TextField(QLineEdit):
    """A text line. Apostrophes and accents pass, nothing is corrected.

    Signals:
        edited: the person changed the text.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInputMethodHints(NOT_LEARNT)
        self.textEdited.connect(self._on_text_edited)

    def value(self) -> str:
        """Return the text without spaces around it."""
        return self.text().strip()

    def set_value(self, value: Answer) -> None:
        """Show *value*."""
        self.setText(as_text(value))

    def text_edit(self) -> QWidget:
        """Return the line itself."""
        return self

    def set_findings(self, findings: tuple[Marked, ...]) -> None:
        """Underline the places that may say too much."""
        underline_line(self, findings)

    def _on_text_edited(self, _text: str) -> None:
        self.edited.emit()


def underline_line(line: QLineEdit, findings: tuple[Marked, ...]) -> None:
    """Underline *findings* in a one-line field, by way of the input method's text formats."""
    attributes = []
    for each in findings:
        look = QTextCharFormat()
        look.setFontUnderline(True)
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(current_colours().colour("error"))
        look.setForeground(current_colours().colour("error"))
        look.setFontWeight(QFont.Weight.Bold)
        attributes.append(
            QInputMethodEvent.Attribute(
                QInputMethodEvent.AttributeType.TextFormat,
                each.start - line.cursorPosition(),
                each.end - each.start,
                look,
            )
        )
    QApplication.sendEvent(line, QInputMethodEvent("", attributes))


class NumberField(TextField):
    """A whole number, typed; no spin arrows and no wheel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | NOT_LEARNT)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance("0" * 12))

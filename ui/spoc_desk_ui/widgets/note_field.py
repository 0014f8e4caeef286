"""Several lines of text that grow with what is written; places that may say too much are underlined."""

from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from ..colours import current_colours
from .answering import Answer, Marked, as_text
from .not_learnt import NOT_LEARNT

_FRAME = 22


class NoteField(QPlainTextEdit):
    """A growing note. Tab leaves it; the words that explain an underlined place stand in the Field around it.

    Signals:
        edited: the person changed the text.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None, *, lines: int = 3, most_lines: int = 16) -> None:
        super().__init__(parent)
        self._lines = lines
        self._most_lines = most_lines
        self._quiet = False
        self._findings: tuple[Marked, ...] = ()
        self.setTabChangesFocus(True)
        self.setInputMethodHints(Qt.InputMethodHint.ImhMultiLine | NOT_LEARNT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._on_text_changed)

    def value(self) -> str:
        """Return the text without blank space at its end."""
        return self.toPlainText().rstrip()

    def set_value(self, value: Answer) -> None:
        """Show *value*."""
        self._quiet = True
        self.setPlainText(as_text(value))
        self._quiet = False

    def text_edit(self) -> QWidget:
        """Return the note itself."""
        return self

    def set_findings(self, findings: tuple[Marked, ...]) -> None:
        """Underline the places that may say too much."""
        self._findings = findings
        self.setExtraSelections([self._selection(each) for each in findings])

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._findings:
            self.set_findings(self._findings)  # in the new colours

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Ctrl+Enter belongs to the page (save), not to the text.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _wanted_height(self) -> int:
        # A line is laid out in whole pixels, rounded up; the whole-number metrics round down and leave a scroll bar.
        spacing = ceil(QFontMetricsF(self.font()).lineSpacing())
        lines = min(max(self._lines, round(self.document().size().height())), self._most_lines)
        return lines * spacing + _FRAME

    def _on_text_changed(self) -> None:
        self.updateGeometry()
        if not self._quiet:
            self.edited.emit()

    def _selection(self, finding: Marked) -> QTextEdit.ExtraSelection:
        colours = current_colours()
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(colours.colour("error"))
        look.setBackground(colours.colour("error_soft"))
        look.setFontWeight(QFont.Weight.Bold)
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(finding.start, last))
        cursor.setPosition(min(finding.end, last), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = look
        return selection

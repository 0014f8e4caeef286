"""Where a word stands: what is before it and after it, the word itself set off. Painted, so that nothing is markup."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..colours import current_colours
from .text_lines import utf16

_MOST_LINES = 3


class ContextLines(QWidget):
    """A few lines of a text with one word marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = ("", "", "")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, before: str, word: str, after: str) -> None:
        """Show a word between what stands around it."""
        before = f"… {before}" if before else ""
        after = f"{after} …" if after else ""
        self._parts = (before, word, after)
        self.setAccessibleName(f"{before}{word}{after}")
        self.setVisible(bool(word))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        _, height = self._laid_out(width)
        return height

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        layout, _ = self._laid_out(self.width())
        painter = QPainter(self)
        painter.setPen(current_colours().colour("muted"))
        layout.draw(painter, QPointF(0, 0))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self.updateGeometry()
            self.update()

    def _laid_out(self, width: int) -> tuple[QTextLayout, int]:
        before, word, after = self._parts
        layout = QTextLayout(before + word + after, self.font())
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        colours, look, run = current_colours(), QTextCharFormat(), QTextLayout.FormatRange()
        look.setFontWeight(QFont.Weight.Bold)
        look.setForeground(colours.colour("text"))
        look.setBackground(colours.colour("accent_soft"))
        first = utf16(before, len(before))
        run.start, run.length, run.format = first, utf16(word, len(word)), look
        layout.setFormats([run])
        layout.beginLayout()
        height = 0.0
        for _ in range(_MOST_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, round(height + 0.5)

"""Which level is browsed: all of them, or one; each with its pattern beside its word."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QSizePolicy, QWidget

from spoc_desk.thresholds.threshold_set import ThresholdSet
from spoc_desk.thresholds.windscreen import Pattern, patterns

from ...colours import current_colours
from ...forms.flow import Flow
from ...theme import M, S
from .swatch import paint_swatch

_ALL = "All levels"


class _Choice(QPushButton):
    """A word in a pill, with the pattern of its level."""

    def __init__(self, level_id: str, label: str, pattern: Pattern | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.level_id, self._label, self._pattern = level_id, label, pattern
        self.setAccessibleName(label if not level_id else f"Only {label}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        bold = QFont(self.font())
        bold.setBold(True)
        height = self.fontMetrics().height()
        swatch = round(height * 0.95) + S if self._pattern is not None else 0
        return QSize(QFontMetrics(bold).horizontalAdvance(self._label) + swatch + 2 * M, max(height + S + 2, 28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(colours.colour("accent" if on else "border"), 2 if on else 1))
        painter.setBrush(colours.colour("accent_soft" if on else "hover" if self.underMouse() else "base"))
        painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
        font = QFont(self.font())
        font.setBold(on)
        painter.setFont(font)
        left = float(M)
        high = painter.fontMetrics().height()
        if self._pattern is not None:
            box = QRectF(left, room.center().y() - high * 0.3, high * 0.95, high * 0.6)
            paint_swatch(painter, box, self._pattern, colours, "text" if on else "muted")
            left = box.right() + S
        painter.setPen(colours.colour("text"))
        words = QRectF(left, room.top(), room.width() - left, room.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._label)
        painter.end()


class LevelFilter(QWidget):
    """All levels or one of them; Left and Right move.

    Signals:
        chosen: the id of the level, "" for all.
    """

    chosen = Signal(str)

    def __init__(self, of: ThresholdSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Level")
        self._layout = Flow(self, spacing=S)
        self._group = QButtonGroup(self)
        self._choices: dict[str, _Choice] = {}
        looks = patterns(of)
        self._add("", _ALL, None)
        for level in of.levels:
            self._add(level.id, level.label, looks[level.id])
        self._choices[""].setChecked(True)
        self._group.buttonClicked.connect(self._on_clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, part: QWidget) -> None:
        """Let *part* follow in the same line, or in the next where there is no room."""
        self._layout.addWidget(part)

    def button(self, level_id: str) -> QPushButton:
        """Return the button of a level; "" for the one of all levels."""
        return self._choices[level_id]

    def current(self) -> str:
        """Return the id of the level that is shown, "" for all."""
        return next((level_id for level_id, choice in self._choices.items() if choice.isChecked()), "")

    def choose(self, level_id: str) -> None:
        """Show a level as chosen, without a signal."""
        if level_id in self._choices:
            self._choices[level_id].setChecked(True)

    def _add(self, level_id: str, label: str, pattern: Pattern | None) -> None:
        choice = _Choice(level_id, label, pattern, self)
        self._choices[level_id] = choice
        self._group.addButton(choice)
        self._layout.addWidget(choice)

    def _on_clicked(self, _button: QAbstractButton) -> None:
        self.chosen.emit(self.current())

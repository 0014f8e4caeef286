"""The places of the desk, down the left side: an icon and a word each, a count only where something waits."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from ..colours import current_colours
from ..icons import GRID, pixmap
from ..theme import XS, L, M, S
from .surface import Surface, column
from .words import Words


class RailButton(QPushButton):
    """One place."""

    def __init__(self, name: str, title: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.name = name
        self._icon_name = icon_name
        self._count = 0
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_count(self, count: int) -> None:
        """Show how many things wait there; 0 shows nothing."""
        self._count = count
        self.setAccessibleName(f"{self.text()}, {count} waiting" if count else self.text())
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        room_for_count = metrics.horizontalAdvance("000")
        return QSize(
            metrics.horizontalAdvance(self.text()) + self._side() + room_for_count + 3 * M, metrics.height() + 18
        )

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
        room = QRectF(self.rect())
        if self.isChecked() or self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("accent_soft" if self.isChecked() else "hover"))
            painter.drawRoundedRect(room, 6, 6)
        ink = "accent" if self.isChecked() else "text"
        side = self._side()
        top = (self.height() - side) // 2
        painter.drawPixmap(M, top, pixmap(self._icon_name, ink, side, self.devicePixelRatioF()))
        font = painter.font()
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(colours.colour("text"))
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(room.adjusted(M + side + 10, 0, 0, 0), middle, self.text())
        if self._count:
            painter.setPen(colours.colour(ink if self.isChecked() else "muted"))
            right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(room.adjusted(0, 0, -M, 0), right, str(min(self._count, 999)))
        painter.end()

    def _side(self) -> int:
        return max(GRID, round(self.fontMetrics().height() * 1.05))


class Rail(Surface):
    """The list of places.

    Signals:
        chosen: the name of a place.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rail", parent)
        self.setAccessibleName("Places")
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        self._column = column(self, spacing=XS)
        self._column.setContentsMargins(M, L, M, M)
        brand = Words("SPOC Desk", "heading", wrap=False, parent=self)
        brand.setContentsMargins(M, 0, 0, S)
        self._column.addWidget(brand)
        self._places = column(spacing=2)
        self._column.addLayout(self._places)
        self._column.addStretch(1)
        self.who = Words(role="small", parent=self)
        self.lock_words = Words(role="small", parent=self)
        for words in (self.who, self.lock_words):
            words.setContentsMargins(M, 0, 0, 0)
            # The places set the width of the rail: many roles wrap instead of taking room from the page.
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            self._column.addWidget(words)

    def add(self, name: str, title: str, icon_name: str) -> None:
        """Add a place."""
        button = RailButton(name, title, icon_name, self)
        button.clicked.connect(self._on_clicked)
        self._group.addButton(button)
        self._buttons[name] = button
        self._places.addWidget(button)

    def show_current(self, name: str) -> None:
        """Mark the place that is shown; a place that is not on the rail marks none."""
        self._group.setExclusive(False)
        for each in self._buttons.values():
            each.setChecked(each.name == name)
        self._group.setExclusive(True)

    def set_count(self, name: str, count: int) -> None:
        """Show how many things wait at a place."""
        if name in self._buttons:
            self._buttons[name].set_count(count)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, RailButton):
            self.chosen.emit(sender.name)

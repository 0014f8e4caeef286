"""The pages as they will come out of the printer, one below the other; each is drawn when it comes into sight."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ..colours import current_colours
from ..theme import L
from .page_reader import PageReader

if TYPE_CHECKING:
    from spoc_desk.printing.page_images import PageSize

FIT_WIDTH, FIT_PAGE = "width", "page"
PERCENT = (50, 75, 100, 125, 150, 200, 300)
_SCREEN = 96 / 72  # pixels to the point at 100 %
_SMALLEST, _LARGEST = 0.2, 4.0
_STEP = 60


class PageView(QAbstractScrollArea):
    """Shows the document of a PageReader. Space, Page Up and Down and the arrows scroll; + and - zoom.

    Signals:
        page_changed: the page (from 0) that fills most of the view.
        zoomed: the size as a whole percentage.
    """

    page_changed = Signal(int)
    zoomed = Signal(int)

    def __init__(self, reader: PageReader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._sizes: tuple[PageSize, ...] = ()
        self._rooms: list[QRectF] = []
        self._images: dict[int, tuple[float, QImage]] = {}
        self._zoom: str | int = FIT_WIDTH
        self._scale = 1.0
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setAccessibleName("Pages")
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().setSingleStep(_STEP)
        reader.pictured.connect(self._on_pictured)

    # for the page ---------------------------------------------------------------------------------------------------

    def show_pages(self, sizes: "Sequence[PageSize]") -> None:
        """Lay out pages of these sizes; the pictures come as they are needed."""
        kept = self.verticalScrollBar().value() if len(sizes) == len(self._sizes) else 0
        self._sizes = tuple(sizes)
        self._images.clear()
        self._current = -1
        self._lay_out()
        self.verticalScrollBar().setValue(kept)
        self._on_scrolled()

    def set_zoom(self, zoom: str | int) -> None:
        """Fit the width or the page, or show at a percentage."""
        self._zoom = zoom
        here = self.current_page()
        self._lay_out()
        self.go_to(here)

    @property
    def zoom(self) -> str | int:
        """How it is zoomed: "width", "page" or a percentage."""
        return self._zoom

    @property
    def percent(self) -> int:
        """The size it has now."""
        return round(self._scale / _SCREEN * 100)

    def zoom_by(self, direction: int) -> None:
        """One step larger (1) or smaller (-1)."""
        now = self.percent
        larger = [step for step in PERCENT if step > now]
        smaller = [step for step in PERCENT if step < now]
        wanted = larger[:1] if direction > 0 else smaller[-1:]
        if wanted:
            self.set_zoom(wanted[0])

    def go_to(self, number: int) -> None:
        """Bring a page to the top."""
        if 0 <= number < len(self._rooms):
            self.verticalScrollBar().setValue(round(self._rooms[number].top()) - L)

    def current_page(self) -> int:
        """Return the page that fills most of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        below = [number for number, room in enumerate(self._rooms) if room.top() <= middle]
        return below[-1] if below else 0

    @property
    def is_drawn(self) -> bool:
        """True when every page in sight has its picture."""
        scale = self._pixels()
        return all(self._images.get(number, (0.0,))[0] == scale for number in self._in_sight())

    # Qt's side ------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(640, 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        here = self.current_page()
        self._lay_out()
        if event.size().width() != event.oldSize().width():
            self.go_to(here)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, page = self.verticalScrollBar(), self.viewport().height() - _STEP
        steps = {Qt.Key.Key_Down: _STEP, Qt.Key.Key_Up: -_STEP, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page,
                 Qt.Key.Key_Space: page, Qt.Key.Key_End: bar.maximum(), Qt.Key.Key_Home: -bar.maximum()}  # fmt: skip
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        elif event.text() in ("+", "=", "-"):
            self.zoom_by(-1 if event.text() == "-" else 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = current_colours()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colours.colour("window"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = self._pixels()
        for number in self._in_sight():
            room = self._rooms[number].translated(
                -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
            )
            painter.fillRect(room, Qt.GlobalColor.white)
            known, image = self._images.get(number, (0.0, QImage()))
            if not image.isNull():
                painter.drawImage(room, image)
            if known != scale:
                self._reader.want_picture(number, scale)
            painter.setPen(QPen(colours.colour("border"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.hasFocus():
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()

    # inside ---------------------------------------------------------------------------------------------------------

    def _pixels(self) -> float:
        """Pixels of the screen to the point, rounded so that the same size gives the same picture."""
        return round(self._scale * self.devicePixelRatioF(), 3)

    def _in_sight(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [number for number, room in enumerate(self._rooms) if room.bottom() >= top and room.top() <= bottom]

    def _lay_out(self) -> None:
        if not self._sizes:
            self._rooms = []
            self.viewport().update()
            return
        room = self.viewport().size()
        widest = max(size.width for size in self._sizes)
        highest = max(size.height for size in self._sizes)
        self._scale = self._scale_for(widest, highest, room)
        across = max(room.width(), round(widest * self._scale) + 2 * L)
        top, self._rooms = float(L), []
        for size in self._sizes:
            width, height = round(size.width * self._scale), round(size.height * self._scale)
            self._rooms.append(QRectF((across - width) // 2, top, width, height))
            top += height + L
        self.verticalScrollBar().setRange(0, max(0, round(top) - room.height()))
        self.verticalScrollBar().setPageStep(room.height())
        self.horizontalScrollBar().setRange(0, max(0, across - room.width()))
        self.horizontalScrollBar().setPageStep(room.width())
        self.zoomed.emit(self.percent)
        self.viewport().update()
        self._on_scrolled()

    def _scale_for(self, width: float, height: float, room: QSize) -> float:
        fits = (room.width() - 2 * L) / width
        if self._zoom == FIT_PAGE:
            fits = min(fits, (room.height() - 2 * L) / height)
        elif self._zoom != FIT_WIDTH:
            fits = int(self._zoom) / 100 * _SCREEN
        return min(max(fits, _SMALLEST), _LARGEST)

    def _on_scrolled(self) -> None:
        number = self.current_page()
        if self._sizes and number != self._current:
            self._current = number
            self.setAccessibleDescription(f"Page {number + 1} of {len(self._sizes)}")
            self.page_changed.emit(number)
        self.viewport().update()

    def _on_pictured(self, number: int, scale: float, image: QImage) -> None:
        if scale == self._pixels():
            self._images[number] = (scale, image)
            self.viewport().update()

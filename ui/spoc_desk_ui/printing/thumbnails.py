"""The pages in small, at the side: where she is, and a way to each page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ..colours import current_colours
from ..theme import L, S
from ..widgets.paged_model import Index
from .page_reader import PageReader

if TYPE_CHECKING:
    from spoc_desk.printing.page_images import PageSize

SIDE = 104
"""The longer side of a page, in pixels."""


class _Pages(QAbstractListModel):
    """Asks for the picture of a page only when the list shows it."""

    def __init__(self, reader: PageReader, ratio: float, parent: QObject) -> None:
        super().__init__(parent)
        self._reader = reader
        self._ratio = ratio
        self._sizes: tuple[PageSize, ...] = ()
        self._images: dict[int, QImage] = {}
        reader.pictured.connect(self._on_pictured)

    def show_pages(self, sizes: "Sequence[PageSize]") -> None:
        self.beginResetModel()
        self._sizes, self._images = tuple(sizes), {}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._sizes)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        number = index.row()
        if role == int(Qt.ItemDataRole.DisplayRole):
            return str(number + 1)
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return f"Page {number + 1} of {len(self._sizes)}"
        if role == int(Qt.ItemDataRole.DecorationRole):
            if number not in self._images:
                self._reader.want_picture(number, self._scale(number))
            return self._images.get(number)
        return None

    def shape(self, number: int) -> QSize:
        """Return how large a page is in small."""
        size = self._sizes[number]
        scale = SIDE / max(size.width, size.height)
        return QSize(round(size.width * scale), round(size.height * scale))

    def _scale(self, number: int) -> float:
        size = self._sizes[number]
        return round(SIDE * self._ratio / max(size.width, size.height), 4)

    def _on_pictured(self, number: int, scale: float, image: QImage) -> None:
        if number < len(self._sizes) and scale == self._scale(number):
            self._images[number] = image
            place = self.index(number, 0)
            self.dataChanged.emit(place, place)


class _Page(QStyledItemDelegate):
    """Paints a small page on white paper with its number below; the present one has a thick frame and a bold number."""

    def __init__(self, pages: _Pages, parent: QListView) -> None:
        super().__init__(parent)
        self._pages = pages

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = option.fontMetrics.height()
        return QSize(SIDE + 2 * S, self._pages.shape(index.row()).height() + line + L)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = current_colours()
        room, state = QRectF(option.rect), option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        shape = self._pages.shape(index.row())
        paper = QRectF(round(room.center().x() - shape.width() / 2), room.top() + S, shape.width(), shape.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(paper, Qt.GlobalColor.white)
        image = index.data(int(Qt.ItemDataRole.DecorationRole))
        if isinstance(image, QImage):
            painter.drawImage(paper, image)
        painter.setPen(QPen(colours.colour("accent" if chosen else "border"), 3 if chosen else 1))
        painter.drawRect(paper.adjusted(-2, -2, 2, 2) if chosen else paper)
        font = painter.font()
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(colours.colour("text" if chosen else "muted"))
        below = QRectF(room.left(), paper.bottom() + 3, room.width(), room.bottom() - paper.bottom() - 3)
        number = str(index.data(int(Qt.ItemDataRole.DisplayRole)))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), number)
        painter.restore()


class Thumbnails(QListView):
    """A column of small pages.

    Signals:
        page_chosen: the page (from 0) she went to.
    """

    page_chosen = Signal(int)

    def __init__(self, reader: PageReader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Pages(reader, self.devicePixelRatioF(), self)
        self._quiet = False
        self.setModel(self._model)
        self.setItemDelegate(_Page(self._model, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Pages in small")
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self._fit()

    def show_pages(self, sizes: "Sequence[PageSize]") -> None:
        """Show pages of these sizes."""
        self._model.show_pages(sizes)
        self.show_current(0)

    def show_current(self, number: int) -> None:
        """Mark the page that is shown large, without a signal."""
        self._quiet = True
        self.setCurrentIndex(self._model.index(number, 0))
        self._quiet = False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(SIDE + 3 * L)
        self.scheduleDelayedItemsLayout()

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.page_chosen.emit(current.row())

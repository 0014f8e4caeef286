"""The windscreen on a page: the picture or its table, the caveat of the source beside it, and what to keep in mind."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from spoc_desk.thresholds.remarks import remarks
from spoc_desk.thresholds.threshold_set import ThresholdSet
from spoc_desk.thresholds.windscreen import Windscreen, windscreen

from ..colours import current_colours
from ..parts.flowing import flowing
from ..theme import L, M, S
from ..widgets.buttons import Button
from ..widgets.head_line import HeadLine
from ..widgets.paged_model import Index
from ..widgets.surface import column
from .windscreen_picture import YOURS, WindscreenPicture

_COLUMNS = ("Level", "Headings with ticks")
_AS_TABLE, _AS_PICTURE = "Show as a table", "Show as a picture"
_MORE, _LESS = "Show more", "Show less"


class WindscreenView(QWidget):
    """Where the ticks lie. It shows what is; it never counts, adds up or chooses.

    Signals:
        folded: she wants the glass alone (True) or the words below it too (False).
    """

    folded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        layout = column(self, spacing=S)
        self.glass = WindscreenPicture(self)
        self.glass.table_wanted.connect(self._on_table_wanted)
        self.table = _Table(self)
        self.table.left.connect(self._on_table_left)
        self.table.hide()
        layout.addWidget(self.glass)
        layout.addWidget(self.table)
        self.fold_button = Button(_LESS, "quiet", parent=self)
        self.fold_button.clicked.connect(self._on_fold)
        self.table_button = Button(_AS_TABLE, "quiet", parent=self)
        self.table_button.clicked.connect(self._on_table)
        below = HeadLine((self.fold_button, self.table_button), self)
        self._caveat = flowing("", "small", self)
        self._remarks = flowing("", "body", self)
        self._remarks.hide()
        below.words.addWidget(self._caveat)
        below.words.addWidget(self._remarks)
        layout.addWidget(below)

    @property
    def picture(self) -> Windscreen | None:
        """What is shown."""
        return self.glass.picture

    @property
    def remarks_shown(self) -> str:
        """What to keep in mind, as it stands there."""
        return self._remarks.text()

    def show_ticks(self, of: ThresholdSet, ticked: Iterable[str], judged: str = "") -> None:
        """Show where *ticked* lie in *of*; *judged* is the professional's own level, "" before there is one."""
        ticks = frozenset(ticked)
        if (of.id, ticks, judged) == self._shown:
            return
        self._shown = (of.id, ticks, judged)
        picture = windscreen(of, ticks, judged)
        self.glass.show_picture(picture)
        self.table.show_rows(
            [(f"{label} ({YOURS.lower()})" if own else label, words) for label, words, own in picture.table]
        )
        self._caveat.setText(f"The source says: “{picture.caveat}”")
        self._remarks.say("\n".join(f"▲ {words}" for words in remarks(of, ticks, judged)))

    def set_folded(self, folded: bool) -> None:
        """Show the glass alone, or the words below it too; the table is a way to read those words."""
        if folded and not self.table.isHidden():
            return
        self.glass.set_folded(folded)
        self.fold_button.setText(_MORE if folded else _LESS)
        self.table_button.setVisible(not folded)
        self.updateGeometry()

    def show_as_table(self, as_table: bool) -> None:
        """Show rows and columns instead of the picture."""
        self.table.setVisible(as_table)
        self.glass.setVisible(not as_table)
        self.fold_button.setVisible(not as_table)
        self.table_button.setText(_AS_PICTURE if as_table else _AS_TABLE)
        self.table_button.setVisible(as_table or not self.glass.folded)

    def _on_table_wanted(self) -> None:
        self.show_as_table(True)
        self.table.setCurrentCell(0, 0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_table_left(self) -> None:
        self.show_as_table(False)
        self.glass.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_fold(self) -> None:
        self.set_folded(not self.glass.folded)
        self.folded.emit(self.glass.folded)

    def _on_table(self) -> None:
        self.show_as_table(self.table.isHidden())


class _Roomy(QStyledItemDelegate):
    """Cells with the house's room around their words, and a hairline below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(L, M)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.rect = option.rect.adjusted(S, 0, -S, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        painter.setPen(current_colours().colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


class _Table(QTableWidget):
    """The same in rows and columns.

    Signals:
        left: Esc: the picture is wanted again.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, len(_COLUMNS), parent)
        self.setAccessibleName("Where the ticks lie, as a table")
        self.setHorizontalHeaderLabels(list(_COLUMNS))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setWordWrap(True)
        self.setItemDelegate(_Roomy(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show *rows*."""
        self.setRowCount(len(rows))
        for at, cells in enumerate(rows):
            for place, words in enumerate(cells):
                self.setItem(at, place, QTableWidgetItem(words))
        self.resizeRowsToContents()
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        high = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2
        return QSize(super().sizeHint().width(), high)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.resizeRowsToContents()
            self.updateGeometry()

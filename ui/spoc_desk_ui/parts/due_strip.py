"""The next working days: a painted strip of what is due, and the same as a table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QTableWidget, QTableWidgetItem, QWidget

from spoc_desk.domain.house_dates import long_date

from ..delegates.cell import CellDelegate
from ..theme import M, S
from ..widgets.buttons import Button
from ..widgets.day_bars import DayBar, DayBars
from ..widgets.surface import column, row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.agenda import Bar

_TITLE = "Due in the next 20 working days"
_AS_TABLE, _AS_BARS = "Show as a &table", "Show as &bars"


class DueStrip(QWidget):
    """Bars or a table; the button changes between them.

    Signals:
        day_opened: the date on which Enter was pressed.
    """

    day_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=S)
        head = row(spacing=M)
        self.words = Words(_TITLE, "strong", wrap=False, parent=self)
        head.addWidget(self.words)
        head.addStretch(1)
        self.switch = Button(_AS_TABLE, "quiet", parent=self)
        self.switch.clicked.connect(self._on_switch)
        head.addWidget(self.switch)
        layout.addLayout(head)
        self._stack = QStackedWidget(self)
        self.bars = DayBars(_TITLE, self._stack)
        self.bars.opened.connect(self.day_opened)
        self.table = _day_table(self._stack)
        self._stack.addWidget(self.bars)
        self._stack.addWidget(self.table)
        layout.addWidget(self._stack)
        self._fit()

    def show_days(self, bars: "Sequence[Bar]") -> None:
        """Show the days in both forms."""
        self.bars.show_bars([DayBar(each.day, each.count) for each in bars])
        self.table.setRowCount(len(bars))
        for place, each in enumerate(bars):
            for column_no, words in enumerate((long_date(each.day), str(each.count) if each.count else "nothing")):
                self.table.setItem(place, column_no, QTableWidgetItem(words))
        anything = any(each.count for each in bars)
        self.words.setText(_TITLE if anything else f"Nothing is {_TITLE[0].lower()}{_TITLE[1:]}")
        self._stack.setVisible(anything)
        self.switch.setVisible(anything)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _on_switch(self) -> None:
        to_table = self._stack.currentWidget() is self.bars
        self._stack.setCurrentWidget(self.table if to_table else self.bars)
        self.switch.setText(_AS_BARS if to_table else _AS_TABLE)
        self._fit()
        if to_table:
            self.table.setCurrentCell(0, 0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        shown = self._stack.currentWidget()
        lines = self.fontMetrics().height()
        self._stack.setFixedHeight(self.bars.sizeHint().height() if shown is self.bars else lines * 12)
        self.table.setColumnWidth(0, self.fontMetrics().horizontalAdvance("Wednesday 30 September 2026") + 4 * M)


def _day_table(parent: QWidget) -> QTableWidget:
    table = QTableWidget(0, 2, parent)
    table.setAccessibleName(f"{_TITLE}, as a table")
    table.setHorizontalHeaderLabels(["Working day", "Due"])
    table.setItemDelegate(CellDelegate(table))
    table.setProperty("frame", "focus")
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
    header.setStretchLastSection(True)
    return table

"""The house table: filters in the header, sorted and paged in SQL, the row count in words, all by keyboard."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QWidget

from spoc_desk.errors import UserError

from ..delegates.cell import CellDelegate
from ..lazy import load
from ..theme import M, S
from .announce import announce
from .buttons import Button
from .column_widths import ColumnWidths
from .empty_state import EmptyState
from .filter_header import FilterHeader
from .paged_model import PagedModel
from .surface import column, row
from .table_view import TableTitle, TableView
from .words import Words

if TYPE_CHECKING:
    from spoc_desk.vault.vault import Vault

Row = TypeVar("Row")
_ANY_HEIGHT = 16_777_215  # Qt's own word for "no limit"


@dataclass(frozen=True)
class _Remembered:
    """What a table looks like, kept until the next lock and never on disk."""

    filters: dict[str, str]
    sort: str
    descending: bool
    widths: dict[str, int]


class RecordTable(QWidget, Generic[Row]):
    """A table over a PagedModel. `noun` is (one, many): ("case", "cases").

    Signals:
        opened: the id of the row on which Enter or a double click happened.
        read: instead of `opened`, while `reads_first` says that the record is to be read before it is changed.
        picked: the id of the row that is current now.
        key_pressed: (key, row id) for keys the table itself does not use, such as R to record a hand.
        copied: the current row in words, for the clipboard.
        empty_acted: the button of the empty list was pressed.
    """

    opened = Signal(str)
    read = Signal(str)
    picked = Signal(str)
    key_pressed = Signal(int, str)
    copied = Signal(str)
    empty_acted = Signal()

    def __init__(
        self,
        model: PagedModel[Row],
        name: str,
        noun: tuple[str, str],
        *,
        empty: EmptyState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = model
        self._noun = noun
        self._wanted_id = ""
        self._is_wished = False
        self._is_restoring = False
        self.reads_first: Callable[[], bool] = bool
        model.setParent(self)
        layout = self._column = column(self, spacing=S)
        self.top = row(spacing=M)
        self.count = Words(role="muted", wrap=False, parent=self)
        self._clear = Button("Clear filters", "quiet", parent=self)
        self._clear.clicked.connect(self._on_clear)
        self._clear.hide()
        self.top.addWidget(self.count)
        self.top.addWidget(self._clear)
        self.top.addStretch(1)
        layout.addLayout(self.top)
        self.view = TableView(self)
        self._header = FilterHeader(model.columns, self.view)
        self._widths = ColumnWidths(self.view, self._header, model)
        self._font_changed = QTimer(self, singleShot=True, interval=0)
        self._font_changed.timeout.connect(self._on_font_changed)
        self._least_rows = 0
        self._empty = empty or EmptyState(f"No {noun[1]}")
        self._empty.acted.connect(self.empty_acted)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        layout.addWidget(self._stack, 1)
        self._set_up_view(name)
        self.setFocusProxy(self.view)
        model.counted.connect(self._on_counted)
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        self._recall()

    # for the page ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the rows again, keeping the current row where it is still shown."""
        self.model.refresh()

    def leave_out_action(self) -> None:
        """Offer nothing while the list is empty: what would be done then is not for the person at the desk."""
        self._empty.leave_out_action()

    @property
    def is_empty(self) -> bool:
        """True where the rows were read and there are none."""
        return self._stack.currentWidget() is self._empty

    def current_id(self) -> str:
        """Return the id of the current row, or ""."""
        return self.model.id_at(self.view.currentIndex().row())

    def current_row(self) -> Row | None:
        """Return the record of the current row."""
        return self.model.row_at(self.view.currentIndex().row())

    def select_id(self, row_id: str) -> None:
        """Make the row of *row_id* current, now or when it arrives."""
        self._wanted_id = row_id
        self._is_wished = True
        self._restore_current()

    def leave_out(self, column_ids: Collection[str]) -> None:
        """Hide these columns, and only these: the list stands beside a record that says the same."""
        for place, each in enumerate(self.model.columns):
            self.view.setColumnHidden(place, each.id in column_ids)
        self._widths.fit()

    def set_heading(self, words: str, button: QWidget) -> None:
        """Put *words* before the count and *button* at the end of the line above the rows."""
        self.top.insertWidget(0, TableTitle(words, "strong", parent=self))
        self.top.addWidget(button)

    def share_height(self, least_rows: int = 3) -> None:
        """Be as high as the rows are and no higher, and no lower than *least_rows*: something else stands below."""
        self._least_rows = least_rows
        self._fit_height()

    def put_below(self, part: QWidget) -> None:
        """Show *part* right below the last row; while there are no rows it stands at the bottom."""
        self._column.addWidget(part)
        self._column.addStretch(0)
        self.share_height()

    def show_as(self, filters: Mapping[str, str], sort: str, *, descending: bool) -> None:
        """Show the rows filtered and sorted like this, in the header too; other filters end."""
        self.model.show_as(filters, sort, descending=descending)
        self._header.show_filters(dict(filters))
        self._show_order()
        self._remember()

    def focus_filter(self, column_id: str = "") -> None:
        """Give a filter line the focus: Ctrl+F."""
        lines = self._header.lines()
        line = lines.get(column_id) or next(iter(lines.values()), None)
        if line is not None:
            line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            line.selectAll()

    def row_in_words(self, row: int) -> str:
        """Return a row as text, column by column, as copied to the clipboard."""
        cells = (self.model.index(row, place) for place in range(len(self.model.columns)))
        return "\t".join(str(self.model.data(cell) or "") for cell in cells)

    def count_in_words(self, total: int, filtered: bool) -> str:
        """Return "12 cases" or "1 case matches"."""
        one, many = self._noun
        if filtered:
            return f"1 {one} matches" if total == 1 else f"{total:,} {many} match"
        return f"1 {one}" if total == 1 else f"{total:,} {many}"

    # Qt's side ------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if watched is self.view.viewport() and event.type() == QEvent.Type.Resize:
            self._widths.fit()
            self._fit_height()
        if watched is self.view and event.type() == QEvent.Type.FocusIn and not self.view.currentIndex().isValid():
            # A screen reader is silent in a table without a current row.
            self._restore_current()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._widths.own = {}
            self._on_font_changed()
            # The table itself and its titles may hear of the new font after this widget: then once more.
            self._font_changed.start()

    # inside ---------------------------------------------------------------------------------------------------------

    def _on_font_changed(self) -> None:
        self._fit_rows()
        self._widths.measure()
        self._fit_height()

    def _set_up_view(self, name: str) -> None:
        view = self.view
        view.setModel(self.model)
        view.setHorizontalHeader(self._header)
        view.setAccessibleName(name)
        view.setItemDelegate(CellDelegate(view))
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.setCornerButtonEnabled(False)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.doubleClicked.connect(self._on_opened)
        view.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self._header.filter_typed.connect(self._on_filter_typed)
        self._header.left.connect(self._on_filters_left)
        self._header.sortIndicatorChanged.connect(self._on_sorted)
        self._header.sectionResized.connect(self._on_resized)
        self._fit_rows()

    def _fit_rows(self) -> None:
        height = max(32, self.fontMetrics().height() + 14)
        self.view.verticalHeader().setDefaultSectionSize(height)

    def _fit_height(self) -> None:
        if not self._least_rows:
            return
        total = self.model.rowCount()
        is_empty = self._stack.currentWidget() is self._empty
        self._column.setStretchFactor(self._stack, int(is_empty))
        if is_empty:
            self._stack.setMinimumHeight(0)
            self._stack.setMaximumHeight(_ANY_HEIGHT)
            return
        around = self._header.sizeHint().height() + 2 * self.view.frameWidth()
        if self._widths.length() > self.view.viewport().width():
            around += self.view.horizontalScrollBar().sizeHint().height()
        row_height = self.view.verticalHeader().defaultSectionSize()
        self.view.wanted_height = around + total * row_height
        self._stack.setMinimumHeight(around + min(total, self._least_rows) * row_height)
        self._stack.setMaximumHeight(self.view.wanted_height)
        self.view.updateGeometry()

    def _recall(self) -> None:
        kept = self.model.session.memory.get(f"table:{self.view.accessibleName()}")
        wanted = self.model.wanted
        widths: dict[str, int] = {}
        if isinstance(kept, _Remembered):
            for column_id, text in kept.filters.items():
                self.model.filter_by(column_id, text)
            wanted = self.model.wanted
            widths = dict(kept.widths)
            self._header.show_filters(kept.filters)
            wanted = type(wanted)(filters=wanted.filters, sort=kept.sort, descending=kept.descending)
            self.model.wanted = wanted
        self._widths.own = widths
        self._widths.fit()
        self._show_order()

    def _show_order(self) -> None:
        wanted = self.model.wanted
        self._header.blockSignals(True)
        places = [each.id for each in self.model.columns]
        order = Qt.SortOrder.DescendingOrder if wanted.descending else Qt.SortOrder.AscendingOrder
        if wanted.sort in places:
            self._header.setSortIndicator(places.index(wanted.sort), order)
        self._header.setSortIndicatorShown(wanted.sort in places)
        self._header.blockSignals(False)

    def _remember(self) -> None:
        wanted = self.model.wanted
        kept = _Remembered(dict(wanted.filters), wanted.sort, wanted.descending, dict(self._widths.own))
        self.model.session.memory[f"table:{self.view.accessibleName()}"] = kept

    def _on_key(self, event: QKeyEvent) -> bool:
        row_id = self.current_id()
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy_row()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(row_id)
            return True
        if event.key() == Qt.Key.Key_Up and self.view.currentIndex().row() == 0:
            self.focus_filter()
            return True
        if event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.key_pressed.emit(event.key(), row_id)
            return True
        return False

    def _copy_row(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self.copied.emit(self.row_in_words(index.row()))
            announce(self, "Row copied")

    def _on_counted(self, total: int, filtered: bool) -> None:
        self.count.setText(self.count_in_words(total, filtered))
        self._clear.setVisible(filtered)
        nothing = total == 0 and not filtered
        self._stack.setCurrentWidget(self._empty if nothing else self.view)
        self.count.setVisible(not nothing)
        self._widths.measure()
        self._fit_height()
        self._restore_current()
        if filtered and not total:
            self._ask_for_areas(self.model.wanted.filters)

    def _ask_for_areas(self, filters: Mapping[str, str]) -> None:
        """Find out whether somebody looks for an area: then it is said that none but ours is kept here."""

        def work(vault: "Vault") -> str:
            searched = load("spoc_desk.casework.searched")
            named = searched.names_another_area(vault, "\n".join(filters.values()))
            return searched.NO_OTHER_AREA if named else ""

        def settle(words: str) -> None:
            if words and filters == self.model.wanted.filters:
                self.count.setText(f"{self.count_in_words(0, filtered=True)}. {words}")
                announce(self, words)

        self.model.session.run(work, settle, _keep_quiet)

    def _on_about_to_reset(self) -> None:
        if not self._is_wished:
            self._wanted_id = self.current_id() or self._wanted_id

    def _restore_current(self) -> None:
        place = self.model.row_of(self._wanted_id) if self._wanted_id else -1
        self._is_restoring = True
        if place >= 0:
            self._is_wished = False
            self.view.setCurrentIndex(self.model.index(place, 0))
        elif self.view.hasFocus() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._is_restoring = False

    def _on_opened(self, index: QModelIndex) -> None:
        self._open(self.model.id_at(index.row()))

    def _open(self, row_id: str) -> None:
        if row_id and self.reads_first():
            self.read.emit(row_id)
        elif row_id:
            self.opened.emit(row_id)

    def _on_current_changed(self, current: QModelIndex) -> None:
        if not self._is_restoring:
            self._is_wished = False
        self.picked.emit(self.model.id_at(current.row()))

    def _on_filter_typed(self, column_id: str, text: str) -> None:
        self.model.filter_by(column_id, text)
        self._remember()

    def _on_filters_left(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sorted(self, place: int, order: Qt.SortOrder) -> None:
        if not self.model.columns[place].sortable:
            return
        self._header.setSortIndicatorShown(True)
        self.model.sort(place, order)
        self._remember()

    def _on_resized(self, place: int, old: int, new: int) -> None:
        if old and new and self.isVisible() and not self._widths.is_fitting:
            self._widths.own[self.model.columns[place].id] = new
            self._remember()

    def _on_clear(self) -> None:
        self.model.clear_filters()
        self._header.show_filters({})
        self._remember()


def _keep_quiet(_error: UserError) -> None:
    """The desk has locked: there is nobody to tell."""

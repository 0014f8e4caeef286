"""The lines of a review as a list model; a step changes the lines it touched and no others."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from spoc_desk.sanitise.review.acts import Touched
from spoc_desk.sanitise.review.review import Review

from ..widgets.paged_model import Index
from .rows import Kind, Row, RowView, rows_of, view_of


class FindingsModel(QAbstractListModel):
    """All lines of one review."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.review: Review | None = None
        self.rows: list[Row] = []
        self.words_shown = True
        self._place_of: dict[tuple[Kind, int], int] = {}

    def show_review(self, review: Review | None, *, words_shown: bool) -> None:
        """Show another review, or none."""
        self.review, self.words_shown = review, words_shown
        self.list_again()

    def list_again(self) -> None:
        """Make the lines anew: some came or went."""
        self.beginResetModel()
        self.rows = rows_of(self.review) if self.review is not None else []
        self._place_of = {(row.kind, row.number): at for at, row in enumerate(self.rows) if row.kind is not Kind.HEAD}
        self.endResetModel()

    def show_words(self, shown: bool) -> None:
        """Show the words, or hide them all behind the same dots."""
        self.words_shown = shown
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def draw_again(self, touched: Touched) -> None:
        """Draw the lines that a step touched."""
        for group in touched.groups:
            at = self.place(Kind.GROUP, group)
            if at >= 0:
                self.dataChanged.emit(self.index(at), self.index(at))

    def place(self, kind: Kind, number: int) -> int:
        """Return the line of something; -1 where there is none."""
        return self._place_of.get((kind, number), -1)

    def view(self, at: int) -> RowView | None:
        """Return what a line shows."""
        if self.review is None or not 0 <= at < len(self.rows):
            return None
        return view_of(self.rows[at], self.review, words_shown=self.words_shown)

    # Qt's side ------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].kind is Kind.HEAD:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if role not in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return None
        view = self.view(index.row())
        if view is None:
            return None
        return view.title if role == int(Qt.ItemDataRole.DisplayRole) else view.spoken

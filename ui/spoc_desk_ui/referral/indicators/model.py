"""The explorer's lines as a list model: a tick changes its own line and the head above it, and no others."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

from spoc_desk.thresholds.threshold_set import Where
from spoc_desk.thresholds.windscreen import Pattern

from ...widgets.paged_model import Index
from .lines import Head, Line

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


class IndicatorModel(QAbstractListModel):
    """The lines that are shown now.

    Signals:
        tick_wanted: (indicator id, ticked) by way of the model, as a screen reader does it.
    """

    tick_wanted = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.ticked: set[str] = set()
        self.notes: dict[str, str] = {}
        self.corrected = True
        self.patterns: Mapping[str, Pattern] = {}
        self._row_of: dict[str, int] = {}

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show *lines* instead of those before."""
        self.beginResetModel()
        self.lines = list(lines)
        self._row_of = {line.indicator.id: at for at, line in enumerate(self.lines) if isinstance(line, Where)}
        self.endResetModel()

    def show_answers(self, ticked: Iterable[str], notes: Mapping[str, str]) -> None:
        """Show these ticks and notes."""
        self.ticked, self.notes = set(ticked), dict(notes)
        if self.lines:
            self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1))

    def set_tick(self, indicator_id: str, ticked: bool) -> None:
        """Tick or untick one line."""
        if ticked:
            self.ticked.add(indicator_id)
        else:
            self.ticked.discard(indicator_id)
        self._draw_again(indicator_id)

    def set_note(self, indicator_id: str, note: str) -> None:
        """Show another note below one line."""
        self.notes[indicator_id] = note
        self._draw_again(indicator_id)

    def row_of(self, indicator_id: str) -> int:
        """Return the line of an indicator; -1 where it is not shown."""
        return self._row_of.get(indicator_id, -1)

    def where(self, row: int) -> Where | None:
        """Return the indicator of a line; None for a head."""
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        return line if isinstance(line, Where) else None

    def head_above(self, row: int) -> Head | None:
        """Return the head of the heading a line belongs to."""
        return next((line for line in reversed(self.lines[: row + 1]) if isinstance(line, Head)), None)

    def words(self, where: Where) -> str:
        """Return an indicator's words as the council wants to see them."""
        return where.indicator.words(corrected=self.corrected)

    def note(self, where: Where) -> str:
        """Return the note of a ticked indicator, or nothing."""
        return self.notes.get(where.indicator.id, "") if where.indicator.id in self.ticked else ""

    # Qt's side ------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.where(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        row = index.row()
        if role not in (_DISPLAY, _CHECK, _SPOKEN) or not 0 <= row < len(self.lines):
            return None
        line = self.lines[row]
        if isinstance(line, Head):
            return None if role == _CHECK else f"{line.title}, {line.count_words(self.ticked)}"
        if role == _CHECK:
            on = line.indicator.id in self.ticked
            return int((Qt.CheckState.Checked if on else Qt.CheckState.Unchecked).value)
        return self.words(line) if role == _DISPLAY else self._spoken(line)

    def setData(self, index: Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        where = self.where(index.row())
        if where is None or role != _CHECK:
            return False
        self.tick_wanted.emit(where.indicator.id, where.indicator.id not in self.ticked)
        return True

    def _spoken(self, where: Where) -> str:
        state = "ticked" if where.indicator.id in self.ticked else "not ticked"
        note = self.note(where)
        said = f"{self.words(where)}, {state}, {where.level.label}, {where.heading.label}"
        return f"{said}. Note: {note}" if note else said

    def _draw_again(self, indicator_id: str) -> None:
        row = self.row_of(indicator_id)
        if row < 0:
            return
        head = next(at for at in range(row, -1, -1) if isinstance(self.lines[at], Head))
        self.dataChanged.emit(self.index(head), self.index(head))
        self.dataChanged.emit(self.index(row), self.index(row))

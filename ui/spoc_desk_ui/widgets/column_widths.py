"""How wide the columns of a table are: each by its words, what is left to the columns that grow."""

from collections.abc import Collection

from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView

from ..theme import BODY_POINTS
from .paged_model import PagedModel, Row

_READ = 60  # rows: what is on the first screens decides; a longer word further down ends in "…"
_ARROW = 20  # room for the sign of the sort order
_FILTER = 96  # at 100 % text: a filter that can be typed in
_LEAST_SHARE = 0.7  # of its width as declared, before a growing column makes the table scroll sideways


class ColumnWidths:
    """Measures the words of a table and gives its columns their room; what she pulls wider or narrower stays so."""

    def __init__(self, view: QTableView, header: QHeaderView, model: PagedModel[Row]) -> None:
        self._view = view
        self._header = header
        self._model = model
        self._words: dict[int, int] = {}
        self.own: dict[str, int] = {}
        """By column id: the widths she chose herself."""
        self.is_fitting = False

    def measure(self) -> None:
        """Read the words that are there now, then fit."""
        self._words = {place: self._words_in(place) for place in range(len(self._model.columns))}
        self.fit()

    def fit(self) -> None:
        """Share out the room there is now."""
        shown = [place for place in range(len(self._model.columns)) if not self._header.isSectionHidden(place)]
        widths = self._shares(shown, self._view.viewport().width())
        self.is_fitting = True
        for place, width in widths.items():
            self._header.resizeSection(place, width)
        self.is_fitting = False

    def length(self) -> int:
        """Return how wide all shown columns are together."""
        return self._header.length()

    # inside ---------------------------------------------------------------------------------------------------------

    def _shares(self, shown: Collection[int], room: int) -> dict[int, int]:
        columns = self._model.columns
        wanted = {place: self._wanted(place) for place in shown}
        spare = room - sum(wanted.values())
        movable = [place for place in shown if columns[place].id not in self.own]
        if spare >= 0:
            growing = [place for place in movable if columns[place].grows]
            for number, place in enumerate(growing):
                wanted[place] += spare // len(growing) + (number < spare % len(growing))
            return wanted
        can_give = {place: wanted[place] - self._least(place) for place in movable}
        total = sum(can_give.values())
        part = min(1.0, -spare / total) if total else 0.0
        return {place: width - round(can_give.get(place, 0) * part) for place, width in wanted.items()}

    def _wanted(self, place: int) -> int:
        column = self._model.columns[place]
        if column.id in self.own:
            return self.own[column.id]
        words = self._words.get(place, 0) or round(column.width * self._scale())
        return max(words, self._title(place))

    def _least(self, place: int) -> int:
        column = self._model.columns[place]
        share = _LEAST_SHARE if column.grows else 1.0
        return min(self._wanted(place), max(round(column.width * share * self._scale()), self._title(place)))

    def _title(self, place: int) -> int:
        column = self._model.columns[place]
        title = self._header.sectionSizeHint(place) + (_ARROW if column.sortable else 0)
        return max(title, round(_FILTER * self._scale()) if column.filterable else 0)

    def _words_in(self, place: int) -> int:
        option = QStyleOptionViewItem()
        option.font = self._view.font()
        option.fontMetrics = self._view.fontMetrics()
        delegate = self._view.itemDelegate()
        widest = 0
        for number in range(min(self._model.rowCount(), _READ)):
            cell = self._model.index(number, place)
            hint = delegate.sizeHint(option, cell).width()
            widest = max(widest, hint)
        return widest

    def _scale(self) -> float:
        return self._view.font().pointSizeF() / BODY_POINTS

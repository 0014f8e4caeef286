"""RELAY in figures: twelve months as bars and as a table, true for this desk. What leaves is given out in Figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.domain.house_dates import MONTHS

from ..figures.grid import number_grid
from ..figures.number_bars import Bar, NumberBars
from ..lazy import load
from ..page import Page, Tools
from ..theme import XL, L
from ..widgets.buttons import Button
from ..widgets.head_line import HeadLine
from ..widgets.surface import ScrollColumn, column
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.relay.figures import MonthRow
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault

_ROOM = "spoc_desk.casework.relay.figures"
_TRUE = (
    "These are the true numbers, for this desk alone. What leaves is given out in Figures: small numbers are hidden."
)
_NOTHING = "No notification was received in these twelve months."


@dataclass(frozen=True)
class _Facts:
    months: "tuple[MonthRow, ...]"
    totals: tuple[int, ...]


class RelayFiguresPage(Page):
    """The last twelve months; the years before with the two buttons."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self.last = date(2000, 1, 1)
        self.area = ScrollColumn(self, widest=1000, margin=XL, spacing=L)
        column(self, spacing=0).addWidget(self.area)
        self.giving_out = Button("Figures to give out", "quiet", icon_name="figures", parent=self)
        self.giving_out.clicked.connect(lambda: self.place_requested.emit("figures", {}))
        self.earlier = Button("The year before", icon_name="arrow-left", parent=self)
        self.later = Button("The year after", icon_name="arrow-right", parent=self)
        self.earlier.clicked.connect(lambda: self._go(-1))
        self.later.clicked.connect(lambda: self._go(1))
        head = HeadLine((self.giving_out, self.earlier, self.later), self)
        head.words.addWidget(Words("RELAY in figures", "title", wrap=False, parent=self))
        self.area.column.addWidget(head)
        self.span = Words("", "muted", parent=self)
        self.area.column.addWidget(self.span)
        self.bars = NumberBars("Notifications by month", self)
        self.area.column.addWidget(self.bars)
        self.nothing = Words(_NOTHING, parent=self)
        self.nothing.hide()
        self.area.column.addWidget(self.nothing)
        self._grid = QWidget(self)
        self.area.column.addWidget(self._grid)
        self.area.column.addWidget(Words(_TRUE, "muted", parent=self))
        self.area.column.addStretch(1)
        self._session.locked.connect(self._forget)

    def open(self, ids: Mapping[str, str]) -> None:
        self.last = self._session.clock.today()
        self._load()

    def first_focus(self) -> QWidget | None:
        return self.earlier

    # inside ---------------------------------------------------------------------------------------------------------

    def _go(self, years: int) -> None:
        self.last = date(self.last.year + years, self.last.month, 1)
        self._load()

    def _load(self) -> None:
        first, last = _a_year(self.last)
        self._session.run(lambda vault: _facts(vault, first, last), self._on_facts, self._on_failed)

    def _on_facts(self, facts: _Facts) -> None:
        first, last = _a_year(self.last)
        self.span.setText(f"{_month(first)} to {_month(last)}")
        self.later.setEnabled((last.year, last.month) < _year_and_month(self._session.clock.today()))
        counts = [row.counts for row in facts.months]
        self.bars.show_bars(
            Bar(MONTHS[each.month - 1][:3], next(iter(count.values())), each.words)
            for each, count in zip(facts.months, counts, strict=True)
        )
        is_empty = not any(number for count in counts for number in count.values())
        self.bars.setVisible(not is_empty)
        self.nothing.setVisible(is_empty)
        self._draw_grid(facts)
        self.filled.emit()

    def _draw_grid(self, facts: _Facts) -> None:
        heads = [figure.value for figure in facts.months[0].counts] if facts.months else []
        lines = [(each.words, *(f"{count:,}" for count in each.counts.values())) for each in facts.months]
        total = ("In all", *(f"{count:,}" for count in facts.totals))
        self._grid = self._swap(self._grid, number_grid(("Month", *heads), [*lines, total], self, total_last=True))

    def _swap(self, old: QWidget, new: QWidget) -> QWidget:
        self.area.column.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        new.show()
        return new

    def _on_failed(self, error: "UserError") -> None:
        self.notice_requested.emit(str(error), "error")

    def _forget(self) -> None:
        self.bars.show_bars(())
        self._grid = self._swap(self._grid, QWidget(self))


def _facts(vault: "Vault", first: date, last: date) -> _Facts:
    figures = load(_ROOM)
    months: tuple[MonthRow, ...] = figures.months(vault, first, last)
    return _Facts(months, tuple(figures.year_total(months).values()))


def _a_year(last: date) -> tuple[date, date]:
    """Return the first and the last month of the twelve that end with that of *last*."""
    end = date(last.year, last.month, 1)
    return date(end.year - 1 + end.month // 12, end.month % 12 + 1, 1), end


def _year_and_month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"

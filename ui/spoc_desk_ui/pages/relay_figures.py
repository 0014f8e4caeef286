"""RELAY in figures: twelve months as bars and as a table, true for the desk; what leaves is hidden and rounded."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from spoc_desk.domain.house_dates import MONTHS

from ..lazy import load
from ..page import Page, Tools
from ..printing.save_place import SavePlace
from ..relay.month_bars import Bar, MonthBars
from ..theme import XL, L, M, S
from ..widgets.buttons import Button
from ..widgets.card import SectionHead
from ..widgets.surface import ScrollColumn, column, row
from ..widgets.words import Words, rule

if TYPE_CHECKING:
    from spoc_desk.casework.relay.figures import MonthRow, Published
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault

_ROOM = "spoc_desk.casework.relay.figures"
_TRUE = "These are the true numbers, for this desk. A file that leaves hides small numbers and rounds the others."
_NOTHING = "No notification was received in these twelve months."
_NO_SCHOOLS = "By school nothing can be given out: a number would be small, or one school would stand alone."


@dataclass(frozen=True)
class _Facts:
    months: "tuple[MonthRow, ...]"
    totals: tuple[int, ...]
    tables: "tuple[Published, ...]"
    by_school: bool


class RelayFiguresPage(Page):
    """The last twelve months; the years before with the two buttons."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self.last = date(2000, 1, 1)
        self._tables: tuple[Published, ...] = ()
        self._making: Callable[[Vault], bytes] | None = None
        self.area = ScrollColumn(self, widest=1000, margin=XL, spacing=L)
        column(self, spacing=0).addWidget(self.area)
        head = row(spacing=M)
        head.addWidget(Words("RELAY in figures", "title", parent=self))
        head.addStretch(1)
        self.earlier = Button("The year before", icon_name="arrow-left", parent=self)
        self.later = Button("The year after", icon_name="arrow-right", parent=self)
        self.earlier.clicked.connect(lambda: self._go(-1))
        self.later.clicked.connect(lambda: self._go(1))
        head.addWidget(self.earlier)
        head.addWidget(self.later)
        self.area.column.addLayout(head)
        self.span = Words("", "muted", parent=self)
        self.area.column.addWidget(self.span)
        self.bars = MonthBars(self)
        self.area.column.addWidget(self.bars)
        self.nothing = Words(_NOTHING, parent=self)
        self.nothing.hide()
        self.area.column.addWidget(self.nothing)
        self._grid = QWidget(self)
        self.area.column.addWidget(self._grid)
        self.area.column.addWidget(Words(_TRUE, "muted", parent=self))
        to_give_out = SectionHead("To give out", role="heading", parent=self)
        self.save_pdf = Button("Save all as PDF…", icon_name="save", parent=self)
        self.save_pdf.clicked.connect(self._ask_where_for_pdf)
        to_give_out.line.addWidget(self.save_pdf)
        self.area.column.addWidget(to_give_out)
        self._leaving = QWidget(self)
        self.area.column.addWidget(self._leaving)
        self.no_schools = Words(_NO_SCHOOLS, "muted", parent=self)
        self.area.column.addWidget(self.no_schools)
        self.area.column.addStretch(1)
        self.saves: list[Button] = []
        self._place = SavePlace(self)
        self._place.chosen.connect(self._on_place)
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
        self._tables = facts.tables
        self._draw_leaving(facts.tables)
        self.no_schools.setVisible(not facts.by_school)
        self.filled.emit()

    def _draw_grid(self, facts: _Facts) -> None:
        heads = [figure.value for figure in facts.months[0].counts] if facts.months else []
        lines = [(each.words, *(f"{count:,}" for count in each.counts.values())) for each in facts.months]
        total = ("In all", *(f"{count:,}" for count in facts.totals))
        self._grid = self._swap(self._grid, _table(("Month", *heads), [*lines, total], self))

    def _draw_leaving(self, tables: "Sequence[Published]") -> None:
        block = QWidget(self)
        inside = column(block, spacing=M)
        self.saves = []
        for table in tables:
            line = row(spacing=M)
            line.addWidget(Words(table.title, "strong", parent=block), 1)
            save = Button("Save as CSV…", icon_name="save", parent=block)
            save.setAccessibleDescription(table.title)
            save.clicked.connect(lambda _checked=False, table=table: self._ask_where(table))
            line.addWidget(save)
            self.saves.append(save)
            inside.addLayout(line)
            inside.addWidget(_table(table.heads, table.rows, block))
            for note in table.notes:
                inside.addWidget(Words(note, "small", parent=block))
        self._leaving = self._swap(self._leaving, block)

    def _swap(self, old: QWidget, new: QWidget) -> QWidget:
        self.area.column.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        new.show()
        return new

    def _ask_where(self, table: "Published") -> None:
        self._making = lambda _vault: load(_ROOM).as_csv(table)
        self._place.ask("Save the figures", "relay-figures.csv", kind="CSV", suffix="csv")

    def _ask_where_for_pdf(self) -> None:
        first, last = _a_year(self.last)
        self._making = lambda vault: load("spoc_desk.casework.relay.print_figures").figures_pdf(vault, first, last)
        self._place.ask("Save the figures", "relay-figures.pdf")

    def _on_place(self, path: Path) -> None:
        making, self._making = self._making, None
        if making is not None:
            self._session.run(making, lambda data: self._write(path, data), self._on_failed)

    def _write(self, path: Path, data: bytes) -> None:
        self._session.run_outside(
            lambda: load("spoc_desk.machine.files").write_atomic(path, data),
            lambda _done: self.notice_requested.emit(f"Saved as {path.name}.", "ok"),
            self._on_failed,
        )

    def _on_failed(self, error: "UserError") -> None:
        self.notice_requested.emit(str(error), "error")

    def _forget(self) -> None:
        self._tables, self._making = (), None
        self.bars.show_bars(())
        self._grid = self._swap(self._grid, QWidget(self))
        self._leaving = self._swap(self._leaving, QWidget(self))


def _facts(vault: "Vault", first: date, last: date) -> _Facts:
    figures = load(_ROOM)
    months: tuple[MonthRow, ...] = figures.months(vault, first, last)
    schools: Published | None = figures.published_schools(vault, first, last)
    tables = [figures.published_months(vault, first, last), figures.published_partnerships(vault, first, last)]
    totals = tuple(figures.year_total(months).values())
    return _Facts(months, totals, tuple(tables + ([schools] if schools else [])), schools is not None)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], parent: QWidget) -> QWidget:
    """Return a plain table to read; each line is one text for a screen reader."""
    block = QWidget(parent)
    grid = QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(L)
    grid.setVerticalSpacing(S)
    right = Qt.AlignmentFlag.AlignRight
    for place, head in enumerate(heads):
        side = right if place else Qt.AlignmentFlag.AlignLeft
        grid.addWidget(Words(head, "strong", parent=block), 0, place, side)
    grid.addWidget(rule(block), 1, 0, 1, len(heads))
    for number, cells in enumerate(rows, 2):
        role = "strong" if number == len(rows) + 1 else "body"
        for place, cell in enumerate(cells):
            words = Words(cell, role, wrap=not place, parent=block)
            words.setAccessibleName(f"{cells[0]}, {heads[place]}: {cell}" if place else cell)
            grid.addWidget(words, number, place, Qt.AlignmentFlag(0) if not place else right)
    grid.setColumnStretch(0, 1)
    return block


def _a_year(last: date) -> tuple[date, date]:
    """Return the first and the last month of the twelve that end with that of *last*."""
    end = date(last.year, last.month, 1)
    return date(end.year - 1 + end.month // 12, end.month % 12 + 1, 1), end


def _year_and_month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"

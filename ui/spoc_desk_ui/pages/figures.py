"""Figures: the scorecard of a quarter or a year, as it leaves and true for this desk; samples and the yearly report."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.casework.change import Change, What

from ..figures.report import YearlyReportPart
from ..figures.sampling import Sampling
from ..figures.signature import RelocationSignature
from ..figures.table_block import table_block
from ..forms.flow import Flow
from ..lazy import load
from ..page import Page, Tools
from ..printing.save_place import SavePlace
from ..theme import XL, L, M
from ..widgets.buttons import Button
from ..widgets.choice_box import ChoiceBox
from ..widgets.head_line import HeadLine
from ..widgets.marks import Tick
from ..widgets.surface import ScrollColumn, column
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.figures.view import FiguresView
    from spoc_desk.casework.prints import Issued
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault

_FIGURES = "spoc_desk.casework.figures"
_WHOLE = ("0", "Whole year")
_QUARTERS = (
    ("1", "Quarter 1, April to June"),
    ("2", "Quarter 2, July to September"),
    ("3", "Quarter 3, October to December"),
    ("4", "Quarter 4, January to March"),
)
_TRUE = "These are the true numbers, for this desk alone."
_ONCE = "Once given out they stay as they are: what is recorded later is not in them."
_NOTHING = "There is nothing to count for your role."


@dataclass(frozen=True)
class _Facts:
    years: tuple[tuple[int, str], ...]
    view: "FiguresView"


@dataclass(frozen=True)
class _Table:
    """A CSV file that has a number, and what changed."""

    issued: "Issued"
    change: Change


class FiguresPage(Page):
    """Opens on the quarter that ended last. Ids: period, "2026-2" or "2026-0"."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self.period = ""
        self._view: FiguresView | None = None
        self.area = ScrollColumn(self, widest=1000, margin=XL, spacing=L)
        column(self, spacing=0).addWidget(self.area)
        self._make_head()
        self._tables = QWidget(self)
        self.area.column.addWidget(self._tables)
        self.signature = RelocationSignature(self._session, self)
        self.report = YearlyReportPart(self._session, tools.calendar, self)
        self.sampling = Sampling(self._session, tools.calendar, self)
        for part in (self.signature, self.report, self.sampling):
            self.area.column.addWidget(part)
            part.hide()
            part.failed.connect(self._say_wrong)
        self.sampling.print_requested.connect(self._on_print_sample)
        self.area.column.addStretch(1)
        self._place = SavePlace(self)
        self._place.chosen.connect(self._on_place)
        self._session.changed.connect(self._on_changed)
        self._session.locked.connect(self._forget)

    def open(self, ids: Mapping[str, str]) -> None:
        self.period = ids.get("period", "")
        self._load()

    def open_ids(self) -> dict[str, str]:
        return {"period": self.period} if self.period else {}

    def first_focus(self) -> QWidget | None:
        return self.quarter

    def print_requested(self) -> bool:
        if self._view is None or not self._view.is_given_out:
            return False
        self._on_print()
        return True

    # inside ---------------------------------------------------------------------------------------------------------

    def _make_head(self) -> None:
        self.year = ChoiceBox((), self, empty="")
        self.quarter = ChoiceBox((*_QUARTERS, _WHOLE), self, empty="")
        for box in (self.year, self.quarter):
            box.edited.connect(self._on_chosen)
        self.give = Button("Give out these figures", "primary", parent=self)
        self.give.clicked.connect(self._on_give)
        self.paper = Button("Print or save…", icon_name="print", parent=self)
        self.paper.clicked.connect(self._on_print)
        self.csv = Button("Save as CSV…", icon_name="save", parent=self)
        self.csv.clicked.connect(self._on_csv)
        self.relay = Button("RELAY by month", "quiet", parent=self)
        self.relay.clicked.connect(lambda: self.place_requested.emit("relay_figures", {}))
        self.relay.setVisible(self._session.sees("relay"))
        head = HeadLine((self.relay, self.csv, self.paper, self.give), self)
        head.words.addWidget(Words("Figures", "title", wrap=False, parent=self))
        self.area.column.addWidget(head)
        chosen = QWidget(self)
        flow = Flow(chosen, spacing=M)
        for name, box in (("Year", self.year), ("Figures of", self.quarter)):
            label = Words(name, "muted", wrap=False, parent=chosen)
            label.setBuddy(box)
            flow.addWidget(label)
            flow.addWidget(box)
        self.area.column.addWidget(chosen)
        self.state = Words("", "muted", parent=self)
        self.area.column.addWidget(self.state)
        self.once = Words(_ONCE, "small", parent=self)
        self.area.column.addWidget(self.once)
        self.true = Tick("Show the true numbers, for this desk", self)
        self.true.toggled.connect(lambda _on: self._draw())
        self.area.column.addWidget(self.true)
        for part in (self.give, self.paper, self.csv, self.once):
            part.hide()

    def _load(self) -> None:
        key = self.period
        self._session.run(lambda vault: _facts(vault, key), self._on_facts, self._on_failed)

    def _on_facts(self, facts: _Facts) -> None:
        view = self._view = facts.view
        self.period = view.period.key
        self.year.set_choices((str(year), words) for year, words in facts.years)
        self.year.set_value(str(view.period.year))
        self.quarter.set_value(str(view.period.quarter))
        self.state.setText(view.state_words if view.true else _NOTHING)
        self.give.setVisible(view.may_give_out)
        self.once.setVisible(view.may_give_out)
        for part in (self.paper, self.csv):
            part.setVisible(view.is_given_out)
        self.true.setVisible(bool(view.leaving))
        self._draw()
        self.signature.setVisible(view.may_sign)
        if view.may_sign:
            self.signature.ask(view.period.year)
        self.report.show_view(view)
        self.sampling.setVisible(bool(view.sampled))
        self.sampling.show_view(view)
        self.filled.emit()

    def _draw(self) -> None:
        view = self._view
        block = QWidget(self)
        inside = column(block, spacing=XL)
        if view is not None:
            shows_true = self.true.isChecked() or not view.leaving
            if shows_true and view.true:
                inside.addWidget(Words(_TRUE, "strong", parent=block))
            shown = view.true if shows_true else view.leaving
            for table in shown:
                inside.addWidget(table_block(table, block))
            for note in dict.fromkeys(note for table in shown for note in table.notes):
                inside.addWidget(Words(note, "small", parent=block))
        self.area.column.replaceWidget(self._tables, block)
        self._tables.hide()
        self._tables.deleteLater()
        self._tables = block
        block.show()

    def _on_chosen(self) -> None:
        self.period = f"{self.year.value()}-{self.quarter.value()}"
        self._load()

    def _on_give(self) -> None:
        key = self.period

        def work(vault: "Vault") -> "Done":
            period = load("spoc_desk.domain.figures").period_of(key)
            done: Done = load(f"{_FIGURES}.releasing").give_out(vault, period)
            return done

        self._session.change(work, self._on_given, self._on_failed)

    def _on_given(self, _done: "Done") -> None:
        self.notice_requested.emit("These figures are given out. Print them or save them now, or at any time.", "ok")

    def _on_print(self) -> None:
        self.place_requested.emit("print", {"kind": "figures", "case_id": "-", "record_ids": self.period})

    def _on_print_sample(self, sample_id: str) -> None:
        self.place_requested.emit("print", {"kind": "figures-sample", "case_id": "-", "record_ids": sample_id})

    def _on_csv(self) -> None:
        self._place.ask("Save the figures", f"figures-{self.period}.csv", kind="CSV", suffix="csv")

    def _on_place(self, path: Path) -> None:
        key = self.period
        self._session.change(lambda vault: _issue_table(vault, key), partial(self._write, path), self._on_failed)

    def _write(self, path: Path, made: _Table) -> None:
        words = f"Saved as {path.name}: copy {made.issued.copy.copy_no} in the print register."
        self._session.run_outside(
            lambda: load("spoc_desk.machine.files").write_atomic(path, made.issued.pdf),
            lambda _done: self.notice_requested.emit(words, "ok"),
            self._on_failed,
        )

    def _on_changed(self, change: object) -> None:
        if self.isVisible() and isinstance(change, Change) and change.what is What.FIGURES:
            self._load()

    def _on_failed(self, error: "UserError") -> None:
        self._say_wrong(str(error))

    def _say_wrong(self, words: str) -> None:
        self.notice_requested.emit(words, "error")

    def _forget(self) -> None:
        self._view = None
        self._draw()
        self.sampling.forget()


def _facts(vault: "Vault", key: str) -> _Facts:
    room = load(f"{_FIGURES}.view")
    try:
        period = load("spoc_desk.domain.figures").period_of(key)
    except ValueError:
        period = room.first_period(vault)
    return _Facts(room.years_shown(vault), room.figures_view(vault, period))


def _issue_table(vault: "Vault", key: str) -> _Table:
    period = load("spoc_desk.domain.figures").period_of(key)
    issued: Issued = load("spoc_desk.casework.prints").issue_table(vault, period)
    return _Table(issued, Change(What.PRINT, None, (issued.copy.id,)))

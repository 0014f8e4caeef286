"""Everyday routes that send records straight on, stopped by hand for this family (domain 2.4)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from spoc_desk.errors import UserError
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..delegates.lines_cell import LinesDelegate, row_height
from ..forms.panel import FormPanel
from ..forms.subset import without
from ..lazy import load
from ..session import Session
from ..theme import S
from ..widgets.card import Card
from ..widgets.paged_model import PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.surface import column
from ..widgets.words import Words
from .record_part import RecordPart
from .routes_lists import COLUMNS, Counter, RouteRow, cell, read_counter, read_routes, row_id

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

_KEYS = "Y it applies, N it does not, K not known. Enter records who was told and when it was confirmed."
_ANSWERS = {int(Qt.Key.Key_Y): "yes", int(Qt.Key.Key_N): "no", int(Qt.Key.Key_K): "not_known"}
_SAID = {"yes": "Applies", "no": "Does not apply", "not_known": "Not known yet"}
_ASIDE = frozenset({"owner", "told"})
"""Columns that are left out while a record stands beside the list: it says the same."""


class _RoutesTable(RecordTable[RouteRow]):
    """The checklist in rows of two lines: the rule and the danger in small words."""

    def fit(self) -> None:
        """Make the rows as high as two lines of the text size."""
        self.view.setItemDelegate(LinesDelegate(self.view))
        self.view.verticalHeader().setDefaultSectionSize(row_height(self.fontMetrics()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()


class RoutesToStopPart(RecordPart):
    """The checklist at the left, one route at the right."""

    key = "routes_to_stop"
    title = "Routes to stop"
    changed_by = ("answered a route to stop",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent, shares=(3, 2))
        in_hand = self.in_hand

        def fetch(vault: "Vault", wanted: Wanted) -> Rows[RouteRow]:
            return read_routes(vault, in_hand.id, wanted)

        head = QWidget(self)
        words = column(head, spacing=2)
        self.counter = Words("", "heading", parent=head)
        self._hint = Words(_KEYS if self.may_change else "", "muted", parent=head)
        words.addWidget(self.counter)
        words.addWidget(self._hint)
        self.table = _RoutesTable(
            PagedModel(session, COLUMNS, fetch, cell, row_id=row_id),
            "Everyday routes to stop",
            ("route", "routes"),
            parent=self,
        )
        self.table.fit()
        self.list_column.setSpacing(S)
        self.list_column.addWidget(head)
        self.list_column.addWidget(self.table, 1)
        self.table.opened.connect(self._on_opened)
        self.table.copied.connect(self.copy_requested)
        self.table.key_pressed.connect(self._on_key)
        self.table.model.counted.connect(self._on_counted)
        self.desk.shared.connect(self._on_shared)
        session.locked.connect(self.close_side)

    # the case workspace ---------------------------------------------------------------------------------------------

    def load(self) -> None:
        self.table.refresh()
        case_id = self.case_id

        def work(vault: "Vault") -> Counter:
            return read_counter(vault, case_id)

        self.session.run(work, self._on_counter)

    def first_focus(self) -> QWidget | None:
        return self.panel.first_focus() if self.panel is not None else self.table.view

    def show_record(self, record_id: str) -> None:
        row = self._row(record_id)
        if row is not None:
            self.table.select_id(row_id(row))

    # writing --------------------------------------------------------------------------------------------------------

    def edit_record(self, record_id: str, field: str) -> None:
        row = self._row(record_id)
        if row is None:
            return
        self.table.select_id(row_id(row))
        route, version, case_id = row.line.route, row.version, self.case_id
        panel = FormPanel(
            without(load_form("route"), {"route"}), self.session, answers={**row.answers, "applies": _first(row)},
            heading=route.label, submit_words="Save", draft_place=self.draft_place(route.id, field or "owner"),
            small=True, complete=False, enter_saves=True,
        )  # fmt: skip
        about = Card("", panel)
        about.column.addWidget(Words(f"Usually: {_small(route.everyday)}.", parent=about))
        about.column.addWidget(Words(f"Danger: {_small(route.danger)}.", "warn", parent=about))
        panel.put_above_questions(about)

        def work(vault: "Vault", answers: Answers) -> "Done":
            done: Done = load("spoc_desk.casework.routes_to_stop").save_route(
                vault, case_id=case_id, route=route.id, answers=answers, version=version
            )
            return done

        panel.save_with(work)
        self.open_panel(panel, route.id, field or "owner", self._on_saved)

    def answer(self, record_id: str, applies: str) -> None:
        """Say whether a route applies; the row stays current."""
        case_id = self.case_id

        def work(vault: "Vault") -> "Done":
            done: Done = load("spoc_desk.casework.routes_to_stop").save_route(
                vault, case_id=case_id, route=record_id, answers={"applies": applies}
            )
            return done

        def done(_done: "Done") -> None:
            self.toast_requested.emit(_SAID[applies], None)

        self.session.change(work, done, self._on_refused)

    # events ---------------------------------------------------------------------------------------------------------

    def _on_shared(self, shared: bool) -> None:
        self.table.leave_out(_ASIDE if shared else ())

    def record_for(self, _field: str) -> str:
        return ""

    def _row(self, record_id: str) -> RouteRow | None:
        """Return the row of a route by its own id or by that of its record, as places have it."""
        rows = (self.table.model.row_at(place) for place in range(self.table.model.rowCount()))
        found = (
            row
            for row in rows
            if row is not None and record_id in (row_id(row), row.line.record.id if row.line.record is not None else "")
        )
        return next(found, None)

    def _on_counted(self, total: int, _filtered: bool) -> None:
        self.table.count.hide()
        if total:
            self.settle()

    def _on_counter(self, counter: Counter) -> None:
        left = counter.unanswered
        missing = f"{left} {'answer is' if left == 1 else 'answers are'} missing. " if left else ""
        self.counter.setText(counter.words)
        self._hint.setText(f"{missing}{_KEYS}" if self.may_change else missing.strip())

    def _on_key(self, key: int, record_id: str) -> None:
        if key in _ANSWERS and record_id and self.may_change:
            self.answer(record_id, _ANSWERS[key])

    def _on_opened(self, record_id: str) -> None:
        self.edit_record(record_id, "owner")

    def _on_saved(self, done: "Done") -> None:
        if any(leak.blocks for leak in done.leaks):
            self.notice_requested.emit("Saved. The note may show an area: take out what is underlined.", "warn")
        self.load()

    def _on_refused(self, error: UserError) -> None:
        self.notice_requested.emit(str(error), "warn")


def _first(row: RouteRow) -> str:
    """A route that is opened to say who was told applies, until she says otherwise."""
    given = str(row.answers.get("applies", ""))
    return "yes" if given in ("", "not_known") else given


def _small(words: str) -> str:
    """Return *words* as the middle of a sentence; names and abbreviations keep their capitals."""
    first = words.split(" ", 1)[0]
    return words if first.isupper() else f"{words[:1].lower()}{words[1:]}"

"""All relocations: searched by reference, alias or name, filtered in the header, sorted and paged in the vault."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from spoc_desk.deadlines.wording import State as ClockState
from spoc_desk.domain.cases import CaseState, Direction, Route

from ..absence import RECORDS, only_for
from ..lazy import load
from ..page import Page, Tools
from ..parts.case_words import ROUTE_WORDS, route_state
from ..theme import XL, L, M
from ..widgets.buttons import Button
from ..widgets.empty_state import EmptyState
from ..widgets.filter_header import FilterHeader
from ..widgets.marks import Tick
from ..widgets.paged_model import Cell, Column, PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.saved_views import SavedViews
from ..widgets.surface import column, row
from ..widgets.tones import State, Tone
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.case_lists import CaseRow
    from spoc_desk.casework.change import Change
    from spoc_desk.vault.vault import Vault

_STATES = tuple((state.value, state.label) for state in CaseState if state is not CaseState.CLOSED)
_ROUTES = tuple((route.value, words) for route, words in ROUTE_WORDS.items())
COLUMNS = (
    Column("reference", "Reference", 220),
    Column("direction", "Direction", 130, choices=tuple((each.value, each.label) for each in Direction)),
    Column("people", "People", 76, filterable=False),
    Column("route", "Route", 165, choices=_ROUTES),
    Column("state", "Where it stands", 180, choices=_STATES),
    Column("due", "Next", 300, filterable=False, grows=True),
)
_TONES = {
    CaseState.NOTIFIED: Tone.NOT_YET,
    CaseState.EXCHANGE_COMPLETE: Tone.DONE,
    CaseState.MONITORING: Tone.DONE,
    CaseState.CLOSED: Tone.DONE,
    CaseState.ON_HOLD: Tone.STOPPED,
}


class RelocationsPage(Page):
    """The list of cases. Enter opens a case, Ctrl+N records a new one."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self._with_closed = False  # read on the vault's thread, where no widget may be touched
        layout = column(self, spacing=M)
        layout.setContentsMargins(XL, L, XL, M)
        head = row(spacing=M)
        head.addWidget(Words("Relocations", "title", wrap=False, parent=self))
        head.addStretch(1)
        self._closed = Tick("Closed ones too", self)
        self._closed.toggled.connect(self._on_closed_toggled)
        head.addWidget(self._closed, 0, Qt.AlignmentFlag.AlignVCenter)
        self._new = Button("&New relocation", "primary", icon_name="plus", parent=self)
        self._new.setToolTip("Ctrl+N")
        self._new.clicked.connect(self.new_requested)
        head.addWidget(self._new)
        only_for(self._session, (RECORDS,), self._new)
        layout.addLayout(head)
        self.table = self._table()
        self.views = SavedViews(self.table, "relocations", state=self._picked, restore=self._pick)
        layout.addWidget(self.table, 1)
        self._session.changed.connect(self._on_changed)

    def open(self, ids: Mapping[str, str]) -> None:
        if ids.get("case_id"):
            self.table.select_id(ids["case_id"])
        self.table.refresh()

    def open_ids(self) -> dict[str, str]:
        current = self.table.current_id()
        return {"case_id": current} if current else {}

    def first_focus(self) -> QWidget | None:
        return self.table.view

    def new_requested(self) -> bool:
        if self._session.may(RECORDS):
            self.place_requested.emit("new_relocation", {})
        return self._session.may(RECORDS)

    def filter_requested(self) -> bool:
        self.table.focus_filter("reference")
        return True

    # inside ---------------------------------------------------------------------------------------------------------

    def _table(self) -> "RecordTable[CaseRow]":
        model: PagedModel[CaseRow] = PagedModel(
            self._session, COLUMNS, self._fetch, cell_of, row_id=_row_id, sort="due"
        )
        empty = EmptyState(
            "No open relocations",
            "When UKPPS tells the DCS or the DASS about a family, record the notification here.",
            action="Record a notification from UKPPS",
            icon_name="relocations",
        )
        if not self._session.may(RECORDS):
            empty.leave_out_action()
        table = RecordTable(model, "Relocations", ("relocation", "relocations"), empty=empty, parent=self)
        header = table.view.horizontalHeader()
        if isinstance(header, FilterHeader):
            header.lines()["reference"].setPlaceholderText("Reference, alias or name")
            header.lines()["reference"].setAccessibleName("Search reference, alias or the beginning of a name")
        table.opened.connect(self._on_opened)
        table.copied.connect(self.copy_requested)
        table.empty_acted.connect(self.new_requested)
        model.counted.connect(self._on_counted)
        return table

    def _fetch(self, vault: "Vault", wanted: Wanted) -> "Rows[CaseRow]":
        lists = load("spoc_desk.casework.case_lists")
        wish = case_filter(wanted, open_only=not self._with_closed)
        found = lists.list_cases(vault, filter=lists.CaseFilter(**wish), offset=wanted.offset, limit=wanted.limit)
        return Rows(found.rows, found.total)

    def _picked(self) -> dict[str, str]:
        return {"closed": "yes" if self._with_closed else ""}

    def _pick(self, picked: Mapping[str, str]) -> None:
        self._closed.setChecked(bool(picked.get("closed")))

    def _on_opened(self, case_id: str) -> None:
        self.place_requested.emit("case", {"case_id": case_id})

    def _on_counted(self) -> None:
        self.filled.emit()

    def _on_closed_toggled(self, checked: bool) -> None:
        self._with_closed = checked
        self.table.refresh()

    def _on_changed(self, _change: "Change") -> None:
        if self.isVisible():
            self.table.refresh()


def case_filter(wanted: Wanted, *, open_only: bool) -> dict[str, object]:
    """Return the fields of a CaseFilter for what the header says."""
    filters = wanted.filters
    return {
        "text": filters.get("reference", ""),
        "direction": Direction(filters["direction"]) if "direction" in filters else None,
        "route": Route(filters["route"]) if "route" in filters else None,
        "state": CaseState(filters["state"]) if "state" in filters else None,
        "open_only": open_only,
        "sort": wanted.sort or "due",
        "descending": wanted.descending,
    }


def cell_of(case: "CaseRow", column_id: str) -> Cell | str:
    """Return what one cell shows."""
    if column_id == "reference":
        return Cell(f"{case.case_ref} (sample)" if case.sample else case.case_ref, look="strong")
    if column_id == "state":
        return Cell(state=State(case.state_words, _TONES.get(case.state, Tone.UNDER_WAY)))
    if column_id == "route":
        return Cell(state=route_state(case.route, stale=True)) if case.route_stale else ROUTE_WORDS[case.route]
    if column_id == "due":
        late = case.due_state is ClockState.OVERDUE
        words = f"{case.due_what}: {case.due_words.partition(', ')[0]}" if case.due_what else ""
        return Cell(f"\u25c6 {words}" if late else words, look="error" if late else "")
    return case.direction.label if column_id == "direction" else str(case.people)


def _row_id(case: "CaseRow") -> str:
    return case.case_id

"""Who looked at what, newest first: for one case, or for the whole desk."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.casework.looks_paper import asked

from ..lazy import load
from ..session import Session
from ..widgets.buttons import Button
from ..widgets.empty_state import EmptyState
from ..widgets.paged_model import Cell, Column, PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable

if TYPE_CHECKING:
    from spoc_desk.casework.looking import LookLine
    from spoc_desk.vault.vault import Vault


class _Scope:
    """Whose looks and at what; plain data, read on the vault's thread."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id


class LooksTable(RecordTable["LookLine"]):
    """Filtered by person and record. Of one case: without the column that names the record.

    Signals:
        print_wanted: (place of the paper).
    """

    print_wanted = Signal(str)

    def __init__(self, session: Session, title: str, *, of_case: bool, parent: QWidget | None = None) -> None:
        self.scope = _Scope("")
        model: PagedModel[LookLine] = PagedModel(
            session, _columns(of_case=of_case), _fetcher(self.scope, of_case=of_case), cell_of, row_id=_row_id
        )
        super().__init__(
            model,
            title,
            ("look", "looks"),
            empty=EmptyState("Nobody has looked yet", "Each opened record leaves a line here.", icon_name="show"),
            parent=parent,
        )
        self.print_button = Button("&Print this list…", icon_name="print", parent=self)
        self.print_button.setToolTip("Ctrl+P")
        self.print_button.clicked.connect(self._on_print)
        self.top.addWidget(self.print_button)

    def _on_print(self) -> None:
        self.print_wanted.emit(self.print_place())

    def print_place(self) -> str:
        """Return the place of the paper with what the list shows now."""
        wanted = self.model.wanted.filters
        records = asked(who=wanted.get("who", ""), which=wanted.get("record", ""))
        return "/".join(("print", "who-looked", self.scope.case_id or "-", *((",".join(records),) if records else ())))

    def show_case(self, case_id: str) -> None:
        """Show who looked at one case and at the names in it."""
        self.scope.case_id = case_id
        self.refresh()


def cell_of(line: "LookLine", column_id: str) -> Cell | str:
    """Return what one cell shows."""
    cells: dict[str, Cell | str] = {
        "when": line.when,
        "who": Cell(line.who, look="strong"),
        "what": line.what,
        "record": line.record,
        "reason": Cell(line.reason, look="muted"),
    }
    return cells[column_id]


def _columns(*, of_case: bool) -> tuple[Column, ...]:
    return (
        Column("when", "When", 190, sortable=False, filterable=False),
        Column("who", "Who", 190, sortable=False),
        Column("what", "What", 220, sortable=False, filterable=False),
        Column("record", "Which", 200, sortable=False, filterable=not of_case),
        Column("reason", "Why", 260, sortable=False, filterable=False, grows=True),
    )


def _fetcher(scope: _Scope, *, of_case: bool) -> "Callable[[Vault, Wanted], Rows[LookLine]]":
    def fetch(vault: "Vault", wanted: Wanted) -> "Rows[LookLine]":
        if of_case and not scope.case_id:
            return Rows((), 0)
        looking = load("spoc_desk.casework.looking")
        query = looking.LookQuery(
            person=wanted.filters.get("who", ""),
            reference=wanted.filters.get("record", ""),
            case_id=scope.case_id,
        )
        found = looking.who_looked(vault, query, offset=wanted.offset, limit=wanted.limit)
        return Rows(found.lines, found.total)

    return fetch


def _row_id(line: "LookLine") -> str:
    return str(line.seq)

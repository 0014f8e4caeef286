"""A part of a case that is a list of records: the list at the left, one record or one form at the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from ..absence import leave_out
from ..forms.choices import Choices, fetch_choices
from ..forms.panel import FormPanel
from ..forms.record_desk import NEW, RecordDesk, give_focus, leak_words
from ..forms.record_view import RecordView
from ..session import Session
from ..widgets.empty_state import EmptyState
from ..widgets.record_table import RecordTable
from ..widgets.surface import column
from .part import CasePart

if TYPE_CHECKING:
    from spoc_desk.casework.case_lists import CaseHeader
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

Row = TypeVar("Row")


class CaseInHand:
    """Which case the worker is to read; plain data, so that no widget is touched on its thread."""

    def __init__(self) -> None:
        self.id = ""


class RecordPart(CasePart):
    """What the list parts share: panes, forms with their drafts, what is open, going back to it after a lock."""

    def __init__(self, session: Session, parent: QWidget | None = None, *, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__(session, parent)
        self.in_hand = CaseInHand()
        self._wish: tuple[str, str] = ("", "")
        self._is_filled = False
        self.desk = RecordDesk(self, shares=shares)
        self.desk.may_change = self.may_change
        self.desk.left.connect(self._on_left)
        self.desk.closed.connect(self._on_closed)
        self.desk.copied.connect(self.copy_requested)
        self.list_column = self.desk.list_column
        column(self, spacing=0).addWidget(self.desk)

    # what a part fills in -------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the rows again."""

    def show_record(self, record_id: str) -> None:
        """Show one record to read."""

    def edit_record(self, record_id: str, field: str) -> None:
        """Open the form of one record, or of a new one, with the focus on *field*."""

    def list_focus(self) -> QWidget | None:
        """Return what takes the focus on the list's side."""
        return None

    def record_for(self, field: str) -> str:
        """Return the record a place without one means by *field*: a new one, unless the part knows better."""
        return NEW if field else ""

    # the case workspace ---------------------------------------------------------------------------------------------

    def show_case(self, case_id: str, header: "CaseHeader") -> None:
        if case_id != self.case_id:
            self._is_filled = False
            self.desk.close_side()
        super().show_case(case_id, header)
        self.in_hand.id = case_id
        self.load()

    def open_record(self, record_id: str, field: str) -> None:
        self._wish = (record_id, field)
        self.load()

    def first_focus(self) -> QWidget | None:
        return (self.desk.side_focus() or self.list_focus()) if self._is_filled else None

    def open_ids(self) -> tuple[str, str]:
        return self.desk.open_ids

    def keep_text(self) -> None:
        self.desk.keep_text()

    def save_requested(self) -> bool:
        return self.desk.save()

    @property
    def direction(self) -> str:
        """Arrival or departure, as the forms ask for it."""
        return str(self.header.direction) if self.header is not None else ""

    @property
    def shown_id(self) -> str:
        """The id of the record at the right, or ""."""
        return self.desk.shown_id

    @property
    def panel(self) -> FormPanel | None:
        """The form that is open, if one is."""
        return self.desk.panel

    # for the parts --------------------------------------------------------------------------------------------------

    def writes(self, *widgets: QWidget) -> None:
        """Take away what adds or changes from who only reads; from an empty list its button."""
        if self.may_change:
            return
        for widget in widgets:
            if isinstance(widget, EmptyState):
                widget.leave_out_action()
            else:
                leave_out(widget)

    def follow(self, table: RecordTable[Row]) -> None:
        """Show the row on which she stands in *table*."""
        self.desk.follow(table, self.show_record)

    def settle(self) -> None:
        """The rows are there: open what was asked for, or draw again what is shown."""
        self._is_filled = True
        (record_id, field), self._wish = self._wish, ("", "")
        record_id = record_id or self.record_for(field)
        if record_id and (field or record_id.startswith(NEW)):
            self.edit_record(record_id, "" if field == "form" else field)
            return
        if record_id:
            self.show_record(record_id)
        elif self.panel is None and self.shown_id:
            self.show_record(self.shown_id)
        self.filled.emit()

    def with_choices(self, then: Callable[[Choices], None]) -> None:
        """Fetch the lists of this case, then go on."""
        case_id = self.case_id

        def work(vault: "Vault") -> Choices:
            return fetch_choices(vault, case_id)

        self.session.run(work, then)

    def draft_place(self, record_id: str, field: str) -> str:
        """Return where half-typed text of a form is kept: the place that opens it again."""
        return f"case/{self.case_id}/{self.key}/{record_id}/{field}"

    def open_panel(self, panel: FormPanel, record_id: str, field: str, saved: "Callable[[Done], None]") -> None:
        """Show a form at the right; *saved* is told what was stored, after the form is closed."""
        self.desk.open_panel(panel, record_id, field, saved)
        self.filled.emit()

    def open_view(self, view: RecordView, record_id: str) -> None:
        """Show a record to read at the right."""
        self.desk.open_view(view, record_id)

    def show_saved(self, done: "Done") -> None:
        """Show the record that was stored, when the rows are there again, and say what may show an area."""
        if done.change.ids:
            self._wish = (done.change.ids[0], "")
        if words := leak_words(done):
            self.notice_requested.emit(words, "warn")
        self.load()

    def close_side(self) -> None:
        """Show the list alone."""
        self.desk.close_side()

    def _on_left(self, record_id: str) -> None:
        self.show_record(record_id)

    def _on_closed(self) -> None:
        give_focus(self.first_focus())

"""A part of a case that is a list of records: the list at the left, one record or one form at the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ..forms.choices import Choices, fetch_choices
from ..forms.panel import FormPanel
from ..forms.record_view import RecordView
from ..forms.two_panes import TwoPanes
from ..session import Session
from ..theme import L, M
from ..widgets.record_table import RecordTable
from ..widgets.surface import column
from .part import CasePart

if TYPE_CHECKING:
    from spoc_desk.casework.case_lists import CaseHeader
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

Row = TypeVar("Row")

NEW = "new"
"""The record id of something that is not stored yet, in places and drafts."""

_BLOCKED = "may show an area: what is underlined must go before anything is printed or passed on."


class CaseInHand:
    """Which case the worker is to read; plain data, so that no widget is touched on its thread."""

    def __init__(self) -> None:
        self.id = ""


class RecordPart(CasePart):
    """What the list parts share: panes, forms with their drafts, what is open, going back to it after a lock."""

    def __init__(self, session: Session, parent: QWidget | None = None, *, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__(session, parent)
        self.in_hand = CaseInHand()
        self.panel: FormPanel | None = None
        self._open: tuple[str, str] = ("", "")
        self._wish: tuple[str, str] = ("", "")
        list_side = QWidget(self)
        self.list_column = column(list_side, margin=L, spacing=M)
        self.panes = TwoPanes(list_side, shares=shares, parent=self)
        column(self, spacing=0).addWidget(self.panes)

    # what a part fills in -------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the rows again."""

    def show_record(self, record_id: str) -> None:
        """Show one record to read."""

    def edit_record(self, record_id: str, field: str) -> None:
        """Open the form of one record, or of a new one, with the focus on *field*."""

    # the case workspace ---------------------------------------------------------------------------------------------

    def show_case(self, case_id: str, header: "CaseHeader") -> None:
        if case_id != self.case_id:
            self.close_side()
        super().show_case(case_id, header)
        self.in_hand.id = case_id
        self.load()

    def open_record(self, record_id: str, field: str) -> None:
        self._wish = (record_id, field)
        self.load()

    def open_ids(self) -> tuple[str, str]:
        return self._open

    def keep_text(self) -> None:
        if self.panel is not None:
            self.panel.keep_text()

    def save_requested(self) -> bool:
        if self.panel is None:
            return False
        self.panel.submit()
        return True

    @property
    def direction(self) -> str:
        """Arrival or departure, as the forms ask for it."""
        return str(self.header.direction) if self.header is not None else ""

    @property
    def shown_id(self) -> str:
        """The id of the record at the right, or ""."""
        return self._open[0]

    # for the parts --------------------------------------------------------------------------------------------------

    def follow(self, table: RecordTable[Row]) -> None:
        """Show the row on which she stands in *table*; rows that only come back after reading again do not count."""

        def pick(record_id: str) -> None:
            if record_id and record_id != self.shown_id and table.view.hasFocus():
                self.show_record(record_id)

        table.picked.connect(pick)

    def fulfil_wish(self) -> bool:
        """Open what `open_record` asked for, now that the rows are there. False where nothing was asked."""
        (record_id, field), self._wish = self._wish, ("", "")
        if not record_id:
            return False
        if field or record_id == NEW:
            self.edit_record(record_id, field)
        else:
            self.show_record(record_id)
        return True

    def with_choices(self, then: Callable[[Choices], None]) -> None:
        """Fetch the lists of this case, then go on."""
        case_id = self.case_id

        def work(vault: "Vault") -> Choices:
            return fetch_choices(vault, case_id)

        self.session.run(work, then)

    def draft_place(self, record_id: str, field: str = "") -> str:
        """Return where half-typed text of a form is kept: the place that opens it again."""
        return f"case/{self.case_id}/{self.key}/{record_id}/{field}".rstrip("/")

    def open_panel(
        self,
        panel: FormPanel,
        record_id: str,
        field: str,
        saved: "Callable[[Done], None]",
    ) -> None:
        """Show a form at the right; *saved* is told what was stored, after the form is closed."""
        self.keep_text()
        self.panel = panel
        self._open = (record_id, field or "form")

        def settle(done: "Done") -> None:
            self.close_side()
            saved(done)

        panel.saved.connect(settle)
        panel.cancelled.connect(self._on_cancelled)
        self.panes.show_side(panel)
        panel.focus_question(field)

    def open_view(self, view: RecordView, record_id: str) -> None:
        """Show a record to read at the right; the focus stays where it is."""
        self.keep_text()
        self.panel = None
        self._open = (record_id, "")
        view.closed.connect(self.close_side)
        self.panes.show_side(view)

    def show_saved(self, done: "Done") -> None:
        """Show the record that was stored, when the rows are there again, and say what may show an area."""
        if done.change.ids:
            self._wish = (done.change.ids[0], "")
        blocked = [f"“{leak.label}”" for leak in done.leaks if leak.blocks]
        if blocked:
            self.notice_requested.emit(f"Saved. {', '.join(blocked)} {_BLOCKED}", "warn")
        self.load()

    def close_side(self) -> None:
        """Show the list alone and give it the focus back."""
        had_focus = self.panes.side is not None and self.panes.side.isAncestorOf(self.focusWidget() or self)
        self.panel = None
        self._open = ("", "")
        self.panes.show_side(None)
        target = self.first_focus()
        if had_focus and target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_cancelled(self) -> None:
        record_id = self._open[0]
        self.close_side()
        if record_id and record_id != NEW:
            self.show_record(record_id)

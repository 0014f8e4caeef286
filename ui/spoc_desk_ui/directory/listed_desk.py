"""What the lists of the directory share: the rows at the left, and beside them one record or one form."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ..absence import leave_out
from ..forms.record_desk import RecordDesk, give_focus, leak_words
from ..session import Session
from ..widgets.buttons import Button
from ..widgets.marks import Tick
from ..widgets.record_table import RecordTable
from ..widgets.surface import column

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

Row = TypeVar("Row")
StoreUse = Callable[["Vault", str, bool], "Done"]
"""Stores whether a record is in use (worker thread)."""


class ListWish:
    """What the list is to show; plain data, read on the worker thread."""

    ended_too = False
    """Those no longer in use, or taken off, too."""


class ListedDesk(QWidget, Generic[Row]):
    """A list with its button to add, and the desk of one record.

    Signals:
        notice_requested: (words, kind) a line above the page.
        toast_requested: (words, undo) something small that can be undone.
    """

    notice_requested = Signal(str, str)
    toast_requested = Signal(str, object)

    def __init__(
        self,
        session: Session,
        table: RecordTable[Row],
        add_words: str,
        *,
        wish: ListWish | None = None,
        told_beside: Collection[str] = (),
        add_kind: str = "primary",
        parent: QWidget | None = None,
    ) -> None:
        """*told_beside* names the columns that give way to the open record, which says the same."""
        super().__init__(parent)
        self._session = session
        self._list_wish = wish or ListWish()
        self._told_beside = told_beside
        self.table = table
        self.table.setParent(self)
        self.add_button = Button(add_words, add_kind, icon_name="plus", parent=self)
        self.add_button.setToolTip("Ctrl+N")
        self.add_button.clicked.connect(self.add)

    changed_by: ClassVar[tuple[str, ...]] = ()
    """The acts of casework.may_do by which something of this list changes. Who may do none of them only reads it."""

    @property
    def may_change(self) -> bool:
        """Say whether the person at the desk changes anything here."""
        return self._session.may(*self.changed_by)

    # what a list fills in -------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Open the form of a new record."""

    def show_record(self, record_id: str) -> None:
        """Show one record to read, or what else stood at the right under this id."""

    def open_row(self, record_id: str) -> None:
        """Do what Enter or a double click on a row asks for."""

    # for the lists --------------------------------------------------------------------------------------------------

    def ended_tick(self, words: str) -> Tick:
        """Return the tick that shows those no longer in use too."""
        tick = Tick(words, self)
        tick.toggled.connect(self._on_ended_toggled)
        return tick

    def lay_out(self, *above: QWidget, intro: QWidget | None = None) -> None:
        """Put *above* before the button to add, the list below, and make the room beside it."""
        for part in (*above, self.add_button):
            self.table.top.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.desk = RecordDesk(self, shares=(4, 3))
        self.desk.may_change = self.may_change
        if not self.may_change:
            leave_out(self.add_button)
            self.table.leave_out_action()
        if intro is not None:
            self.desk.list_column.addWidget(intro)
        self.desk.list_column.addWidget(self.table, 1)
        column(self, spacing=0).addWidget(self.desk)
        self.desk.follow(self.table, self.show_record)
        self.desk.left.connect(self.show_record)
        self.desk.closed.connect(self._on_closed)
        self.desk.shared.connect(self._on_shared)
        self.table.opened.connect(self.open_row)
        self.table.empty_acted.connect(self.add)

    def load(self) -> None:
        """Ask for the rows again, and for what is shown beside them."""
        self.table.refresh()
        if self.desk.panel is None and self.desk.shown_id:
            self.show_record(self.desk.shown_id)

    def say_leaks(self, done: "Done") -> None:
        """Say which saved text may show an area."""
        if words := leak_words(done):
            self.notice_requested.emit(words, "warn")

    def change_use(self, record_id: str, store: "StoreUse", *, in_use: bool) -> None:
        """Take a record out of use, or use it again; the first can be undone from the toast."""

        def undo() -> None:
            self.change_use(record_id, store, in_use=True)

        def settle(_done: "Done") -> None:
            self.show_record(record_id)
            if not in_use:
                self.toast_requested.emit("Taken out of use", undo)

        self._session.change(lambda vault: store(vault, record_id, in_use), settle)

    # events ---------------------------------------------------------------------------------------------------------

    def _on_closed(self) -> None:
        give_focus(self.table.view)

    def _on_shared(self, shared: bool) -> None:
        self.table.leave_out(self._told_beside if shared else ())

    def _on_ended_toggled(self, checked: bool) -> None:
        self._list_wish.ended_too = checked
        self.table.refresh()

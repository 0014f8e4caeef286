"""The review list at the left, one record and one decision at the right. Nothing is ever deleted by a timer."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.errors import KeysUnsure, UserError

from ..absence import leave_out
from ..directory.listed_desk import ListedDesk
from ..forms.record_desk import leak_words
from ..forms.record_view import RecordView
from ..lazy import load
from ..page import Tools
from ..widgets.buttons import Button
from ..widgets.empty_state import EmptyState
from ..widgets.paged_model import PagedModel
from ..widgets.record_table import RecordTable
from ..widgets.words import Words
from . import decisions, lists, old_copies, record
from .decisions import Dates, Decision, focus_later
from .disposal import ROOM as DISPOSING
from .disposal import Dispose

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.keeping.disposing import Summary
    from spoc_desk.casework.keeping.review import RetentionLine, RetentionView  # noqa: F401 - in the name of the base class
    from spoc_desk.vault.vault import Vault

_MORE = (
    "Closed records and when somebody looks at them again. Nothing goes by itself: one person proposes a disposal, "
    "another approves it, and a certificate with counts stays."
)
_SAID = {
    decisions.KeepLonger: "It is kept longer.",
    decisions.PutHold: "The record is on legal hold.",
    decisions.LiftHold: "The hold is lifted.",
    decisions.AskedUkpps: "Recorded.",
    decisions.SetClass: "The class is set, and the day follows from it.",
    decisions.Propose: "Proposed. Somebody else approves it, here or at their own unlock.",
}


class KeepingDesk(ListedDesk["RetentionLine"]):
    """Signals:
    place_requested: (place, ids) the certificate as a print.
    """

    place_requested = Signal(str, object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        session = tools.session
        table = RecordTable(
            PagedModel(session, lists.columns(), lists.read_list, lists.cell, row_id=lists.row_id),
            "Closed records",
            ("record", "records"),
            empty=EmptyState(
                "No closed record",
                "A case or a referral stands here once it is closed, with the day on which somebody looks at it again.",
                icon_name="history",
            ),
        )
        super().__init__(session, table, "Add a record", told_beside=lists.TOLD_BESIDE, parent=parent)
        self._dates = Dates(session.clock, tools.calendar)
        self._found: RetentionView | None = None
        self.form: Decision | None = None
        self._view: RecordView | None = None
        self.certificates = Button("Certificates…", parent=self)
        self.certificates.clicked.connect(lambda: self.show_record(old_copies.CERTIFICATES))
        self.backups = Button("Old backups…", parent=self)
        self.backups.clicked.connect(lambda: self.show_record(old_copies.BACKUPS))
        above = [self.certificates, *([self.backups] if session.sees("backups") else [])]
        self.lay_out(*above, intro=Words(_MORE, "muted", parent=self))
        leave_out(self.add_button)  # a record comes here when it is closed
        session.locked.connect(self._let_go)

    # for the page ---------------------------------------------------------------------------------------------------

    def load(self) -> None:
        self._session.run(lists.add_missing, lambda _added: None)
        super().load()

    def show_record(self, record_id: str) -> None:
        """Show one record, the certificates, or the backups that still hold something."""
        if record_id == old_copies.CERTIFICATES:
            self._session.run(old_copies.read_certificates, self._on_certificates)
        elif record_id == old_copies.BACKUPS:
            self._session.run(old_copies.read_backups, self._on_backups)
        elif record_id:
            self._session.run(lambda vault: lists.read_one(vault, record_id), self._on_read)

    def open_row(self, record_id: str) -> None:
        self.show_record(record_id)

    # reading --------------------------------------------------------------------------------------------------------

    def _on_read(self, found: "RetentionView") -> None:
        if self.form is not None:
            return  # what is being typed has no draft: a record that comes late must not take its place
        self._found = found
        self.table.select_id(found.line.id)
        view = self._view = record.record_view(found)
        view.acted.connect(self._on_acted)
        view.closed.connect(self._let_go)
        self.desk.open_view(view, found.line.id)

    def _on_certificates(self, lines: object) -> None:
        self._let_go()
        view = old_copies.certificates_view(lines)  # type: ignore[arg-type]  # what the work above returned
        view.acted.connect(self._on_print)
        self.desk.open_view(view, old_copies.CERTIFICATES)

    def _on_backups(self, lines: object) -> None:
        self._let_go()
        view = old_copies.backups_view(lines, may=self._session.may("recorded a destroyed backup"))  # type: ignore[arg-type]
        view.acted.connect(self._on_destroyed)
        self.desk.open_view(view, old_copies.BACKUPS)

    # deciding -------------------------------------------------------------------------------------------------------

    def _on_acted(self, action: str) -> None:
        found = self._found
        if found is None:
            return
        if action == record.WITHDRAW:
            self._do(decisions.withdraw(found), "The proposal is off.")
        elif action == record.DISPOSE:
            record_id = found.line.id
            self._session.run(lambda vault: _summary(vault, record_id), self._on_summary, self._on_failed)
        else:
            self._open(self._form(action, found))

    def _form(self, action: str, found: "RetentionView") -> Decision:
        if action == record.LIFT:
            return decisions.LiftHold(found, self._session, self)
        if action == record.LONGER:
            return decisions.KeepLonger(found, self._dates, self)
        if action == record.UKPPS:
            return decisions.AskedUkpps(found, self._dates, self)
        plain = {record.HOLD: decisions.PutHold, record.CLASS: decisions.SetClass, record.PROPOSE: decisions.Propose}
        return plain[action](found, self)

    def _on_summary(self, found: "tuple[Summary, bool]") -> None:
        summary, own = found
        self._open(Dispose(summary, self._session, own=own, parent=self))

    def _open(self, form: Decision) -> None:
        self._drop_form()
        view = self._view
        if view is None:
            form.deleteLater()
            return
        self.form = form
        form.wanted.connect(self._on_wanted)
        form.left.connect(self._on_left)
        for button in view.buttons.values():
            button.hide()
        view.column.addWidget(form)
        form.show()
        focus_later(form.first_focus())
        view.show_part(form)

    def _on_wanted(self, work: "Callable[[Vault], Done]") -> None:
        self._do(work, _SAID.get(type(self.form), "") if self.form is not None else "")

    def _do(self, work: "Callable[[Vault], Done]", said: str) -> None:
        disposed = isinstance(self.form, Dispose)

        def settle(done: "Done") -> None:
            self._drop_form()
            words = leak_words(done) or said
            if disposed:
                self.desk.close_side()
                focus_later(self.certificates)  # in the list the next row would open by itself
                self.show_record(old_copies.CERTIFICATES)
                words = "Disposed of. Print the certificate, make a new backup, and destroy the old ones."
            elif self._found is not None:
                self.show_record(self._found.line.id)
            self.notice_requested.emit(words, "ok")

        self._session.change(work, settle, self._on_failed)

    def _on_failed(self, error: UserError) -> None:
        if isinstance(error, KeysUnsure):
            self._session.lock_wanted.emit(str(error))
        elif self.form is not None:
            self.form.show_error(error)
        else:
            self.notice_requested.emit(str(error), "error")

    def _on_left(self) -> None:
        self._drop_form()
        if self._view is not None:
            for button in self._view.buttons.values():
                button.show()
            focus_later(self._view.first_focus())

    def _drop_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            form.let_go()
            form.hide()
            form.deleteLater()

    def _let_go(self) -> None:
        """The record is closed, or the desk locks: what was typed and signed is gone."""
        self._drop_form()
        self._found = self._view = None

    # certificates and backups ---------------------------------------------------------------------------------------

    def _on_print(self, disposal_id: str) -> None:
        ids = {"kind": "disposal-certificate", "case_id": "-", "record_ids": disposal_id}
        self.place_requested.emit("print", ids)

    def _on_destroyed(self, backup_id: str) -> None:
        self._session.change(
            lambda vault: old_copies.mark_destroyed(vault, backup_id),
            lambda _done: self.show_record(old_copies.BACKUPS),
            self._on_failed,
        )


def _summary(vault: "Vault", record_id: str) -> "tuple[Summary, bool]":
    room = load(DISPOSING)
    found: Summary = room.summary(vault, record_id)
    return found, bool(room.holds_role(vault, found))

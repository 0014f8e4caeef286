"""The two SPOCs of a case: the UKPPS contact with its verified identity, and our LA SPOC, deputy and cover."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.contacts import Duty
from spoc_desk.forms.loader import load_form

from ..forms.answers_view import AnswersView
from ..forms.choices import Choices
from ..forms.panel import FormPanel
from ..forms.record_desk import NEW
from ..forms.record_view import Action, RecordView
from ..session import Session
from ..theme import S
from ..widgets.buttons import Button
from ..widgets.empty_state import EmptyState
from ..widgets.notice import Notice
from ..widgets.paged_model import PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.tones import State
from ..widgets.words import Words
from . import spocs_forms
from .record_part import RecordPart
from .spocs_lists import (
    OWN_COLUMNS,
    UKPPS_COLUMNS,
    OwnRow,
    UkppsRow,
    identity_state,
    own_cell,
    own_id,
    read_own,
    read_reachable,
    read_ukpps,
    ukpps_cell,
    ukpps_id,
)

if TYPE_CHECKING:
    from spoc_desk.casework.reaching import Reachable
    from spoc_desk.vault.vault import Vault

NEW_UKPPS = "new-ukpps"
NAME_SPOC = "Name the LA SPOC…"
VERIFY, END, ABSENCE = "identity_verified", "active_to", "absence"


class SpocsPart(RecordPart):
    """Who speaks for UKPPS and who speaks for us, now and before."""

    key = "spocs"
    title = "SPOCs"
    changed_by = ("recorded a UKPPS contact",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        in_hand = self.in_hand

        def fetch_ukpps(vault: "Vault", wanted: Wanted) -> Rows[UkppsRow]:
            return read_ukpps(vault, in_hand.id, wanted)

        def fetch_own(vault: "Vault", wanted: Wanted) -> Rows[OwnRow]:
            return read_own(vault, in_hand.id, wanted)

        self._unread: set[QObject] = set()
        self._reach = Notice("", "ok", closable=False, parent=self)
        self._reach.hide()
        self.own = RecordTable(
            PagedModel(session, OWN_COLUMNS, fetch_own, own_cell, row_id=own_id),
            "Our SPOCs",
            ("appointment", "appointments"),
            empty=EmptyState("No LA SPOC is named yet", "The DCS or the DASS names one within a week of the meeting."),
            parent=self,
        )
        self.ukpps = RecordTable(
            PagedModel(session, UKPPS_COLUMNS, fetch_ukpps, ukpps_cell, row_id=ukpps_id),
            "UKPPS contacts",
            ("contact", "contacts"),
            empty=EmptyState("No UKPPS contact yet", "UKPPS names its SPOC at the meeting."),
            parent=self,
        )
        self.ukpps_button = Button("Record the UKPPS contact", icon_name="plus", parent=self)
        self.ukpps_button.clicked.connect(self._on_new_ukpps)
        self.name_button = Button(NAME_SPOC, icon_name="plus", parent=self)
        self.name_button.setToolTip("Ctrl+N")
        self.name_button.clicked.connect(self.new_requested)
        self.writes(self.name_button, self.ukpps_button)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.list_column.addWidget(self._reach)
        for title, button, table in (
            ("Here: LA SPOC, deputy, cover", self.name_button, self.own),
            ("At UKPPS", self.ukpps_button, self.ukpps),
        ):
            table.set_heading(title, button)
            table.share_height()
            self.list_column.addWidget(table)
            self.list_column.addSpacing(S)
        self.list_column.addStretch(1)

    def _connect(self) -> None:
        self.follow(self.own)
        self.follow(self.ukpps)
        for table in (self.own, self.ukpps):
            table.opened.connect(self._on_opened)
            table.model.counted.connect(self._on_counted)

    # the case workspace ---------------------------------------------------------------------------------------------

    def load(self) -> None:
        case_id = self.case_id
        self._unread = {self.own.model, self.ukpps.model}
        self.own.refresh()
        self.ukpps.refresh()
        self.session.run(lambda vault: read_reachable(vault, case_id), self._on_reachable)

    def list_focus(self) -> QWidget | None:
        return self.own.view if self.own.model.rowCount() else self.name_button

    def new_requested(self) -> bool:
        self.edit_record(NEW, "contact_id")
        return True

    # reading --------------------------------------------------------------------------------------------------------

    def show_record(self, record_id: str) -> None:
        theirs, ours = self._ukpps_row(record_id), self._own_row(record_id)
        if theirs is not None:
            self.own.view.clearSelection()
            self.ukpps.select_id(record_id)
            self.open_view(self._ukpps_view(theirs), record_id)
        elif ours is not None:
            self.ukpps.view.clearSelection()
            self.own.select_id(record_id)
            self.open_view(self._own_view(ours), record_id)

    def _ukpps_view(self, row: UkppsRow) -> RecordView:
        actions = [Action("edit", "Change…", icon="edit")]
        if row.is_current:
            actions.append(Action(END, "No longer the contact…"))
        if row.is_current and not row.is_verified:
            actions.insert(0, Action(VERIFY, "Verify the identity…", "primary", "shield"))
        state = identity_state(row) if row.is_current else State("Former")
        view = RecordView(row.contact.display_name, actions, states=[state], sentence=row.contact.role.label)
        if row.is_current and not row.is_verified:
            view.column.addWidget(Notice(_NOT_VERIFIED, "warn", closable=False, parent=view))
        view.column.addWidget(
            AnswersView(load_form("ukpps_spoc"), row.answers, labels=row.labels, but=_but(row), parent=view)
        )
        view.acted.connect(self._on_acted)
        return view

    def _own_view(self, row: OwnRow) -> RecordView:
        runs = row.view.appointment.ended_on is None
        actions = [Action("ended_on", "Duty ended…"), Action(ABSENCE, "Record an absence…")] if runs else []
        contact = row.view.contact
        view = RecordView(contact.name, actions, states=[] if runs else [State("Former")], sentence=contact.job_title)
        for words in row.away_words:
            view.column.addWidget(Notice(words, "info", closable=False, parent=view))
        reach = ", ".join(each for each in (contact.phone, contact.email) if each)
        view.column.addWidget(Words(reach, "strong", parent=view))
        but = ("contact_id", "ended_on") if runs else ("contact_id",)
        answers = AnswersView(load_form("appointment"), row.answers, but=but, parent=view)
        view.column.addWidget(answers)
        view.acted.connect(self._on_acted)
        return view

    # writing --------------------------------------------------------------------------------------------------------

    def edit_record(self, record_id: str, field: str) -> None:
        def show(choices: Choices) -> None:
            panel = self._panel(record_id, field, choices)
            if panel is not None:
                self.open_panel(panel, record_id, field, self.show_saved)

        self.with_choices(show)

    def _panel(self, record_id: str, field: str, choices: Choices) -> FormPanel | None:
        session, place = self.session, self.draft_place(record_id, field or "display_name")
        theirs, ours = self._ukpps_row(record_id), self._own_row(record_id)
        if record_id == NEW:
            return spocs_forms.naming_panel(session, self.case_id, self._wanted(), choices, place)
        if ours is not None and field in (ABSENCE, "cover_contact_id"):
            return spocs_forms.absence_panel(session, ours.view.contact.id, choices, place)
        if ours is not None:
            return spocs_forms.end_duty_panel(session, ours, place)
        if theirs is not None and field == VERIFY:
            return spocs_forms.verify_panel(session, theirs, place)
        if theirs is not None and field == END:
            return spocs_forms.end_ukpps_panel(session, theirs, place)
        if theirs is not None or record_id == NEW_UKPPS:
            return spocs_forms.ukpps_panel(session, self.case_id, theirs, choices, place)
        return None

    # events ---------------------------------------------------------------------------------------------------------

    def record_for(self, field: str) -> str:
        runs = [row for row in self._own_rows() if row.view.appointment.ended_on is None]
        current = self.ukpps.model.id_at(0)
        if field == "cover_contact_id":
            return runs[0].view.appointment.id if runs else ""
        if field in ("display_name", VERIFY):
            return current if field == VERIFY and current else NEW_UKPPS
        return super().record_for(field)

    def _wanted(self) -> spocs_forms.Wanted:
        running = [row.view.appointment for row in self._own_rows() if row.view.appointment.ended_on is None]
        named = [each.side for each in running if each.duty is Duty.LA_SPOC]
        return spocs_forms.wanted_next(self.header.route if self.header is not None else None, named)

    def _own_rows(self) -> list[OwnRow]:
        found = (self.own.model.row_at(place) for place in range(self.own.model.rowCount()))
        return [row for row in found if row is not None]

    def _ukpps_row(self, record_id: str) -> UkppsRow | None:
        return self.ukpps.model.row_at(self.ukpps.model.row_of(record_id)) if record_id else None

    def _own_row(self, record_id: str) -> OwnRow | None:
        return self.own.model.row_at(self.own.model.row_of(record_id)) if record_id else None

    def _on_counted(self, _total: int, _filtered: bool) -> None:
        self.name_button.setText(NAME_SPOC if self._wanted().la_spoc else "Name a deputy or cover…")
        sender = self.sender()
        if sender is not None:
            self._unread.discard(sender)
        if not self._unread:
            self.settle()

    def _on_reachable(self, found: "Reachable") -> None:
        named = found.contact is not None
        kind = "error" if not found.ok else "ok" if named else "info"
        words = f"Can be reached today: {found.words}" if named else found.words
        self._reach.say(words, kind)
        self._reach.show()

    def _on_opened(self, record_id: str) -> None:
        if self._ukpps_row(record_id) is not None:
            self.edit_record(record_id, "display_name")

    def _on_acted(self, action: str) -> None:
        self.edit_record(self.shown_id, "display_name" if action == "edit" else action)

    def _on_new_ukpps(self) -> None:
        self.edit_record(NEW_UKPPS, "display_name")


_NOT_VERIFIED = (
    "No record changes hands before this identity is verified. Call back on a number from the Central Bureau."
)


def _but(row: UkppsRow) -> tuple[str, ...]:
    return ("display_name", "role", "active_to") if row.is_current else ("display_name", "role")

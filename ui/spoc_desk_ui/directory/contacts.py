"""Our own people and services: searched, added, changed, taken out of use; their absences and who covers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.contacts import ContactKind
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..forms.answers_view import AnswersView
from ..forms.choices import Choices, fetch_choices
from ..forms.panel import FormPanel
from ..forms.record_desk import NEW, RecordDesk, give_focus, leak_words
from ..forms.record_view import Action, RecordView
from ..lazy import load
from ..session import Session
from ..theme import S
from ..widgets.buttons import Button
from ..widgets.card import SectionHead
from ..widgets.empty_state import EmptyState
from ..widgets.marks import Tick
from ..widgets.paged_model import PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.state_chip import StateChip
from ..widgets.surface import column, row
from ..widgets.tones import State, Tone
from ..widgets.words import Words
from .contact_lists import COLUMNS, ContactRecord, ContactRow, cell, read_contact, read_contacts, row_id

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

ABSENCE, RETIRE, USE_AGAIN, EDIT = "absence", "retire", "use_again", "name"

_TOLD_BESIDE = frozenset({"kind", "phone"})
"""Columns that give way to the open entry, which says the same."""


class _Wish:
    """What the list is to show; plain data, read on the worker thread."""

    active_only = True


class ContactsDesk(QWidget):
    """The directory at the left, one entry at the right.

    Signals:
        notice_requested: (words, kind) a line above the page.
        toast_requested: (words, undo) something small that can be undone.
    """

    notice_requested = Signal(str, str)
    toast_requested = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        wish = self._wish = _Wish()

        def fetch(vault: "Vault", wanted: Wanted) -> Rows[ContactRow]:
            return read_contacts(vault, wanted, active_only=wish.active_only)

        self.table = RecordTable(
            PagedModel(session, COLUMNS, fetch, cell, row_id=row_id),
            "Our own people and services",
            ("entry", "entries"),
            empty=EmptyState(
                "The directory is empty",
                "Enter the people and services of your own council: the LA SPOC, the offices of the Directors, schools "
                "and teams that records go to.",
                action="Add a person or service",
                icon_name="directory",
            ),
            parent=self,
        )
        self.add_button = Button("Add a person or service", "primary", icon_name="plus", parent=self)
        self.add_button.setToolTip("Ctrl+N")
        self.add_button.clicked.connect(self.add)
        self._retired = Tick("Show those no longer in use", self)
        self._retired.toggled.connect(self._on_retired_toggled)
        self.table.top.addWidget(self._retired, 0, Qt.AlignmentFlag.AlignVCenter)
        self.table.top.addWidget(self.add_button)
        self.desk = RecordDesk(self, shares=(4, 3))
        self.desk.list_column.addWidget(self.table, 1)
        column(self, spacing=0).addWidget(self.desk)
        self.desk.follow(self.table, self.show_contact)
        self.desk.left.connect(self.show_contact)
        self.desk.closed.connect(self._on_closed)
        self.desk.shared.connect(self._on_shared)
        self.table.opened.connect(self._on_opened)
        self.table.empty_acted.connect(self.add)

    # for the page ---------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the rows again, and for the entry that is shown."""
        self.table.refresh()
        if self.desk.panel is None and self.desk.shown_id:
            self.show_contact(self.desk.shown_id)

    def add(self) -> None:
        """Open the form of a new entry."""
        self.open_form(NEW, "kind")

    def show_contact(self, contact_id: str) -> None:
        """Show one entry to read."""
        self._session.run(lambda vault: read_contact(vault, contact_id), self._on_read)

    def open_form(self, contact_id: str, field: str) -> None:
        """Open the form of one entry, of an absence, or of a new entry."""

        def work(vault: "Vault") -> tuple[Choices, ContactRecord | None]:
            record = None if contact_id == NEW else read_contact(vault, contact_id)
            return fetch_choices(vault), record

        def show(found: tuple[Choices, ContactRecord | None]) -> None:
            choices, record = found
            if field == ABSENCE and record is not None:
                panel = self._absence_panel(record, choices)
            else:
                panel = self._contact_panel(record, choices)
            self.desk.open_panel(panel, contact_id, "starts_on" if field == ABSENCE else field, self._on_saved)

        self._session.run(work, show)

    # reading --------------------------------------------------------------------------------------------------------

    def _on_read(self, record: ContactRecord) -> None:
        contact = record.contact
        self.table.select_id(contact.id)
        actions = [Action(EDIT, "Change…", icon="edit")]
        if contact.kind is ContactKind.PERSON and contact.active:
            actions.append(Action(ABSENCE, "Record an absence…"))
        actions.append(Action(RETIRE, "No longer in use") if contact.active else Action(USE_AGAIN, "Use again"))
        states = [] if contact.active else [State("Not in use")]
        view = RecordView(contact.name, actions, states=states, sentence=contact.job_title or contact.team)
        but = ("name", "active", "job_title") if contact.job_title else ("name", "active")
        view.column.addWidget(AnswersView(load_form("contact"), record.answers, labels=record.labels, but=but))
        if record.absences:
            self._add_absences(view, record)
        view.acted.connect(self._on_acted)
        self.desk.open_view(view, contact.id)

    def _add_absences(self, view: RecordView, record: ContactRecord) -> None:
        view.column.addSpacing(S)
        view.column.addWidget(SectionHead("Absences", role="strong", parent=view))
        for words, is_covered in record.absences:
            line = row(spacing=S)
            line.addWidget(Words(words, parent=view), 1)
            if not is_covered:
                line.addWidget(StateChip("No cover", Tone.WARN, parent=view), 0, Qt.AlignmentFlag.AlignTop)
            view.column.addLayout(line)

    # writing --------------------------------------------------------------------------------------------------------

    def _contact_panel(self, record: ContactRecord | None, choices: Choices) -> FormPanel:
        contact = record.contact if record is not None else None
        first: Answers = {"active": "yes"}
        panel = FormPanel(
            load_form("contact"),
            self._session,
            choices=choices,
            answers=first if record is None else record.answers,
            heading="Add a person or service" if contact is None else f"Change {contact.name}",
            submit_words="Add this entry" if contact is None else "Save the changes",
            draft_place=f"directory/{NEW if contact is None else contact.id}/{EDIT}",
        )
        contact_id, version = ("", 0) if contact is None else (contact.id, contact.version)

        def work(vault: "Vault", answers: Answers) -> "Done":
            directory = load("spoc_desk.casework.directory")
            if not contact_id:
                done: Done = directory.add_contact(vault, answers=answers)
            else:
                done = directory.edit_contact(vault, contact_id=contact_id, answers=answers, version=version)
            return done

        panel.save_with(work)
        return panel

    def _absence_panel(self, record: ContactRecord, choices: Choices) -> FormPanel:
        panel = FormPanel(
            load_form("absence"),
            self._session,
            choices=choices,
            answers={"contact_id": record.contact.id},
            submit_words="Record the absence",
            draft_place=f"directory/{record.contact.id}/{ABSENCE}",
        )
        contact_id = record.contact.id

        def work(vault: "Vault", answers: Answers) -> "Done":
            done: Done = load("spoc_desk.casework.spocs").record_absence(vault, answers=answers)
            return done

        def settle(_done: "Done") -> None:
            self.show_contact(contact_id)

        panel.saved.connect(settle)
        panel.save_with(work)
        return panel

    def _set_in_use(self, contact_id: str, *, in_use: bool) -> None:
        def work(vault: "Vault") -> "Done":
            directory = load("spoc_desk.casework.directory")
            if not in_use:
                done: Done = directory.retire_contact(vault, contact_id=contact_id)
            else:
                version = directory.contact(vault, contact_id).version
                done = directory.edit_contact(vault, contact_id=contact_id, answers={"active": "yes"}, version=version)
            return done

        def undo() -> None:
            self._set_in_use(contact_id, in_use=True)

        def settle(_done: "Done") -> None:
            self.show_contact(contact_id)
            if not in_use:
                self.toast_requested.emit("Taken out of use", undo)

        self._session.change(work, settle)

    # events ---------------------------------------------------------------------------------------------------------

    def _on_acted(self, action: str) -> None:
        contact_id = self.desk.shown_id
        if action in (RETIRE, USE_AGAIN):
            self._set_in_use(contact_id, in_use=action == USE_AGAIN)
        else:
            self.open_form(contact_id, action)

    def _on_opened(self, contact_id: str) -> None:
        self.open_form(contact_id, EDIT)

    def _on_saved(self, done: "Done") -> None:
        if words := leak_words(done):
            self.notice_requested.emit(words, "warn")
        if done.change.what == "contact" and done.change.ids:
            self.show_contact(done.change.ids[0])

    def _on_closed(self) -> None:
        give_focus(self.table.view)

    def _on_shared(self, shared: bool) -> None:
        self.table.leave_out(_TOLD_BESIDE if shared else ())

    def _on_retired_toggled(self, checked: bool) -> None:
        self._wish.active_only = not checked
        self.table.refresh()

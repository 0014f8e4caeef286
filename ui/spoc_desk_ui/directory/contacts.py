"""Our own people and services: searched, added, changed, taken out of use; their absences and who covers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.contacts import ContactKind
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..forms.answers_view import AnswersView
from ..forms.choices import Choices, fetch_choices
from ..forms.panel import FormPanel
from ..forms.record_desk import NEW
from ..forms.record_view import Action, RecordView
from ..lazy import load
from ..session import Session
from ..theme import S
from ..widgets.card import SectionHead
from ..widgets.empty_state import EmptyState
from ..widgets.paged_model import PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.state_chip import StateChip
from ..widgets.surface import row
from ..widgets.tones import State, Tone
from ..widgets.words import Words
from .contact_lists import COLUMNS, ContactRecord, ContactRow, cell, read_contact, read_contacts, row_id
from .listed_desk import ListedDesk, ListWish

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

ABSENCE, RETIRE, USE_AGAIN, EDIT = "absence", "retire", "use_again", "name"

_TOLD_BESIDE = frozenset({"kind", "phone"})
"""Columns that give way to the open entry, which says the same."""


class ContactsDesk(ListedDesk[ContactRow]):
    """The directory at the left, one entry at the right."""

    changed_by = ("added a contact",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        wish = ListWish()

        def fetch(vault: "Vault", wanted: Wanted) -> Rows[ContactRow]:
            return read_contacts(vault, wanted, active_only=not wish.ended_too)

        table = RecordTable(
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
        )
        super().__init__(session, table, "Add a person or service", wish=wish, told_beside=_TOLD_BESIDE, parent=parent)
        self.lay_out(self.ended_tick("Show those no longer in use"))

    # for the page ---------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Open the form of a new entry."""
        self.open_form(NEW, "kind")

    def show_record(self, record_id: str) -> None:
        """Show one entry to read."""
        self._session.run(lambda vault: read_contact(vault, record_id), self._on_read)

    def open_row(self, record_id: str) -> None:
        """Open the form of an entry."""
        self.open_form(record_id, EDIT)

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
            self.show_record(contact_id)

        panel.saved.connect(settle)
        panel.save_with(work)
        return panel

    # events ---------------------------------------------------------------------------------------------------------

    def _on_acted(self, action: str) -> None:
        contact_id = self.desk.shown_id
        if action in (RETIRE, USE_AGAIN):
            self.change_use(contact_id, _store_use, in_use=action == USE_AGAIN)
        else:
            self.open_form(contact_id, action)

    def _on_saved(self, done: "Done") -> None:
        self.say_leaks(done)
        if done.change.what == "contact" and done.change.ids:
            self.show_record(done.change.ids[0])


def _store_use(vault: "Vault", contact_id: str, in_use: bool) -> "Done":
    directory = load("spoc_desk.casework.directory")
    if not in_use:
        done: Done = directory.retire_contact(vault, contact_id=contact_id)
    else:
        version = directory.contact(vault, contact_id).version
        done = directory.edit_contact(vault, contact_id=contact_id, answers={"active": "yes"}, version=version)
    return done

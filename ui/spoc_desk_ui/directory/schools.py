"""Schools and their partnerships: searched, added, changed, read from a list; who supports attendance where."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from spoc_desk.domain.relay import Agreement, RelayContact
from spoc_desk.domain.schools import School, SchoolPartnership
from spoc_desk.forms.definition import Answers, Choice
from spoc_desk.forms.loader import load_form

from ..absence import only_for
from ..forms.answers_view import AnswersView
from ..forms.panel import FormPanel
from ..forms.record_desk import NEW
from ..forms.record_view import Action, RecordView
from ..lazy import load
from ..printing.save_place import leave_no_trace
from ..session import Session
from ..theme import S
from ..widgets.buttons import Button
from ..widgets.card import SectionHead
from ..widgets.empty_state import EmptyState
from ..widgets.paged_model import PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.surface import column, row
from ..widgets.tones import State
from ..widgets.words import Words
from .listed_desk import ListedDesk, ListWish
from .school_import import ImportView, read_list
from .school_lists import (
    COLUMNS,
    PartnershipRecord,
    SchoolRecord,
    SchoolRow,
    cell,
    read_partnerships,
    read_school,
    read_schools,
    row_id,
)
from .school_relay import SchoolRelayBlock, relay_panel

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.schools.importing import ImportPreview
    from spoc_desk.vault.vault import Vault

PARTNERSHIPS, IMPORT = "partnerships", "import"
EDIT, RETIRE, USE_AGAIN, ADD_PARTNERSHIP = "name", "retire", "use_again", "add_partnership"
DIRECTORY = "spoc_desk.casework.schools.directory"
_TOLD_BESIDE = frozenset({"lead", "phone"})
"""Columns that give way to the open entry, which says the same."""


class SchoolsDesk(ListedDesk[SchoolRow]):
    """The schools at the left, one of them, the partnerships or a list to take at the right."""

    changed_by = ("added a school",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        wish = ListWish()

        def fetch(vault: "Vault", wanted: Wanted) -> Rows[SchoolRow]:
            return read_schools(vault, wanted, active_only=not wish.ended_too)

        table = RecordTable(
            PagedModel(session, COLUMNS, fetch, cell, row_id=row_id),
            "Schools of our own area",
            ("school", "schools"),
            empty=EmptyState(
                "No school is entered yet",
                "Add the schools and nurseries of your own area, or take them all from a list: a CSV file of your own, "
                "or the one that GIAS gives.",
                action="Add a school",
                icon_name="school",
            ),
        )
        super().__init__(session, table, "Add a school", wish=wish, told_beside=_TOLD_BESIDE, parent=parent)
        self.import_button = Button("From a list…", parent=self)
        self.import_button.clicked.connect(self._ask_for_list)
        self.partnerships_button = Button("Partnerships", parent=self)
        self.partnerships_button.clicked.connect(self.show_partnerships)
        only_for(session, self.changed_by, self.import_button, self.partnerships_button)
        self.lay_out(self.ended_tick("Closed ones too"), self.partnerships_button, self.import_button)

    # for the page ---------------------------------------------------------------------------------------------------

    def open_at(self, shown: str) -> None:
        """Show again what was shown: a school, the partnerships, the form of a new school, or the list alone."""
        if shown == NEW:
            self.add()
        elif shown:
            self.show_record(shown)

    def add(self) -> None:
        """Open the form of a new school."""
        self.open_form(NEW, "name")

    def show_record(self, record_id: str) -> None:
        """Show one school to read, or the partnerships; a list to take is not read again."""
        if record_id == PARTNERSHIPS:
            self.show_partnerships()
        elif record_id != IMPORT:
            self.show_school(record_id)

    def open_row(self, record_id: str) -> None:
        """Open the form of a school."""
        self.open_form(record_id, EDIT)

    def show_school(self, school_id: str) -> None:
        """Show one school to read."""
        self._session.run(lambda vault: read_school(vault, school_id), self._on_read)

    def show_partnerships(self) -> None:
        """Show the partnerships and their Attendance Support Officers."""
        self._session.run(read_partnerships, self._on_partnerships)

    def open_form(self, school_id: str, field: str) -> None:
        """Open the form of one school, or of a new one."""

        def work(vault: "Vault") -> tuple[tuple[Choice, ...], SchoolRecord | None]:
            names = load(DIRECTORY).partnership_names(vault)
            record = None if school_id == NEW else read_school(vault, school_id)
            return tuple(Choice(*each) for each in names.items()), record

        def show(found: tuple[tuple[Choice, ...], SchoolRecord | None]) -> None:
            self.desk.open_panel(self._school_panel(*found), school_id, field, self._on_saved)

        self._session.run(work, show)

    def take_list(self, path: str) -> None:
        """Read a list from a file and show what would become of it."""
        self._session.run(lambda vault: read_list(vault, Path(path)), self._on_list_read)

    # reading --------------------------------------------------------------------------------------------------------

    def _on_read(self, record: SchoolRecord) -> None:
        school = record.school
        self.table.select_id(school.id)
        actions = [Action(EDIT, "Change…", icon="edit")]
        actions.append(Action(RETIRE, "No longer in use") if school.active else Action(USE_AGAIN, "Use again"))
        states = [] if school.active else [State("Not in use")]
        view = RecordView(school.name, actions, states=states)
        view.column.addWidget(
            AnswersView(load_form("school"), record.answers, labels=record.partnerships, but=("name", "active"))
        )
        if record.partnership is not None:
            view.column.addSpacing(S)
            view.column.addWidget(SectionHead("Attendance Support Officer", role="strong", parent=view))
            view.column.addWidget(Words(officer_words(record.partnership), parent=view))
        if record.relay is not None:
            view.column.addSpacing(S)
            block = SchoolRelayBlock(self._session, record.relay, self._session.clock.today(), view)
            block.form_wanted.connect(lambda form, relay: self._open_relay(school, form, relay))
            view.column.addWidget(block)
        view.acted.connect(self._on_acted)
        self.desk.open_view(view, school.id)

    def _on_partnerships(self, records: tuple[PartnershipRecord, ...]) -> None:
        actions = [Action(ADD_PARTNERSHIP, "Add a partnership", icon="plus")]
        said = "Each has an Attendance Support Officer, whom its schools ask about attendance."
        view = RecordView("School partnerships", actions, sentence=said)
        for each in records:
            line = row(spacing=S)
            words = column(spacing=0)
            words.addWidget(Words(f"{each.partnership.name}, {_schools(each.schools)}", "strong", parent=view))
            words.addWidget(Words(officer_words(each.partnership), parent=view))
            change = Button("Change…", parent=view)
            change.setAccessibleName(f"Change the partnership {each.partnership.name}")
            change.clicked.connect(lambda _checked=False, record=each: self._open_partnership(record))
            line.addLayout(words, 1)
            line.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
            view.column.addLayout(line)
        view.acted.connect(self._on_acted)
        self.desk.open_view(view, PARTNERSHIPS)

    def _on_list_read(self, preview: "ImportPreview") -> None:
        view = ImportView(self._session, preview)
        view.stored.connect(self._on_list_stored)
        self.desk.open_view(view, IMPORT)
        view.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    # writing --------------------------------------------------------------------------------------------------------

    def _school_panel(self, partnerships: tuple[Choice, ...], record: SchoolRecord | None) -> FormPanel:
        school = record.school if record is not None else None
        first: Answers = {"active": "yes"}
        panel = FormPanel(
            load_form("school"),
            self._session,
            choices={"school_partnerships": partnerships},
            answers=first if record is None else record.answers,
            heading="Add a school" if school is None else f"Change {school.name}",
            submit_words="Add this school" if school is None else "Save the changes",
            draft_place=f"directory/schools/{NEW if school is None else school.id}",
        )
        school_id, version = ("", 0) if school is None else (school.id, school.version)

        def work(vault: "Vault", answers: Answers) -> "Done":
            directory = load(DIRECTORY)
            if not school_id:
                done: Done = directory.add_school(vault, answers=answers)
            else:
                done = directory.edit_school(vault, school_id=school_id, answers=answers, version=version)
            return done

        panel.save_with(work)
        return panel

    def _open_partnership(self, record: PartnershipRecord | None) -> None:
        partnership = record.partnership if record is not None else None
        panel = FormPanel(
            load_form("school_partnership"),
            self._session,
            answers={} if record is None else record.answers,
            heading="Add a partnership" if partnership is None else f"Change the partnership {partnership.name}",
            submit_words="Add this partnership" if partnership is None else "Save the changes",
            draft_place=f"directory/partnerships/{NEW if partnership is None else partnership.id}",
        )
        partnership_id, version = ("", 0) if partnership is None else (partnership.id, partnership.version)

        def work(vault: "Vault", answers: Answers) -> "Done":
            done: Done = load(DIRECTORY).save_partnership(
                vault, answers=answers, partnership_id=partnership_id, version=version
            )
            return done

        panel.save_with(work)
        self.desk.open_panel(panel, PARTNERSHIPS, "officer" if partnership else "name", self._on_partnership_saved)

    def _open_relay(self, school: School, form: str, record: Agreement | RelayContact | None) -> None:
        panel = relay_panel(self._session, school, form, record)
        self.desk.open_panel(panel, school.id, form, lambda _done: self.show_school(school.id))

    # events ---------------------------------------------------------------------------------------------------------

    def _ask_for_list(self) -> None:
        dialog = QFileDialog(self, "Choose a list of schools", str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["CSV files (*.csv *.txt)", "All files (*)"])
        dialog.fileSelected.connect(self.take_list)
        dialog.finished.connect(dialog.deleteLater)
        leave_no_trace(dialog)
        dialog.open()

    def _on_acted(self, action: str) -> None:
        shown = self.desk.shown_id
        if action == ADD_PARTNERSHIP:
            self._open_partnership(None)
        elif action in (RETIRE, USE_AGAIN):
            self.change_use(shown, _store_use, in_use=action == USE_AGAIN)
        else:
            self.open_form(shown, action)

    def _on_saved(self, done: "Done") -> None:
        self.say_leaks(done)
        if done.change.ids:
            self.show_school(done.change.ids[0])

    def _on_partnership_saved(self, _done: "Done") -> None:
        self.show_partnerships()

    def _on_list_stored(self, done: "Done") -> None:
        self.desk.close_side()
        self.table.refresh()
        self.notice_requested.emit(f"{_schools(len(done.change.ids))} taken from the list.", "ok")


def officer_words(partnership: SchoolPartnership) -> str:
    """Return who supports attendance in a partnership, and how to reach them."""
    parts = (partnership.officer, partnership.officer_phone, partnership.officer_email)
    return ", ".join(part for part in parts if part) or "No Attendance Support Officer is entered."


def _store_use(vault: "Vault", school_id: str, in_use: bool) -> "Done":
    done: Done = load(DIRECTORY).use_school(vault, school_id=school_id, active=in_use)
    return done


def _schools(count: int) -> str:
    return "1 school" if count == 1 else f"{count:,} schools"

"""The meetings of UKPPS with our Director: recorded like the printed form, with the three standards."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.domain.cases import Route
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..forms.choices import Choices
from ..forms.panel import FormPanel, Tables
from ..forms.record_desk import NEW
from ..lazy import load
from ..session import Session
from ..theme import S
from ..widgets.buttons import Button
from ..widgets.empty_state import EmptyState
from ..widgets.paged_model import PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.surface import row
from .meetings_lists import COLUMNS, MeetingRow, cell, read_meetings, row_id
from .meetings_view import PRINT, STANDARDS, MeetingPage
from .record_part import RecordPart

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

_KINDS = {Route.CHILD: "dcs", Route.ADULT: "dass", Route.JOINT: "joint"}
_BLANK_ROWS: tuple[Answers, ...] = ({}, {})


class MeetingsPart(RecordPart):
    """The meetings of a case at the left, the record of one at the right."""

    key = "meetings"
    title = "Meetings"
    changed_by = ("recorded a meeting",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent, shares=(4, 7))
        in_hand = self.in_hand

        def fetch(vault: "Vault", wanted: Wanted) -> Rows[MeetingRow]:
            return read_meetings(vault, in_hand.id, wanted)

        self.empty = EmptyState(
            "No meeting is recorded yet",
            "Record the meeting on the day it was held. Without a laptop there, print a blank record and type it "
            "in afterwards.",
            action="Record a meeting",
            icon_name="meeting",
        )
        self.table = RecordTable(
            PagedModel(session, COLUMNS, fetch, cell, row_id=row_id),
            "Meetings with UKPPS",
            ("meeting", "meetings"),
            empty=self.empty,
            parent=self,
        )
        self.add_button = Button("Record a meeting", icon_name="plus", parent=self)
        self.add_button.setToolTip("Ctrl+N")
        self.add_button.clicked.connect(self.new_requested)
        self.blank_button = Button("Print a blank record", "quiet", icon_name="print", parent=self)
        self.blank_button.clicked.connect(self._on_print_blank)
        self.table.top.addWidget(self.add_button)
        self.writes(self.add_button, self.empty)
        foot = QWidget(self)
        line = row(foot, spacing=S)
        line.addWidget(self.blank_button)
        line.addStretch(1)
        self.table.put_below(foot)
        self.list_column.addWidget(self.table, 1)
        self.table.empty_acted.connect(self.new_requested)
        self.table.opened.connect(self._on_opened)
        self.follow(self.table)
        self.table.model.counted.connect(self._on_counted)

    # the case workspace ---------------------------------------------------------------------------------------------

    def load(self) -> None:
        self.table.refresh()

    def list_focus(self) -> QWidget | None:
        return self.table.view if self.table.model.rowCount() else self.empty

    def record_for(self, field: str) -> str:
        latest = self.table.model.id_at(0)
        return latest if latest and field.startswith(("st_", STANDARDS)) else super().record_for(field)

    def new_requested(self) -> bool:
        self.edit_record(NEW, "kind")
        return True

    def print_requested(self) -> bool:
        if self._row(self.shown_id) is None:
            self._on_print_blank()
        else:
            self.place_requested.emit(f"print/meeting-record/{self.case_id}/{self.shown_id}", {})
        return True

    # reading and writing --------------------------------------------------------------------------------------------

    def show_record(self, record_id: str) -> None:
        shown = self._row(record_id)
        if shown is None:
            return
        self.table.select_id(record_id)
        page = MeetingPage(shown, self.session.clock.today())
        page.acted.connect(self._on_acted)
        page.finished.connect(self._on_finished)
        self.open_view(page, record_id)

    def edit_record(self, record_id: str, field: str) -> None:
        shown = self._row(record_id)
        if shown is None and record_id != NEW:
            return

        def show(choices: Choices) -> None:
            standards = shown is not None and (field == STANDARDS or field.startswith("st_"))
            panel = self._standards_panel(shown) if standards and shown else self._meeting_panel(shown, choices)
            self.open_panel(panel, record_id, field, self.show_saved)

        self.with_choices(show)

    def _meeting_panel(self, shown: MeetingRow | None, choices: Choices) -> FormPanel:
        form = load_form("meeting")
        panel = FormPanel(
            form,
            self.session,
            direction=self.direction,
            choices=choices,
            answers=self._first_answers() if shown is None else shown.answers,
            sections=tuple(each.id for each in form.sections if each.id != "standards"),
            submit_words="Record this meeting" if shown is None else "Save the changes",
            draft_place=self.draft_place(NEW if shown is None else shown.view.meeting.id, "kind"),
        )
        panel.set_rows("attendees", _BLANK_ROWS if shown is None else shown.attendees)
        panel.set_rows("agreed", () if shown is None else shown.actions)
        case_id = self.case_id
        meeting_id, version = ("", 0) if shown is None else (shown.view.meeting.id, shown.view.meeting.version)

        def work(vault: "Vault", answers: Answers, tables: Tables) -> "Done":
            meetings = load("spoc_desk.casework.meetings")
            rows = {"attendees": tables["attendees"], "actions": tables["agreed"]}
            if not meeting_id:
                done: Done = meetings.record_meeting(vault, case_id=case_id, answers=answers, **rows)
            else:
                done = meetings.edit_meeting(vault, meeting_id=meeting_id, answers=answers, version=version, **rows)
            return done

        panel.save_tables_with(work)
        return panel

    def _standards_panel(self, shown: MeetingRow) -> FormPanel:
        meeting = shown.view.meeting
        panel = FormPanel(
            load_form("meeting"),
            self.session,
            answers=shown.answers,
            sections=("standards",),
            heading="The three standards",
            submit_words="Save the standards",
            draft_place=self.draft_place(meeting.id, STANDARDS),
        )

        def work(vault: "Vault", answers: Answers) -> "Done":
            done: Done = load("spoc_desk.casework.meetings").edit_meeting(
                vault, meeting_id=meeting.id, answers=answers, version=meeting.version
            )
            return done

        panel.save_with(work)
        return panel

    def _first_answers(self) -> Answers:
        kind = _KINDS.get(self.header.route, "") if self.header is not None else ""
        return {"kind": kind if not self.table.model.rowCount() else ""}

    # events ---------------------------------------------------------------------------------------------------------

    def _row(self, record_id: str) -> MeetingRow | None:
        return self.table.model.row_at(self.table.model.row_of(record_id)) if record_id else None

    def _on_counted(self, total: int, _filtered: bool) -> None:
        self.add_button.setVisible(total > 0)
        self.settle()

    def _on_opened(self, record_id: str) -> None:
        self.edit_record(record_id, "kind")

    def _on_acted(self, action: str) -> None:
        if action == PRINT:
            self.print_requested()
        else:
            self.edit_record(self.shown_id, STANDARDS if action == STANDARDS else "kind")

    def _on_print_blank(self) -> None:
        self.place_requested.emit(f"print-blank/meeting/{self.case_id}", {})

    def _on_finished(self, action_id: str) -> None:
        def work(vault: "Vault") -> "Done":
            done: Done = load("spoc_desk.casework.meetings").finish_action(vault, action_id=action_id)
            return done

        self.session.change(work, self._on_action_done)

    def _on_action_done(self, _done: "Done") -> None:
        self.load()

"""The services a family needs here, and telling the leads of those services whom to ask."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.needs import Continuity
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..forms.answers_view import AnswersView
from ..forms.choices import Choices
from ..forms.panel import FormPanel
from ..forms.record_desk import NEW
from ..forms.record_view import Action, RecordView
from ..lazy import load
from ..session import Session
from ..theme import S
from ..widgets.buttons import Button
from ..widgets.empty_state import EmptyState
from ..widgets.notice import Notice
from ..widgets.paged_model import PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.tones import State, Tone
from .needs_lists import (
    NEED_COLUMNS,
    NOTICE_COLUMNS,
    NeedRow,
    NoticeRow,
    is_to_tell,
    need_cell,
    need_id,
    notice_cell,
    notice_id,
    read_needs,
    read_notices,
    stands,
)
from .record_part import RecordPart

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

NEW_NOTICE = "new-notice"
TELL, IN_PLACE, PRINT = "tell", "in_place", "print"


class NeedsPart(RecordPart):
    """What the family needs and which service leads know, under the two sentences that always hold (domain 1.6)."""

    key = "needs"
    title = "Needs"
    changed_by = ("added a need",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        in_hand = self.in_hand

        def fetch_needs(vault: "Vault", wanted: Wanted) -> Rows[NeedRow]:
            return read_needs(vault, in_hand.id, wanted)

        def fetch_notices(vault: "Vault", wanted: Wanted) -> Rows[NoticeRow]:
            return read_notices(vault, in_hand.id, wanted)

        self._unread: set[QObject] = set()
        self.banner = Notice(load_form("need").sections[0].banner, "info", closable=False, parent=self)
        self.needs = RecordTable(
            PagedModel(session, NEED_COLUMNS, fetch_needs, need_cell, row_id=need_id),
            "Services needed",
            ("service", "services"),
            empty=EmptyState(
                "No need is recorded yet",
                "Record each service the family had that should continue, and what is new.",
            ),
            parent=self,
        )
        self.notices = RecordTable(
            PagedModel(session, NOTICE_COLUMNS, fetch_notices, notice_cell, row_id=notice_id),
            "Service leads who were told",
            ("notice", "notices"),
            empty=EmptyState("No service lead was told yet", "Each learns whom to ask, not what happened or why."),
            parent=self,
        )
        self.add_button = Button("Add a service", icon_name="plus", parent=self)
        self.add_button.setToolTip("Ctrl+N")
        self.add_button.clicked.connect(self.new_requested)
        self.tell_button = Button("Tell a service lead", icon_name="plus", parent=self)
        self.tell_button.clicked.connect(self._on_new_notice)
        self.writes(self.add_button, self.tell_button)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.list_column.addWidget(self.banner)
        self.needs.set_heading("Services needed", self.add_button)
        self.notices.set_heading("Service leads who were told", self.tell_button)
        for table in (self.needs, self.notices):
            table.share_height()
            self.list_column.addWidget(table)
            self.list_column.addSpacing(S)
        self.list_column.addStretch(1)

    def _connect(self) -> None:
        self.follow(self.needs)
        self.follow(self.notices)
        self.needs.opened.connect(self._on_opened)
        for model in (self.needs.model, self.notices.model):
            model.counted.connect(self._on_counted)

    # the case workspace ---------------------------------------------------------------------------------------------

    def load(self) -> None:
        self._unread = {self.needs.model, self.notices.model}
        self.needs.refresh()
        self.notices.refresh()

    def list_focus(self) -> QWidget | None:
        return self.needs.view if self.needs.model.rowCount() else self.add_button

    def new_requested(self) -> bool:
        self.edit_record(NEW, "members")
        return True

    def print_requested(self) -> bool:
        if self._notice_row(self.shown_id) is None:
            return False
        self.place_requested.emit(f"print/service-notice/{self.case_id}/{self.shown_id}", {})
        return True

    # reading --------------------------------------------------------------------------------------------------------

    def show_record(self, record_id: str) -> None:
        need, notice = self._need_row(record_id), self._notice_row(record_id)
        if need is not None:
            self.notices.view.clearSelection()
            self.needs.select_id(record_id)
            self.open_view(self._need_view(need), record_id)
        elif notice is not None:
            self.needs.view.clearSelection()
            self.notices.select_id(record_id)
            self.open_view(self._notice_view(notice), record_id)

    def _need_view(self, row: NeedRow) -> RecordView:
        actions = [Action("edit", "Change…", icon="edit")]
        if is_to_tell(row):
            actions.insert(0, Action(TELL, "Tell the service lead…", "primary"))
        if row.view.need.continuity in (Continuity.TO_ARRANGE, Continuity.REFERRED):
            actions.append(Action(IN_PLACE, "It is in place"))
        view = RecordView(row.service, actions, states=[stands(row)], sentence=row.members)
        but = ("service", "service_other", "members", "continuity")
        view.column.addWidget(
            AnswersView(load_form("need"), row.answers, direction=self.direction, labels=row.labels, but=but)
        )
        view.acted.connect(self._on_acted)
        return view

    def _notice_view(self, row: NoticeRow) -> RecordView:
        actions = (Action(PRINT, "Print the notice", icon="print"),)
        view = RecordView(row.view.service.name, actions, states=[State("Told", Tone.DONE)])
        view.column.addWidget(AnswersView(load_form("service_notice"), row.answers, but=("service",)))
        view.acted.connect(self._on_acted)
        return view

    # writing --------------------------------------------------------------------------------------------------------

    def edit_record(self, record_id: str, field: str) -> None:
        need = self._need_row(record_id)

        def show(choices: Choices) -> None:
            if record_id == NEW_NOTICE or field == TELL:
                panel = self._notice_panel(need, choices)
            elif need is not None or record_id == NEW:
                panel = self._need_panel(need, choices)
            else:
                return
            self.open_panel(panel, record_id, "" if field == TELL else field, self.show_saved)

        self.with_choices(show)

    def _need_panel(self, row: NeedRow | None, choices: Choices) -> FormPanel:
        held = choices.get("meetings", ())
        first: Answers = {"continuity": "to_arrange", "meeting_id": held[-1].id if held else ""}
        panel = FormPanel(
            load_form("need"),
            self.session,
            direction=self.direction,
            choices=choices,
            answers=first if row is None else row.answers,
            heading="Add a service" if row is None else f"Change: {row.service}",
            submit_words="Add this service" if row is None else "Save the changes",
            draft_place=self.draft_place(NEW if row is None else row.view.need.id, "members"),
        )
        case_id = self.case_id
        record_id, version = ("", 0) if row is None else (row.view.need.id, row.view.need.version)

        def work(vault: "Vault", answers: Answers) -> "Done":
            needs = load("spoc_desk.casework.needs")
            if not record_id:
                done: Done = needs.add_need(vault, case_id=case_id, answers=answers)
            else:
                done = needs.edit_need(vault, need_id=record_id, answers=answers, version=version)
            return done

        panel.save_with(work)
        return panel

    def _notice_panel(self, row: NeedRow | None, choices: Choices) -> FormPanel:
        leads = choices.get("service_leads") or choices.get("own_contacts", ())
        provider = row.view.need.local_provider if row is not None else None
        panel = FormPanel(
            load_form("service_notice"),
            self.session,
            direction=self.direction,
            choices={**choices, "service": leads},
            answers={"service": provider or "", "informed_on": self.session.clock.today().isoformat()},
            heading="Tell a service lead",
            submit_words="Record that they know",
            draft_place=self.draft_place(NEW_NOTICE, "service"),
        )
        case_id = self.case_id

        def work(vault: "Vault", answers: Answers) -> "Done":
            done: Done = load("spoc_desk.casework.needs").inform_service(vault, case_id=case_id, answers=answers)
            return done

        panel.save_with(work)
        return panel

    # events ---------------------------------------------------------------------------------------------------------

    def record_for(self, field: str) -> str:
        return NEW_NOTICE if field in ("informed_on", "service") else super().record_for(field)

    def _need_row(self, record_id: str) -> NeedRow | None:
        return self.needs.model.row_at(self.needs.model.row_of(record_id)) if record_id else None

    def _notice_row(self, record_id: str) -> NoticeRow | None:
        return self.notices.model.row_at(self.notices.model.row_of(record_id)) if record_id else None

    def _on_counted(self, _total: int, _filtered: bool) -> None:
        sender = self.sender()
        if sender is not None:
            self._unread.discard(sender)
        if not self._unread:
            self.settle()

    def _on_opened(self, record_id: str) -> None:
        self.edit_record(record_id, "members")

    def _on_acted(self, action: str) -> None:
        if action == PRINT:
            self.print_requested()
        elif action == IN_PLACE:
            self._set_in_place()
        else:
            self.edit_record(self.shown_id, "members" if action == "edit" else action)

    def _set_in_place(self) -> None:
        row = self._need_row(self.shown_id)
        if row is None:
            return
        need = row.view.need

        def work(vault: "Vault") -> "Done":
            done: Done = load("spoc_desk.casework.needs").edit_need(
                vault, need_id=need.id, answers={"continuity": Continuity.IN_PLACE.value}, version=need.version
            )
            return done

        self.session.change(work, self.show_saved)

    def _on_new_notice(self) -> None:
        self.edit_record(NEW_NOTICE, "service")

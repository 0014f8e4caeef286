"""Security concerns of a case: raised, told in the right order, advised on, closed (S003:167, 172, 173)."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.clock import LONDON, Clock
from spoc_desk.errors import UserError
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..forms.answers_view import AnswersView
from ..forms.choices import Choices
from ..forms.panel import FormPanel
from ..forms.record_desk import NEW, give_focus
from ..forms.record_view import Action, RecordView
from ..forms.subset import only, without
from ..lazy import load
from ..session import Session
from ..widgets.buttons import Button
from ..widgets.empty_state import EmptyState
from ..widgets.paged_model import PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.words import Words
from .concern_steps import ConcernSteps
from .concerns_lists import COLUMNS, ConcernRow, cell, read_concerns, row_id, state_of
from .danger_band import DangerBand
from .record_part import RecordPart

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

FORM = "concern"
INFORM, CONTACT, ADVICE, CLOSE = "inform_la_spoc", "contact_ukpps", "record_advice", "close_concern"
EDIT = "what_happened"
_PAUSED = (
    "The exchange is paused. What has been received is kept apart, nothing is asked for, passed on or handed over. "
    "It goes on when UKPPS has advised and two people have resumed it under What now."
)
_NOT_PAUSED = "The exchange of records goes on while this concern is open."
_STEP_FIELDS = {
    "la_spoc_informed_at": INFORM,
    "ukpps_contacted_at": CONTACT,
    "reply_at": ADVICE,
    "advice": ADVICE,
    "outcome": CLOSE,
    "closed_on": CLOSE,
}
WHOLE = "whole"
_LATER = {
    "la_spoc_informed_at", "ukpps_contacted_at", "reply_at", "advice", "outcome", "closed_on", "check_result",
    "practitioner_safety", "containment", "data_breach", "breach_known_at", "breach_what", "breach_people",
    "breach_risk", "breach_reason", "dpo_informed_at", "ico_reported_at", "ico_ref",
}  # fmt: skip
_READ = _LATER - {"advice", "outcome", "practitioner_safety", "containment", "data_breach", "breach_risk"}
_ASIDE = frozenset({"raised"})
"""Columns that are left out while a record stands beside the list: it says the same."""


class ConcernsPart(RecordPart):
    """The concerns of a case at the left, one of them at the right; danger to life across the whole width."""

    key = "concerns"
    title = "Concerns"
    changed_by = ("raised a security concern",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        in_hand = self.in_hand

        def fetch(vault: "Vault", wanted: Wanted) -> Rows[ConcernRow]:
            return read_concerns(vault, in_hand.id, wanted)

        self._steps: ConcernSteps | None = None
        self.danger = DangerBand(self)
        layout = self.layout()
        if layout is not None:
            layout.removeWidget(self.desk)
            layout.addWidget(self.danger)
            layout.addWidget(self.desk)
        self.desk.shared.connect(self._on_shared)
        self.table = RecordTable(
            PagedModel(session, COLUMNS, fetch, cell, row_id=row_id),
            "Security concerns",
            ("concern", "concerns"),
            empty=EmptyState(
                "No security concern",
                "Raise one at once when somebody may have shown where the family is, or asks who should not.",
                action="Raise a concern",
                icon_name="shield",
            ),
            parent=self,
        )
        self.add_button = Button("Raise a concern", icon_name="plus", parent=self)
        self.add_button.setToolTip("Ctrl+N")
        self.add_button.clicked.connect(self.new_requested)
        self.table.top.addWidget(self.add_button)
        self.writes(self.add_button)
        self.list_column.addWidget(self.table, 1)
        self.table.empty_acted.connect(self.new_requested)
        self.table.opened.connect(self.show_record)
        self.follow(self.table)
        self.table.model.counted.connect(self._on_counted)
        session.locked.connect(self.close_side)

    # the case workspace ---------------------------------------------------------------------------------------------

    def load(self) -> None:
        self.table.refresh()

    def list_focus(self) -> QWidget | None:
        return self.table.view if self.table.model.rowCount() else self.add_button

    def new_requested(self) -> bool:
        self.edit_record(NEW, "")
        return True

    # reading --------------------------------------------------------------------------------------------------------

    def show_record(self, record_id: str) -> None:
        row = self._row(record_id)
        if row is None:
            return
        self.table.select_id(record_id)
        line = row.line
        still_open = line.concern.closed_on is None
        actions = [Action("edit", "Change…", icon="edit"), Action(WHOLE, "All its steps", icon="arrow-right")]
        view = RecordView(line.kind_words, actions, states=[state_of(row)], sentence=line.next_words)
        steps = self._steps = ConcernSteps(row.steps, line.next_act, view)
        steps.acted.connect(self._on_acted)
        view.column.addWidget(steps)
        if still_open:
            paused = line.concern.pauses_exchange
            view.column.addWidget(Words(_PAUSED if paused else _NOT_PAUSED, "muted", parent=view))
        view.column.addWidget(AnswersView(without(load_form(FORM), _READ), row.answers, labels=row.labels))
        view.acted.connect(self._on_acted)
        self.open_view(view, record_id)
        self.danger.follow(still_open and line.concern.immediate_danger)

    # writing --------------------------------------------------------------------------------------------------------

    def edit_record(self, record_id: str, field: str) -> None:
        act = _STEP_FIELDS.get(field, field)
        if act in (INFORM, CONTACT):
            # The place of a clock: the step is one button of the record, nothing is typed.
            self.show_record(record_id)
            if self._steps is not None and self._steps.button is not None:
                give_focus(self._steps.button)
            self.filled.emit()
            return

        def show(choices: Choices) -> None:
            panel = self._panel(record_id, act, choices)
            if panel is not None:
                self.open_panel(panel, record_id, act, self._on_saved)
                self._watch_danger(panel)

        self.with_choices(show)

    def _panel(self, record_id: str, act: str, choices: Choices) -> FormPanel | None:
        row = self._row(record_id)
        if record_id == NEW:
            return self._new_panel(choices)
        if row is None:
            return None
        return self._end_panel(row, act) if act in (ADVICE, CLOSE) else self._whole_panel(row, choices)

    def _new_panel(self, choices: Choices) -> FormPanel:
        form = without(load_form(FORM), _LATER)
        panel = FormPanel(
            form, self.session, choices=choices, heading="Raise a concern", submit_words="Raise this concern",
            answers={"raised_at": _now(self.session.clock), "pauses_exchange": "yes"},
            draft_place=self.draft_place(NEW, EDIT),
        )  # fmt: skip
        case_id = self.case_id

        def work(vault: "Vault", answers: Answers) -> "Done":
            done: Done = load("spoc_desk.casework.concerns").raise_concern(vault, answers=answers, case_id=case_id)
            return done

        panel.save_with(work)
        return panel

    def _end_panel(self, row: ConcernRow, act: str) -> FormPanel:
        concern_id = row.line.concern.id
        advice = act == ADVICE
        title = "What UKPPS advises" if advice else "Close the concern"
        asked = ("advice", "reply_at") if advice else ("outcome", "closed_on")
        panel = FormPanel(
            only(load_form(FORM), asked, title), self.session, heading=title,
            answers={"reply_at": _now(self.session.clock), "closed_on": self.session.clock.today().isoformat()},
            submit_words="Record the advice" if advice else "Close this concern", complete=False,
            draft_place=self.draft_place(concern_id, "advice" if advice else "outcome"),
        )  # fmt: skip

        def work(vault: "Vault", answers: Answers) -> "Done":
            concerns = load("spoc_desk.casework.concerns")
            said = str(answers.get(asked[0], ""))
            if advice:
                done: Done = concerns.record_advice(
                    vault, concern_id=concern_id, advice=said, at=str(answers.get("reply_at", ""))
                )
                return done
            day = load("spoc_desk.casework.accepting").day_from(answers, "closed_on", vault.clock.today())
            closed: Done = concerns.close_concern(vault, concern_id=concern_id, outcome=said, on=day)
            return closed

        panel.save_with(work)
        return panel

    def _whole_panel(self, row: ConcernRow, choices: Choices) -> FormPanel:
        concern = row.line.concern
        panel = FormPanel(
            load_form(FORM), self.session, choices=choices, answers=row.answers, heading="Change the concern",
            submit_words="Save the changes", draft_place=self.draft_place(concern.id, EDIT), complete=False,
        )  # fmt: skip

        def work(vault: "Vault", answers: Answers) -> "Done":
            done: Done = load("spoc_desk.casework.concerns").edit_concern(
                vault, concern_id=concern.id, answers=answers, version=concern.version
            )
            return done

        panel.save_with(work)
        return panel

    def _watch_danger(self, panel: FormPanel) -> None:
        line = panel.fields.get("immediate_danger")
        if line is None:
            self.danger.hide()
            return

        def follow() -> None:
            self.danger.follow(line.field.value() == "yes")

        line.field.edited.connect(follow)
        follow()

    # events ---------------------------------------------------------------------------------------------------------

    def _row(self, record_id: str) -> ConcernRow | None:
        return self.table.model.row_at(self.table.model.row_of(record_id))

    def _on_counted(self, total: int, _filtered: bool) -> None:
        self.add_button.setVisible(total > 0)
        self.settle()

    def _on_shared(self, shared: bool) -> None:
        self.table.leave_out(_ASIDE if shared else ())
        if not shared:
            self.danger.hide()

    def _on_acted(self, act: str) -> None:
        if act in (INFORM, CONTACT):
            self._step(act)
        elif act == WHOLE:
            self.place_requested.emit(f"concern/{self.shown_id}", {})
        else:
            self.edit_record(self.shown_id, EDIT if act == "edit" else act)

    def _step(self, act: str) -> None:
        concern_id = self.shown_id

        def work(vault: "Vault") -> "Done":
            concerns = load("spoc_desk.casework.concerns")
            step = concerns.inform_la_spoc if act == INFORM else concerns.contact_ukpps
            done: Done = step(vault, concern_id=concern_id)
            return done

        self.session.change(work, failed=self._on_refused)

    def _on_saved(self, done: "Done") -> None:
        self.show_saved(done)

    def _on_refused(self, error: UserError) -> None:
        self.notice_requested.emit(str(error), "warn")


def _now(clock: Clock) -> str:
    """Return this minute on the wall clock, as forms have it."""
    return f"{clock.now().astimezone(LONDON):%Y-%m-%dT%H:%M}"

"""Proof that the guidance reached the people who must know it: the steps for our services and for each partner."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.domain.assurance import Assurance
from spoc_desk.domain.house_dates import short_date
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..forms.answers_view import AnswersView
from ..forms.panel import FormPanel
from ..forms.record_desk import NEW
from ..forms.record_view import Action, RecordView
from ..lazy import load
from ..session import Session
from ..widgets.empty_state import EmptyState
from ..widgets.paged_model import Cell, Column, PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.tones import State, Tone
from .listed_desk import ListedDesk

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

PLACE = "assurance"
COLUMNS = (
    Column("audience", "For whom", 150, sortable=False, filterable=False),
    Column("step", "Step", 240, sortable=False, filterable=False, grows=True),
    Column("done", "Done", 166, sortable=False, filterable=False),
    Column("reach", "All steps", 140, sortable=False, filterable=False),
)


@dataclass(frozen=True)
class StepRow:
    """One step for one audience, and how far that audience is."""

    step: Assurance
    answers: Answers
    reach: str


def read_steps(vault: "Vault", _wanted: Wanted) -> Rows[StepRow]:
    """Return all steps by audience, in the order of the guidance (worker thread)."""
    assurance, form = load("spoc_desk.casework.assurance"), load_form("assurance")
    answers_of = load("spoc_desk.casework.answers").answers_of
    reach: Mapping[str, str] = {each.name: each.words for each in assurance.audiences(vault)}
    rows = [StepRow(each, answers_of(each, form), reach[each.audience]) for each in assurance.steps(vault)]
    return Rows(rows, len(rows))


def row_id(row: StepRow) -> str:
    """Return the id of the step."""
    return row.step.id


def cell(row: StepRow, column_id: str) -> Cell | str:
    """Return what one cell shows."""
    if column_id == "done":
        return Cell(state=state_of(row))
    if column_id == "reach":
        return Cell(row.reach, look="muted")
    return row.step.audience if column_id == "audience" else row.step.step.label


def state_of(row: StepRow) -> State:
    """Return whether the step is done."""
    if row.step.done_on is None:
        return State("Not yet", Tone.NOT_YET)
    return State(short_date(row.step.done_on), Tone.DONE)


class RolloutDesk(ListedDesk[StepRow]):
    """The steps at the left, one of them at the right."""

    changed_by = ("recorded a step of the roll-out",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        table = RecordTable(
            PagedModel(session, COLUMNS, read_steps, cell, row_id=row_id),
            "Steps by which the guidance is made known",
            ("step", "steps"),
            empty=EmptyState(
                "No step is recorded yet",
                "Record how the guidance reaches heads of service, safeguarding leads and partner agencies.",
                action="Record a step",
                icon_name="shield",
            ),
        )
        super().__init__(session, table, "Record a step", told_beside=(COLUMNS[-1].id,), add_kind="", parent=parent)
        self._wish = ""
        self.lay_out()
        self.table.model.counted.connect(self._on_counted)

    def load(self) -> None:
        """Ask for the rows again; the step that is shown is drawn when they are there."""
        self.table.refresh()

    def add(self) -> None:
        """Open the form of a new step."""
        self.open_form(NEW)

    def show_record(self, record_id: str) -> None:
        """Show one step to read."""
        shown = self._row(record_id)
        if shown is None:
            return
        self.table.select_id(record_id)
        actions = (Action("edit", "Change…", icon="edit"),)
        view = RecordView(shown.step.step.label, actions, states=[state_of(shown)], sentence=shown.step.audience)
        view.column.addWidget(AnswersView(load_form("assurance"), shown.answers, but=("step", "audience")))
        view.acted.connect(self._on_acted)
        self.desk.open_view(view, record_id)

    def open_row(self, record_id: str) -> None:
        """Open the form of a step."""
        self.open_form(record_id)

    def open_form(self, step_id: str) -> None:
        """Open the form of one step, or of a new one; waits for the rows where they are not there yet."""
        shown = self._row(step_id)
        if shown is None and step_id != NEW:
            self._wish = step_id
            self.load()
            return
        panel = FormPanel(
            load_form("assurance"),
            self._session,
            answers={} if shown is None else shown.answers,
            heading="Record a step" if shown is None else "Change the step",
            submit_words="Record this step" if shown is None else "Save the changes",
            draft_place=f"directory/{PLACE}/{step_id}",
        )
        version = 0 if shown is None else shown.step.version

        def work(vault: "Vault", answers: Answers) -> "Done":
            assurance = load("spoc_desk.casework.assurance")
            if not version:
                done: Done = assurance.add_step(vault, answers=answers)
            else:
                done = assurance.edit_step(vault, step_id=step_id, answers=answers, version=version)
            return done

        panel.save_with(work)
        self.desk.open_panel(panel, step_id, "audience", self._on_saved)

    def _row(self, step_id: str) -> StepRow | None:
        return self.table.model.row_at(self.table.model.row_of(step_id)) if step_id else None

    def _on_acted(self, _action: str) -> None:
        self.open_form(self.desk.shown_id)

    def _on_saved(self, done: "Done") -> None:
        self.say_leaks(done)
        self.load()

    def _on_counted(self, _total: int, _filtered: bool) -> None:
        wish, self._wish = self._wish, ""
        if self._row(wish) is not None:
            self.open_form(wish)
        elif self.desk.panel is None and self.desk.shown_id:
            self.show_record(self.desk.shown_id)

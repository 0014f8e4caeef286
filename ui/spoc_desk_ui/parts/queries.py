"""Questions of practitioners: recorded, answered with the right words, or taken to the UKPPS SPOC (R-003-63)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.domain.queries import QueryRoute
from spoc_desk.forms.definition import Answers, FormDef
from spoc_desk.forms.loader import load_form

from ..forms.answers_view import AnswersView
from ..forms.choices import Choices
from ..forms.panel import FormPanel
from ..forms.record_desk import NEW
from ..forms.record_view import Action, RecordView
from ..forms.subset import only
from ..lazy import load
from ..session import Session
from ..widgets.buttons import Button
from ..widgets.empty_state import EmptyState
from ..widgets.paged_model import PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from .queries_lists import COLUMNS, REPLIES, QueryRow, cell, read_queries, row_id, state_of
from .record_part import RecordPart
from .reply_words import ReplyWords

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

FORM = "query"
ANSWER, TAKE, REPLIED, EDIT = "answer_given", "to_ukpps_on", "reply_on", "question"
_OPENED = "A security concern is open, because somebody tried to make contact directly. See Concerns."
_ENDS = (QueryRoute.ANSWERED, QueryRoute.REFUSED, QueryRoute.SAFEGUARDING)
_ASIDE = frozenset({"asked_by", "clock"})
"""Columns that are left out while a record stands beside the list: it says the same."""


class QueriesPart(RecordPart):
    """The questions of a case at the left, one of them at the right."""

    key = "queries"
    title = "Questions"
    changed_by = ("recorded a question",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        in_hand = self.in_hand

        def fetch(vault: "Vault", wanted: Wanted) -> Rows[QueryRow]:
            return read_queries(vault, in_hand.id, wanted)

        self.table = RecordTable(
            PagedModel(session, COLUMNS, fetch, cell, row_id=row_id),
            "Questions of practitioners",
            ("question", "questions"),
            empty=EmptyState(
                "No question has come in",
                "Practitioners who see a flag ask the LA SPOC. Write down what they ask, without places.",
                action="Record a question",
                icon_name="question",
            ),
            parent=self,
        )
        self.add_button = Button("Record a question", icon_name="plus", parent=self)
        self.add_button.setToolTip("Ctrl+N")
        self.add_button.clicked.connect(self.new_requested)
        self.table.top.addWidget(self.add_button)
        self.writes(self.add_button)
        self.list_column.addWidget(self.table, 1)
        self.table.empty_acted.connect(self.new_requested)
        self.table.opened.connect(self._on_opened)
        self.follow(self.table)
        self.table.model.counted.connect(self._on_counted)
        self.desk.shared.connect(self._on_shared)
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
        view = RecordView(
            f"Question of {line.asked_by_words}", _actions(row), states=[state_of(row)],
            sentence=", ".join(each for each in (f"Received {line.received_words}", line.clock_words) if each),
        )  # fmt: skip
        view.column.addWidget(AnswersView(load_form(FORM), row.answers, labels=row.labels))
        view.acted.connect(self._on_acted)
        self.open_view(view, record_id)

    # writing --------------------------------------------------------------------------------------------------------

    def edit_record(self, record_id: str, field: str) -> None:
        def show(choices: Choices) -> None:
            panel = self._panel(record_id, field, choices)
            if panel is not None:
                self.open_panel(panel, record_id, field, self._on_saved)

        self.with_choices(show)

    def _panel(self, record_id: str, field: str, choices: Choices) -> FormPanel | None:
        row = self._row(record_id)
        if record_id == NEW:
            return self._new_panel(choices)
        if row is None:
            return None
        if field == ANSWER:
            return self._answer_panel(row)
        if field in (TAKE, REPLIED):
            return self._day_panel(row, field)
        return self._whole_panel(row, choices)

    def _new_panel(self, choices: Choices) -> FormPanel:
        panel = FormPanel(
            load_form(FORM), self.session, choices=choices, sections=("asked",), heading="Record a question",
            answers={"received_on": self.session.clock.today().isoformat(), "route": QueryRoute.OPEN.value},
            submit_words="Record this question", draft_place=self.draft_place(NEW, EDIT),
        )  # fmt: skip
        case_id = self.case_id

        def work(vault: "Vault", answers: Answers) -> "Done":
            done: Done = load("spoc_desk.casework.queries").record_query(vault, answers=answers, case_id=case_id)
            return done

        panel.save_with(work)
        return panel

    def _answer_panel(self, row: QueryRow) -> FormPanel:
        query = row.line.query
        form = only(_ending(load_form(FORM), query.route), ("route", ANSWER, "closed_on"), "Answer the question")
        taken = query.route is QueryRoute.TO_UKPPS
        panel = FormPanel(
            form, self.session, heading=f"Answer {row.line.asked_by_words}", submit_words="Save the answer",
            answers={"route": query.route if taken else QueryRoute.ANSWERED,
                     "closed_on": self.session.clock.today().isoformat(), ANSWER: query.answer_given},
            draft_place=self.draft_place(query.id, ANSWER), complete=False,
        )  # fmt: skip
        replies = ReplyWords(REPLIES, panel)
        panel.put_above_questions(replies)

        def use(words: str, route: str) -> None:
            panel.set_answer(ANSWER, words)
            panel.set_answer("route", query.route.value if taken else route)
            panel.focus_question(ANSWER)

        replies.chosen.connect(use)

        def work(vault: "Vault", answers: Answers) -> "Done":
            day = load("spoc_desk.casework.accepting").day_from(answers, "closed_on", vault.clock.today())
            done: Done = load("spoc_desk.casework.queries").answer_query(
                vault, query_id=query.id, answer=str(answers.get(ANSWER, "")), route=str(answers["route"]), on=day
            )
            return done

        panel.save_with(work)
        return panel

    def _day_panel(self, row: QueryRow, field: str) -> FormPanel:
        query = row.line.query
        title = "Taken to the UKPPS SPOC" if field == TAKE else "The UKPPS SPOC replied"
        panel = FormPanel(
            only(load_form(FORM), (field,), title), self.session, heading=title, submit_words="Save",
            answers={field: self.session.clock.today().isoformat()}, draft_place=self.draft_place(query.id, field),
            enter_saves=True,
        )  # fmt: skip

        def work(vault: "Vault", answers: Answers) -> "Done":
            queries = load("spoc_desk.casework.queries")
            day = load("spoc_desk.casework.accepting").day_from(answers, field, vault.clock.today())
            step = queries.take_to_ukpps if field == TAKE else queries.record_reply
            done: Done = step(vault, query_id=query.id, on=day)
            return done

        panel.save_with(work)
        return panel

    def _whole_panel(self, row: QueryRow, choices: Choices) -> FormPanel:
        query = row.line.query
        panel = FormPanel(
            load_form(FORM), self.session, choices=choices, answers=row.answers, heading="Change the question",
            submit_words="Save the changes", draft_place=self.draft_place(query.id, EDIT), complete=False,
        )  # fmt: skip

        def work(vault: "Vault", answers: Answers) -> "Done":
            done: Done = load("spoc_desk.casework.queries").edit_query(
                vault, query_id=query.id, answers=answers, version=query.version
            )
            return done

        panel.save_with(work)
        return panel

    # events ---------------------------------------------------------------------------------------------------------

    def _on_shared(self, shared: bool) -> None:
        self.table.leave_out(_ASIDE if shared else ())

    def _row(self, record_id: str) -> QueryRow | None:
        return self.table.model.row_at(self.table.model.row_of(record_id))

    def _on_counted(self, total: int, _filtered: bool) -> None:
        self.add_button.setVisible(total > 0)
        self.settle()

    def _on_opened(self, record_id: str) -> None:
        row = self._row(record_id)
        self.edit_record(record_id, ANSWER if row is not None and row.line.is_open else EDIT)

    def _on_acted(self, action: str) -> None:
        self.edit_record(self.shown_id, EDIT if action == "edit" else action)

    def _on_saved(self, done: "Done") -> None:
        if getattr(done.record, "direct_contact_attempted", False):
            self.notice_requested.emit(_OPENED, "warn")
        self.show_saved(done)


def _ending(form: FormDef, route: QueryRoute) -> FormDef:
    """Return the form with only those ways in which a question can end."""
    ends = {QueryRoute.TO_UKPPS.value} if route is QueryRoute.TO_UKPPS else {each.value for each in _ENDS}
    asked = form.question("route")
    fewer = replace(asked, choices=tuple(each for each in asked.choices if each.id in ends))
    sections = tuple(
        replace(part, questions=tuple(fewer if each is asked else each for each in part.questions))
        for part in form.sections
    )
    return replace(form, sections=sections)


def _actions(row: QueryRow) -> list[Action]:
    query = row.line.query
    if not row.line.is_open:
        return [Action("edit", "Change…", icon="edit")]
    waiting = query.route is QueryRoute.TO_UKPPS and query.reply_on is None
    found = [Action(ANSWER, "Answer…", "" if waiting else "primary")]
    if waiting:
        found.insert(0, Action(REPLIED, "UKPPS SPOC replied…", "primary"))
    elif query.route is not QueryRoute.TO_UKPPS:
        found.append(Action(TAKE, "Take to the UKPPS SPOC…"))
    return [*found, Action("edit", "Change…", icon="edit")]

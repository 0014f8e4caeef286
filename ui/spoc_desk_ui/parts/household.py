"""Who is in the family, by alias: added, changed, born, left; a name is shown only for a reason and not for long."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.domain.household import MemberKind
from spoc_desk.errors import UserError
from spoc_desk.forms.definition import Answers, FormDef
from spoc_desk.forms.loader import load_form

from ..forms.answers_view import AnswersView
from ..forms.choices import Choices
from ..forms.panel import FormPanel
from ..forms.record_desk import NEW
from ..forms.record_view import Action, RecordView
from ..forms.subset import only, without
from ..lazy import load
from ..session import Session
from ..widgets.buttons import Button
from ..widgets.empty_state import EmptyState
from ..widgets.paged_model import PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.words import Words
from .household_home import MARK, UNMARK, HomeLine, read_home
from .household_lists import COLUMNS, HouseholdRow, cell, read_household, row_id, state_of
from .household_name import NameLine
from .record_part import RecordPart

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.household import RevealedName
    from spoc_desk.casework.present_home import PresentHome
    from spoc_desk.vault.vault import Vault

NAME, BIRTH, LEFT = "name", "birth", "left_on"
HOME = "home"
"""The place of the form for the present address: of the case, of nobody in it."""


class HouseholdPart(RecordPart):
    """The people of a case at the left, one of them at the right."""

    key = "household"
    title = "Household"
    changed_by = ("added a household member",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        in_hand = self.in_hand

        def fetch(vault: "Vault", wanted: Wanted) -> Rows[HouseholdRow]:
            return read_household(vault, in_hand.id, wanted)

        self.empty = EmptyState(
            "Nobody is recorded yet",
            "Add each person by what is true now. People go by an alias such as Child A.",
            action="Add a person",
            icon_name="people",
        )
        self.table = RecordTable(
            PagedModel(session, COLUMNS, fetch, cell, row_id=row_id),
            "People of the household",
            ("person", "people"),
            empty=self.empty,
            parent=self,
        )
        self.add_button = Button("Add a person", icon_name="plus", parent=self)
        self.add_button.setToolTip("Ctrl+N")
        self.add_button.clicked.connect(self.new_requested)
        self.table.top.addWidget(self.add_button)
        self.writes(self.add_button, self.empty)
        self._route = Words(role="muted", parent=self)
        self._route.hide()
        self.table.put_below(self._route)
        self.list_column.addWidget(self.table, 1)
        self.home_line = HomeLine(
            self,
            may_mark=not self.read_only and session.may(MARK),
            may_unmark=not self.read_only and session.may(UNMARK),
        )
        self.home_line.mark_requested.connect(self._on_mark_home)
        self.home_line.unmark_requested.connect(self._on_unmark_home)
        self.list_column.addWidget(self.home_line)
        self.table.empty_acted.connect(self.new_requested)
        self.table.opened.connect(self._on_opened)
        self.follow(self.table)
        self.table.model.counted.connect(self._on_counted)
        self.name_line: NameLine | None = None
        session.locked.connect(self._on_locked)

    # the case workspace ---------------------------------------------------------------------------------------------

    def load(self) -> None:
        case_id = self.case_id
        self.session.run(lambda vault: read_home(vault, case_id), self._on_home)
        self.table.refresh()

    def list_focus(self) -> QWidget | None:
        return self.table.view if self.table.model.rowCount() else self.empty

    def new_requested(self) -> bool:
        self.edit_record(NEW, "kind")
        return True

    # reading --------------------------------------------------------------------------------------------------------

    def show_record(self, record_id: str) -> None:
        row = self._row(record_id)
        if row is None:
            return
        self.table.select_id(record_id)
        state = state_of(row)
        view = RecordView(row.person.words, _actions(row), states=[state] if state.word else [])
        line = NameLine(
            row.person.has_name,
            view,
            may_show=self.session.may("revealed a name"),
            may_set=not self.read_only and self.session.may("set a name"),
        )
        line.reveal_requested.connect(self._on_reveal)
        line.change_requested.connect(self._on_name)
        self.name_line = line
        view.column.addWidget(line)
        view.column.addWidget(
            AnswersView(load_form("member"), row.answers, direction=self.direction, labels=row.labels, but=("kind",))
        )
        view.acted.connect(self._on_acted)
        self.open_view(view, record_id)

    # writing --------------------------------------------------------------------------------------------------------

    def edit_record(self, record_id: str, field: str) -> None:
        if record_id == HOME:
            self.open_panel(self._home_panel(), HOME, "marks", self._on_saved)
            return

        def show(choices: Choices) -> None:
            panel = self._panel(record_id, field, choices)
            if panel is not None:
                self.open_panel(panel, record_id, field, self._on_saved)

        self.with_choices(show)

    def _panel(self, record_id: str, field: str, choices: Choices) -> FormPanel | None:
        row = self._row(record_id)
        if record_id == NEW:
            return self._member_panel(None, choices)
        if row is None:
            return None
        if field == NAME:
            return self._name_panel(row)
        if field in (BIRTH, LEFT) or (field == "expected_delivery_date" and row.overdue):
            return self._day_panel(row, LEFT if field == LEFT else BIRTH)
        return self._member_panel(row, choices)

    def _member_panel(self, row: HouseholdRow | None, choices: Choices) -> FormPanel:
        form = without(load_form("member"), {"left_on"})
        given: Answers = {} if row is None else row.answers
        panel = FormPanel(
            form,
            self.session,
            direction=self.direction,
            choices=choices,
            answers=given,
            heading="Add a person" if row is None else f"Change {row.person.member.alias}",
            submit_words="Add this person" if row is None else "Save the changes",
            draft_place=self.draft_place(NEW if row is None else row.person.member.id, "kind"),
        )
        case_id = self.case_id
        member_id, version = ("", 0) if row is None else (row.person.member.id, row.person.member.version)

        def work(vault: "Vault", answers: Answers) -> "Done":
            household = load("spoc_desk.casework.household")
            if not member_id:
                done: Done = household.add_member(vault, case_id=case_id, answers=answers)
            else:
                done = household.edit_member(vault, member_id=member_id, answers=answers, version=version)
            return done

        panel.save_with(work)
        return panel

    def _name_panel(self, row: HouseholdRow) -> FormPanel:
        member_id = row.person.member.id
        panel = self._small_panel(load_form("member_name"), row, NAME, "Save the name")

        def work(vault: "Vault", answers: Answers) -> "Done":
            done: Done = load("spoc_desk.casework.household").set_name(vault, member_id=member_id, answers=answers)
            return done

        panel.save_with(work)
        return panel

    def _home_panel(self) -> FormPanel:
        """Of an address no draft is kept: what is typed here ends as a mark or nowhere."""
        panel = FormPanel(load_form("present_home"), self.session, submit_words="Mark this address")
        case_id = self.case_id

        def work(vault: "Vault", answers: Answers) -> "Done":
            done: Done = load("spoc_desk.casework.present_home").mark_home(vault, case_id=case_id, answers=answers)
            return done

        panel.save_with(work)
        return panel

    def _day_panel(self, row: HouseholdRow, field: str) -> FormPanel:
        member, form = row.person.member, load_form("member")
        if field == BIRTH:
            asked = only(form, ("date_of_birth", "sex"), "Record the birth", intro=_BORN)
            panel = self._small_panel(asked, row, field, "Record the birth")
        else:
            panel = self._small_panel(
                only(form, ("left_on",), "Left the household"), row, field, "Record that they left"
            )

        def work(vault: "Vault", answers: Answers) -> "Done":
            household = load("spoc_desk.casework.household")
            if field == BIRTH:
                done: Done = household.convert_unborn(vault, member_id=member.id, answers=answers)
            else:
                day = load("spoc_desk.casework.accepting").day_from(answers, "left_on", vault.clock.today())
                done = household.remove_member(vault, member_id=member.id, left_on=day)
            return done

        panel.save_with(work)
        return panel

    def _small_panel(self, form: FormDef, row: HouseholdRow, field: str, submit_words: str) -> FormPanel:
        return FormPanel(
            form,
            self.session,
            heading=f"{row.person.member.alias}: {form.title[:1].lower()}{form.title[1:]}",
            submit_words=submit_words,
            draft_place=self.draft_place(row.person.member.id, field),
        )

    # events ---------------------------------------------------------------------------------------------------------

    def _row(self, record_id: str) -> HouseholdRow | None:
        return self.table.model.row_at(self.table.model.row_of(record_id))

    def _on_counted(self, total: int, _filtered: bool) -> None:
        first = self.table.model.row_at(0)
        self._route.say(f"Route: {first.route_words}" if first is not None else "")
        self.add_button.setVisible(total > 0)
        self.settle()

    def _on_opened(self, record_id: str) -> None:
        self.edit_record(record_id, "kind")

    def _on_acted(self, action: str) -> None:
        self.edit_record(self.shown_id, "kind" if action == "edit" else action)

    def _on_name(self) -> None:
        self.edit_record(self.shown_id, NAME)

    def _on_reveal(self, reason: str, words: str) -> None:
        member_id = self.shown_id

        def work(vault: "Vault") -> "RevealedName":
            name: RevealedName = load("spoc_desk.casework.household").reveal_name(vault, member_id, reason, words)
            return name

        self.session.run(work, self._on_revealed, self._on_not_revealed)

    def _on_home(self, home: "PresentHome") -> None:
        self.home_line.show_home(home)

    def _on_mark_home(self) -> None:
        self.edit_record(HOME, "marks")

    def _on_unmark_home(self) -> None:
        case_id = self.case_id

        def work(vault: "Vault") -> "Done":
            done: Done = load("spoc_desk.casework.present_home").unmark_home(vault, case_id=case_id)
            return done

        self.session.change(work, self._on_saved, self._on_home_refused)

    def _on_home_refused(self, error: UserError) -> None:
        self.notice_requested.emit(str(error), "error")

    def _on_revealed(self, name: "RevealedName") -> None:
        if self.name_line is not None and self.panel is None:
            self.name_line.show_name(f"{name.given_name} {name.family_name}")

    def _on_not_revealed(self, error: UserError) -> None:
        if self.name_line is not None:
            self.name_line.refuse(str(error))

    def _on_saved(self, done: "Done") -> None:
        self.show_saved(done)

    def _on_locked(self) -> None:
        self.close_side()


_BORN = "The unborn child becomes a child with an alias of its own; what is recorded stays."
_GONE = "The record stays. The flags of this person are then looked at again."


def _known(row: HouseholdRow) -> tuple[str, ...]:
    """Return the questions that need no line: what the alias says, and the day somebody left who has not."""
    return ("kind",) if row.person.member.left_on else ("kind", "left_on")


def _actions(row: HouseholdRow) -> list[Action]:
    member = row.person.member
    if member.left_on is not None:
        return [Action("edit", "Change…", icon="edit")]
    found = [Action("edit", "Change…", icon="edit")]
    if member.kind is MemberKind.UNBORN:
        found.insert(0, Action(BIRTH, "Record the birth…", "primary" if row.overdue else ""))
    return [*found, Action(LEFT, "Left the household…")]

"""Restricted records: people whose referral waits for the office. Listed, added, changed, taken off with a reason."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.domain.restricted import RestrictedKind
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..forms.answers_view import AnswersView
from ..forms.panel import FormPanel
from ..forms.record_desk import NEW
from ..forms.record_view import Action, RecordView
from ..lazy import load
from ..session import Session
from ..theme import XS
from ..widgets.buttons import Button
from ..widgets.empty_state import EmptyState
from ..widgets.paged_model import Cell, Column, PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.surface import column
from ..widgets.tones import State
from ..widgets.words import Words
from .listed_desk import ListedDesk, ListWish

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.restricted.records import RestrictedLine
    from spoc_desk.casework.restricted.releases import ReleaseLine
    from spoc_desk.vault.vault import Vault

PLACE = "restricted"
COLUMNS = (
    Column("name", "Name", 230, sortable=False, grows=True),
    Column("born", "Date of birth", 150, sortable=False, filterable=False),
    Column("kind", "Why", 220, sortable=False, choices=tuple((each.value, each.label) for each in RestrictedKind)),
    Column("added", "Added", 240, sortable=False, filterable=False),
)
_TOLD_BESIDE = frozenset({"kind", "added"})
_EDIT, _REMOVE = "edit", "remove"
_RELEASES = "new-releases"
"""What is open at the right where it is no record: an id that leads back to none."""
_MORE = (
    "A referral that may be about one of these people stops, in the same words for every reason. The families of "
    "relocation cases are protected without standing here."
)


class RestrictedDesk(ListedDesk["RestrictedLine"]):
    """The list at the left, one record at the right. No draft is kept of what is typed here."""

    changed_by = ("added a restricted record",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        wish = ListWish()
        table = RecordTable(
            PagedModel(session, COLUMNS, _fetcher(wish), _cell, row_id=_row_id),
            "Restricted records",
            ("record", "records"),
            empty=EmptyState(
                "Nobody is on this list",
                "Add people whose referrals must wait for the office: the family of a member of staff, an adoption, a "
                "sensitive case. Families of relocation cases are protected already.",
                action="Add a person",
                icon_name="shield",
            ),
        )
        super().__init__(session, table, "Add a person", wish=wish, told_beside=_TOLD_BESIDE, parent=parent)
        self._line: RestrictedLine | None = None
        self.ended = self.ended_tick("Show those taken off")
        self.releases_button = Button("Releases…", parent=self)
        self.releases_button.clicked.connect(self.show_releases)
        self.lay_out(self.ended, self.releases_button, intro=Words(_MORE, "muted", parent=self))

    # for the page ---------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Open the form of a new record."""
        self._open_panel(self._record_panel(None), NEW, "given_name")

    def show_record(self, record_id: str) -> None:
        """Show one record to read, or the releases."""
        if record_id == _RELEASES:
            self.show_releases()
        else:
            self._session.run(_reader(record_id), self._on_read)

    def open_row(self, record_id: str) -> None:
        """Show the record to read: a form is opened from there only."""
        self.show_record(record_id)

    def show_releases(self) -> None:
        """Show which referrals the office has let go on, by whom and in which words."""
        self._session.run(_releases, self._on_releases)

    # reading --------------------------------------------------------------------------------------------------------

    def _on_read(self, line: "RestrictedLine") -> None:
        if self.desk.panel is not None:
            return  # what is being typed has no draft: a record that comes late must not take its place
        self._line = line
        self.table.select_id(line.record.id)
        ended = line.record.removed_on is not None
        actions = () if ended else (Action(_EDIT, "Change…", icon="edit"), Action(_REMOVE, "Take off the list…"))
        states = [State("Taken off")] if ended else []
        view = RecordView(line.name, actions, states=states, sentence=f"Added {line.added_words}")
        answers = _answers(line)
        view.column.addWidget(AnswersView(load_form("restricted_record"), answers, but=("given_name", "family_name")))
        if ended:
            view.column.addWidget(Words(f"{line.end_words}: {line.record.removed_reason}", parent=view))
        view.acted.connect(self._on_acted)
        self.desk.open_view(view, line.record.id)

    def _on_releases(self, lines: "tuple[ReleaseLine, ...]") -> None:
        if self.desk.panel is not None:
            return
        view = RecordView("Releases", sentence="Referrals that the office let go on, the newest first.")
        for line in lines:
            block = column(spacing=XS)
            block.addWidget(Words(line.referral_ref, "strong", parent=view))
            block.addWidget(Words(line.who_when, "small", parent=view))
            block.addWidget(Words(line.words, parent=view))
            view.column.addLayout(block)
        if not lines:
            view.column.addWidget(Words("Nothing was released yet.", "muted", parent=view))
        self._line = None
        self.desk.open_view(view, _RELEASES)

    # writing --------------------------------------------------------------------------------------------------------

    def _record_panel(self, line: "RestrictedLine | None") -> FormPanel:
        panel = FormPanel(
            load_form("restricted_record"),
            self._session,
            answers={} if line is None else _answers(line),
            heading="Add a person" if line is None else f"Change {line.name}",
            submit_words="Add to the list" if line is None else "Save the changes",
        )
        record_id, version = ("", 0) if line is None else (line.record.id, line.record.version)

        def work(vault: "Vault", answers: Answers) -> "Done":
            records = load("spoc_desk.casework.restricted.records")
            if not record_id:
                done: Done = records.add_record(vault, answers=answers)
            else:
                done = records.change_record(vault, record_id=record_id, answers=answers, version=version)
            return done

        panel.save_with(work)
        return panel

    def _removal_panel(self, line: "RestrictedLine") -> FormPanel:
        panel = FormPanel(
            load_form("restricted_removal"),
            self._session,
            heading=f"Take {line.name} off the list",
            submit_words="Take off the list",
        )
        record_id = line.record.id

        def work(vault: "Vault", answers: Answers) -> "Done":
            records = load("spoc_desk.casework.restricted.records")
            done: Done = records.remove_record(vault, record_id=record_id, answers=answers)
            return done

        panel.save_with(work)
        return panel

    def _open_panel(self, panel: FormPanel, record_id: str, field: str) -> None:
        self.desk.open_panel(panel, record_id, field, self._on_saved)

    # events ---------------------------------------------------------------------------------------------------------

    def _on_acted(self, action: str) -> None:
        if self._line is None:
            return
        if action == _REMOVE:
            self._open_panel(self._removal_panel(self._line), self._line.record.id, "removed_reason")
        else:
            self._open_panel(self._record_panel(self._line), self._line.record.id, "given_name")

    def _on_saved(self, done: "Done") -> None:
        self.say_leaks(done)
        self.show_record(done.change.ids[0])


def _fetcher(wish: ListWish) -> "Callable[[Vault, Wanted], Rows[RestrictedLine]]":
    def fetch(vault: "Vault", wanted: Wanted) -> "Rows[RestrictedLine]":
        load("spoc_desk.casework.restricted.opening").open_restricted_list(vault)
        found = load("spoc_desk.casework.restricted.records").list_records(
            vault,
            text=wanted.filters.get("name", ""),
            kind=wanted.filters.get("kind", ""),
            removed=wish.ended_too,
            offset=wanted.offset,
            limit=wanted.limit,
        )
        return Rows(found.rows, found.total)

    return fetch


def _reader(record_id: str) -> "Callable[[Vault], RestrictedLine]":
    def read(vault: "Vault") -> "RestrictedLine":
        line: RestrictedLine = load("spoc_desk.casework.restricted.opening").open_restricted(vault, record_id)
        return line

    return read


def _answers(line: "RestrictedLine") -> Answers:
    answers: Answers = load("spoc_desk.casework.restricted.records").record_answers(line.record)
    return answers


def _releases(vault: "Vault") -> "tuple[ReleaseLine, ...]":
    lines: tuple[ReleaseLine, ...] = load("spoc_desk.casework.restricted.releases").recent_releases(vault)
    return lines


def _row_id(line: "RestrictedLine") -> str:
    return line.record.id


def _cell(line: "RestrictedLine", column_id: str) -> Cell | str:
    look = "muted" if line.record.removed_on else ""
    words = {
        "name": line.name,
        "born": line.born_words,
        "kind": line.record.kind.label,
        "added": line.end_words or line.added_words,
    }
    return Cell(words[column_id], look=look)

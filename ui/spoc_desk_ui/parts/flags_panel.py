"""R on flags: requested, placed, looked at again, taken off; with the fixed words of the flag to copy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.flags import RemovalReason
from spoc_desk.errors import UserError
from spoc_desk.forms.definition import Choice, DateRule, Kind, LeakClass, Question
from spoc_desk.forms.loader import load_form

from ..drafts import DraftKeeper
from ..lazy import load
from ..models.flag_grid import FlagDesk
from ..session import Session
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.date_field import DateField
from ..widgets.words import Words
from .question_grid import Asked, QuestionGrid
from .small_panel import SmallPanel

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.flags import FlagCell
    from spoc_desk.vault.vault import Vault

REQUESTED, PLACED, REVIEWED, REMOVED = "requested", "placed", "reviewed", "removed"
_LABELS = {
    REQUESTED: "Requested",
    PLACED: "Placed and confirmed",
    REVIEWED: "Looked at again",
    REMOVED: "Taken off",
}
_FOLLOWS = {
    "not answered": (REQUESTED,),
    "to ask for": (REQUESTED,),
    "asked for": (PLACED, REQUESTED),
    "placed": (REVIEWED, REQUESTED, PLACED, REMOVED),
    "to renew": (REQUESTED, PLACED, REVIEWED, REMOVED),
    "taken off": (REQUESTED,),
    "no record": (),
}
_ASKS = {
    REQUESTED: ("happened_on", "to_contact"),
    PLACED: ("happened_on", "confirmed_by"),
    REVIEWED: ("next_review_on",),
    REMOVED: ("happened_on", "removed_reason"),
}
_ON = Question("happened_on", "When?", Kind.DATE, LeakClass.NONE, dates=DateRule.PAST)


@dataclass(frozen=True)
class FlagAct:
    """What the officer says happened, as plain values for the worker."""

    what: str
    on: date | None
    to_contact: str
    confirmed_by: str
    next_review_on: date | None
    reason: str


def follows(cells: "Sequence[FlagCell]") -> tuple[str, ...]:
    """Return what may be recorded for all of these cells, the usual one first; where no record is held counts not."""
    lists = [_FOLLOWS[cell.state.value] for cell in cells if cell.state.value != "no record"]
    if not lists:
        return ()
    return tuple(what for what in lists[0] if all(what in each for each in lists))


def record_flags(vault: "Vault", cells: "Sequence[FlagCell]", act: FlagAct) -> "Done":
    """Record what happened to these flags (worker thread)."""
    flags = load("spoc_desk.casework.flags")
    held = [cell for cell in cells if cell.state.value != "no record"]
    ids = [cell.flag.id for cell in held if cell.flag is not None]
    if act.what == REQUESTED:
        # Each system is asked for its own people: a grid of all pairs would ask for flags nobody chose.
        done: Done | None = None
        for system in dict.fromkeys(cell.system for cell in held):
            people = [cell.member_id for cell in held if cell.system == system]
            done = flags.request_flags(
                vault, member_ids=people, systems=[system], to_contact=act.to_contact or None, on=act.on
            )
        assert done is not None
        return done
    if act.what == PLACED:
        placed: Done = flags.place_flags(vault, flag_ids=ids, confirmed_by=act.confirmed_by, on=act.on)
        return placed
    if act.what == REVIEWED:
        seen: Done = flags.review_flags(vault, flag_ids=ids, next_review_on=act.next_review_on)
        return seen
    gone: Done = flags.remove_flags(vault, flag_ids=ids, reason=act.reason, on=act.on)
    return gone


class FlagPanel(SmallPanel):
    """Records one thing for one flag or for several.

    Signals:
        recorded: what casework answered (Done), and what was recorded, as words.
        copied: the words of the flag, for the clipboard.
    """

    recorded = Signal(object, str)
    copied = Signal(str)

    def __init__(
        self,
        session: Session,
        desk: FlagDesk,
        cells: "Sequence[FlagCell]",
        about: str,
        draft_place: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(about, "", "Save", parent)
        self._session = session
        self._desk = desk
        self._cells = tuple(cells)
        self._offers = follows(cells)
        self.grid = QuestionGrid(session, desk.calendar, _questions(desk, self._offers), self)
        self.column.addWidget(self.grid)
        self.grid.set_answers({"what": self._offers[0]})
        day = self.grid.fields["happened_on"].inner
        if isinstance(day, DateField):
            day.set_typed("today")
        self._words = Card("The words of the flag", self)
        text = Words(desk.words or desk.why_no_words, "body" if desk.words else "error", parent=self._words)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words.column.addWidget(text)
        self.column.addWidget(self._words)
        self.column.addStretch(1)
        self._copy_button = Button("Copy the words of the flag", "quiet", icon_name="copy", parent=self)
        self._copy_button.clicked.connect(self._on_copy)
        self.foot.insertWidget(2, self._copy_button)
        self.grid.fields["what"].edited.connect(self._show_asks)
        self._drafts = DraftKeeper(session, draft_place, self.grid.inputs(), self) if draft_place else None
        if self._drafts is not None:
            self._drafts.restored.connect(self._show_asks)
        self._show_asks()

    def first_focus(self) -> QWidget:
        """Return the first question."""
        return self.grid.fields["what"].inner.text_edit()

    def look_for_draft(self) -> None:
        """Put half-typed text of an earlier time back."""
        if self._drafts is not None:
            self._drafts.look_for()

    def keep_text(self) -> None:
        """Keep half-typed text now."""
        if self._drafts is not None:
            self._drafts.keep_now()

    def submit(self) -> None:
        what = str(self.grid.answers()["what"])
        if not what or not self.save_button.isEnabled():
            return
        self.say_wrong("")
        answers = {name: str(answer) for name, answer in self.grid.answers().items()}
        if self.grid.show_problems(_wrong(answers)):
            return
        cells = self._cells
        act = FlagAct(
            what,
            _day(answers.get("happened_on", "")),
            answers.get("to_contact", ""),
            answers.get("confirmed_by", ""),
            _day(answers.get("next_review_on", "")),
            answers.get("removed_reason", ""),
        )
        self.save_button.setEnabled(False)

        def work(vault: "Vault") -> "Done":
            return record_flags(vault, cells, act)

        self._session.change(work, self._settle(what), self.show_error)

    def show_error(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        field = {"on": "happened_on"}.get(str(getattr(error, "field", "")), str(getattr(error, "field", "")))
        if not self.grid.show_problems({field: str(error)}):
            self.say_wrong(str(error))

    def _settle(self, what: str) -> "Callable[[Done], None]":
        def settle(done: "Done") -> None:
            if self._drafts is not None:
                self._drafts.discard()
            self.recorded.emit(done, _LABELS[what])

        return settle

    def _show_asks(self) -> None:
        what = str(self.grid.fields["what"].value())
        self.grid.ask(("what", *_ASKS.get(what, ())))
        self._words.setVisible(what == REQUESTED)
        self._copy_button.setVisible(what == REQUESTED and bool(self._desk.words))
        self.save_button.setEnabled(bool(what) and not (what == REQUESTED and not self._desk.words))

    def _on_copy(self) -> None:
        self.copied.emit(self._desk.words)
        announce(self, "Copied for 20 seconds")


def _questions(desk: FlagDesk, offers: Sequence[str]) -> tuple[Asked, ...]:
    form = load_form("flag")
    what = Question("what", "What happened?", Kind.CHOICE, LeakClass.NONE, choices_from="acts")
    reasons = Question(
        "removed_reason", "Why?", Kind.CHOICE, LeakClass.NONE,
        choices=tuple(Choice(each.value, each.label) for each in RemovalReason),
    )  # fmt: skip
    return (
        Asked(what, 1, tuple(Choice(each, _LABELS[each]) for each in offers)),
        Asked(_ON),
        Asked(form.question("to_contact"), 1, desk.contacts),
        Asked(form.question("confirmed_by")),
        Asked(form.question("next_review_on")),
        Asked(reasons),
    )


def _wrong(answers: dict[str, str]) -> dict[str, str]:
    found = {}
    if "happened_on" in answers and not answers["happened_on"]:
        found["happened_on"] = "Say when it happened, such as today or mon."
    if "removed_reason" in answers and not answers["removed_reason"]:
        found["removed_reason"] = "Say why the flag came off. It stays until UKPPS agrees."
    return found


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

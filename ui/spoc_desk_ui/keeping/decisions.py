"""The small forms under one record: a class, a longer time, a hold, what UKPPS said, a proposal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.retention import MAY_DECIDE, UkppsAnswer
from spoc_desk.errors import UserError

from ..lazy import load
from ..parts.second_signature import SecondSignature
from ..session import Session
from ..theme import M
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.choice_box import ChoiceBox
from ..widgets.date_field import DateField
from ..widgets.field import Field
from ..widgets.note_field import NoteField
from ..widgets.notice import Notice
from ..widgets.surface import row
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.keeping.review import RetentionView
    from spoc_desk.clock import Clock
    from spoc_desk.deadlines.calendar import Calendar
    from spoc_desk.vault.vault import Vault

_ROOM = "spoc_desk.casework.keeping.deciding"
Work = Callable[["Vault"], "Done"]


@dataclass(frozen=True)
class Dates:
    """What a line for a date counts with."""

    clock: "Clock"
    calendar: "Calendar"

    def field(self, *, past: bool = True) -> DateField:
        """Return a line for a day."""
        return DateField(self.clock, self.calendar, past=past)


class Decision(Card):
    """One question, one button, a way out. Nothing is kept of what is typed before it is saved.

    Signals:
        wanted: the work to do with the vault.
        left: not after all.
    """

    wanted = Signal(object)
    left = Signal()

    def __init__(self, heading: str, submit: str, *, kind: str = "primary", parent: QWidget | None = None) -> None:
        super().__init__(heading, parent)
        self._error = Notice("", "error", closable=False, parent=self)
        self._error.hide()
        self.column.addWidget(self._error)
        self.submit = Button(submit, kind, parent=self)
        self.submit.clicked.connect(self.ask)
        self.leave = Button("Not now", parent=self)
        self.leave.clicked.connect(self.left)

    def finish(self) -> None:
        """Put the buttons under what was added."""
        buttons = row(spacing=M)
        for button in (self.submit, self.leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.addLayout(buttons)

    def first_focus(self) -> QWidget:
        """Return where the caret goes."""
        return self.leave

    def ask(self) -> None:
        """Look whether everything is there, and ask for the work."""
        problem = self.problem()
        if problem:
            self.say_wrong(f"{problem}.")
            return
        self._error.hide()
        self.submit.setEnabled(False)
        self.wanted.emit(self.work())

    def problem(self) -> str:
        """Return what is missing, or ""."""
        return ""

    def work(self) -> Work:
        """Return what to do."""
        raise RuntimeError("each form says it itself")

    def show_error(self, error: UserError) -> None:
        """Say why nothing was changed."""
        self.submit.setEnabled(True)
        self.say_wrong(str(error))

    def say_wrong(self, sentence: str) -> None:
        """Say it above the questions."""
        self._error.say(sentence)
        self._error.show()
        self._error.speak()

    def let_go(self) -> None:
        """Forget what was signed or typed."""


class ByReason(Decision):
    """A decision with a reason, and perhaps a day before it."""

    act = ""

    def __init__(
        self, one: "RetentionView", heading: str, sentence: str, submit: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(heading, submit, parent=parent)
        self._id, self._version = one.line.id, one.line.record.version
        self.column.addWidget(Words(sentence, "muted", parent=self))
        self.reason = Field("Reason", NoteField(lines=3), hint="No name and no place.", parent=self)

    def finish(self) -> None:
        self.column.addWidget(self.reason)
        super().finish()

    def first_focus(self) -> QWidget:
        return self.reason.inner.text_edit()

    def problem(self) -> str:
        return "" if str(self.reason.value()).strip() else "Say why"

    def more(self) -> dict[str, object]:
        """Return what else the work is told."""
        return {}

    def work(self) -> Work:
        act, given = type(self).act, {"reason": str(self.reason.value()), **self.more()}
        record_id, version = self._id, self._version

        def decide(vault: "Vault") -> "Done":
            done: Done = getattr(load(_ROOM), act)(vault, retention_id=record_id, version=version, **given)
            return done

        return decide


class KeepLonger(ByReason):
    """Another day, later than the one it has."""

    act = "keep_longer"

    def __init__(self, one: "RetentionView", dates: "Dates", parent: QWidget | None = None) -> None:
        sentence = "Somebody looks at it again on that day. A record is kept longer, never shorter."
        super().__init__(one, "Keep it longer", sentence, "Keep it longer", parent=parent)
        self.day = Field("Look at it again on", dates.field(past=False), parent=self)
        self.column.addWidget(self.day)
        self.finish()

    def first_focus(self) -> QWidget:
        return self.day.inner.text_edit()

    def problem(self) -> str:
        return super().problem() if self.day.value() else "Enter the day"

    def more(self) -> dict[str, object]:
        return {"review_on": str(self.day.value())}


class PutHold(ByReason):
    """An inquiry, a claim, a request of the police."""

    act = "put_hold"

    def __init__(self, one: "RetentionView", parent: QWidget | None = None) -> None:
        sentence = (
            "For an inquiry, a claim, a request of the police. Nobody can dispose of it until the hold is lifted."
        )
        super().__init__(one, "Put a legal hold on", sentence, "Put a legal hold on", parent=parent)
        self.finish()


class Propose(ByReason):
    """The first of the two who dispose of a record."""

    act = "propose"

    def __init__(self, one: "RetentionView", parent: QWidget | None = None) -> None:
        sentence = "Nothing goes yet. Somebody else looks at it and approves it with their own password."
        super().__init__(one, "Propose to dispose of it", sentence, "Propose it", parent=parent)
        self.finish()


class LiftHold(ByReason):
    """Two people end a hold."""

    act = "lift_hold"

    def __init__(self, one: "RetentionView", session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            one, "Lift the legal hold", "A second person agrees, with their own password.", "Lift the hold",
            parent=parent,
        )  # fmt: skip
        self.signature = SecondSignature(session, lambda _vault: MAY_DECIDE, self)
        self.nobody = Words(
            "Nobody else has a key here and a role that may agree. Add somebody in Settings, People at this desk.",
            "warn", parent=self,
        )  # fmt: skip
        self.nobody.hide()
        self.signature.asked.connect(lambda: self.nobody.setVisible(not self.signature.can_sign))
        self.finish()
        self.column.insertWidget(self.column.count() - 1, self.signature)
        self.column.insertWidget(self.column.count() - 1, self.nobody)
        self.signature.ask()

    def problem(self) -> str:
        return super().problem() or ("" if self.signature.second else "The second person signs first")

    def more(self) -> dict[str, object]:
        return {"second": self.signature.second}

    def let_go(self) -> None:
        self.signature.let_go()


class SetClass(Decision):
    """Another class of the council's schedule."""

    def __init__(self, one: "RetentionView", parent: QWidget | None = None) -> None:
        super().__init__("Choose the class", "Set the class", parent=parent)
        self._id, self._version = one.line.id, one.line.record.version
        sentence = "The day is reckoned anew. Your council sets the years in Settings, Keeping and disposing."
        self.column.addWidget(Words(sentence, "muted", parent=self))
        self.choice = ChoiceBox(one.classes, empty="Which class…")
        self.choice.set_value(one.line.record.class_id)
        self.field = Field("Class", self.choice, parent=self)
        self.column.addWidget(self.field)
        self.finish()

    def first_focus(self) -> QWidget:
        return self.choice

    def problem(self) -> str:
        return "" if self.choice.value() else "Choose a class"

    def work(self) -> Work:
        record_id, version, class_id = self._id, self._version, self.choice.value()

        def decide(vault: "Vault") -> "Done":
            done: Done = load(_ROOM).set_class(vault, retention_id=record_id, class_id=class_id, version=version)
            return done

        return decide


class AskedUkpps(Decision):
    """When UKPPS was asked, and what they said."""

    def __init__(self, one: "RetentionView", dates: "Dates", parent: QWidget | None = None) -> None:
        super().__init__("What UKPPS said", "Record it", parent=parent)
        record = one.line.record
        self._id, self._version = one.line.id, record.version
        self.column.addWidget(Words("UKPPS is asked before any disposal of a relocation.", "muted", parent=self))
        self.asked = Field("Asked on", dates.field(), parent=self)
        self.answer = ChoiceBox([(each.value, each.label) for each in UkppsAnswer], empty="No answer yet")
        self.answered = Field("Answered on", dates.field(), parent=self)
        self.asked.set_value(record.ukpps_asked_on.isoformat() if record.ukpps_asked_on else "")
        for part in (self.asked, Field("Their answer", self.answer, parent=self), self.answered):
            self.column.addWidget(part)
        self.answer.edited.connect(self._on_answer)
        self.answered.hide()
        self.finish()

    def first_focus(self) -> QWidget:
        return self.asked.inner.text_edit()

    def problem(self) -> str:
        if not self.asked.value():
            return "Enter the day on which UKPPS was asked"
        return "Enter the day of their answer" if self.answer.value() and not self.answered.value() else ""

    def work(self) -> Work:
        record_id, version = self._id, self._version
        given = (str(self.asked.value()), self.answer.value(), str(self.answered.value()))

        def decide(vault: "Vault") -> "Done":
            asked, answer, answered = given
            done: Done = load(_ROOM).record_ukpps(
                vault, retention_id=record_id, asked_on=asked, answer=answer, answered_on=answered, version=version
            )
            return done

        return decide

    def _on_answer(self) -> None:
        self.answered.setVisible(bool(self.answer.value()))


def withdraw(one: "RetentionView") -> Work:
    """Return the work that takes a proposal back, or turns somebody's down."""
    record_id, version = one.line.id, one.line.record.version

    def work(vault: "Vault") -> "Done":
        done: Done = load(_ROOM).withdraw(vault, retention_id=record_id, version=version)
        return done

    return work


def focus_later(widget: QWidget) -> None:
    """Give a widget the focus as a jump does."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)

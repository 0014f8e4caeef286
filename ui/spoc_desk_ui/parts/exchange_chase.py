"""C on records: the chasing note, ready to send, and the dated hand that says it was sent."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.exchanges import HandKind
from spoc_desk.forms.definition import Kind, LeakClass, Question

from ..lazy import load
from ..session import Session
from ..theme import XL
from ..widgets.announce import announce
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.date_field import DateField
from ..widgets.surface import row
from ..widgets.words import Words
from .exchange_acts import Chase, Recorded
from .question_grid import Asked, QuestionGrid
from .small_panel import SmallPanel

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

_ON = Question("on", "When?", Kind.DATE, LeakClass.NONE)


class ChasePanel(SmallPanel):
    """Shows the note; Enter copies it and records that these records were asked for again.

    Signals:
        recorded: what was recorded (Recorded).
        copied: the note, for the clipboard.
    """

    recorded = Signal(object)
    copied = Signal(str)

    def __init__(self, session: Session, chase: Chase, parent: QWidget | None = None) -> None:
        count = len(chase.item_ids)
        heading = f"Chase {chase.titles[0]}" if count == 1 else f"Chase {count} records"
        super().__init__(heading, _left_out(chase), "Record the chase and copy the note", parent)
        self.chase = chase
        self._session = session
        card = Card("The note to send or to read out", self)
        self.note = Words(chase.note, parent=card)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card.column.addWidget(self.note)
        self.grid = QuestionGrid(session, chase.calendar, (Asked(_ON),), self)
        day = self.grid.fields["on"].inner
        if isinstance(day, DateField):
            day.set_typed("today")
        line = row(spacing=XL)
        line.addWidget(card, 4)
        line.addWidget(self.grid, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)
        self.copy_button = Button("Copy the note only", "quiet", icon_name="copy", parent=self)
        self.copy_button.clicked.connect(self._copy)
        self.foot.insertWidget(2, self.copy_button)

    def first_focus(self) -> QWidget:
        """Return what Enter presses."""
        return self.save_button

    def keep_text(self) -> None:
        """Nothing is typed here that is worth keeping."""

    def submit(self) -> None:
        day = self.grid.fields["on"].inner
        if not self.save_button.isEnabled():
            return
        if isinstance(day, DateField) and not day.value():
            self.grid.show_problems({"on": "Say when you chased, such as today or mon."})
            return
        chase, on = self.chase, str(self.grid.answers()["on"])
        self.save_button.setEnabled(False)

        def work(vault: "Vault") -> Recorded:
            day_from = load("spoc_desk.casework.accepting").day_from
            chased = load("spoc_desk.casework.chase_note").chase
            done: Done = chased(vault, item_ids=chase.item_ids, on=day_from({"on": on}, "on", vault.clock.today()))[0]
            title = chase.titles[0] if len(chase.titles) == 1 else f"{len(chase.titles)} records"
            return Recorded(HandKind.A3, chase.item_ids, title, done.change, done.leaks, "", "")

        self._session.change(work, self._on_recorded, self._on_refused)

    def _on_recorded(self, done: Recorded) -> None:
        self._copy()
        self.recorded.emit(done)

    def _on_refused(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        self.say_wrong(str(error))

    def _copy(self) -> None:
        self.copied.emit(self.chase.note)
        announce(self, "The note is copied for 20 seconds")


def _left_out(chase: Chase) -> str:
    if not chase.left_out:
        return ""
    return f"Not chased, because they wait for nobody: {'; '.join(chase.left_out)}."

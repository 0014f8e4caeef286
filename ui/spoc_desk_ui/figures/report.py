"""The yearly report of the partnership: when it is due, when it was published, when its copies went out (D-19)."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..lazy import load
from ..session import Session
from ..theme import S
from ..widgets.buttons import Button
from ..widgets.card import SectionHead
from ..widgets.date_field import DateField
from ..widgets.field import Field
from ..widgets.surface import column, row

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.figures.view import FiguresView
    from spoc_desk.deadlines.calendar import Calendar
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault

_ROOM = "spoc_desk.casework.figures.yearly_report"
PUBLISHED = "recorded the yearly report"
_TURNS = {
    PUBLISHED: ("Published on", "Record the publication"),
    "recorded the copies of the yearly report": ("Copies sent on", "Record the copies"),
}


class YearlyReportPart(QWidget):
    """Signals:
    failed: (words) the day was refused.
    """

    failed = Signal(str)

    def __init__(self, session: Session, calendar: "Calendar", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._year, self._act = 0, ""
        layout = column(self, spacing=S)
        self._head = SectionHead("Yearly report", parent=self)
        layout.addWidget(self._head)
        self.days = {act: DateField(session.clock, calendar, examples=False) for act in _TURNS}
        self._fields = {act: Field(_TURNS[act][0], day, parent=self) for act, day in self.days.items()}
        for each in self._fields.values():
            layout.addWidget(each)
        line = row()
        self.record = Button(_TURNS[PUBLISHED][1], parent=self)
        self.record.clicked.connect(self._on_record)
        line.addWidget(self.record)
        line.addStretch(1)
        layout.addLayout(line)

    def show_view(self, view: "FiguresView") -> None:
        """Show the report of a year; a quarter has none."""
        self.setVisible(view.report is not None)
        if view.report is None:
            return
        self._year, self._act = view.period.year, view.report.next_act
        self._head.say("Yearly report", view.report.words)
        for act, field in self._fields.items():
            field.setVisible(act == self._act)
        self.record.setVisible(bool(self._act))
        if self._act:
            self.record.setText(_TURNS[self._act][1])

    def _on_record(self) -> None:
        year, act = self._year, self._act
        try:
            on = date.fromisoformat(self.days[act].value())
        except ValueError:
            self.failed.emit("Enter the day first.")
            return

        def work(vault: "Vault") -> "Done":
            room = load(_ROOM)
            done: Done = (room.record_published if act == PUBLISHED else room.record_copies)(vault, year, on)
            return done

        self._session.change(work, None, self._on_failed)

    def _on_failed(self, error: "UserError") -> None:
        self.failed.emit(str(error))

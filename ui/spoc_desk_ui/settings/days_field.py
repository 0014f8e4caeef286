"""A list of days: typed one after the other, shown in words, each with a button to take it out."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from spoc_desk.clock import Clock
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.domain.house_dates import long_date

from ..forms.flow import Flow
from ..theme import S
from ..widgets.announce import announce
from ..widgets.answering import Answer, as_ids
from ..widgets.buttons import Button, IconButton
from ..widgets.date_field import DateField
from ..widgets.surface import column, row
from ..widgets.words import Words

_SATURDAY = 5


class DaysField(QWidget):
    """Its value is the days in ISO form, in their order.

    Signals:
        edited: a day was added or taken out.
    """

    edited = Signal()

    def __init__(self, clock: Clock, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calendar = calendar
        self._days: list[str] = []
        self._lines: list[QWidget] = []
        layout = column(self, spacing=S)
        self.day = DateField(clock, calendar, self, past=False, examples=False)
        self.day.setAccessibleName("Day to add")
        self.add = Button("Add this day", icon_name="plus", parent=self)
        self.add.clicked.connect(self._on_add)
        top = Flow(spacing=S)
        top.addWidget(self.day)
        top.addWidget(self.add)
        layout.addLayout(top)
        self._why_not = Words(role="error", parent=self)
        self._why_not.hide()
        layout.addWidget(self._why_not)
        self._rows = column(spacing=0)
        layout.addLayout(self._rows)
        self._fit()
        self._none = Words("No extra days", "muted", parent=self)
        layout.addWidget(self._none)

    def value(self) -> tuple[str, ...]:
        """Return the days."""
        return tuple(self._days)

    def set_value(self, value: Answer) -> None:
        """Show these days."""
        self._days = sorted(as_ids(value))
        self._show()

    def text_edit(self) -> QWidget:
        """Return the line a day is typed in."""
        return self.day.text_edit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.day.line.hasFocus():
            self._on_add()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self.day.setMinimumWidth(self.fontMetrics().horizontalAdvance("0" * 24))

    def _on_add(self) -> None:
        chosen = self.day.value()
        sentence = self._refusal(chosen)
        self._why_not.say(sentence)
        if sentence:
            announce(self, sentence, urgent=True)
            return
        self._days = sorted({*self._days, chosen})
        self.day.set_value("")
        self._show()
        self.edited.emit()
        self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refusal(self, chosen: str) -> str:
        if not chosen:
            return "Type the day first, such as 3 may 2027"
        day = date.fromisoformat(chosen)
        if chosen in self._days:
            return "This day is in the list already"
        if name := self._calendar.bank_holiday(day):
            return f"{long_date(day)} is a bank holiday already: {name}"
        if day.weekday() >= _SATURDAY:
            return f"{long_date(day)} is at a weekend and does not count anyway"
        return ""

    def _show(self) -> None:
        for old in self._lines:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [self._line(day) for day in self._days]
        self._none.setVisible(not self._days)

    def _line(self, day: str) -> QWidget:
        holder = QWidget(self)
        line = row(holder, spacing=S)
        words = long_date(date.fromisoformat(day))
        line.addWidget(Words(words, wrap=False, parent=holder))
        out = IconButton("bin", f"Take out {words}", parent=holder)
        out.setProperty("day", day)
        out.clicked.connect(self._on_out)
        line.addWidget(out)
        line.addStretch(1)
        self._rows.addWidget(holder)
        return holder

    def _on_out(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._days = [day for day in self._days if day != str(sender.property("day"))]
            self._show()
            self.edited.emit()
            self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)

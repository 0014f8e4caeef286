"""A day and a time of day, typed in two lines side by side; half of it is kept as typed."""

import re

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.clock import Clock
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.forms.checks import tidy_time

from ..widgets.answering import Answer, as_text
from ..widgets.date_field import DateField
from ..widgets.surface import column
from ..widgets.text_field import TextField

_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")


class MomentField(QWidget):
    """Its value is "2026-11-23T09:30"; while the time lacks it is the day, and what cannot be read stays as typed.

    Signals:
        edited: the person changed the day or the time.
    """

    edited = Signal()

    def __init__(self, clock: Clock, calendar: Calendar, parent: QWidget | None = None, *, past: bool = True) -> None:
        super().__init__(parent)
        self.day = DateField(clock, calendar, self, past=past)
        self._time = TextField(self)
        self._time.setPlaceholderText("Time, 14:30")
        self.day.put_beside(self._time)
        column(self).addWidget(self.day)
        self.day.edited.connect(self.edited)
        self._time.edited.connect(self.edited)
        self.setFocusProxy(self.day.line)
        self.setAccessibleName("Day")
        self._fit()

    def value(self) -> str:
        """Return the moment, or as much of it as there is."""
        day = self.day.value() or self.day.typed()
        time = tidy_time(self._time.value())
        if not time:
            return day
        return f"{day}T{time}" if _TIME.fullmatch(time) and self.day.value() else f"{day} {time}".strip()

    def set_value(self, value: Answer) -> None:
        """Show a moment, a day, or what was typed before."""
        text = as_text(value)
        day, mark, time = text.partition("T")
        if mark and _TIME.fullmatch(time):
            self.day.set_value(day)
            self._time.setText(time)
        else:
            self._time.clear()
            self.day.set_typed(text)

    def text_edit(self) -> QWidget:
        """Return the line of the day."""
        return self.day.line

    def time_edit(self) -> QWidget:
        """Return the line of the time."""
        return self._time

    def setAccessibleName(self, name: str) -> None:
        """Name both lines after the question."""
        super().setAccessibleName(name)
        self.day.setAccessibleName(name)
        self._time.setAccessibleName(f"{name}, time")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self._time.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * 14))

"""A date typed the way people write dates, and read back in full below."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.clock import Clock
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.typed_dates import parse_approximate, parse_typed_date
from spoc_desk.domain.house_dates import long_date, month_and_year

from ..theme import XS, S
from .answering import Answer, as_text
from .surface import column, row
from .text_field import TextField
from .words import Words

_FIRST = 1000  # the line grows to its full width before the room behind it does
_EXAMPLES = "For example 27 3 2026, 27 mar, mon, today or -2wd"
_NOT_A_DATE = "This is not a date yet. Try 27 3 2026, 27 mar, mon or today"


class DateField(QWidget):
    """One line that takes `3/5/26`, `3 May`, `today`, `mon`, `+5wd`; its value is ISO, "2026-05" for a month, or "".

    What cannot be read stays in the line, so nothing typed is lost; `value` then is "" and `is_unreadable` is True.

    Signals:
        edited: the person changed the date.
    """

    edited = Signal()

    def __init__(
        self,
        clock: Clock,
        calendar: Calendar,
        parent: QWidget | None = None,
        *,
        past: bool = True,
        approximate: bool = False,
        examples: bool = True,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._calendar = calendar
        self._past = past
        self._approximate = approximate
        self._examples = examples
        self._value = ""
        layout = column(self, spacing=XS)
        self.line = TextField(self)
        self.line.setAccessibleName("Date")
        self.line.setAccessibleDescription(_EXAMPLES)
        self._echo = Words(role="small", parent=self)
        self._beside = row(spacing=S)
        self._beside.addWidget(self.line, _FIRST)
        self._beside.addStretch(1)
        layout.addLayout(self._beside)
        layout.addWidget(self._echo)
        self.line.edited.connect(self._on_edited)
        self.line.editingFinished.connect(self._say)
        self.setFocusProxy(self.line)
        self._fit()
        self._say()

    def value(self) -> str:
        """Return the day as "2026-05-03", a month as "2026-05", or ""."""
        return self._value

    @property
    def is_unreadable(self) -> bool:
        """True where something is typed that is no date."""
        return bool(self.line.value()) and not self._value

    def typed(self) -> str:
        """Return what stands in the line, for a draft."""
        return self.line.value()

    def set_typed(self, text: str) -> None:
        """Put half-typed text back."""
        self.line.setText(text)
        self._value = self._read(text)
        self._say()

    def set_value(self, value: Answer) -> None:
        """Show an ISO day or month, or nothing."""
        self._value = as_text(value)
        self.line.setText(_in_figures(self._value))
        self._say()

    def put_beside(self, widget: QWidget) -> None:
        """Show *widget* on the line, after the date; the words below have the width of both."""
        self._beside.insertWidget(1, widget, 0, Qt.AlignmentFlag.AlignTop)

    def use_calendar(self, calendar: Calendar) -> None:
        """Count working days as this council does; what stands in the line is read again."""
        self._calendar = calendar
        if self.line.isModified():
            self._value = self._read(self.line.text())
            self._say()

    def text_edit(self) -> QWidget:
        """Return the line."""
        return self.line

    def setAccessibleName(self, name: str) -> None:
        """Name the line after the question."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _on_edited(self) -> None:
        self._value = self._read(self.line.text())
        self._say()
        self.edited.emit()

    def _read(self, text: str) -> str:
        day = parse_typed_date(text, self._clock.today(), self._calendar, past=self._past)
        if day is not None:
            return day.isoformat()
        return (parse_approximate(text) or "") if self._approximate else ""

    def _say(self) -> None:
        words = _in_words(self._value)
        unreadable = self.is_unreadable and not self.line.hasFocus()
        self._echo.set_role("error" if unreadable else "small")
        self._echo.setText(_NOT_A_DATE if unreadable else words or _EXAMPLES)
        self._echo.setVisible(self._examples or unreadable or bool(words))

    def _fit(self) -> None:
        self.line.setMaximumWidth(self.fontMetrics().horizontalAdvance("0" * 24))


def _in_words(value: str) -> str:
    """Return "Sunday 3 May 2026" or "May 2026"."""
    if len(value) == len("2026-05"):
        return month_and_year(int(value[:4]), int(value[5:]))
    return long_date(date.fromisoformat(value)) if value else ""


def _in_figures(value: str) -> str:
    """Return "3 5 2026", the shortest form the line reads back."""
    return " ".join(str(int(part)) for part in reversed(value.split("-"))) if value else ""

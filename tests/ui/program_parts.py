"""A desk with two small pages of its own, to test the program around the pages."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from spoc_desk_ui.drafts import DraftKeeper
from spoc_desk_ui.page import Page, Place, Tools
from spoc_desk_ui.widgets.date_field import DateField
from spoc_desk_ui.widgets.field import Field
from spoc_desk_ui.widgets.note_field import NoteField
from spoc_desk_ui.widgets.surface import column
from spoc_desk_ui.widgets.text_field import TextField
from tests.patience import own_seconds


class NotePage(Page):
    """A page with half-typed text."""

    def __init__(self, tools: Tools, place: str) -> None:
        super().__init__()
        self.case_id = ""
        self.service = TextField()
        self.note = NoteField()
        layout = column(self)
        layout.addWidget(Field("Name of the service", self.service))
        layout.addWidget(Field("When", DateField(tools.session.clock, tools.calendar)))
        layout.addWidget(Field("What was agreed", self.note))
        self.keeper = DraftKeeper(tools.session, place, {"service": self.service, "note": self.note}, self)

    def open(self, ids: Mapping[str, str]) -> None:
        self.case_id = ids.get("case_id", "")
        self.reference_changed.emit("quiet harbour 4821" if self.case_id else "")
        self.keeper.look_for()

    def open_ids(self) -> dict[str, str]:
        return {"case_id": self.case_id} if self.case_id else {}

    def first_focus(self) -> QWidget:
        return self.service

    def keep_text(self) -> None:
        self.keeper.keep_now()


def _today(tools: Tools) -> Page:
    return NotePage(tools, "today")


def _case(tools: Tools) -> Page:
    return NotePage(tools, "case")


TWO_PLACES = (Place("today", "Today", "today", _today), Place("case", "Case", "sheet", _case, on_rail=False))


class Probe(QWidget):
    """Notes the longest pause between two beats of the event loop."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.longest = 0.0
        self._last = 0.0
        self._timer = 0

    def begin(self) -> None:
        self._last = own_seconds()
        self._timer = self.startTimer(5)

    def end(self) -> None:
        self.killTimer(self._timer)

    def timerEvent(self, _event: object) -> None:
        now = own_seconds()
        self.longest = max(self.longest, now - self._last)
        self._last = now

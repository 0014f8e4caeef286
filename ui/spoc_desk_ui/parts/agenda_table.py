"""The list on Today: how it stands (word and shape), which case, what, the clock in words, who."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QTableView, QWidget

from spoc_desk.deadlines.wording import State as ClockState

from ..lazy import load
from ..session import Session
from ..widgets.empty_state import EmptyState
from ..widgets.paged_model import Cell, Column, PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.surface import column
from ..widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.casework.agenda import AgendaRow
    from spoc_desk.vault.vault import Vault

COLUMNS = (
    Column("state", "State", 110, sortable=False, filterable=False),
    Column("case", "Case", 188, sortable=False, filterable=False),
    Column("what", "What", 300, sortable=False, filterable=False, grows=True),
    Column("when", "When", 350, sortable=False, filterable=False),
    Column("who", "Who", 140, sortable=False, filterable=False),
)
_STATES = {
    ClockState.OVERDUE: State("Late", Tone.LATE),
    ClockState.DUE_TODAY: State("Today", Tone.WARN),
    ClockState.DUE_SOON: State("Due soon", Tone.WARN),
    ClockState.ON_TIME: State("On time", Tone.NOT_YET),
}
_OF_SECTION = {
    "waiting": State("Waiting", Tone.UNDER_WAY),
    "unfinished": State("Half typed", Tone.UNDER_WAY),
    "undated": State("To do", Tone.NOT_YET),
}
_EMPTY = {
    "late": ("Nothing is late", ""),
    "due_soon": ("Nothing is due in the next five working days", ""),
    "waiting": ("Nobody owes you an answer", "What you ask of the UKPPS SPOC or of our services is listed here."),
    "unfinished": ("Nothing is half typed", "Text you have not saved yet is kept and listed here."),
    "undated": ("Nothing else to do", "Steps for which no number of days is set are listed here."),
}


class AgendaTable(QWidget):
    """One of the lists at a time.

    Signals:
        place_opened: the place string of the line on which Enter was pressed.
    """

    place_opened = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section = "late"  # read on the vault's thread too
        self._counts: dict[str, int] = {}
        self._calm = ""
        self._wanted_day: date | None = None
        model: PagedModel[AgendaRow] = PagedModel(session, COLUMNS, self._fetch, self._cell, row_id=_row_id)
        self._empty = EmptyState("Nothing is late", icon_name="ok")
        self.table = RecordTable(
            model, "What there is to do", ("thing to do", "things to do"), empty=self._empty, parent=self
        )
        self.table.opened.connect(self._on_opened)
        model.counted.connect(self._on_counted)
        column(self, spacing=0).addWidget(self.table)
        self.setFocusProxy(self.table)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """A few lines are always seen, however large the text."""
        self.setMinimumHeight(self.fontMetrics().height() * 9)

    @property
    def view(self) -> QTableView:
        """The table itself."""
        return self.table.view

    def show_counts(self, counts: dict[str, int], calm: str) -> None:
        """Keep how long each list is, and what to say when nothing is late."""
        self._counts, self._calm = dict(counts), calm

    def show_section(self, section: str) -> None:
        """Show one list."""
        self._section = section
        heading, sentence = _EMPTY[section]
        if section == "late" and self._calm:
            heading, _, rest = self._calm.partition(". ")
            sentence = rest or sentence
        self._empty.say(heading, sentence)
        self.table.refresh()

    def go_to_day(self, day: date) -> None:
        """Make the first line that is due on *day* or later current, when the rows are there."""
        self._wanted_day = day

    # inside ---------------------------------------------------------------------------------------------------------

    def _fetch(self, vault: "Vault", wanted: Wanted) -> "Rows[AgendaRow]":
        section = self._section
        page = load("spoc_desk.casework.agenda").agenda_page(
            vault, section=section, offset=wanted.offset, limit=wanted.limit
        )
        shown = wanted.offset + len(page.rows)
        return Rows(page.rows, max(self._counts.get(section, 0), shown) if page.more else shown)

    def _cell(self, line: "AgendaRow", column_id: str) -> Cell | str:
        if column_id == "state":
            return Cell(state=self._state(line))
        if column_id == "case":
            return Cell(line.case_ref or "\u2013", look="strong")
        if column_id == "when":
            return Cell(line.words, look="error" if line.state == ClockState.OVERDUE else "")
        return line.what if column_id == "what" else line.who

    def _state(self, line: "AgendaRow") -> State:
        stands = _STATES.get(ClockState(line.state)) if line.state else None
        return stands or _OF_SECTION.get(self._section, State("To do", Tone.NOT_YET))

    def _on_opened(self, _row_id: str) -> None:
        line = self.table.current_row()
        if line is not None:
            self.place_opened.emit(line.place)

    def _on_counted(self) -> None:
        day, self._wanted_day = self._wanted_day, None
        if day is None:
            return
        model = self.table.model
        rows = ((place, model.row_at(place)) for place in range(model.rowCount()))
        place = next((at for at, line in rows if line is not None and line.due_on and line.due_on >= day), -1)
        if place >= 0:
            self.view.setCurrentIndex(model.index(place, 0))
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _row_id(line: "AgendaRow") -> str:
    return f"{line.place}\n{line.what}"

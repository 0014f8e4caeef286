"""Who looked: every record that was opened at this desk, and every name that was shown, newest first."""

from PySide6.QtWidgets import QWidget

from spoc_desk.casework.may_see import Sight

from ..page import Tools
from ..parts.looks_table import LooksTable
from ..place_strings import split_place
from .section import Section

_TALL = 460
"""A list that is read by scrolling the page and the list in turn is not read."""


class LooksSection(Section):
    """The list for the whole desk. Enter opens what was looked at."""

    key = "looks"
    title = "Who looked"
    seen_by = (Sight.TRAIL,)
    intro = (
        "Who opened a relocation, a referral, a restricted record or the print register: one line for each person, "
        "record and unlock. A name that was shown has a line at every look, with the reason."
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.table = LooksTable(tools.session, "Who looked at what", of_case=False, parent=self)
        self.table.opened.connect(self._on_opened)
        self.table.model.counted.connect(self._on_counted)
        self.table.setMinimumHeight(_TALL)
        self.table.print_wanted.connect(self._on_print)
        self.column.addWidget(self.table, 1)

    def show_now(self) -> None:
        self.table.refresh()

    def print_now(self) -> bool:
        self._on_print(self.table.print_place())
        return True

    def first_focus(self) -> QWidget | None:
        return self.table.view

    def _on_opened(self, _row_id: str) -> None:
        line = self.table.current_row()
        if line is not None and line.place:
            self.place_requested.emit(*split_place(line.place))

    def _on_print(self, place: str) -> None:
        self.place_requested.emit(*split_place(place))

    def _on_counted(self, _total: int, _filtered: bool) -> None:
        self.filled.emit()

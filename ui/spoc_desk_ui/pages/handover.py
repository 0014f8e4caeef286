"""Hand-over: what was sealed for other desks and what came from them, the newest first."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from spoc_desk.casework.change import What
from spoc_desk.domain.handovers import HandoverState, Way

from ..absence import SEALS, only_for
from ..forms.flow import Flow
from ..handover.detail import HandoverDetail
from ..handover.errand import Errand
from ..lazy import load
from ..page import Page, Tools
from ..place_strings import split_place
from ..theme import XL, L, M
from ..widgets.buttons import Button
from ..widgets.empty_state import EmptyState
from ..widgets.head_line import HeadLine
from ..widgets.paged_model import Cell, Column, PagedModel, Rows, Wanted
from ..widgets.record_table import RecordTable
from ..widgets.surface import column
from ..widgets.tones import State, Tone
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change
    from spoc_desk.casework.handover.answering import HandoverLine
    from spoc_desk.vault.vault import Vault

_ANSWERING = "spoc_desk.casework.handover.answering"
_COLUMNS = tuple(
    Column(key, title, width, sortable=False, filterable=False, grows=grows)
    for key, title, width, grows in (
        ("desk", "To or from", 300, True),
        ("kind", "What", 190, False),
        ("made", "Sealed", 190, False),
        ("cases", "Cases", 90, False),
        ("state", "Where it stands", 280, False),
    )
)
_TONES = {
    HandoverState.WRITING: Tone.WARN,
    HandoverState.SENT: Tone.UNDER_WAY,
    HandoverState.RECEIPTED: Tone.DONE,
    HandoverState.TAKEN: Tone.DONE,
    HandoverState.CANCELLED: Tone.STOPPED,
    HandoverState.BARRED: Tone.STOPPED,
    HandoverState.UNDONE: Tone.STOPPED,
}
_EMPTY = (
    "Nothing was handed over yet",
    "Cases travel between two desks as one sealed file on a stick: for one desk only, and with a receipt. First the "
    "two desks exchange their cards.",
)


class HandoverPage(Page):
    """Enter goes to what can be done with the current row. Ctrl+N seals something new."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        layout = column(self, spacing=M)
        layout.setContentsMargins(XL, L, XL, M)
        self.desks = Button("This desk and others", "quiet", icon_name="key", parent=self)
        self.desks.clicked.connect(lambda: self.place_requested.emit("handover_desks", {}))
        self.packs = Button("Deputy packs", "quiet", icon_name="people", parent=self)
        self.packs.clicked.connect(lambda: self.place_requested.emit("deputy_packs", {}))
        self.file = Button("Open a hand-over file", "quiet", icon_name="folder", parent=self)
        self.file.clicked.connect(lambda: self.place_requested.emit("handover_file", {}))
        self.new = Button("Hand over cases", "primary", icon_name="plus", parent=self)
        self.new.setToolTip("Ctrl+N")
        self.new.clicked.connect(self.new_requested)
        only_for(self._session, (SEALS,), self.new, self.file, self.packs, self.desks)
        head = HeadLine([self.file, self.new], self)
        head.words.addWidget(Words("Hand-over", "title", wrap=False, parent=self))
        layout.addWidget(head)
        beside = Flow(spacing=M)
        beside.setContentsMargins(0, 0, 0, 0)
        for button in (self.desks, self.packs):
            beside.addWidget(button)
        layout.addLayout(beside)
        self.errand = Errand(self._session, self)
        layout.addWidget(self.errand)
        model: PagedModel[HandoverLine] = PagedModel(
            self._session, _COLUMNS, _fetch, _cell, row_id=lambda line: line.handover.id
        )
        self.table = RecordTable(
            model,
            "Hand-overs",
            ("hand-over", "hand-overs"),
            empty=EmptyState(*_EMPTY, icon_name="handover"),
            parent=self,
        )
        self.detail = HandoverDetail(self._session, self.errand, self)
        self.detail.asked.connect(self._on_asked)
        self.detail.case_wanted.connect(lambda case_id: self.place_requested.emit("case", {"case_id": case_id}))
        layout.addWidget(self._below(), 1)
        self.detail.sheet_wanted.connect(
            lambda handover_id: self.place_requested.emit(*split_place(f"print/handover-sheet/-/{handover_id}"))
        )
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(self._on_opened)
        self.table.copied.connect(self.copy_requested)
        model.counted.connect(self._on_counted)
        self._session.changed.connect(self._on_changed)
        self._session.locked.connect(lambda: self.detail.show_line(None))

    def _below(self) -> QScrollArea:
        """Return the list with what can be done below it; it scrolls only where large text leaves no room."""
        area = self.area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(area)
        content.setProperty("surface", "clear")
        inner = column(content, spacing=M)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.detail)
        area.setWidget(content)
        self._fit()
        return area

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """A few lines are always seen, however large the text."""
        self.table.setMinimumHeight(self.fontMetrics().height() * 9)

    def _on_asked(self, asking: bool) -> None:
        if asking:  # once it has its height
            QTimer.singleShot(0, self.detail, lambda: self.area.ensureWidgetVisible(self.detail))

    def open(self, ids: Mapping[str, str]) -> None:
        if ids.get("record_id"):
            self.table.select_id(ids["record_id"])
        self.table.refresh()

    def open_ids(self) -> dict[str, str]:
        return {"record_id": self.table.current_id()} if self.table.current_id() else {}

    def first_focus(self) -> QWidget | None:
        return self.table.view if self.table.model.rowCount() else self.new

    def print_requested(self) -> bool:
        line = self.detail.line
        if line is None or not self._session.may("printed a copy"):
            return False
        self.detail.sheet_wanted.emit(line.handover.id)
        return True

    def new_requested(self) -> bool:
        if not self._session.may(SEALS):
            return False
        self.place_requested.emit("new_handover", {})
        return True

    def _on_counted(self) -> None:
        self._on_picked(self.table.current_id())
        self.filled.emit()

    def _on_picked(self, _row_id: str) -> None:
        self.detail.show_line(self.table.current_row())

    def _on_opened(self, _row_id: str) -> None:
        detail = self.detail
        for button in (detail.receipt, detail.word, detail.cancel, detail.case):
            if button.isVisible():
                button.setFocus()
                return

    def _on_changed(self, change: "Change") -> None:
        if self.isVisible() and change.what is What.HANDOVER:
            self.table.refresh()


def _fetch(vault: "Vault", wanted: Wanted) -> "Rows[HandoverLine]":
    found = load(_ANSWERING).handovers(vault, offset=wanted.offset, limit=wanted.limit)
    return Rows(found.rows, found.total)


def _cell(line: "HandoverLine", column_id: str) -> Cell | str:
    known = line.handover
    if column_id == "desk":
        return Cell(f"{line.way_words} {line.desk_name}", look="strong")
    if column_id == "state":
        owed = line.receipt_owed or line.word_owed
        tone = Tone.WARN if owed else _TONES[known.state]
        if known.way is Way.OUT and not line.can_cancel and known.state is HandoverState.SENT:
            tone = Tone.DONE
        return Cell(state=State(line.state_words, tone))
    if column_id == "cases":
        return f"{known.cases:,}" if known.cases else ""
    return line.kind_words if column_id == "kind" else line.made_words

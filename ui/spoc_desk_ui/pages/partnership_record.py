"""One record of the partnership: how it stands, what can be done now, what was answered. Drawn from its sheet."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spoc_desk.casework.partnership.sheet import Block, Sheet, Standing
from spoc_desk.forms.loader import load_form

from ..forms.answers_view import AnswersView, FactLine
from ..forms.flow import Flow
from ..lazy import load
from ..page import Tools
from ..partnership.kind import RecordKind
from ..parts.danger_band import DangerBand
from ..parts.flowing import flowing
from ..parts.turning_page import TurningPage
from ..place_strings import split_place
from ..theme import L, M, S
from ..widgets.buttons import Button
from ..widgets.state_chip import StateChip
from ..widgets.surface import Surface, column, row
from ..widgets.tones import Tone
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change
    from spoc_desk.casework.turns import Turn
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault

_TONES = {
    Standing.OPEN: Tone.UNDER_WAY,
    Standing.WAITS: Tone.WARN,
    Standing.LATE: Tone.LATE,
    Standing.STOPPED: Tone.STOPPED,
    Standing.DONE: Tone.DONE,
}


class PartnershipRecordPage(TurningPage):
    """One record of *kind*."""

    def __init__(self, kind: RecordKind, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.session, kind.place, kind.room, parent)
        self._kind = kind
        self.record_id = ""
        self.sheet: Sheet | None = None
        self._rooms: dict[str, QVBoxLayout] = {}
        outer = column(self, spacing=0)
        self.danger = DangerBand(self)
        outer.addWidget(self.danger)
        outer.addWidget(self.area, 1)
        self._session.changed.connect(self._on_changed)
        self._session.locked.connect(self._forget)

    def open(self, ids: Mapping[str, str]) -> None:
        self.record_id = ids.get("record_id", "")
        self.read_first()

    def open_ids(self) -> dict[str, str]:
        return {"record_id": self.record_id} if self.record_id else {}

    def first_focus(self) -> QWidget | None:
        """Return the next step: what is marked as such, or the first thing there is."""
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        marked = (button for button in shown if button.property("kind") == "primary")
        return next(iter((*marked, *shown)), None)

    def print_requested(self) -> bool:
        if self.sheet is None or not self.sheet.paper:
            return False
        self.place_requested.emit(*split_place(self.sheet.paper))
        return True

    # drawing --------------------------------------------------------------------------------------------------------

    def read(self) -> None:
        room, record_id = self._kind.room, self.record_id

        def work(vault: "Vault") -> Sheet:
            sheet: Sheet = load(room).sheet_of(vault, record_id)
            return sheet

        self._session.run(work, self._on_sheet, self.failed)

    def _on_sheet(self, sheet: Sheet) -> None:
        if sheet.id == self.record_id:
            self.sheet = sheet
            self.danger.follow(sheet.danger)
            self.redraw(lambda content: self._draw(sheet, content))

    def _draw(self, sheet: Sheet, content: QWidget) -> None:
        inside = column(content, spacing=L)
        inside.addLayout(self._head(sheet, content))
        for block in sheet.blocks:
            inside.addWidget(self._block(block, content))
        for filled in sheet.filled:
            view = AnswersView(
                load_form(filled.form), filled.answers, labels=filled.labels, but=filled.but, parent=content
            )
            inside.addWidget(view)

    def _head(self, sheet: Sheet, content: QWidget) -> QVBoxLayout:
        head = column(spacing=S)
        line = row(spacing=M)
        line.addWidget(Words(sheet.title, "title", parent=content), 1)
        chip = StateChip(sheet.state, _TONES[sheet.standing], parent=content)
        line.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(line)
        for fact in sheet.facts:
            head.addWidget(flowing(fact, "muted", content))
        if sheet.sentence:
            head.addWidget(flowing(sheet.sentence, "strong", content))
        flow = self.turn_buttons(sheet.turns, self.record_id, content)
        self._add_ways(sheet, flow, content)
        head.addLayout(flow)
        self._frame_room = column(spacing=S)
        head.addLayout(self._frame_room)
        return head

    def _block(self, block: Block, parent: QWidget) -> QWidget:
        part: QWidget = Surface("warn", parent) if block.warns else QWidget(parent)
        inside = column(part, margin=M if block.warns else 0, spacing=2)
        head = row(spacing=M)
        head.addWidget(flowing(block.title, "strong", part), 1)
        if block.standing is not None:
            head.addWidget(StateChip(block.state, _TONES[block.standing], parent=part), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(head)
        for line in block.lines:
            inside.addWidget(flowing(line, "body", part))
        for label, words in block.pairs:
            inside.addWidget(FactLine(label, words, part))
        if block.turns:
            inside.addSpacing(S)
            inside.addLayout(self.turn_buttons(block.turns, self.record_id, part))
            room = column(spacing=S)
            self._rooms |= {turn.name: room for turn in block.turns}
            inside.addLayout(room)
        return part

    def _add_ways(self, sheet: Sheet, flow: Flow, content: QWidget) -> None:
        """The paper and the places that have to do with it."""
        if sheet.paper:
            paper = Button("Print", "quiet", icon_name="print", parent=content)
            paper.setToolTip("Ctrl+P")
            paper.clicked.connect(self.print_requested)
            self.buttons["print"] = paper
            flow.addWidget(paper)
        for link in sheet.links:
            button = Button(link.words, "quiet", icon_name="arrow-right", parent=content)
            button.clicked.connect(lambda _checked=False, place=link.place: self._go(place))
            self.buttons[link.place] = button
            flow.addWidget(button)

    def clear(self) -> None:
        super().clear()
        self._rooms = {}

    # acting ---------------------------------------------------------------------------------------------------------

    def room_for(self, turn: "Turn", key: str) -> QVBoxLayout:
        return self._rooms.get(turn.name, self._frame_room)

    def _go(self, place: str) -> None:
        self.place_requested.emit(*split_place(place))

    # events ---------------------------------------------------------------------------------------------------------

    def failed(self, error: "UserError") -> None:
        super().failed(error)
        self.filled.emit()

    def _on_changed(self, change: "Change") -> None:
        if self.isVisible() and self.frame is None and self.record_id and change.what in self._kind.changed_by:
            self.read()

    def _forget(self) -> None:
        self.sheet = None
        self.clear()

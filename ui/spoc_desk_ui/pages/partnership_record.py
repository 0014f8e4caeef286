"""One record of the partnership: how it stands, what can be done now, what was answered. Drawn from its sheet."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spoc_desk.casework.partnership.sheet import Block, Sheet, Standing
from spoc_desk.forms.loader import load_form

from ..absence import only_for
from ..forms.answers_view import AnswersView, FactLine
from ..forms.choices import Choices, fetch_choices
from ..forms.flow import Flow
from ..lazy import load
from ..page import Page, Tools
from ..partnership.kind import RecordKind
from ..parts.danger_band import DangerBand
from ..parts.flowing import flowing
from ..parts.turn_frame import TurnFrame
from ..place_strings import split_place
from ..theme import XL, L, M, S
from ..widgets.buttons import Button
from ..widgets.state_chip import StateChip
from ..widgets.surface import ScrollColumn, Surface, column, row
from ..widgets.tones import Tone
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change
    from spoc_desk.casework.turns import Turn
    from spoc_desk.errors import UserError
    from spoc_desk.forms.definition import Answer
    from spoc_desk.vault.vault import Vault

_TONES = {
    Standing.OPEN: Tone.UNDER_WAY,
    Standing.WAITS: Tone.WARN,
    Standing.LATE: Tone.LATE,
    Standing.STOPPED: Tone.STOPPED,
    Standing.DONE: Tone.DONE,
}


class PartnershipRecordPage(Page):
    """The page draws itself again after each change; the form of one act stands where its button was."""

    def __init__(self, kind: RecordKind, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._session = kind, tools.session
        self.record_id = ""
        self.sheet: Sheet | None = None
        self.frame: TurnFrame | None = None
        self._goes_on = False  # something was done: the focus goes to the next step
        self.buttons: dict[str, Button] = {}
        self._rooms: dict[str, QVBoxLayout] = {}
        self._choices: Choices = {}
        outer = column(self, spacing=0)
        self.danger = DangerBand(self)
        outer.addWidget(self.danger)
        self.area = ScrollColumn(self, widest=900, margin=XL, spacing=L)
        outer.addWidget(self.area, 1)
        self._content: QWidget | None = None
        self._session.changed.connect(self._on_changed)
        self._session.locked.connect(self._forget)

    def open(self, ids: Mapping[str, str]) -> None:
        self.record_id = ids.get("record_id", "")
        self._session.run(fetch_choices, self._on_choices)

    def open_ids(self) -> dict[str, str]:
        return {"record_id": self.record_id} if self.record_id else {}

    def first_focus(self) -> QWidget | None:
        """Return the next step: what is marked as such, or the first thing there is."""
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        marked = (button for button in shown if button.property("kind") == "primary")
        return next(iter((*marked, *shown)), None)

    def keep_text(self) -> None:
        if self.frame is not None:
            self.frame.keep_text()

    def save_requested(self) -> bool:
        if self.frame is None:
            return False
        self.frame.submit()
        return True

    def print_requested(self) -> bool:
        if self.sheet is None or not self.sheet.paper:
            return False
        self.place_requested.emit(*split_place(self.sheet.paper))
        return True

    # drawing --------------------------------------------------------------------------------------------------------

    def _on_choices(self, choices: Choices) -> None:
        self._choices = choices
        self._load()

    def _load(self) -> None:
        room, record_id = self._kind.room, self.record_id

        def work(vault: "Vault") -> Sheet:
            sheet: Sheet = load(room).sheet_of(vault, record_id)
            return sheet

        self._session.run(work, self._on_sheet, self._on_failed)

    def _on_sheet(self, sheet: Sheet) -> None:
        if sheet.id != self.record_id:
            return
        self.sheet = sheet
        here, self._goes_on = self._goes_on or self._has_focus_within(), False
        self._draw(sheet)
        step = self.first_focus()
        if here and step is not None:
            step.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filled.emit()

    def _has_focus_within(self) -> bool:
        """Say whether the focus lies on the page: drawing it anew takes away what has it."""
        focus = self.window().focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _draw(self, sheet: Sheet) -> None:
        self._clear()
        content = self._content = QWidget(self)
        inside = column(content, spacing=L)
        inside.addLayout(self._head(sheet, content))
        for block in sheet.blocks:
            inside.addWidget(self._block(block, content))
        for filled in sheet.filled:
            view = AnswersView(
                load_form(filled.form), filled.answers, labels=filled.labels, but=filled.but, parent=content
            )
            inside.addWidget(view)
        self.area.column.addWidget(content)
        content.show()
        self.danger.follow(sheet.danger)

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
        flow = self._buttons(sheet.turns, content)
        self._add_ways(sheet, flow, content)
        head.addLayout(flow)
        self._frame_room = column(spacing=S)
        head.addLayout(self._frame_room)
        return head

    def _buttons(self, turns: "Iterable[Turn]", parent: QWidget) -> Flow:
        flow = Flow(spacing=S)
        for turn in turns:
            look = "primary" if turn.main else ""
            button = Button(turn.words, look, parent=parent) if look else Button(turn.words, parent=parent)
            button.clicked.connect(lambda _checked=False, turn=turn: self._on_turn(turn))
            only_for(self._session, (turn.act,), button)
            self.buttons[turn.name] = button
            flow.addWidget(button)
        return flow

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
            inside.addLayout(self._buttons(block.turns, part))
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

    def _clear(self) -> None:
        self._close_frame()
        self.buttons, self._rooms = {}, {}
        content, self._content = self._content, None
        if content is not None:
            self.area.column.removeWidget(content)
            content.hide()
            content.deleteLater()

    # acting ---------------------------------------------------------------------------------------------------------

    def _go(self, place: str) -> None:
        self.place_requested.emit(*split_place(place))

    def _on_turn(self, turn: "Turn") -> None:
        room, record_id = self._kind.room, self.record_id

        def work(vault: "Vault") -> "Mapping[str, Answer]":
            answers: Mapping[str, Answer] = load(room).first_answers(vault, turn, record_id)
            return answers

        self._session.run(work, lambda answers: self._ask(turn, answers), self._on_failed)

    def _ask(self, turn: "Turn", answers: "Mapping[str, Answer]") -> None:
        self._close_frame()
        frame = TurnFrame(self._session, turn, self.record_id, answers, self._choices, self._kind.place, self)
        frame.moved.connect(self._on_moved)
        frame.cancelled.connect(self._on_cancelled)
        self._rooms.get(turn.name, self._frame_room).addWidget(frame)
        self.frame = frame
        frame.show()
        focus = frame.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, frame, lambda: self.area.ensureWidgetVisible(frame))  # once it has its height

    def _close_frame(self) -> None:
        frame, self.frame = self.frame, None
        if frame is not None:
            frame.keep_text()
            frame.hide()
            frame.deleteLater()

    def _on_moved(self, words: str) -> None:
        self._goes_on = True
        self._close_frame()
        self.toast_requested.emit(words, None)
        self._load()

    def _on_cancelled(self) -> None:
        self._close_frame()
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    # events ---------------------------------------------------------------------------------------------------------

    def _on_failed(self, error: "UserError") -> None:
        self.notice_requested.emit(str(error), "error")
        self.filled.emit()

    def _on_changed(self, change: "Change") -> None:
        if self.isVisible() and self.frame is None and self.record_id and change.what in self._kind.changed_by:
            self._load()

    def _forget(self) -> None:
        self.sheet = None
        self._clear()

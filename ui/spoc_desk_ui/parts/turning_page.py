"""The page of a record with which things are done: drawn anew after each, the form stands where its button was."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..absence import only_for
from ..forms.choices import Choices, fetch_choices
from ..forms.flow import Flow
from ..lazy import load
from ..page import Page
from ..session import Session
from ..theme import XL, L, S
from ..widgets.buttons import Button
from ..widgets.surface import ScrollColumn, column
from .turn_frame import TurnFrame

if TYPE_CHECKING:
    from spoc_desk.casework.turns import Turn
    from spoc_desk.errors import UserError
    from spoc_desk.forms.definition import Answer
    from spoc_desk.vault.vault import Vault


class TurningPage(Page):
    """What is shared by the pages of such records.

    *place*: the name of the page's own place. *offers*: the room of casework that knows what the forms begin with.
    """

    def __init__(self, session: Session, place: str, offers: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._place_name, self._offers = place, offers
        self.area = ScrollColumn(self, widest=900, margin=XL, spacing=L)
        self.frame: TurnFrame | None = None
        self.buttons: dict[str, Button] = {}
        self._choices: Choices = {}
        self._content: QWidget | None = None
        self._frame_room = column(spacing=S)
        self._goes_on = False  # something was done: the focus goes to the next step

    # what a page says of itself -------------------------------------------------------------------------------------

    def read(self) -> None:
        """Ask for what is shown, and show it with `redraw`."""

    def room_for(self, turn: "Turn", key: str) -> QVBoxLayout:
        """Return where the form of *turn* stands, of the record *key*: below the head, unless the page knows better."""
        return self._frame_room

    def failed(self, error: "UserError") -> None:
        """Say why something was refused."""
        self.notice_requested.emit(str(error), "error")

    # the desk -------------------------------------------------------------------------------------------------------

    def keep_text(self) -> None:
        if self.frame is not None:
            self.frame.keep_text()

    def save_requested(self) -> bool:
        if self.frame is None:
            return False
        self.frame.submit()
        return True

    # drawing --------------------------------------------------------------------------------------------------------

    def read_first(self) -> None:
        """Ask for the choices of the forms, then for what is shown."""
        self._session.run(fetch_choices, self._on_choices)

    def redraw(self, draw: Callable[[QWidget], None]) -> None:
        """Let *draw* fill an empty page; where the focus lay on the old one it goes to the next step."""
        goes_on, self._goes_on = self._goes_on or self._has_focus_within(), False
        self.clear()
        content = self._content = QWidget(self)
        draw(content)
        self.area.column.addWidget(content)
        content.show()
        if goes_on:
            self._go_to_next_step()
        self.filled.emit()

    def clear(self) -> None:
        """Take away everything that is shown."""
        self._close_frame()
        self.buttons = {}
        content, self._content = self._content, None
        if content is not None:
            self.area.column.removeWidget(content)
            content.hide()
            content.deleteLater()

    def turn_buttons(self, turns: "Iterable[Turn]", key: str, parent: QWidget) -> Flow:
        """Return a button for each of *turns* that this person may take."""
        flow = Flow(spacing=S)
        for turn in turns:
            button = Button(turn.words, "primary", parent=parent) if turn.main else Button(turn.words, parent=parent)
            button.clicked.connect(lambda _checked=False, turn=turn: self.begin(turn, key))
            only_for(self._session, (turn.act,), button)
            self.buttons[turn.name] = button
            flow.addWidget(button)
        return flow

    # acting ---------------------------------------------------------------------------------------------------------

    def begin(self, turn: "Turn", key: str) -> None:
        """Ask what *turn* needs, of the record *key*."""
        offers = self._offers

        def work(vault: "Vault") -> "Mapping[str, Answer]":
            answers: Mapping[str, Answer] = load(offers).first_answers(vault, turn, key)
            return answers

        self._session.run(work, lambda answers: self._ask(turn, key, answers), self.failed)

    def _ask(self, turn: "Turn", key: str, answers: "Mapping[str, Answer]") -> None:
        self._close_frame()
        frame = TurnFrame(self._session, turn, key, answers, self._choices, self._place_name, self)
        frame.moved.connect(self._on_moved)
        frame.cancelled.connect(self._on_cancelled)
        self.room_for(turn, key).addWidget(frame)
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

    def _on_choices(self, choices: Choices) -> None:
        self._choices = choices
        self.read()

    def _on_moved(self, words: str) -> None:
        self._goes_on = True
        self._close_frame()
        self.toast_requested.emit(words, None)
        self.read()

    def _on_cancelled(self) -> None:
        self._close_frame()
        self._go_to_next_step()

    def _go_to_next_step(self) -> None:
        step = self.first_focus()
        if step is not None:
            step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_focus_within(self) -> bool:
        """Say whether the focus lies on the page: drawing it anew takes away what has it."""
        focus = self.window().focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

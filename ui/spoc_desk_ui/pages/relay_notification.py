"""One RELAY notification: what the police told, what was decided, and the message about each child."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spoc_desk.casework.change import What
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.relay import IncidentState, MessageState

from ..absence import only_for
from ..forms.choices import Choices, fetch_choices
from ..forms.flow import Flow
from ..lazy import load
from ..page import Page, Tools
from ..parts.flowing import flowing
from ..parts.turn_frame import TurnFrame
from ..printing.save_place import SavePlace
from ..relay.facts import RelayFacts, read_relay
from ..relay.message_card import MessageCard, MessageText
from ..theme import XL, L, M, S
from ..widgets.buttons import Button
from ..widgets.state_chip import StateChip
from ..widgets.surface import ScrollColumn, Surface, column, row
from ..widgets.tones import Tone
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change
    from spoc_desk.casework.turns import Turn
    from spoc_desk.domain.relay_message import Composed
    from spoc_desk.errors import UserError
    from spoc_desk.forms.definition import Answer
    from spoc_desk.vault.vault import Vault

_TONES = {
    IncidentState.STOPPED: Tone.STOPPED,
    IncidentState.CAPTURED: Tone.NOT_YET,
    IncidentState.TO_SHARE: Tone.UNDER_WAY,
}
_ROOM = "spoc_desk.casework.relay"
_PARENTS = "Schools are not expected to tell the parents."


class RelayNotificationPage(Page):
    """The page draws itself again after each change; the form of one act stands where its button was."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = tools.session
        self.incident_id = ""
        self.facts: RelayFacts | None = None
        self.frame: TurnFrame | None = None
        self.text: MessageText | None = None
        self.cards: dict[str, MessageCard] = {}
        self.buttons: dict[str, Button] = {}
        self._choices: Choices = {}
        self._draft = b""
        self._goes_on = False  # the page is drawn anew because something was done: the focus goes to the next step
        self._place = SavePlace(self)
        self._place.chosen.connect(self._on_place)
        self.area = ScrollColumn(self, widest=900, margin=XL, spacing=L)
        column(self, spacing=0).addWidget(self.area)
        self._content: QWidget | None = None
        self._session.changed.connect(self._on_changed)
        self._session.locked.connect(self._forget)

    def open(self, ids: Mapping[str, str]) -> None:
        self.incident_id = ids.get("incident_id", "")
        self._session.run(fetch_choices, self._on_choices)

    def open_ids(self) -> dict[str, str]:
        return {"incident_id": self.incident_id} if self.incident_id else {}

    def first_focus(self) -> QWidget | None:
        """Return the next step: what is marked as such, or the school to be chosen, or the first thing there is."""
        shown = [button for button in self._all_buttons() if not button.isHidden()]
        schools = [button for card in self.cards.values() for name, button in card.buttons.items() if name == "match"]
        marked = [button for button in shown if button.property("kind") == "primary"]
        to_find = schools if self.facts is not None and _finds_schools(self.facts) else []
        return next(iter((*marked, *to_find, *shown)), None)

    def keep_text(self) -> None:
        if self.frame is not None:
            self.frame.keep_text()

    def save_requested(self) -> bool:
        if self.frame is None:
            return False
        self.frame.submit()
        return True

    def new_requested(self) -> bool:
        self.place_requested.emit("new_relay", {})
        return True

    def print_requested(self) -> bool:
        views = self.facts.view.messages if self.facts is not None else ()
        cleared = [view.message.id for view in views if view.message.state is MessageState.CLEARED]
        if cleared:
            self._print(cleared[0])
        return bool(cleared)

    # drawing --------------------------------------------------------------------------------------------------------

    def _on_choices(self, choices: Choices) -> None:
        self._choices = choices
        self._load()

    def _load(self) -> None:
        incident_id = self.incident_id
        self._session.run(lambda vault: read_relay(vault, incident_id), self._on_facts, self._on_failed)

    def _on_facts(self, facts: RelayFacts) -> None:
        if facts.view.incident.id != self.incident_id:
            return
        self.facts = facts
        here = self._goes_on or self._has_focus_within()
        self._draw(facts)
        step = self.first_focus()
        if here and step is not None:
            step.setFocus(Qt.FocusReason.OtherFocusReason)
        self._goes_on = False
        self.filled.emit()

    def _draw(self, facts: RelayFacts) -> None:
        self._clear()
        content = self._content = QWidget(self)
        inside = column(content, spacing=L)
        self._head(content, inside, facts)
        for view in facts.view.messages:
            message_id = view.message.id
            card = MessageCard(
                self._session, view, facts.message_turns[message_id], facts.misdirections.get(message_id), content
            )
            card.turned.connect(self._on_turn)
            card.text_wanted.connect(self._on_text_wanted)
            card.referral_wanted.connect(self._on_referral_wanted)
            card.referral_opened.connect(self._on_referral_opened)
            self.cards[message_id] = card
            inside.addWidget(card)
        inside.addWidget(flowing(_PARENTS, "small", content))
        self.area.column.addWidget(content)
        content.show()

    def _has_focus_within(self) -> bool:
        """Say whether the focus lies on the page: drawing it anew takes away what has it."""
        focus = self.window().focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _head(self, content: QWidget, inside: QVBoxLayout, facts: RelayFacts) -> None:
        incident, view = facts.view.incident, facts.view
        head = column(spacing=S)
        line = row(spacing=M)
        line.addWidget(Words(f"Notification {incident.police_ref}", "title", parent=content), 1)
        tone = _TONES.get(incident.state, Tone.DONE)
        line.addWidget(StateChip(incident.state.label, tone, parent=content), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(line)
        sample = " · sample" if incident.sample else ""
        head.addWidget(flowing(f"Received {view.received_words}{sample}", "muted", content))
        head.addWidget(flowing(f"{short_date(incident.incident_date)}, {incident.incident_address}", "body", content))
        if incident.triage is not None:
            why = f": {incident.triage_reason}" if incident.triage_reason else ""
            head.addWidget(flowing(f"{incident.triage.label}{why} ({incident.decided_by})", "body", content))
        if view.stopped:
            block = Surface("warn", content)
            stop = column(block, margin=M, spacing=2)
            stop.addWidget(flowing(f"{view.stop_words}.", "strong", block))
            stop.addWidget(flowing("Do not tell any school. Nothing of it is lost.", "body", block))
            head.addWidget(block)
        flow = Flow(spacing=S)
        for turn in facts.turns:
            button = Button(turn.words, "primary", parent=content) if turn.main else Button(turn.words, parent=content)
            button.clicked.connect(lambda _checked=False, turn=turn: self._on_turn(turn, self.incident_id))
            only_for(self._session, (turn.act,), button)
            self.buttons[turn.name] = button
            flow.addWidget(button)
        head.addLayout(flow)
        self._frame_room = column(spacing=S)
        head.addLayout(self._frame_room)
        inside.addLayout(head)

    def _clear(self) -> None:
        self._close_frame()
        self.text = None
        self.cards, self.buttons = {}, {}
        content, self._content = self._content, None
        if content is not None:
            self.area.column.removeWidget(content)
            content.hide()
            content.deleteLater()

    # acting ---------------------------------------------------------------------------------------------------------

    def _on_turn(self, turn: "Turn", key: str) -> None:
        def work(vault: "Vault") -> "Mapping[str, Answer]":
            answers: Mapping[str, Answer] = load(f"{_ROOM}.offers").first_answers(vault, turn, key)
            return answers

        self._session.run(work, lambda answers: self._ask(turn, key, answers), self._on_failed)

    def _ask(self, turn: "Turn", key: str, answers: "Mapping[str, Answer]") -> None:
        self._close_frame()
        frame = TurnFrame(self._session, turn, key, answers, self._choices, "relay_notification", self)
        frame.moved.connect(self._on_moved)
        frame.cancelled.connect(self._on_cancelled)
        room = self.cards[key].inside if key in self.cards else self._frame_room
        room.addWidget(frame)
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
        self._close_frame()
        self.toast_requested.emit(words, None)
        self._goes_on = True
        self._load()

    def _on_cancelled(self) -> None:
        self._close_frame()
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text_wanted(self, message_id: str) -> None:
        def work(vault: "Vault") -> "tuple[Composed, str]":
            messages = load(f"{_ROOM}.messages")
            told: Composed = messages.message_text(vault, message_id=message_id)
            one = messages.message(vault, message_id)
            return told, messages.default_recipient(vault, one, vault.clock.today())

        self._session.run(work, lambda found: self._show_text(message_id, *found), self._on_failed)

    def _on_referral_wanted(self, message_id: str) -> None:
        self.place_requested.emit("new_referral", {"message_id": message_id})

    def _on_referral_opened(self, referral_id: str) -> None:
        self.place_requested.emit("referral", {"referral_id": referral_id})

    def _show_text(self, message_id: str, told: "Composed", recipient: str) -> None:
        card = self.cards.get(message_id)
        if card is None:
            return
        if self.text is not None:
            self.text.hide()
            self.text.deleteLater()
        text = MessageText(told.subject, told.body, recipient, card)
        text.copied.connect(self.copy_requested)
        text.draft_wanted.connect(lambda: self._save_draft(told, recipient))
        text.print_wanted.connect(lambda: self._print(message_id))
        card.inside.addWidget(text)
        self.text = text
        text.show()
        text.copy_body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self, message_id: str) -> None:
        self.place_requested.emit(f"print/relay-message/{self.incident_id}/{message_id}", {})

    def _save_draft(self, told: "Composed", recipient: str) -> None:
        """Only the place is asked for; the name of the file says nothing."""
        self._draft = load(f"{_ROOM}.draft_mail").draft(told, recipient)
        self._place.ask("Save the mail draft", "message.eml", kind="Mail draft", suffix="eml")

    def _on_place(self, path: Path) -> None:
        data, self._draft = self._draft, b""
        self._session.run_outside(
            lambda: load("spoc_desk.machine.files").write_atomic(path, data), lambda _done: self._on_saved(path)
        )

    def _on_saved(self, path: Path) -> None:
        self.notice_requested.emit(f"Saved as {path.name}. Open it in the secure mail, send it, delete the file.", "ok")

    # events ---------------------------------------------------------------------------------------------------------

    def _on_failed(self, error: "UserError") -> None:
        self.notice_requested.emit(str(error), "error")
        self._load_again()

    def _load_again(self) -> None:
        """A refusal may come of something that changed elsewhere: the page shows how it stands now."""
        if self.facts is not None and self.frame is None:
            incident_id = self.incident_id
            self._session.run(lambda vault: read_relay(vault, incident_id), self._on_facts)

    def _on_changed(self, change: "Change") -> None:
        if self.isVisible() and self.frame is None and change.what in (What.RELAY, What.SCHOOL, What.RESTRICTED):
            self._load()

    def _forget(self) -> None:
        self.facts = None
        self._draft = b""
        self._clear()

    def _all_buttons(self) -> list[Button]:
        return [*self.buttons.values(), *(button for card in self.cards.values() for button in card.buttons.values())]


def _finds_schools(facts: RelayFacts) -> bool:
    """Say whether the school of a child is what comes next."""
    shared = facts.view.incident.state is IncidentState.TO_SHARE
    return shared and any(view.message.state is MessageState.TO_MATCH for view in facts.view.messages)

"""One RELAY notification: what the police told, what was decided, and the message about each child."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spoc_desk.casework.change import What
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.relay import IncidentState, MessageState

from ..lazy import load
from ..page import Tools
from ..parts.flowing import flowing
from ..parts.turning_page import TurningPage
from ..printing.save_place import SavePlace
from ..relay.facts import RelayFacts, read_relay
from ..relay.message_card import MessageCard, MessageText
from ..theme import L, M, S
from ..widgets.buttons import Button
from ..widgets.state_chip import StateChip
from ..widgets.surface import Surface, column, row
from ..widgets.tones import Tone
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change
    from spoc_desk.casework.turns import Turn
    from spoc_desk.domain.relay_message import Composed
    from spoc_desk.errors import UserError
    from spoc_desk.vault.vault import Vault

_TONES = {
    IncidentState.STOPPED: Tone.STOPPED,
    IncidentState.CAPTURED: Tone.NOT_YET,
    IncidentState.TO_SHARE: Tone.UNDER_WAY,
}
_ROOM = "spoc_desk.casework.relay"
_PARENTS = "Schools are not expected to tell the parents."


class RelayNotificationPage(TurningPage):
    """The notification itself, and a card for each child."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.session, "relay_notification", f"{_ROOM}.offers", parent)
        self.incident_id = ""
        self.facts: RelayFacts | None = None
        self.text: MessageText | None = None
        self.cards: dict[str, MessageCard] = {}
        self._draft = b""
        self._place = SavePlace(self)
        self._place.chosen.connect(self._on_place)
        column(self, spacing=0).addWidget(self.area)
        self._session.changed.connect(self._on_changed)
        self._session.locked.connect(self._forget)

    def open(self, ids: Mapping[str, str]) -> None:
        self.incident_id = ids.get("incident_id", "")
        self.read_first()

    def open_ids(self) -> dict[str, str]:
        return {"incident_id": self.incident_id} if self.incident_id else {}

    def first_focus(self) -> QWidget | None:
        """Return the next step: what is marked as such, or the school to be chosen, or the first thing there is."""
        shown = [button for button in self._all_buttons() if not button.isHidden()]
        schools = [button for card in self.cards.values() for name, button in card.buttons.items() if name == "match"]
        marked = [button for button in shown if button.property("kind") == "primary"]
        to_find = schools if self.facts is not None and _finds_schools(self.facts) else []
        return next(iter((*marked, *to_find, *shown)), None)

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

    def read(self) -> None:
        incident_id = self.incident_id
        self._session.run(lambda vault: read_relay(vault, incident_id), self._on_facts, self.failed)

    def _on_facts(self, facts: RelayFacts) -> None:
        if facts.view.incident.id == self.incident_id:
            self.facts = facts
            self.redraw(lambda content: self._draw(facts, content))

    def _draw(self, facts: RelayFacts, content: QWidget) -> None:
        inside = column(content, spacing=L)
        self._head(content, inside, facts)
        for view in facts.view.messages:
            message_id = view.message.id
            card = MessageCard(
                self._session, view, facts.message_turns[message_id], facts.misdirections.get(message_id), content
            )
            card.turned.connect(self.begin)
            card.text_wanted.connect(self._on_text_wanted)
            card.referral_wanted.connect(self._on_referral_wanted)
            card.referral_opened.connect(self._on_referral_opened)
            self.cards[message_id] = card
            inside.addWidget(card)
        inside.addWidget(flowing(_PARENTS, "small", content))

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
        head.addLayout(self.turn_buttons(facts.turns, incident.id, content))
        self._frame_room = column(spacing=S)
        head.addLayout(self._frame_room)
        inside.addLayout(head)

    def clear(self) -> None:
        super().clear()
        self.text = None
        self.cards = {}

    # acting ---------------------------------------------------------------------------------------------------------

    def room_for(self, turn: "Turn", key: str) -> QVBoxLayout:
        return self.cards[key].inside if key in self.cards else super().room_for(turn, key)

    def _on_text_wanted(self, message_id: str) -> None:
        def work(vault: "Vault") -> "tuple[Composed, str]":
            messages = load(f"{_ROOM}.messages")
            told: Composed = messages.message_text(vault, message_id=message_id)
            one = messages.message(vault, message_id)
            return told, messages.default_recipient(vault, one, vault.clock.today())

        self._session.run(work, lambda found: self._show_text(message_id, *found), self.failed)

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

    def failed(self, error: "UserError") -> None:
        super().failed(error)
        self._load_again()

    def _load_again(self) -> None:
        """A refusal may come of something that changed elsewhere: the page shows how it stands now."""
        if self.facts is not None and self.frame is None:
            incident_id = self.incident_id
            self._session.run(lambda vault: read_relay(vault, incident_id), self._on_facts)

    def _on_changed(self, change: "Change") -> None:
        if self.isVisible() and self.frame is None and change.what in (What.RELAY, What.SCHOOL, What.RESTRICTED):
            self.read()

    def _forget(self) -> None:
        self.facts = None
        self._draft = b""
        self.clear()

    def _all_buttons(self) -> list[Button]:
        return [*self.buttons.values(), *(button for card in self.cards.values() for button in card.buttons.values())]


def _finds_schools(facts: RelayFacts) -> bool:
    """Say whether the school of a child is what comes next."""
    shared = facts.view.incident.state is IncidentState.TO_SHARE
    return shared and any(view.message.state is MessageState.TO_MATCH for view in facts.view.messages)

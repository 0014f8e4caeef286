"""One child of a notification: the school, the gates that are shut, and what can be done next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.relay import MessageState
from spoc_desk.domain.sources import source_words

from ..absence import BEGINS, only_for
from ..forms.flow import Flow
from ..parts.flowing import flowing
from ..session import Session
from ..theme import L, M, S
from ..widgets.buttons import Button
from ..widgets.state_chip import StateChip
from ..widgets.surface import Surface, column, row
from ..widgets.tones import Tone
from ..widgets.words import Words

if TYPE_CHECKING:
    from spoc_desk.casework.relay.lists import MessageView
    from spoc_desk.casework.relay.misdirected import MisdirectionView
    from spoc_desk.casework.turns import Turn

_TONES = {
    MessageState.TO_MATCH: Tone.NOT_YET,
    MessageState.MATCHED: Tone.UNDER_WAY,
    MessageState.CLEARED: Tone.WARN,
    MessageState.SENT: Tone.UNDER_WAY,
    MessageState.RECEIVED: Tone.DONE,
    MessageState.CLOSED: Tone.DONE,
    MessageState.NOT_SENT: Tone.PLAIN,
    MessageState.NO_SCHOOL: Tone.PLAIN,
    MessageState.MISDIRECTED: Tone.STOPPED,
}

_BY_HAND = "Send this from the secure account of the MASH. The program sends nothing."


class MessageCard(Surface):
    """Everything about the message of one child.

    Signals:
        turned: (turn, message id) one of the buttons was pressed.
        text_wanted: (message id) the four facts of a cleared message are wanted.
        referral_wanted: (message id) a referral to the MASH is to be begun from it.
        referral_opened: (referral id) the referral begun from it is to be opened.
    """

    turned = Signal(object, str)
    text_wanted = Signal(str)
    referral_wanted = Signal(str)
    referral_opened = Signal(str)

    def __init__(
        self,
        session: Session,
        view: "MessageView",
        turns: "Sequence[Turn]",
        misdirection: "MisdirectionView | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("card", parent)
        self.message_id = view.message.id
        self.buttons: dict[str, Button] = {}
        self.inside = column(self, margin=L, spacing=S)
        self._head(view)
        for gate in view.gates:
            self._gate(gate.what, f"{gate.meanwhile} Who can mend it: {gate.mended_by}.", source_words(gate.source))
        if misdirection is not None:
            self._misdirection(misdirection)
        self._facts(view)
        self._buttons(session, view, turns)

    def _head(self, view: "MessageView") -> None:
        line = row(spacing=M)
        line.addWidget(flowing(view.message.child_name, "strong", self), 1)
        state = view.message.state
        line.addWidget(StateChip(state.label, _TONES[state], parent=self), 0, Qt.AlignmentFlag.AlignTop)
        self.inside.addLayout(line)
        born = f"Born {short_date(view.message.date_of_birth)}" if view.message.date_of_birth else "No date of birth"
        self.inside.addWidget(flowing(f"{born} · {view.school or 'No school yet'}", "muted", self))

    def _gate(self, what: str, meanwhile: str, source: str) -> None:
        block = Surface("warn", self)
        inside = column(block, margin=M, spacing=2)
        inside.addWidget(flowing(what, "strong", block))
        inside.addWidget(flowing(meanwhile, "body", block))
        if source:
            inside.addWidget(flowing(f"Source: {source}", "small", block))
        self.inside.addWidget(block)

    def _misdirection(self, view: "MisdirectionView") -> None:
        if view.record.closed_on is None:
            block = Surface("error" if view.is_late else "warn", self)
            inside = column(block, margin=M, spacing=2)
            inside.addWidget(flowing("It reached the wrong place. Do this now:", "strong", block))
            for step in view.steps:
                inside.addWidget(flowing(f"• {step}", "body", block))
        else:
            block = Surface("base", self)
            inside = column(block, margin=M, spacing=2)
            inside.addWidget(flowing("It reached the wrong place.", "strong", block))
        until = "" if view.record.dpo_told_at else f" 72 hours end {view.until_words}."
        inside.addWidget(flowing(f"Noticed {view.found_words}.{until}", "body", block))
        for words in view.fact_words:
            inside.addWidget(flowing(words, "body", block))
        self.inside.addWidget(block)

    def _facts(self, view: "MessageView") -> None:
        for words in view.fact_words:
            self.inside.addWidget(flowing(words, "body", self))

    def _buttons(self, session: Session, view: "MessageView", turns: "Sequence[Turn]") -> None:
        line = Flow(spacing=S)
        if view.message.state is MessageState.CLEARED:
            text = Button("Show the message", "primary", icon_name="mail", parent=self)
            text.clicked.connect(lambda: self.text_wanted.emit(self.message_id))
            only_for(session, ("took out the text of a RELAY message",), text)
            self.buttons["text"] = text
            line.addWidget(text)
        if view.may_refer and session.sees("referrals"):
            refer = Button("Begin the referral to the MASH", "primary", icon_name="referrals", parent=self)
            refer.clicked.connect(lambda: self.referral_wanted.emit(self.message_id))
            only_for(session, (BEGINS,), refer)
            self.buttons["refer"] = refer
            line.addWidget(refer)
        if view.referral_is_kept:
            opens = Button(f"Open referral {view.message.mash_referral_ref}", icon_name="referrals", parent=self)
            opens.clicked.connect(lambda: self.referral_opened.emit(view.message.mash_referral_id))
            self.buttons["referral"] = opens
            line.addWidget(opens)
        for turn in turns:
            kind = "danger" if turn.risky else "primary" if turn.main and not self.buttons else ""
            button = Button(turn.words, kind, parent=self) if kind else Button(turn.words, parent=self)
            button.setAccessibleDescription(view.message.child_name)
            button.clicked.connect(lambda _checked=False, turn=turn: self.turned.emit(turn, self.message_id))
            only_for(session, (turn.act,), button)
            self.buttons[turn.name] = button
            line.addWidget(button)
        if self.buttons:
            self.inside.addLayout(line)


class MessageText(Surface):
    """The message as it is copied into the secure mail, and the ways to take it there.

    Signals:
        copied: words for the clipboard, which is emptied after twenty seconds.
        draft_wanted: a draft for the mail program is wanted as a file.
        print_wanted: a letter to the contact is wanted, for a school without secure mail.
    """

    copied = Signal(str)
    draft_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, subject: str, body: str, recipient: str, parent: QWidget | None = None) -> None:
        super().__init__("base", parent)
        inside = column(self, margin=M, spacing=S)
        inside.addWidget(Words(_BY_HAND, "muted", parent=self))
        if recipient:
            inside.addWidget(flowing(f"To: {recipient}", "body", self))
        inside.addWidget(flowing(f"Subject: {subject}", "strong", self))
        self.body = Words(body, "body", parent=self)
        self.body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        inside.addWidget(self.body)
        line = Flow(spacing=S)
        self.copy_subject = Button("Copy the subject", icon_name="copy", parent=self)
        self.copy_subject.clicked.connect(lambda: self.copied.emit(subject))
        self.copy_body = Button("Copy the message", icon_name="copy", parent=self)
        self.copy_body.clicked.connect(lambda: self.copied.emit(body))
        self.save = Button("Save as a mail draft…", "quiet", icon_name="save", parent=self)
        self.save.clicked.connect(self.draft_wanted)
        self.print = Button("Print…", "quiet", icon_name="print", parent=self)
        self.print.clicked.connect(self.print_wanted)
        for button in (self.copy_subject, self.copy_body, self.save, self.print):
            line.addWidget(button)
        inside.addLayout(line)

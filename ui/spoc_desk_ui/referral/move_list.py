"""The moves of a referral: what may happen now as buttons, what may not yet as sentences with their rule."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.referrals import ReferralEvent as Event
from spoc_desk.domain.sources import RULE_OF_THIS_PROGRAM, source_words

from ..forms.flow import Flow
from ..parts.flowing import flowing
from ..theme import M, S
from ..widgets.buttons import Button
from ..widgets.surface import column, row
from ..widgets.words import rule
from .move_questions import needs_decision

if TYPE_CHECKING:
    from spoc_desk.domain.referral_states import Offer

RECORDS = frozenset(
    {
        Event.DANGER,
        Event.CONSULTATION,
        Event.PHONED,
        Event.BACK_TO_DRAFT,
        Event.WITHDRAWN,
        Event.ARCHIVED,
        Event.REOPENED,
        Event.ESCALATED,
        Event.VISIT,
        Event.REVIEW,
        Event.TRANSFER,
        Event.CHASED,
        Event.NO_FEEDBACK,
    }
)
"""Moves that are always there, or that end something: they stand apart from those that move the referral on."""

_ELSEWHERE: Mapping[str, tuple[str, str]] = {
    "complete": ("Check answers", "check"),
    "consent": ("Open consent A", "consent_a"),
    "share": ("Open consent B", "consent_b"),
    "lawful": ("Open the lawful basis", "lawful_basis"),
}


class MoveList(QWidget):
    """The offers of the state machine.

    Signals:
        chosen: the event (its word) to make.
        elsewhere: the section in which a refused move can be made possible.
    """

    chosen = Signal(str)
    elsewhere = Signal(str)

    def __init__(self, offers: "Sequence[Offer]", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, Button] = {}
        self._leads_on: Button | None = None
        self._layout = column(self, spacing=S)
        forward = [each for each in offers if each.event not in RECORDS]
        first = True
        for each in sorted(forward, key=_later):
            if _may(each):
                self._layout.addWidget(self._allowed(each, primary=first))
                first = False
            else:
                self._layout.addWidget(self._refused(each))
        records = [each for each in offers if each.event in RECORDS and each.allowed]
        if records:
            if forward:
                self._layout.addWidget(rule(self))
            self._layout.addWidget(self._records(records))

    def first_button(self) -> Button | None:
        """Return the button of the next move, or of the place where it can be made possible."""
        return self._leads_on or next(iter(self.buttons.values()), None)

    # inside ---------------------------------------------------------------------------------------------------------

    def _allowed(self, offer: "Offer", *, primary: bool) -> QWidget:
        line = QWidget(self)
        layout = row(line, spacing=M)
        button = self._button(offer, line)
        button.set_kind("primary" if primary else "")
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        leads = f"The referral becomes “{offer.next.label}”" if offer.next is not None else ""
        if needs_decision(offer):
            leads = f"{leads}. The information-sharing decision is recorded in the same act"
        layout.addWidget(flowing(leads, "muted", line), 1)
        return line

    def _refused(self, offer: "Offer") -> QWidget:
        block = QWidget(self)
        across = row(block, spacing=M)
        across.setContentsMargins(0, S, 0, S)
        texts = column(spacing=2)
        texts.addWidget(flowing(f"{offer.words}: not yet", "strong", block))
        texts.addWidget(flowing(offer.why_not, parent=block))
        said = source_words(offer.source) if offer.source else RULE_OF_THIS_PROGRAM
        words = f"A {said}" if said == RULE_OF_THIS_PROGRAM else f"Source: {said}"
        texts.addWidget(flowing(words, "small", block))
        across.addLayout(texts, 1)
        leads = _leads(offer.why_not)
        if leads is not None:
            button = Button(leads[0], "quiet", icon_name="arrow-right", parent=block)
            button.setAccessibleDescription(f"{offer.words}: {offer.why_not}")
            button.setProperty("section", leads[1])
            button.clicked.connect(self._on_elsewhere)
            if self._leads_on is None and not self.buttons:
                self._leads_on = button
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return block

    def _records(self, offers: "Sequence[Offer]") -> QWidget:
        line = QWidget(self)
        layout = Flow(line, spacing=M)
        for each in offers:
            button = self._button(each, line)
            button.set_kind("quiet")
            layout.addWidget(button)
        return line

    def _button(self, offer: "Offer", parent: QWidget) -> Button:
        button = Button(f"{offer.words}…", parent=parent)
        button.setProperty("event", offer.event.value)
        button.clicked.connect(self._on_chosen)
        self.buttons[offer.event.value] = button
        return button

    def _on_chosen(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.chosen.emit(str(sender.property("event")))

    def _on_elsewhere(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.elsewhere.emit(str(sender.property("section")))


def _later(offer: "Offer") -> tuple[bool, bool]:
    """What may happen stands before what may not yet; what only repeats a step stands after the next one."""
    return not _may(offer), offer.event is Event.PRINTED


def _may(offer: "Offer") -> bool:
    return offer.allowed or needs_decision(offer)


def _leads(why_not: str) -> tuple[str, str] | None:
    """Return where a refused move can be made possible: the words on the button, and the section."""
    said = why_not.lower()
    if "check answers" in said:
        return _ELSEWHERE["complete"]
    if "lawful basis" in said:
        return _ELSEWHERE["lawful"]
    if "consent b" in said:
        return _ELSEWHERE["share"]
    return _ELSEWHERE["consent"] if "consent a" in said else None

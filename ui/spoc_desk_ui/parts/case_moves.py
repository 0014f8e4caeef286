"""Move the case on: what may happen to the case now, and what may not yet, with the rule and who says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.domain.case_states import Offer
from spoc_desk.domain.sources import RULE_OF_THIS_PROGRAM, source_words

from ..forms.flow import Flow
from ..theme import M, S
from ..widgets.buttons import Button
from ..widgets.surface import column, row
from ..widgets.words import rule
from .flowing import flowing

ENDINGS = frozenset(
    {CaseEvent.HOLD, CaseEvent.WITHDRAW, CaseEvent.CLOSE_ERROR, CaseEvent.CLOSE, CaseEvent.CLOSE_NO_ROLE}
)
"""Moves that stop or end a case: always there, so they stand apart from the ones that move it on."""


@dataclass(frozen=True)
class Elsewhere:
    """A move that is made by recording something in another part: the button leads there."""

    words: str
    part: str
    field: str


ELSEWHERE: Mapping[CaseEvent, Elsewhere] = {
    CaseEvent.MEETING_HELD: Elsewhere("Record the meeting", "meetings", "held_on"),
    CaseEvent.ALLOCATE: Elsewhere("Name the LA SPOC", "spocs", "contact_id"),
    CaseEvent.SERVICES_INFORMED: Elsewhere("Inform the services", "needs", "informed_on"),
    CaseEvent.OPEN_EXCHANGE: Elsewhere("Open the SPOCs", "spocs", "identity_verified"),
    CaseEvent.RESUME: Elsewhere("Open the concerns", "concerns", ""),
    CaseEvent.COMPLETE_EXCHANGE: Elsewhere("Open the exchange", "exchange", ""),
    CaseEvent.PASS_ALL: Elsewhere("Open the exchange", "exchange", ""),
    CaseEvent.CONFIRM_ROUTE: Elsewhere("Open the household", "household", "kind"),
}


class CaseMoves(QWidget):
    """The offers of the state machine as buttons; refused ones as sentences.

    Signals:
        chosen: the CaseEvent to make.
        elsewhere: (part, field) where a refused move can be made possible.
    """

    chosen = Signal(object)
    elsewhere = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(self, spacing=M)
        self._inner: QWidget | None = None
        self.buttons: dict[CaseEvent, Button] = {}

    def show_offers(self, offers: Sequence[Offer], *, quiet: frozenset[CaseEvent] = frozenset()) -> None:
        """Show what may happen now; *quiet* moves stand with those that are always there."""
        apart = ENDINGS | quiet
        if self._inner is not None:
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = QWidget(self)
        self.buttons = {}
        layout = column(self._inner, spacing=S)
        forward = [each for each in offers if each.event not in apart]
        endings = [each for each in offers if each.event in apart and each.allowed]
        for each in sorted(forward, key=lambda offer: not offer.allowed):
            layout.addWidget(self._allowed(each) if each.allowed else self._refused(each))
        for each in offers:
            if each.event in apart and not each.allowed:
                layout.addWidget(self._refused(each))
        if endings:
            layout.addSpacing(S)
            layout.addWidget(rule(self._inner))
            layout.addWidget(self._endings(endings))
        self._column.addWidget(self._inner)

    def _allowed(self, offer: Offer) -> QWidget:
        line = QWidget(self._inner)
        layout = row(line, spacing=M)
        layout.addWidget(self._button(offer, line))
        layout.addWidget(flowing(_leads_to(offer), "muted", line), 1)
        return line

    def _refused(self, offer: Offer) -> QWidget:
        block = QWidget(self._inner)
        across = row(block, spacing=M)
        across.setContentsMargins(0, S, 0, S)
        texts = column(spacing=2)
        texts.addWidget(flowing(f"{offer.label}: not yet", "strong", block))
        texts.addWidget(flowing(offer.why_not, parent=block))
        texts.addWidget(flowing(_rule_words(offer), "small", block))
        across.addLayout(texts, 1)
        leads = ELSEWHERE.get(offer.event)
        if leads is not None:
            button = Button(leads.words, "quiet", icon_name="arrow-right", parent=block)
            button.setProperty("part", leads.part)
            button.setProperty("field", leads.field)
            button.clicked.connect(self._on_elsewhere)
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return block

    def _endings(self, offers: Sequence[Offer]) -> QWidget:
        line = QWidget(self._inner)
        layout = Flow(line, spacing=M)
        for each in offers:
            button = self._button(each, line)
            button.set_kind("quiet")
            layout.addWidget(button)
        return line

    def _button(self, offer: Offer, parent: QWidget) -> Button:
        button = Button(f"{offer.label}\u2026", parent=parent)
        button.setProperty("event", offer.event.value)
        button.clicked.connect(self._on_chosen)
        self.buttons[offer.event] = button
        return button

    def _on_chosen(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.chosen.emit(CaseEvent(str(sender.property("event"))))

    def _on_elsewhere(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.elsewhere.emit(str(sender.property("part")), str(sender.property("field")))


def _rule_words(offer: Offer) -> str:
    words = source_words(offer.source)
    return f"A {words}" if words == RULE_OF_THIS_PROGRAM else f"Source: {words}"


def _leads_to(offer: Offer) -> str:
    if offer.event is CaseEvent.CONFIRM_ROUTE:
        return "Says which Director names an LA SPOC"
    if offer.event is CaseEvent.REROUTE:
        return "The route is open again, and people can be recorded"
    return f"The case becomes “{offer.next_words}”"

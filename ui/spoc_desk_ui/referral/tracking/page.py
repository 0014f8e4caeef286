"""Sending and chasing: the page of a referral from the finished form to its end (domain 1.13, 3.4)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from spoc_desk.domain.referral_states import AFTER_SENDING, BEFORE_SENDING
from spoc_desk.domain.referrals import ReferralEvent as Event
from spoc_desk.domain.referrals import ReferralState

from ...parts.copy_words import CopyWords
from ...session import Session
from ...theme import XL, M, S
from ...widgets.buttons import Button
from ...widgets.card import SectionHead
from ...widgets.notice import Notice
from ...widgets.step_line import StepLine
from ...widgets.surface import ScrollColumn, column
from ...widgets.tones import State, Tone
from ..move_form import MoveForm
from ..move_list import MoveList
from ..section import SectionPage
from .clock_lines import clock_lines
from .due_block import DueBlock
from .event_lines import event_lines
from .facts import TrackingFacts, read_tracking
from .sending import SendingGuide
from .steps import referral_steps
from .time_line import TimeLine
from .visit_planner import VisitPlanner

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView
    from spoc_desk.vault.vault import Vault

_FIRST = frozenset({Event.TOLD_MASH, Event.SENT})
"""What is owed, and what follows from a printed form, stands before whatever else is possible."""

_NOT_HERE = frozenset({Event.DANGER, Event.ARCHIVED, Event.REOPENED})
"""Moves that belong to What now."""

ONLY_RECORD = (
    "The MASH did not keep this request: yours is the only record. Keep it, with what came of it, in your own "
    "service's file."
)
MAY_NOT_KEEP = "The MASH may not keep this: then yours is the only record."
UNTOLD = "Consent was withdrawn after sending. Tell the MASH today, and record that you did."
ESCALATED = "This referral is escalated. Its stages stand in Partnership, Escalations; it ends there, or here."


class TrackingPage(SectionPage):
    """The steps above, what may be done next, what is due, and what happened. A move opens its form in place."""

    def __init__(self, key: str, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(key, session, parent)
        self.facts: TrackingFacts | None = None
        self.move_form: MoveForm | None = None
        self.moves: MoveList | None = None
        self.notices: list[Notice] = []
        self.chase: CopyWords | None = None
        self._wish = ""
        self._area = ScrollColumn(self, widest=980, margin=XL, spacing=M)
        self._area.column.setContentsMargins(XL, M, XL, XL)
        column(self, spacing=0).addWidget(self._area)
        self._inner = QWidget(self._area.content)
        self._area.column.addWidget(self._inner)
        self._build(self._inner)

    # the desk -------------------------------------------------------------------------------------------------------

    def show_view(self, view: "ReferralView") -> None:
        if self.view is not None and self.view.referral.id != view.referral.id:
            self._close_form()
        super().show_view(view)

        def work(vault: "Vault") -> "tuple[ReferralView, TrackingFacts]":
            return view, read_tracking(vault, view)

        self.session.run(work, self._on_facts)

    def open_field(self, row_id: str, field: str) -> None:
        self._wish = field
        if self.facts is not None:
            self._follow_wish()

    def open_ids(self) -> tuple[str, str]:
        return "", self.move_form.offer.event.value if self.move_form is not None else ""

    def keep_text(self) -> None:
        if self.move_form is not None:
            self.move_form.keep_text()

    def save(self, then: Callable[[], None]) -> None:
        form = self.move_form.form if self.move_form is not None else None
        if form is not None:
            form.submit()
        else:
            then()

    def first_focus(self) -> QWidget | None:
        if self.move_form is not None:
            return self.move_form.first_focus()
        if self.moves is None:
            return self.steps  # the moves are being read; they take the focus over when they are there
        return self.moves.first_button() or self.steps

    def print_requested(self) -> bool:
        if self.view is None or self.view.referral.state not in AFTER_SENDING:
            return False
        self.place_requested.emit(f"print/referral-tracking/{self.view.referral.id}", {})
        return True

    # building -------------------------------------------------------------------------------------------------------

    def _build(self, parent: QWidget) -> None:
        layout = column(parent, spacing=M)
        self.steps = StepLine(parent, name="Steps of this referral")
        layout.addWidget(self.steps)
        self._notices = column(spacing=S)
        layout.addLayout(self._notices)
        self._next = column(spacing=M)
        layout.addWidget(SectionHead("Next", parent=parent))
        layout.addLayout(self._next)
        self.sending = SendingGuide(parent)
        self.sending.copied.connect(self.copy_requested)
        layout.addSpacing(S)
        layout.addWidget(SectionHead("Where it goes", parent=parent))
        layout.addWidget(self.sending)
        self._chasing = QWidget(parent)
        chasing = column(self._chasing, spacing=S)
        chasing.addWidget(SectionHead("Words to chase with", parent=self._chasing))
        self._chase_room = column(spacing=0)
        chasing.addLayout(self._chase_room)
        layout.addWidget(self._chasing)
        layout.addSpacing(S)
        layout.addWidget(SectionHead("What is due", parent=parent))
        self.due = DueBlock(parent)
        layout.addWidget(self.due)
        self._visiting = QWidget(parent)
        visiting = column(self._visiting, spacing=S)
        visiting.addWidget(SectionHead("Visits of private fostering", parent=self._visiting))
        self.visits = VisitPlanner(self._visiting)
        visiting.addWidget(self.visits)
        layout.addWidget(self._visiting)
        layout.addSpacing(S)
        head = SectionHead("What happened", parent=parent)
        self.print_button = Button("&Print the tracking sheet…", icon_name="print", parent=head)
        self.print_button.setToolTip("Ctrl+P")
        self.print_button.clicked.connect(self.print_requested)
        head.line.addWidget(self.print_button)
        layout.addWidget(head)
        self.time_line = TimeLine(parent)
        layout.addWidget(self.time_line)

    # showing --------------------------------------------------------------------------------------------------------

    def _on_facts(self, read: "tuple[ReferralView, TrackingFacts]") -> None:
        view, facts = read
        if view is not self.view:
            return  # a newer one is on its way
        first_time, self.facts = self.facts is None, facts
        referral = view.referral
        labels = {choice.id: choice.label for choices in self.known.choices.values() for choice in choices}
        self._show_steps(referral_steps(referral.state, view.events))
        self._show_notices(view)
        self._show_moves(facts)
        sent = bool(referral.sent_at)
        self.sending.show_guide(facts.mash, facts.hours, sent=sent or referral.state not in BEFORE_SENDING)
        waits = referral.state in AFTER_SENDING and referral.feedback_on is None
        self._show_chase(facts.chase if waits else "")
        self.due.show_lines(clock_lines(view, facts.today, facts.calendar, write_by=facts.write_by, now=facts.now))
        self._visiting.setVisible(facts.visits is not None)
        self.visits.show_lines(facts.visits or ())
        self.print_button.setVisible(sent)
        self.time_line.show_lines(event_lines(view, labels, facts.today, facts.calendar))
        if self.steps.hasFocus() and first_time:
            self._give_focus()
        self._follow_wish()
        self.filled.emit()

    def _show_steps(self, steps: tuple[State, ...]) -> None:
        self.steps.show_steps(steps)
        here = next((place for place, step in enumerate(steps) if step.tone is Tone.UNDER_WAY), len(steps) - 1)
        self.steps.scrollToItem(self.steps.item(here))

    def _show_notices(self, view: "ReferralView") -> None:
        for old in self.notices:
            self._notices.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.notices = []
        referral = view.referral
        if any(clock.rule == "D-10c" and clock.running for clock in view.clocks):
            self._add_notice(UNTOLD, "error")
        if referral.state is ReferralState.NOT_RETAINED:
            self._add_notice(ONLY_RECORD, "warn")
        elif referral.state in AFTER_SENDING:
            self._add_notice(MAY_NOT_KEEP, "info")
        if referral.escalated_on is not None:
            self._add_notice(ESCALATED, "warn")

    def _add_notice(self, words: str, kind: str) -> None:
        notice = Notice(words, kind, closable=False, parent=self._inner)
        self._notices.addWidget(notice)
        self.notices.append(notice)

    def _show_moves(self, facts: TrackingFacts) -> None:
        focused = self._focused_event()
        before = self.moves
        here = [each for each in facts.offers if each.event not in _NOT_HERE]
        offers = sorted(here, key=lambda offer: offer.event not in _FIRST)
        self.moves = MoveList(offers, self._inner)
        self.moves.chosen.connect(self.open_move)
        self.moves.elsewhere.connect(self._on_elsewhere)
        self._next.addWidget(self.moves)
        self.moves.show()
        if focused:
            self._give_focus(focused)  # the same move, or the one that is next now
        if before is not None:
            self._next.removeWidget(before)
            before.hide()
            before.deleteLater()

    def _show_chase(self, words: str) -> None:
        self._chasing.setVisible(bool(words))
        if self.chase is not None:
            self._chase_room.removeWidget(self.chase)
            self.chase.hide()
            self.chase.deleteLater()
            self.chase = None
        if words:
            self.chase = CopyWords(words, self._chasing)
            self.chase.copied.connect(self.copy_requested)
            self._chase_room.addWidget(self.chase)

    # moves ----------------------------------------------------------------------------------------------------------

    def open_move(self, event: str) -> None:
        """Show the form of a move; printing opens the preview."""
        if self.facts is None or self.view is None:
            return
        offer = next((each for each in self.facts.offers if each.event.value == event), None)
        if offer is None:
            self.notice_requested.emit("This is not possible now.", "info")
            return
        if offer.event is Event.PRINTED:
            self.place_requested.emit(f"print/referral/{self.view.referral.id}", {})
            return
        if offer.event is Event.ESCALATED:
            self.place_requested.emit(f"new_escalation//{self.view.referral.id}", {})
            return
        self._close_form()
        form = MoveForm(self.session, self.view, offer, choices=self.known.choices, parent=self._area.content)
        form.moved.connect(self._on_moved)
        form.cancelled.connect(self._on_cancelled)
        self.move_form = form
        self._inner.hide()
        self._area.column.insertWidget(0, form)
        form.show()
        self._say_alone(True)
        first = form.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_wish(self) -> None:
        wish, self._wish = self._wish, ""
        if wish and (self.move_form is None or self.move_form.offer.event.value != wish):
            self.open_move(wish)

    def _close_form(self) -> None:
        form, self.move_form = self.move_form, None
        if form is not None:
            form.keep_text()
            form.hide()
            form.deleteLater()
            self._inner.show()
            self._say_alone(False)

    def _say_alone(self, alone: bool) -> None:
        """While a move is made its own button is the one that Ctrl+Enter presses."""
        self.alone = alone
        self.alone_wanted.emit(alone)

    def _focused_event(self) -> str:
        if self.moves is None:
            return ""
        return next((event for event, button in self.moves.buttons.items() if button.hasFocus()), "")

    def _give_focus(self, event: str = "") -> None:
        target = (self.moves.buttons.get(event) if self.moves is not None else None) or self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_elsewhere(self, section: str) -> None:
        if self.view is not None:
            self.place_requested.emit(f"referral/{self.view.referral.id}/{section}", {})

    def _on_moved(self, words: str) -> None:
        self._close_form()
        self.toast_requested.emit(words, None)
        self._give_focus()

    def _on_cancelled(self) -> None:
        event = self.move_form.offer.event.value if self.move_form is not None else ""
        self._close_form()
        self._give_focus(event)

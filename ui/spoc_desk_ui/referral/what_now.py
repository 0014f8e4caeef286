"""What now: what must be done at once, what is due, the moves of the referral, and its papers."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from spoc_desk.domain.referral_states import AFTER_SENDING, BEFORE_SENDING
from spoc_desk.domain.referrals import ReferralEvent, ReferralState

from ..forms.flow import Flow
from ..parts.flowing import flowing
from ..parts.shape import Shape
from ..theme import XL, M, S
from ..widgets.buttons import Button
from ..widgets.card import SectionHead
from ..widgets.notice import Notice
from ..widgets.surface import ScrollColumn, column, row
from ..widgets.tones import Tone
from .desk_facts import DeskFacts
from .due import DueLine
from .move_form import MoveForm
from .move_list import MoveList
from .move_questions import needs_decision
from .papers import PAPERS, papers_of
from .prompt_block import PromptBlock
from .section import SectionPage

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView

    from ..session import Session

_CALM = {
    ReferralState.DRAFT: "Answer the sections in any order. “Check answers” says what is missing.",
    ReferralState.READY_FOR_CONSENT: "Print the consent sheet, talk it through with the family, record each consent.",
    ReferralState.READY_TO_SEND: "Print the form and sign it.",
    ReferralState.PRINTED: "Send the paper to the MASH, then mark it as sent.",
    ReferralState.SENT: "The MASH acknowledges within one working day. “Sending and chasing” follows its answer.",
    ReferralState.ADVICE_ONLY: "This ended with advice. It is kept, so that a later reader sees what was tried.",
    ReferralState.PASSED_TO_WORKER: "The allocated social worker was to be told. No form was needed.",
}
_COMPLETE = "Every answer that is needed is there. Go on when you are ready."
_ONLY_RECORD = "The MASH may not keep this request: this is then the only record of it."


class WhatNow(SectionPage):
    """The desk sets `facts` before it shows the view."""

    def __init__(self, key: str, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__(key, session, parent)
        self.facts: DeskFacts | None = None
        self.move_form: MoveForm | None = None
        self._wish = ""
        self._area = ScrollColumn(self, widest=980, margin=XL, spacing=M)
        self._area.column.setContentsMargins(XL, M, XL, XL)
        column(self, spacing=0).addWidget(self._area)
        self._inner: QWidget | None = None
        self.moves: MoveList | None = None
        self.prompts: list[PromptBlock] = []
        self.paper_buttons: dict[str, Button] = {}

    # the desk -------------------------------------------------------------------------------------------------------

    def show_view(self, view: "ReferralView") -> None:
        if self.view is not None and self.view.referral.id != view.referral.id:
            self._close_form()
        super().show_view(view)
        if self.facts is None:
            return
        self._draw(self.facts)
        wish, self._wish = self._wish, ""
        if wish:
            self.open_move(wish)
        self.filled.emit()

    def open_field(self, row_id: str, field: str) -> None:
        if self.facts is None:
            self._wish = field
        elif field:
            self.open_move(field)

    def open_ids(self) -> tuple[str, str]:
        return "", self.move_form.offer.event.value if self.move_form is not None else ""

    def keep_text(self) -> None:
        if self.move_form is not None:
            self.move_form.keep_text()

    def first_focus(self) -> QWidget | None:
        if self.move_form is not None:
            return self.move_form.first_focus()
        urgent = next((each.button for each in self.prompts if each.button is not None), None)
        first = self.moves.first_button() if self.moves is not None else None
        return urgent or first or next(iter(self.paper_buttons.values()), None)

    def open_move(self, event: str) -> None:
        """Show the form of a move; one that is not possible now says why."""
        if self.facts is None or self.view is None:
            return
        offer = next((each for each in self.facts.offers if each.event.value == event), None)
        if offer is None or not (offer.allowed or needs_decision(offer)):
            words = offer.why_not if offer is not None else "This is not possible now."
            self.notice_requested.emit(words, "info")
            return
        if offer.event is ReferralEvent.PRINTED:
            self._print("referral")
            return
        self._close_form()
        form = MoveForm(self.session, self.view, offer, choices=self.known.choices, parent=self._area.content)
        form.moved.connect(self._on_moved)
        form.cancelled.connect(self._on_cancelled)
        self.move_form = form
        if self._inner is not None:
            self._inner.hide()
        self._area.column.addWidget(form)
        form.show()
        first = form.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    # inside ---------------------------------------------------------------------------------------------------------

    def _draw(self, facts: DeskFacts) -> None:
        focused = self._focused_event()
        if self._inner is not None:
            self._inner.hide()
            self._inner.deleteLater()
        inner = self._inner = QWidget(self._area.content)
        layout = column(inner, spacing=M)
        words = _calm(facts)
        if words:
            layout.addWidget(flowing(words, "strong", inner))
        for section in facts.view.sections:
            if section.id in facts.known.unsaved:
                layout.addWidget(self._unsaved(section.id, section.title, inner))
        self.prompts = [PromptBlock(each, parent=inner) for each in facts.prompts]
        for block in self.prompts:
            block.place_requested.connect(self._on_place)
            layout.addWidget(block)
        for due in facts.due:
            layout.addLayout(_due(due, inner))
        layout.addSpacing(S)
        head = SectionHead("Move the referral on", parent=inner)
        head.setVisible(bool(facts.offers))  # who only reads referrals has no moves
        layout.addWidget(head)
        self.moves = MoveList(facts.offers, inner)
        self.moves.chosen.connect(self.open_move)
        self.moves.elsewhere.connect(self._on_elsewhere)
        layout.addWidget(self.moves)
        layout.addSpacing(S)
        layout.addWidget(self._papers(facts, inner))
        self._area.column.insertWidget(0, inner)
        inner.setVisible(self.move_form is None)
        if focused and self.moves is not None and focused in self.moves.buttons:
            self.moves.buttons[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _unsaved(self, key: str, title: str, parent: QWidget) -> Notice:
        words = f"{title}: what you typed there is not saved yet. Moves and papers go by what is saved."
        notice = Notice(words, "warn", action="Open it", closable=False, parent=parent)
        notice.acted.connect(partial(self._on_place, key, ""))
        return notice

    def _papers(self, facts: DeskFacts, parent: QWidget) -> QWidget:
        block = QWidget(parent)
        layout = column(block, spacing=S)
        layout.addWidget(SectionHead("Papers", parent=block))
        words = "Each opens as its real pages first. Consent is signed on paper, then recorded here."
        if facts.view.referral.state not in BEFORE_SENDING:
            words = "What was sent stays as it was sent; a print of now says so."
        layout.addWidget(flowing(words, "muted", block))
        line = QWidget(block)
        flow = Flow(line, spacing=M)
        self.paper_buttons = {}
        for kind in papers_of(facts.view):
            button = Button(PAPERS[kind], "quiet", icon_name="print", parent=line)
            button.setProperty("paper", kind)
            button.clicked.connect(self._on_paper)
            self.paper_buttons[kind] = button
            flow.addWidget(button)
        layout.addWidget(line)
        return block

    def _focused_event(self) -> str:
        focused = self.window().focusWidget()
        if self.moves is None or focused is None:
            return ""
        return next((event for event, button in self.moves.buttons.items() if button is focused), "")

    def _print(self, kind: str) -> None:
        if self.view is not None:
            self.place_requested.emit(f"print/{kind}/{self.view.referral.id}", {})

    def _close_form(self) -> None:
        form, self.move_form = self.move_form, None
        if form is not None:
            form.keep_text()
            form.hide()
            form.deleteLater()

    def _on_paper(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._print(str(sender.property("paper")))

    def _on_place(self, section: str, field: str) -> None:
        if self.view is not None:
            self.place_requested.emit(f"referral/{self.view.referral.id}/{section}//{field}".rstrip("/"), {})

    def _on_elsewhere(self, section: str) -> None:
        self._on_place(section, "")

    def _on_moved(self, words: str) -> None:
        self._close_form()
        if self._inner is not None:
            self._inner.show()
        self.toast_requested.emit(words, None)
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_cancelled(self) -> None:
        event = self.move_form.offer.event.value if self.move_form is not None else ""
        self._close_form()
        if self._inner is not None:
            self._inner.show()
        button = self.moves.buttons.get(event) if self.moves is not None else None
        target = button or self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)


def _calm(facts: DeskFacts) -> str:
    """Say in one sentence what this state is for."""
    state = facts.view.referral.state
    if any(each.event is ReferralEvent.READY_FOR_CONSENT and each.allowed for each in facts.offers):
        return _COMPLETE
    return _CALM.get(state, _ONLY_RECORD if state in AFTER_SENDING else "")


def _due(due: DueLine, parent: QWidget) -> QHBoxLayout:
    line = row(spacing=S)
    late = due.state is not None and due.state.tone is Tone.LATE
    if due.state is not None:
        line.addWidget(Shape(due.state.tone, parent), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(flowing(due.sentence, "error" if late else "warn" if due.state else "muted", parent), 1)
    return line

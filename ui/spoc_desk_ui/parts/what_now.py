"""What now: at most five next steps, the moves of the case, and the parts of the case at a glance."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from spoc_desk.casework.may_do import moved
from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.domain.case_states import Offer
from spoc_desk.domain.cases import CaseState, Route
from spoc_desk.domain.house_dates import long_date

from ..absence import BEGINS, RECORDS, SEALS, leave_out, only_for
from ..session import Session
from ..theme import XL, L, M, S
from ..widgets.buttons import Button
from ..widgets.card import SectionHead
from ..widgets.surface import ScrollColumn, column
from ..widgets.words import rule
from .case_move_panel import MovePanel
from .case_moves import CaseMoves
from .case_now import CaseNow, part_lines, read_case_now
from .flowing import flowing
from .part import CasePart
from .part_lines import PartLines
from .step_row import StepRow

if TYPE_CHECKING:
    from spoc_desk.casework.case_lists import CaseHeader
    from spoc_desk.vault.vault import Vault

_STEPS_OF_ALL = (RECORDS, "recorded a hand")
"""Who does one of them works with cases: a step that is another's is still one she leads to."""
_ANY = 16_777_215  # QWIDGETSIZE_MAX: no limit
_QUIET = frozenset({CaseEvent.CONFIRM_ROUTE})
_BEGINS = (
    ("Record a consultation about this family", "new_consultation", "partnership", "recorded a consultation"),
    ("Write down a complaint about this case", "new_complaint", "partnership", "recorded a complaint"),
)
_HAND_OVER = ("Hand over this case…", "new_handover", "handover", SEALS)
"""What else can be written down from here: the words, the place, the icon, the act."""
_NO_ROLE = (
    "UKPPS undertakes and co-ordinates this relocation; there is no LA SPOC process, and nothing personal is kept. "
    "Set the route again if care and support needs emerge."
)

_ELSEWHERE = ("Nothing is to be done here", "Whoever has the case now goes on with it. You can read every part of it.")


class WhatNowPart(CasePart):
    """Opens on the next step: who does it, the words to use, the clock in words."""

    key: ClassVar[str] = "what_now"
    title: ClassVar[str] = "What now"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.now: CaseNow | None = None
        self.panel: MovePanel | None = None
        self.steps: list[StepRow] = []
        self._wish = ""
        self._moved = False
        scroll = ScrollColumn(self, widest=1400, margin=L, spacing=0)
        column(self, spacing=0).addWidget(scroll)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(XL)
        scroll.column.addLayout(self._across)
        self._left = QWidget(self)
        self._left_column = column(self._left, spacing=M)
        self._across.addWidget(self._left, 1, Qt.AlignmentFlag.AlignTop)
        self.lines = PartLines(self)
        self.lines.opened.connect(self._on_line_opened)
        self._across.addWidget(self.lines, 0, Qt.AlignmentFlag.AlignTop)
        self._overview = QWidget(self._left)
        self._overview_column = column(self._overview, spacing=M)
        self._left_column.addWidget(self._overview)
        self._calm = flowing(role="heading", parent=self._overview)
        self._calm_more = flowing(role="muted", parent=self._overview)
        self._steps_column = column(spacing=0)
        self._overview_column.addWidget(self._calm)
        self._overview_column.addWidget(self._calm_more)
        self._overview_column.addLayout(self._steps_column)
        self._overview_column.addSpacing(S)
        head = SectionHead("Move the case on", parent=self._overview)
        self._overview_column.addWidget(head)
        self.moves = CaseMoves(self._overview)
        self.moves.chosen.connect(self._on_move_chosen)
        self.moves.elsewhere.connect(self._on_elsewhere)
        self._overview_column.addWidget(self.moves)
        only_for(session, tuple(moved(event) for event in CaseEvent), head, self.moves)
        if self.read_only:
            leave_out(head, self.moves)
        self.refer = Button("Begin a referral to the MASH for this family", "quiet", icon_name="referrals", parent=self)
        self.refer.clicked.connect(self._on_refer)
        self.refer.setVisible(session.sees(Sight.REFERRALS))
        only_for(session, (BEGINS,), self.refer)
        self._overview_column.addWidget(self.refer, 0, Qt.AlignmentFlag.AlignLeft)
        self.begins = [self._beginning(*each) for each in _BEGINS]
        self.hand_over = self._beginning(*_HAND_OVER)
        if self.read_only:
            leave_out(self.hand_over)
        self._overview.hide()
        self._fit()

    # the case workspace ---------------------------------------------------------------------------------------------

    def show_case(self, case_id: str, header: "CaseHeader") -> None:
        if case_id != self.case_id:
            self._close_panel()
            self._overview.hide()
        super().show_case(case_id, header)
        self.lines.show_lines(part_lines(header) if header.route is not Route.NEITHER else ())
        self.lines.setVisible(header.route is not Route.NEITHER)
        self._load()

    def open_record(self, record_id: str, field: str) -> None:
        self._wish = _event_of(field)
        self._load()

    def open_ids(self) -> tuple[str, str]:
        return "", self.panel.offer.event.value if self.panel is not None else ""

    def keep_text(self) -> None:
        if self.panel is not None:
            self.panel.keep_text()

    def first_focus(self) -> QWidget | None:
        if self.panel is not None:
            return self.panel.first_focus()
        return self.steps[0].button if self.steps else next(iter(self.moves.buttons.values()), None)

    def save_requested(self) -> bool:
        if self.panel is None:
            return False
        self.panel.submit()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    # inside ---------------------------------------------------------------------------------------------------------

    def _fit(self) -> None:
        """Beside each other where there is room for both, else the parts below the steps."""
        letter = self.fontMetrics().averageCharWidth()
        beside = self.width() > letter * 115
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._across.setDirection(way)
        self.lines.setMinimumWidth(letter * 42 if beside else 0)
        self.lines.setMaximumWidth(letter * 42 if beside else _ANY)
        for step in self.steps:
            step.put_button(beside=self.width() > letter * 80)

    def _load(self) -> None:
        case_id = self.case_id
        if not case_id:
            return

        def work(vault: "Vault") -> CaseNow:
            return read_case_now(vault, case_id)

        self.session.run(work, self._on_read)

    def _on_read(self, now: CaseNow) -> None:
        if now.case.id != self.case_id:
            return
        had_focus = any(step.isAncestorOf(self.focusWidget() or self) for step in self.steps)
        self.now = now
        self._show_steps(now)
        self.moves.show_offers(self._hers(now), quiet=_QUIET if now.is_route_settled else frozenset())
        self._overview.setVisible(self.panel is None)
        wish, self._wish = self._wish, ""
        if wish:
            self._open_move(CaseEvent(wish))
        elif had_focus or self._moved:
            focus = self.first_focus()
            if focus is not None:
                focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._moved = False
        self.filled.emit()

    def _hers(self, now: CaseNow) -> tuple[Offer, ...]:
        """Return the moves that are hers to make; a case at another desk is moved there."""
        if self.read_only:
            return ()
        return tuple(offer for offer in now.shown_offers if self.session.may(moved(offer.event)))

    def _show_steps(self, now: CaseNow) -> None:
        while (item := self._steps_column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.steps = []
        for step in now.steps:
            if self.steps:
                self._steps_column.addWidget(rule(self._overview))
            row = StepRow(step, self._overview)
            row.place_requested.connect(self._on_place)
            only_for(self.session, _STEPS_OF_ALL, row.button)
            row.copied.connect(self.copy_requested)
            self.steps.append(row)
            self._steps_column.addWidget(row)
        widest = max((row.button.sizeHint().width() for row in self.steps), default=0)
        for row in self.steps:  # one column of buttons, so that the words beside them line up too
            row.button.setMinimumWidth(widest)
        self._fit()
        heading, sentence = _ELSEWHERE if self.read_only else _calm_words(now)
        self._calm.say(heading)
        self._calm_more.say(sentence)

    def _open_move(self, event: CaseEvent) -> None:
        offer = self.now.offer(event) if self.now is not None else None
        if self.read_only or not self.session.may(moved(event)):
            return
        if self.now is None or offer is None or not offer.allowed:
            self.notice_requested.emit(_refusal(event, offer.why_not if offer else ""), "info")
            return
        self._close_panel()
        panel = MovePanel(
            self.session,
            self.case_id,
            offer,
            self.now.forms.get(event, ""),
            direction=self.now.case.direction.value,
            answers=self.now.answers(event),
            facts=self.now.facts(event),
            draft_place=f"case/{self.case_id}/{self.key}//{event.value}",
            parent=self._left,
        )
        panel.moved.connect(self._on_moved)
        panel.cancelled.connect(self._on_cancelled)
        self.panel = panel
        self._overview.hide()
        self._left_column.addWidget(panel)
        panel.show()
        focus = panel.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_panel(self) -> None:
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.keep_text()
            panel.hide()
            panel.deleteLater()

    def _on_move_chosen(self, event: CaseEvent) -> None:
        self._open_move(event)

    def _on_elsewhere(self, part: str, field: str) -> None:
        self.place_requested.emit(f"case/{self.case_id}/{part}//{field}".rstrip("/"), {})

    def _on_refer(self) -> None:
        self.place_requested.emit("new_referral", {"case_id": self.case_id})

    def _beginning(self, words: str, place: str, icon_name: str, act: str) -> Button:
        """Return a button that writes down something else about this case, for whoever may."""
        button = Button(words, "quiet", icon_name=icon_name, parent=self)
        button.setProperty("place", place)
        button.clicked.connect(self._on_begin)
        only_for(self.session, (act,), button)
        self._overview_column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _on_begin(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.place_requested.emit(str(sender.property("place")), {"case_id": self.case_id})

    def _on_line_opened(self, part: str) -> None:
        self.place_requested.emit(f"case/{self.case_id}/{part}", {})

    def _on_place(self, place: str) -> None:
        self.place_requested.emit(place, {})

    def _on_moved(self, words: str) -> None:
        self._close_panel()
        self._moved = True  # the panel had the focus: the next step gets it when it is there
        self.toast_requested.emit(words, None)

    def _on_cancelled(self) -> None:
        event = self.panel.offer.event if self.panel is not None else None
        self._close_panel()
        self._overview.show()
        button = self.moves.buttons.get(event) if event is not None else None
        focus = button or self.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)


def _event_of(field: str) -> str:
    """Return the move a field name stands for, or ""."""
    if field == "route":
        return CaseEvent.CONFIRM_ROUTE.value
    if field == "meeting_arranged_for":
        return CaseEvent.ARRANGE_MEETING.value
    return field if field in set(CaseEvent) else ""


def _calm_words(now: CaseNow) -> tuple[str, str]:
    case = now.case
    if case.state is CaseState.CLOSED:
        on = f"Closed on {long_date(case.closed_on)}" if case.closed_on else "Closed"
        reason = case.closure_reason.label if case.closure_reason else ""
        return on, ". ".join(part for part in (reason, now.kept) if part)
    if case.route is Route.NEITHER:
        return "No LA role", _NO_ROLE
    if not now.steps:
        return "Nothing to do now", "New steps appear here when something is due."
    return "", ""


def _refusal(event: CaseEvent, why: str) -> str:
    return f"{event.label}: {why}" if why else f"“{event.label}” is not possible now."

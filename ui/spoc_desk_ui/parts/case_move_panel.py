"""One move of a case, ready to make: what it leads to, what to look at first, its questions, and the button."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.domain.case_states import Offer
from spoc_desk.forms.definition import Answers
from spoc_desk.forms.loader import load_form

from ..lazy import load
from ..session import Session
from ..widgets.notice import Notice
from .flowing import flowing
from .move_frame import Make, MoveFrame

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.vault.vault import Vault

_OF_THE_ROUTE = frozenset({CaseEvent.CONFIRM_ROUTE, CaseEvent.REROUTE})
"""Moves after which the case stands where it stood."""


class MovePanel(MoveFrame):
    """Asks what a move needs. A move without questions shows only what it leads to."""

    def __init__(
        self,
        session: Session,
        case_id: str,
        offer: Offer,
        form_id: str,
        *,
        direction: str,
        answers: Answers | None = None,
        facts: tuple[str, ...] = (),
        draft_place: str = "",
        parent: QWidget | None = None,
    ) -> None:
        same = offer.event in _OF_THE_ROUTE
        after = "The route is set." if same else f"The case is now “{offer.next_words}”."
        super().__init__(session, offer.label, _maker(case_id, offer.event), after, parent)
        self.offer = offer
        if not same:
            self.column.addWidget(flowing(f"After this the case is “{offer.next_words}”.", "muted", self))
        for fact in facts:
            self.column.addWidget(flowing(fact, parent=self))
        for warning in offer.warnings:
            self.column.addWidget(Notice(warning, "warn", closable=False, parent=self))
        if form_id:
            self.ask_form(load_form(form_id), answers or {}, draft_place, direction=direction)
        else:
            self.ask_nothing()


def _maker(case_id: str, event: CaseEvent) -> Make:
    def make(vault: "Vault", answers: Answers) -> "Done":
        cases = load("spoc_desk.casework.cases")
        done: Done
        if event is CaseEvent.CONFIRM_ROUTE:
            done = cases.confirm_route(vault, case_id=case_id, route=answers["route"], answers=answers)
        else:
            done = cases.move(vault, case_id=case_id, event=event, answers=answers)
        return done

    return make

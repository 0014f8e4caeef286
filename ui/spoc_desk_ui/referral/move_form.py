"""One move of a referral, ready to make: what it leads to, its questions where it has some, and the button."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spoc_desk.forms.definition import Answers, Choice

from ..lazy import load
from ..parts.flowing import flowing
from ..parts.move_frame import MoveFrame
from ..session import Session
from .move_questions import asked_by

if TYPE_CHECKING:
    from spoc_desk.casework.change import Done
    from spoc_desk.casework.referrals.reading import ReferralView
    from spoc_desk.domain.referral_states import Offer
    from spoc_desk.vault.vault import Vault


class MoveForm(MoveFrame):
    """Asks what a move of a referral needs."""

    def __init__(
        self,
        session: Session,
        view: "ReferralView",
        offer: "Offer",
        *,
        choices: "Mapping[str, tuple[Choice, ...]]",
        parent: QWidget | None = None,
    ) -> None:
        referral_id, event = view.referral.id, offer.event.value

        def make(vault: "Vault", answers: Answers) -> "Done":
            return make_move(vault, referral_id, event, answers)

        after = f"The referral is now “{offer.next.label}”." if offer.next is not None else "Recorded."
        super().__init__(session, offer.words, make, after, parent)
        self.offer = offer
        if offer.next is not None:
            self.column.addWidget(flowing(f"After this the referral is “{offer.next.label}”.", "muted", self))
        asked = asked_by(offer, view, session.clock)
        if asked.intro:
            self.column.addWidget(flowing(asked.intro, parent=self))
        if asked.form is not None:
            place = f"referral/{referral_id}/what_now//{event}"
            self.ask_form(asked.form, asked.answers, place, choices=choices)
        else:
            self.ask_nothing()


def make_move(vault: "Vault", referral_id: str, event: str, answers: Answers) -> "Done":
    """Let a referral make a move (worker thread)."""
    moves = load("spoc_desk.casework.referrals.moves")
    done: Done = moves.record_event(vault, referral_id=referral_id, event=event, answers=answers)
    return done

"""What a move of a referral asks: its form, a few words, the time of a call, or the decision of the same act."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spoc_desk.clock import LONDON, Clock
from spoc_desk.domain.decisions import SAID_BY_THE_ACT
from spoc_desk.domain.referral_guards import PROTECTION_BASIS
from spoc_desk.domain.referrals import ReferralEvent
from spoc_desk.forms.definition import Answers, FormDef, Kind, LeakClass, Question, Section
from spoc_desk.forms.loader import load_form

from ..forms.subset import only, without
from ..lazy import load

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView
    from spoc_desk.domain.referral_states import Offer

_NOTES = {
    ReferralEvent.RESOLVED: "How did the disagreement end?",
    ReferralEvent.NO_FEEDBACK: "How did you try to get the feedback?",
}
_DECISION_INTRO = (
    "Without consent an information-sharing decision is recorded in the same act. What the referral says already is "
    "taken over; look at each answer."
)


@dataclass(frozen=True)
class Asked:
    """The form of a move and what is answered in it already; no form where nothing is asked."""

    form: FormDef | None = None
    answers: Answers = field(default_factory=dict)
    intro: str = ""


def needs_decision(offer: "Offer") -> bool:
    """Say whether a move waits only for the information-sharing decision that can be made in the same act."""
    blocked = offer.event is ReferralEvent.READY_TO_SEND and not offer.allowed
    return blocked and offer.source == PROTECTION_BASIS.source


def asked_by(offer: "Offer", view: "ReferralView", clock: Clock) -> Asked:
    """Return what a move asks."""
    if needs_decision(offer):
        proposed = load("spoc_desk.casework.referrals.basis").proposed(view)
        return Asked(without(load_form("decision"), SAID_BY_THE_ACT), proposed, _DECISION_INTRO)
    if offer.form:
        return Asked(load_form(offer.form))
    if offer.event in _NOTES:
        return Asked(_note_form(_NOTES[offer.event]))
    if offer.event is ReferralEvent.DANGER:
        now = clock.now().astimezone(LONDON)
        form = only(load_form("referral"), ("danger_called_at",), offer.words)
        return Asked(form, {"danger_called_at": f"{now:%Y-%m-%dT%H:%M}"})
    return Asked()


def _note_form(label: str) -> FormDef:
    question = Question("note", label, Kind.NOTE, LeakClass.SCAN, required=True, lines=4)
    return FormDef("note", "", (Section("note", "", "", "", (question,)),))

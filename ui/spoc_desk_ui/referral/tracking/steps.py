"""The steps of a referral for the step line: what is behind it, now, to come (domain 3.4)."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from spoc_desk.domain.referral_states import ANSWERED, ENDED_EARLY
from spoc_desk.domain.referrals import ReferralState

from ...widgets.tones import State, Tone

if TYPE_CHECKING:
    from spoc_desk.domain.referrals import ReferralHappening

_S = ReferralState
_TO_THE_DECISION = (
    ("Draft", frozenset({_S.DRAFT})),
    ("Consent", frozenset({_S.READY_FOR_CONSENT})),
    ("Ready", frozenset({_S.READY_TO_SEND})),
    ("Printed", frozenset({_S.PRINTED})),
    ("Sent", frozenset({_S.SENT})),
    ("Acknowledged", frozenset({_S.ACKNOWLEDGED})),
    ("Triage", frozenset({_S.TRIAGE, _S.CONTACT})),
)
_ANSWER = ("Decision", ANSWERED | {_S.ACCEPTED})
_ASSESSMENT = ("Assessment", frozenset({_S.ASSESSMENT}))
_LATER = (
    _ASSESSMENT,
    ("Section 47", frozenset({_S.STRATEGY})),
    ("Conference", frozenset({_S.CONFERENCE})),
)
_END = ("Closed", frozenset({_S.CLOSED}))
_EARLY = "Ended with advice"


def referral_steps(state: ReferralState, events: "Collection[ReferralHappening]") -> tuple[State, ...]:
    """Return the steps with how each stands. The later steps show once the MASH has accepted the referral."""
    if state in ENDED_EARLY:
        return (State("Begun", Tone.DONE), State(state.label, Tone.DONE))
    been = {state, *(event.to_state for event in events)}
    later = tuple(step for step in _LATER if step is _ASSESSMENT or step[1] & been) if been & _ASSESSED else ()
    steps = (*_TO_THE_DECISION, _ANSWER, *later, _END)
    here = next(place for place, (_, states) in enumerate(steps) if state in states)
    return tuple(State(word, _tone(place, here, state, states & been)) for place, (word, states) in enumerate(steps))


_ASSESSED = frozenset({_S.ACCEPTED, _S.ASSESSMENT, _S.STRATEGY, _S.CONFERENCE})


def _tone(place: int, here: int, state: ReferralState, passed: Collection[ReferralState]) -> Tone:
    if place == here:
        return Tone.DONE if state is ReferralState.CLOSED else Tone.UNDER_WAY
    if place > here:
        return Tone.NOT_YET
    # A step that was never taken, such as an acknowledgement that did not come, is not shown as done.
    return Tone.DONE if passed or place == 0 else Tone.NOT_YET

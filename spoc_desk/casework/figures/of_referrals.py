"""Referrals in figures: each thing that happened is counted once, in the period in which it happened."""

from collections.abc import Mapping
from typing import Final

from spoc_desk.casework.figures.source import Source, Span
from spoc_desk.casework.may_see import Sight
from spoc_desk.domain.figures import Measure
from spoc_desk.domain.referrals import ReferralEvent, ReferralState
from spoc_desk.vault.records.figure_rows import referral_clocks, referral_events
from spoc_desk.vault.vault import Vault

_ACKNOWLEDGED: Final = "D-10"
_EVENTS: Final = {
    ReferralEvent.SENT: "sent",
    ReferralEvent.DECISION: "decided",
    ReferralEvent.STRATEGY: "enquiries",
    ReferralEvent.CONFERENCE: "conferences",
    ReferralEvent.FEEDBACK: "feedback",
}
_OUTCOMES: Final = {
    ReferralState.ACCEPTED: "accepted",
    ReferralState.FPS: "fps",
    ReferralState.ADVICE: "advice",
    ReferralState.SIGNPOSTED: "signposted",
    ReferralState.NFA: "nfa",
}


def _count(vault: Vault, span: Span) -> Mapping[str, int]:
    counts = dict.fromkeys((each.id for each in MEASURES), 0)
    for event, state, number in referral_events(vault, span.start, span.end, samples=span.samples):
        counts[_EVENTS[ReferralEvent(event)]] += number
        outcome = _OUTCOMES.get(ReferralState(state))
        if event == ReferralEvent.DECISION and outcome:
            counts[outcome] += number
    met, in_time = referral_clocks(vault, _ACKNOWLEDGED, span.first, span.last, samples=span.samples)
    return counts | {"acknowledged": met, "in_time": in_time}


MEASURES: Final = (
    Measure("sent", "Referrals sent to the MASH"),
    Measure("acknowledged", "Acknowledged"),
    Measure("in_time", "Acknowledged within one working day", "acknowledged", share=True),
    Measure("decided", "Decided by the MASH"),
    Measure("accepted", "Accepted: assessment team", "decided", share=True),
    Measure("fps", "Family Partnership Service", "decided", share=True),
    Measure("advice", "Advice and information", "decided", share=True),
    Measure("signposted", "Signposted", "decided", share=True),
    Measure("nfa", "No further action", "decided", share=True),
    Measure("enquiries", "Section 47 enquiries begun"),
    Measure("conferences", "Child protection conferences held"),
    Measure("feedback", "Feedback received by the referrer"),
)
REFERRALS: Final = Source("referrals", "Referrals", Sight.REFERRALS, MEASURES, _count, is_sampled=True)

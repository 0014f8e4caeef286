"""The papers of a referral: which of them this one has, and what their buttons say."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from spoc_desk.domain.referral_states import ANSWERED, ASSESSED, ENDED_EARLY, WITH_MASH
from spoc_desk.domain.referrals import ReferralState

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView

PAPERS: Mapping[str, str] = {
    "referral": "The form",
    "referral-consent": "Consent sheet alone",
    "referral-young-person": "Young person's sheet",
    "referral-confidential": "Confidential sheet",
    "referral-tracking": "Tracking sheet",
}


def papers_of(view: "ReferralView") -> tuple[str, ...]:
    """Return the kinds of papers that make sense for this referral, in the order of the buttons."""
    if view.referral.state in ENDED_EARLY:
        return ("referral",)
    kinds = ["referral", "referral-consent"]
    if view.children:
        kinds.append("referral-young-person")
    if view.text("confidential_text"):
        kinds.append("referral-confidential")
    if view.referral.state in WITH_MASH | ANSWERED | ASSESSED | {ReferralState.CLOSED}:
        kinds.append("referral-tracking")
    return tuple(kinds)

"""The identity bar of a referral: reference, level sought, state, version and what is due next. No name in it."""

from typing import TYPE_CHECKING

from spoc_desk.domain.referral_states import ANSWERED, BEFORE_SENDING
from spoc_desk.domain.referrals import ReferralState

from ..parts.case_identity import Identity

if TYPE_CHECKING:
    from .desk_facts import DeskFacts


def identity_of(facts: "DeskFacts") -> Identity:
    """Return what the bar says of a referral."""
    referral = facts.view.referral
    sought = referral.level_sought.label if referral.level_sought is not None else "Level not chosen yet"
    version = f"Version {referral.form_version}" if referral.state in BEFORE_SENDING else ""
    state = referral.state.label
    if referral.state in ANSWERED - {ReferralState.NOT_RETAINED}:
        state = f"MASH: {state[:1].lower() + state[1:] if referral.state is not ReferralState.FPS else state}"
    due = facts.due[0] if facts.due else None
    return Identity(
        reference=referral.referral_ref,
        kind=" · ".join(part for part in (sought, state, version) if part),
        flags="",
        due=due.sentence if due is not None else "",
        due_state=due.state if due is not None else None,
        sample=referral.sample,
    )

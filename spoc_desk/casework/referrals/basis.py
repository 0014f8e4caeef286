"""The information-sharing decision made in the same act as a referral without consent (domain 1.11; S001:474-482)."""

from dataclasses import replace

from spoc_desk.casework.answers import built
from spoc_desk.casework.leaks import FieldLeak
from spoc_desk.casework.referrals.accepting import accept_form
from spoc_desk.casework.referrals.reading import ReferralView
from spoc_desk.casework.sharing import refuse_incomplete
from spoc_desk.domain.decisions import Decision
from spoc_desk.domain.record import DecisionId, new_id
from spoc_desk.domain.referral_consents import ConsentKind, Decided
from spoc_desk.domain.referrals import LevelSought
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.vault.vault import Vault

FORM = "decision"


def accept_decision(vault: Vault, view: ReferralView, answers: Answers) -> tuple[Decision, tuple[FieldLeak, ...]]:
    """Return the decision of a referral and what the scan saw in it, not stored yet.

    Raises Incomplete where something is shared without all seven tests of golden rule 6, without other people being
    protected, or without saying who was told.
    """
    today = vault.clock.today()
    accepted = accept_form(vault, FORM, {**proposed(view), **answers}, today)
    given = {"id": DecisionId(new_id()), "referral_id": view.referral.id, "decided_by": vault.actor.name}
    made = built(Decision, accepted.answers, accepted.form, given)
    if made.allows:
        refuse_incomplete(made)
    return replace(made, case_id=None), accepted.leaks


def proposed(view: ReferralView) -> dict[str, Answer]:
    """Return what the referral already says about the decision: taken over, and open to change."""
    told = view.answers.get("told") == "yes"
    return {
        "decided_on": view.today.isoformat(),
        "started_by": "proactive",
        "what_information": "What this referral says about the child and the family",
        "purpose": "So that the child is safe and the family is offered the help it needs",
        "risk_of_harm": "significant" if view.referral.level_sought is LevelSought.CP else "welfare",
        "consent_sought": _sought(view),
        "persons_informed": ("parent",) if told else ("neither",),
        "lawful_basis": view.text("no_consent_basis") or "public_task",
        "special_condition": "substantial_public_interest",
        "outcome": "share",
        "rationale": view.text("no_consent_reason"),
    }


def _sought(view: ReferralView) -> str:
    said = {each.decision for each in view.consents if each.kind is not ConsentKind.YOUNG_PERSON}
    if Decided.REFUSED in said:
        return "refused"
    if Decided.GIVEN in said:
        return "given"
    return (
        "unsafe" if view.answers.get("not_told_reason") in ("harm_child", "harm_other", "do_not_alert") else "not_basis"
    )

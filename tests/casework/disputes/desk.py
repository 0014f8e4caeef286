"""Disagreements, complaints and consultations as they are typed in."""

from spoc_desk.casework.disputes import escalations
from spoc_desk.domain.escalations import Escalation
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.vault.vault import Vault

ESCALATION: Answers = {
    "about": "No answer to a referral", "matter": "communication", "agency": "social_care", "child_at_risk": "no",
    "what": "The duty team has not answered for a week.", "desired_outcome": "A decision and a named worker.",
    "evidence": "Two calls.", "with_whom": "The duty social worker",
}  # fmt: skip
NOT_AGREED: Answers = {"outcome": "not_agreed", "outcome_words": "They see no need to decide yet."}
AGREED: Answers = {"outcome": "agreed", "outcome_words": "A worker is named today."}
COMPLAINT: Answers = {
    "received_on": "2026-11-20", "came_by": "letter", "from_given_names": "Ola", "from_family_name": "Thistlewood",
    "from_relation": "aunt", "of_conference": "no", "agency": "police", "what": "Nobody rang back.",
    "wanted": "An apology.",
}  # fmt: skip
FORWARD: Answers = {
    "forwarded_on": "2026-11-23", "forwarded_to": "Duty inspector", "copied_on": "2026-11-23", "asked_to_tell": "yes",
}  # fmt: skip
CONSULTATION: Answers = {
    "consulted_on": "2026-11-23", "consulted_with": "Named doctor", "agency": "gp",
    "consulted_about": "Bruising that was explained twice", "consulted_advice": "Ask for an examination today.",
    "recorded_because": "concerns", "family_involved": "yes",
}  # fmt: skip


def opened(vault: Vault, *, case_id: str | None = None, referral_id: str | None = None, **more: Answer) -> Escalation:
    """Return a new escalation."""
    done = escalations.open_escalation(vault, answers={**ESCALATION, **more}, case_id=case_id, referral_id=referral_id)
    assert isinstance(done.record, Escalation)
    return done.record

"""A desk of the Case Review Group at work: an incident with a child, and a case brought to the group."""

from dataclasses import dataclass

from spoc_desk.casework.reviewed import children, incidents, plan, reviews
from spoc_desk.clock import FixedClock
from spoc_desk.domain.case_reviews import CaseReview
from spoc_desk.domain.serious_incidents import SeriousIncident, Whom
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.vault.records.stores import CASE_REVIEWS, INCIDENT_CHILDREN, SERIOUS_INCIDENTS
from spoc_desk.vault.vault import Vault

INCIDENT: Answers = {
    "aware_at": "2026-11-23T08:40", "incident_on": "2026-11-21", "abuse": "suspected", "place": "our_area",
    "what_happened": "A child was taken to hospital with injuries that nobody could explain.",
}  # fmt: skip
CHILD: Answers = {
    "given_names": "Maja", "family_name": "Sample", "date_of_birth": "2024-05-04", "event": "harmed",
    "harm_basis": ("physical", "long_term"), "looked_after": "no", "lives_here": "yes", "plan": "in_need",
}  # fmt: skip
CASE: Answers = {
    "source": "agency", "agency": "Community health", "representative": "Ruth Alder, named nurse",
    "discussed_on": "2026-11-20", "considers_local": "yes", "criteria_reason": "Serious harm, neglect suspected.",
    "lessons": "Three agencies knew of missed appointments.",
}  # fmt: skip
RAPID: Answers = {
    "rapid_review_on": "2026-11-23", "took_part": "Police, health, social care", "criteria_met": "yes",
    "national_issues": "no", "criteria_met_reason": "Serious harm and neglect.", "recommendation": "other_review",
    "recommended_method": "Learning review", "recommendation_reason": "The learning is known already.",
}  # fmt: skip
DECISION: Answers = {
    "decided_on": "2026-11-23", "decided_by": ("council", "health", "police"), "decision": "other_review",
    "decision_method": "Learning review", "decision_reason": "As recommended.",
    "scrutineer_informed_on": "2026-11-23", "family_invited": "yes",
}  # fmt: skip
LEARNING: Answers = {
    "text": "Missed appointments are a sign.", "methods": ("briefings", "own_agency"), "shared_on": "2026-11-23",
    "shared_with": "Health visitors",
}  # fmt: skip


@dataclass
class ReviewDesk:
    """One incident, and one case."""

    vault: Vault
    clock: FixedClock
    serious_id: str = ""
    review_id: str = ""

    @property
    def incident(self) -> SeriousIncident:
        return SERIOUS_INCIDENTS.get(self.vault, self.serious_id)

    @property
    def review(self) -> CaseReview:
        return CASE_REVIEWS.get(self.vault, self.review_id)

    def record(self, *, child: Answers | None = CHILD, **changes: Answer) -> None:
        done = incidents.record_incident(self.vault, answers={**INCIDENT, **changes})
        assert done.record is not None
        self.serious_id = done.record.id
        if child is not None:
            children.add_child(self.vault, serious_id=self.serious_id, answers=child)

    def change_child(self, **changes: Answer) -> None:
        child = INCIDENT_CHILDREN.find(self.vault, "serious_id = ?", (self.serious_id,))[0]
        children.change_child(self.vault, child_id=child.id, answers=changes, version=child.version)

    def decide(self, decision: str = "notifiable", **more: Answer) -> None:
        incidents.decide(self.vault, serious_id=self.serious_id, answers={"decision": decision, **more})

    def tell(self, *whom: Whom, at: str = "2026-11-23T09:00", ref: str = "") -> None:
        for one in whom:
            answers = {"told_at": at, "told_ref": ref}
            incidents.tell(self.vault, serious_id=self.serious_id, whom=one, answers=answers)

    def begin(self, **changes: Answer) -> None:
        done = reviews.begin_review(self.vault, answers={**CASE, **changes}, serious_id=self.serious_id)
        assert done.record is not None
        self.review_id = done.record.id

    def refer(self, told: str = "2026-11-23T09:00", confirmed: str = "2026-11-23T09:20") -> None:
        reviews.tell_unit(self.vault, review_id=self.review_id, answers={"told_at": told, "told_to": "Kit Lane"})
        if confirmed:
            reviews.confirm_in_writing(self.vault, review_id=self.review_id, answers={"confirmed_at": confirmed})

    def ask(self, agency: str = "Police", due_on: str = "2026-11-30") -> None:
        answers = {"agency": agency, "asked_on": "2026-11-23", "due_on": due_on}
        plan.ask_agencies(self.vault, review_id=self.review_id, answers=answers)

    def decide_review(self) -> None:
        reviews.hold_rapid_review(self.vault, review_id=self.review_id, answers=RAPID)
        reviews.record_decision(self.vault, review_id=self.review_id, answers=DECISION)

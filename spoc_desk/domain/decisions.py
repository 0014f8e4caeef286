"""Information-sharing decisions (domain 1.11; S001:474-482, the seven golden rules).

Asked for before each outward hand, and in the same act as a referral without consent.
"""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import CaseId, DecisionId, Record
from spoc_desk.domain.referrals import ReferralId
from spoc_desk.domain.terms import Method, Term


class ConsentSought(Term):
    GIVEN = "given", "Yes: given"
    REFUSED = "refused", "Yes: refused"
    UNSAFE = "unsafe", "No: asking would be unsafe"
    NOT_BASIS = "not_basis", "No: consent is not the right basis here"
    NOT_PRACTICABLE = "not_practicable", "No: not practicable"


class LawfulBasis(Term):
    PUBLIC_TASK = "public_task", "Public task"
    LEGAL_OBLIGATION = "legal_obligation", "Legal obligation"
    VITAL_INTERESTS = "vital_interests", "Vital interests"
    CONSENT = "consent", "Consent"
    LEGITIMATE = "legitimate", "Legitimate interests"


class Outcome(Term):
    SHARE = "share", "Share"
    SHARE_PART = "share_part", "Share part"
    DO_NOT_SHARE = "do_not_share", "Do not share"
    DEFER = "defer", "Defer"


class StartedBy(Term):
    REQUEST = "request", "A request"
    PROACTIVE = "proactive", "Our own worry"
    STATUTORY_DUTY = "statutory_duty", "A duty in law"
    COURT_ORDER = "court_order", "An order of a court"


class RiskOfHarm(Term):
    SIGNIFICANT = "significant", "A child suffers, or is likely to suffer, significant harm"
    PERCEIVED = "perceived", "A risk is perceived"
    WELFARE = "welfare", "Welfare and support only"
    NONE = "none", "None"


class Informed(Term):
    CHILD = "child", "The child"
    PARENT = "parent", "A parent or carer"
    NEITHER = "neither", "Neither"


class NotInformed(Term):
    INCREASED_RISK = "increased_risk", "The risk would rise"
    WITHDRAWS = "withdraws", "The family might withdraw"
    VIOLENCE = "violence", "Violence might follow"
    PREJUDICE = "prejudice", "It would harm an enquiry"
    UKPPS_ADVICE = "ukpps_advice", "UKPPS advised against it"


class SpecialCondition(Term):
    """Article 9: for health, ethnicity, religion and the like."""

    SUBSTANTIAL_PUBLIC_INTEREST = "substantial_public_interest", "Substantial public interest: safeguarding"
    SOCIAL_CARE = "social_care", "Health or social care"
    VITAL_INTERESTS = "vital_interests", "Vital interests"
    EXPLICIT_CONSENT = "explicit_consent", "Explicit consent"


class AdviceOf(Term):
    MANAGER = "manager", "Manager"
    DESIGNATED = "designated", "Designated safeguarding lead or professional"
    DATA_PROTECTION = "data_protection", "Data protection officer"
    CALDICOTT = "caldicott", "Caldicott guardian"
    LEGAL = "legal", "Legal adviser"
    UKPPS_SPOC = "ukpps_spoc", "UKPPS SPOC"


class SharingTest(Term):
    """The tests of golden rule 6 (S001:481)."""

    NECESSARY = "necessary", "Necessary"
    PROPORTIONATE = "proportionate", "Proportionate"
    RELEVANT = "relevant", "Relevant"
    ADEQUATE = "adequate", "Adequate"
    ACCURATE = "accurate", "Accurate"
    TIMELY = "timely", "Timely"
    SECURE = "secure", "Secure"


DECIDED_NOW = (
    "purpose", "consent_sought", "objections_considered", "persons_informed", "not_informed_reason",
    "necessary_and_proportionate", "third_parties_protected",
)  # fmt: skip
"""The questions of the form that the making of a copy cannot answer: they are asked with it."""
SAID_BY_THE_ACT = frozenset({"about", "shared_with", "shared_on", "method", "chase_on"})
"""Questions of the form that are not asked where the act itself answers them: a hand of the register, a referral."""


@dataclass(frozen=True, kw_only=True)
class Decision(Record):
    """Why something was shared or not."""

    id: DecisionId
    case_id: CaseId | None = None
    referral_id: ReferralId | None = None
    decided_on: date
    decided_by: str
    started_by: StartedBy | None = None
    asked_by: str = ""
    what_information: str
    purpose: str
    risk_of_harm: RiskOfHarm | None = None
    consent_sought: ConsentSought
    persons_informed: tuple[Informed, ...] = ()
    not_informed_reason: NotInformed | None = None
    objections_considered: str = ""
    lawful_basis: LawfulBasis
    special_condition: SpecialCondition | None = None
    advice_of: AdviceOf | None = None
    advice_on: date | None = None
    advice_summary: str = ""
    necessary_and_proportionate: bool = False
    tests_met: tuple[SharingTest, ...] = ()
    third_parties_protected: bool = False
    protected_how: str = ""
    outcome: Outcome
    rationale: str
    decision_ref: str = ""
    """Two words and four digits, as a case has; nothing for one from before decisions had references."""
    decided_as: str = ""
    """The roles of who decided, in words."""
    about: str = ""
    """What it is about, where that is no case and no referral: never a name."""
    shared_with: str = ""
    shared_on: date | None = None
    method: Method | None = None
    chase_on: date | None = None
    """When to ask whether it arrived."""
    arrived_on: date | None = None
    copy_id: str | None = None
    """The numbered copy that was handed over on this decision."""
    reconsiders: DecisionId | None = None
    """The earlier decision that was looked at again; that one stays as it is."""

    @property
    def allows(self) -> bool:
        """Say whether something may be handed over on this decision."""
        return self.outcome in (Outcome.SHARE, Outcome.SHARE_PART)

"""The guards of a referral, each a name, a question to the facts, a sentence and its source (domain 2.3, 3.4)."""

from dataclasses import dataclass

from spoc_desk.domain.guards import Guard
from spoc_desk.domain.referrals import LevelSought, ReferralState

RESTRICTED_WORDS = "Restricted record – contact the office of the DCS or DASS before sending"
"""The same words for every kind of restricted record, so that they prove nothing (2.3 rule 10)."""


@dataclass(frozen=True)
class ReferralFacts:
    """What the guards look at."""

    state: ReferralState
    level_sought: LevelSought | None = None
    must: int = 0
    """How many answers are missing or wrong."""
    a_given: bool = False
    """Consent A stands, from at least one person with parental responsibility."""
    b_given: bool = False
    reason: bool = False
    """The referral says why a consent is missing."""
    basis: bool = False
    """An information-sharing decision allows it."""
    stopped: bool = False
    released: bool = False
    feedback: bool = False
    """A feedback date, or the mark that none was received."""
    sent: bool = False
    escalated: bool = False
    archived: bool = False
    young_refused: bool = False
    """A young person who is able to decide has refused."""
    consented: bool = False
    """Some consent stands, and could be withdrawn."""
    fostering: bool = False
    """The answers describe private fostering."""
    untold: bool = False
    """A consent was withdrawn after sending, and the MASH has not been told yet."""

    @property
    def consent_complete(self) -> bool:
        """Say whether both consents stand."""
        return self.a_given and self.b_given


ReferralGuard = Guard[ReferralFacts]
_guard = ReferralGuard.plain


def _missing(facts: ReferralFacts) -> str:
    what = "1 answer is" if facts.must == 1 else f"{facts.must} answers are"
    return f"{what} still missing or to be put right. “Check answers” names each."


COMPLETE = ReferralGuard("complete", lambda facts: facts.must == 0, _missing, "domain 1.12, 3.4")
INTENSIVE_CONSENT = _guard(
    "consent for Intensive",
    lambda facts: facts.level_sought is not LevelSought.FPS or facts.a_given,
    "The Family Partnership Service works only with consent. Record consent A from at least one person with parental "
    "responsibility first.",
    "S004:536-540; 2.3 rule 5",
)
INTENSIVE_SHARING = _guard(
    "consent to share for Intensive",
    lambda facts: facts.level_sought is not LevelSought.FPS or facts.b_given,
    "Consent B, to information sharing, is asked for apart from consent A. Record it first.",
    "S004:670-674; 2.3 rule 5",
)
_S17 = (LevelSought.CIN, LevelSought.SEND)
NEED_CONSENT = _guard(
    "consent or reason for section 17",
    lambda facts: facts.level_sought not in _S17 or facts.consent_complete or facts.reason,
    "Help under section 17 is voluntary: record consent A and B, or say under “Lawful basis without consent” why the "
    "referral is made without them.",
    "S004:904-906; domain 3.4",
)
YOUNG_REFUSAL = _guard(
    "refusal of a young person",
    lambda facts: not facts.young_refused or facts.level_sought is LevelSought.CP or facts.reason,
    "A young person who is able to decide has refused, and may. Talk again, or say under “Lawful basis without "
    "consent” why the referral goes on.",
    "S004:904-906",
)
PROTECTION_REASON = _guard(
    "reason for section 47",
    lambda facts: facts.level_sought is not LevelSought.CP or facts.consent_complete or facts.reason,
    "Consent is not needed to protect a child, but say under “Lawful basis without consent” why it is missing.",
    "S004:338-348; 2.3 rule 6",
)
PROTECTION_BASIS = _guard(
    "lawful basis for section 47",
    lambda facts: facts.level_sought is not LevelSought.CP or facts.consent_complete or facts.basis,
    "Without consent an information-sharing decision with its lawful basis is recorded in the same act.",
    "S004:342-348; S001:474-482; 2.3 rule 6",
)
NOT_RESTRICTED = _guard(
    "not restricted",
    lambda facts: not facts.stopped or facts.released,
    f"{RESTRICTED_WORDS}.",
    "2.3 rule 10",
)
FEEDBACK_KNOWN = _guard(
    "feedback known",
    lambda facts: not facts.sent or facts.feedback,
    "The MASH tells the referrer what came of it. Record when it did, or mark that no feedback was received.",
    "S004:1036; domain 3.4",
)
WAS_SENT = _guard(
    "was sent",
    lambda facts: facts.sent,
    "This is for a referral that was sent.",
    "domain 3.4",
)
MASH_TOLD = _guard(
    "MASH told of the withdrawal",
    lambda facts: not facts.untold,
    "Consent was withdrawn after sending. Tell the MASH first, and record it.",
    "S004:536-540; domain 3.4",
)
ESCALATED = _guard("escalated", lambda facts: facts.escalated, "This referral is not escalated.", "domain 3.7")
NOT_ESCALATED = _guard(
    "not escalated", lambda facts: not facts.escalated, "This referral is escalated already.", "domain 3.7"
)
IS_STOPPED = _guard(
    "stopped", lambda facts: facts.stopped, "Nothing about this referral has to be asked there.", "2.3 rule 10"
)
NOT_ARCHIVED = _guard(
    "not put away", lambda facts: not facts.archived, "This referral was put away. Take it up again first.", ""
)
IS_ARCHIVED = _guard("put away", lambda facts: facts.archived, "This referral is not put away.", "")
IS_UNTOLD = _guard(
    "withdrawal untold", lambda facts: facts.untold, "No consent was withdrawn after sending.", "domain 3.4"
)

SOME_CONSENT = _guard(
    "some consent stands", lambda facts: facts.consented, "No consent stands that could be withdrawn.", "domain 3.4"
)
IS_FOSTERING = _guard(
    "private fostering", lambda facts: facts.fostering, "The answers do not describe private fostering.", "S004:1535"
)
NO_FEEDBACK_YET = _guard(
    "no feedback yet", lambda facts: not facts.feedback, "The feedback is recorded already.", "S004:1036"
)

SENDING: tuple[ReferralGuard, ...] = (
    COMPLETE, INTENSIVE_CONSENT, INTENSIVE_SHARING, NEED_CONSENT, YOUNG_REFUSAL, PROTECTION_REASON, PROTECTION_BASIS,
    NOT_RESTRICTED,
)  # fmt: skip
"""What must hold before the paper leaves, asked again at each step towards it."""

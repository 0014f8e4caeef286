"""How long a record is kept and what it takes to dispose of it (domain 2.6). Nothing here deletes anything.

The classes are the council's own (profile); this file only reckons the day on which somebody looks at a record again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from spoc_desk.domain.ages import birthday
from spoc_desk.domain.household import Member, MemberKind, StatusFlag
from spoc_desk.domain.record import Record
from spoc_desk.domain.referrals import ReferralState
from spoc_desk.domain.roles import DIRECTORS_OFFICES, Role
from spoc_desk.domain.terms import Term

MAY_DECIDE: Final = DIRECTORS_OFFICES | {Role.LA_SPOC}
"""Who sets how long something is kept, proposes a disposal and approves one; never the same person both."""
MAY_HOLD: Final = MAY_DECIDE | {Role.DEPUTY}
"""Who keeps something longer or puts a legal hold on: neither takes anything away."""
MAY_SIGN_EARLY: Final = DIRECTORS_OFFICES
"""Who approves a disposal before the time of its class is over."""


class RecordKind(Term):
    """What is kept and disposed of as one whole."""

    RELOCATION = "relocation", "Relocation"
    REFERRAL = "referral", "Referral"
    RESTRICTED = "restricted", "Restricted record"
    RELAY = "relay", "RELAY notification"
    ESCALATION = "escalation", "Escalation"
    COMPLAINT = "complaint", "Complaint"
    CONSULTATION = "consultation", "Consultation"
    SERIOUS = "serious", "Serious incident"
    REVIEW = "review", "Case before the Case Review Group"
    DECISION = "decision", "Information-sharing decision"
    CONCERN = "concern", "Security concern"
    ACCESS_REQUEST = "access_request", "Request for records"


class RetentionRule(Term):
    """What the years of a class are counted from."""

    AFTER_BIRTH = "after_birth", "Years after the date of birth"
    AFTER_CLOSURE = "after_closure", "Years after it was closed"
    AFTER_CONTACT = "after_contact", "Years after the last contact"
    FIXED = "fixed", "A date that a person enters"
    LONGEST = "longest", "The longest of the people’s classes; ask UKPPS before any disposal"
    WITH_NEWEST = "with_newest", "As long as the newest record it covers"


_COUNTED: Final = frozenset({RetentionRule.AFTER_BIRTH, RetentionRule.AFTER_CLOSURE, RetentionRule.AFTER_CONTACT})


class UkppsAnswer(Term):
    """What UKPPS said to a disposal of a relocation."""

    MAY_GO = "may_go", "The record may be disposed of"
    KEEP = "keep", "The record must be kept"


@dataclass(frozen=True)
class RetentionClass:
    """One class of the council's retention schedule."""

    id: str
    label: str
    rule: RetentionRule
    years: int | None = None
    default: str = ""
    """The default as the sources have it, in words."""
    seen_in: str = ""

    @property
    def words(self) -> str:
        """Return "25 years after the date of birth"; the rule alone where no years are set."""
        if self.rule not in _COUNTED or self.years is None:
            return self.rule.label if self.rule not in _COUNTED else "No years are set: a person decides"
        return f"{self.years} {'year' if self.years == 1 else 'years'} {self.rule.label.removeprefix('Years ')}"


@dataclass(frozen=True)
class Known:
    """The days a class can count from."""

    born: date | None = None
    closed: date | None = None
    contact: date | None = None


@dataclass(frozen=True)
class Reckoned:
    """The day of the review and how it came about; without a day somebody has to set one."""

    on: date | None
    words: str


NEEDS_PERSON: Final = "No date: needs a person"


def review_date(kept: RetentionClass, known: Known) -> Reckoned:
    """Return the day on which the time of a class is over; who was born on 29 February turns on 1 March."""
    if kept.rule not in _COUNTED:
        return Reckoned(None, f"{kept.label}: {kept.words}")
    if kept.years is None:
        return Reckoned(None, f"{kept.label}: no years are set")
    start, what = _start(kept.rule, known)
    if start is None:
        return Reckoned(None, f"{kept.label}: {what} is not known")
    return Reckoned(birthday(start, kept.years), f"{kept.label}: {kept.words}")


def longest(all_of: Iterable[Reckoned]) -> Reckoned:
    """Return the latest of several; one without a day leaves the whole without one, since it may be the longest."""
    found = tuple(all_of)
    if not found:
        return Reckoned(None, "Nobody is recorded whose class could count")
    undated = next((each for each in found if each.on is None), None)
    return undated or max(found, key=lambda each: each.on or date.min)


def member_class(member: Member) -> str:
    """Return the class of one person of a relocation, from what is recorded of them: the longest-kept first."""
    flags = frozenset(member.status_flags)
    for flag, kept in _BY_FLAG:
        if flag in flags:
            return kept
    return ADULT if member.kind is MemberKind.ADULT else IN_NEED


def referral_class(reached: Iterable[ReferralState], *, fostering: bool = False) -> str:
    """Return the class of a referral, from the furthest it ever got."""
    states = frozenset(reached)
    if ReferralState.CONFERENCE in states or ReferralState.STRATEGY in states:
        return PROTECTION
    if fostering:
        return FOSTERING
    return IN_NEED if states & {ReferralState.ACCEPTED, ReferralState.ASSESSMENT} else NOT_ACCEPTED


LOOKED_AFTER, ADOPTION, PROTECTION, IN_NEED = "looked_after", "adoption", "child_protection", "in_need"
FOSTERING, NOT_ACCEPTED, ADULT, RELOCATION = "private_fostering", "not_accepted", "adult", "relocation"
RELAY_LOG = "relay"
DISPUTE = "dispute"
UNTIED: Final = {
    RecordKind.DECISION: "decision", RecordKind.CONCERN: "concern", RecordKind.ACCESS_REQUEST: "access_request",
}  # fmt: skip
"""Those that belong to no relocation and no referral have a class of their own; the others go with theirs."""
HANDED_OVER = "handed_over"
"""What stays of a relocation where it can only be read; its years count from the day on which it went."""
_BY_FLAG: Final = (
    (StatusFlag.ADOPTED, ADOPTION),
    (StatusFlag.LOOKED_AFTER, LOOKED_AFTER),
    (StatusFlag.CARE_LEAVER, LOOKED_AFTER),
    (StatusFlag.PRIVATELY_FOSTERED, FOSTERING),
    (StatusFlag.CP_PLAN, PROTECTION),
    (StatusFlag.CIN, IN_NEED),
)


def _start(rule: RetentionRule, known: Known) -> tuple[date | None, str]:
    if rule is RetentionRule.AFTER_BIRTH:
        return known.born, "a date of birth"
    if rule is RetentionRule.AFTER_CLOSURE:
        return known.closed, "the day it was closed"
    return known.contact, "the day of the last contact"


@dataclass(frozen=True, kw_only=True)
class Retention(Record):
    """How long one record is kept, whether it is on legal hold, and whether somebody proposed to dispose of it."""

    kind: RecordKind
    record_id: str
    reference: str
    """The alias reference of a case, referral, incident or review; the kind of a restricted record; the day of a RELAY
    notification. Never a name."""
    closed_on: date | None = None
    """None while the record is open (again): then nothing is due."""
    class_id: str = ""
    class_chosen: bool = False
    """Somebody chose the class; else it follows from what is recorded."""
    reckoned_on: date | None = None
    """What the class gives."""
    reckoned_words: str = ""
    review_on: date | None = None
    """When somebody looks at it: the reckoned day, or a later one. None: a person has to set it."""
    kept_reason: str = ""
    hold_on: date | None = None
    hold_by: str = ""
    hold_reason: str = ""
    ukpps_asked_on: date | None = None
    ukpps_answer: UkppsAnswer | None = None
    ukpps_answered_on: date | None = None
    proposed_at: str = ""
    proposed_by: str | None = None
    proposed_name: str = ""
    proposal_reason: str = ""
    sample: bool = False

    @property
    def is_held(self) -> bool:
        """Say whether a legal hold is on."""
        return self.hold_on is not None

    @property
    def is_proposed(self) -> bool:
        """Say whether somebody proposed to dispose of it."""
        return self.proposed_by is not None

    def is_early(self, day: date) -> bool:
        """Say whether the time of its class, or the longer time somebody gave it, is not over on *day*."""
        due = max((each for each in (self.reckoned_on, self.review_on) if each), default=None)
        return due is None or due > day


@dataclass(frozen=True, kw_only=True)
class Disposal(Record):
    """That a record was disposed of: what its certificate says. Nothing by which the record could be told."""

    certificate_no: int
    kind: RecordKind
    disposed_at: str
    proposed_by: str
    approved_by: str
    class_label: str
    class_words: str
    early: bool = False
    held_back: int = 0
    """Entries of the trail from before reasons were kept beside it, whose words could not go."""
    rows: int = 0
    counts: str = "[]"
    """JSON: what it was made of, in words, and how many of each."""
    drafts: int = 0
    papers_out: int = 0
    commit_no: int = 0
    last_copy: int = 0
    """The highest copy numbers given out by then, so that none is given twice."""
    last_referral_copy: int = 0
    last_relay_copy: int = 0
    last_copies: str | None = None
    """JSON: the same for each series that has a name."""
    sample: bool = False

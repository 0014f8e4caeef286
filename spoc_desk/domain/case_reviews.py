"""A case before the Case Review Group: from the talk with the representative to what was learned (domain 1.17, 3.6)."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import Record
from spoc_desk.domain.serious_incidents import ReviewId, SeriousId
from spoc_desk.domain.terms import Term, Tri


class ReviewState(Term):
    """Where a case stands (domain 3.6)."""

    CONSIDERING = "considering", "Being considered"
    NOT_REFERRED = "not_referred", "Not referred"
    TOLD = "told", "Business unit told"
    CONFIRMED = "confirmed", "Confirmed in writing"
    REQUESTED = "requested", "Information requested"
    RECOMMENDED = "recommended", "Recommendation made"
    DECIDED = "decided", "Partners have decided"
    ACTIONS = "actions", "Actions open"
    ACTIONS_DONE = "actions_done", "Actions complete"
    CLOSED = "closed", "Closed"


class Source(Term):
    """Who brings the case (R-002-20, R-001-21)."""

    INCIDENT = "incident", "A serious incident that was notified"
    AGENCY = "agency", "An agency: the criteria may be met"
    LESSONS = "lessons", "An agency: important lessons for working together"
    CHILD_DEATH = "child_death", "Child Death Overview Panel"


class Outcome(Term):
    """What is recommended, and what the partners decide (R-002-21). Meeting the criteria is another question."""

    LOCAL_REVIEW = "local_review", "Local child safeguarding practice review"
    OTHER_REVIEW = "other_review", "Another kind of review"
    OTHER_ACTION = "other_action", "Other action"
    NONE = "none", "No review"


class Partner(Term):
    """The three who decide together (R-002-19)."""

    COUNCIL = "council", "The council"
    HEALTH = "health", "The integrated care board"
    POLICE = "police", "The police"


class Publication(Term):
    """What becomes of the report (R-002-23)."""

    PUBLISHED = "published", "Published, without any name"
    NOT_PUBLISHED = "not_published", "Not published"


class Dissemination(Term):
    """How learning reaches practice: the methods of the arrangements (S001, appendix C; R-001-22)."""

    BRIEFINGS = "briefings", "Briefings and conferences"
    TRAINING = "training", "Multi-agency training"
    NEWSLETTERS = "newsletters", "Newsletters and briefing documents"
    WEBSITE = "website", "The partnership’s website"
    REPORTS = "reports", "Published reports"
    OWN_AGENCY = "own_agency", "Training and briefings inside one agency"


OVER = frozenset({ReviewState.NOT_REFERRED, ReviewState.CLOSED})
REVIEWS = frozenset({Outcome.LOCAL_REVIEW, Outcome.OTHER_REVIEW})
"""What ends with a report."""


@dataclass(frozen=True, kw_only=True)
class CaseReview(Record):
    """One case. `criteria_met` and `decision` are two answers to two questions (R-002-15)."""

    id: ReviewId
    review_ref: str
    serious_id: SeriousId | None = None
    state: ReviewState = ReviewState.CONSIDERING
    source: Source
    agency: str
    raised_by: str = ""
    representative: str = ""
    discussed_on: date | None = None
    considers_local: Tri | None = None
    considers_national: Tri | None = None
    criteria_reason: str = ""
    lessons: str = ""
    not_referred_reason: str = ""
    decided_to_refer_at: str = ""
    told_at: str = ""
    told_to: str = ""
    confirmed_at: str = ""
    rapid_review_on: date | None = None
    took_part: str = ""
    criteria_met: Tri | None = None
    national_issues: Tri | None = None
    criteria_met_reason: str = ""
    immediate_learning: str = ""
    recommendation: Outcome | None = None
    recommended_method: str = ""
    recommendation_reason: str = ""
    decided_on: date | None = None
    decided_by: tuple[Partner, ...] = ()
    decision: Outcome | None = None
    decision_method: str = ""
    decision_reason: str = ""
    scrutineer_informed_on: date | None = None
    family_invited: Tri | None = None
    family_words: str = ""
    publication: Publication | None = None
    published_on: date | None = None
    publication_reason: str = ""
    stopped: bool = False
    released_by: str = ""
    released_at: str = ""
    released_for: str = ""
    closed_on: date | None = None
    sample: bool = False


@dataclass(frozen=True, kw_only=True)
class ReviewRequest(Record):
    """What an agency was asked for the rapid review, and when its answer came (R-002-18, R-001-14)."""

    review_id: ReviewId
    agency: str
    asked_on: date
    due_on: date | None = None
    asked_for: str = ""
    returned_on: date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewAction(Record):
    """One thing that is done after a review, by whom and by when, and what shows that it was (R-002-22)."""

    review_id: ReviewId
    text: str
    owner: str
    due_on: date | None = None
    done_on: date | None = None
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class LearningPoint(Record):
    """What was learned, and how it reached practice (R-001-22)."""

    review_id: ReviewId
    text: str
    methods: tuple[Dissemination, ...] = ()
    shared_on: date | None = None
    shared_with: str = ""

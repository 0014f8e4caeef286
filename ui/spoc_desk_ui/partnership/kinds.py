"""Every kind of record in the Partnership place, in the order of its tabs: a new kind is one line in each tuple."""

from .access import ACCESS, ACCESS_REQUEST, NEW_ACCESS_REQUEST
from .case_reviews import NEW_REVIEW, REVIEW, REVIEWS
from .complaints import COMPLAINT, COMPLAINTS, NEW_COMPLAINT
from .concerns import CONCERN, CONCERNS, NEW_CONCERN
from .consultations import CONSULTATION, CONSULTATIONS, NEW_CONSULTATION
from .decisions import DECISION, DECISIONS, NEW_DECISION
from .escalations import ESCALATION, ESCALATIONS, NEW_ESCALATION
from .kind import Kind, NewKind, RecordKind
from .rollout import NEW_ROLLOUT_STEP, ROLLOUT, ROLLOUT_STEP
from .serious_incidents import INCIDENT, INCIDENTS, NEW_INCIDENT

KINDS: tuple[Kind, ...] = (
    DECISIONS,
    CONCERNS,
    ACCESS,
    INCIDENTS,
    REVIEWS,
    ESCALATIONS,
    COMPLAINTS,
    CONSULTATIONS,
    ROLLOUT,
)
RECORDS: tuple[tuple[str, RecordKind], ...] = (
    ("Decision to share information", DECISION),
    ("Security concern", CONCERN),
    ("Request for records", ACCESS_REQUEST),
    ("Serious incident", INCIDENT),
    ("Case for the Case Review Group", REVIEW),
    ("Escalation", ESCALATION),
    ("Complaint", COMPLAINT),
    ("Consultation", CONSULTATION),
    ("Step of the roll-out", ROLLOUT_STEP),
)
"""The pages of one record, with the title of their place."""
NEW: tuple[NewKind, ...] = (
    NEW_DECISION,
    NEW_CONCERN,
    NEW_ACCESS_REQUEST,
    NEW_INCIDENT,
    NEW_REVIEW,
    NEW_ESCALATION,
    NEW_COMPLAINT,
    NEW_CONSULTATION,
    NEW_ROLLOUT_STEP,
)  # fmt: skip
"""The pages on which one is written down."""


def kind_of(place: str) -> Kind:
    """Return the kind whose records or new records a place shows."""
    return next(kind for kind in KINDS if place in (kind.opens, *(offer.place.partition("/")[0] for offer in kind.new)))

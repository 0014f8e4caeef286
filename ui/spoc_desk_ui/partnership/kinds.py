"""Every kind of record in the Partnership place, in the order of its tabs: a new kind is one line in each tuple."""

from .access import ACCESS, ACCESS_REQUEST, NEW_ACCESS_REQUEST
from .concerns import CONCERN, CONCERNS, NEW_CONCERN
from .decisions import DECISION, DECISIONS, NEW_DECISION
from .kind import Kind, NewKind, RecordKind

KINDS: tuple[Kind, ...] = (
    DECISIONS,
    CONCERNS,
    ACCESS,
)
RECORDS: tuple[tuple[str, RecordKind], ...] = (
    ("Decision to share information", DECISION),
    ("Security concern", CONCERN),
    ("Request for records", ACCESS_REQUEST),
)
"""The pages of one record, with the title of their place."""
NEW: tuple[NewKind, ...] = (
    NEW_DECISION,
    NEW_CONCERN,
    NEW_ACCESS_REQUEST,
)  # fmt: skip
"""The pages on which one is written down."""


def kind_of(place: str) -> Kind:
    """Return the kind whose records or new records a place shows."""
    return next(kind for kind in KINDS if place in (kind.opens, *(offer.place.partition("/")[0] for offer in kind.new)))

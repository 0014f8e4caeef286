"""References that are given out, of every kind of record together, asked by the program itself."""

from typing import Final

from spoc_desk.vault.records.table import Reader

_PLACES: Final = (
    ("cases", "case_ref"),
    ("referrals", "referral_ref"),
    ("escalations", "escalation_ref"),
    ("complaints", "complaint_ref"),
    ("consultations", "consultation_ref"),
    ("serious_incidents", "incident_ref"),
    ("case_reviews", "review_ref"),
    ("decisions", "decision_ref"),
    ("concerns", "concern_ref"),
    ("access_requests", "request_ref"),
)
_COUNTS: Final = (f"(SELECT count(*) FROM {table} WHERE {column} = ?1)" for table, column in _PLACES)  # noqa: S608
_TAKEN: Final = f"SELECT {' + '.join(_COUNTS)}"


def reference_taken(reader: Reader, reference: str) -> bool:
    """Say whether a record has this reference, those in the bin included."""
    return bool(reader.own_rows(_TAKEN, (reference,))[0][0])

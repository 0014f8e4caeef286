"""What a record is made of, in words: the counts that are shown before a disposal and stand on its certificate."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

WORDS: Final[Mapping[str, str]] = {
    "cases": "Relocation",
    "members": "People",
    "member_names": "Names of people",
    "present_homes": "Marks of the present address",
    "case_moves": "Steps of the case",
    "meetings": "Meetings",
    "attendees": "Names of who attended",
    "meeting_actions": "Actions agreed",
    "standards": "Standards of a meeting",
    "ukpps_contacts": "UKPPS contacts",
    "appointments": "LA SPOC appointments",
    "needs": "Services needed",
    "service_notices": "Notices to services",
    "decisions": "Information-sharing decisions",
    "exchange_items": "Records exchanged",
    "hands": "Hands",
    "flags": "Flags",
    "queries": "Questions",
    "routes_to_stop": "Routes to stop",
    "concerns": "Security concerns",
    "access_requests": "Requests for records",
    "custody": "Whose hands the case was in",
    "pack_notes": "Notes of a deputy",
    "prints": "Entries of the print register",
    "clocks": "Clocks",
    "document_checks": "Checks of documents",
    "referrals": "Referral",
    "referral_sections": "Sections of the form",
    "referral_rows": "People and other rows of the form",
    "referral_consents": "Consents",
    "referral_competence": "Assessments of a young person",
    "referral_events": "Events",
    "restricted_releases": "Releases by the office",
    "restricted_records": "Restricted record",
    "relay_incidents": "RELAY notification",
    "relay_messages": "Children and their messages",
    "relay_misdirections": "Messages to the wrong place",
    "escalations": "Escalations",
    "escalation_stages": "Stages of escalations",
    "complaints": "Complaints",
    "complaint_statuses": "Questions how a complaint stands",
    "consultations": "Consultations",
    "serious_incidents": "Serious incident",
    "case_reviews": "Case before the Case Review Group",
    "incident_children": "Children",
    "incident_tellings": "Who was told",
    "review_requests": "Requests to agencies",
    "review_actions": "Actions after a review",
    "learning_points": "Learning points",
    "retention": "Decisions how long it is kept",
}
_REST: Final = "Other entries"


def counts_of(gone: Sequence[tuple[str, str]]) -> tuple[tuple[str, int], ...]:
    """Return what goes, in the order of the list, and how many of each."""
    found = Counter(WORDS.get(table, _REST) for table, _row_id in gone)
    return tuple((words, found[words]) for words in (*WORDS.values(), _REST) if found[words])

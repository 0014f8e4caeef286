"""What an auditor reads as "•••": the one place where it is said (domain 1.20: "Auditor (read, masked)").

Names, aliases, addresses, phones and free text of relocations and referrals are masked below every question
(vault/masks.py), so lists, searches, the history, papers and the command line carry the same mask. What is audited
stays: references, dates, states, counts, clocks, choices from a list, and who of our own did what.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from spoc_desk.domain.exchanges import RecordType
from spoc_desk.domain.looks import REASONS
from spoc_desk.forms.loader import load_form
from spoc_desk.resources import resource
from spoc_desk.vault.masks import MASKED, Mask, Masks
from spoc_desk.vault.records.desk import names_at_desk
from spoc_desk.vault.records.stores import CONTACTS
from spoc_desk.vault.rows import SqlValue
from spoc_desk.vault.vault import Vault

WORDS, OWN_NAME, KEY, LIST, GONE, ANSWERS, TITLE, REASON, STATE = (
    "words", "own name", "key", "list", "gone", "answers", "title", "reason", "state",
)  # fmt: skip
COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "cases": {
        "ukpps_reference": WORDS, "language_interpreter": WORDS, "social_care_record_ids": LIST,
        "route_confirmed_by": OWN_NAME, "joint_meeting_reason": WORDS, "single_la_spoc_reason": WORDS,
        "hold_reason": WORDS,
    },
    "members": {
        "alias": WORDS, "date_of_birth": GONE, "relationship_note": WORDS, "disability_note": WORDS,
        "legal_status_note": WORDS, "nhs_number": WORDS, "upn": WORDS, "school": GONE, "gp": GONE,
        "ethnicity": WORDS, "religion": WORDS, "first_language": WORDS, "notes": WORDS,
    },
    "member_names": {"given_name": WORDS, "family_name": WORDS, "given_key": KEY, "family_key": KEY},
    "present_homes": {"marks": LIST, "marked_by": OWN_NAME},
    "meetings": {"not_f2f_reason": WORDS, "minutes": WORDS},
    "attendees": {"name": OWN_NAME},
    "meeting_actions": {"text": WORDS, "owner": OWN_NAME},
    "standards": {"evidence": WORDS, "note": WORDS},
    "ukpps_contacts": {"display_name": WORDS, "phone": WORDS, "email": WORDS, "verified_by": OWN_NAME},
    "needs": {"service_other": WORDS, "note": WORDS},
    "service_notices": {"lead_name": OWN_NAME},
    "decisions": {
        "decided_by": OWN_NAME, "asked_by": OWN_NAME, "what_information": WORDS, "purpose": WORDS,
        "objections_considered": WORDS, "advice_summary": WORDS, "protected_how": WORDS, "rationale": WORDS,
        "about": WORDS, "shared_with": WORDS,
    },
    "exchange_items": {"title": TITLE, "outcome_note": WORDS},
    "hands": {"done_by": OWN_NAME, "note": WORDS},
    "flags": {"flag_text": WORDS, "confirmed_by": OWN_NAME},
    "queries": {"question": WORDS, "answer_given": WORDS},
    "routes_to_stop": {"owner": OWN_NAME, "note": WORDS},
    "concerns": {
        "what_happened": WORDS, "advice": WORDS, "outcome": WORDS, "practitioner_safety": WORDS, "caller_claims": WORDS,
        "breach_what": WORDS, "breach_people": WORDS, "breach_reason": WORDS, "ico_ref": WORDS,
    },
    "access_requests": {
        "asked_by": WORDS, "wanted": WORDS, "identity_how": WORDS, "extended_reason": WORDS, "advice_summary": WORDS,
        "exemption_note": WORDS, "rationale": WORDS,
    },
    "prints": {"made_by": OWN_NAME, "recipient": WORDS, "destroyed_by": OWN_NAME},
    "document_checks": {"checked_by": OWN_NAME, "second_person": OWN_NAME},
    "case_moves": {"note": WORDS, "second_person": OWN_NAME},
    "referrals": {"referrer": OWN_NAME},
    "referral_sections": {"answers": ANSWERS},
    "referral_rows": {"answers": ANSWERS, "given_key": KEY, "family_key": KEY, "known_key": KEY, "date_of_birth": GONE},
    "referral_consents": {
        "witnessed_by": OWN_NAME, "language": WORDS, "interpreter": WORDS, "agencies": LIST, "excluded": WORDS,
        "limits": WORDS, "own_words": WORDS, "reason": WORDS, "signed_copy_seen_by": OWN_NAME,
        "withdrawn_reason": WORDS,
    },
    "referral_competence": {"assessor": OWN_NAME, "fraser_note": WORDS},
    "referral_events": {"done_by": OWN_NAME, "answers": ANSWERS, "note": WORDS},
    "relay_incidents": {
        "police_ref": WORDS, "incident_address": WORDS, "triage_reason": WORDS, "decided_by": OWN_NAME,
        "captured_by": OWN_NAME, "released_by": OWN_NAME,
    },
    "relay_messages": {
        "given_names": WORDS, "family_name": WORDS, "given_key": KEY, "family_key": KEY, "date_of_birth": GONE,
        "sent_to": WORDS, "no_school_reason": WORDS, "override_reason": WORDS, "override_by": OWN_NAME,
    },
    "relay_misdirections": {"what_happened": WORDS, "contained": WORDS},
    "relay_contacts": {"name": WORDS, "email": WORDS, "phone": WORDS},
    "escalations": {
        "about_given_names": WORDS, "about_family_name": WORDS, "given_key": KEY, "family_key": KEY,
        "about_born": GONE, "about": WORDS, "raised_by": OWN_NAME, "what": WORDS, "desired_outcome": WORDS,
        "evidence": WORDS, "ended_how": WORDS, "released_by": OWN_NAME,
    },
    "escalation_stages": {
        "with_whom": WORDS, "left_out_why": WORDS, "outcome_words": WORDS, "scrutineer_advice": WORDS,
    },
    "complaints": {
        "from_given_names": WORDS, "from_family_name": WORDS, "given_key": KEY, "family_key": KEY,
        "from_relation": WORDS, "about_given_names": WORDS, "about_family_name": WORDS, "about_born": GONE,
        "what": WORDS, "wanted": WORDS, "forwarded_to": WORDS, "outcome": WORDS, "released_by": OWN_NAME,
    },
    "complaint_statuses": {"asked_whom": WORDS, "answer": WORDS},
    "consultations": {
        "consulted_with": WORDS, "consulted_about": WORDS, "consulted_advice": WORDS,
        "family_not_involved_why": WORDS, "asked_by": OWN_NAME,
    },
    "serious_incidents": {
        "incident_time": WORDS, "what_happened": WORDS, "further_children": WORDS, "decided_by": OWN_NAME,
        "reviewer": OWN_NAME, "decision_reason": WORDS, "released_by": OWN_NAME,
    },
    "incident_children": {
        "given_names": WORDS, "family_name": WORDS, "given_key": KEY, "family_key": KEY, "date_of_birth": GONE,
        "ethnicity": WORDS, "disability": WORDS, "legal_status": WORDS, "placement": WORDS, "died_on": GONE,
        "harm_words": WORDS,
    },
    "incident_tellings": {"told_ref": WORDS, "note": WORDS},
    "case_reviews": {
        "agency": OWN_NAME, "raised_by": OWN_NAME, "representative": OWN_NAME, "criteria_reason": WORDS,
        "lessons": WORDS, "not_referred_reason": WORDS, "told_to": OWN_NAME, "took_part": WORDS,
        "criteria_met_reason": WORDS, "immediate_learning": WORDS, "recommended_method": WORDS,
        "recommendation_reason": WORDS, "decision_method": WORDS, "decision_reason": WORDS, "family_words": WORDS,
        "publication_reason": WORDS, "released_by": OWN_NAME,
    },
    "review_requests": {"agency": OWN_NAME, "asked_for": WORDS, "note": WORDS},
    "review_actions": {"text": WORDS, "owner": OWN_NAME, "evidence": WORDS},
    "learning_points": {"text": WORDS, "shared_with": WORDS},
    "retention": {
        "reckoned_words": WORDS, "kept_reason": WORDS, "hold_by": OWN_NAME, "hold_reason": WORDS,
        "proposed_name": OWN_NAME, "proposal_reason": WORDS,
    },
    "own_desk": {"name": OWN_NAME, "signing_secret": GONE, "receiving_secret": GONE},
    "known_desks": {"name": OWN_NAME, "met_by": OWN_NAME, "revoked_by": OWN_NAME, "revoked_reason": WORDS},
    "handovers": {"by_name": OWN_NAME, "reason": WORDS},
    "packs": {"made_by": OWN_NAME, "lines": LIST},
    "pack_notes": {"done_by": OWN_NAME, "what_was_done": WORDS, "entered_by": OWN_NAME},
    "row_history": {"content": STATE},
    "audit": {"reason": REASON},
    "audit_reasons": {"words": REASON},
}  # fmt: skip
"""Every masked column, and how it is masked."""

_KEPT: Final = re.compile(
    r"\d{4}-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d)?Z?)?)?|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|yes|no|not_known"
)
"""Days, moments, ids and plain answers."""
_IDENTIFYING: Final = frozenset({"date_of_birth", "expected_delivery_date"})
_TICKS: Final = "ticks"
"""The indicators that were ticked: ids of the threshold document, never typed."""
_OF_THE_PROGRAM: Final = re.compile(r"sealed:[0-9a-f]{64}|after an unclean end|generation \d+|backup of [0-9TZ:-]+")
_TITLES: Final = frozenset(kind.label for kind in RecordType)


def masks_for(vault: Vault) -> Masks:
    """Return the masks as they are laid for somebody who reads masked."""
    known = {*names_at_desk(vault), *(contact.name for contact in CONTACTS.find(vault))}
    kinds: dict[str, Mask] = {
        WORDS: _words,
        OWN_NAME: lambda value: value if value in known else _words(value),
        KEY: lambda _value: "",
        LIST: lambda value: json.dumps([MASKED]) if value not in ("[]", "") else value,
        GONE: lambda _value: None,
        ANSWERS: _answers,
        TITLE: lambda value: value if value in _TITLES else _words(value),
        REASON: _reason,
        STATE: lambda _value: "{}",
    }
    return {table: {column: kinds[kind] for column, kind in columns.items()} for table, columns in COLUMNS.items()}


def _words(value: SqlValue) -> SqlValue:
    """An empty text stays empty: that nothing was written can be audited."""
    return MASKED if value else value


def _reason(value: SqlValue) -> SqlValue:
    text = str(value)
    if not text or _OF_THE_PROGRAM.fullmatch(text):
        return text
    picked, _, more = text.partition(": ")
    if picked not in REASONS:
        return MASKED
    return f"{picked}: {MASKED}" if more else picked


def _answers(value: SqlValue) -> SqlValue:
    """Answers as JSON: what was picked from a list, days and ids stay; every other text is masked."""
    answers = json.loads(str(value))
    return json.dumps({name: _answer(name, each) for name, each in answers.items()}, ensure_ascii=False)


def _answer(name: str, value: object) -> object:
    if isinstance(value, list):
        return value if name == _TICKS else [_answer(name, each) for each in value]
    if isinstance(value, str) and value and name not in _IDENTIFYING:
        return value if value in _choices() or _KEPT.fullmatch(value) else MASKED
    return "" if name in _IDENTIFYING else value


@lru_cache(maxsize=1)
def _choices() -> frozenset[str]:
    """Return the ids of every answer that can be picked in a form of a referral."""
    names = (path.name.removesuffix(".toml") for path in resource("forms").iterdir() if path.name.endswith(".toml"))
    forms = [load_form(name) for name in names if name.startswith("referral")]
    return frozenset(choice.id for form in forms for question in form.questions for choice in question.choices)

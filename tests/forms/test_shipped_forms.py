"""The forms that ship: whole, in plain words, matching the records, and without a place for where or why."""

import re
from dataclasses import fields
from enum import Enum

import pytest

from spoc_desk.domain.assurance import Assurance, AssuranceStep
from spoc_desk.domain.case_events import CaseMove
from spoc_desk.domain.cases import (
    Case,
    ClosureReason,
    Direction,
    FlagDecision,
    JointMeeting,
    NotifiedTo,
    SpocCount,
    SubjectKind,
)
from spoc_desk.domain.complaints import CameBy, Complaint, ComplaintStatus
from spoc_desk.domain.concerns import AtRisk, Concern, ConcernKind
from spoc_desk.domain.consultations import Consultation, RecordedBecause
from spoc_desk.domain.contacts import (
    Absence,
    AllocatedBy,
    Appointment,
    Contact,
    ContactKind,
    ContactRole,
    Duty,
    IdentityCheck,
    UkppsContact,
    UkppsRole,
)
from spoc_desk.domain.decisions import (
    AdviceOf,
    ConsentSought,
    Decision,
    Informed,
    LawfulBasis,
    NotInformed,
    Outcome,
    RiskOfHarm,
    SharingTest,
    SpecialCondition,
    StartedBy,
)
from spoc_desk.domain.escalations import Escalation, EscalationStage, Matter, StageOutcome
from spoc_desk.domain.exchanges import (
    Applicable,
    Check,
    ExchangeItem,
    Hand,
    HandKind,
    NotAvailable,
    Origin,
    RecordType,
    Urgency,
)
from spoc_desk.domain.flags import Flag, RemovalReason
from spoc_desk.domain.household import (
    HomeMark,
    LegalStatus,
    Member,
    MemberKind,
    MemberName,
    Relationship,
    Sex,
    StatusFlag,
)
from spoc_desk.domain.meetings import (
    Attendee,
    Capacity,
    Meeting,
    MeetingAction,
    MeetingKind,
    Met,
    Organisation,
    Standard,
    StandardNo,
    Venue,
)
from spoc_desk.domain.needs import Continuity, Need, PriorOrCurrent, ServiceNotice, Tier
from spoc_desk.domain.queries import Query, QueryRoute
from spoc_desk.domain.record import Record
from spoc_desk.domain.restricted import RestrictedKind, RestrictedRecord, RestrictedRelease
from spoc_desk.domain.retention import Retention
from spoc_desk.domain.routes import RouteToStop
from spoc_desk.domain.schools import Phase, School, SchoolPartnership
from spoc_desk.domain.terms import Method, Side
from spoc_desk.forms.definition import FormDef, Kind, LeakClass, Question
from spoc_desk.forms.loader import form_ids, load_form
from tests.forms.partnership_forms import NOT_KEPT, PARTNERSHIP_RECORDS, PARTNERSHIP_TERMS

RECORDS: dict[str, tuple[type[Record], ...]] = {
    **PARTNERSHIP_RECORDS,
    "absence": (Absence,),
    "appointment": (Appointment,),
    "assurance": (Assurance,),
    "attendee": (Attendee,),
    "case_advice": (CaseMove,),
    "complaint": (Complaint,),
    "complaint_end": (Complaint,),
    "complaint_forward": (Complaint,),
    "complaint_status": (ComplaintStatus,),
    "consultation": (Consultation,),
    "escalation": (Escalation, EscalationStage),
    "escalation_end": (Escalation,),
    "escalation_outcome": (EscalationStage,),
    "escalation_stage": (EscalationStage,),
    "escalation_told": (Escalation,),
    "case_notification": (Case,),
    "case_reason": (CaseMove,),
    "case_withdrawal": (Case, CaseMove),
    "closing": (Case, Retention),
    "concern": (Concern,),
    "contact": (Contact,),
    "decision": (Decision,),
    "exchange_item": (ExchangeItem,),
    "flag": (Flag,),
    "hand": (Hand, ExchangeItem),
    "meeting": (Meeting,),
    "meeting_action": (MeetingAction,),
    "meeting_arranged": (Case,),
    "member": (Member,),
    "member_name": (MemberName,),
    "need": (Need,),
    "present_home": (HomeMark,),
    "office_word": (RestrictedRelease,),
    "query": (Query,),
    "restricted_record": (RestrictedRecord,),
    "restricted_removal": (RestrictedRecord,),
    "route": (RouteToStop,),
    "route_confirmation": (Case,),
    "school": (School,),
    "school_partnership": (SchoolPartnership,),
    "service_notice": (ServiceNotice,),
    "services_informed": (CaseMove,),
    "ukpps_spoc": (UkppsContact,),
}

TERMS: dict[tuple[str, str], type[Enum]] = {
    **PARTNERSHIP_TERMS,
    ("appointment", "allocated_by"): AllocatedBy,
    ("appointment", "duty"): Duty,
    ("appointment", "side"): Side,
    ("assurance", "step"): AssuranceStep,
    ("attendee", "capacity"): Capacity,
    ("attendee", "organisation"): Organisation,
    ("case_notification", "direction"): Direction,
    ("case_notification", "notified_to"): NotifiedTo,
    ("case_notification", "subject_kind"): SubjectKind,
    ("closing", "closure_reason"): ClosureReason,
    ("closing", "flag_decision"): FlagDecision,
    ("complaint", "came_by"): CameBy,
    ("concern", "kind"): ConcernKind,
    ("concern", "who_is_at_risk"): AtRisk,
    ("consultation", "recorded_because"): RecordedBecause,
    ("contact", "kind"): ContactKind,
    ("contact", "roles"): ContactRole,
    ("contact", "service_side"): Side,
    ("decision", "advice_of"): AdviceOf,
    ("decision", "consent_sought"): ConsentSought,
    ("decision", "lawful_basis"): LawfulBasis,
    ("decision", "not_informed_reason"): NotInformed,
    ("decision", "outcome"): Outcome,
    ("decision", "persons_informed"): Informed,
    ("decision", "risk_of_harm"): RiskOfHarm,
    ("decision", "special_condition"): SpecialCondition,
    ("decision", "started_by"): StartedBy,
    ("decision", "tests_met"): SharingTest,
    ("escalation", "matter"): Matter,
    ("escalation_outcome", "outcome"): StageOutcome,
    ("exchange_item", "applicable"): Applicable,
    ("exchange_item", "origin"): Origin,
    ("exchange_item", "record_type"): RecordType,
    ("exchange_item", "urgency"): Urgency,
    ("flag", "removed_reason"): RemovalReason,
    ("hand", "check_result"): Check,
    ("hand", "hand"): HandKind,
    ("hand", "method"): Method,
    ("hand", "not_available_reason"): NotAvailable,
    ("meeting", "kind"): MeetingKind,
    ("meeting", "st_1_met"): Met,
    ("meeting", "st_2_met"): Met,
    ("meeting", "st_3_met"): Met,
    ("meeting", "venue"): Venue,
    ("member", "kind"): MemberKind,
    ("member", "legal_status"): LegalStatus,
    ("member", "relationship"): Relationship,
    ("member", "sex"): Sex,
    ("member", "status_flags"): StatusFlag,
    ("need", "continuity"): Continuity,
    ("need", "prior_or_current"): PriorOrCurrent,
    ("need", "tier"): Tier,
    ("query", "method"): Method,
    ("query", "route"): QueryRoute,
    ("restricted_record", "kind"): RestrictedKind,
    ("route_confirmation", "joint_meeting_decision"): JointMeeting,
    ("route_confirmation", "single_la_spoc_decision"): SpocCount,
    ("school", "phase"): Phase,
    ("service_notice", "method"): Method,
    ("ukpps_spoc", "identity_verified"): IdentityCheck,
    ("ukpps_spoc", "role"): UkppsRole,
}
LISTS_OF_THE_FORM_ITSELF = {
    ("case_advice", "second_role"),
    ("case_withdrawal", "closure_reason"),
    ("escalation_end", "state"),
    ("escalation_stage", "stage"),
    ("member", "ethnicity"),
    ("route_confirmation", "route"),
}

# The forms of referrals, of RELAY and of reviews have their own claims in tests beside this one.
ELSEWHERE = ("referral", "relay", "school_closure", "incident", "review")
DESK = tuple(form_id for form_id in form_ids() if not form_id.startswith(ELSEWHERE))
FORMS = [load_form(form_id) for form_id in DESK]
QUESTIONS = [(form, question) for form in FORMS for question in form.questions]
each_form = pytest.mark.parametrize("form", FORMS, ids=DESK)
each_question = pytest.mark.parametrize(("form", "question"), QUESTIONS, ids=[f"{f.id}-{q.id}" for f, q in QUESTIONS])

# Words that would make a place for where the family was, is going, or why, or for who they were before.
BANNED = re.compile(
    r"previous|former|destination|origin_(?!$)|from_area|to_area|new_area|(^|_)old_|earlier_|last_(school|address|gp)|"
    r"moved_from|moving_to|moved_to|forwarding|other_(la|area|authority|force|school|gp|council)|"
    r"authority_name|source_organisation|receiving_organisation|region|police_force|force_name|"
    r"place_of_birth|birth_?place|birth_name|maiden|passport|national_insurance|nationality|photo|"
    r"reason_for_relocation|relocation_reason|why_relocated|threat|perpetrator|postcode|address",
    re.IGNORECASE,
)
BANNED_LABEL = re.compile(
    r"previous|former|destination|old (area|school|address|authority|council)|last school|"
    r"(other|another|receiving|new) (area|authority|council|force|school)|"
    r"came from|moved from|moving to|moved to|going to|forwarding|place of birth|birth ?place|birth name|maiden|"
    r"passport|national insurance|nationality|photo|"
    r"reason for (the )?(relocation|move)|why (was|were|did) .*(relocat|mov)|perpetrator|address",
    re.IGNORECASE,
)


def test_every_form_that_the_desk_needs_is_there() -> None:
    assert set(DESK) == set(RECORDS)


@each_question
def test_every_question_has_a_label_a_reason_and_a_leak_class(form: FormDef, question: Question) -> None:
    assert question.label
    assert question.label[0].isupper()
    assert isinstance(question.leak, LeakClass)
    if question.kind is not Kind.HEADING:
        assert question.why.endswith(".")
        assert "\n" not in question.why
        assert not question.hint.endswith(".")


@each_question
def test_every_question_fills_a_field_of_its_record(form: FormDef, question: Question) -> None:
    known = {field.name for record in RECORDS[form.id] for field in fields(record)} | NOT_KEPT.get(form.id, set())
    for standard in StandardNo:
        known |= {f"{standard}_{field.name}" for field in fields(Standard)} if form.id == "meeting" else set()
    assert question.id in known or question.kind is Kind.HEADING


@each_question
def test_every_choice_is_a_word_of_the_procedure(form: FormDef, question: Question) -> None:
    place = (form.id, question.id)
    if not question.choices or place in LISTS_OF_THE_FORM_ITSELF:
        assert place not in TERMS
        return
    words = [(term.value, getattr(term, "label", "")) for term in TERMS[place]]
    assert [(choice.id, choice.label) for choice in question.choices] == words


@pytest.mark.req("R-003-14", "R-003-17", "R-003-46")
@each_question
def test_no_question_has_a_place_for_where_or_why(form: FormDef, question: Question) -> None:
    assert not BANNED.search(question.id)
    assert not BANNED_LABEL.search(question.label)
    for choice in question.choices:
        assert not BANNED.search(choice.id)
        # Naming a danger is not a place to write one: "Somebody tried to contact another area directly".
        assert (form.id, question.id) == ("concern", "kind") or not BANNED_LABEL.search(choice.label)


@pytest.mark.parametrize(
    "question_id",
    [
        "previous_address", "former_name", "destination", "old_school", "from_area", "other_force", "birth_place",
        "passport_no", "reason_for_relocation", "source_organisation", "region", "photo", "forwarding_address",
        "last_gp", "new_area", "moving_to", "postcode",
    ],
)  # fmt: skip
def test_the_walk_finds_a_question_that_must_not_be(question_id: str) -> None:
    assert BANNED.search(question_id)


@pytest.mark.parametrize(
    "label",
    ["Previous address", "Which school did the child go to before? Old school", "Receiving authority", "Place of birth",
     "Reason for the move", "Why was the family relocated?", "Where are they moving to?", "Passport number"],
)  # fmt: skip
def test_the_walk_finds_a_label_that_must_not_be(label: str) -> None:
    assert BANNED_LABEL.search(label)


@each_question
def test_whatever_can_be_typed_freely_is_scanned(form: FormDef, question: Question) -> None:
    """Names in use now are not scanned: many family names are names of towns."""
    if question.kind is Kind.NOTE:
        assert question.leak is LeakClass.SCAN
    if question.kind in (Kind.TEXT, Kind.PHONE, Kind.EMAIL) and question.leak is LeakClass.NONE:
        assert form.id in ("member_name", "restricted_record") or question.check in ("nhs_number", "time")


@each_question
def test_whoever_is_picked_from_a_list_comes_from_our_own(form: FormDef, question: Question) -> None:
    if question.choices_from in ("own_contacts", "systems"):
        assert question.leak is LeakClass.OWN


@each_form
def test_the_signature_and_fixed_words_are_whole_sentences(form: FormDef) -> None:
    for text in (*form.fixed_text, *(s.banner for s in form.sections), *(s.intro for s in form.sections)):
        assert text == "" or text.endswith(".")
    assert all(signature.statement.endswith(".") for signature in form.signatures)


@each_form
def test_rows_of_a_section_are_records_of_a_form(form: FormDef) -> None:
    for section in form.sections:
        assert not section.rows_of or (section.rows_of in form_ids() and section.blank_rows > 0)
        assert section.rows_of or section.questions


@pytest.mark.req("R-003-39")
def test_the_meeting_record_asks_the_three_items_and_the_three_standards() -> None:
    meeting = load_form("meeting")
    for item in (
        "informed_of_move",
        "provision_identified",
        "ukpps_spoc_identified",
        "st_1_met",
        "st_2_met",
        "st_3_met",
    ):
        assert meeting.question(item).required
    assert [signature.role for signature in meeting.signatures] == [
        "DCS, DASS or designated person",
        "UKPPS",
        "LA SPOC",
    ]


@pytest.mark.parametrize(
    ("form_id", "question_id"), [("meeting", "minutes"), ("member", "notes"), ("query", "question")]
)
def test_a_fixed_sentence_stands_above_the_notes(form_id: str, question_id: str) -> None:
    (section,) = [s for s in load_form(form_id).sections if question_id in [q.id for q in s.questions]]
    assert section.banner == "Do not write where from, where to, or why."


def test_the_only_reason_that_is_held_is_the_fixed_sentence() -> None:
    assert load_form("case_notification").fixed_text[0] == "Relocated to remove or minimise a significant risk."


@pytest.mark.req("R-003-13")
def test_the_fixed_sentences_about_support_stand_above_a_need() -> None:
    banner = load_form("need").sections[0].banner
    assert "Relocation must not affect decisions about support." in banner
    assert "UKPPS involvement does not replace safeguarding support." in banner


@pytest.mark.req("R-003-70", "R-003-71", "R-003-72", "R-003-73", "R-003-74", "R-003-75", "R-003-76")
def test_the_seven_kinds_of_record_can_be_picked() -> None:
    choices = load_form("exchange_item").question("record_type").choices
    assert len(choices) == 7
    assert [choice.label.split()[0] for choice in choices] == [
        "Health", "Nursery", "School", "Children's", "Adult", "MARAC", "Additional",
    ]  # fmt: skip


def test_a_hand_offers_only_the_steps_of_its_direction() -> None:
    hand = load_form("hand").question("hand")
    arrival = {choice.id for choice in hand.choices_for("arrival")}
    departure = {choice.id for choice in hand.choices_for("departure")}
    assert {"A2", "A4", "A6"} <= arrival
    assert {"D2", "D4"} <= departure
    assert arrival & departure == {"NR", "CX", "RO"}
    assert not any(choice.startswith("D") for choice in arrival)


def test_a_practitioner_can_be_named_as_at_risk() -> None:
    choices = [choice.id for choice in load_form("concern").question("who_is_at_risk").choices]
    assert {"practitioner", "family"} <= set(choices)

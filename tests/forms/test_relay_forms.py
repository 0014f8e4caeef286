"""The forms of RELAY: plain words, the fields of their records, and the four facts of the scheme."""

from dataclasses import fields
from enum import Enum

import pytest

from spoc_desk.domain.closures import Closure, ClosureKind
from spoc_desk.domain.record import Record
from spoc_desk.domain.relay import (
    Agreement,
    Incident,
    Message,
    Misdirection,
    RelayContact,
    SchoolConfirmed,
    SchoolNext,
    Support,
    Triage,
)
from spoc_desk.forms.definition import FormDef, Kind, LeakClass, Question
from spoc_desk.forms.loader import form_ids, load_form

RECORDS: dict[str, type[Record]] = {
    "relay_agreement": Agreement,
    "relay_child": Message,
    "relay_contact": RelayContact,
    "relay_feedback": Message,
    "relay_incident": Incident,
    "relay_match": Message,
    "relay_misdirected": Misdirection,
    "relay_office": Record,
    "relay_reason": Record,
    "relay_sent": Message,
    "relay_triage": Incident,
    "school_closure": Closure,
}
TERMS: dict[tuple[str, str], type[Enum]] = {
    ("relay_feedback", "support"): Support,
    ("relay_feedback", "school_next"): SchoolNext,
    ("relay_match", "confirmed_by"): SchoolConfirmed,
    ("relay_triage", "triage"): Triage,
    ("school_closure", "kind"): ClosureKind,
}
NO_FIELD = {("school_closure", "scope"), ("relay_office", "words"), ("relay_reason", "reason")}
"""The first says which of two fields is filled; the words stand in the trail."""
IDS = tuple(form_id for form_id in form_ids() if form_id.startswith(("relay", "school_closure")))
QUESTIONS = [(form, question) for form in map(load_form, IDS) for question in form.questions]
each_question = pytest.mark.parametrize(("form", "question"), QUESTIONS, ids=[f"{f.id}-{q.id}" for f, q in QUESTIONS])


def test_every_form_of_relay_is_there() -> None:
    assert set(IDS) == set(RECORDS)


@each_question
def test_every_question_has_a_label_a_reason_and_fills_a_field(form: FormDef, question: Question) -> None:
    assert question.label[0].isupper()
    assert question.why.endswith(".")
    assert not question.hint.endswith(".")
    known = {field.name for field in fields(RECORDS[form.id])}
    assert question.id in known or (form.id, question.id) in NO_FIELD


@each_question
def test_every_choice_is_a_word_of_the_scheme(form: FormDef, question: Question) -> None:
    words = TERMS.get((form.id, question.id))
    if words is None:
        assert not question.choices or (form.id, question.id) in NO_FIELD
        return
    said = [(term.value, getattr(term, "label", "")) for term in words]
    assert [(choice.id, choice.label) for choice in question.choices] == said


@each_question
def test_whatever_can_be_typed_freely_is_scanned(form: FormDef, question: Question) -> None:
    if question.kind is Kind.NOTE:
        assert question.leak is LeakClass.SCAN
    if question.kind in (Kind.TEXT, Kind.PHONE, Kind.EMAIL):
        assert question.leak is not LeakClass.NONE


@pytest.mark.req("R-000-12")
def test_the_nine_kinds_of_support_can_be_ticked() -> None:
    assert len(load_form("relay_feedback").question("support").choices) == 9


@pytest.mark.req("R-000-05")
def test_an_agreement_says_what_by_whom_in_what_form_about_children_and_how_it_is_protected() -> None:
    asked = [question.id for question in load_form("relay_agreement").sections[1].questions]
    assert asked == ["says_what", "says_by_whom", "says_form", "says_child_level", "says_safeguards"]


@pytest.mark.req("R-000-06")
def test_the_four_facts_are_asked_and_no_fifth() -> None:
    asked = {question.id for form in ("relay_incident", "relay_child") for question in load_form(form).questions}
    assert asked - {"police_ref", "received_at"} == {
        "incident_date", "incident_address", "given_names", "family_name", "date_of_birth",
    }  # fmt: skip

"""The forms of serious incidents and of the Case Review Group: plain words, fields of their records, closed lists."""

from dataclasses import fields
from enum import Enum

import pytest

from spoc_desk.domain.case_reviews import (
    CaseReview,
    Dissemination,
    LearningPoint,
    Outcome,
    Partner,
    Publication,
    ReviewAction,
    ReviewRequest,
    Source,
)
from spoc_desk.domain.household import Sex
from spoc_desk.domain.record import Record
from spoc_desk.domain.serious_incidents import (
    Abuse,
    Elsewhere,
    Event,
    Harm,
    IncidentChild,
    Place,
    Plan,
    SeriousIncident,
    Telling,
)
from spoc_desk.forms.definition import FormDef, Kind, LeakClass, Question
from spoc_desk.forms.loader import form_ids, load_form

RECORDS: dict[str, type[Record]] = {
    "incident": SeriousIncident,
    "incident_child": IncidentChild,
    "incident_decision": SeriousIncident,
    "incident_elsewhere": SeriousIncident,
    "incident_office": Record,
    "incident_telling": Telling,
    "review": CaseReview,
    "review_action": ReviewAction,
    "review_action_done": ReviewAction,
    "review_confirmed": CaseReview,
    "review_decision": CaseReview,
    "review_learning": LearningPoint,
    "review_not_referred": CaseReview,
    "review_publication": CaseReview,
    "review_rapid": CaseReview,
    "review_reason": Record,
    "review_request": ReviewRequest,
    "review_returned": ReviewRequest,
    "review_told": CaseReview,
}
TERMS: dict[tuple[str, str], type[Enum]] = {
    ("incident", "abuse"): Abuse,
    ("incident", "place"): Place,
    ("incident_child", "event"): Event,
    ("incident_child", "harm_basis"): Harm,
    ("incident_child", "plan"): Plan,
    ("incident_child", "sex"): Sex,
    ("incident_elsewhere", "elsewhere"): Elsewhere,
    ("review", "source"): Source,
    ("review_decision", "decided_by"): Partner,
    ("review_decision", "decision"): Outcome,
    ("review_learning", "methods"): Dissemination,
    ("review_publication", "publication"): Publication,
    ("review_rapid", "recommendation"): Outcome,
}
NO_FIELD = {
    ("incident_decision", "decision"), ("incident_office", "words"), ("review_reason", "reason"),
    ("review_request", "agencies"),
}  # fmt: skip
"""The first is one of two states, the last gives a request for each; the words stand in the trail."""
IDS = tuple(form_id for form_id in form_ids() if form_id.startswith(("incident", "review")))
QUESTIONS = [(form, question) for form in map(load_form, IDS) for question in form.questions]
each_question = pytest.mark.parametrize(("form", "question"), QUESTIONS, ids=[f"{f.id}-{q.id}" for f, q in QUESTIONS])


def test_every_form_is_there() -> None:
    assert set(IDS) == set(RECORDS)


@each_question
def test_every_question_has_a_label_a_reason_a_field_and_known_choices(form: FormDef, question: Question) -> None:
    assert question.label[0].isupper()
    assert question.why.endswith(".")
    assert not question.hint.endswith(".")
    place = (form.id, question.id)
    assert question.id in {field.name for field in fields(RECORDS[form.id])} or place in NO_FIELD
    if place in TERMS:
        said = [(term.value, getattr(term, "label", "")) for term in TERMS[place]]
        assert [(choice.id, choice.label) for choice in question.choices] == said
    else:
        assert not question.choices or place in NO_FIELD


@each_question
def test_whatever_can_be_typed_freely_is_scanned_but_the_name_of_a_child(form: FormDef, question: Question) -> None:
    if question.kind in (Kind.NOTE, Kind.TEXT):
        assert (question.leak is LeakClass.SCAN) == (question.id not in ("given_names", "family_name"))


@pytest.mark.req("R-002-09")
def test_the_prompts_of_serious_harm_are_those_of_the_source() -> None:
    """Mental health, five kinds of development, physical health, long-term, and a child who recovered (S002:41)."""
    assert len(load_form("incident_child").question("harm_basis").choices) == 9


@pytest.mark.req("R-001-22")
def test_the_six_ways_of_sharing_learning_are_those_of_the_arrangements() -> None:
    assert len(load_form("review_learning").question("methods").choices) == 6

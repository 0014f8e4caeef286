"""The forms of a referral: all sections of the paper, plain words, and the ids and answers that code relies on."""

import re
from datetime import date
from enum import Enum

import pytest

from spoc_desk.domain.referral_consents import Basis, Competence, ConsentKind, ConsentMethod, Decided
from spoc_desk.domain.referral_states import MOVES
from spoc_desk.domain.referrals import LevelSought, ReferralKind, ReferralState
from spoc_desk.forms.answers import problems, visible
from spoc_desk.forms.checks import check_upn_any
from spoc_desk.forms.definition import FormDef, Kind, LeakClass, Question
from spoc_desk.forms.loader import form_ids, load_form
from spoc_desk.thresholds.reading import load_set

REFERRAL = load_form("referral")
IDS = tuple(form_id for form_id in form_ids() if form_id.startswith("referral"))
FORMS = [load_form(form_id) for form_id in IDS]
QUESTIONS = [(form, question) for form in FORMS for question in form.questions]
each_form = pytest.mark.parametrize("form", FORMS, ids=IDS)
each_question = pytest.mark.parametrize(("form", "question"), QUESTIONS, ids=[f"{f.id}-{q.id}" for f, q in QUESTIONS])

SECTIONS = (
    "before_start", "type", "referrer", "children", "parents", "household", "agencies", "reason", "indicators",
    "strengths", "views", "circumstances", "judgement", "informing", "consent_a", "consent_b", "young_person",
    "lawful_basis", "confidential", "attachments", "declaration", "mash_use",
)  # fmt: skip
CIRCUMSTANCES = (
    "send", "young_carer", "youth_justice", "missing", "exploitation", "fgm", "radicalisation", "private_fostering",
    "forced_marriage",
)  # fmt: skip
TERMS: dict[tuple[str, str], type[Enum]] = {
    ("referral", "level_sought"): LevelSought,
    ("referral", "referral_kind"): ReferralKind,
    ("referral_consent", "decision"): Decided,
    ("referral_consent", "method"): ConsentMethod,
    ("referral_consent_sharing", "decision"): Decided,
    ("referral_young_person", "decision"): Decided,
    ("referral_competence", "basis"): Basis,
    ("referral_competence", "outcome"): Competence,
    ("referral_withdrawn", "which"): ConsentKind,
}
# Words of a trade, or of the window, that a reader of the paper may not know.
NOT_PLAIN = re.compile(r"\b(CSC|ICPC|LAC|CIN|EHA|FPA|DSL|PR|NFA|SAR|dropdown|click|checkbox|field)\b")


def test_the_form_has_all_sections_in_the_order_of_the_paper() -> None:
    assert tuple(section.id for section in REFERRAL.sections) == SECTIONS


def test_people_agencies_and_attachments_are_rows() -> None:
    rows = {section.id: section.rows_of for section in REFERRAL.sections if section.rows_of}
    assert rows == {
        "children": "referral_child", "parents": "referral_parent", "household": "referral_household",
        "agencies": "referral_agency", "attachments": "referral_attachment",
    }  # fmt: skip
    assert all(section.blank_rows for section in REFERRAL.sections if section.rows_of)


def test_the_confidential_sheet_stands_alone_and_only_the_mash_part_is_paper_only() -> None:
    assert [section.id for section in REFERRAL.sections if section.own_sheet] == ["confidential"]
    assert [section.id for section in REFERRAL.sections if section.paper_only] == ["mash_use"]


@each_question
def test_every_question_has_a_label_a_reason_and_a_leak_class(form: FormDef, question: Question) -> None:
    assert question.label[0].isupper()
    assert question.why.endswith(".")
    assert not question.hint.endswith(".")
    assert not NOT_PLAIN.search(f"{question.label} {question.hint} {question.why}")


@each_form
def test_the_few_words_for_paper_fit_a_column_and_name_one_question_of_their_section(form: FormDef) -> None:
    for section in form.sections:
        words = [question.brief for question in section.questions]
        assert sorted(set(words)) == sorted(words)
        assert all(len(question.short) <= 26 for question in section.questions)


@each_question
def test_whatever_tells_a_story_is_scanned_and_what_is_an_address_may_be_anywhere(
    form: FormDef, question: Question
) -> None:
    if question.kind is Kind.NOTE:
        assert question.leak is LeakClass.SCAN
    if question.kind in (Kind.TEXT, Kind.PHONE, Kind.EMAIL):
        assert question.leak is not LeakClass.NONE or question.check == "nhs_number"
    if question.withheld or "address" in question.id:
        assert question.leak is LeakClass.OWN


def test_what_tells_of_an_earlier_place_is_withheld_for_a_restricted_record() -> None:
    withheld = {(form.id, question.id) for form, question in QUESTIONS if question.withheld}
    assert withheld == {
        ("referral_child", name) for name in ("previous_address", "previous_school", "previous_gp", "place_of_birth")
    }


@pytest.mark.parametrize(("place", "term"), TERMS.items(), ids=[f"{a}-{b}" for a, b in TERMS])
def test_choices_are_the_words_of_the_procedure(place: tuple[str, str], term: type[Enum]) -> None:
    choices = load_form(place[0]).question(place[1]).choices
    assert [choice.id for choice in choices] == [one.value for one in term]
    assert [choice.label for choice in choices] == [getattr(one, "label", "") for one in term]


def test_every_form_a_move_names_is_there_and_its_answers_lead_on() -> None:
    for move in MOVES:
        assert not move.form or move.form in IDS
        if move.decided_by:
            answers = {choice.id for choice in load_form(move.form).question(move.decided_by).choices}
            assert answers == set(move.leads) - {""}
            assert set(move.leads.values()) <= set(ReferralState)


def test_the_level_is_judged_in_the_levels_of_the_threshold_set_with_reasons() -> None:
    levels = [(level.id, level.label) for level in load_set("luton-2021-10").levels]
    for name in ("need_level", "level"):
        assert [(choice.id, choice.label) for choice in REFERRAL.question(name).choices] == levels
    assert REFERRAL.question("level").required
    assert REFERRAL.question("reasons").required


@pytest.mark.req("R-004-33")
def test_each_special_circumstance_is_always_asked_and_must_be_answered() -> None:
    for name in CIRCUMSTANCES:
        question = REFERRAL.question(name)
        assert (question.kind, question.required, question.shown_when) == (Kind.TRI, True, ())


def test_forced_marriage_has_its_ten_signs_and_the_fps_its_six_difficulties() -> None:
    assert len(REFERRAL.question("forced_marriage_signs").choices) == 10
    assert len(REFERRAL.question("fps_reasons").choices) == 6


@pytest.mark.parametrize(
    ("answers", "asked", "silent"),
    [
        ({"need_level": "INT"}, {"tried_at_additional"}, {"advice_note"}),
        ({"need_level": "UNI"}, {"advice_note"}, {"tried_at_additional"}),
        ({"referral_kind": "confirms_phone_call"}, {"phoned_at"}, set()),
        ({"concern_source": ("child",)}, {"child_words"}, {"source_who"}),
        ({"child_views_obtained": "no"}, {"child_views_why_not"}, {"child_views"}),
        ({"told": "no"}, {"not_told_reason", "not_told_agreed_by"}, {"told_who"}),
        ({"told": "no", "not_told_reason": "not_reached"}, {"not_told_attempts"}, {"told_on"}),
        ({"fgm": "yes", "fgm_stand": "told"}, {"fgm_reported_at"}, set()),
        ({"fgm": "not_known", "fgm_stand": "told"}, set(), {"fgm_stand", "fgm_reported_at"}),
        ({"private_fostering": "yes"}, {"private_fostering_carer"}, set()),
    ],
)
def test_answers_open_what_follows_from_them(
    answers: dict[str, str | tuple[str, ...]], asked: set[str], silent: set[str]
) -> None:
    shown = {question.id for question in visible(REFERRAL, answers)}
    assert asked <= shown
    assert not silent & shown


def test_a_child_needs_a_date_of_birth_or_an_expected_date() -> None:
    found = problems(load_form("referral_child"), {}, today=date(2026, 11, 23), complete=True)
    assert "Date of birth, Expected date of delivery" in " ".join(problem.sentence for problem in found)


def test_the_pupil_number_of_a_child_may_come_from_any_council_but_not_be_mistyped() -> None:
    assert check_upn_any("B801200005001", ("821",)) == ""
    assert "look for a slip" in check_upn_any("A801200005001", ("821",))


@pytest.mark.req("R-004-10")
def test_the_two_consents_and_the_young_persons_own_are_signed_apart() -> None:
    statements = {name: load_form(name).signatures[0].statement for name in (
        "referral_consent", "referral_consent_sharing", "referral_young_person")}  # fmt: skip
    assert "share information" not in statements["referral_consent"]
    assert "share information" in statements["referral_consent_sharing"]
    assert all("change my mind" in statement for statement in statements.values())


@pytest.mark.req("R-004-12")
def test_the_competence_record_keeps_gillick_and_fraser_apart() -> None:
    form = load_form("referral_competence")
    six = ("understands", "purpose", "consequences", "alternatives", "free_of_pressure", "can_weigh")
    assert set(six) <= {question.id for question in visible(form, {"basis": "gillick"})}
    assert "fraser_note" not in {question.id for question in visible(form, {"basis": "gillick"})}
    assert not set(six) & {question.id for question in visible(form, {"basis": "presumed"})}


@each_form
def test_fixed_words_are_whole_sentences(form: FormDef) -> None:
    for text in (*form.fixed_text, *(s.banner for s in form.sections), *(s.intro for s in form.sections)):
        assert text == "" or text.endswith(".")
    assert all(signature.statement.endswith(".") for signature in form.signatures)

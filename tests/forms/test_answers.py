"""Answers: what shows, what is wrong, how it reads, how it is stored."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_desk.forms.answers import (
    NOT_PROVIDED,
    Problem,
    hidden_answers,
    in_words,
    is_empty,
    normalise,
    problems,
    visible,
)
from spoc_desk.forms.definition import Answer, Choice, DateRule, FormDef, Kind, LeakClass, Question, Section
from spoc_desk.forms.loader import form_ids, load_form, read_form

TODAY = date(2026, 11, 23)
MEETING = load_form("meeting")
MEMBER = load_form("member")


def ask(kind: Kind, **more: object) -> Question:
    return Question("q", "Label", kind, LeakClass.NONE, **more)  # type: ignore[arg-type]


def shown(form: FormDef, answers: dict[str, Answer], direction: str = "") -> set[str]:
    return {question.id for question in visible(form, answers, direction)}


def sentences(form: FormDef, answers: dict[str, Answer], *, complete: bool = False) -> dict[str, str]:
    return {one.question_id: one.sentence for one in problems(form, answers, today=TODAY, complete=complete)}


def test_a_question_opens_under_the_answer_that_opens_it() -> None:
    assert "not_f2f_reason" not in shown(MEETING, {})
    assert "not_f2f_reason" not in shown(MEETING, {"face_to_face": "yes"})
    assert "not_f2f_reason" in shown(MEETING, {"face_to_face": "no"})


def test_a_hidden_answer_is_kept_and_listed_but_not_checked() -> None:
    answers: dict[str, Answer] = {"kind": "unborn", "date_of_birth": "not a date", "nhs_number": "1"}
    assert "date_of_birth" not in shown(MEMBER, answers)
    assert sentences(MEMBER, answers) == {}
    assert [question.id for question in hidden_answers(MEMBER, answers)] == ["date_of_birth", "nhs_number"]
    assert answers["date_of_birth"] == "not a date"
    assert set(sentences(MEMBER, {**answers, "kind": "child"})) == {"date_of_birth", "nhs_number"}


def test_what_hangs_on_a_hidden_question_is_hidden_too() -> None:
    form = load_form("route_confirmation")
    answers: dict[str, Answer] = {
        "route": "joint",
        "joint_meeting_considered": "yes",
        "joint_meeting_decision": "separate",
    }
    assert "joint_meeting_reason" in shown(form, answers)
    assert "joint_meeting_reason" not in shown(form, {**answers, "route": "child"})


def test_all_conditions_of_a_question_must_hold() -> None:
    form = read_form(
        'id = "f"\ntitle = "F"\n[[section]]\nid = "s"\ntitle = "S"\nquestion = ['
        '{ id = "a", label = "A", kind = "yes_no", leak = "-" },'
        '{ id = "b", label = "B", kind = "ticks", leak = "-", choices = [{ id = "x", label = "X" }] },'
        '{ id = "c", label = "C", kind = "text", leak = "-", shown_when = ['
        '{ question = "a", any_of = ["yes"] }, { question = "b", any_of = ["x"] }] }]'
    )
    assert "c" not in shown(form, {"a": "yes"})
    assert "c" in shown(form, {"a": "yes", "b": ("x",)})


def test_a_question_of_the_other_direction_is_not_asked() -> None:
    closing = load_form("closing")
    assert "services_told_not_to_trace" in shown(closing, {}, "departure")
    assert "services_told_not_to_trace" not in shown(closing, {}, "arrival")
    assert "services_told_not_to_trace" in shown(closing, {})


def test_a_choice_of_the_other_direction_is_refused() -> None:
    need = load_form("need")
    answers: dict[str, Answer] = {"prior_or_current": "ending"}
    assert problems(need, answers, today=TODAY, complete=False, direction="departure") == ()
    assert problems(need, answers, today=TODAY, complete=False, direction="arrival") == (
        Problem("prior_or_current", "Is it in place, and should it continue? Choose one of the answers offered."),
    )


@pytest.mark.parametrize("form_id", form_ids())
def test_nothing_is_required_to_save(form_id: str) -> None:
    assert problems(load_form(form_id), {}, today=TODAY, complete=False) == ()


NOTHING_NEEDED = {"relay_feedback", "escalation_told"}
"""A school need not answer; who is told of an end is told when it is time."""


@pytest.mark.parametrize("form_id", form_ids())
def test_a_complete_form_asks_for_each_required_answer_in_reading_order(form_id: str) -> None:
    form = load_form(form_id)
    missing = [one.question_id for one in problems(form, {}, today=TODAY, complete=True)]
    required = [question.id for question in visible(form, {}) if question.required]
    assert required or form_id in NOTHING_NEEDED
    assert missing[: len(required)] == required
    assert len(missing) == len(required) + len(form.one_of)


def test_a_missing_answer_says_what_to_do() -> None:
    told = sentences(load_form("concern"), {}, complete=True)
    assert told["immediate_danger"] == "Is somebody in immediate danger? Choose an answer."
    assert told["who_is_at_risk"] == "Who may be at risk? Tick at least one."
    assert told["what_happened"] == "What happened? Enter an answer."
    assert sentences(MEETING, {}, complete=True)["held_on"] == "Held on: enter the date."


def test_one_way_to_reach_somebody_is_enough() -> None:
    form = load_form("contact")
    assert sentences(form, {}, complete=True)["phone"] == "Enter at least one of these: Phone, Secure e-mail."
    assert "phone" not in sentences(form, {"email": "name@example.org"}, complete=True)
    assert "phone" not in sentences(form, {})


@pytest.mark.parametrize(
    ("question", "answer", "sentence"),
    [
        (ask(Kind.DATE), "2026-02-30", "Label: enter a date such as 27 3 2026."),
        (ask(Kind.DATE), "2026-05", "Label: enter a date such as 27 3 2026."),
        (ask(Kind.DATE, partial=True), "2026-05", ""),
        (ask(Kind.DATE, partial=True), "2026-13", "Label: enter a date such as 27 3 2026."),
        (ask(Kind.DATE, dates=DateRule.PAST), "2026-11-23", ""),
        (ask(Kind.DATE, dates=DateRule.PAST), "2026-11-24", "Label: the date must be today or in the past."),
        (ask(Kind.DATE, dates=DateRule.PAST, partial=True), "2026-11", ""),
        (ask(Kind.DATE, dates=DateRule.PAST, partial=True), "2026-12", "Label: the date must be today or in the past."),
        (ask(Kind.DATE, dates=DateRule.FUTURE), "2026-11-22", "Label: the date must be today or in the future."),
        (ask(Kind.DATE_TIME), "2026-11-23T09:30", ""),
        (ask(Kind.DATE_TIME), "2026-11-23", "Label: enter the time as well, such as 14:30."),
        (ask(Kind.DATE_TIME), "2026-11-23T25:00", "Label: enter a date such as 27 3 2026 14:30."),
        (ask(Kind.DATE_TIME, dates=DateRule.PAST), "2026-11-24T09:30", "Label: the date must be today or in the past."),
        (ask(Kind.NUMBER), "twelve", "Label: enter a whole number."),
        (ask(Kind.NUMBER), " 12 ", ""),
        (ask(Kind.YES_NO), "not_known", "Label: choose one of the answers offered."),
        (ask(Kind.TRI), "not_known", ""),
        (ask(Kind.TICKS, choices=(Choice("x", "X"),)), ("x", "y"), "Label: choose one of the answers offered."),
        (ask(Kind.TICKS, choices=(Choice("x", "X"),)), "x", "Label: answer again."),
        (ask(Kind.TEXT), ("x",), "Label: answer again."),
        (ask(Kind.CHOICE, choices_from="members"), "any-record", ""),
        (ask(Kind.PHONE), "12", "Enter a phone number with its area code, such as 07700 900123."),
        (ask(Kind.EMAIL), "nobody", "Enter an e-mail address, such as name@example.org."),
        (ask(Kind.TEXT, check="nhs_number"), "9434765919", ""),
        (ask(Kind.TEXT, check="time"), "24:61", "Enter a time such as 14:30."),
    ],
)  # fmt: skip
def test_a_wrong_format_is_always_told(question: Question, answer: Answer, sentence: str) -> None:
    form = FormDef("f", "F", (Section("s", "S", "", "", (question,)),))
    for complete in (False, True):
        found = problems(form, {"q": answer}, today=TODAY, complete=complete)
        assert [one.sentence for one in found] == ([sentence] if sentence else [])


def test_a_pupil_number_of_another_issuer_is_refused() -> None:
    answers: dict[str, Answer] = {"kind": "child", "upn": "B801200005001"}
    assert problems(MEMBER, answers, today=TODAY, complete=False, own_dfe_codes=("801",)) == ()
    told = problems(MEMBER, answers, today=TODAY, complete=False, own_dfe_codes=("821",))
    assert [one.question_id for one in told] == ["upn"]
    assert "may not be kept" in told[0].sentence


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        (ask(Kind.TEXT), "", NOT_PROVIDED),
        (ask(Kind.TEXT), "  ", NOT_PROVIDED),
        (ask(Kind.TICKS, choices=(Choice("x", "X"),)), (), NOT_PROVIDED),
        (ask(Kind.DATE), "2026-05-03", "Sunday 3 May 2026"),
        (ask(Kind.DATE, partial=True), "2026-05", "May 2026"),
        (ask(Kind.DATE), "soon", "soon"),
        (ask(Kind.DATE_TIME), "2026-05-03T14:30", "Sunday 3 May 2026, 14:30"),
        (ask(Kind.DATE_TIME), "2026-05-03", "2026-05-03"),
        (ask(Kind.YES_NO), "no", "No"),
        (ask(Kind.TRI), "not_known", "Not known"),
        (ask(Kind.CHOICE, choices=(Choice("x", "The X"),)), "x", "The X"),
        (ask(Kind.TICKS, choices=(Choice("x", "The X"), Choice("y", "The Y"))), ("x", "y"), "The X; The Y"),
        (ask(Kind.NOTE), "Two\nlines", "Two\nlines"),
    ],
)
def test_an_answer_reads_in_words(question: Question, answer: Answer, words: str) -> None:
    assert in_words(question, answer) == words


def test_an_entry_of_a_dynamic_list_reads_by_its_label() -> None:
    question = ask(Kind.TICKS, choices_from="members")
    assert in_words(question, ("1", "2"), {"1": "Child A", "2": "Unborn 1"}) == "Child A; Unborn 1"


@pytest.mark.parametrize(
    ("question", "typed", "stored"),
    [
        (ask(Kind.TEXT), "  Zoë   O'Neill ", "Zoë O'Neill"),
        (ask(Kind.NOTE), "\r\n One  \r\n\r\nTwo \n\n", " One\n\nTwo"),
        (ask(Kind.TEXT, check="nhs_number"), "943 476 5919", "9434765919"),
        (ask(Kind.TEXT, check="upn"), "b801200005001", "B801200005001"),
        (ask(Kind.TEXT, check="postcode"), "lu12bq", "LU1 2BQ"),
        (ask(Kind.TEXT, check="time"), "9.30", "09:30"),
        (ask(Kind.PHONE), "01582547653", "01582 547653"),
        (ask(Kind.EMAIL), " First.Last@Example.ORG ", "First.Last@example.org"),
        (ask(Kind.NUMBER), "012", "12"),
        (ask(Kind.NUMBER), "many", "many"),
        (ask(Kind.TICKS, choices=(Choice("x", "X"), Choice("y", "Y"))), ("y", "x", "y"), ("x", "y")),
        (ask(Kind.TICKS, choices_from="members"), ("2", "1"), ("2", "1")),
        (ask(Kind.TICKS, choices=(Choice("x", "X"),)), "", ()),
    ],
)
def test_an_answer_is_stored_tidy(question: Question, typed: Answer, stored: Answer) -> None:
    assert normalise(question, typed) == stored
    assert normalise(question, stored) == stored


ANY_ANSWER = st.one_of(st.text(max_size=20), st.lists(st.text(max_size=5), max_size=3).map(tuple))


@given(form_id=st.sampled_from(form_ids()), data=st.data())
def test_no_answer_breaks_a_form(form_id: str, data: st.DataObject) -> None:
    form = load_form(form_id)
    answers = {question.id: data.draw(ANY_ANSWER) for question in form.questions}
    for direction in ("", "arrival", "departure"):
        problems(form, answers, today=TODAY, complete=True, direction=direction, own_dfe_codes=("821",))
        hidden_answers(form, answers, direction)
    for question in form.questions:
        tidy = normalise(question, answers[question.id])
        assert normalise(question, tidy) == tidy
        assert in_words(question, tidy)
        assert is_empty(tidy) == (in_words(question, tidy) == NOT_PROVIDED)

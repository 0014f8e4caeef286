"""What may be said about answers: which questions show, what is wrong, how an answer reads, how it is stored.

Answers are a plain mapping. Saving never checks them; "check answers" and "complete" ask `problems`.
Answers to hidden questions stay in the mapping and are listed by `hidden_answers`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.house_dates import long_date, month_and_year
from spoc_desk.forms.checks import NAMED_CHECKS, TIDY, check_email, check_phone, tidy_phone
from spoc_desk.forms.definition import Answer, Answers, Condition, DateRule, FormDef, Kind, Question

NOT_PROVIDED = "Not provided"
_FIXED_WORDS = {"yes": "Yes", "no": "No", "not_known": "Not known"}
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T((?:[01][0-9]|2[0-3]):[0-5][0-9])")
_NO_LABELS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Problem:
    """One thing to put right: the same sentence stands in the summary and beside the field."""

    question_id: str
    sentence: str


def visible(form: FormDef, answers: Answers, direction: str = "") -> tuple[Question, ...]:
    """Return the questions that show now, in reading order. An empty *direction* leaves none out for its direction."""
    shown: dict[str, Question] = {}
    for question in form.questions:
        # A question whose opener is hidden itself stays hidden, even if the opener was answered earlier.
        if question.is_for(direction) and all(
            condition.question in shown and _holds(condition, answers) for condition in question.shown_when
        ):
            shown[question.id] = question
    return tuple(shown.values())


def hidden_answers(form: FormDef, answers: Answers, direction: str = "") -> tuple[Question, ...]:
    """Return the questions that hold an answer but do not show: kept until sealing, then listed."""
    shown = {question.id for question in visible(form, answers, direction)}
    return tuple(q for q in form.questions if q.id not in shown and not is_empty(answers.get(q.id, "")))


def problems(
    form: FormDef,
    answers: Answers,
    *,
    today: date,
    complete: bool,
    direction: str = "",
    own_dfe_codes: Collection[str] = (),
) -> tuple[Problem, ...]:
    """Return what is wrong with the visible answers, in reading order.

    A wrong format is always told; a missing answer only when the form is to be *complete*.
    """
    found = []
    shown = visible(form, answers, direction)
    for question in shown:
        answer = answers.get(question.id, "")
        if is_empty(answer):
            sentence = _missing(question) if complete and question.required else ""
        else:
            sentence = _wrong(question, answer, today, direction, own_dfe_codes)
        if sentence:
            found.append(Problem(question.id, sentence))
    return tuple(found) + (_missing_of_groups(form, shown, answers) if complete else ())


def in_words(question: Question, answer: Answer, labels: Mapping[str, str] = _NO_LABELS) -> str:
    """Return how *answer* reads; *labels* names the entries of dynamic lists by id."""
    if is_empty(answer):
        return NOT_PROVIDED
    if question.kind in (Kind.CHOICE, Kind.TICKS):
        words = {choice.id: choice.label for choice in question.choices} | dict(labels)
        return "; ".join(words.get(one, one) for one in _many(answer))
    text = _one(answer)
    if question.kind in (Kind.YES_NO, Kind.TRI):
        return _FIXED_WORDS.get(text, text)
    if question.kind is Kind.DATE:
        return _date_in_words(text)
    if question.kind is Kind.DATE_TIME:
        match = _MOMENT.fullmatch(text)
        return f"{_date_in_words(match[1])}, {match[2]}" if match else text
    return text


def normalise(question: Question, answer: Answer) -> Answer:
    """Return *answer* as it is stored: spaces, capitals and grouping tidied, never its meaning changed."""
    if question.kind is Kind.TICKS:
        order = [choice.id for choice in question.choices]
        ticked = [one for one in dict.fromkeys(_many(answer)) if one]
        return tuple(sorted(ticked, key=order.index)) if set(ticked) <= set(order) else tuple(ticked)
    text = _one(answer)
    if question.kind is Kind.NOTE:
        return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip("\n")
    plain = " ".join(text.split())
    if question.check:
        return TIDY[question.check](plain)
    if question.kind is Kind.PHONE:
        return tidy_phone(plain)
    if question.kind is Kind.EMAIL:
        name, at, domain = plain.rpartition("@")
        return f"{name}{at}{domain.lower()}"
    if question.kind is Kind.NUMBER:
        return str(int(plain)) if re.fullmatch(r"[0-9]{1,9}", plain) else plain
    return plain


def is_empty(answer: Answer) -> bool:
    """Say whether there is no answer: an empty or blank text, or no tick."""
    return not answer.strip() if isinstance(answer, str) else not answer


def _holds(condition: Condition, answers: Answers) -> bool:
    return any(one in condition.any_of for one in _many(answers.get(condition.question, "")))


def _many(answer: Answer) -> tuple[str, ...]:
    return (answer,) if isinstance(answer, str) else answer


def _one(answer: Answer) -> str:
    return answer if isinstance(answer, str) else " ".join(answer)


def _missing_of_groups(form: FormDef, shown: tuple[Question, ...], answers: Answers) -> tuple[Problem, ...]:
    found = []
    for group in form.one_of:
        asked = [question for question in shown if question.id in group]
        if asked and all(is_empty(answers.get(question.id, "")) for question in asked):
            names = ", ".join(question.label for question in asked)
            found.append(Problem(asked[0].id, f"Enter at least one of these: {names}."))
    return tuple(found)


def _missing(question: Question) -> str:
    if question.kind is Kind.TICKS:
        return _about(question, "tick at least one")
    if question.kind in (Kind.CHOICE, Kind.YES_NO, Kind.TRI):
        return _about(question, "choose an answer")
    if question.kind in (Kind.DATE, Kind.DATE_TIME):
        return _about(question, "enter the date")
    return _about(question, "enter an answer")


def _wrong(question: Question, answer: Answer, today: date, direction: str, own_dfe_codes: Collection[str]) -> str:
    if isinstance(answer, tuple) != (question.kind is Kind.TICKS):
        return _about(question, "answer again")
    if question.kind in (Kind.CHOICE, Kind.TICKS, Kind.YES_NO, Kind.TRI):
        return _wrong_pick(question, _many(answer), direction)
    text = _one(answer)
    if question.kind in (Kind.DATE, Kind.DATE_TIME):
        return _wrong_date(question, text, today)
    if question.kind is Kind.PHONE:
        return check_phone(text)
    if question.kind is Kind.EMAIL:
        return check_email(text)
    if question.kind is Kind.NUMBER and not re.fullmatch(r"\s*[0-9]{1,9}\s*", text):
        return _about(question, "enter a whole number")
    return NAMED_CHECKS[question.check](text, own_dfe_codes) if question.check else ""


def _wrong_pick(question: Question, picked: tuple[str, ...], direction: str) -> str:
    if question.choices_from:
        return ""
    fixed = {Kind.YES_NO: ("yes", "no"), Kind.TRI: tuple(_FIXED_WORDS)}.get(question.kind)
    allowed = fixed or tuple(choice.id for choice in question.choices_for(direction))
    if all(one in allowed for one in picked):
        return ""
    return _about(question, "choose one of the answers offered")


def _wrong_date(question: Question, text: str, today: date) -> str:
    if question.partial and _MONTH.fullmatch(text):
        day = date.fromisoformat(f"{text}-01")
        return _wrong_day(question, day, today.replace(day=1))
    moment = _MOMENT.fullmatch(text) if question.kind is Kind.DATE_TIME else None
    try:
        day = date.fromisoformat(moment[1] if moment else text)
    except ValueError:
        example = "27 3 2026 14:30" if question.kind is Kind.DATE_TIME else "27 3 2026"
        return _about(question, f"enter a date such as {example}")
    if question.kind is Kind.DATE_TIME and moment is None:
        return _about(question, "enter the time as well, such as 14:30")
    return _wrong_day(question, day, today)


def _wrong_day(question: Question, day: date, today: date) -> str:
    if question.dates is DateRule.PAST and day > today:
        return _about(question, "the date must be today or in the past")
    if question.dates is DateRule.FUTURE and day < today:
        return _about(question, "the date must be today or in the future")
    return ""


def _date_in_words(text: str) -> str:
    if match := _MONTH.fullmatch(text):
        return month_and_year(int(match[1]), int(match[2]))
    try:
        return long_date(date.fromisoformat(text))
    except ValueError:
        return text


def _about(question: Question, what: str) -> str:
    """Return one sentence that names its question and says what to do: "Held on: enter the date."."""
    if question.label.endswith("?"):
        return f"{question.label} {what[:1].upper()}{what[1:]}."
    return f"{question.label}: {what}."

"""Answers on their way into a record: tidied, checked against their form, scanned for what may show an area."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from spoc_desk.casework.answers import answers_of, built, edited
from spoc_desk.casework.council import profile
from spoc_desk.casework.leaks import FieldLeak, scan_answers
from spoc_desk.casework.own_words import own_words
from spoc_desk.domain.record import Record
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.answers import normalise, problems
from spoc_desk.forms.definition import Answer, Answers, FormDef
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.table import Reader

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Accepted:
    """Answers that may be stored, with what the scan saw in them."""

    form: FormDef
    answers: Mapping[str, Answer]
    leaks: tuple[FieldLeak, ...]

    def new(self, kind: type[R], **given: Any) -> R:  # Any: built() checks them against the class
        """Return a new record of *kind*; *given* are the fields the program fills."""
        return built(kind, self.answers, self.form, given)

    def changed(self, record: R) -> R:
        """Return *record* with the answers in it."""
        return edited(record, self.answers, self.form)

    def text(self, name: str) -> str:
        """Return one plain answer, or an empty text."""
        answer = self.answers.get(name, "")
        return answer if isinstance(answer, str) else ""


def accept(
    reader: Reader, form_id: str, answers: Answers, today: date, *, direction: str = "", complete: bool = False
) -> Accepted:
    """Return the answers of a form, fit to be stored. Raises BadAnswer with the first thing to put right.

    Answers that are not questions of the form are left out.
    """
    form = load_form(form_id)
    tidy = {
        question.id: normalise(question, answers[question.id]) for question in form.questions if question.id in answers
    }
    council = profile(reader)
    found = problems(
        form, tidy, today=today, complete=complete, direction=direction, own_dfe_codes=council.own_area.dfe_codes
    )
    if found:
        raise BadAnswer(found[0].sentence, found[0].question_id)
    return Accepted(form, tidy, scan_answers(form, tidy, own_words(reader)))


def accept_change(
    reader: Reader, form_id: str, record: Record, answers: Answers, today: date, *, direction: str = ""
) -> Accepted:
    """Return the answers of a form over those a record holds already: what is not answered again stays."""
    merged = {**answers_of(record, load_form(form_id)), **answers}
    return accept(reader, form_id, merged, today, direction=direction)


def day_from(answers: Answers, name: str, today: date) -> date:
    """Return a day among answers that have no form; *today* when it is not given. Raises BadAnswer."""
    text = answers.get(name, "")
    if not text:
        return today
    try:
        day = date.fromisoformat(str(text))
    except ValueError as error:
        raise BadAnswer("Enter a date such as 27 3 2026.", name) from error
    if day > today:
        raise BadAnswer("The date must be today or in the past.", name)
    return day

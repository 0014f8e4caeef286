"""One row of a referral in words: who or what it is, and two or three facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.house_dates import short_date
from spoc_desk.forms.answers import in_words, is_empty
from spoc_desk.forms.definition import Answers, Choice, FormDef, Kind

from .typed_answers import is_day


@dataclass(frozen=True)
class Noun:
    """What a row is called: in a sentence, of many, and on the button that adds one."""

    one: str
    many: str
    add: str


NOUNS: Mapping[str, Noun] = {
    "referral_child": Noun("child", "children", "Add a child"),
    "referral_parent": Noun("person", "people", "Add a parent or carer"),
    "referral_household": Noun("person", "people", "Add a person"),
    "referral_agency": Noun("agency", "agencies", "Add an agency"),
    "referral_attachment": Noun("attachment", "attachments", "Add an attachment"),
}
_OTHER = Noun("row", "rows", "Add a row")
_NAMES = ("given_names", "family_name")
_FACTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "referral_child": (("school", ""), ("concern", "the referral is about this child")),
    "referral_parent": (("relationship", ""), ("parental_responsibility", "parental responsibility")),
    "referral_household": (("relationship", ""), ("lives_with_child", "lives with the child")),
    "referral_agency": (("worker", ""), ("stand", "")),
    "referral_attachment": (("title", ""), ("dated", "")),
}
"""What stands beside the name, by form: the question, and the words before its answer."""

_CLOSED = (Kind.TRI, Kind.YES_NO)
_PLAIN = (Kind.TEXT, Kind.CHOICE, Kind.TRI, Kind.YES_NO, Kind.DATE)


def noun_of(form_id: str) -> Noun:
    """Return what a row of this form is called."""
    return NOUNS.get(form_id, _OTHER)


def row_title(form: FormDef, answers: Answers, place: int, labels: Mapping[str, str]) -> str:
    """Return the name of a person, or the first answer of anything else; "Child 2" while there is none."""
    name = " ".join(str(answers.get(each, "")).strip() for each in _NAMES).strip()
    if name:
        known_as = str(answers.get("known_as", "")).strip()
        return f"{name} (known as {known_as})" if known_as else name
    if not any(question.id in _NAMES for question in form.questions):
        for question in form.questions:
            answer = answers.get(question.id, "")
            if question.kind in _PLAIN and not is_empty(answer):
                return in_words(question, answer, labels)
    one = noun_of(form.id).one
    return f"{one[:1].upper()}{one[1:]} {place}, not named yet"


def row_facts(form: FormDef, answers: Answers, labels: Mapping[str, str], today: date) -> str:
    """Return "born Mon 3 May 2014, 12 years old; Mother; parental responsibility: yes", as far as it is known."""
    facts = [_birth(answers, today)]
    known = {question.id: question for question in form.questions}
    for name, words in _FACTS.get(form.id, ()):
        answer = answers.get(name, "")
        if name in known and not is_empty(answer):
            said = in_words(known[name], answer, labels)
            facts.append(f"{words}: {said.lower() if known[name].kind in _CLOSED else said}" if words else said)
    return "; ".join(fact for fact in facts if fact)


def labels_of(form: FormDef, choices: Mapping[str, Sequence[Choice]]) -> dict[str, str]:
    """Return the labels of every dynamic list that *form* uses, by id."""
    return {
        choice.id: choice.label
        for question in form.questions
        for choice in (*choices.get(question.choices_from, ()), *choices.get(question.id, ()))
    }


_BIRTHS = ("date_of_birth", "expected_delivery_date")


def _birth(answers: Answers, today: date) -> str:
    born, due = (answers.get(each, "") for each in _BIRTHS)
    if is_day(born) and len(str(born)) == len("2014-05-03"):
        day = date.fromisoformat(str(born))
        years = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
        return f"born {short_date(day)}, {years} year{'' if years == 1 else 's'} old"
    if is_day(due) and len(str(due)) == len("2014-05-03"):
        return f"unborn, due {short_date(date.fromisoformat(str(due)))}"
    return ""

"""What "Check answers" shows of a referral: every answer by section and person, what lacks, what is not asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.forms.answers import hidden_answers, in_words, is_empty, visible
from spoc_desk.forms.definition import Answers, Choice, Kind, Question

from .asked_form import asked_form
from .row_words import labels_of, row_title

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.checking import Trouble
    from spoc_desk.casework.referrals.reading import ReferralView

INDICATORS = "indicators"
_NOT_ASKED = (Kind.HEADING,)


@dataclass(frozen=True)
class Given:
    """One answer in words, and where it is changed."""

    label: str
    words: str
    field: str = ""
    row_id: str = ""


@dataclass(frozen=True)
class Group:
    """The answers of one section, or of one person in it; `missing` are the labels without an answer."""

    title: str
    given: tuple[Given, ...]
    missing: tuple[str, ...] = ()
    row_id: str = ""


@dataclass(frozen=True)
class Checked:
    """One section as "Check answers" shows it."""

    key: str
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class ToDo:
    """A line of the summary: the sentence, and where the trouble is."""

    sentence: str
    section: str
    row_id: str = ""
    field: str = ""


def checked_sections(
    view: "ReferralView", keys: Sequence[str], choices: Mapping[str, Sequence[Choice]], *, corrected: bool
) -> tuple[Checked, ...]:
    """Return these sections with their answers; *corrected* shows slips in the indicators put right."""
    return tuple(
        Checked(key, _title(view, key), tuple(_groups(view, key, choices, corrected=corrected))) for key in keys
    )


def kept_answers(view: "ReferralView", choices: Mapping[str, Sequence[Choice]]) -> tuple[Given, ...]:
    """Return what was answered and is not asked any more: kept with the referral, not printed."""
    labels = labels_of(view.form, choices)
    kept = [
        Given(question.label, in_words(question, view.answers[question.id], labels), question.id)
        for question in hidden_answers(view.form, view.answers)
    ]
    for form_id, rows in view.rows.items():
        form = asked_form(form_id, stopped=view.stopped)
        labels = labels_of(form, choices)
        for place, row in enumerate(rows, 1):
            title = row_title(form, row.answers, place, labels)
            kept += [
                Given(f"{title}: {question.label}", in_words(question, row.answers[question.id], labels), row_id=row.id)
                for question in hidden_answers(form, row.answers)
            ]
    return tuple(kept)


def to_do(view: "ReferralView", troubles: "Sequence[Trouble]", level: str) -> tuple[ToDo, ...]:
    """Return the lines of the summary; a section in which nothing is answered yet is one line."""
    found: list[ToDo] = []
    for section in view.sections:
        here = [each for each in troubles if each.section == section.id and each.level == level]
        if len(here) > 1 and section.stand == "not_started" and level == "must":
            found.append(ToDo(f"{section.title}: not yet started, {len(here)} answers are needed.", section.id))
            continue
        found += [ToDo(_named(each, section.title), each.section, each.row_id, each.question_id) for each in here]
    known = {section.id for section in view.sections}
    found += [
        ToDo(each.sentence, each.section, each.row_id, each.question_id)
        for each in troubles
        if each.section not in known and each.level == level
    ]
    return tuple(found)


def _named(trouble: "Trouble", title: str) -> str:
    """Return the sentence with its section: "Why not?" alone would not say where."""
    sentence = str(trouble.sentence)
    return sentence if sentence.lower().startswith(title.lower()) else f"{title} – {sentence}"


def _title(view: "ReferralView", key: str) -> str:
    return next((each.title for each in view.form.sections if each.id == key), key)


def _groups(
    view: "ReferralView", key: str, choices: Mapping[str, Sequence[Choice]], *, corrected: bool
) -> Iterator[Group]:
    section = next(each for each in view.form.sections if each.id == key)
    if key == INDICATORS:
        yield Group("", _ticked(view, corrected=corrected))
    elif section.rows_of:
        form = asked_form(section.rows_of, stopped=view.stopped)
        labels = labels_of(form, choices)
        for place, row in enumerate(view.rows.get(section.rows_of, ()), 1):
            questions = visible(form, row.answers)
            title = row_title(form, row.answers, place, labels)
            yield _group(title, questions, row.answers, labels, row.id)
    else:
        asked = {each.id for each in visible(view.form, view.answers)}
        questions = tuple(each for each in section.questions if each.id in asked)
        yield _group("", questions, view.answers, labels_of(view.form, choices))


def _group(
    title: str, questions: Sequence[Question], answers: Answers, labels: Mapping[str, str], row_id: str = ""
) -> Group:
    asked = [each for each in questions if each.kind not in _NOT_ASKED]
    given = tuple(
        Given(each.label, in_words(each, answers[each.id], labels), each.id, row_id)
        for each in asked
        if not is_empty(answers.get(each.id, ""))
    )
    missing = tuple(each.label for each in asked if is_empty(answers.get(each.id, "")))
    return Group(title, given, missing, row_id)


def _ticked(view: "ReferralView", *, corrected: bool) -> tuple[Given, ...]:
    given = []
    for indicator_id, where in view.threshold.places.items():
        if indicator_id in view.ticks:
            note = view.tick_notes.get(indicator_id, "")
            words = where.indicator.words(corrected=corrected)
            given.append(
                Given(f"{where.level.label}, {where.heading.label}", f"{words} – {note}" if note else words, "ticks")
            )
    return tuple(given)

"""Reads a form from its TOML file and refuses one with a mistake in it, saying where.

A mistake here is a developer's (or a council editor's), never an officer's: hence not a UserError.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import cast

from spoc_desk.forms.checks import NAMED_CHECKS
from spoc_desk.forms.definition import (
    Choice,
    Condition,
    DateRule,
    FormDef,
    Kind,
    LeakClass,
    Question,
    Section,
    Signature,
)
from spoc_desk.resources import read_text, resource

DIRECTIONS = ("arrival", "departure")
DYNAMIC_LISTS = (
    "own_contacts", "members", "services", "systems", "ukpps_contacts", "exchange_items", "decisions", "meetings",
    "routes", "schools", "school_partnerships", "agencies", "referral_sources", "referral_people", "indicators",
    "review_agencies",
)  # fmt: skip
"""Lists that the case or the profile fills in; the ids in them are record ids."""

_FIXED_ANSWERS = {Kind.YES_NO: ("yes", "no"), Kind.TRI: ("yes", "no", "not_known")}
_PICKED = (Kind.CHOICE, Kind.TICKS)
_FORM_KEYS = {"id", "title", "fixed_text", "one_of", "section", "signature"}
_SECTION_KEYS = {"id", "title", "intro", "banner", "question", "rows_of", "blank_rows", "paper_only", "own_sheet"}
_QUESTION_KEYS = {
    "id", "label", "kind", "leak", "hint", "why", "choices", "choices_from", "shown_when",
    "required", "lines", "directions", "dates", "partial", "check", "withheld", "short",
}  # fmt: skip

Table = Mapping[str, object]


class BadFormDefinition(ValueError):
    """A form file is wrong; the text says which file, which place and what to put right."""


def form_ids() -> tuple[str, ...]:
    """Return the ids of all forms that are there, in alphabetical order."""
    return tuple(sorted(path.stem for path in resource("forms").glob("*.toml")))


@lru_cache(maxsize=64)
def load_form(form_id: str) -> FormDef:
    """Return one form. KeyError where there is none; BadFormDefinition where its file has a mistake."""
    if form_id not in form_ids():
        raise KeyError(form_id)
    form = read_form(read_text("forms", f"{form_id}.toml"), form_id)
    if form.id != form_id:
        raise BadFormDefinition(f"{form_id}: the id inside is {form.id!r}; it must be the file's name")
    return form


def read_form(text: str, place: str = "form") -> FormDef:
    """Return the form that a TOML *text* defines; *place* names it in mistakes."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        raise BadFormDefinition(f"{place}: not valid TOML: {err}") from err
    _only(table, _FORM_KEYS, place)
    form = FormDef(
        id=_text(table, "id", place),
        title=_text(table, "title", place),
        sections=tuple(_section(item, place) for item in _tables(table, "section", place)),
        signatures=tuple(_signature(item, place) for item in _tables(table, "signature", place, may_lack=True)),
        fixed_text=_texts(table, "fixed_text", place),
        one_of=tuple(_texts({"one_of": group}, "one_of", place) for group in _groups(table, place)),
    )
    _check_ids(form, place)
    _check_conditions(form, place)
    return form


def _section(table: Table, place: str) -> Section:
    here = f"{place}, section {table.get('id', '?')}"
    _only(table, _SECTION_KEYS, here)
    rows_of = _text(table, "rows_of", here, "")
    if rows_of and "question" in table:
        raise BadFormDefinition(f"{here}: a section of rows has no questions of its own")
    return Section(
        id=_text(table, "id", here),
        title=_text(table, "title", here),
        intro=_text(table, "intro", here, ""),
        banner=_text(table, "banner", here, ""),
        questions=tuple(_question(item, place) for item in _tables(table, "question", here, may_lack=bool(rows_of))),
        rows_of=rows_of,
        blank_rows=_number(table, "blank_rows", here, 0),
        paper_only=_flag(table, "paper_only", here),
        own_sheet=_flag(table, "own_sheet", here),
    )


def _signature(table: Table, place: str) -> Signature:
    _only(table, {"role", "statement"}, f"{place}, signature")
    return Signature(_text(table, "role", place), _text(table, "statement", place))


def _question(table: Table, place: str) -> Question:
    here = f"{place}, question {table.get('id', '?')}"
    _only(table, _QUESTION_KEYS, here)
    try:
        question = Question(
            id=_text(table, "id", here),
            label=_text(table, "label", here),
            kind=Kind(_text(table, "kind", here)),
            leak=LeakClass(_text(table, "leak", here)),
            hint=_text(table, "hint", here, ""),
            why=_text(table, "why", here, ""),
            choices=_choices(table, here),
            choices_from=_text(table, "choices_from", here, ""),
            shown_when=_conditions(table, here),
            required=_flag(table, "required", here),
            lines=_number(table, "lines", here, 1),
            directions=_directions(table, here),
            dates=DateRule(_text(table, "dates", here, "any")),
            partial=_flag(table, "partial", here),
            check=_text(table, "check", here, ""),
            short=_text(table, "short", here, ""),
            withheld=_flag(table, "withheld", here),
        )
    except ValueError as err:
        raise err if isinstance(err, BadFormDefinition) else BadFormDefinition(f"{here}: {err}") from err
    _check_question(question, here)
    return question


def _check_question(question: Question, here: str) -> None:
    picked = question.kind in _PICKED
    if picked and bool(question.choices) == bool(question.choices_from):
        raise BadFormDefinition(f"{here}: a {question.kind} question needs either choices or choices_from")
    if not picked and (question.choices or question.choices_from):
        raise BadFormDefinition(f"{here}: a {question.kind} question has no choices")
    if question.choices_from and question.choices_from not in DYNAMIC_LISTS:
        raise BadFormDefinition(f"{here}: choices_from must be one of {', '.join(DYNAMIC_LISTS)}")
    if len({choice.id for choice in question.choices}) != len(question.choices):
        raise BadFormDefinition(f"{here}: two choices have the same id")
    if question.kind not in (Kind.DATE, Kind.DATE_TIME) and question.dates is not DateRule.ANY:
        raise BadFormDefinition(f"{here}: only a date question has a rule for dates")
    if question.partial and question.kind is not Kind.DATE:
        raise BadFormDefinition(f"{here}: only a date may be partial")
    if question.check and question.check not in NAMED_CHECKS:
        raise BadFormDefinition(f"{here}: check must be one of {', '.join(NAMED_CHECKS)}")
    if question.kind is Kind.HEADING and question.required:
        raise BadFormDefinition(f"{here}: a heading cannot be required")


def _choices(table: Table, here: str) -> tuple[Choice, ...]:
    found = []
    for item in _tables(table, "choices", here, may_lack=True):
        _only(item, {"id", "label", "directions"}, f"{here}, choices")
        found.append(Choice(_text(item, "id", here), _text(item, "label", here), _directions(item, here)))
    return tuple(found)


def _conditions(table: Table, here: str) -> tuple[Condition, ...]:
    """Read one condition or a list of them, all of which must hold."""
    wanted = table.get("shown_when", [])
    items = _tables({"shown_when": [wanted] if isinstance(wanted, dict) else wanted}, "shown_when", here, may_lack=True)
    found = []
    for item in items:
        _only(item, {"question", "any_of"}, f"{here}, shown_when")
        found.append(Condition(_text(item, "question", here), _texts(item, "any_of", here)))
    return tuple(found)


def _check_ids(form: FormDef, place: str) -> None:
    ids = [question.id for question in form.questions] + [section.id for section in form.sections]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise BadFormDefinition(f"{place}: these ids are used twice: {', '.join(twice)}")
    wrong = [one for one in ids if not (one.isidentifier() and one == one.lower())]
    if wrong:
        raise BadFormDefinition(f"{place}: ids are small letters, digits and underscores: {', '.join(wrong)}")
    strange = sorted({one for group in form.one_of for one in group} - {question.id for question in form.questions})
    if strange:
        raise BadFormDefinition(f"{place}: one_of names no question of this form: {', '.join(strange)}")


def _check_conditions(form: FormDef, place: str) -> None:
    """A condition must name an earlier question, so that what it opens appears below the answer that opens it."""
    earlier: dict[str, Question] = {}
    for question in form.questions:
        for condition in question.shown_when:
            here = f"{place}, question {question.id}, shown_when"
            target = earlier.get(condition.question)
            if target is None:
                raise BadFormDefinition(f"{here}: {condition.question!r} is not an earlier question of this form")
            if target.choices_from:
                continue
            known = _FIXED_ANSWERS.get(target.kind) or tuple(choice.id for choice in target.choices)
            unknown = [answer for answer in condition.any_of if answer not in known]
            if unknown or not condition.any_of:
                raise BadFormDefinition(f"{here}: {target.id!r} is never answered with {unknown or 'nothing'}")
        earlier[question.id] = question


def _only(table: Table, allowed: set[str], here: str) -> None:
    unknown = sorted(set(table) - allowed)
    if unknown:
        raise BadFormDefinition(f"{here}: unknown key {', '.join(unknown)}; known are {', '.join(sorted(allowed))}")


def _text(table: Table, key: str, here: str, default: str | None = None) -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise BadFormDefinition(f"{here}: {key!r} must be a text")
    return value


def _texts(table: Table, key: str, here: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadFormDefinition(f"{here}: {key!r} must be a list of texts")
    return tuple(cast(list[str], value))


def _directions(table: Table, here: str) -> tuple[str, ...]:
    found = _texts(table, "directions", here)
    if any(one not in DIRECTIONS for one in found):
        raise BadFormDefinition(f"{here}: directions are {' and '.join(DIRECTIONS)}")
    return found


def _flag(table: Table, key: str, here: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise BadFormDefinition(f"{here}: {key!r} must be true or false")
    return value


def _number(table: Table, key: str, here: str, default: int) -> int:
    value = table.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or not default <= value <= 40:
        raise BadFormDefinition(f"{here}: {key!r} must be a number from {default} to 40")
    return value


def _groups(table: Table, here: str) -> Sequence[object]:
    value = table.get("one_of", [])
    if not isinstance(value, list):
        raise BadFormDefinition(f"{here}: 'one_of' must be a list of lists of question ids")
    return value


def _tables(table: Table, key: str, here: str, *, may_lack: bool = False) -> Sequence[Table]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value) or not (value or may_lack):
        raise BadFormDefinition(f"{here}: {key!r} must be a list of tables")
    return cast(list[Table], value)

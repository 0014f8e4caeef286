"""Between a form's answers (words) and a record (typed fields). Question ids are field names."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from spoc_desk.domain.record import Record
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.definition import Answer, Answers, FormDef

R = TypeVar("R", bound=Record)


def answers_of(record: Record, form: FormDef) -> dict[str, Answer]:
    """Return a record as the answers of *form*; questions the record has no field for are left out."""
    names = {field.name for field in fields(record)}
    return {
        question.id: _to_answer(getattr(record, question.id)) for question in form.questions if question.id in names
    }


def field_values(kind: type[Record], answers: Answers, form: FormDef) -> dict[str, Any]:
    """Return the typed fields of *kind* that *answers* give. Raises BadAnswer naming the question."""
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for question in form.questions:
        if question.id in hints and question.id in answers:
            try:
                values[question.id] = _to_field(hints[question.id], answers[question.id])
            except ValueError as error:
                raise BadAnswer(f"“{question.label}” cannot be read. Check the answer.", question.id) from error
    return values


def edited(record: R, answers: Answers, form: FormDef) -> R:
    """Return *record* with the answers of *form* in it; a cleared answer goes back to the field's default.

    Raises BadAnswer when an answer is cleared that the record cannot do without.
    """
    values = field_values(type(record), answers, form)
    hints, labels = get_type_hints(type(record)), {question.id: question.label for question in form.questions}
    for field in fields(record):
        if field.name in values and values[field.name] is None and type(None) not in get_args(hints[field.name]):
            values[field.name] = _default(field, labels[field.name])
    return replace(record, **values)


def built(kind: type[R], answers: Answers, form: FormDef, given: Mapping[str, Any]) -> R:
    """Return a new record from answers and the fields *given* by the program; empty answers keep the default.

    Raises BadAnswer when a field without default is missing.
    """
    values = {name: value for name, value in field_values(kind, answers, form).items() if value is not None}
    labels = {question.id: question.label for question in form.questions}
    values.update(given)
    for field in fields(kind):
        if field.name not in values:
            values[field.name] = _default(field, labels.get(field.name, field.name))
    return kind(**values)


def _default(field: "Field[Any]", label: str) -> Any:
    """Return what a field holds when nothing is said. Raises BadAnswer where something must be said."""
    if field.default is MISSING:
        raise BadAnswer(f"“{label}” is needed before this can be saved.", field.name)
    return field.default


def _to_answer(value: Any) -> Answer:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return tuple(str(part) for part in value)
    return str(value)


def _to_field(hint: Any, answer: Answer) -> Any:
    """Return *answer* as a field of type *hint*; an empty answer is None, "" or () as the field allows."""
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    options = [option for option in get_args(hint) if option is not type(None)]
    if type(None) in get_args(hint):
        return None if answer in ("", ()) else _to_field(options[0], answer)
    if get_origin(hint) is tuple:
        parts = (answer,) if isinstance(answer, str) and answer else tuple(answer)
        return tuple(_to_field(get_args(hint)[0], part) for part in parts)
    if not isinstance(answer, str):
        raise ValueError("one answer expected")
    return _to_single(hint, answer)


def _to_single(hint: Any, answer: str) -> Any:
    if hint is str:
        return answer
    if answer == "":
        return False if hint is bool else None
    if hint is bool:
        return answer == "yes"
    if hint is date:
        return date.fromisoformat(answer)
    if hint is int:
        return int(answer)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(answer)
    raise ValueError("unknown kind of field")

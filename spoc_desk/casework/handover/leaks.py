"""The leak scan of what travels: every typed text of every record, as before a print."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from spoc_desk.casework.handover.carried import BY_NAME, Carried, label_of
from spoc_desk.casework.leaks import FieldLeak, OwnWords, scan_texts
from spoc_desk.casework.masked import COLUMNS, TITLE, WORDS
from spoc_desk.casework.places import Part, case_place
from spoc_desk.forms.definition import LeakClass, Question
from spoc_desk.forms.loader import load_form

FORMS: Final = {
    "cases": ("case_notification", "route_confirmation"),
    "case_moves": ("case_reason", "case_advice"),
    "members": ("member",),
    "member_names": ("member_name",),
    "meetings": ("meeting",),
    "attendees": ("attendee",),
    "meeting_actions": ("meeting_action",),
    "ukpps_contacts": ("ukpps_spoc",),
    "appointments": ("appointment",),
    "needs": ("need",),
    "service_notices": ("service_notice",),
    "decisions": ("decision",),
    "exchange_items": ("exchange_item",),
    "hands": ("hand",),
    "flags": ("flag",),
    "queries": ("query",),
    "routes_to_stop": ("route",),
    "concerns": ("concern",),
    "contacts": ("contact",),
}
"""The forms whose questions are the columns of a table."""

_PARTS: Final = {
    "members": Part.HOUSEHOLD, "member_names": Part.HOUSEHOLD, "meetings": Part.MEETINGS, "attendees": Part.MEETINGS,
    "meeting_actions": Part.MEETINGS, "standards": Part.MEETINGS, "ukpps_contacts": Part.SPOCS,
    "appointments": Part.SPOCS, "needs": Part.NEEDS, "service_notices": Part.NEEDS, "decisions": Part.EXCHANGE,
    "exchange_items": Part.EXCHANGE, "hands": Part.EXCHANGE, "flags": Part.FLAGS, "queries": Part.QUERIES,
    "routes_to_stop": Part.ROUTES, "concerns": Part.CONCERNS,
}  # fmt: skip

_OPENED_WITH: Final = {
    "member_names": "member_id", "attendees": "meeting_id", "meeting_actions": "meeting_id", "hands": "item_id",
    "standards": "", "service_notices": "",
}  # fmt: skip
"""Rows that are shown with another record, and the column that names it; "" where they stand in the part itself."""


def carried_leaks(going: Carried, own: OwnWords) -> tuple[FieldLeak, ...]:
    """Return every finding, with the place where the window opens the record."""
    found: list[FieldLeak] = []
    for table, cells in going.rows:
        values = dict(zip(BY_NAME[table].columns, cells, strict=True))
        texts = {
            column: (label, text)
            for column, label in _texts_of(table)
            if isinstance(text := values.get(column), str) and text
        }
        if texts:
            found += _with_field(table, scan_texts(texts, own, place=_place(table, values)))
    return tuple(found)


def _with_field(table: str, leaks: Iterable[FieldLeak]) -> Iterator[FieldLeak]:
    """Let a finding lead to its field, where the record is opened by itself."""
    for leak in leaks:
        by_itself = table in _PARTS and table not in _OPENED_WITH and table != "decisions"
        yield replace(leak, place=f"{leak.place}/{leak.field}") if by_itself else leak


def _place(table: str, values: dict[str, str | int | None]) -> str:
    if table == "contacts":
        return f"contact/{values['id']}"
    case_id = str(values["id"] if table == "cases" else values["case_id"])
    if table == "decisions":
        return f"decision/{values['id']}"
    record = values.get(_OPENED_WITH.get(table, "id")) if table in _PARTS else None
    return case_place(case_id, _PARTS.get(table, Part.WHAT_NOW), str(record or ""))


@lru_cache(maxsize=64)
def _texts_of(table: str) -> tuple[tuple[str, str], ...]:
    """Return the columns of a table that are scanned, with their labels: those that a form scans on saving, and what
    somebody typed that no form asks for."""
    questions = {question.id: question for form in FORMS.get(table, ()) for question in load_form(form).questions}
    return tuple(_scanned(table, questions))


def _scanned(table: str, questions: Mapping[str, Question]) -> Iterator[tuple[str, str]]:
    typed = {column for column, kind in COLUMNS.get(table, {}).items() if kind in (WORDS, TITLE)}
    for column in BY_NAME[table].columns:
        question = questions.get(column)
        if question is None and column in typed:
            yield column, label_of(table)
        elif question is not None and question.leak is LeakClass.SCAN:
            yield column, question.label

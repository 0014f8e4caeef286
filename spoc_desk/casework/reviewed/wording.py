"""Stored answers as lines of a card: one place turns a record of a form into words."""

from collections.abc import Sequence
from datetime import date

from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.clocks import clock_of, clock_words
from spoc_desk.casework.council import calendar
from spoc_desk.casework.moments import in_words as moment_words
from spoc_desk.casework.reviewed.sheets import Pairs
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.record import Record
from spoc_desk.forms.answers import in_words, is_empty, visible
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.vault import Vault


def facts_of(record: Record, form_id: str, *, leave_out: Sequence[str] = ()) -> Pairs:
    """Return what was answered of a form, each in a line; moments in our own words, nothing for what is empty."""
    form = load_form(form_id)
    answers = answers_of(record, form)
    found: list[tuple[str, str]] = []
    for question in visible(form, answers):
        answer = answers.get(question.id, "")
        if question.id in leave_out or is_empty(answer):
            continue
        words = moment_words(str(answer)) if question.id.endswith("_at") else in_words(question, answer)
        found.append((question.brief, words))
    return tuple(found)


def day_words(day: date | None) -> str:
    """Return a day, or nothing."""
    return short_date(day) if day else ""


def due_fact(vault: Vault, label: str, rule: str, record_id: str) -> tuple[str, str]:
    """Return how one clock of a record stands; no words where there is none."""
    clock = clock_of(vault, rule, record_id)
    return (label, clock_words(clock, vault.clock.today(), calendar(vault)).words if clock else "")

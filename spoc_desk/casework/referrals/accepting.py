"""The answers of a small form of a referral: tidied, checked against the form and the calendar, scanned."""

from datetime import date

from spoc_desk.casework.accepting import Accepted
from spoc_desk.casework.council import profile
from spoc_desk.casework.leaks import FieldLeak, scan_answers
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.referrals.answer_store import tidied
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.answers import is_empty, problems, visible
from spoc_desk.forms.definition import Answers, FormDef
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.table import Reader


def accept_form(reader: Reader, form_id: str, answers: Answers, today: date) -> Accepted:
    """Return the answers of one small form. Raises BadAnswer with the first thing to put right.

    Answers to questions that do not show are left out: an event says what was asked, no more.
    """
    form = load_form(form_id)
    given = tidied(form, answers)
    codes = profile(reader).own_area.dfe_codes
    found = problems(form, given, today=today, complete=True, own_dfe_codes=codes)
    if found:
        raise BadAnswer(found[0].sentence, found[0].question_id)
    shown = {question.id for question in visible(form, given)}
    kept = {name: value for name, value in given.items() if name in shown and not is_empty(value)}
    return Accepted(form, kept, scan_answers(form, kept, own_words(reader)))


def leaks_of(reader: Reader, form: FormDef, answers: Answers) -> tuple[FieldLeak, ...]:
    """Return what the scan sees in the answers of a form."""
    return scan_answers(form, answers, own_words(reader))

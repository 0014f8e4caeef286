"""The people of a referral: a block for each, what is known side by side, and what was not provided in one line."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date

from spoc_desk.domain.house_dates import short_date
from spoc_desk.forms.answers import in_words, is_empty, visible
from spoc_desk.forms.definition import Answer, Answers, FormDef, Kind, Question
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.blocks import Block, Fields, Heading, Para, Table
from spoc_desk.printing.documents.referral.asking import asked
from spoc_desk.printing.documents.referral.content import AGENCY, CHILD, HOUSEHOLD, PARENT, ReferralContent, full_name
from spoc_desk.printing.forms import filled_rows
from spoc_desk.printing.style import WRITING_MM

_CALLED = {CHILD: "Child", PARENT: "Parent or carer", HOUSEHOLD: "Person"}
_IN_TITLE = {"family_name", "given_names"}
NOBODY = "Nobody is entered here."


def filled_people(form_id: str, content: ReferralContent) -> Iterable[Block]:
    """Yield a block for each person, numbered and named."""
    form, rows = load_form(form_id), content.people(form_id)
    if not rows:
        yield Para(NOBODY)
    for number, row in enumerate(rows, start=1):
        name = full_name(row)
        title = f"{_CALLED[form_id]} {number}: {name}" if name else f"{_CALLED[form_id]} {number}"
        shown = [one for one in visible(form, row) if one.id not in _IN_TITLE]
        yield Heading(2, title)
        yield from compact_fields(shown, row, content.labels)


def compact_fields(questions: Iterable[Question], answers: Answers, labels: Mapping[str, str]) -> Iterable[Block]:
    """Yield what was answered, short answers side by side, then the names of what was not."""
    whole = [one for one in questions if one.kind is not Kind.HEADING]
    given = [one for one in whole if not is_empty(answers.get(one.id, ""))]
    missing = [one.brief for one in whole if one not in given and not one.withheld]
    if given:
        yield Fields(tuple((one.brief, short_words(one, answers[one.id], labels)) for one in given), columns=2)
    if missing:
        yield Para(f"Not provided: {'; '.join(missing)}.")


def short_words(question: Question, answer: Answer, labels: Mapping[str, str]) -> str:
    """Return an answer in words, its date in the short form that fits a column."""
    if question.kind in (Kind.DATE, Kind.DATE_TIME) and isinstance(answer, str):
        day, _, time = answer.partition("T")
        with suppress(ValueError):
            return ", ".join(part for part in (short_date(date.fromisoformat(day)), time) if part)
    return in_words(question, answer, labels)


def filled_agencies(content: ReferralContent) -> Block:
    """Return the agencies as a table."""
    form, rows = load_form(AGENCY), content.people(AGENCY)
    if not rows:
        return Para("No agency is entered here.")
    cells = tuple(
        (
            _words(form, row, content, "agency") or _words(form, row, content, "agency_not_listed"),
            "\n".join(part for part in (_words(form, row, content, "worker"), _lead(row)) if part),
            "\n".join(part for name in ("phone", "email") if (part := _words(form, row, content, name))),
            _words(form, row, content, "stand"),
            _words(form, row, content, "since"),
        )
        for row in rows
    )
    return Table(("Agency", "Worker", "Contact", "Open or closed", "Since"), cells, (3, 3, 3, 2, 2))


def filled_attachments(content: ReferralContent, form_id: str) -> Block:
    """Return the list of attachments."""
    (section,) = [one for one in content.form.sections if one.rows_of == form_id]
    rows = content.people(form_id)
    return filled_rows(section, rows) if rows else Para("No attachment is listed.")


def blank_people(form_id: str, count: int) -> Iterable[Block]:
    """Yield *count* blocks to be filled in by hand. What is withheld for some is not asked on paper at all."""
    form = load_form(form_id)
    for number in range(1, count + 1):
        yield Heading(2, f"{_CALLED[form_id]} {number}")
        yield from asked(form, [one for one in form.questions if not one.withheld])


def blank_household(count: int) -> Block:
    """Return a table for the others of the household."""
    columns = (
        "Name, and names also used",
        "Date of birth",
        "What to the child?",
        "Lives there?",
        "A risk to the child? Which?",
    )
    return Table(
        columns, ((("",) * len(columns)),) * count, (4, 2, 3, 2, 4), min_height_mm=WRITING_MM * 1.6, boxed=True
    )


def blank_agencies(count: int) -> Block:
    """Return a table for the agencies."""
    columns = ("Agency", "Worker", "Phone or e-mail", "Open or closed, since", "Lead?")
    return Table(
        columns, ((("",) * len(columns)),) * count, (4, 4, 4, 3, 2), min_height_mm=WRITING_MM * 1.4, boxed=True
    )


def blank_attachments(count: int) -> Block:
    """Return a table for the attachments."""
    columns = ("What is it?", "Name of the document", "Dated", "Pages")
    return Table(columns, ((("",) * len(columns)),) * count, (4, 6, 3, 2), min_height_mm=WRITING_MM, boxed=True)


def _words(form: FormDef, row: Answers, content: ReferralContent, name: str) -> str:
    answer = row.get(name, "")
    return "" if is_empty(answer) else short_words(form.question(name), answer, content.labels)


def _lead(row: Answers) -> str:
    return "Lead professional" if row.get("lead_professional") == "yes" else ""

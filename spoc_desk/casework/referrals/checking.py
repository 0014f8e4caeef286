"""Check answers: what must still be answered or put right, and what to look at again. Nothing is checked before."""

from collections.abc import Iterator
from datetime import date

from spoc_desk.casework.referrals.reading import ReferralView
from spoc_desk.casework.referrals.soft_checks import soft_troubles
from spoc_desk.casework.referrals.trouble import MUST, Trouble
from spoc_desk.forms.answers import problems
from spoc_desk.forms.loader import load_form

__all__ = ["MUST", "Trouble", "check_answers"]


def check_answers(view: ReferralView, today: date) -> tuple[Trouble, ...]:
    """Return everything to put right (must) and to look at (soft), in the order of the form, musts first."""
    place = {section.id: number for number, section in enumerate(view.form.sections)}
    found = [*_must(view, today), *soft_troubles(view, today)]
    found.sort(key=lambda each: (each.level != MUST, place.get(each.section, len(place))))
    return tuple(dict.fromkeys(found))


def _must(view: ReferralView, today: date) -> Iterator[Trouble]:
    yield from _sections(view, today)
    yield from _rows(view, today)
    yield from _people_needed(view)
    if view.answers.get("declared") == "no":
        yield Trouble("declaration", "declared", "", "Put right what is not true or not complete, then declare it.")


def _sections(view: ReferralView, today: date) -> Iterator[Trouble]:
    """The questions of the form that are asked on the screen; what only the MASH fills in is not."""
    where = {q.id: section.id for section in view.form.sections if not section.paper_only for q in section.questions}
    for problem in problems(view.form, view.answers, today=today, complete=True):
        if problem.question_id in where:
            yield Trouble(where[problem.question_id], problem.question_id, "", problem.sentence)


def _rows(view: ReferralView, today: date) -> Iterator[Trouble]:
    for section in view.form.sections:
        form = load_form(section.rows_of) if section.rows_of else None
        for number, row in enumerate(view.rows.get(section.rows_of, ()), 1):
            if form is None:
                break
            who = row.name or f"{section.title}, line {number}"
            for problem in problems(form, row.answers, today=today, complete=True):
                yield Trouble(section.id, problem.question_id, row.id, f"{who}: {problem.sentence}")


def _people_needed(view: ReferralView) -> Iterator[Trouble]:
    if not view.children:
        yield Trouble("children", "", "", "Add the child or young person this referral is about.")
    elif not any(child.text("concern") == "yes" for child in view.children):
        yield Trouble("children", "concern", view.children[0].id, "Say which child this referral is about.")
    if not view.adults:
        yield Trouble("parents", "", "", "Add a parent, carer or other person with parental responsibility.")

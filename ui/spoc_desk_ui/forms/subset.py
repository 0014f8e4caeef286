"""A few questions of a form on their own: one date, one check. Asked without the conditions they have in the whole."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from spoc_desk.forms.definition import DateRule, FormDef, Section


def only(form: FormDef, question_ids: Sequence[str], title: str, *, intro: str = "") -> FormDef:
    """Return a form of these questions of *form*, in this order."""
    questions = tuple(replace(form.question(each), shown_when=()) for each in question_ids)
    section = Section("only", title, intro, "", questions)
    return replace(form, title=title, sections=(section,), fixed_text=(), signatures=(), one_of=())


def only_day(form: FormDef, question_id: str, title: str, *, intro: str = "") -> FormDef:
    """Return a form that asks for one day of *form*: needed, and today or in the past."""
    asked = replace(form.question(question_id), shown_when=(), required=True, dates=DateRule.PAST)
    section = Section("only", title, intro, "", (asked,))
    return replace(form, title=title, sections=(section,), fixed_text=(), signatures=(), one_of=())


def without(form: FormDef, question_ids: Collection[str]) -> FormDef:
    """Return *form* without these questions; a section that has none left goes."""
    sections = [
        replace(section, questions=tuple(each for each in section.questions if each.id not in question_ids))
        for section in form.sections
    ]
    return replace(form, sections=tuple(each for each in sections if each.questions or each.rows_of))


def part_of(form: FormDef, question_ids: Collection[str], title: str) -> FormDef:
    """Return *form* with these questions only, in its own order; a condition on what is not asked here goes."""
    asked = set(question_ids)
    sections = [
        replace(
            section,
            questions=tuple(
                replace(each, shown_when=tuple(one for one in each.shown_when if one.question in asked))
                for each in section.questions
                if each.id in asked
            ),
        )
        for section in form.sections
    ]
    kept = tuple(each for each in sections if each.questions)
    return replace(form, title=title, sections=kept, fixed_text=(), signatures=(), one_of=())

"""From a referral to its papers, and the typed texts on each that are looked at before it leaves."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from spoc_desk.casework.print_leaks import SourceText
from spoc_desk.casework.print_sources import Request, Source
from spoc_desk.casework.referrals.paper_content import paper_content
from spoc_desk.casework.referrals.reading import ReferralView, referral_view
from spoc_desk.casework.referrals.tracking_content import facts, log, stages
from spoc_desk.domain.prints import PrintKind
from spoc_desk.domain.referrals import CHILD
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.answers import visible
from spoc_desk.forms.definition import Answers, FormDef, LeakClass, Section
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.blocks import Document
from spoc_desk.printing.documents.referral.confidential import confidential_sheet
from spoc_desk.printing.documents.referral.consent import consent_sheet
from spoc_desk.printing.documents.referral.content import ReferralContent
from spoc_desk.printing.documents.referral.filled import referral_form
from spoc_desk.printing.documents.referral.tracking import tracking_sheet
from spoc_desk.printing.documents.referral.young_person import young_person_sheet
from spoc_desk.printing.glyphs import refuse_unprintable
from spoc_desk.printing.paper import Paper

_RECIPIENT = "MASH"
_WHERE = frozenset(
    {"address", "postcode", "phone", "email", "school_not_listed", "gp", "health_worker", "agency_not_listed"}
)
"""Answers that may be anywhere, but not on the paper of a restricted record."""


def _view(request: Request) -> ReferralView:
    if request.referral_id is None:
        raise BadAnswer("Choose the referral this print is for.", "referral_id")
    return referral_view(request.vault, request.referral_id)


def _referral(request: Request) -> Source:
    view = _view(request)
    _refuse_unprintable(view)
    content = paper_content(request.vault, view, request.profile)
    texts = (
        *(text for section in view.form.sections if not section.own_sheet for text in _section_texts(view, section)),
        *_row_texts(view),
        *_tick_texts(view),
        *_decision_texts(view, content.decision),
    )
    return Source(partial(_built, referral_form, content), texts, _RECIPIENT)


def _confidential(request: Request) -> Source:
    view = _view(request)
    content = paper_content(request.vault, view, request.profile)
    texts = tuple(text for section in view.form.sections if section.own_sheet for text in _section_texts(view, section))
    return Source(partial(_built, confidential_sheet, content), texts, _RECIPIENT)


def _consent(request: Request) -> Source:
    view = _view(request)
    content = paper_content(request.vault, view, request.profile)
    return Source(partial(_built, consent_sheet, content), (), "The family")


def _young_person(request: Request) -> Source:
    view = _view(request)
    content = paper_content(request.vault, view, request.profile)
    number = _child(view, request.record_ids[0]) if request.record_ids else None
    return Source(lambda paper: young_person_sheet(content, paper=paper, number=number), (), "The young person")


def _child(view: ReferralView, chosen: str) -> int:
    """Return which child is meant, counted from 0: by the id of the row, or by its number on the form."""
    ids = [row.id for row in view.rows[CHILD]]
    if chosen.isdecimal() and 1 <= int(chosen) <= len(ids):
        return int(chosen) - 1
    if chosen not in ids:
        raise BadAnswer("Choose one young person of this referral.", "record_ids")
    return ids.index(chosen)


def _tracking(request: Request) -> Source:
    view = _view(request)
    told = log(view)
    texts = tuple(SourceText(one.what, one.note, f"referral/{view.referral.id}/tracking") for one in told if one.note)
    return Source(
        lambda paper: tracking_sheet(stages(view), paper=paper, facts=facts(view), log=told), texts, "Our own record"
    )


REFERRAL_BUILDERS: Mapping[PrintKind, Callable[[Request], Source]] = {
    PrintKind.REFERRAL: _referral,
    PrintKind.REFERRAL_CONSENT: _consent,
    PrintKind.REFERRAL_CONFIDENTIAL: _confidential,
    PrintKind.REFERRAL_YOUNG_PERSON: _young_person,
    PrintKind.REFERRAL_TRACKING: _tracking,
}


def _built(make: Callable[..., Document], content: ReferralContent, paper: Paper) -> Document:
    return make(content, paper=paper)


def _refuse_unprintable(view: ReferralView) -> None:
    """Raise UnprintableText naming the signs the typeface lacks, and the question beside which they were typed."""
    for question in visible(view.form, view.answers):
        refuse_unprintable(view.text(question.id), f"“{question.label}”")
    for section in view.form.sections:
        form = load_form(section.rows_of) if section.rows_of else None
        for number, row in enumerate(view.rows.get(section.rows_of, ()), start=1):
            for question in visible(form, row.answers) if form is not None else ():
                refuse_unprintable(row.text(question.id), f"“{question.label}” ({section.title.lower()}, {number})")
    for one in view.ticks:
        refuse_unprintable(view.tick_notes.get(one, ""), "the note to an indicator")


def _section_texts(view: ReferralView, section: Section) -> Iterable[SourceText]:
    place = f"referral/{view.referral.id}/{section.id}//"
    shown = {one.id for one in visible(view.form, view.answers)}
    for question in section.questions:
        if question.leak is LeakClass.SCAN and question.id in shown:
            yield SourceText(question.label, view.text(question.id), place + question.id)


def _row_texts(view: ReferralView) -> Iterable[SourceText]:
    for section in view.form.sections:
        form = load_form(section.rows_of) if section.rows_of else None
        for row in view.rows.get(section.rows_of, ()):
            place = f"referral/{view.referral.id}/{section.id}/{row.id}/"
            yield from _row(form, row.answers, place, stopped=view.stopped) if form is not None else ()


def _row(form: FormDef, answers: Answers, place: str, *, stopped: bool) -> Iterable[SourceText]:
    """Yield what is looked at: notes always, and for a restricted record whatever says where somebody is found."""
    for question in visible(form, answers):
        if question.leak is LeakClass.SCAN or (stopped and question.id in _WHERE):
            yield SourceText(question.label, str(answers.get(question.id, "")), place + question.id)


def _tick_texts(view: ReferralView) -> Iterable[SourceText]:
    place = f"referral/{view.referral.id}/indicators//"
    for one in view.ticks:
        if note := view.tick_notes.get(one, ""):
            yield SourceText("Note to an indicator", note, place + one)


def _decision_texts(view: ReferralView, decision: Answers | None) -> Iterable[SourceText]:
    if decision is not None:
        place = f"referral/{view.referral.id}/lawful_basis//"
        yield SourceText("Reasons of the decision to share", str(decision.get("rationale", "")), place)

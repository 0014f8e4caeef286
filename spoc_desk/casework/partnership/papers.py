"""The papers of decisions, concerns and requests for records. Imports the layout engine: loaded when one is printed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.concern_routes import route_of
from spoc_desk.casework.concerns import concern_answers, report_until
from spoc_desk.casework.council import profile
from spoc_desk.casework.moments import in_words
from spoc_desk.casework.partnership.access import due_words
from spoc_desk.casework.print_leaks import SourceText
from spoc_desk.casework.print_sources import Request, Source
from spoc_desk.domain.access_requests import AccessRequest
from spoc_desk.domain.concerns import Concern
from spoc_desk.domain.decisions import Decision
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.prints import PrintKind
from spoc_desk.domain.record import CaseId
from spoc_desk.errors import BadAnswer, UnknownRecord
from spoc_desk.forms.definition import Answers, FormDef, LeakClass
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.documents.access_reply import access_record, access_reply
from spoc_desk.printing.documents.concern_sheet import breach_sheet, concern_sheet
from spoc_desk.printing.forms import filled_form
from spoc_desk.vault.records.stores import ACCESS_REQUESTS, CONCERNS, CONTACTS, DECISIONS
from spoc_desk.vault.records.table import Table
from spoc_desk.vault.vault import Vault


def _texts(form: FormDef, answers: Answers, place: str) -> tuple[SourceText, ...]:
    """Return what somebody typed: each finding leads to the page of the record."""
    return tuple(
        SourceText(question.brief, str(answers[question.id]), place)
        for question in form.questions
        if question.leak is not LeakClass.NONE and not question.choices_from and answers.get(question.id)
    )


def _fits(request: Request, case_id: CaseId | None) -> None:
    """The copy is entered under the case of its record and no other."""
    if case_id != (request.case.id if request.case else None):
        raise BadAnswer("Choose the record of this case.", "record_ids")


def _decision(request: Request) -> Source:
    decision = DECISIONS.get(request.vault, request.one())
    _fits(request, decision.case_id)
    form = load_form("decision")
    answers = answers_of(decision, form)
    agreement = profile(request.vault).reviewing.sharing_agreement
    if agreement and decision.allows:
        form = replace(form, fixed_text=(*form.fixed_text, f"Shared under the {agreement}."))
    return Source(
        lambda paper: filled_form(form, answers, paper=paper),
        _texts(form, answers, f"decision/{decision.id}"),
        reference=decision.decision_ref,
    )


def _concern(request: Request) -> Source:
    concern = CONCERNS.get(request.vault, request.one())
    _fits(request, concern.case_id)
    form, way = load_form("concern"), route_of(concern.kind)
    answers = concern_answers(concern)
    labels: dict[str, str] = {}
    if concern.raised_by:
        labels[concern.raised_by] = CONTACTS.get(request.vault, concern.raised_by).name
    return Source(
        lambda paper: concern_sheet(form, answers, steps=way.steps, say=way.say, labels=labels, paper=paper),
        _texts(form, answers, f"concern/{concern.id}"),
        reference=concern.concern_ref,
    )


def _breach(request: Request) -> Source:
    concern = CONCERNS.get(request.vault, request.one())
    _fits(request, concern.case_id)
    form = load_form("concern")
    answers = concern_answers(concern)
    times = (
        ("The council knew", in_words(concern.breach_known_at)),
        ("The 72 hours end", in_words(report_until(concern))),
        ("Data protection officer told", in_words(concern.dpo_informed_at)),
        ("Reported to the Information Commissioner", in_words(concern.ico_reported_at)),
        ("Reference of the report", concern.ico_ref),
    )
    told = {name: answer for name, answer in answers.items() if name.startswith("breach")}
    return Source(
        lambda paper: breach_sheet(form, answers, times=times, reference=concern.concern_ref, paper=paper),
        _texts(form, told, f"concern/{concern.id}"),
        "Data protection officer",
        reference=concern.concern_ref,
    )


def _access(request: Request) -> Source:
    one = ACCESS_REQUESTS.get(request.vault, request.one())
    _fits(request, one.case_id)
    form = load_form("access_request")
    answers = answers_of(one, form)
    facts = (("Reference", one.request_ref), ("Time to answer", due_words(request.vault, one)))
    return Source(
        lambda paper: access_record(form, answers, facts=facts, labels={}, paper=paper),
        _texts(form, answers, f"access_request/{one.id}"),
        sample=one.sample,
        reference=one.request_ref,
    )


def _reply(request: Request) -> Source:
    one = ACCESS_REQUESTS.get(request.vault, request.one())
    _fits(request, one.case_id)
    council = request.profile
    return Source(
        lambda paper: access_reply(
            council.templates.t9_neither, council=council.council_name, reference=one.request_ref,
            received=short_date(one.received_on), paper=paper,
        ),
        recipient="Whoever asked",
        sample=one.sample,
        reference=one.request_ref,
    )  # fmt: skip


PARTNERSHIP: Final = frozenset({
    PrintKind.DECISION, PrintKind.CONCERN, PrintKind.BREACH_SHEET, PrintKind.ACCESS_REQUEST, PrintKind.ACCESS_REPLY,
})  # fmt: skip
_STORES: Final[Mapping[PrintKind, Table[Decision] | Table[Concern] | Table[AccessRequest]]] = {
    PrintKind.DECISION: DECISIONS,
    PrintKind.CONCERN: CONCERNS,
    PrintKind.BREACH_SHEET: CONCERNS,
    PrintKind.ACCESS_REQUEST: ACCESS_REQUESTS,
    PrintKind.ACCESS_REPLY: ACCESS_REQUESTS,
}


def case_of_record(vault: Vault, kind: PrintKind, record_id: str) -> str | None:
    """Return the case of the record that a paper is of. Raises UnknownRecord."""
    if kind not in _STORES:
        raise UnknownRecord()
    return _STORES[kind].get(vault, record_id).case_id


PARTNERSHIP_BUILDERS: Mapping[PrintKind, Callable[[Request], Source]] = {
    PrintKind.DECISION: _decision,
    PrintKind.CONCERN: _concern,
    PrintKind.BREACH_SHEET: _breach,
    PrintKind.ACCESS_REQUEST: _access,
    PrintKind.ACCESS_REPLY: _reply,
}

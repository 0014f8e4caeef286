"""Escalations, complaints, consultations and the roll-out on paper. Imports the layout engine.

What waits for the office is looked at and not issued: asked when it is prepared, and again when a copy is made.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spoc_desk.casework import assurance
from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.disputes import complaints, consultations, escalations, reading
from spoc_desk.casework.disputes.stage_words import due_words, outcome_lines
from spoc_desk.casework.leaks import FieldLeak, OwnWords, scan_texts
from spoc_desk.casework.may_see import Sight
from spoc_desk.casework.moments import in_words
from spoc_desk.casework.print_leaks import SourceText, document_leaks, referral_leaks
from spoc_desk.casework.print_sources import Source
from spoc_desk.casework.restricted.releases import stop_of
from spoc_desk.domain.assurance import Assurance, AssuranceStep
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.prints import PrintKind
from spoc_desk.domain.record import CaseId
from spoc_desk.domain.referral_guards import RESTRICTED_WORDS
from spoc_desk.domain.referrals import ReferralId
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answers, FormDef, LeakClass
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.blocks import Document
from spoc_desk.printing.documents.disputes import (
    StageLine,
    blank_complaint,
    blank_consultation,
    blank_escalation,
    complaint_record,
    consultation_log,
    escalation_record,
    stage_titles,
)
from spoc_desk.printing.documents.rollout_statement import (
    AudienceLines,
    StepLine,
    blank_statement,
    rollout_statement,
)
from spoc_desk.printing.paper import Paper
from spoc_desk.profile.profile import Profile
from spoc_desk.sanitise.findings import Mode
from spoc_desk.vault.records.consultation_list import own_consultations
from spoc_desk.vault.records.print_list import Series
from spoc_desk.vault.vault import Vault

SIGHTS: Final[Mapping[PrintKind, Sight]] = {
    PrintKind.ESCALATION: Sight.DISPUTES,
    PrintKind.COMPLAINT: Sight.COMPLAINTS,
    PrintKind.CONSULTATION_LOG: Sight.DISPUTES,
    PrintKind.ROLLOUT: Sight.DIRECTORY,
}
_BLANKS: Final[Mapping[str, Callable[[Paper], Document]]] = {
    "escalation": lambda paper: blank_escalation(paper=paper),
    "complaint": lambda paper: blank_complaint(paper=paper),
    "consultation": lambda paper: blank_consultation(paper=paper),
    "rollout-statement": lambda paper: blank_statement(paper=paper),
}
BLANKS: Final = tuple(_BLANKS)
MOST: Final = 200
"""So many consultations stand on one paper."""


@dataclass(frozen=True)
class PrintedDispute:
    """One of these papers on its way to the printer."""

    kind: PrintKind
    series: Series
    source: Source
    record_id: str | None = None
    reference: str = ""
    case_id: CaseId | None = None
    referral_id: ReferralId | None = None
    stopped: bool = False
    """Somebody named on it may be restricted, and the office has not let it go on."""


def printed_dispute(vault: Vault, kind: PrintKind, record_ids: Sequence[str]) -> PrintedDispute:
    """Return what a paper holds. *record_ids*: the escalation or complaint; consultations, or none for those of no
    case and no referral; none for the roll-out."""
    return _MADE[kind](vault, tuple(record_ids))


def refuse_stopped(vault: Vault, printed: PrintedDispute, record_ids: Sequence[str]) -> None:
    """Raise NotYet where a copy may not be issued. A masked copy names nobody and goes to nobody."""
    if printed.stopped and not vault.is_masked:
        raise NotYet(RESTRICTED_WORDS, "2.3 rule 10")
    if printed_dispute(vault, printed.kind, record_ids).stopped is not printed.stopped:
        raise NotYet("This was changed meanwhile. Prepare the print again.", "domain 3.7")


def dispute_leaks(printed: PrintedDispute, document: Document, own: OwnWords) -> tuple[FieldLeak, ...]:
    """Return the findings of a paper: in the typed texts, since names are names; of the roll-out in everything.

    About a relocation the word UKPPS may stand; elsewhere it would tell why.
    """
    texts = printed.source.texts
    if printed.kind is PrintKind.ROLLOUT:
        return document_leaks(printed.kind, document, texts, own)
    if printed.case_id is None:
        return referral_leaks(texts, own, restricted=printed.stopped)
    return tuple(
        leak
        for number, one in enumerate(texts)
        for leak in scan_texts({f"text {number}": (one.label, one.text)}, own, Mode.LOCAL, one.place)
    )


def blank_dispute(name: str, council: Profile, *, large_print: bool = False, fillable: bool = False) -> Document:
    """Return one of `BLANKS`, marked as the council marks its papers."""
    if name not in _BLANKS:
        raise BadAnswer(f"Choose one of: {', '.join(BLANKS)}.", "form")
    paper = Paper(marking=council.marking, sample=council.practice, large_print=large_print, fillable=fillable)
    return _BLANKS[name](paper)


def _escalation(vault: Vault, record_ids: tuple[str, ...]) -> PrintedDispute:
    one = reading.escalation(vault, _one(record_ids))
    answers, end, labels = reading.escalation_answers(vault, one), reading.end_answers(one), _labels(vault)
    titles = stage_titles()
    found = escalations.stages(vault, one.id)
    stages = tuple(
        StageLine(titles[each.stage - 1], each.with_whom, in_words(each.opened_at), due_words(each),
                  outcome_lines(each))
        for each in found
    )  # fmt: skip
    place = f"escalation/{one.id}"
    texts = [*_texts("escalation", answers, place), *_texts("escalation_end", end, place)]
    texts += [
        SourceText(label, text, place)
        for each in found
        for label, text in (
            ("Said", each.outcome_words), ("Scrutineer's advice", each.scrutineer_advice),
            ("Stage left out because", each.left_out_why),
        )
    ]  # fmt: skip
    source = Source(
        lambda paper: escalation_record(answers, stages, end, labels=labels, paper=paper),
        tuple(texts), sample=one.sample,
    )  # fmt: skip
    return PrintedDispute(
        PrintKind.ESCALATION, _series(one.case_id, one.referral_id, Series.DISPUTES), source, one.id,
        one.escalation_ref, one.case_id, one.referral_id, escalations.is_stopped(vault, one),
    )  # fmt: skip


def _complaint(vault: Vault, record_ids: tuple[str, ...]) -> PrintedDispute:
    one = reading.complaint(vault, _one(record_ids))
    answers, labels, place = reading.complaint_answers(one), _labels(vault), f"complaint/{one.id}"
    forwarded = reading.complaint_answers(one, complaints.FORWARD_FORM)
    end = reading.complaint_answers(one, complaints.END_FORM)
    found = complaints.statuses(vault, one.id)
    asked = tuple((short_date(each.asked_on), each.asked_whom, each.answer) for each in found)
    texts = [*_texts("complaint", answers, place), *_texts("complaint_end", end, place)]
    texts += [SourceText("Answer", each.answer, place) for each in found]
    source = Source(
        lambda paper: complaint_record(answers, forwarded, asked, end, labels=labels, paper=paper),
        tuple(texts), sample=one.sample,
    )  # fmt: skip
    return PrintedDispute(
        PrintKind.COMPLAINT, _series(one.case_id, None, Series.COMPLAINTS), source, one.id, one.complaint_ref,
        one.case_id, None, complaints.is_stopped(vault, one),
    )  # fmt: skip


def _consultations(vault: Vault, record_ids: tuple[str, ...]) -> PrintedDispute:
    if len(record_ids) == 1 and consultations.found(vault, record_ids[0]) is None:
        return _of_referral(vault, record_ids[0])
    found = [consultations.known(vault, each) for each in record_ids or own_consultations(vault, MOST)]
    owners = {each.case_id for each in found}
    if len(owners) > 1:
        raise BadAnswer("Print the consultations of one relocation by themselves.", "record_ids")
    form, labels = load_form("consultation"), _labels(vault)
    entries = [(each.consultation_ref, form, answers_of(each, form)) for each in found]
    texts = [
        text for each, (_heading, _form, answers) in zip(found, entries, strict=True)
        for text in _texts("consultation", answers, f"consultation/{each.id}")
    ]  # fmt: skip
    case_id = next(iter(owners), None)
    source = Source(
        lambda paper: consultation_log(entries, labels=labels, paper=paper), tuple(texts),
        sample=any(each.sample for each in found),
    )  # fmt: skip
    alone = found[0] if len(found) == 1 else None
    return PrintedDispute(
        PrintKind.CONSULTATION_LOG, _series(case_id, None, Series.DISPUTES), source, alone.id if alone else None,
        alone.consultation_ref if alone else "", case_id, None,
        any(consultations.is_stopped(vault, each) for each in found),
    )  # fmt: skip


def _of_referral(vault: Vault, event_id: str) -> PrintedDispute:
    referral, event = reading.of_referral(vault, event_id)
    answers, labels = reading.happening_answers(event), _labels(vault)
    form = load_form("referral_consultation")
    stop = stop_of(vault, referral.id)
    source = Source(
        lambda paper: consultation_log([(referral.referral_ref, form, answers)], labels=labels, paper=paper),
        tuple(_texts("referral_consultation", answers, f"consultation/{event.id}")), sample=referral.sample,
    )  # fmt: skip
    return PrintedDispute(
        PrintKind.CONSULTATION_LOG, _series(referral.case_id, referral.id, Series.DISPUTES), source, None,
        referral.referral_ref, referral.case_id, referral.id, stop.stopped and not stop.released,
    )  # fmt: skip


def _rollout(vault: Vault, _record_ids: tuple[str, ...]) -> PrintedDispute:
    by_name: dict[str, list[Assurance]] = {}
    for one in assurance.steps(vault):
        by_name.setdefault(one.audience, []).append(one)
    reach = {each.name: each.words for each in assurance.audiences(vault)}
    audiences = tuple(AudienceLines(name, reach[name], _steps(rows)) for name, rows in by_name.items())
    texts = tuple(
        SourceText(label, text, f"rollout_step/{one.id}")
        for rows in by_name.values()
        for one in rows
        for label, text in (("What shows it?", one.evidence), ("Who was told, and how?", one.told or ""))
    )
    as_of = short_date(vault.clock.today())
    source = Source(lambda paper: rollout_statement(audiences, as_of=as_of, paper=paper), texts)
    return PrintedDispute(PrintKind.ROLLOUT, Series.ROLLOUT, source)


_MADE: Final[Mapping[PrintKind, Callable[[Vault, tuple[str, ...]], PrintedDispute]]] = {
    PrintKind.ESCALATION: _escalation,
    PrintKind.COMPLAINT: _complaint,
    PrintKind.CONSULTATION_LOG: _consultations,
    PrintKind.ROLLOUT: _rollout,
}


def _steps(rows: Sequence[Assurance]) -> tuple[StepLine, ...]:
    """Return every step of one audience in the order of the guidance, those nobody has recorded too."""
    lines = []
    for step in AssuranceStep:
        of_step = [one for one in rows if one.step is step]
        lines += [_step(one) for one in of_step] or [StepLine(step)]
    return tuple(lines)


def _step(one: Assurance) -> StepLine:
    told = f"Told: {one.told}" if one.told else ""
    reported = f"Reported to the sub group on {short_date(one.reported_on)}" if one.reported_on else ""
    words = tuple(part for part in (told, one.evidence, reported) if part)
    return StepLine(one.step, short_date(one.done_on) if one.done_on else "", one.owner, words)


def _series(case_id: str | None, referral_id: str | None, own: Series) -> Series:
    if case_id is not None:
        return Series.CASES
    return Series.REFERRALS if referral_id is not None else own


def _one(record_ids: tuple[str, ...]) -> str:
    if len(record_ids) != 1:
        raise BadAnswer("Choose one record to print.", "record_ids")
    return record_ids[0]


def _labels(vault: Vault) -> dict[str, str]:
    return reading.agency_words(vault)


def _texts(form_id: str, answers: Answers, place: str) -> list[SourceText]:
    form: FormDef = load_form(form_id)
    return [
        SourceText(question.brief, str(answers.get(question.id, "")), place)
        for question in form.questions
        if question.leak is LeakClass.SCAN and answers.get(question.id)
    ]

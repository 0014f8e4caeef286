"""Serious incidents and the Case Review Group on paper, filled and blank. Imports the layout engine.

While a child is restricted and the office has not released it, no paper is made: asked when it is prepared and again
when a copy is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spoc_desk.casework.answers import answers_of
from spoc_desk.casework.clocks import clock_of, clock_words
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words, to_answer
from spoc_desk.casework.places import incident_place, review_place
from spoc_desk.casework.print_leaks import SourceText
from spoc_desk.casework.print_sources import Source
from spoc_desk.casework.reviewed import clocks, incidents, plan
from spoc_desk.casework.reviewed.gate import children_of, has_restricted_child, refuse_stopped
from spoc_desk.casework.reviewed.wording import day_words
from spoc_desk.domain.case_reviews import CaseReview
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.notifiable import Verdict, local_review_to_consider
from spoc_desk.domain.prints import PrintKind
from spoc_desk.domain.record import Record
from spoc_desk.domain.serious_incidents import SeriousIncident
from spoc_desk.errors import BadAnswer, NotAtThisDesk, NotYet
from spoc_desk.forms.definition import Answer, LeakClass
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.blocks import Document
from spoc_desk.printing.documents.reviewed.incident_sheet import SheetContent, blank_incident_sheet, incident_sheet
from spoc_desk.printing.documents.reviewed.review_papers import (
    RequestContent,
    ReviewContent,
    Unit,
    blank_review_referral,
    review_plan,
    review_referral,
    review_request,
)
from spoc_desk.printing.paper import Paper
from spoc_desk.profile.profile import Profile
from spoc_desk.vault.records.stores import CASE_REVIEWS, REVIEW_REQUESTS, SERIOUS_INCIDENTS
from spoc_desk.vault.vault import Vault

MARKING: Final = "OFFICIAL-SENSITIVE – PERSONAL"
_BLANKS: Final[Mapping[str, Callable[[Profile, Paper], Document]]] = {
    "incident-sheet": lambda _council, paper: blank_incident_sheet(paper=paper),
    "review-referral": lambda council, paper: blank_review_referral(unit_of(council), paper=paper),
}
BLANKS: Final = tuple(_BLANKS)
Reviewed = SeriousIncident | CaseReview


@dataclass(frozen=True)
class PrintedReviewed:
    """One incident or case on its way to paper."""

    kind: PrintKind
    of: Reviewed
    restricted: bool
    record_ids: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """The reference that stands on the paper."""
        return self.of.incident_ref if isinstance(self.of, SeriousIncident) else self.of.review_ref


def printed_reviewed(vault: Vault, kind: PrintKind, record_ids: Sequence[str]) -> PrintedReviewed:
    """Return what is printed: the first id is that of the incident or the case, a second that of a request.

    Raises NotAtThisDesk, NotYet where it is stopped, BadAnswer without an id.
    """
    if not sees(vault, Sight.INCIDENTS):
        raise NotAtThisDesk()
    if not record_ids:
        raise BadAnswer("Choose the incident or the case this print is for.", "record_ids")
    of: Reviewed
    of = SERIOUS_INCIDENTS.get(vault, record_ids[0]) if kind.is_of_incident else CASE_REVIEWS.get(vault, record_ids[0])
    refuse_stopped(vault, of)
    return PrintedReviewed(kind, of, has_restricted_child(vault, of), tuple(record_ids))


def refuse_changed(vault: Vault, printed: PrintedReviewed) -> None:
    """Ask again before a copy is made. Raises NotYet where the record is another now, or is stopped."""
    if printed_reviewed(vault, printed.kind, printed.record_ids) != printed:
        raise NotYet("This was changed meanwhile. Prepare the print again.", "domain 3.6")


def reviewed_source(vault: Vault, printed: PrintedReviewed) -> Source:
    """Return how the paper is built, with the typed texts on it."""
    of = printed.of
    if isinstance(of, SeriousIncident):
        return _sheet(vault, of)
    return _REVIEW_PAPERS[printed.kind](vault, of, printed.record_ids)


def unit_of(council: Profile) -> Unit:
    """Return the business unit as it stands on paper."""
    known = council.reviewing
    lines = (known.unit_name, known.partnership, known.unit_phone, known.unit_email)
    return Unit(partnership=known.partnership, lines=tuple(line for line in lines if line))


def blank_reviewed(name: str, council: Profile, *, large_print: bool = False, fillable: bool = False) -> Document:
    """Return one of `BLANKS` with the names of a *council*."""
    if name not in _BLANKS:
        raise BadAnswer(f"Choose one of: {', '.join(BLANKS)}.", "form")
    paper = Paper(marking=MARKING, sample=council.practice, large_print=large_print, fillable=fillable)
    return _BLANKS[name](council, paper)


def _sheet(vault: Vault, incident: SeriousIncident) -> Source:
    found = children_of(vault, incident)
    outcome = incidents.outcome_of(vault, incident)
    words = {True: "yes", False: "no", None: "not answered yet"}
    local = local_review_to_consider(incident.abuse, found).verdict
    told = {each.whom: each for each in incidents.tellings_of(vault, incident.id)}
    clock = clock_of(vault, clocks.PANEL, incident.id)
    content = SheetContent(
        answers={**answers_of(incident, load_form("incident")), "aware_at": to_answer(incident.aware_at)},
        children=[answers_of(child, load_form("incident_child")) for child in found],
        test=(
            *((part.words, words[part.holds]) for part in outcome.parts),
            ("So", outcome.verdict.label),
            ("Criteria of a local review (another question)", _CRITERIA[local]),
        ),
        told=[
            (
                whom.label,
                in_words(told[whom].told_at) if whom in told else "",
                told[whom].told_ref if whom in told else "",
            )
            for whom in incidents.owed_by(vault, incident)
        ],
        due=f"Panel: {clock_words(clock, vault.clock.today(), calendar(vault)).words}" if clock else "",
    )
    place = incident_place(incident.id)
    texts = (*_texts(incident, "incident", place), *(
        each for child in found for each in _texts(child, "incident_child", place)
    ))  # fmt: skip
    return Source(lambda paper: incident_sheet(content, paper=paper), texts, sample=incident.sample)


def _referral(vault: Vault, review: CaseReview, _ids: Sequence[str]) -> Source:
    content = _content(vault, review)
    place = review_place(review.id)
    texts = (*_texts(review, "review", place), *(
        each for child in children_of(vault, review) for each in _texts(child, "incident_child", place)
    ))  # fmt: skip
    recipient = profile(vault).reviewing.unit_name
    return Source(lambda paper: review_referral(content, paper=paper), texts, recipient, review.sample)


def _request(vault: Vault, review: CaseReview, ids: Sequence[str]) -> Source:
    wanted = [each for each in plan.requests_of(vault, review.id) if len(ids) < 2 or each.id == ids[1]]
    if not wanted:
        raise BadAnswer("Choose the request this print is for.", "record_ids")
    one = REVIEW_REQUESTS.get(vault, wanted[-1].id)
    content = RequestContent(
        unit=unit_of(profile(vault)),
        agency=one.agency,
        asked_on=short_date(one.asked_on),
        due_on=day_words(one.due_on),
        asked_for=one.asked_for,
        children=[answers_of(child, load_form("incident_child")) for child in children_of(vault, review)],
    )
    texts = _texts(one, "review_request", review_place(review.id))
    return Source(lambda paper: review_request(content, paper=paper), texts, one.agency, review.sample)


def _plan(vault: Vault, review: CaseReview, _ids: Sequence[str]) -> Source:
    if review.decision is None:
        raise NotYet("The partners decide first.", "domain 3.6")
    content = _content(vault, review)
    place = review_place(review.id)
    texts = [each for form in ("review_rapid", "review_decision", "review_publication")
             for each in _texts(review, form, place)]  # fmt: skip
    for form, records in (
        ("review_action", plan.actions_of(vault, review.id)),
        ("review_action_done", plan.actions_of(vault, review.id)),
        ("review_learning", plan.learning_of(vault, review.id)),
    ):
        texts += [each for record in records for each in _texts(record, form, place)]
    return Source(lambda paper: review_plan(content, paper=paper), tuple(texts), sample=review.sample)


_REVIEW_PAPERS: Final[Mapping[PrintKind, Callable[[Vault, CaseReview, Sequence[str]], Source]]] = {
    PrintKind.REVIEW_REFERRAL: _referral,
    PrintKind.REVIEW_REQUEST: _request,
    PrintKind.REVIEW_PLAN: _plan,
}


def _content(vault: Vault, review: CaseReview) -> ReviewContent:
    told = in_words(review.told_at)
    written = clocks.in_writing_words(vault, review)
    learning = load_form("review_learning").question("methods")
    labels = {choice.id: choice.label for choice in learning.choices}
    return ReviewContent(
        unit=unit_of(profile(vault)),
        answers=answers_of(review, load_form("review")),
        children=[answers_of(child, load_form("incident_child")) for child in children_of(vault, review)],
        told=f"Business unit told {told}. In writing: {written}." if told else "",
        rapid=answers_of(review, load_form("review_rapid")),
        decision=answers_of(review, load_form("review_decision")),
        publication=answers_of(review, load_form("review_publication")),
        actions=[
            (each.text, each.owner, day_words(each.due_on), day_words(each.done_on), each.evidence)
            for each in plan.actions_of(vault, review.id)
        ],
        learning=[
            (
                each.text,
                ", ".join(labels[method.value] for method in each.methods),
                ", ".join(part for part in (day_words(each.shared_on), each.shared_with) if part),
            )
            for each in plan.learning_of(vault, review.id)
        ],
    )


def _texts(record: Record, form_id: str, place: str) -> tuple[SourceText, ...]:
    form = load_form(form_id)
    answers: Mapping[str, Answer] = answers_of(record, form)
    return tuple(
        SourceText(question.label, str(answers[question.id]), place)
        for question in form.questions
        if question.leak is LeakClass.SCAN and answers.get(question.id)
    )


_CRITERIA: Final = {Verdict.YES: "met", Verdict.NO: "not met", Verdict.OPEN: "cannot be said yet"}

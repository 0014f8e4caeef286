"""Requests to see or to disclose records: kept with their days, advice and answer; nothing is disclosed by itself.

Domain 6 no. 15. Whoever asks learns nothing before it is decided what is answered; what would go out is looked through
with the leak scan first, and its text is not kept.
"""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from spoc_desk.casework import clocks
from spoc_desk.casework.accepting import Accepted, accept, accept_change
from spoc_desk.casework.case_refs import new_case_ref
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.keeping.settling import settle_dispute
from spoc_desk.casework.leaks import blocking, scan_texts
from spoc_desk.casework.moments import stored_now
from spoc_desk.casework.own_words import own_words
from spoc_desk.deadlines.calendar import add_month
from spoc_desk.domain.access_requests import DISCLOSES, AccessRequest, RequestKind
from spoc_desk.domain.record import CaseId, new_id
from spoc_desk.domain.retention import RecordKind
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.sanitise.findings import Mode
from spoc_desk.vault.records.stores import ACCESS_REQUESTS, CASES, DECISIONS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

FORM: Final = "access_request"
SUBJECT: Final = "access"
RULES: Final = {
    RequestKind.SUBJECT_ACCESS: "D-38",
    RequestKind.FOI: "D-39",
    RequestKind.COURT: "D-40",
    RequestKind.POLICE: "D-40",
}
_MONTHS, _MORE_MONTHS = 1, 3
"""A person who asks about themselves is answered within one month; two more where it is complex (article 12(3))."""


def record_request(vault: Vault, *, answers: Answers, case_id: str = "") -> Done:
    """Record a request (form "access_request"); its time to answer runs from the day the council received it."""
    accepted = accept(vault, FORM, answers, vault.clock.today(), complete=True)
    with vault.transaction("recorded a request for records") as tx:
        case = CASES.get(tx, case_id) if case_id else None
        made = accepted.new(
            AccessRequest,
            id=new_id(),
            request_ref=new_case_ref(tx),
            case_id=CaseId(case.id) if case else None,
            sample=bool(case and case.sample) or profile(tx).practice,
        )
        _refuse_early_answer(made)
        stored = ACCESS_REQUESTS.insert(tx, made)
        _follow_clock(tx, stored)
    return _done(stored, accepted)


def edit_request(vault: Vault, *, request_id: str, answers: Answers, version: int) -> Done:
    """Change what a request says. Its clock counts again where the day or the kind is another."""
    return _change(vault, "changed a request for records", request_id, answers, version)


def record_advice(vault: Vault, *, request_id: str, answers: Answers) -> Done:
    """Record whose advice was taken and what may be held back, with reasons."""
    return _change(vault, "recorded advice on a request", request_id, answers)


def extend(vault: Vault, *, request_id: str, answers: Answers) -> Done:
    """Record that the person was told that it takes up to two more months. Raises NotYet after the first month."""
    before = ACCESS_REQUESTS.get(vault, request_id)
    if before.kind is not RequestKind.SUBJECT_ACCESS:
        raise NotYet("Only the request of somebody about themselves can be given more time.", "UK GDPR article 12(3)")
    told = str(answers.get("extended_on", ""))
    if not told or not str(answers.get("extended_reason", "")).strip():
        raise BadAnswer("Say when they were told, and why it takes longer.", "extended_on")
    if date.fromisoformat(told) > add_month(before.received_on, _MONTHS):
        raise NotYet("They are told within the first month. Answer as soon as you can.", "UK GDPR article 12(3)")
    return _change(vault, "gave themselves more time for a request", request_id, answers)


def look_through(vault: Vault, *, request_id: str, text: str) -> Done:
    """Look through what would be disclosed and keep how many places stop it; the text itself is not kept."""
    if not text.strip():
        raise BadAnswer("Put the text here that would be disclosed.", "text")
    leaks = scan_texts({"text": ("What would be disclosed", text)}, own_words(vault), Mode.OUT)
    found = sum(len(leak.findings) for leak in leaks)
    with vault.transaction("looked through what would be disclosed") as tx:
        before = ACCESS_REQUESTS.get(tx, request_id)
        after = replace(before, preview_at=stored_now(vault.clock), preview_findings=found)
        stored = ACCESS_REQUESTS.update(tx, before, after)
    return Done(_what(stored), leaks if blocking(leaks) else (), stored)


def answer_request(vault: Vault, *, request_id: str, answers: Answers) -> Done:
    """Record what was answered, when and why. A person sends it.

    Raises NotYet where something goes out that was not looked through, or without an information-sharing decision.
    """
    before = ACCESS_REQUESTS.get(vault, request_id)
    given = {"answered_on": vault.clock.today().isoformat(), **answers}
    accepted = accept_change(vault, FORM, before, given, vault.clock.today())
    after = accepted.changed(before)
    if after.answer is None or after.answered_on is None:
        raise BadAnswer("Choose what is answered.", "answer")
    if not after.rationale.strip():
        raise BadAnswer("Write down the reasons, also when nothing is disclosed.", "rationale", "S001:482")
    if after.answered_on < after.received_on:
        raise BadAnswer("It was answered after it was received.", "answered_on")
    if after.answer in DISCLOSES:
        refuse_disclosure(vault, after)
    with vault.transaction("answered a request for records") as tx:
        stored = ACCESS_REQUESTS.update(tx, before, after)
        _follow_clock(tx, stored)
        if stored.case_id is None:
            settle_dispute(
                tx, RecordKind.ACCESS_REQUEST, stored.id, stored.request_ref, stored.answered_on, sample=stored.sample
            )  # fmt: skip
    return _done(stored, accepted)


def refuse_disclosure(reader: Reader, request: AccessRequest) -> None:
    """Raise NotYet with what is missing before anything goes out."""
    if request.advice_of is None or not request.advice_summary.strip():
        raise NotYet("Take advice before anything is disclosed, and write down what was advised.", "S001:478")
    if request.kind is RequestKind.SUBJECT_ACCESS and request.identity_checked_on is None:
        raise NotYet("Check first who asks.", "UK GDPR article 12(3)")
    if not request.preview_at:
        raise NotYet("Look through what would be disclosed first.", "2.3 rule 9")
    if request.preview_findings:
        raise NotYet("What was looked through may show an area. Take it out and look through it again.", "2.3 rule 9")
    if not decided(reader, request):
        raise NotYet("Record first why it is shared: the decision about this request.", "S001:474")


def decided(reader: Reader, request: AccessRequest) -> bool:
    """Say whether a decision to share was recorded about this request."""
    where = "about = ? AND outcome IN ('share', 'share_part')"
    return DECISIONS.count(reader, where, (request.request_ref,)) > 0


def due_on(request: AccessRequest) -> date | None:
    """Return by when a person who asks about themselves, a court or a police force is answered; None: no day is given.

    Freedom of information counts in working days: see its clock.
    """
    if request.kind is RequestKind.SUBJECT_ACCESS:
        return add_month(request.received_on, _MORE_MONTHS if request.extended_on else _MONTHS)
    return request.ordered_by


def _change(vault: Vault, act: str, request_id: str, answers: Answers, version: int | None = None) -> Done:
    before = ACCESS_REQUESTS.get(vault, request_id)
    if before.answered_on is not None:
        raise NotYet("This request was answered. What was recorded stays as it is.", "domain 6")
    before = replace(before, version=version) if version is not None else before
    accepted = accept_change(vault, FORM, before, answers, vault.clock.today())
    after = accepted.changed(before)
    _refuse_early_answer(after)
    with vault.transaction(act) as tx:
        stored = ACCESS_REQUESTS.update(tx, before, after)
        _follow_clock(tx, stored)
    return _done(stored, accepted)


def _refuse_early_answer(request: AccessRequest) -> None:
    """An answer has its own act, with its own questions."""
    if request.answer is not None or request.answered_on is not None:
        raise BadAnswer("Record the answer with its own button: it asks what must stand before.", "answer")


def _follow_clock(tx: Transaction, request: AccessRequest) -> None:
    rule = RULES[request.kind]
    for other in set(RULES.values()) - {rule}:
        clocks.cancel_clock(tx, other, request.id, clocks.day_of(tx))
    due, council, days = due_on(request), profile(tx), calendar(tx)
    if clocks.clock_of(tx, rule, request.id) is None:
        clocks.start_clock(
            tx, rule, request.case_id, SUBJECT, request.id, request.received_on, days, council, due_on=due
        )
    else:
        clocks.restart_clock(tx, rule, request.id, request.received_on, days, council, due_on=due)
    if request.answered_on is not None:
        clocks.meet_clock(tx, rule, request.id, request.answered_on)


def _what(stored: AccessRequest) -> Change:
    return Change(What.ACCESS, stored.case_id, (stored.id,))


def _done(stored: AccessRequest, accepted: Accepted) -> Done:
    return Done(_what(stored), accepted.leaks, stored)


def first_answers(vault: Vault, *, case_id: str = "") -> dict[str, Any]:
    """Return what the form of a new request is filled with: it came today."""
    return {"received_on": vault.clock.today().isoformat()}

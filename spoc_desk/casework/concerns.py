"""Security concerns: to the LA SPOC at once, then to UKPPS (S003:167, 172, 173; domain 1.9, 3.8)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from spoc_desk.casework import clocks
from spoc_desk.casework.answers import answers_of, built, edited
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.concern_opening import RULE, SUBJECT, open_concern
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.keeping.settling import settle_dispute
from spoc_desk.casework.leaks import scan_answers
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words, london_day, since_words, stored_now, to_answer, to_stored
from spoc_desk.casework.own_words import own_words
from spoc_desk.domain.concerns import (
    ADVICE_FIRST,
    BREACH_HOURS,
    MAY_BE_BREACH,
    BreachRisk,
    CheckResult,
    Concern,
    ConcernKind,
    ConcernState,
    goes_to_bureau,
)
from spoc_desk.domain.record import CaseId, new_id
from spoc_desk.domain.retention import RecordKind
from spoc_desk.domain.terms import YesNo
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.answers import problems
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.forms.loader import load_form
from spoc_desk.vault.records.stores import CASES, CONCERNS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

FORM = "concern"
BREACH = "D-29"
_MOMENTS = (
    "raised_at", "la_spoc_informed_at", "ukpps_contacted_at", "reply_at", "danger_called_at", "breach_known_at",
    "dpo_informed_at", "ico_reported_at",
)  # fmt: skip
_BREACH_FIELDS = ("data_breach", "breach_known_at", "breach_what", "breach_people", "breach_risk", "breach_reason")

DANGER_WORDS = "Call 999 now, then the UKPPS SPOC. Come back to this form afterwards."


@dataclass(frozen=True)
class ConcernLine:
    """One concern in the list: what it is, how it stands, and the next thing to do."""

    concern: Concern
    kind_words: str
    raised_words: str
    since_words: str
    state_words: str
    next_words: str
    next_act: str


def raise_concern(vault: Vault, *, answers: Answers, case_id: str | None = None) -> Done:
    """Record a concern. Without `raised_at` it is now. The LA SPOC is told first, whatever its kind."""
    form = load_form(FORM)
    given = {"id": new_id(), "case_id": CaseId(case_id) if case_id else None, **_moments(answers)}
    given["raised_at"] = given.get("raised_at") or stored_now(vault.clock)
    if answers.get("pauses_exchange", "") == "":
        given["pauses_exchange"] = True
    _check(vault, answers)
    concern = built(Concern, answers, form, given)
    with vault.transaction("raised a security concern") as tx:
        if case_id:
            CASES.get(tx, case_id)
        stored = open_concern(tx, replace(concern, state=_state(concern)), calendar(tx), profile(tx))
        _follow_clock(tx, stored)
        leaks = scan_answers(form, answers, own_words(tx))
    return Done(_change(stored), leaks, stored)


def edit_concern(vault: Vault, *, concern_id: str, answers: Answers, version: int) -> Done:
    """Change a concern from its whole form; the steps keep their order."""
    form = load_form(FORM)
    _check(vault, answers)
    with vault.transaction("changed a security concern") as tx:
        before = CONCERNS.get(tx, concern_id)
        after = replace(edited(before, answers, form), **_moments(answers))
        stored = _store(tx, replace(before, version=version), after)
        leaks = scan_answers(form, answers, own_words(tx))
    return Done(_change(stored), leaks, stored)


def record_check(vault: Vault, *, concern_id: str, check_result: str) -> Done:
    """Record what the LA SPOC found after somebody said they were relocated (S003:173). Nobody else is told."""
    if check_result not in {each.value for each in CheckResult}:
        raise BadAnswer("Choose what the LA SPOC found.", "check_result")
    if CONCERNS.get(vault, concern_id).kind is not ConcernKind.DISCLOSURE:
        raise NotYet("Only after somebody said they were relocated is looked for who they are.", "S003:173")
    act = "recorded the check of a disclosure"
    return _step(vault, concern_id, act, check_result=CheckResult(check_result))


def record_caller(vault: Vault, *, concern_id: str, answers: Answers) -> Done:
    """Record who a caller says they are, and the steps that were taken (domain 6 no. 4)."""
    return _amend(vault, concern_id, "recorded what a caller said", answers, ("caller_claims", "caller_checks"))


def record_safety(vault: Vault, *, concern_id: str, answers: Answers) -> Done:
    """Record what is done for the safety of the practitioner (S003:172)."""
    return _amend(vault, concern_id, "cared for the practitioner's safety", answers, ("practitioner_safety",))


def record_containment(vault: Vault, *, concern_id: str, answers: Answers) -> Done:
    """Record what was done at once to contain it."""
    return _amend(vault, concern_id, "recorded what contains a concern", answers, ("containment",))


def assess_breach(vault: Vault, *, concern_id: str, answers: Answers) -> Done:
    """Record whether it is a breach of personal data. Yes starts the 72 hours from when the council knew (D-29)."""
    if answers.get("data_breach") == YesNo.YES and not answers.get("breach_known_at"):
        raise BadAnswer("Say when the council knew: the 72 hours begin then.", "breach_known_at", "UK GDPR article 33")
    return _amend(vault, concern_id, "assessed a breach of personal data", answers, _BREACH_FIELDS)


def tell_dpo(vault: Vault, *, concern_id: str, at: str = "") -> Done:
    """Record that the data protection officer knows. *at* is the form's wall-clock answer; empty means now."""
    return _step(vault, concern_id, "told the data protection officer", dpo_informed_at=_at(vault, at))


def record_report(vault: Vault, *, concern_id: str, answers: Answers) -> Done:
    """Record when the breach was reported to the Information Commissioner, and its reference."""
    if not answers.get("ico_reported_at"):
        raise BadAnswer("Say when it was reported.", "ico_reported_at")
    fields = ("ico_reported_at", "ico_ref")
    return _amend(vault, concern_id, "recorded the report of a breach", answers, fields)


def inform_la_spoc(vault: Vault, *, concern_id: str, at: str = "") -> Done:
    """Record that the LA SPOC knows. *at* is the form's wall-clock answer; empty means now."""
    return _step(vault, concern_id, "told the LA SPOC of a concern", la_spoc_informed_at=_at(vault, at))


def contact_ukpps(vault: Vault, *, concern_id: str, at: str = "") -> Done:
    """Record that the UKPPS SPOC knows, or the Central Bureau after a disclosure the LA SPOC could not match."""
    return _step(vault, concern_id, "told UKPPS of a concern", ukpps_contacted_at=_at(vault, at))


def record_advice(vault: Vault, *, concern_id: str, advice: str, at: str = "") -> Done:
    """Record what UKPPS advises. The case stays on hold until it is resumed with a second person."""
    if not advice.strip():
        raise BadAnswer("Write down what UKPPS advises.", "advice")
    return _step(vault, concern_id, "recorded UKPPS advice", reply_at=_at(vault, at), advice=advice.strip())


def close_concern(vault: Vault, *, concern_id: str, outcome: str, on: date | None = None) -> Done:
    """End a concern with what became of it."""
    day = on or vault.clock.today()
    if day > vault.clock.today():
        raise BadAnswer("The date must be today or in the past.", "closed_on")
    return _step(vault, concern_id, "closed a security concern", outcome=outcome.strip(), closed_on=day)


def concern_answers(concern: Concern) -> dict[str, Answer]:
    """Return a concern as the answers of its form: moments on the wall clock."""
    answers = answers_of(concern, load_form(FORM))
    return answers | {name: to_answer(getattr(concern, name)) for name in _MOMENTS}


def concerns(vault: Vault, *, case_id: str | None = None, open_only: bool = False) -> tuple[ConcernLine, ...]:
    """Return the concerns of a case, or all without a case when *case_id* is None, the newest first."""
    if not sees(vault, Sight.RELOCATIONS):
        return ()
    where = "case_id = ?" if case_id else "case_id IS NULL"
    params = (case_id,) if case_id else ()
    if open_only:
        where += " AND closed_on IS NULL"
    found = CONCERNS.find(vault, where, params, tail="ORDER BY raised_at DESC LIMIT 500")
    return tuple(_line(vault, concern) for concern in found)


def open_concerns(reader: Reader, limit: int = 50) -> list[Concern]:
    """Return what is open anywhere, the oldest first."""
    if not sees(reader, Sight.RELOCATIONS):
        return []
    return CONCERNS.find(reader, "closed_on IS NULL", tail=f"ORDER BY raised_at LIMIT {int(limit)}")


def next_step(concern: Concern) -> tuple[str, str]:
    """Return what must happen next in words, and the name of the act (a function of this module); "" when closed."""
    if concern.closed_on is not None:
        return "", ""
    if not concern.la_spoc_informed_at:
        return "Tell the LA SPOC at once.", "inform_la_spoc"
    if not concern.ukpps_contacted_at and concern.check_result is CheckResult.NOBODY:
        return "Close the concern: no further contact is needed. Whoever told us is only thanked.", "close_concern"
    if not concern.ukpps_contacted_at and concern.check_result is CheckResult.BUREAU:
        return "The LA SPOC asks the UKPPS Central Bureau.", "contact_ukpps"
    if not concern.ukpps_contacted_at and goes_to_bureau(concern):
        return "The LA SPOC checks whether we know them. If not, ask the UKPPS Central Bureau.", "contact_ukpps"
    if not concern.ukpps_contacted_at:
        return "The LA SPOC tells the UKPPS SPOC.", "contact_ukpps"
    if not concern.reply_at:
        return "Record what UKPPS advises.", "record_advice"
    return "Follow the advice, then close the concern with what became of it.", "close_concern"


def theirs(concern: Concern) -> str:
    """Return whom the LA SPOC tells: the UKPPS SPOC, or the Central Bureau after a disclosure (S003:173)."""
    return "UKPPS Central Bureau" if goes_to_bureau(concern) else "UKPPS SPOC"


def needs_advice(concern: Concern) -> bool:
    """Say whether UKPPS must have advised before the concern is closed (S003:167)."""
    return concern.kind in ADVICE_FIRST


def report_until(concern: Concern) -> str:
    """Return the end of the 72 hours as UTC text, or nothing while no breach is known (D-29)."""
    if concern.data_breach is not YesNo.YES or not concern.breach_known_at:
        return ""
    until = datetime.fromisoformat(concern.breach_known_at) + timedelta(hours=BREACH_HOURS)
    return until.strftime("%Y-%m-%dT%H:%M:%SZ")


def _amend(vault: Vault, concern_id: str, act: str, answers: Answers, names: tuple[str, ...]) -> Done:
    """Store the answers to *names* of the form, as one step of its own."""
    form = load_form(FORM)
    given = {name: answers.get(name, "") for name in names}
    wrong = problems(form, given, today=vault.clock.today(), complete=False)
    if wrong:
        raise BadAnswer(wrong[0].sentence, wrong[0].question_id)
    with vault.transaction(act) as tx:
        before = CONCERNS.get(tx, concern_id)
        after = replace(edited(before, given, form), **_moments(given))
        stored = _store(tx, before, after)
        leaks = scan_answers(form, given, own_words(tx))
    return Done(_change(stored), leaks, stored)


def _step(vault: Vault, concern_id: str, act: str, **changes: Any) -> Done:  # Any: fields of the record
    with vault.transaction(act) as tx:
        before = CONCERNS.get(tx, concern_id)
        stored = _store(tx, before, replace(before, **changes))
        texts = {name: value for name, value in changes.items() if isinstance(value, str)}
        leaks = scan_answers(load_form(FORM), texts, own_words(tx))
    return Done(_change(stored), leaks, stored)


def _store(tx: Transaction, before: Concern, after: Concern) -> Concern:
    """Check the order of the steps, then store; a concern with a case that is raised again keeps its hold."""
    _refuse_out_of_order(after)
    stored = CONCERNS.update(tx, before, replace(after, state=_state(after)))
    _follow_clock(tx, stored)
    if stored.case_id is None and before.closed_on != stored.closed_on:
        reference = stored.concern_ref or stored.kind.label
        settle_dispute(
            tx, RecordKind.CONCERN, stored.id, reference, stored.closed_on, sample=profile(tx).practice
        )  # fmt: skip
    return stored


def _refuse_out_of_order(concern: Concern) -> None:
    if concern.ukpps_contacted_at and not concern.la_spoc_informed_at:
        raise NotYet("Tell the LA SPOC first; the LA SPOC speaks with UKPPS.", "S003:167")
    if concern.reply_at and not concern.ukpps_contacted_at:
        raise NotYet("Record first when UKPPS was contacted.", "domain 3.8")
    if concern.closed_on is None:
        return
    if not concern.la_spoc_informed_at:
        raise NotYet("Tell the LA SPOC before the concern is closed.", "S003:167")
    if needs_advice(concern) and not concern.advice.strip():
        raise NotYet("Record what UKPPS advises before this concern is closed.", "S003:167")
    if concern.kind is ConcernKind.PRACTITIONER and not concern.practitioner_safety.strip():
        raise NotYet("Write down what is done for the safety of the practitioner.", "S003:172")
    _refuse_open_breach(concern)
    if not concern.outcome.strip():
        raise BadAnswer("Write down what became of it.", "outcome")


def _refuse_open_breach(concern: Concern) -> None:
    if concern.kind in MAY_BE_BREACH and concern.data_breach is None:
        raise NotYet("Say first whether personal data got where it should not.", "UK GDPR article 33")
    if concern.data_breach is not YesNo.YES:
        return
    if not concern.dpo_informed_at:
        raise NotYet("Tell the data protection officer before the concern is closed.", "UK GDPR article 33")
    if not concern.ico_reported_at and (concern.breach_risk is not BreachRisk.NONE or not concern.breach_reason):
        raise NotYet(
            "Record the report to the Information Commissioner, or that a risk is unlikely and why.",
            "UK GDPR article 33",
        )


def _state(concern: Concern) -> ConcernState:
    if concern.closed_on is not None:
        return ConcernState.CLOSED
    if concern.reply_at:
        return ConcernState.ADVISED
    if concern.ukpps_contacted_at:
        return ConcernState.WITH_BUREAU if goes_to_bureau(concern) else ConcernState.WITH_UKPPS
    return ConcernState.WITH_LA_SPOC if concern.la_spoc_informed_at else ConcernState.RAISED


def _follow_clock(tx: Transaction, concern: Concern) -> None:
    """D-09 ends when UKPPS knows, or when the LA SPOC closed the concern without needing them."""
    if concern.ukpps_contacted_at:
        clocks.meet_clock(tx, RULE, concern.id, london_day(concern.ukpps_contacted_at))
    elif concern.closed_on is not None:
        clocks.meet_clock(tx, RULE, concern.id, concern.closed_on)
    _follow_breach(tx, concern)


def _follow_breach(tx: Transaction, concern: Concern) -> None:
    """D-29 runs while a breach is known and neither reported nor found to put nobody at risk."""
    until = report_until(concern)
    if not until or (concern.breach_risk is BreachRisk.NONE and concern.closed_on is not None):
        clocks.cancel_clock(tx, BREACH, concern.id, clocks.day_of(tx))
        return
    started, due = london_day(concern.breach_known_at), london_day(until)
    if clocks.clock_of(tx, BREACH, concern.id) is None:
        council = profile(tx)
        clocks.start_clock(
            tx, BREACH, concern.case_id, SUBJECT, concern.id, started, calendar(tx), council, due_on=due
        )  # fmt: skip
    if concern.ico_reported_at:
        clocks.meet_clock(tx, BREACH, concern.id, london_day(concern.ico_reported_at))


def _moments(answers: Answers) -> dict[str, Any]:
    given = {name: answers[name] for name in _MOMENTS if name in answers}
    return {name: to_stored(answer if isinstance(answer, str) else "", name) for name, answer in given.items()}


def _check(vault: Vault, answers: Answers) -> None:
    wrong = problems(load_form(FORM), answers, today=vault.clock.today(), complete=False)
    if wrong:
        raise BadAnswer(wrong[0].sentence, wrong[0].question_id)
    if not answers.get("who_is_at_risk"):
        raise BadAnswer("Tick who may be at risk. Think of the practitioner too.", "who_is_at_risk", "S003:172")


def _at(vault: Vault, at: str) -> str:
    moment = to_stored(at, "at") or stored_now(vault.clock)
    if moment > stored_now(vault.clock):
        raise BadAnswer("This moment is in the future.", "at")
    return moment


def _change(concern: Concern) -> Change:
    return Change(What.CONCERN, concern.case_id, (concern.id,))


def _line(vault: Vault, concern: Concern) -> ConcernLine:
    words, act = next_step(concern)
    return ConcernLine(
        concern=concern,
        kind_words=concern.kind.label,
        raised_words=in_words(concern.raised_at),
        since_words=since_words(concern.raised_at, vault.clock),
        state_words=concern.state.label,
        next_words=words,
        next_act=act,
    )

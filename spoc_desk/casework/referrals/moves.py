"""The moves of a referral: made ready, printed, sent, acknowledged, decided, chased, closed (domain 3.4)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.leaks import FieldLeak, scan_texts
from spoc_desk.casework.moments import london_day, stored_now, to_answer
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.referrals import basis, consents
from spoc_desk.casework.referrals.accepting import accept_form
from spoc_desk.casework.referrals.consequences import after_event, when_of
from spoc_desk.casework.referrals.facts import facts_of
from spoc_desk.casework.referrals.follow_up import moment_of
from spoc_desk.casework.referrals.happenings import void_prints, write_event
from spoc_desk.casework.referrals.reading import ReferralView, referral_view
from spoc_desk.casework.restricted.releases import release
from spoc_desk.casework.sharing import arrived_with_referral, store
from spoc_desk.domain.decisions import Decision
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.referral_states import Move, Offer, allowed, goal, offers
from spoc_desk.domain.referrals import Referral, ReferralEvent, ReferralState
from spoc_desk.errors import BadAnswer, Incomplete, NotYet
from spoc_desk.forms.answers import is_empty
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.vault.vault import Transaction, Vault

_NO_ANSWERS: Answers = {}
_OWN_WAY = frozenset({ReferralEvent.STARTED, ReferralEvent.EDITED})
"""What only happens as part of something else."""
_ANSWERS_OF_MASH = frozenset(
    {
        ReferralEvent.ACKNOWLEDGED, ReferralEvent.TRIAGE, ReferralEvent.DECISION, ReferralEvent.FEEDBACK,
        ReferralEvent.STRATEGY, ReferralEvent.CONFERENCE,
    }
)  # fmt: skip
_NEED_NOTE = {
    ReferralEvent.ESCALATED: "Say what you disagree with, and with whom you have taken it up.",
    ReferralEvent.RESOLVED: "Say how the disagreement ended.",
    ReferralEvent.NO_FEEDBACK: "Say how you tried to get the feedback.",
}


def offered(view: ReferralView) -> tuple[Offer, ...]:
    """Return the moves this referral knows now, the refused ones with the why and its source."""
    return offers(facts_of(view, view.today))


def ready_for_consent(vault: Vault, *, referral_id: str) -> Done:
    """Everything is answered: the family is asked next. Raises NotYet naming how much is missing."""
    return record_event(vault, referral_id=referral_id, event=ReferralEvent.READY_FOR_CONSENT)


def ready_to_send(vault: Vault, *, referral_id: str, answers: Answers = _NO_ANSWERS) -> Done:
    """Signatures and decisions are recorded: the paper may be printed. Raises NotYet with the rule and its source.

    *answers* of the form "decision" record the information-sharing decision in the same act: section 47 without
    consent needs it, with all seven tests of the golden rules (domain 1.11).
    """
    return record_event(vault, referral_id=referral_id, event=ReferralEvent.READY_TO_SEND, answers=answers)


def mark_printed(vault: Vault, *, referral_id: str) -> Done:
    """The paper was printed in its present version; any later edit makes a new version and voids it."""
    return record_event(vault, referral_id=referral_id, event=ReferralEvent.PRINTED)


def mark_sent(vault: Vault, *, referral_id: str, answers: Answers) -> Done:
    """The paper went to the MASH: `answers` of the form "referral_sent"."""
    return record_event(vault, referral_id=referral_id, event=ReferralEvent.SENT, answers=answers)


def record_event(
    vault: Vault,
    *,
    referral_id: str,
    event: ReferralEvent | str,
    answers: Answers = _NO_ANSWERS,
    operation_id: str | None = None,
) -> Done:
    """Record what happened: one of `offered`, with the answers of its form.

    Raises NotYet with the guard's sentence, BadAnswer for what is missing or wrong in its form.
    """
    wanted = ReferralEvent(event)
    if wanted in _OWN_WAY:
        raise NotYet("This is recorded by the program itself.")
    if wanted is ReferralEvent.WITHDRAWN:
        return consents.withdraw(vault, referral_id=referral_id, answers=answers)
    if wanted is ReferralEvent.OFFICE and answers.get("may_send") == "yes":
        return _released(vault, referral_id, answers)
    with vault.transaction(f"referral: {wanted.label.lower()}", operation_id=operation_id) as tx:
        view = referral_view(vault, referral_id)
        before = view.referral
        if tx.already_done:
            return Done(Change(What.REFERRAL, before.case_id, (referral_id,)), record=before)
        decision, leaks = _decision(vault, view, wanted, answers)
        move = _allowed(view, wanted, decision)
        accepted = _accepted(vault, view, move, answers)
        if decision is not None:
            store(tx, vault, decision)
        stored = _write(vault, tx, before, view, move, accepted)
        if wanted is ReferralEvent.ACKNOWLEDGED:
            arrived_with_referral(tx, referral_id, london_day(tx.now))
    return Done(Change(What.REFERRAL, before.case_id, (referral_id,)), (*leaks, *accepted.leaks), stored)


def _decision(
    vault: Vault, view: ReferralView, wanted: ReferralEvent, answers: Answers
) -> tuple[Decision | None, tuple[FieldLeak, ...]]:
    """Return the information-sharing decision that is made in the same act, where there is one.

    What else is missing is told before the questions of the decision are.
    """
    if wanted is not ReferralEvent.READY_TO_SEND or all(is_empty(value) for value in answers.values()):
        return None, ()
    allowed(wanted, replace(facts_of(view, view.today), basis=True))
    return basis.accept_decision(vault, view, answers)


def _allowed(view: ReferralView, wanted: ReferralEvent, decision: Decision | None) -> Move:
    facts = facts_of(view, view.today)
    if decision is not None:
        facts = replace(facts, basis=facts.basis or decision.allows)
    return allowed(wanted, facts)


def _accepted(vault: Vault, view: ReferralView, move: Move, answers: Answers) -> "_Said":
    if move.event is ReferralEvent.READY_TO_SEND:
        return _Said({})
    if move.form:
        accepted = accept_form(vault, move.form, answers, vault.clock.today())
        said = _Said(accepted.answers, accepted.leaks)
        _refuse_before_sending(view.referral, move, said)
        return said
    note = str(answers.get("note", "")).strip()
    if move.event in _NEED_NOTE and not note:
        raise Incomplete(_NEED_NOTE[move.event], "domain 3.4")
    leaks = scan_texts({"note": (move.event.label, note)}, own_words(vault))
    kept: dict[str, Answer] = {"note": note} if note else {}
    if move.event is ReferralEvent.DANGER:
        called = str(answers.get("danger_called_at", "")).strip()
        kept["danger_called_at"] = called if moment_of({"at": called}, "at") else to_answer(stored_now(vault.clock))
    return _Said(kept, leaks)


def _released(vault: Vault, referral_id: str, answers: Answers) -> Done:
    """Write down that the office lets a stopped referral go on: who said it, in which words."""
    said = accept_form(vault, "referral_office", answers, vault.clock.today())
    words = ". ".join(part for part in (said.text("spoken_to"), said.text("office_advice")) if part)
    return release(vault, referral_id=referral_id, words=words)


def _refuse_before_sending(referral: Referral, move: Move, said: "_Said") -> None:
    """The MASH cannot have answered before it was asked."""
    if not referral.sent_at or move.event not in _ANSWERS_OF_MASH:
        return
    field, when = when_of(move.event, said.answers)
    sent = london_day(referral.sent_at)
    if when and when[:10] < sent.isoformat():
        raise BadAnswer(f"The referral was sent on {short_date(sent)}. This cannot be earlier.", field, "domain 3.4")


def _write(vault: Vault, tx: Transaction, before: Referral, view: ReferralView, move: Move, said: "_Said") -> Referral:
    today = vault.clock.today()
    state = goal(move, before.state, said.text(move.decided_by))
    after = replace(before, state=state)
    if before.state is ReferralState.PRINTED and move.event is ReferralEvent.BACK_TO_DRAFT:
        void_prints(tx, before, today.isoformat())
        after = replace(after, form_version=before.form_version + 1)
    after = after_event(tx, view, after, move.event, said.answers, today)
    if state is ReferralState.CLOSED and after.closed_on is None and (after.feedback_on or after.no_feedback):
        after = replace(after, closed_on=today)
    _, when = when_of(move.event, said.answers)
    note = said.text("note")
    return write_event(tx, before, after, move.event, by=vault.actor.name, at=when, answers=said.answers, note=note)


@dataclass(frozen=True)
class _Said:
    """The answers of the little form of a move, and what the scan saw in them."""

    answers: Mapping[str, Answer]
    leaks: tuple[FieldLeak, ...] = ()

    def text(self, name: str) -> str:
        value = self.answers.get(name, "")
        return value if isinstance(value, str) else ""

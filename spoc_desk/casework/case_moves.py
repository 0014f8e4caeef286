"""What each move of a case asks for and brings about (domain 3.1, 3.1a, 3.2). `cases.move` runs them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from spoc_desk.casework import flag_reviews, household_copies, second_person
from spoc_desk.casework.accepting import Accepted
from spoc_desk.casework.baseline import create_baseline
from spoc_desk.casework.case_reading import facts_of
from spoc_desk.casework.clocks import (
    CASE,
    cancel_case_clocks,
    clock_of,
    london_day,
    meet_clock,
    revive_case_clocks,
    start_clock,
)
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.holds import write_move
from spoc_desk.casework.present_home import forget_home
from spoc_desk.casework.second_person import SecondPerson
from spoc_desk.domain.case_events import CaseEvent, CaseMove
from spoc_desk.domain.case_facts import CaseFacts
from spoc_desk.domain.case_states import Transition, next_state, transition
from spoc_desk.domain.cases import Case, CaseState, ClosureReason, FlagDecision, Route
from spoc_desk.domain.roles import DIRECTORS_OFFICES, SPOCS, Role
from spoc_desk.errors import BadAnswer, Incomplete
from spoc_desk.vault.records.stores import CASE_MOVES
from spoc_desk.vault.vault import Transaction, Vault

INFORM, CHECKLIST = "D-04", "D-05"

FORMS: Mapping[CaseEvent, str] = {
    CaseEvent.ARRANGE_MEETING: "meeting_arranged",
    CaseEvent.SERVICES_INFORMED: "services_informed",
    CaseEvent.REROUTE: "case_reason",
    CaseEvent.HOLD: "case_reason",
    CaseEvent.RESUME: "case_advice",
    CaseEvent.MOVED_ON: "case_advice",
    CaseEvent.CLOSE: "closing",
    CaseEvent.WITHDRAW: "case_withdrawal",
    CaseEvent.CLOSE_ERROR: "case_reason",
    CaseEvent.REOPEN: "case_reason",
}
"""The form of a move; a move that is not here asks nothing."""


SIGNED = frozenset({CaseEvent.RESUME, CaseEvent.MOVED_ON})
"""The moves that a second person agrees to."""


@dataclass(frozen=True)
class Step:
    """One move in the making. `case` carries the new state already."""

    tx: Transaction
    before: Case
    case: Case
    facts: CaseFacts
    accepted: Accepted | None
    today: date

    def text(self, name: str) -> str:
        """Return one answer."""
        return self.accepted.text(name).strip() if self.accepted else ""


def check_answers(move: Transition, facts: CaseFacts, accepted: Accepted) -> None:
    """Raise Incomplete for the first answer this move still needs; a yes or no question needs a yes."""
    for ask in move.asks:
        if ask.only not in (None, facts.direction):
            continue
        answer = accepted.text(ask.field).strip()
        if not answer or (answer == "no" and ask.field != "own_involvement_ended"):
            raise Incomplete(ask.sentence, "domain 3.1, 3.2")


def who_signs(facts: CaseFacts) -> frozenset[Role]:
    """Return the roles in which a second person agrees: another than the LA SPOC or deputy has who records it."""
    own = frozenset() if facts.by_director else frozenset(role for role in SPOCS if role.value in facts.actor_roles)
    return (SPOCS | DIRECTORS_OFFICES) - own


def refuse_unsigned_move(
    vault: Vault, event: CaseEvent, facts: CaseFacts, accepted: Accepted, second: SecondPerson | None
) -> None:
    """Raise Incomplete where somebody at this desk could sign for the move and only a name was typed."""
    if event not in SIGNED:
        return
    role = accepted.text("second_role")
    if second is None and role in facts.actor_roles & {"la_spoc", "deputy"}:
        return  # the move itself says that it must be another role
    signed = second or SecondPerson(accepted.text("second_person").strip(), Role(role))
    second_person.refuse_unsigned(vault, signed, who_signs(facts), "domain 3.1")


def advance(tx: Transaction, case: Case, event: CaseEvent, roles: frozenset[str], today: date) -> Case:
    """Make a move that asks nothing, inside a running change. Raises NotYet like `transition`."""
    facts = facts_of(tx, case, roles)
    allowed = transition(event, facts)
    goal = next_state(allowed, facts)
    step = Step(tx, case, replace(case, state=goal, state_before=case.state), facts, None, today)
    return write_move(tx, case, effect(event, step), event, on=today)


def effect(event: CaseEvent, step: Step) -> Case:
    """Return the case as this move leaves it, and do what else the move brings about."""
    act = _EFFECTS.get(event)
    return act(step) if act else step.case


def _arrange(step: Step) -> Case:
    return replace(step.case, meeting_arranged_for=date.fromisoformat(step.text("meeting_arranged_for")))


def _named(step: Step) -> Case:
    """The LA SPOC is named on every side: the leads of the services are told next (D-04)."""
    council = profile(step.tx)
    start_clock(step.tx, INFORM, step.case.id, CASE, step.case.id, step.today, calendar(step.tx), council)
    return step.case


def _informed(step: Step) -> Case:
    if step.facts.needs == 0 and step.text("no_needs") != "yes":
        raise Incomplete("Enter the services this family needs, or confirm that it needs none.", "domain 3.1")
    meet_clock(step.tx, INFORM, step.case.id, step.today)
    create_baseline(step.tx, step.case, step.today)
    return step.case


def _open(step: Step) -> Case:
    create_baseline(step.tx, step.case, step.today)
    if clock_of(step.tx, CHECKLIST, step.case.id) is None:
        days, council = calendar(step.tx), profile(step.tx)
        start_clock(step.tx, CHECKLIST, step.case.id, CASE, step.case.id, step.today, days, council)
    return step.case


def _hold(step: Step) -> Case:
    return replace(step.case, hold_reason=step.text("note"))


def _resume(step: Step) -> Case:
    _check_second(step)
    return replace(step.case, hold_reason="", state_before=None)


def _moved_on(step: Step) -> Case:
    """The family moves again: a departure case follows, linked here and by UKPPS only, with nothing about a place."""
    _check_second(step)
    household_copies.open_departure(step.tx, step.before, step.today)
    return replace(step.case, hold_reason="")


def _check_second(step: Step) -> None:
    if step.text("second_role") in step.facts.actor_roles & {"la_spoc", "deputy"} and not step.facts.by_director:
        raise BadAnswer("The second person has another role than you have.", "second_role", "domain 3.1")


def _reroute(step: Step) -> Case:
    return replace(step.case, route=Route.UNKNOWN, route_confirmed_by="", route_confirmed_on=None)


def _close(step: Step) -> Case:
    reason = step.text("closure_reason") or ClosureReason.COMPLETE
    if reason not in (ClosureReason.COMPLETE, ClosureReason.FURTHER_RELOCATION):
        raise BadAnswer("Close for another reason from the list of moves: each has its own rule.", "closure_reason")
    closed = step.accepted.changed(step.case) if step.accepted else step.case
    if closed.flag_decision is FlagDecision.REMOVE:
        flag_reviews.ask_review(step.tx, closed.id, step.today)
    return _end(step, closed, ClosureReason(reason))


def _close_no_role(step: Step) -> Case:
    """Nothing personal stays (3.1a): only the reference, the direction, and who was told when."""
    household_copies.remove_household(step.tx, step.case.id)
    return _end(step, household_copies.without_personal(step.case), ClosureReason.NO_LA_ROLE)


def _withdraw(step: Step) -> Case:
    """Only UKPPS can say so; the flags are looked at again."""
    flag_reviews.ask_review(step.tx, step.case.id, step.today)
    return _end(step, step.case, ClosureReason(step.text("closure_reason")))


def _close_error(step: Step) -> Case:
    return _end(step, step.case, ClosureReason.OPENED_IN_ERROR)


def _end(step: Step, case: Case, reason: ClosureReason) -> Case:
    on = date.fromisoformat(step.text("closed_on")) if step.text("closed_on") else step.today
    if on < case.ukpps_notified_on:
        raise BadAnswer("The case cannot be closed before UKPPS told us.", "closed_on")
    cancel_case_clocks(step.tx, case.id, step.today)
    forget_home(step.tx, case.id)
    return replace(case, closed_on=on, closure_reason=reason, hold_reason="")


def _reopen(step: Step) -> Case:
    """Back to the state before; the clocks that closing stopped run again from their first day."""
    closed = _last_move(step, "to_state = 'closed'")
    if closed is not None:
        revive_case_clocks(step.tx, step.case.id, london_day(closed.created_at))
    return replace(
        step.case,
        closed_on=None,
        closure_reason=None,
        ukpps_spoc_told=False,
        flag_decision=None,
        services_told_not_to_trace=False,
        own_involvement_ended=None,
        state_before=_before_hold(step) if step.case.state is CaseState.ON_HOLD else None,
    )


def _before_hold(step: Step) -> CaseState | None:
    held = _last_move(step, "event = 'hold'")
    return held.from_state if held else None


def _last_move(step: Step, which: str) -> CaseMove | None:
    order = "ORDER BY created_at DESC, rowid DESC LIMIT 1"
    found = CASE_MOVES.find(step.tx, f"case_id = ? AND {which}", (step.case.id,), tail=order)
    return found[0] if found else None


_EFFECTS: Mapping[CaseEvent, Callable[[Step], Case]] = {
    CaseEvent.ARRANGE_MEETING: _arrange,
    CaseEvent.ALLOCATE: _named,
    CaseEvent.SERVICES_INFORMED: _informed,
    CaseEvent.OPEN_EXCHANGE: _open,
    CaseEvent.HOLD: _hold,
    CaseEvent.RESUME: _resume,
    CaseEvent.MOVED_ON: _moved_on,
    CaseEvent.REROUTE: _reroute,
    CaseEvent.CLOSE: _close,
    CaseEvent.CLOSE_NO_ROLE: _close_no_role,
    CaseEvent.WITHDRAW: _withdraw,
    CaseEvent.CLOSE_ERROR: _close_error,
    CaseEvent.REOPEN: _reopen,
}

"""A relocation case from the notification to its end: recorded, corrected, routed, moved on. Start reading here."""

from dataclasses import replace
from datetime import date

from spoc_desk.casework.accepting import accept, accept_change
from spoc_desk.casework.answers import field_values
from spoc_desk.casework.case_moves import FORMS, Step, check_answers, effect, refuse_unsigned_move
from spoc_desk.casework.case_reading import facts_of
from spoc_desk.casework.case_refs import new_case_ref
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.clocks import restart_clock
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.holds import hold_case, refuse_closed, refuse_without_role, write_move
from spoc_desk.casework.household import members
from spoc_desk.casework.household_copies import NOTIFIED, first_move
from spoc_desk.casework.present_home import forget_home
from spoc_desk.casework.second_person import SecondPerson
from spoc_desk.casework.standards import review_standards
from spoc_desk.domain import case_guards
from spoc_desk.domain.case_events import CaseEvent, CaseMove
from spoc_desk.domain.case_facts import CaseFacts
from spoc_desk.domain.case_states import Offer, next_state, offers, transition
from spoc_desk.domain.cases import Case, Route
from spoc_desk.domain.record import CaseId, new_id
from spoc_desk.domain.route import read_route
from spoc_desk.errors import BadAnswer, NotYet, RefusedByRule
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import CASE_MOVES, CASES, MEETINGS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

__all__ = [
    "case",
    "case_facts",
    "case_moves",
    "case_offers",
    "confirm_route",
    "edit_case",
    "hold_case",
    "move",
    "record_notification",
]

_ALWAYS = frozenset({"direction", "subject_kind", "ukpps_notified_on", "notified_to", "notified_person"})
"""What may still be corrected where nothing personal is kept (domain 1.1, 3.1a)."""

_NO_ANSWERS: Answers = {}


def record_notification(vault: Vault, *, answers: Answers, sample: bool = False) -> Done:
    """Record that UKPPS told the DCS or the DASS: a new case, state Notified, D-01 running.

    `answers` of the form "case_notification". The people may be unknown yet.
    """
    today = vault.clock.today()
    accepted = accept(vault, "case_notification", answers, today, direction=str(answers.get("direction", "")))
    marked = sample or profile(vault).practice
    with vault.transaction("recorded a notification") as tx:
        new = accepted.new(Case, id=CaseId(new_id()), case_ref=new_case_ref(tx), sample=marked)
        _check_days(tx, new, today)
        stored = first_move(tx, new, today)
    return Done(Change(What.CASE, stored.id, (stored.id,)), accepted.leaks, stored)


def edit_case(vault: Vault, *, case_id: str, answers: Answers, version: int) -> Done:
    """Correct what UKPPS told us. The direction is fixed once a meeting was held. Raises StaleRecord."""
    today = vault.clock.today()
    before = replace(CASES.get(vault, case_id), version=version)
    refuse_closed(before)
    accepted = accept_change(vault, "case_notification", before, answers, today, direction=before.direction)
    after = accepted.changed(before)
    if before.route is Route.NEITHER and _differs(before, after):
        refuse_without_role(before)
    if after.direction is not before.direction and MEETINGS.count(vault, "case_id = ?", (case_id,)):
        raise RefusedByRule(
            "The direction cannot change once a meeting was held. Close this case as opened in error, "
            "and record a new one.",
            "domain 1.1",
        )
    _check_days(vault, after, today)
    with vault.transaction("corrected a case") as tx:
        stored = CASES.update(tx, before, after)
        if after.direction is not before.direction:
            forget_home(tx, case_id)
        if after.ukpps_notified_on != before.ukpps_notified_on:
            restart_clock(tx, NOTIFIED, case_id, after.ukpps_notified_on, calendar(tx), profile(tx))
    return Done(Change(What.CASE, case_id, (case_id,)), accepted.leaks, stored)


def confirm_route(vault: Vault, *, case_id: str, route: Route | str, answers: Answers = _NO_ANSWERS) -> Done:
    """Confirm the route that rule RT-1 gives for the household; only an officer ever sets it.

    `answers` of the form "route_confirmation": a joint case says whether a joint meeting and a single LA SPOC were
    considered. "Neither" is confirmed by the office of the DCS or the DASS.
    """
    today = vault.clock.today()
    before = CASES.get(vault, case_id)
    chosen = Route(route)
    facts = facts_of(vault, before, vault.actor.roles)
    transition(CaseEvent.CONFIRM_ROUTE, facts)
    reading = read_route(members(vault, case_id), today)
    if chosen is not reading.route:
        raise BadAnswer(f"The household gives another route. {reading.words} Check the people first.", "route", "RT-1")
    if chosen is Route.NEITHER and not case_guards.NEITHER_BY_DIRECTOR.holds(facts):
        raise NotYet(case_guards.NEITHER_BY_DIRECTOR.sentence(facts), case_guards.NEITHER_BY_DIRECTOR.source)
    given = {**answers, "route": chosen.value}
    accepted = accept(vault, "route_confirmation", given, today, direction=before.direction, complete=True)
    confirmed = replace(
        accepted.changed(before),
        route_computed=chosen,
        route_confirmed_by=vault.actor.name,
        route_confirmed_on=today,
    )
    with vault.transaction("confirmed the route") as tx:
        stored = write_move(tx, before, confirmed, CaseEvent.CONFIRM_ROUTE, on=today)
        review_standards(tx, stored, today)
    return Done(Change(What.CASE, case_id, (case_id,)), accepted.leaks, stored)


def move(
    vault: Vault,
    *,
    case_id: str,
    event: CaseEvent | str,
    answers: Answers = _NO_ANSWERS,
    second: SecondPerson | None = None,
) -> Done:
    """Move a case: one of `case_offers`, with the answers of the form that `FORMS` names for it.

    *second* signed with the own password; a typed name in the answers will do only where nobody here can sign.
    Raises NotYet with the guard's sentence, Incomplete for a missing answer.
    """
    wanted = CaseEvent(event)
    if wanted in (CaseEvent.CONFIRM_ROUTE, CaseEvent.NOTIFIED):
        raise NotYet("Use the page of the case for this.")
    today = vault.clock.today()
    before = CASES.get(vault, case_id)
    facts = facts_of(vault, before, vault.actor.roles)
    allowed = transition(wanted, facts)
    given = answers if second is None else {**answers, **_signature(second)}
    accepted = accept(vault, FORMS.get(wanted, "case_reason"), given, today, direction=before.direction)
    check_answers(allowed, facts, accepted)
    refuse_unsigned_move(vault, wanted, facts, accepted, second)
    goal = next_state(allowed, facts)
    changed = replace(
        before, state=goal, state_before=before.state if goal is not before.state else before.state_before
    )
    with vault.transaction(f"moved a case: {wanted.label.lower()}") as tx:
        step = Step(tx, before, changed, facts, accepted, today)
        after = effect(wanted, step)
        said = field_values(CaseMove, accepted.answers, accepted.form)
        if second is not None:
            said |= {"second_user": second.user_id}
        stored = write_move(tx, before, after, wanted, on=after.closed_on or today, **said)
    return Done(Change(What.CASE, case_id, (case_id,)), accepted.leaks, stored)


def _signature(second: SecondPerson) -> Answers:
    return {"second_person": second.name, "second_role": second.role.value}


def case(vault: Reader, case_id: str) -> Case:
    """Return a case. Raises UnknownRecord."""
    return CASES.get(vault, case_id)


def case_facts(vault: Vault, case_id: str) -> CaseFacts:
    """Return what the guards look at, for the person at the desk."""
    return facts_of(vault, CASES.get(vault, case_id), vault.actor.roles)


def case_offers(vault: Vault, case_id: str) -> tuple[Offer, ...]:
    """Return the moves this case knows now, the refused ones with the why and its source."""
    return offers(case_facts(vault, case_id))


def case_moves(vault: Reader, case_id: str) -> tuple[CaseMove, ...]:
    """Return the moves of a case, the latest first."""
    return tuple(CASE_MOVES.find(vault, "case_id = ?", (case_id,), tail="ORDER BY created_at DESC, rowid DESC"))


def _differs(before: Case, after: Case) -> bool:
    return any(
        getattr(before, name) != getattr(after, name) for name in before.__dataclass_fields__ if name not in _ALWAYS
    )


def _check_days(reader: Reader, new: Case, today: date) -> None:
    if new.ukpps_notified_on > today:
        raise BadAnswer("The date must be today or in the past.", "ukpps_notified_on", "domain 1.1")
    if new.relocation_agreed_on is not None and new.relocation_agreed_on > today:
        raise BadAnswer("The date must be today or in the past.", "relocation_agreed_on", "domain 1.1")
    first = MEETINGS.find(reader, "case_id = ?", (new.id,), tail="ORDER BY held_on LIMIT 1")
    if first and first[0].held_on < new.ukpps_notified_on:
        raise BadAnswer("A meeting was held before this day. Check the dates.", "ukpps_notified_on", "domain 1.5")

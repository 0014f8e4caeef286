"""The people of a case: added, changed, born, gone. Each change reads rule RT-1 again, and never switches the route."""

from dataclasses import dataclass, replace
from datetime import date

from spoc_desk.casework.accepting import Accepted, accept, accept_change, day_from
from spoc_desk.casework.birthdays import stop_birth_clocks, watch_births
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.holds import refuse_closed, refuse_without_role
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.names import RevealedName, reveal_name, set_name
from spoc_desk.domain.ages import ADULT_AT, age_on, birth_problem, birthday, delivery_problem, is_child, next_alias
from spoc_desk.domain.cases import Case, CaseState
from spoc_desk.domain.house_dates import day_and_month
from spoc_desk.domain.household import Member, MemberKind, Relationship
from spoc_desk.domain.record import MemberId, new_id
from spoc_desk.domain.route import RouteReading, computed_route, read_route
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.handover_rows import cases_away
from spoc_desk.vault.records.stores import CASES, MEMBER_NAMES, MEMBERS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

__all__ = [
    "Person",
    "RevealedName",
    "add_member",
    "convert_unborn",
    "edit_member",
    "members",
    "people",
    "recheck_routes",
    "recompute_route",
    "remove_member",
    "reveal_name",
    "route_reading",
    "set_name",
]

# Everything else that changes a route is a change of the household, and computes the route itself.
_GROWN_UP = (
    "state <> ? AND route <> 'neither' AND id IN (SELECT case_id FROM members"
    " WHERE kind = 'child' AND date_of_birth <= ? AND left_on IS NULL AND deleted_at IS NULL)"
)
_ORDER = "ORDER BY left_on IS NOT NULL, created_at, rowid"


@dataclass(frozen=True)
class Person:
    """One line of the household: who, by alias, in words, and whether a name is kept."""

    member: Member
    words: str
    is_child: bool
    has_name: bool


def add_member(vault: Vault, *, case_id: str, answers: Answers) -> Done:
    """Add somebody to the household under the next free alias. `answers` of the form "member"."""
    today = vault.clock.today()
    case = _open_case(vault, case_id)
    accepted = accept(vault, "member", answers, today, direction=case.direction)
    with vault.transaction("added a household member") as tx:
        new = accepted.new(Member, id=MemberId(new_id()), case_id=case.id, alias="")
        new = replace(new, alias=next_alias(new.kind, _aliases(tx, case_id)))
        _check(new, today)
        stored = MEMBERS.insert(tx, new)
        watch_births(tx, stored, today)
        recompute_route(tx, case, today)
    return _done(stored, accepted)


def edit_member(vault: Vault, *, member_id: str, answers: Answers, version: int) -> Done:
    """Change what is recorded about somebody; the alias stays. Raises StaleRecord."""
    today = vault.clock.today()
    before = replace(MEMBERS.get(vault, member_id), version=version)
    case = _open_case(vault, before.case_id)
    accepted = accept_change(vault, "member", before, answers, today, direction=case.direction)
    after = accepted.changed(before)
    if (before.kind is MemberKind.UNBORN) is not (after.kind is MemberKind.UNBORN):
        raise NotYet("Use “Record the birth” when an unborn child is born.", "domain 1.2")
    _check(after, today)
    with vault.transaction("changed a household member") as tx:
        stored = MEMBERS.update(tx, before, after)
        watch_births(tx, stored, today)
        recompute_route(tx, case, today)
    return _done(stored, accepted)


def remove_member(vault: Vault, *, member_id: str, left_on: date | None = None) -> Done:
    """Record that somebody has left the household; the record stays. Their flags are looked at again."""
    today = vault.clock.today()
    before = MEMBERS.get(vault, member_id)
    case = _open_case(vault, before.case_id)
    day = left_on or today
    if day > today:
        raise BadAnswer("The date must be today or in the past.", "left_on")
    with vault.transaction("recorded that a household member left") as tx:
        stored = MEMBERS.update(tx, before, replace(before, left_on=day))
        stop_birth_clocks(tx, stored, today)
        recompute_route(tx, case, today)
    return Done(Change(What.HOUSEHOLD, case.id, (member_id,)), record=stored)


def convert_unborn(vault: Vault, *, member_id: str, answers: Answers) -> Done:
    """Record the birth: `date_of_birth` (today when left out) and, if known, `sex`. The alias becomes a child's."""
    today = vault.clock.today()
    before = MEMBERS.get(vault, member_id)
    case = _open_case(vault, before.case_id)
    if before.kind is not MemberKind.UNBORN:
        raise NotYet("Only an unborn child can be recorded as born.", "domain 1.2")
    born = day_from(answers, "date_of_birth", today)
    given = {"kind": "child", "date_of_birth": born.isoformat(), "expected_delivery_date": ""}
    given |= {name: str(answers[name]) for name in ("sex",) if answers.get(name)}
    accepted = accept_change(vault, "member", before, given, today, direction=case.direction)
    with vault.transaction("recorded a birth") as tx:
        alias = next_alias(MemberKind.CHILD, _aliases(tx, case.id))
        after = replace(accepted.changed(before), alias=alias, relationship=Relationship.CHILD)
        _check(after, today)
        stored = MEMBERS.update(tx, before, after)
        watch_births(tx, stored, today, born_on=born)
        recompute_route(tx, case, today)
    return _done(stored, accepted)


def members(vault: Reader, case_id: str) -> tuple[Member, ...]:
    """Return everybody who is or was in the household, in the order they were added; who left comes last."""
    return tuple(MEMBERS.find(vault, "case_id = ?", (case_id,), tail=_ORDER))


def people(vault: Vault, case_id: str) -> tuple[Person, ...]:
    """Return the household as the window lists it."""
    today = vault.clock.today()
    named = {name.member_id for name in MEMBER_NAMES.find(vault, "case_id = ?", (case_id,))}
    return tuple(
        Person(member, member_words(member, today), is_child(member, today), member.id in named)
        for member in members(vault, case_id)
    )


def member_words(member: Member, today: date) -> str:
    """Return "Child A, 9", "Unborn 1 (due Wed 3 Mar)", "Adult 2"."""
    if member.kind is MemberKind.UNBORN and member.expected_delivery_date is not None:
        return f"{member.alias} (due {day_and_month(member.expected_delivery_date)})"
    if member.date_of_birth is not None and is_child(member, today):
        return f"{member.alias}, {age_on(member.date_of_birth, today)}"
    return member.alias


def route_reading(vault: Vault, case_id: str) -> RouteReading:
    """Return what rule RT-1 says about the household today, with its reason."""
    return read_route(members(vault, case_id), vault.clock.today())


def recheck_routes(vault: Vault) -> Done:
    """Read rule RT-1 again for every open case (daily). Changes what is computed, never the route itself.

    The ids of the result are the cases whose confirmed route no longer fits.
    """
    if not sees(vault, Sight.RELOCATIONS) or not vault.may("checked the routes again"):
        return Done(Change(What.CASE))
    today = vault.clock.today()
    stale = [
        case
        for case in CASES.find(vault, _GROWN_UP, (CaseState.CLOSED.value, birthday(today, -ADULT_AT).isoformat()))
        if computed_route(members(vault, case.id), today) is not case.route_computed
    ]
    away = cases_away(vault)
    stale = [case for case in stale if case.id not in away]
    if not stale:
        return Done(Change(What.CASE))
    with vault.transaction("checked the routes again") as tx:
        for case in stale:
            recompute_route(tx, case, today)
    return Done(Change(What.CASE, None, tuple(case.id for case in stale)))


def recompute_route(tx: Transaction, case: Case, today: date) -> Case:
    """Store what RT-1 gives for the household as it is in this change; the confirmed route is left alone."""
    route = computed_route(members(tx, case.id), today)
    return CASES.update(tx, case, replace(case, route_computed=route))


def _open_case(reader: Reader, case_id: str) -> Case:
    case = CASES.get(reader, case_id)
    refuse_closed(case)
    refuse_without_role(case)
    return case


def _aliases(reader: Reader, case_id: str) -> set[str]:
    # The bin counts too: an alias on a printed page must never come to mean somebody else.
    return {str(alias) for (alias,) in reader.rows("SELECT alias FROM members WHERE case_id = ?", (case_id,))}


def _check(member: Member, today: date) -> None:
    if member.date_of_birth is not None:
        _refuse(birth_problem(member.date_of_birth, member.kind, today), "date_of_birth")
    if member.expected_delivery_date is not None and member.kind is MemberKind.UNBORN:
        _refuse(delivery_problem(member.expected_delivery_date, today), "expected_delivery_date")


def _refuse(sentence: str, field: str) -> None:
    if sentence:
        raise BadAnswer(sentence, field, "domain 1.2")


def _done(member: Member, accepted: Accepted) -> Done:
    return Done(Change(What.HOUSEHOLD, member.case_id, (member.id,)), accepted.leaks, member)

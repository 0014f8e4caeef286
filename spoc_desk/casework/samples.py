"""A sample case to look around in: invented people, marked as a sample wherever it is shown or printed."""

from dataclasses import replace
from datetime import date, timedelta

from spoc_desk.casework.birthdays import watch_births
from spoc_desk.casework.case_refs import new_case_ref
from spoc_desk.casework.household import recompute_route
from spoc_desk.casework.household_copies import first_move
from spoc_desk.domain.ages import birthday, next_alias
from spoc_desk.domain.cases import Case, Direction, NotifiedTo
from spoc_desk.domain.household import Member, MemberKind, Relationship
from spoc_desk.domain.record import CaseId, MemberId, new_id
from spoc_desk.domain.terms import Tri
from spoc_desk.vault.records.stores import MEMBERS
from spoc_desk.vault.vault import Transaction

_FAMILY = (
    (MemberKind.CHILD, Relationship.CHILD, 9, None),
    (MemberKind.CHILD, Relationship.CHILD, 6, None),
    (MemberKind.ADULT, Relationship.MOTHER, 34, Tri.NO),
    (MemberKind.ADULT, Relationship.GRANDPARENT, 71, Tri.YES),
)
"""Kind, relationship, age, care and support needs; an unborn child comes with them."""


def store_sample_case(tx: Transaction, today: date, direction: Direction = Direction.ARRIVAL) -> Case:
    """Store an invented family of five, UKPPS having told us a week ago; nothing else has happened yet."""
    case = Case(
        id=CaseId(new_id()),
        case_ref=new_case_ref(tx),
        direction=direction,
        ukpps_notified_on=today - timedelta(days=7),
        notified_to=NotifiedTo.BOTH,
        sample=True,
    )
    stored = first_move(tx, case, today)
    taken: list[str] = []
    for member in (*_born(stored, today), _unborn(stored, today)):
        named = replace(member, alias=next_alias(member.kind, taken))
        taken.append(named.alias)
        watch_births(tx, MEMBERS.insert(tx, named), today)
    return recompute_route(tx, stored, today)


def _born(case: Case, today: date) -> tuple[Member, ...]:
    return tuple(
        Member(
            id=MemberId(new_id()),
            case_id=case.id,
            alias="",
            kind=kind,
            relationship=relationship,
            date_of_birth=birthday(today - timedelta(days=100), -age),
            care_and_support_needs=needs,
        )
        for kind, relationship, age, needs in _FAMILY
    )


def _unborn(case: Case, today: date) -> Member:
    return Member(
        id=MemberId(new_id()),
        case_id=case.id,
        alias="",
        kind=MemberKind.UNBORN,
        relationship=Relationship.CHILD,
        expected_delivery_date=today + timedelta(weeks=14),
    )

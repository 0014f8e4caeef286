"""A household as a whole: carried into the case of a further move, or taken out of a case without an LA role."""

from dataclasses import replace
from datetime import date

from spoc_desk.casework.birthdays import watch_births
from spoc_desk.casework.case_refs import new_case_ref
from spoc_desk.casework.clocks import CASE, start_clock
from spoc_desk.casework.council import calendar, profile
from spoc_desk.domain.case_events import CaseEvent, CaseMove
from spoc_desk.domain.cases import Case, CaseState, Direction
from spoc_desk.domain.household import Member
from spoc_desk.domain.record import CaseId, MemberId, new_id
from spoc_desk.domain.terms import Tri
from spoc_desk.vault.records.stores import CASE_MOVES, CASES, FLAGS, MEMBER_NAMES, MEMBERS
from spoc_desk.vault.vault import Transaction

NOTIFIED = "D-01"


def first_move(tx: Transaction, case: Case, today: date) -> Case:
    """Store a new case: its first move, and D-01 from the day UKPPS told us."""
    stored = CASES.insert(tx, case)
    move = CaseMove(
        id=new_id(), case_id=case.id, event=CaseEvent.NOTIFIED, to_state=CaseState.NOTIFIED, happened_on=today
    )
    CASE_MOVES.insert(tx, move)
    days, council = calendar(tx), profile(tx)
    start_clock(tx, NOTIFIED, case.id, CASE, case.id, case.ukpps_notified_on, days, council)
    return stored


def open_departure(tx: Transaction, arrival: Case, today: date) -> Case:
    """Open the departure case of a family that moves again, with its people under the same aliases."""
    case = Case(
        id=CaseId(new_id()),
        case_ref=new_case_ref(tx),
        direction=Direction.DEPARTURE,
        subject_kind=arrival.subject_kind,
        ukpps_notified_on=today,
        notified_to=arrival.notified_to,
        notified_person=arrival.notified_person,
        language_interpreter=arrival.language_interpreter,
        social_care_record_ids=arrival.social_care_record_ids,
        route_computed=arrival.route_computed,
        follows_case=arrival.id,
        sample=arrival.sample,
    )
    stored = first_move(tx, case, today)
    for member in MEMBERS.find(tx, "case_id = ? AND left_on IS NULL", (arrival.id,), tail="ORDER BY created_at, rowid"):
        _copy_member(tx, member, stored, today)
    return stored


def _copy_member(tx: Transaction, member: Member, case: Case, today: date) -> None:
    copy = MEMBERS.insert(tx, replace(member, id=MemberId(new_id()), case_id=case.id))
    watch_births(tx, copy, today)
    for name in MEMBER_NAMES.find(tx, "member_id = ?", (member.id,)):
        MEMBER_NAMES.insert(tx, replace(name, id=new_id(), member_id=copy.id, case_id=case.id))


def remove_household(tx: Transaction, case_id: str) -> None:
    """Take the people out of a case, names first: for good, earlier versions too.

    Somebody who has a flag in a record system stays as an alias, so that the flag can still be taken off.
    """
    for name in MEMBER_NAMES.find(tx, "case_id = ?", (case_id,)):
        tx.erase(MEMBER_NAMES.name, name.id, version=name.version)
    flagged = {flag.member_id for flag in FLAGS.find(tx, "case_id = ?", (case_id,))}
    for member in MEMBERS.find(tx, "case_id = ?", (case_id,)):
        if member.id in flagged:
            MEMBERS.update(tx, member, _alias_only(member))
        else:
            tx.erase(MEMBERS.name, member.id, version=member.version)


def without_personal(case: Case) -> Case:
    """Return a case with nothing personal in it: the reference, the direction, and who was told when stay (1.1)."""
    return replace(
        case,
        relocation_agreed_on=None,
        ukpps_reference="",
        chief_constable_informed=Tri.NOT_KNOWN,
        move_date=None,
        language_interpreter="",
        social_care_record_ids=(),
        joint_meeting_reason="",
        single_la_spoc_reason="",
    )


def _alias_only(member: Member) -> Member:
    kept = Member(id=member.id, case_id=member.case_id, alias=member.alias, kind=member.kind)
    return replace(
        kept,
        version=member.version,
        created_at=member.created_at,
        created_by=member.created_by,
        updated_at=member.updated_at,
        updated_by=member.updated_by,
        left_on=member.left_on,
    )

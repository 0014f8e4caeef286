"""Meetings of UKPPS with our Director: recorded, corrected, and what follows from them (domain 1.5, 3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spoc_desk.casework.accepting import Accepted, accept, accept_change
from spoc_desk.casework.case_reading import MEETING_SIDES, facts_of, meeting_sides
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.clocks import CASE, cancel_clock, clock_of, meet_clock, restart_clock, start_clock
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.holds import refuse_closed, refuse_without_role, write_move
from spoc_desk.casework.leaks import FieldLeak
from spoc_desk.casework.standards import (
    StandardView,
    apply_meeting_answers,
    note_standard,
    open_standards,
    review_standards,
    standards,
)
from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.domain.case_states import BEFORE_MEETING, next_state, transition
from spoc_desk.domain.cases import Case
from spoc_desk.domain.contacts import Duty
from spoc_desk.domain.meetings import Attendee, Capacity, Meeting, MeetingAction, MeetingKind, Organisation
from spoc_desk.domain.record import MeetingId, new_id
from spoc_desk.domain.route import covered, sides
from spoc_desk.domain.terms import Side
from spoc_desk.errors import BadAnswer, Incomplete
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import APPOINTMENTS, ATTENDEES, CASES, MEETING_ACTIONS, MEETINGS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

__all__ = [
    "MeetingView",
    "StandardView",
    "edit_meeting",
    "finish_action",
    "meetings",
    "note_standard",
    "record_meeting",
    "standards",
]

MEET, NAME_SPOC, FLAG = "D-01", "D-02", "D-03"
_DIRECTORS = frozenset({Capacity.DCS, Capacity.DASS, Capacity.DESIGNATED})


@dataclass(frozen=True)
class MeetingView:
    """A meeting with who was there and what was agreed."""

    meeting: Meeting
    attendees: tuple[Attendee, ...]
    actions: tuple[MeetingAction, ...]


@dataclass(frozen=True)
class _Rows:
    """The repeated parts of a meeting record, fit to be stored."""

    attendees: tuple[Accepted, ...]
    actions: tuple[Accepted, ...]

    @property
    def leaks(self) -> tuple[FieldLeak, ...]:
        return tuple(leak for row in (*self.attendees, *self.actions) for leak in row.leaks)


def record_meeting(
    vault: Vault,
    *,
    case_id: str,
    answers: Answers,
    attendees: Sequence[Answers],
    actions: Sequence[Answers] = (),
) -> Done:
    """Record a meeting that was held. The first one moves the case on, opens the standards and starts D-02.

    `answers` of the form "meeting", each attendee of "attendee", each action of "meeting_action".
    """
    today = vault.clock.today()
    case = _case(vault, case_id)
    accepted = accept(vault, "meeting", answers, today, direction=case.direction)
    rows = _rows(vault, attendees, actions, today)
    meeting = accepted.new(Meeting, id=MeetingId(new_id()), case_id=case.id, meeting_no=_next_no(vault, case_id))
    _check(vault, case, meeting, today)
    _check_attendees(rows)
    with vault.transaction("recorded a meeting") as tx:
        stored = MEETINGS.insert(tx, meeting)
        _store_rows(tx, stored, rows)
        _after(tx, vault, case, stored, answers)
    return Done(Change(What.MEETING, case.id, (stored.id,)), accepted.leaks + rows.leaks, stored)


def edit_meeting(
    vault: Vault,
    *,
    meeting_id: str,
    answers: Answers,
    version: int,
    attendees: Sequence[Answers] | None = None,
    actions: Sequence[Answers] | None = None,
) -> Done:
    """Correct a meeting. A corrected day moves the clocks that began with it. Rows that are given replace the old."""
    today = vault.clock.today()
    before = replace(MEETINGS.get(vault, meeting_id), version=version)
    case = _case(vault, before.case_id)
    accepted = accept_change(vault, "meeting", before, answers, today, direction=case.direction)
    after = accepted.changed(before)
    rows = _rows(vault, attendees or (), actions or (), today)
    _check(vault, case, after, today)
    if attendees is not None:
        _check_attendees(rows)
    with vault.transaction("corrected a meeting") as tx:
        stored = MEETINGS.update(tx, before, after)
        _replace_rows(tx, stored, rows, with_attendees=attendees is not None, with_actions=actions is not None)
        apply_meeting_answers(tx, case, answers, today)
        _recount(tx, case, today)
    return Done(Change(What.MEETING, case.id, (stored.id,)), accepted.leaks + rows.leaks, stored)


def finish_action(vault: Vault, *, action_id: str, done_on: date | None = None) -> Done:
    """Record that something agreed at a meeting is done."""
    before = MEETING_ACTIONS.get(vault, action_id)
    with vault.transaction("finished an action") as tx:
        stored = MEETING_ACTIONS.update(tx, before, replace(before, done_on=done_on or vault.clock.today()))
    return Done(Change(What.MEETING, stored.case_id, (stored.meeting_id,)), record=stored)


def meetings(vault: Reader, case_id: str) -> tuple[MeetingView, ...]:
    """Return the meetings of a case, the latest first."""
    found = MEETINGS.find(vault, "case_id = ?", (case_id,), tail="ORDER BY held_on DESC, meeting_no DESC")
    return tuple(
        MeetingView(
            meeting,
            tuple(ATTENDEES.find(vault, "meeting_id = ?", (meeting.id,), tail="ORDER BY created_at, rowid")),
            tuple(MEETING_ACTIONS.find(vault, "meeting_id = ?", (meeting.id,), tail="ORDER BY created_at, rowid")),
        )
        for meeting in found
    )


def _case(reader: Reader, case_id: str) -> Case:
    case = CASES.get(reader, case_id)
    refuse_closed(case)
    refuse_without_role(case)
    return case


def _check(reader: Reader, case: Case, meeting: Meeting, today: date) -> None:
    if meeting.held_on > today:
        raise BadAnswer("Record the meeting on the day it was held, or later.", "held_on", "domain 1.5")
    if meeting.held_on < case.ukpps_notified_on:
        raise BadAnswer("The meeting cannot be earlier than the day UKPPS told us.", "held_on", "domain 1.5")
    if not meeting.face_to_face and not meeting.not_f2f_reason.strip():
        raise BadAnswer(
            "The meeting is to be face to face. Say why it was not.", "not_f2f_reason", "S003:66,88,125,147"
        )
    if meeting.kind is MeetingKind.FOLLOW_UP and not _sides_met_before(reader, case, meeting):
        raise BadAnswer("The first meeting is with the DCS, the DASS, or both.", "kind", "S003:66,88")


def _check_attendees(rows: _Rows) -> None:
    if not any(row.text("organisation") == Organisation.UKPPS for row in rows.attendees):
        raise Incomplete("Record at least one person from UKPPS who was there.", "domain 1.5")
    if not any(row.text("capacity") in _DIRECTORS for row in rows.attendees):
        raise Incomplete("Record the DCS, the DASS or the designated person who was there.", "S003:48; domain 1.5")


def _after(tx: Transaction, vault: Vault, case: Case, meeting: Meeting, answers: Answers) -> None:
    """Let follow what follows from a meeting (3.1): checklist, D-02 for each side, the next state."""
    today = vault.clock.today()
    open_standards(tx, case)
    _start_clocks(tx, case, meeting)
    if case.state in BEFORE_MEETING:
        facts = facts_of(tx, case, vault.actor.roles)
        moved = replace(
            case, state=next_state(transition(CaseEvent.MEETING_HELD, facts), facts), state_before=case.state
        )
        case = write_move(tx, case, moved, CaseEvent.MEETING_HELD, on=meeting.held_on)
    apply_meeting_answers(tx, case, answers, today)
    review_standards(tx, case, today)


def _start_clocks(tx: Transaction, case: Case, meeting: Meeting) -> None:
    days, council = calendar(tx), profile(tx)
    known = _sides_met_before(tx, case, meeting)
    for side in sorted(MEETING_SIDES[meeting.kind] - known):
        start_clock(tx, NAME_SPOC, case.id, side.value, case.id, meeting.held_on, days, council)
        _meet_if_named(tx, case, side)
    if not known and MEETING_SIDES[meeting.kind]:
        start_clock(tx, FLAG, case.id, CASE, case.id, meeting.held_on, days, council)
    if sides(case.route) <= meeting_sides(tx, case.id):
        meet_clock(tx, MEET, case.id, meeting.held_on)


def _meet_if_named(tx: Transaction, case: Case, side: Side) -> None:
    """An LA SPOC who was named before this side's meeting has met its clock already."""
    named = APPOINTMENTS.find(tx, "case_id = ? AND duty = ? AND ended_on IS NULL", (case.id, Duty.LA_SPOC.value))
    days = [one.allocated_on for one in named if side in covered(one.side)]
    if days:
        meet_clock(tx, NAME_SPOC, case.id, min(days), side.value)


def _sides_met_before(reader: Reader, case: Case, meeting: Meeting) -> frozenset[Side]:
    others = MEETINGS.find(reader, "case_id = ? AND id <> ?", (case.id, meeting.id))
    return frozenset(side for other in others for side in MEETING_SIDES[other.kind])


def _recount(tx: Transaction, case: Case, today: date) -> None:
    """Count the clocks that meetings start from the days as they are now."""
    days, council = calendar(tx), profile(tx)
    held = MEETINGS.find(tx, "case_id = ?", (case.id,), tail="ORDER BY held_on")
    for side in (Side.CHILDREN, Side.ADULTS):
        first = next((one.held_on for one in held if side in MEETING_SIDES[one.kind]), None)
        clock = clock_of(tx, NAME_SPOC, case.id, side.value)
        if first is None:
            cancel_clock(tx, NAME_SPOC, case.id, today, side.value)
        elif clock is None:
            start_clock(tx, NAME_SPOC, case.id, side.value, case.id, first, days, council)
            _meet_if_named(tx, case, side)
        elif clock.started_on != first:
            restart_clock(tx, NAME_SPOC, case.id, first, days, council, side.value)
    if held and clock_of(tx, FLAG, case.id) is not None:
        restart_clock(tx, FLAG, case.id, held[0].held_on, days, council)


def _next_no(reader: Reader, case_id: str) -> int:
    last = MEETINGS.find(reader, "case_id = ?", (case_id,), tail="ORDER BY meeting_no DESC LIMIT 1")
    return last[0].meeting_no + 1 if last else 1


def _rows(reader: Reader, attendees: Sequence[Answers], actions: Sequence[Answers], today: date) -> _Rows:
    return _Rows(
        tuple(accept(reader, "attendee", row, today) for row in attendees if any(row.values())),
        tuple(accept(reader, "meeting_action", row, today) for row in actions if any(row.values())),
    )


def _store_rows(tx: Transaction, meeting: Meeting, rows: _Rows) -> None:
    for row in rows.attendees:
        ATTENDEES.insert(tx, row.new(Attendee, id=new_id(), meeting_id=meeting.id, case_id=meeting.case_id))
    for row in rows.actions:
        MEETING_ACTIONS.insert(tx, row.new(MeetingAction, id=new_id(), meeting_id=meeting.id, case_id=meeting.case_id))


def _replace_rows(tx: Transaction, meeting: Meeting, rows: _Rows, *, with_attendees: bool, with_actions: bool) -> None:
    if with_attendees:
        for attendee in ATTENDEES.find(tx, "meeting_id = ?", (meeting.id,)):
            ATTENDEES.delete(tx, attendee)
    if with_actions:
        for action in MEETING_ACTIONS.find(tx, "meeting_id = ?", (meeting.id,)):
            MEETING_ACTIONS.delete(tx, action)
    _store_rows(tx, meeting, _Rows(rows.attendees if with_attendees else (), rows.actions if with_actions else ()))

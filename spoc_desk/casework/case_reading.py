"""What a case knows about itself: gathered from the vault for the guards of its state machine."""

from spoc_desk.domain.case_facts import CaseFacts
from spoc_desk.domain.cases import Case
from spoc_desk.domain.contacts import Duty
from spoc_desk.domain.meetings import MeetingKind
from spoc_desk.domain.needs import Tier
from spoc_desk.domain.terms import Side
from spoc_desk.vault.records.case_counts import case_counts, tiers_in_use, tiers_informed
from spoc_desk.vault.records.desk import roles_at_desk
from spoc_desk.vault.records.stores import APPOINTMENTS, MEETINGS
from spoc_desk.vault.records.table import Reader

MEETING_SIDES = {
    MeetingKind.DCS: frozenset({Side.CHILDREN}),
    MeetingKind.DASS: frozenset({Side.ADULTS}),
    MeetingKind.JOINT: frozenset({Side.CHILDREN, Side.ADULTS}),
    MeetingKind.FOLLOW_UP: frozenset[Side](),
}
"""Whose Director a meeting was held with: each side's week for naming the LA SPOC begins there (D-02)."""


def facts_of(reader: Reader, case: Case, roles: frozenset[str]) -> CaseFacts:
    """Return the facts of *case* as somebody with these *roles* acts on it."""
    counts = case_counts(reader, case.id)
    return CaseFacts(
        direction=case.direction,
        state=case.state,
        state_before=case.state_before,
        route=case.route,
        route_computed=case.route_computed,
        actor_roles=roles,
        desk_roles=roles_at_desk(reader),
        members=counts["members"],
        meeting_sides=meeting_sides(reader, case.id),
        joint_meeting_considered=case.joint_meeting_considered,
        single_la_spoc_considered=case.single_la_spoc_considered,
        spoc_sides=spoc_sides(reader, case.id),
        ukpps_spoc_verified=counts["ukpps_spoc_verified"] > 0,
        needs=counts["needs"],
        needs_not_in_place=counts["needs_not_in_place"],
        tiers_in_use=frozenset(Tier(tier) for tier in tiers_in_use(reader, case.id)),
        tiers_informed=frozenset(Tier(tier) for tier in tiers_informed(reader, case.id)),
        routes_to_stop_started=counts["routes_started"] > 0,
        items=counts["items"],
        items_unanswered=counts["items_unanswered"],
        items_open=counts["items_open"],
        items_not_passed=counts["items_not_passed"],
        open_queries=counts["open_queries"],
        open_concerns=counts["open_concerns"],
        pausing_concerns=counts["pausing_concerns"],
    )


def meeting_sides(reader: Reader, case_id: str) -> frozenset[Side]:
    """Return the sides whose Director UKPPS has met."""
    held = MEETINGS.find(reader, "case_id = ?", (case_id,))
    return frozenset(side for meeting in held for side in MEETING_SIDES[meeting.kind])


def spoc_sides(reader: Reader, case_id: str) -> frozenset[Side]:
    """Return the sides of the LA SPOCs who are appointed now."""
    running = APPOINTMENTS.find(reader, "case_id = ? AND ended_on IS NULL AND duty = ?", (case_id, Duty.LA_SPOC.value))
    return frozenset(appointment.side for appointment in running)

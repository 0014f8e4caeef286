"""How every sample relocation begins: notified, household, route, meeting, both SPOCs, services told."""

from dataclasses import dataclass

from spoc_desk.casework.cases import confirm_route, move, record_notification
from spoc_desk.casework.household import add_member
from spoc_desk.casework.meetings import record_meeting
from spoc_desk.casework.names import set_name
from spoc_desk.casework.needs import add_need, inform_service
from spoc_desk.casework.sample.desk import Desk, stored_id
from spoc_desk.casework.spocs import add_ukpps_spoc, allocate, verify_ukpps_spoc
from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.forms.definition import Answer, Answers

JOINT: Answers = {
    "think_family": "yes",
    "joint_meeting_considered": "yes",
    "joint_meeting_decision": "joint",
    "single_la_spoc_considered": "yes",
    "single_la_spoc_decision": "single",
}


@dataclass(frozen=True)
class Person:
    """One invented member of a household."""

    answers: Answers
    given: str = ""
    family: str = ""


@dataclass
class Family:
    """A case under way: its id and its people in the order they were entered."""

    case_id: str
    people: list[str]


def notify(desk: Desk, direction: str, days_ago: int, people: list[Person], subject: str = "family") -> Family:
    """Record what UKPPS told us and who belongs to the household."""
    day = desk.go_to(days_ago)
    told = {
        "direction": direction, "subject_kind": subject, "ukpps_notified_on": day, "notified_to": "both",
        "notified_person": desk.contacts["dcs"], "chief_constable_informed": "yes", "move_date": desk.day(days_ago - 3),
    }  # fmt: skip
    case_id = stored_id(record_notification(desk.vault, answers=told, sample=True))
    family = Family(case_id, [])
    for person in people:
        member_id = stored_id(add_member(desk.vault, case_id=case_id, answers=person.answers))
        family.people.append(member_id)
        if person.given:
            names = {"given_name": person.given, "family_name": person.family}
            set_name(desk.vault, member_id=member_id, answers=names)
    return family


def set_route(desk: Desk, family: Family, route: str) -> None:
    """Confirm the route; a joint one answers the joint questions."""
    confirm_route(desk.vault, case_id=family.case_id, route=route, answers=JOINT if route == "joint" else {})


def meet(desk: Desk, family: Family, kind: str, days_ago: int, minutes: str) -> None:
    """Hold the meeting with UKPPS: the UKPPS SPOC is named and met in person, flags are agreed."""
    day = desk.go_to(days_ago)
    spoc: dict[str, Answer] = {
        "display_name": "J. Sample, UKPPS SPOC", "role": "ukpps_spoc", "phone": "07700 900142", "active_from": day,
        "identity_verified": "not_yet",
    }  # fmt: skip
    contact = stored_id(add_ukpps_spoc(desk.vault, case_id=family.case_id, answers=spoc))
    answers: dict[str, Answer] = {
        "kind": kind, "requested_on": desk.day(days_ago + 3), "held_on": day, "held_time": "10:30",
        "face_to_face": "yes", "venue": "dass_office" if kind == "dass" else "dcs_office", "informed_of_move": "yes",
        "provision_identified": "yes", "ukpps_spoc_identified": "yes", "la_spoc_identified": "no",
        "flag_instruction_given": "yes", "minutes": minutes,
    }  # fmt: skip
    attendees: list[Answers] = [{"name": "J. Sample", "organisation": "ukpps", "capacity": "spoc"}]
    if kind in ("dcs", "joint"):
        attendees.append({"name": "Robin Tallis", "organisation": "children", "capacity": "dcs"})
    if kind in ("dass", "joint"):
        attendees.append({"name": "Imogen Farrow", "organisation": "adults", "capacity": "dass"})
    actions: list[Answers] = [
        {
            "text": "Name the LA SPOC and tell the UKPPS SPOC",
            "owner": "Office of the DCS",
            "due_on": desk.day(days_ago - 7),
        }
    ]
    record_meeting(desk.vault, case_id=family.case_id, answers=answers, attendees=attendees, actions=actions)
    verify_ukpps_spoc(desk.vault, ukpps_contact_id=contact, answers={"identity_verified": "met"})


def name_spoc(desk: Desk, family: Family, side: str, days_ago: int) -> None:
    """Name the LA SPOC and a deputy."""
    day = desk.go_to(days_ago)
    by = {"children": "dcs", "adults": "dass", "both": "both"}[side]
    for duty, key in (("la_spoc", "spoc"), ("deputy", "deputy")):
        answers = {
            "contact_id": desk.contacts[key], "duty": duty, "side": side, "allocated_by": by, "allocated_on": day,
            "briefed_on": day,
        }  # fmt: skip
        allocate(desk.vault, case_id=family.case_id, answers=answers)


def inform(desk: Desk, family: Family, needs: list[Answers], services: list[str], days_ago: int) -> None:
    """Enter the services needed, tell their leads, and open the exchange."""
    day = desk.go_to(days_ago)
    for need in needs:
        add_need(desk.vault, case_id=family.case_id, answers=need)
    for key in services:
        notice = {"service": desk.contacts[key], "informed_on": day, "method": "in_person"}
        inform_service(desk.vault, case_id=family.case_id, answers=notice)


def open_exchange(desk: Desk, family: Family) -> None:
    """Services are informed; the exchange opens."""
    move(desk.vault, case_id=family.case_id, event=CaseEvent.SERVICES_INFORMED, answers={"no_needs": "no"})
    move(desk.vault, case_id=family.case_id, event=CaseEvent.OPEN_EXCHANGE)

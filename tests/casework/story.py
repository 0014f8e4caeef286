"""The day's work, step by step, with the answers an officer would give. A test changes only what matters to it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar, cast

from spoc_desk.casework import cases, directory, household, meetings, needs, spocs
from spoc_desk.casework.change import Done
from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import Case
from spoc_desk.domain.contacts import Appointment, UkppsContact
from spoc_desk.domain.exchanges import Applicable, ItemState
from spoc_desk.domain.household import Member
from spoc_desk.domain.meetings import Meeting
from spoc_desk.domain.record import CaseId, Record, new_id
from spoc_desk.domain.routes import RouteToStop
from spoc_desk.domain.terms import Tri
from spoc_desk.vault.records.stores import ITEMS, ROUTES_TO_STOP
from spoc_desk.vault.vault import Vault

R = TypeVar("R", bound=Record)

NOTIFICATION = {
    "direction": "arrival",
    "subject_kind": "family",
    "ukpps_notified_on": "2026-11-16",
    "notified_to": "both",
}
JOINT = {
    "think_family": "yes",
    "joint_meeting_considered": "yes",
    "joint_meeting_decision": "joint",
    "single_la_spoc_considered": "yes",
    "single_la_spoc_decision": "single",
}
CHILD = {"kind": "child", "date_of_birth": "2017-05-01", "relationship": "child"}
UNBORN = {"kind": "unborn", "expected_delivery_date": "2027-03-03", "relationship": "child"}
MOTHER = {"kind": "adult", "date_of_birth": "1992-02-02", "relationship": "mother", "care_and_support_needs": "no"}
GRANDFATHER = {
    "kind": "adult",
    "date_of_birth": "1950-05-05",
    "relationship": "grandparent",
    "care_and_support_needs": "yes",
}
MEETING = {"kind": "joint", "held_on": "2026-11-20", "face_to_face": "yes", "informed_of_move": "yes"}
UKPPS_PERSON = {"name": "R. Lane", "organisation": "ukpps", "capacity": "spoc"}
DCS = {"name": "D. Hill", "organisation": "children", "capacity": "dcs"}
DASS = {"name": "S. Wood", "organisation": "adults", "capacity": "dass"}
UKPPS_SPOC = {"display_name": "R. Lane", "role": "ukpps_spoc", "phone": "07700 900123", "active_from": "2026-11-20"}


def stored(done: Done, kind: type[R]) -> R:
    """Return the record of a change, of the kind it must be."""
    assert isinstance(done.record, kind)
    return done.record


@dataclass
class Story:
    """One case and the vault it is in."""

    vault: Vault
    case_id: str = ""

    @property
    def clock(self) -> FixedClock:
        return cast(FixedClock, self.vault.clock)

    @property
    def case(self) -> Case:
        return cases.case(self.vault, self.case_id)

    def act_as(self, *roles: str) -> None:
        """Let somebody with these roles sit at the desk."""
        self.vault.actor = replace(self.vault.actor, roles=frozenset(roles))

    def notify(self, **answers: str) -> Case:
        case = stored(cases.record_notification(self.vault, answers={**NOTIFICATION, **answers}), Case)
        self.case_id = case.id
        return case

    def add(self, answers: dict[str, str], **changes: str) -> Member:
        return stored(household.add_member(self.vault, case_id=self.case_id, answers={**answers, **changes}), Member)

    def family(self) -> tuple[Member, ...]:
        """Add two school children, an unborn child, a mother and a grandfather who needs care and support."""
        second = {**CHILD, "date_of_birth": "2020-02-01"}
        return tuple(self.add(one) for one in (CHILD, second, UNBORN, MOTHER, GRANDFATHER))

    def confirm(self, route: str = "joint", **answers: str) -> Case:
        given = {**JOINT, **answers} if route == "joint" else answers
        return stored(cases.confirm_route(self.vault, case_id=self.case_id, route=route, answers=given), Case)

    def meet(self, attendees: Any = (UKPPS_PERSON, DCS, DASS), actions: Any = (), **answers: str) -> Meeting:
        given = {**MEETING, **answers}
        done = meetings.record_meeting(
            self.vault, case_id=self.case_id, answers=given, attendees=attendees, actions=actions
        )
        return stored(done, Meeting)

    def contact(self, name: str = "Jordan Field", **answers: str) -> str:
        given = {"kind": "person", "name": name, "phone": "07700 900001", **answers}
        done = directory.add_contact(self.vault, answers=given)
        assert done.record is not None
        return done.record.id

    def name_spoc(self, contact_id: str = "", **answers: str) -> Appointment:
        given = {
            "contact_id": contact_id or self.contact(),
            "duty": "la_spoc",
            "side": "both",
            "allocated_by": "both",
            "allocated_on": self.clock.today().isoformat(),
            **answers,
        }
        return stored(spocs.allocate(self.vault, case_id=self.case_id, answers=given), Appointment)

    def ukpps_spoc(self, **answers: str) -> UkppsContact:
        done = spocs.add_ukpps_spoc(self.vault, case_id=self.case_id, answers={**UKPPS_SPOC, **answers})
        return stored(done, UkppsContact)

    def verify(self, contact: UkppsContact) -> None:
        spocs.verify_ukpps_spoc(
            self.vault,
            ukpps_contact_id=contact.id,
            answers={"identity_verified": "call_back", "verified_by": "J. Field"},
        )

    def move(self, event: str, **answers: str) -> Case:
        return stored(cases.move(self.vault, case_id=self.case_id, event=event, answers=answers), Case)

    def need(self, service: str, tier: str, **answers: str) -> str:
        prior = "before" if self.case.direction.value == "arrival" else "now"
        given = {"service": service, "tier": tier, "prior_or_current": prior, "continuity": "to_arrange", **answers}
        done = needs.add_need(self.vault, case_id=self.case_id, answers=given)
        assert done.record is not None
        return done.record.id

    def inform(self, service: str, **answers: str) -> None:
        contact = self.contact(f"Lead of {service}", service=service, kind="service")
        given = {"service": contact, "informed_on": self.clock.today().isoformat(), "method": "phone", **answers}
        needs.inform_service(self.vault, case_id=self.case_id, answers=given)

    def up_to_meeting(self, **notification: str) -> None:
        self.notify(**notification)
        self.family()
        self.confirm()
        self.meet()

    def up_to_services(self, **notification: str) -> None:
        self.up_to_meeting(**notification)
        self.name_spoc()
        if self.case.direction.value == "departure":
            self.start_routes()
        self.move("services_informed", no_needs="yes")

    def up_to_exchange(self, **notification: str) -> None:
        self.up_to_services(**notification)
        self.verify(self.ukpps_spoc())
        self.move("open_exchange")

    def settle_items(self) -> None:
        """Answer every row of the baseline as not relevant."""
        with self.vault.transaction("settled") as tx:
            for item in ITEMS.find(tx, "case_id = ?", (self.case_id,)):
                settled = replace(item, applicable=Applicable.NO, state=ItemState.NOT_APPLICABLE, is_open=False)
                ITEMS.update(tx, item, settled)

    def start_routes(self) -> None:
        """Answer one row of the routes to stop."""
        row = RouteToStop(id=new_id(), case_id=CaseId(self.case_id), route="ctf", applies=Tri.YES)
        with self.vault.transaction("started the list") as tx:
            ROUTES_TO_STOP.insert(tx, row)


def day(text: str) -> date:
    """Return a day of the story."""
    return date.fromisoformat(text)

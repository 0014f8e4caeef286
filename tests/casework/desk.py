"""A desk ready to work at: an arrival and a departure with a family of five, for tests of the exchange."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from spoc_desk.casework.council import save_profile
from spoc_desk.casework.exchange import create_baseline
from spoc_desk.casework.sharing import decide
from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import Case, CaseState, Direction, NotifiedTo, Route
from spoc_desk.domain.contacts import AllocatedBy, Appointment, Contact, ContactKind, IdentityCheck, UkppsContact
from spoc_desk.domain.household import Member, MemberKind, Relationship
from spoc_desk.domain.record import CaseId, ContactId, MemberId, new_id
from spoc_desk.domain.terms import Side, Tri
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.records.stores import APPOINTMENTS, CASES, CONTACTS, ITEMS, MEMBERS, UKPPS_CONTACTS
from spoc_desk.vault.vault import Vault
from tests.factories import next_reference

TODAY = date(2026, 11, 23)
DECISION = {
    "what_information": "School record", "purpose": "So that the school can support the child",
    "consent_sought": "not_basis", "lawful_basis": "public_task", "necessary_and_proportionate": "yes",
    "third_parties_protected": "yes", "outcome": "share", "rationale": "Needed for support",
}  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """A case and the people around it."""

    vault: Vault
    clock: FixedClock
    case_id: str
    school: str
    health: str
    spoc: str
    children: tuple[str, ...]
    unborn: str
    mother: str
    grandfather: str

    @property
    def everybody(self) -> tuple[str, ...]:
        return (*self.children, self.unborn, self.mother, self.grandfather)

    def item(self, kind: str) -> str:
        """Return the first item of a kind of record."""
        found = ITEMS.find(self.vault, "case_id = ? AND record_type = ?", (self.case_id, kind), tail="ORDER BY item_no")
        return found[0].id

    def decision(self, **changes: str) -> str:
        """Record a decision and return its id."""
        done = decide(self.vault, case_id=self.case_id, answers={**DECISION, **changes})
        assert done.record is not None
        return done.record.id

    def case(self) -> Case:
        return CASES.get(self.vault, self.case_id)

    def set_state(self, state: CaseState) -> None:
        with self.vault.transaction("test") as tx:
            case = CASES.get(tx, self.case_id)
            CASES.update(tx, case, replace(case, state=state))


def lay_out(vault: Vault, clock: FixedClock, direction: Direction, *, verified: bool = True) -> Desk:
    """Store the case, its people and contacts, and the checklist, with the exchange open."""
    save_profile(vault, load_profile("luton"))
    with vault.transaction("laid out a desk") as tx:
        case = CASES.insert(
            tx,
            Case(
                id=CaseId(new_id()), case_ref=next_reference(), direction=direction,
                ukpps_notified_on=TODAY - timedelta(days=30), notified_to=NotifiedTo.BOTH, route=Route.JOINT,
                route_computed=Route.JOINT, state=CaseState.EXCHANGE_ACTIVE,
            ),
        )  # fmt: skip
        school = _contact(tx, "Harbour Primary office")
        health = _contact(tx, "Health visiting team")
        spoc = _contact(tx, "Jordan Field", ContactKind.PERSON, phone="0300 000 0100")
        APPOINTMENTS.insert(
            tx, Appointment(id=new_id(), case_id=case.id, contact_id=ContactId(spoc), side=Side.BOTH,
                            allocated_by=AllocatedBy.BOTH, allocated_on=TODAY - timedelta(days=20)),
        )  # fmt: skip
        UKPPS_CONTACTS.insert(
            tx, UkppsContact(id=new_id(), case_id=case.id, display_name="UKPPS SPOC", phone="07700 900123",
                             identity_verified=IdentityCheck.MET if verified else IdentityCheck.NOT_YET,
                             active_from=TODAY - timedelta(days=25)),
        )  # fmt: skip
        children = tuple(
            _member(tx, case.id, f"Child {letter}", MemberKind.CHILD, date_of_birth=date(year, 5, 4))
            for letter, year in (("A", 2017), ("B", 2020))
        )
        unborn = _member(tx, case.id, "Unborn 1", MemberKind.UNBORN, expected_delivery_date=date(2027, 3, 3))
        mother = _member(tx, case.id, "Adult 1", MemberKind.ADULT, date_of_birth=date(1990, 2, 1))
        grandfather = _member(
            tx, case.id, "Adult 2", MemberKind.ADULT, date_of_birth=date(1950, 2, 1), care_and_support_needs=Tri.YES
        )
        create_baseline(tx, case, TODAY)
    return Desk(vault, clock, case.id, school, health, spoc, children, unborn, mother, grandfather)


def _contact(tx, name: str, kind: ContactKind = ContactKind.SERVICE, **values: str) -> str:  # type: ignore[no-untyped-def]
    return CONTACTS.insert(tx, Contact(id=ContactId(new_id()), kind=kind, name=name, **values)).id


def _member(tx, case_id: CaseId, alias: str, kind: MemberKind, **values: object) -> str:  # type: ignore[no-untyped-def]
    member = Member(
        id=MemberId(new_id()), case_id=case_id, alias=alias, kind=kind, relationship=Relationship.OTHER, **values
    )  # type: ignore[arg-type]
    return MEMBERS.insert(tx, member).id

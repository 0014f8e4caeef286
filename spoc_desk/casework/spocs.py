"""The two SPOCs of a case: the UKPPS contact with verified identity, and who is LA SPOC, deputy or cover here."""

from dataclasses import dataclass, replace
from datetime import date

from spoc_desk.casework.accepting import Accepted, accept, accept_change
from spoc_desk.casework.case_moves import advance
from spoc_desk.casework.case_reading import facts_of
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.clocks import meet_clock
from spoc_desk.casework.flag_reviews import ask_review
from spoc_desk.casework.holds import refuse_closed, refuse_without_role
from spoc_desk.casework.own_cases import refuse_own_cover
from spoc_desk.casework.reaching import Reachable, reachable, recheck_cover
from spoc_desk.casework.standards import review_standards
from spoc_desk.domain import case_guards
from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.domain.case_states import offers
from spoc_desk.domain.cases import Case, CaseState, Route, SpocCount
from spoc_desk.domain.contacts import Absence, Appointment, Contact, Duty, IdentityCheck, UkppsContact, UkppsRole
from spoc_desk.domain.record import new_id
from spoc_desk.domain.route import covered
from spoc_desk.domain.terms import Side
from spoc_desk.errors import BadAnswer, Incomplete, NotYet
from spoc_desk.forms.definition import Answers
from spoc_desk.vault.records.stores import ABSENCES, APPOINTMENTS, CASES, CONTACTS, MEETINGS, UKPPS_CONTACTS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

__all__ = [
    "AppointmentView",
    "Reachable",
    "absences",
    "add_ukpps_spoc",
    "allocate",
    "appointments",
    "current_la_spocs",
    "current_ukpps_spoc",
    "edit_ukpps_spoc",
    "end_appointment",
    "end_ukpps_spoc",
    "reachable",
    "record_absence",
    "ukpps_spocs",
    "verify_ukpps_spoc",
]

NAME_SPOC = "D-02"


@dataclass(frozen=True)
class AppointmentView:
    """An appointment and the person it is about."""

    appointment: Appointment
    contact: Contact

    @property
    def words(self) -> str:
        """Return "Asha Brook, LA SPOC (Both)"."""
        return f"{self.contact.name}, {self.appointment.duty.label} ({self.appointment.side.label})"


def add_ukpps_spoc(vault: Vault, *, case_id: str, answers: Answers) -> Done:
    """Record a UKPPS contact (form "ukpps_spoc"). A new UKPPS SPOC ends the one before: one is current per case."""
    today = vault.clock.today()
    case = _case(vault, case_id)
    accepted = accept(vault, "ukpps_spoc", answers, today, direction=case.direction)
    new = accepted.new(UkppsContact, id=new_id(), case_id=case.id)
    _check_ukpps(new)
    with vault.transaction("recorded a UKPPS contact") as tx:
        if new.role is UkppsRole.SPOC and new.active_to is None:
            _end_current(tx, new)
        stored = UKPPS_CONTACTS.insert(tx, new)
        review_standards(tx, case, today)
    return _spoc_done(case_id, stored.id, accepted, stored)


def edit_ukpps_spoc(vault: Vault, *, ukpps_contact_id: str, answers: Answers, version: int) -> Done:
    """Correct a UKPPS contact. Raises StaleRecord."""
    today = vault.clock.today()
    before = replace(UKPPS_CONTACTS.get(vault, ukpps_contact_id), version=version)
    case = _case(vault, before.case_id)
    accepted = accept_change(vault, "ukpps_spoc", before, answers, today, direction=case.direction)
    after = accepted.changed(before)
    _check_ukpps(after)
    with vault.transaction("corrected a UKPPS contact") as tx:
        stored = UKPPS_CONTACTS.update(tx, before, after)
        review_standards(tx, case, today)
    return _spoc_done(case.id, stored.id, accepted, stored)


def verify_ukpps_spoc(vault: Vault, *, ukpps_contact_id: str, answers: Answers) -> Done:
    """Record how the identity was verified: `identity_verified`; `verified_by` and `verified_on` if not you, today."""
    today = vault.clock.today()
    before = UKPPS_CONTACTS.get(vault, ukpps_contact_id)
    case = _case(vault, before.case_id)
    given = {"verified_by": vault.actor.name, "verified_on": today.isoformat()}
    given |= {
        name: str(answers[name]) for name in ("identity_verified", "verified_by", "verified_on") if answers.get(name)
    }
    accepted = accept_change(vault, "ukpps_spoc", before, given, today, direction=case.direction)
    after = accepted.changed(before)
    if after.identity_verified is IdentityCheck.NOT_YET:
        raise Incomplete("Say how the identity was verified.", "domain 1.3")
    with vault.transaction("verified the identity of a UKPPS contact") as tx:
        stored = UKPPS_CONTACTS.update(tx, before, after)
    return _spoc_done(case.id, stored.id, accepted, stored)


def end_ukpps_spoc(vault: Vault, *, ukpps_contact_id: str, active_to: date | None = None) -> Done:
    """Record that somebody is no longer the UKPPS contact; the record stays as history."""
    today = vault.clock.today()
    before = UKPPS_CONTACTS.get(vault, ukpps_contact_id)
    case = _case(vault, before.case_id)
    day = active_to or today
    if not before.active_from <= day <= today:
        raise BadAnswer("The last day must lie between the first day and today.", "active_to")
    with vault.transaction("ended a UKPPS contact") as tx:
        stored = UKPPS_CONTACTS.update(tx, before, replace(before, active_to=day))
        review_standards(tx, case, today)
    return Done(Change(What.SPOC, case.id, (stored.id,)), record=stored)


def ukpps_spocs(vault: Reader, case_id: str) -> tuple[UkppsContact, ...]:
    """Return the UKPPS contacts of a case: the current ones first, then the history."""
    order = "ORDER BY active_to IS NOT NULL, role = 'ukpps_spoc' DESC, active_from DESC"
    return tuple(UKPPS_CONTACTS.find(vault, "case_id = ?", (case_id,), tail=order))


def current_ukpps_spoc(vault: Reader, case_id: str) -> UkppsContact | None:
    """Return the UKPPS SPOC of a case now, verified or not."""
    return next(
        (one for one in ukpps_spocs(vault, case_id) if one.active_to is None and one.role is UkppsRole.SPOC), None
    )


def allocate(vault: Vault, *, case_id: str, answers: Answers) -> Done:
    """Name the LA SPOC, a deputy or cover (form "appointment").

    Naming an LA SPOC is for the office of the DCS or the DASS, after the meeting. It meets D-02 of each side it covers,
    moves the case on once every side is covered, and asks for the flags to be issued again when the name changes.
    """
    today = vault.clock.today()
    case = _case(vault, case_id)
    accepted = accept(vault, "appointment", answers, today, direction=case.direction)
    new = accepted.new(Appointment, id=new_id(), case_id=case.id)
    CONTACTS.get(vault, new.contact_id)
    _check_allocation(vault, case, new, today)
    with vault.transaction("named the LA SPOC" if new.duty is Duty.LA_SPOC else "named a deputy or cover") as tx:
        former = APPOINTMENTS.count(tx, "case_id = ? AND duty = 'la_spoc'", (case.id,))
        if new.duty is Duty.LA_SPOC:
            _replace_former(tx, case, new)
        stored = APPOINTMENTS.insert(tx, new)
        if former and new.duty is Duty.LA_SPOC:
            ask_review(tx, case.id, today)  # every flag carries the name
        _after_naming(tx, vault, case, stored, today)
    return _spoc_done(case.id, stored.id, accepted, stored)


def end_appointment(vault: Vault, *, appointment_id: str, ended_on: date | None = None) -> Done:
    """Record the last day of an LA SPOC, a deputy or cover. Nobody left to reach starts D-31."""
    today = vault.clock.today()
    before = APPOINTMENTS.get(vault, appointment_id)
    case = _case(vault, before.case_id)
    _check_actor(vault, case, before.duty)
    day = ended_on or today
    if not before.allocated_on <= day <= today:
        raise BadAnswer("The last day must lie between the first day and today.", "ended_on")
    with vault.transaction("ended an appointment") as tx:
        stored = APPOINTMENTS.update(tx, before, replace(before, ended_on=day))
        review_standards(tx, case, today)
        recheck_cover(tx, case, today)
    return Done(Change(What.SPOC, case.id, (stored.id,)), record=stored)


def appointments(vault: Reader, case_id: str) -> tuple[AppointmentView, ...]:
    """Return who is and was LA SPOC, deputy and cover of a case: running appointments first."""
    order = "ORDER BY ended_on IS NOT NULL, duty = 'la_spoc' DESC, allocated_on DESC, created_at DESC"
    found = APPOINTMENTS.find(vault, "case_id = ?", (case_id,), tail=order)
    return tuple(AppointmentView(one, CONTACTS.get(vault, one.contact_id)) for one in found)


def current_la_spocs(vault: Reader, case_id: str) -> tuple[AppointmentView, ...]:
    """Return the LA SPOC of each side, or the single one."""
    return tuple(
        one
        for one in appointments(vault, case_id)
        if one.appointment.duty is Duty.LA_SPOC and one.appointment.ended_on is None
    )


def record_absence(vault: Vault, *, answers: Answers) -> Done:
    """Record days on which one of our people cannot be reached, and who covers (form "absence").

    Every case they hold is checked: a day without anybody starts D-31.
    """
    today = vault.clock.today()
    accepted = accept(vault, "absence", answers, today)
    new = accepted.new(Absence, id=new_id())
    CONTACTS.get(vault, new.contact_id)
    if new.ends_on < new.starts_on:
        raise BadAnswer("The last day is before the first.", "ends_on")
    if new.cover_contact_id == new.contact_id:
        raise BadAnswer("Choose somebody else as cover.", "cover_contact_id")
    refuse_own_cover(vault, new.contact_id, new.cover_contact_id)
    with vault.transaction("recorded an absence") as tx:
        stored = ABSENCES.insert(tx, new)
        for case in _cases_of(tx, new.contact_id):
            recheck_cover(tx, case, today)
    return Done(Change(What.SPOC, None, (stored.id,)), accepted.leaks, stored)


def absences(vault: Reader, contact_id: str) -> tuple[Absence, ...]:
    """Return the absences of one person, the latest first."""
    return tuple(ABSENCES.find(vault, "contact_id = ?", (contact_id,), tail="ORDER BY starts_on DESC"))


def _case(reader: Reader, case_id: str) -> Case:
    case = CASES.get(reader, case_id)
    refuse_closed(case)
    refuse_without_role(case)
    return case


def _check_ukpps(contact: UkppsContact) -> None:
    if not (contact.phone.strip() or contact.email.strip()):
        raise Incomplete("Enter a phone number or a secure e-mail address.", "domain 1.3")
    if contact.identity_verified is not IdentityCheck.NOT_YET and not (contact.verified_by and contact.verified_on):
        raise Incomplete("Say who verified the identity, and when.", "domain 1.3")
    if contact.active_to is not None and contact.active_to < contact.active_from:
        raise BadAnswer("The last day is before the first.", "active_to")


def _end_current(tx: Transaction, new: UkppsContact) -> None:
    current = current_ukpps_spoc(tx, new.case_id)
    if current is not None:
        if new.active_from < current.active_from:
            raise BadAnswer("The UKPPS SPOC before began later than this day. Check the dates.", "active_from")
        UKPPS_CONTACTS.update(tx, current, replace(current, active_to=new.active_from))


def _check_actor(vault: Vault, case: Case, duty: Duty) -> None:
    """The DCS or the DASS names; cover for an absence may also be recorded by the LA SPOC."""
    facts = facts_of(vault, case, vault.actor.roles)
    if not (facts.by_director or (duty is Duty.COVER and facts.by_spoc)):
        raise NotYet(case_guards.DIRECTOR_ACTS.sentence(facts), case_guards.DIRECTOR_ACTS.source)


def _check_allocation(vault: Vault, case: Case, new: Appointment, today: date) -> None:
    _check_actor(vault, case, new.duty)
    if not MEETINGS.count(vault, "case_id = ?", (case.id,)):
        raise NotYet(case_guards.MEETING_RECORDED.sentence(facts_of(vault, case, frozenset())), "domain 3.1")
    if new.allocated_on > today:
        raise BadAnswer("The date must be today or in the past.", "allocated_on")
    if new.allocated_on < case.ukpps_notified_on:
        raise BadAnswer("The LA SPOC cannot be named before UKPPS told us.", "allocated_on")
    if new.duty is Duty.LA_SPOC and case.route is Route.JOINT:
        _check_joint(case, new)


def _check_joint(case: Case, new: Appointment) -> None:
    """What was decided about a single LA SPOC holds until it is decided again (R-003-30)."""
    single = new.side is Side.BOTH
    if single and case.single_la_spoc_decision is SpocCount.TWO:
        raise BadAnswer("It was decided to have two LA SPOCs. Name one for each side.", "side", "S003:57")
    if not single and case.single_la_spoc_decision is SpocCount.SINGLE:
        raise BadAnswer("It was decided to have one LA SPOC for both sides. Choose “Both”.", "side", "S003:57")


def _replace_former(tx: Transaction, case: Case, new: Appointment) -> None:
    """End the LA SPOCs whose sides the new one takes over; half of a single one cannot be taken away."""
    running = APPOINTMENTS.find(tx, "case_id = ? AND ended_on IS NULL AND duty = 'la_spoc'", (case.id,))
    for former in running:
        if covered(former.side) <= covered(new.side):
            ended = max(new.allocated_on, former.allocated_on)
            APPOINTMENTS.update(tx, former, replace(former, ended_on=ended))
        elif covered(former.side) & covered(new.side):
            raise BadAnswer("One LA SPOC serves both sides. End that first, then name one for each side.", "side")


def _after_naming(tx: Transaction, vault: Vault, case: Case, new: Appointment, today: date) -> None:
    if new.duty is Duty.LA_SPOC:
        for side in covered(new.side):
            meet_clock(tx, NAME_SPOC, case.id, new.allocated_on, side.value)
        facts = facts_of(tx, case, vault.actor.roles)
        if any(offer.event is CaseEvent.ALLOCATE and offer.allowed for offer in offers(facts)):
            case = advance(tx, case, CaseEvent.ALLOCATE, vault.actor.roles, today)
        review_standards(tx, case, today)
    recheck_cover(tx, case, today)


def _cases_of(reader: Reader, contact_id: str) -> list[Case]:
    where = "state <> ? AND id IN (SELECT case_id FROM appointments WHERE contact_id = ? AND ended_on IS NULL)"
    return CASES.find(reader, where, (CaseState.CLOSED.value, contact_id))


def _spoc_done(case_id: str, record_id: str, accepted: Accepted, record: UkppsContact | Appointment) -> Done:
    return Done(Change(What.SPOC, case_id, (record_id,)), accepted.leaks, record)

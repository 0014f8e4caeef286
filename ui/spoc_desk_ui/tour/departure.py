"""The departure of a mother and two children: records are gathered here and go to the UKPPS SPOC, to nobody else."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt

from . import checking, moves
from .first_day import DCS, DEPUTY, EDUCATION, GP, HEALTH_VISITING, SCHOOL, SOCIAL_CARE, SPOC
from .hands import Given
from .stage import REST, Script, Shot, Stage

Filled = Mapping[str, Given]

FAMILY: tuple[Filled, ...] = (
    {"kind": "child", "date_of_birth": "24 10 2013", "sex": "male", "relationship": "child", "school": SCHOOL,
     "status_flags": ("Child in need",)},
    {"kind": "child", "date_of_birth": "7 9 2023", "sex": "female", "relationship": "child"},
    {"kind": "adult", "date_of_birth": "13 11 1988", "sex": "female", "relationship": "mother",
     "parental_responsibility": "yes", "care_and_support_needs": "no"},
)  # fmt: skip
MEETING: Filled = {
    "requested_on": "24 11 2026", "held_on": "today", "held_time": "14:00", "face_to_face": "yes",
    "venue": "dcs_office", "informed_of_move": "yes", "provision_identified": "yes", "ukpps_spoc_identified": "yes",
    "la_spoc_identified": "no", "flag_instruction_given": "yes",
    "minutes": "UKPPS told us that the family is leaving. School and social work support go on without a gap.",
}  # fmt: skip
PRESENT: tuple[Filled, ...] = (
    {"name": "J. Sample", "organisation": "ukpps", "capacity": "spoc"},
    {"name": "Robin Tallis", "organisation": "children", "capacity": "dcs"},
)
NEEDS: tuple[Filled, ...] = (
    {"members": ("Child A",), "tier": "universal", "service": "school", "prior_or_current": "now",
     "local_provider": SCHOOL, "continuity": "in_place"},
    {"members": ("Child A", "Child B"), "tier": "specialist", "service": "childrens_social_care",
     "prior_or_current": "now", "local_provider": SOCIAL_CARE, "continuity": "in_place"},
)  # fmt: skip
SCHOOL_RECORD, SOCIAL_RECORD = ("School record",), ("Children's social work",)
DECISION: Filled = {
    "what_information": "School record with the safeguarding file",
    "purpose": "So that the support of the child goes on without a gap.",
    "consent_sought": "not_basis", "lawful_basis": "public_task", "outcome": "share", "decided_on": "today",
    "necessary_and_proportionate": "yes", "third_parties_protected": "yes",
    "rationale": "The record is needed to keep the child safe. It goes to the UKPPS SPOC and to nobody else.",
}  # fmt: skip


def notification(stage: Stage) -> Script:
    """UKPPS tells the DCS that a family leaves."""
    hands = stage.hands
    yield from moves.next_day(stage, date(2026, 11, 24))
    yield from moves.place(stage, "Relocations")
    hands.press("New relocation")
    yield REST
    hands.answer(direction="departure", subject_kind="family", ukpps_notified_on="today", notified_to="dcs",
                 notified_person=DCS, chief_constable_informed="yes")  # fmt: skip
    yield from moves.save(stage, "Record the notification")
    yield from moves.part(stage, "Household")
    for person in FAMILY:
        hands.press("Add a person")
        yield REST
        hands.answer(**person)
        yield from moves.save(stage, "Add this person")
    yield from moves.part(stage, "What now")
    yield from moves.make_move(stage, "Confirm the route", route="child")


def meeting(stage: Stage) -> Script:
    """The meeting with the DCS, the UKPPS SPOC called back, the LA SPOC named."""
    hands = stage.hands
    yield from moves.next_day(stage, date(2026, 11, 25))
    yield from moves.part(stage, "Meetings")
    hands.press("Record a meeting")
    yield REST
    hands.answer(kind="dcs")
    hands.answer(**MEETING)
    hands.answer_rows("Who was there", PRESENT, "Add a person")
    yield from moves.save(stage, "Record this meeting")
    yield from moves.part(stage, "SPOCs")
    hands.press("Record the UKPPS contact")
    yield REST
    hands.answer(display_name="J. Sample, UKPPS SPOC", role="ukpps_spoc", phone="07700 900142", active_from="today",
                 identity_verified="call_back", verified_by=SPOC, verified_on="today")  # fmt: skip
    yield from moves.save(stage, "Record this contact")
    hands.press("Name the LA SPOC")
    yield REST
    hands.answer(contact_id=DEPUTY, duty="la_spoc", side="children", allocated_by="dcs", allocated_on="today",
                 briefed_on="today")  # fmt: skip
    yield from moves.save(stage, "Record the naming")


def services(stage: Stage) -> Script:
    """The everyday routes are stopped before any service is told; then the leads learn whom to ask."""
    hands = stage.hands
    yield from moves.part(stage, "Routes to stop")
    for row in range(hands.rows()):
        hands.pick_number(row)
        hands.type_text("y" if row < _APPLY else "n")
        yield REST
    for row in range(_APPLY):
        hands.pick_number(row)
        hands.key(Qt.Key.Key_Return)
        yield REST
        hands.answer(owner="Education records office", told_on="today", confirmed_on="today")
        yield from moves.save(stage, "Save")
    yield Shot("Departure: the everyday routes are stopped first")
    yield from moves.part(stage, "Needs")
    for need in NEEDS:
        hands.press("Add a service")
        yield REST
        hands.answer(**need)
        yield from moves.save(stage, "Add this service")
    for lead in (SCHOOL, SOCIAL_CARE, HEALTH_VISITING, GP):
        hands.press("Tell a service lead")
        yield REST
        hands.answer(service=lead, informed_on="today", method="in_person")
        yield from moves.save(stage, "Record that they know")
    hands.pick(SCHOOL, "Nov 2026")
    yield REST
    hands.press("Print the notice")
    yield REST
    yield from moves.paper(stage, "service-notice-departure", "The notice to a service lead on a departure")
    yield from moves.part(stage, "What now")
    yield from moves.make_move(stage, "Services are informed", no_needs="no")
    yield from moves.make_move(stage, "Open the exchange")


_APPLY = 5


def gather(stage: Stage) -> Script:
    """What UKPPS asks for is asked of our services and comes in."""
    yield from moves.part(stage, "Exchange")
    yield from moves.answer_checklist(stage, none=("Adult social", "MARAC", "Additional"))
    for record, service in ((SCHOOL_RECORD, SCHOOL), (SOCIAL_RECORD, SOCIAL_CARE), (("Nursery record",), EDUCATION)):
        yield from moves.record_hand(stage, record, hand="D1a", method="phone")
        yield from moves.record_hand(stage, record, hand="D2", service=service, method="in_person")
    yield Shot("Departure: records asked of our own services")
    yield from moves.next_day(stage, date(2026, 11, 30))
    yield from moves.part(stage, "Exchange")
    yield from moves.record_hand(stage, SCHOOL_RECORD, hand="D3", method="secure_mail", pages="2")
    yield from moves.record_hand(stage, SOCIAL_RECORD, hand="D3", method="secure_mail", pages="88")


def pass_on(stage: Stage) -> Script:
    """Checked for other people, decided, handed to the UKPPS SPOC, who confirms."""
    hands = stage.hands
    yield from moves.next_day(stage, date(2026, 12, 1))
    yield from moves.part(stage, "Exchange")
    yield from moves.open_hand(stage, SCHOOL_RECORD)
    hands.answer(hand="DC")
    yield REST
    yield from checking.leaving_report(stage)
    yield from moves.part(stage, "Exchange")
    yield from moves.open_hand(stage, SCHOOL_RECORD)
    hands.answer(hand="DC", third_party_checked="yes")
    yield Shot("Departure: checked for what is other people's")
    yield from moves.save(stage, "Save")
    yield from moves.open_hand(stage, SCHOOL_RECORD)
    hands.answer(hand="D4", method="in_person")
    hands.answer(**DECISION)
    yield from moves.save(stage, "Save the decision and pass on")
    yield from moves.next_day(stage, date(2026, 12, 2))
    yield from moves.part(stage, "Exchange")
    yield from moves.record_hand(stage, SCHOOL_RECORD, hand="D5")
    yield Shot("Departure: the register with its own columns")
    hands.press("Print")
    yield REST
    hands.choose_in_menu("Exchange register")
    yield REST
    yield from moves.paper(stage, "exchange-register-departure", "The register of a departure on paper")


ACTS = (notification, meeting, services, gather, pass_on)


def departure(stage: Stage) -> Script:
    """The departure from the first word to the register on paper."""
    for act in ACTS:
        yield from act(stage)

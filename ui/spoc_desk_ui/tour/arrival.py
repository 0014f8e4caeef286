"""The arrival of a family of five: two school children, an unborn child, a mother, a grandfather with care needs."""

from datetime import date

from PySide6.QtCore import Qt

from . import moves
from .arrival_words import (
    AGREED,
    ASKED_OF,
    CARET_BACK,
    DECISION,
    FAMILY,
    GIVEN,
    HOLDS,
    MEETING,
    NEEDS,
    NOTE,
    PRESENT,
    QUESTION,
    REPLY,
    SCHOOL_RECORD,
    SURNAME,
    SYSTEMS,
)
from .first_day import ADULT_CARE, DCS, DEPUTY, GP, HEALTH_VISITING, MIDWIVES, SCHOOL, SOCIAL_CARE, SPOC
from .stage import REST, Script, Shot, Stage, Until


def notification(stage: Stage) -> Script:
    """UKPPS tells the DCS: the case begins."""
    hands = stage.hands
    yield from moves.place(stage, "Relocations")
    hands.press("New relocation")
    yield REST
    hands.answer(direction="arrival", subject_kind="family", ukpps_notified_on="today", notified_to="both",
                 notified_person=DCS, chief_constable_informed="yes", move_date="16 11 2026")  # fmt: skip
    yield Shot("A new relocation, as UKPPS told it")
    yield from moves.save(stage, "Record the notification")
    yield Shot("The case on its first day")


def household(stage: Stage) -> Script:
    """Five people by alias, one name behind its curtain."""
    hands = stage.hands
    yield from moves.part(stage, "Household")
    for person in FAMILY:
        hands.press("Add a person")
        yield REST
        hands.answer(**person)
        if person is FAMILY[0]:
            yield Shot("Adding a child to the household")
        yield from moves.save(stage, "Add this person")
    hands.pick("Child A")
    yield REST
    hands.press("Enter the name")
    yield REST
    hands.answer(given_name=GIVEN, family_name=SURNAME)
    yield from moves.save(stage, "Save the name")
    yield Shot("The household of five by alias")


def route(stage: Stage) -> Script:
    """Children and an adult with needs: a joint case, confirmed with its questions."""
    hands = stage.hands
    yield from moves.part(stage, "What now")
    hands.press("Confirm the route")
    yield REST
    hands.answer(route="joint", think_family="yes", joint_meeting_considered="yes", joint_meeting_decision="joint",
                 single_la_spoc_considered="yes", single_la_spoc_decision="single")  # fmt: skip
    yield Shot("The route with the joint questions")
    yield from moves.save(stage, "Confirm the route")


def meeting(stage: Stage) -> Script:
    """UKPPS comes: a blank record for the table first, then what was said and agreed."""
    hands = stage.hands
    yield from moves.part(stage, "Meetings")
    hands.press("Print a blank record")
    yield REST
    yield from moves.paper(stage, "meeting-record-blank", "The blank meeting record for handwriting")
    yield from moves.next_day(stage, date(2026, 11, 4))
    yield from moves.part(stage, "Meetings")
    hands.press("Record a meeting")
    yield REST
    hands.answer(kind="joint")
    hands.answer(**MEETING)
    hands.answer_rows("Who was there", PRESENT, "Add a person")
    hands.answer_rows("What was agreed", AGREED, "Add what was agreed")
    yield Shot("The meeting with UKPPS is written down")
    yield from moves.save(stage, "Record this meeting")
    yield from spoc_of_ukpps(stage)
    yield from moves.part(stage, "Meetings")
    hands.pick("Joint")
    yield REST
    yield Shot("The meeting and the three standards")
    hands.press("Print this record")
    yield REST
    yield from moves.paper(stage, "meeting-record", "The meeting record before it is printed")


def spoc_of_ukpps(stage: Stage) -> Script:
    """The UKPPS SPOC is named at the meeting and met in person."""
    hands = stage.hands
    yield from moves.part(stage, "SPOCs")
    hands.press("Record the UKPPS contact")
    yield REST
    hands.answer(display_name="J. Sample, UKPPS SPOC", role="ukpps_spoc", phone="07700 900142", active_from="today",
                 identity_verified="met", verified_by=SPOC, verified_on="today")  # fmt: skip
    yield from moves.save(stage, "Record this contact")


def name_spoc(stage: Stage) -> Script:
    """One LA SPOC for both sides, and a deputy."""
    hands = stage.hands
    yield from moves.next_day(stage, date(2026, 11, 5))
    yield Shot("Today: name the LA SPOC")
    yield from moves.part(stage, "SPOCs")
    hands.press("Name the LA SPOC")
    yield REST
    hands.answer(contact_id=SPOC, duty="la_spoc", side="both", allocated_by="both", allocated_on="today",
                 briefed_on="today")  # fmt: skip
    yield from moves.save(stage, "Record the naming")
    hands.press("Name a deputy or cover")
    yield REST
    hands.answer(contact_id=DEPUTY, duty="deputy", side="both", allocated_by="both", allocated_on="today")
    yield from moves.save(stage, "Record the naming")
    yield Shot("Both SPOCs of the case")


def services(stage: Stage) -> Script:
    """What the family needs; each service lead learns whom to ask, and gets it on paper."""
    hands = stage.hands
    yield from moves.part(stage, "Needs")
    for need in NEEDS:
        hands.press("Add a service")
        yield REST
        hands.answer(**need)
        yield from moves.save(stage, "Add this service")
    for lead in (SCHOOL, HEALTH_VISITING, MIDWIVES, SOCIAL_CARE, ADULT_CARE, GP):
        hands.press("Tell a service lead")
        yield REST
        hands.answer(service=lead, informed_on="today", method="in_person")
        yield from moves.save(stage, "Record that they know")
    yield Shot("Services needed and leads told")
    hands.pick(SCHOOL, "Nov 2026")
    yield REST
    hands.press("Print the notice")
    yield REST
    yield from moves.paper(stage, "service-notice")


def routes_to_stop(stage: Stage) -> Script:
    """Records must not travel on their own: the everyday routes are stopped by hand."""
    hands = stage.hands
    yield from moves.part(stage, "Routes to stop")
    for row in range(hands.rows()):
        hands.pick_number(row)
        hands.type_text("y" if row < _APPLY else "n")
        yield REST
    for row in range(2):
        hands.pick_number(row)
        hands.key(Qt.Key.Key_Return)
        yield REST
        hands.answer(owner="Education records office", told_on="today", confirmed_on="today" if row == 0 else "")
        yield from moves.save(stage, "Save")
    yield Shot("The everyday routes to stop")


_APPLY = 6


def open_exchange(stage: Stage) -> Script:
    """Services are informed; the exchange opens."""
    yield from moves.part(stage, "What now")
    yield Shot("What now: the exchange can open")
    yield from moves.make_move(stage, "Services are informed", no_needs="no")
    yield from moves.make_move(stage, "Open the exchange")


def requests(stage: Stage) -> Script:
    """The checklist is answered, the records are asked for, the schedule is printed."""
    hands = stage.hands
    yield from moves.part(stage, "Exchange")
    yield Shot("The checklist of records")
    yield from moves.answer_checklist(stage, none=("Nursery", "Additional"))
    hands.press("Print")
    yield REST
    hands.choose_in_menu("Request schedule")
    yield REST
    yield from moves.paper(stage, "request-schedule", "The request schedule before it is printed")
    yield from moves.part(stage, "Exchange")
    hands.pick_all()
    hands.type_text("r")
    yield REST
    hands.answer(hand="A2", happened_on="today", method="secure_mail")
    yield Shot("One hand for all records at once")
    yield from moves.save(stage, "Save for all of them")
    yield Shot("The exchange register, all asked for")


def chase(stage: Stage) -> Script:
    """Ten working days without an answer: everything still outstanding is asked for again."""
    hands = stage.hands
    yield from moves.next_day(stage, date(2026, 11, 20))
    yield from moves.place(stage, "Today")
    yield Shot("Today: records that do not come")
    yield from moves.act(stage, "Back")
    yield from moves.part(stage, "Exchange")
    hands.pick_all()
    hands.press("Chase")
    yield REST
    yield Shot("The chasing note")
    yield from moves.save(stage, "Record the chase and copy the note")
    yield Shot("The register after the chase")


def first_record(stage: Stage) -> Script:
    """The school record of Child A: received, checked, decided, passed on with its slip."""
    hands = stage.hands
    yield from moves.next_day(stage, date(2026, 11, 23))
    yield from moves.part(stage, "Exchange")
    yield from moves.record_hand(stage, SCHOOL_RECORD, hand="A4", method="encrypted_media", pages="34")
    yield from moves.record_hand(stage, SCHOOL_RECORD, hand="A5", check_result="clean")
    yield from moves.open_hand(stage, SCHOOL_RECORD)
    hands.answer(hand="A6", service=SCHOOL, method="in_person")
    hands.answer(**DECISION)
    yield Shot("Passing on, with the decision")
    yield from moves.save(stage, "Save the decision and pass on")
    yield Shot("The register after the record was passed on")
    hands.press("Print the pass-on slip")
    yield REST
    yield from moves.paper(stage, "pass-on-slip", "The pass-on slip before it is printed")
    yield from moves.part(stage, "Exchange")
    hands.tab("All")
    yield REST
    hands.press("Print")
    yield REST
    hands.choose_in_menu("Exchange register")
    yield REST
    yield from moves.paper(stage, "exchange-register", "The exchange register on paper")


def question(stage: Stage) -> Script:
    """A health visitor saw the flag and asks."""
    hands = stage.hands
    yield from moves.part(stage, "Questions")
    hands.press("Record a question")
    yield REST
    hands.answer(received_on="today", method="phone", asked_by=HEALTH_VISITING, via_flag="yes", question=QUESTION,
                 direct_contact_attempted="no")  # fmt: skip
    yield from moves.save(stage, "Record this question")
    hands.press("Answer")
    yield REST
    hands.answer(answer_given=REPLY)
    yield Shot("A question of a practitioner, with words to use")
    yield from moves.save(stage, "Save the answer")


def flags(stage: Stage) -> Script:
    """Every system that holds a record of somebody gets a flag."""
    hands = stage.hands
    yield from moves.part(stage, "Flags")
    for system in SYSTEMS:
        hands.pick_cell(system, "Record system")
        hands.type_text("n")
        yield REST
        for alias in HOLDS.get(system, ()):
            hands.pick_cell(system, alias)
            hands.type_text("y")
            yield REST
    yield Shot("Which systems hold a record of whom")
    for system, contact in ASKED_OF.items():
        hands.pick_cell(system, "Record system")
        hands.type_text("r")
        yield REST
        hands.answer(what="requested", happened_on="today", to_contact=contact)
        yield from moves.save(stage, "Save")
    hands.press("Print a flag request")
    yield REST
    hands.choose_in_menu("Flag request: Education")
    yield REST
    yield from moves.paper(stage, "flag-request", "The flag request before it is printed")
    yield from moves.next_day(stage, date(2026, 11, 9))
    yield from moves.part(stage, "Flags")
    for system in ("Children's social care", "Education", "Health visiting", "Adult social care"):
        hands.pick_cell(system, "Record system")
        hands.type_text("r")
        yield REST
        hands.answer(what="placed", happened_on="today", confirmed_by="Record-system owner")
        yield from moves.save(stage, "Save")
    yield Shot("Flags placed and flags still to come")


def half_a_note(stage: Stage) -> Script:
    """She is called away in the middle of a word: F9, later the password, and the word goes on."""
    hands = stage.hands
    yield from moves.part(stage, "Exchange")
    yield from moves.open_hand(stage, ("Adult social care records",))
    hands.answer(hand="A4", method="in_person")
    hands.write("note", NOTE)
    for _ in range(CARET_BACK):
        hands.key(Qt.Key.Key_Left)
    yield Shot("A note half typed")
    hands.key(Qt.Key.Key_F9)
    yield Until(lambda: not hands.asks("note"), "the screen was not hidden")
    yield Shot("The screen is hidden")
    hands.key(Qt.Key.Key_Space)
    yield Until(lambda: hands.sees("Use the recovery sheet"), "nothing asks for the password")
    yield Shot("The desk is locked")
    yield from moves.unlock(stage)
    yield Until(lambda: hands.asks("note"), "the note did not come back")
    hands.expect("note", NOTE)
    hands.expect_caret("note", len(NOTE) - CARET_BACK)
    yield Shot("Back on the same word")
    hands.key(Qt.Key.Key_End)
    hands.type_text("ay")
    yield from moves.save(stage, "Save")


def papers(stage: Stage) -> Script:
    """The chronology by alias, and the card every practitioner may have."""
    hands = stage.hands
    yield from moves.part(stage, "History")
    yield Shot("The history of the case")
    hands.press("Print the chronology")
    yield REST
    yield from moves.paper(stage, "chronology", "The chronology before it is printed")
    yield from moves.place(stage, "Print register")
    hands.press("Print the practitioner card")
    yield REST
    yield from moves.paper(stage, "practitioner-card", "The practitioner card")
    yield from moves.act(stage, "Print register")  # which puts the last message away
    yield Shot("The print register")
    for _ in range(3):
        yield from moves.act(stage, "Back")


ACTS = (notification, household, route, meeting, name_spoc, services, routes_to_stop, open_exchange, requests,
        flags, chase, first_record, question, half_a_note, papers)  # fmt: skip


def arrival(stage: Stage) -> Script:
    """The arrival from the first word to the register on paper."""
    for act in ACTS:
        yield from act(stage)

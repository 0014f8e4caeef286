import pytest

from spoc_desk.forms.loader import load_form
from spoc_desk.printing.documents.meeting_record import blank_meeting_record, meeting_record
from spoc_desk.printing.paper import Paper

FORM = load_form("meeting")
ANSWERS = {
    "kind": "joint", "held_on": "2026-11-20", "face_to_face": "yes", "venue": "dcs_office", "informed_of_move": "yes",
    "provision_identified": "yes", "ukpps_spoc_identified": "yes", "la_spoc_identified": "no",
    "minutes": "Two school places are needed.\nMidwifery care goes on.", "st_1_met": "met", "st_1_met_on": "2026-11-20",
}  # fmt: skip
ATTENDEES = (
    {"name": "A. Example", "organisation": "ukpps", "capacity": "spoc"},
    {"name": "Margaret Okafor-Wójcik", "organisation": "children", "capacity": "dcs"},
)
AGREED = ({"text": "Name the LA SPOC", "owner": "DCS office", "due_on": "2026-11-27"},)


def record(**more):
    return meeting_record(
        FORM, ANSWERS, attendees=ATTENDEES, agreed=AGREED, direction="arrival",
        paper=Paper(reference="quiet harbour 4821", copy_no=3, **more),
    )  # fmt: skip


@pytest.mark.req("R-003-39")
def test_the_filled_record_says_what_was_established_and_who_was_there(make, judge, text_of):
    pdf = make(record())
    judge(pdf)
    text = text_of(pdf)
    for words in (
        "Joint: DCS and DASS", "Friday 20 November 2026", "Margaret Okafor-Wójcik", "Children's services",
        "UKPPS named its SPOC Yes", "The LA SPOC was named No", "Two school places are needed.", "Name the LA SPOC",
        "Printed name",
    ):  # fmt: skip
        assert words in text


def test_what_was_not_answered_is_said_and_what_was_not_asked_is_left_out(make, text_of):
    text = text_of(make(record()))
    assert "Asked for on Not provided" in text
    assert "Why not face to face?" not in text


def test_nothing_under_a_repeated_section_is_said_too(make, text_of):
    empty = meeting_record(FORM, {}, attendees=(), agreed=(), direction="arrival", paper=Paper())
    assert (
        "Who was there At least one person from UKPPS, and the DCS, the DASS or a designated person. Not provided."
        in (text_of(make(empty)))
    )


def test_the_blank_has_room_for_every_question_and_row(make, judge, text_of, structure):
    pdf = make(blank_meeting_record(FORM, paper=Paper()))
    judge(pdf)
    text = text_of(pdf)
    for question in FORM.questions:
        assert question.label in text
    assert "Case reference" in text
    assert "Blank form" in text
    assert "Only if: Was it face to face: No." in text
    roles = [role for role, _ in structure(pdf)]
    assert roles.count("Figure") == sum(
        len(question.choices) or 2 for question in FORM.questions if question.kind in ("choice", "yes_no")
    )


def test_the_blank_in_large_print_keeps_both_standards(make, judge):
    judge(make(blank_meeting_record(FORM, paper=Paper(large_print=True, sample=True))))


def test_what_the_file_says_of_itself_does_not_name_the_service():
    for document in (record(), blank_meeting_record(FORM, paper=Paper())):
        assert document.title == "Meeting record"

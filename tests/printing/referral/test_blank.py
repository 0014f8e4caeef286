"""The blank form: room to write for everything the form asks, and nothing that a restricted record would withhold."""

from dataclasses import replace

from spoc_desk.forms.definition import Kind
from spoc_desk.forms.loader import load_form
from spoc_desk.printing.blocks import Box, Fields, Signatures
from spoc_desk.printing.documents.referral.blank import blank_referral
from spoc_desk.printing.style import SIGNATURE_MM
from tests.printing.conftest import in_one_line, printed
from tests.printing.referral.conftest import BLANK, EMPTY


def test_every_question_has_room_or_squares(blank):
    text = in_one_line(blank).replace(" ", "")
    own_blocks = {"ticks", "countersign_name", "confidential_text", "confidential_from", "confidential_why",
                  "consent_a_note", "consent_b_note", "young_person_note"}  # fmt: skip
    for question in load_form("referral").questions:
        if question.id not in own_blocks:
            wanted = question.label if question.kind in (Kind.NOTE, Kind.TRI, Kind.YES_NO) else question.brief
            assert wanted.replace(" ", "") in text or question.label.replace(" ", "") in text, question.id


def test_two_children_two_parents_and_rows_for_the_others(blank):
    text = in_one_line(blank)
    for head in ("Child 1", "Child 2", "Parent or carer 1", "Parent or carer 2", "Name, and names also used"):
        assert head in text
    assert "Child 3" not in text


def test_what_a_restricted_record_withholds_is_not_asked_on_paper(blank):
    text = in_one_line(blank)
    for question in load_form("referral_child").questions:
        if question.withheld:
            assert question.label not in text


def test_it_says_when_a_question_is_to_be_answered(blank):
    text = in_one_line(blank)
    assert "If yes: Name of the social worker" in text
    assert "If “Intensive”: What was done" in text


def test_danger_comes_first(blank):
    assert in_one_line(blank).index("call 999 first") < in_one_line(blank).index("Before you start")


def test_signature_rows_stand_in_one_piece_and_are_high_enough():
    document = blank_referral(EMPTY, paper=BLANK)
    found = [one for one in _all(document.blocks) if isinstance(one, Signatures)]
    assert SIGNATURE_MM >= 9
    assert len(found) == 6  # two people for A, two for B, the young person, the declaration


def test_boxes_and_rooms_are_high_enough_to_write_in():
    document = blank_referral(EMPTY, paper=BLANK)
    for one in _all(document.blocks):
        if isinstance(one, Box):
            assert one.height_mm >= 18
        if isinstance(one, Fields):
            assert one.min_height_mm >= 9


def test_large_print_is_set_anew_and_asks_the_same(blank):
    large = in_one_line(printed(blank_referral(EMPTY, paper=replace(BLANK, large_print=True))))
    for section in load_form("referral").sections:
        assert section.title in large
    assert len(large) > 0.9 * len(in_one_line(blank))


def _all(blocks):
    for block in blocks:
        yield block
        yield from _all(getattr(block, "blocks", ()))

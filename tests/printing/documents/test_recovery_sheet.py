from datetime import date

from spoc_desk.printing.documents.recovery_sheet import recovery_sheet
from spoc_desk.printing.paper import Paper

GROUPS = ("K7QWM", "3HJ9X", "VB2TR", "8NPD4", "QW6ZK", "M5C7F", "2RXJ9", "HT4VB")


def sheet(**more):
    return recovery_sheet(
        GROUPS, holder="LA SPOC", vault_id="3f9a71c2-0d5e-4b60-9c1d-b2a8f7e61c44", sheet_no=3,
        made_on=date(2026, 11, 23), paper=Paper(**more),
    )  # fmt: skip


def test_it_is_one_page_with_the_code_in_order_and_room_for_the_seal(make, judge, pages, text_of):
    pdf = make(sheet())
    judge(pdf)
    assert len(pages(pdf)) == 1
    text = text_of(pdf)
    places = [text.index(group) for group in GROUPS]
    assert places == sorted(places)
    for words in ("Seal number", "Safe or place", "Sealed by", "Witness", "LA SPOC, sheet 3, made on Mon 23 Nov 2026"):
        assert words in text


def test_the_groups_are_read_out_one_by_one(make, structure):
    roles = [role for role, _ in structure(make(sheet()))]
    assert roles.count("Lbl") == len(GROUPS) + 5  # the code, and the five steps


def test_in_large_print_it_keeps_both_standards(make, judge):
    judge(make(sheet(large_print=True)))

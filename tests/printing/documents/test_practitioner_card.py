import pytest

from spoc_desk.printing.documents.practitioner_card import POINTS, practitioner_card
from spoc_desk.printing.paper import Paper
from spoc_desk.profile.documents import load_profile


def card(**more):
    return practitioner_card(
        wording=load_profile("luton").templates.t5_card, dcs_office="0300 000 0101", dass_office="0300 000 0102",
        paper=Paper(**more),
    )  # fmt: skip


def test_it_is_one_page_with_eight_points(make, judge, pages):
    pdf = make(card())
    judge(pdf)
    assert len(pages(pdf)) == 1
    assert len(POINTS) == 8


@pytest.mark.req("R-003-62", "R-003-69")
def test_it_says_do_not_ask_why_and_where_to_find_the_spoc(make, text_of):
    text = text_of(make(card()))
    assert "you do not need to know it" in text
    assert "contact the office of the DCS (0300 000 0101) or the office of the DASS (0300 000 0102)" in text


@pytest.mark.req("R-003-65")
def test_it_says_how_to_record(make, text_of):
    assert "Record as your recording guidance says" in text_of(make(card()))


def test_in_large_print_it_keeps_both_standards(make, judge):
    judge(make(card(large_print=True)))

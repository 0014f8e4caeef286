from dataclasses import replace

import pytest

from spoc_desk.printing.documents.check_certificate import CheckFacts, CountRow, check_certificate
from spoc_desk.printing.paper import Paper

FACTS = CheckFacts(
    document_no="7f3a91c2",
    result="Sanitised copy made",
    mode="Leaves this authority",
    checked="Sun 22 Nov 2026, 04:20, Jordan Field",
    second="Sam Rivers, Office of the DCS",
    pages=14,
    unreadable=1,
    proofs=tuple(f"Test number {number} of the new copy" for number in range(1, 8)),
    counts=tuple(CountRow(f"Kind of place {number}", number, number, 0) for number in range(1, 31)),
    tools="SPOC Desk 0.1.0, names of 2026-11",
    copy_digest="0f" * 32,
)


def test_it_is_one_page_with_thirty_kinds_of_finding(make, judge, pages):
    pdf = make(check_certificate(FACTS, paper=Paper()))
    judge(pdf)
    assert len(pages(pdf)) == 1


def test_the_commonest_kinds_are_told_and_the_rest_summed(make, text_of):
    text = text_of(make(check_certificate(FACTS, paper=Paper())))
    assert "Kind of place 30" in text and "Kind of place 25 " not in text
    assert "25 other kinds" in text and str(sum(range(1, 26))) in text


@pytest.mark.parametrize(("pages_", "words"), [(0, "Text without fixed pages"), (1, "1 page,"), (14, "14 pages,")])
def test_the_size_is_said_in_words(make, text_of, pages_, words):
    assert words in text_of(make(check_certificate(replace(FACTS, pages=pages_), paper=Paper())))


def test_what_stays_is_told_where_it_was_measured(make, text_of):
    told = "What stays in the copy fits at most 12 of 153 areas."
    text = " ".join(text_of(make(check_certificate(replace(FACTS, stays=told), paper=Paper()))).split())
    assert told in text
    assert "What stays" not in text_of(make(check_certificate(FACTS, paper=Paper())))


def test_a_clean_file_has_no_empty_table(make, text_of):
    text = text_of(make(check_certificate(replace(FACTS, counts=(), proofs=(), copy_digest=""), paper=Paper())))
    assert "Nothing was found." in text and "tested for" not in text and "Digest" not in text

"""The papers of RELAY are papers of the house: four facts on one page, a leaflet of one page, forms to write on."""

from dataclasses import replace
from datetime import date

import pytest

from spoc_desk.domain.relay import Support
from spoc_desk.domain.relay_message import ITEMS, FourFacts
from spoc_desk.printing.documents.relay_blanks import blank_feedback, blank_notification
from spoc_desk.printing.documents.relay_leaflet import relay_leaflet
from spoc_desk.printing.documents.relay_message import relay_message
from spoc_desk.printing.paper import Paper
from spoc_desk.profile.documents import load_profile

FACTS = FourFacts(date(2026, 11, 21), "4 Harbour Street, Luton", "Maja Sample", date(2017, 5, 4))
LUTON, BLANK = load_profile("luton"), load_profile("blank")
PAPERS = (Paper(copy_no=3), Paper(large_print=True, sample=True))


def message(paper, **changes):
    words = {"subject": LUTON.relay.subject, "sentence": LUTON.relay.sentence, "told": "Ruth Alder, Harbour Primary"}
    return relay_message(FACTS, paper=paper, **{**words, **changes})


@pytest.mark.parametrize("paper", PAPERS, ids=["plain", "large"])
def test_each_keeps_both_standards(make, judge, paper):
    judge(make(message(paper)))
    judge(make(relay_leaflet(LUTON, paper=paper)))
    judge(make(blank_feedback(LUTON, paper=paper)))
    judge(make(blank_notification(LUTON, paper=paper)))


@pytest.mark.req("R-000-06")
def test_a_message_is_one_page_with_four_rows_and_nothing_in_its_properties(make, pages, structure):
    pdf = make(message(Paper(copy_no=3)))
    (only,) = pages(pdf)
    assert [item for item in ITEMS if item in only] == list(ITEMS)
    assert [role for role, _ in structure(pdf)].count("TR") == 4
    for told in (b"Maja", b"Harbour Street"):
        assert told not in pdf


@pytest.mark.req("R-000-07")
def test_a_subject_without_the_words_is_refused():
    with pytest.raises(ValueError, match="Domestic Abuse Notification"):
        message(Paper(), subject="A notification")


@pytest.mark.req("R-000-11", "R-000-17")
@pytest.mark.parametrize("council", [LUTON, BLANK], ids=["luton", "blank"])
def test_the_leaflet_is_one_page_in_the_councils_own_names(make, pages, council):
    (only,) = pages(make(relay_leaflet(council, paper=Paper(marking="OFFICIAL"))))
    words = " ".join(only.split()).casefold()
    for one in Support:
        assert one.label.casefold() in words
    for said in ("not expected to tell the parents", "safeguarding record", "early help assessment", "secure account"):
        assert said in words
    assert (council.referring.mash.phone or council.referring.mash.name).casefold() in words
    assert ("luton" in words) is (council is LUTON)


@pytest.mark.req("R-000-15")
def test_the_leaflet_says_whether_holidays_count(make, text_of):
    every_day = replace(LUTON, relay=replace(LUTON.relay, every_day=True))
    assert "longer than one week" in text_of(make(relay_leaflet(LUTON, paper=Paper())))
    assert "come in school holidays too" in text_of(make(relay_leaflet(every_day, paper=Paper())))


@pytest.mark.req("R-000-12", "R-000-14", "R-000-17")
def test_a_school_answers_on_one_page_without_a_name(make, pages, text_of):
    pdf = make(blank_feedback(LUTON, paper=Paper()))
    assert len(pages(pdf)) == 1
    words = text_of(pdf)
    for asked in (
        "Added to the school's safeguarding record?",
        *(one.label for one in Support),
        "Referral to the MASH",
    ):
        assert asked in words
    assert "no name of a child" in words
    assert "MASH@Luton.gov.uk" in words


@pytest.mark.req("R-000-01")
def test_a_notification_is_written_down_by_hand_with_four_children(make, text_of, structure):
    pdf = make(blank_notification(LUTON, paper=Paper()))
    words = text_of(pdf)
    for asked in ("Reference of the police", "Address of incident", "Family name", "What do you decide?", "Signature"):
        assert asked in words
    assert [role for role, _ in structure(pdf)].count("TR") >= 4 + 4

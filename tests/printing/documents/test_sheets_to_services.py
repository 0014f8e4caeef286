"""What is handed to our own services: nothing of why, no name where an alias serves, one page, a part to return."""

from datetime import date

import pytest

from spoc_desk.domain.cases import Direction
from spoc_desk.domain.terms import Method
from spoc_desk.printing.documents.flag_request import FlaggedPerson, flag_request
from spoc_desk.printing.documents.pass_on_slip import PassedRecord, pass_on_slip
from spoc_desk.printing.documents.service_lead_notice import service_lead_notice
from spoc_desk.printing.paper import Paper
from spoc_desk.profile.documents import load_profile

DAY = date(2026, 11, 23)
LA_SPOC = "Ruth Adeyemi, 07700 900145"
PAPER = Paper(reference="quiet harbour 4821", copy_no=12)
WORDING = load_profile("luton").templates
BETRAYING = ("UKPPS", "protect", "witness", "relocat", "threat", "risk of harm", "police")


def slip(**more):
    record = PassedRecord(
        "School record, including the safeguarding file", ("Child A",), "Hightown Primary", DAY, Method.PAPER, 34
    )
    return pass_on_slip(record, wording=WORDING.t4_pass_on, la_spoc=LA_SPOC, paper=Paper(copy_no=12, **more))


def flags(count=5):
    people = (FlaggedPerson("Child A", "004512"), *(FlaggedPerson(f"Adult {n}") for n in range(1, count)))
    return flag_request(
        people, system="Children's social care", owner="Head of Business Support", wording=WORDING.t1_record_flag,
        la_spoc=LA_SPOC, asked_on=DAY, paper=PAPER,
    )  # fmt: skip


def notice(direction, **more):
    wording = WORDING.t2_arrival if direction is Direction.ARRIVAL else WORDING.t2_departure
    return service_lead_notice(
        direction, service="Health visiting", lead="Priya Nair", wording=wording, la_spoc=LA_SPOC, sent_on=DAY,
        paper=PAPER, **more,
    )  # fmt: skip


SHEETS = {
    "slip": slip(reference="quiet harbour 4821"),
    "slip without a case": slip(sample=True),
    "flags": flags(),
    "arrival": notice(Direction.ARRIVAL, needs=("Unborn 1: antenatal contact", "Child B: two-year review")),
    "departure": notice(Direction.DEPARTURE),
}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())
def test_one_page_that_keeps_both_standards_and_betrays_nothing(make, judge, pages, sheet):
    pdf = make(sheet)
    judge(pdf)
    read = pages(pdf)
    assert len(read) == 1
    assert [word for word in BETRAYING if word.lower() in read[0].lower()] == []
    assert "Ruth Adeyemi" in read[0]


def test_the_slip_carries_the_rule_and_a_receipt(make, text_of):
    text = text_of(make(SHEETS["slip"]))
    assert "You may not contact any other authority or service about these records." in text
    assert "Send every question to the LA SPOC: Ruth Adeyemi, 07700 900145." in text
    assert "Receipt: please sign and return this part to the LA SPOC" in text
    assert "Slip quiet harbour 4821, copy 12" in text
    assert text.count("Child A") == 2


def test_a_slip_whose_pages_were_not_counted_says_so(make, text_of):
    record = PassedRecord("Health records", (), "Health visiting", DAY, Method.SECURE_MAIL)
    text = text_of(make(pass_on_slip(record, wording="Rule.", la_spoc=LA_SPOC, paper=PAPER)))
    assert "Pages Not counted" in text
    assert "For The household" in text
    assert "Mon 23 Nov 2026, by secure e-mail" in text


def test_the_flag_says_that_there_is_more_and_whom_to_ask(make, text_of):
    text = text_of(make(flags()))
    assert "Further information about this record is available." in text
    assert "Ruth Adeyemi, 07700 900145 or the office of the DCS or DASS." in text
    for person in ("Child A", "Adult 1", "Adult 4", "004512"):
        assert person in text


def test_forty_flags_run_over_pages(make, judge, pages):
    pdf = make(flags(40))
    judge(pdf)
    read = pages(pdf)
    assert len(read) > 1
    assert "The flags are placed as asked." in read[-1]


@pytest.mark.req("R-003-42")
def test_the_arrival_notice_says_single_point_handling_and_what_is_needed(make, text_of):
    text = text_of(make(SHEETS["arrival"]))
    assert "A family requiring single-point-of-contact handling has arrived." in text
    assert "Unborn 1: antenatal contact" in text


def test_the_departure_notice_stops_transfers_and_tracing(make, text_of):
    text = text_of(make(SHEETS["departure"]))
    assert "A family requiring single-point-of-contact handling is leaving." in text
    assert "Stop every routine transfer" in text
    assert "What is needed from your service" not in text

from datetime import date

import pytest

from spoc_desk.printing.documents.request_schedule import RequestedRecord, request_schedule
from spoc_desk.printing.paper import Paper
from spoc_desk.profile.documents import load_profile

RECORDS = (
    RequestedRecord(1, "Health records", ("Child A", "Unborn 1"), date(2026, 12, 4), "Urgent (safeguarding)"),
    RequestedRecord(7, "Additional records as appropriate", ()),
)


def schedule(records=RECORDS):
    return request_schedule(
        records, wording=load_profile("luton").templates.t3_request, ukpps_spoc="UKPPS SPOC",
        la_spoc="Ruth Adeyemi, 07700 900145", asked_on=date(2026, 11, 23),
        paper=Paper(reference="quiet harbour 4821", copy_no=4),
    )  # fmt: skip


@pytest.mark.req("R-003-22")
def test_it_asks_for_record_types_under_aliases_with_days(make, judge, text_of):
    pdf = make(schedule())
    judge(pdf)
    text = text_of(pdf)
    for words in ("Please provide sanitised copies", "1. Health records", "Child A", "Unborn 1", "Fri 4 Dec 2026"):
        assert words in text
    assert "Urgent (safeguarding)" in text
    assert "Household" in text
    assert "Records asked for: 2" in text


def test_both_spocs_sign_it(make, text_of):
    text = text_of(make(schedule()))
    assert "LA SPOC Asked" in text
    assert "UKPPS SPOC Received" in text


def test_seven_records_and_the_signatures_fit_on_a_page(make, pages):
    seven = tuple(RequestedRecord(number, "School record", ("Child A",), date(2026, 12, 4)) for number in range(1, 8))
    assert len(pages(make(schedule(seven)))) == 1

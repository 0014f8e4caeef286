from datetime import date

from spoc_desk.printing.documents.case_chronology import ChronologyEntry, case_chronology
from spoc_desk.printing.paper import Paper

PAPER = Paper(reference="quiet harbour 4821", copy_no=2)
EVENTS = (
    ChronologyEntry(date(2026, 11, 20), "Meeting held", "Meeting", "DCS", at="14:30"),
    ChronologyEntry(date(2026, 11, 20), "Meeting prepared", "Meeting", "DCS office", at="09:00"),
    ChronologyEntry(date(2026, 11, 16), "UKPPS notified the DCS", "Notice", "DCS office", "By phone."),
)


def test_events_stand_in_order_with_a_time_only_where_one_is_known(make, judge, text_of):
    pdf = make(case_chronology(EVENTS, paper=PAPER))
    judge(pdf)
    text = text_of(pdf)
    assert text.index("UKPPS notified") < text.index("Meeting prepared") < text.index("Meeting held")
    assert "Events: 3. Monday 16 November 2026 to Friday 20 November 2026." in text
    assert "00:00" not in text


def test_what_a_filter_left_out_is_said(make, text_of):
    text = text_of(make(case_chronology(EVENTS[:2], paper=PAPER, only="meetings")))
    assert "Shown here: meetings." in text


def test_an_empty_case_still_prints(make, judge, text_of):
    pdf = make(case_chronology((), paper=PAPER))
    judge(pdf)
    assert "Events: 0. No event." in text_of(pdf)


def test_five_hundred_events_run_over_pages(make, judge, pages):
    many = tuple(ChronologyEntry(date(2026, 1, 1 + number % 28), f"Event {number}") for number in range(500))
    pdf = make(case_chronology(many, paper=PAPER))
    judge(pdf)
    read = pages(pdf)
    assert len(read) > 10
    assert all("When" in text for text in read)

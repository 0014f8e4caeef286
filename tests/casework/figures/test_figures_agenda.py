"""Figures on Today: a quarter until it is given out, the report by 30 September, its copies seven days later."""

from datetime import UTC, date, datetime

import pytest

from spoc_desk.casework.agenda import Section, agenda_page, today
from spoc_desk.casework.figures.releasing import give_out
from spoc_desk.casework.figures.yearly_report import record_copies, record_published
from spoc_desk.domain.figures import Period, last_quarter, period_of, quarter_of
from tests.casework.figures.conftest import Year


def lines(year: Year, section: Section) -> list[tuple[str, str]]:
    return [(row.what, row.words) for row in agenda_page(year.vault, section=section).rows if row.case_ref == "Figures"]


def at(year: Year, *day: int) -> None:
    year.vault.clock.moment = datetime(*day, 9, 30, tzinfo=UTC)  # type: ignore[attr-defined,misc]


@pytest.mark.req("R-001-18", "R-001-20")
def test_a_quarter_and_the_report_stand_on_today_until_they_are_done(year: Year) -> None:
    (row,) = lines(year, Section.UNDATED)
    assert row == ("Give out the figures of January to March 2027", "the quarter ended Wed 31 Mar 2027")
    give_out(year.vault, Period(2026, 4))
    assert lines(year, Section.UNDATED) == []
    at(year, 2027, 8, 2)  # 59 days before the end of September
    give_out(year.vault, Period(2027, 1))
    (row,) = lines(year, Section.UNDATED)
    assert row[0] == "Publish the yearly report, 2026/27"
    at(year, 2027, 9, 27)
    assert [words[0] for words in lines(year, Section.DUE_SOON)] == ["Publish the yearly report, 2026/27"]
    at(year, 2027, 10, 4)
    give_out(year.vault, Period(2027, 2))
    (row,) = lines(year, Section.LATE)
    assert "was due Thu 30 Sep 2027" in row[1]
    assert today(year.vault).counts.late >= 1
    record_published(year.vault, 2026, date(2027, 10, 4))
    assert lines(year, Section.LATE) == []
    (row,) = lines(year, Section.UNDATED)
    assert row[0] == "Send the yearly report to the Panel and the DfE, 2026/27"
    assert "Wednesday 13 October 2027" in row[1]
    record_copies(year.vault, 2026, date(2027, 10, 4))
    assert lines(year, Section.UNDATED) == []
    year.sit("auditor")
    at(year, 2028, 1, 3)
    assert lines(year, Section.UNDATED) == []  # an auditor gives nothing out


def test_a_year_begins_in_april_and_quarters_have_no_gap_between_them() -> None:
    assert (Period(2026).first, Period(2026).last) == (date(2026, 4, 1), date(2027, 3, 31))
    assert [(each.first, each.last) for each in Period(2026).quarters][3] == (date(2027, 1, 1), date(2027, 3, 31))
    assert quarter_of(date(2027, 3, 31)) == Period(2026, 4)
    assert last_quarter(date(2026, 4, 1)) == Period(2025, 4)
    assert (Period(2026, 4).words, Period(2026).words) == ("January to March 2027", "April 2026 to March 2027")
    assert period_of("2026-2") == Period(2026, 2)
    for wrong in ("", "x", "1999-1", "2026-5"):
        with pytest.raises(ValueError, match=r".*"):
            period_of(wrong)

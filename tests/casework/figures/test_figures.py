"""The partnership's figures: given out once and alike ever after, relocations only signed, samples drawn again."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from spoc_desk.casework import prints
from spoc_desk.casework.council import HID_OTHERWISE, profile, save_profile
from spoc_desk.casework.figures import audit_samples
from spoc_desk.casework.figures.of_referrals import REFERRALS as REFERRALS_SOURCE
from spoc_desk.casework.figures.papers import as_csv, given_tables
from spoc_desk.casework.figures.releasing import give_out
from spoc_desk.casework.figures.signing import sign, signed_of, who_signs
from spoc_desk.casework.figures.sources import sources_seen
from spoc_desk.casework.figures.tables import FigureTable, leaving_tables, true_tables
from spoc_desk.casework.figures.yearly_report import record_copies, record_published
from spoc_desk.casework.history import audit_trail
from spoc_desk.casework.print_register import list_prints
from spoc_desk.casework.reviewed import plan, reviews
from spoc_desk.casework.second_person import SecondPerson, confirm
from spoc_desk.casework.sharing import decide_whole
from spoc_desk.clock import FixedClock
from spoc_desk.domain.figures import AuditSample, Period, Sum, cell_key, sums_of
from spoc_desk.domain.referrals import ReferralState
from spoc_desk.domain.roles import Role
from spoc_desk.domain.serious_incidents import Whom
from spoc_desk.domain.suppression import Cell
from spoc_desk.errors import BadAnswer, Incomplete, NotAtThisDesk, NotYet
from spoc_desk.vault.records.stores import AUDIT_SAMPLES, FIGURE_RELEASES, REFERRALS
from tests.casework.disputes.desk import opened
from tests.casework.figures.conftest import DIRECTORS, Year
from tests.casework.partnership.test_decisions import WHOLE
from tests.casework.reviewed.desk import RAPID, ReviewDesk
from tests.domain.test_disclosure import intervals

YEAR, SPRING = Period(2026), Period(2026, 1)


def table(found: tuple[FigureTable, ...], title: str) -> FigureTable:
    return next(each for each in found if each.title == title)


def row(one: FigureTable, measure: str) -> tuple[str, ...]:
    return next(cells for cells in one.rows if measure in cells[0])


@pytest.mark.req("R-001-18", "R-001-19")
def test_a_year_is_given_out_with_its_quarters_and_stays_as_it_was(year: Year) -> None:
    vault = year.vault
    referrals = table(true_tables(vault, YEAR), "Referrals")
    assert row(referrals, "sent to the MASH")[1:] == ("7", "7", "7", "7", "28", "")
    assert row(referrals, "within one working day")[-1] == "100 %"
    before = leaving_tables(vault, YEAR)
    assert row(table(before, "Referrals"), "sent to the MASH")[1:6] == ("*", "*", "*", "*", "25")
    assert {each.state for each in before} == {""}
    with pytest.raises(NotYet, match="Give these figures out first"):
        prints.prepare(vault, kind="figures", record_ids=[YEAR.key])
    give_out(vault, SPRING)
    year.send_referrals("2026-05-20", 30)  # written down late
    give_out(vault, YEAR)
    kept = leaving_tables(vault, YEAR)
    late = row(table(kept, "Referrals"), "sent to the MASH")
    assert late[1:6] == ("*", "*", "*", "*", "60 †")
    assert any(note.startswith("†") for note in table(kept, "Referrals").notes)
    stored = FIGURE_RELEASES.count(vault)
    give_out(vault, YEAR)
    assert FIGURE_RELEASES.count(vault) == stored
    year.send_referrals("2026-09-20", 30)
    assert leaving_tables(vault, YEAR) == kept
    assert "Given out Mon 12 Apr 2027" in kept[0].state


def test_what_still_runs_is_not_given_out(year: Year) -> None:
    vault = year.vault
    year.send_referrals("2027-04-05", 3)
    now = Period(2027, 1)
    assert leaving_tables(vault, now) == ()
    assert row(table(true_tables(vault, now), "Referrals"), "sent to the MASH")[1] == "3"
    with pytest.raises(NotYet, match="ends on Wed 30 Jun 2027"):
        give_out(vault, now)


@pytest.mark.req("R-000-19")
def test_relay_is_shown_by_month_by_partnership_and_by_school_only_where_it_is_safe(year: Year) -> None:
    vault = year.vault
    months = table(leaving_tables(vault, SPRING), "RELAY")
    assert months.heads == ("Measure", "April 2026", "May 2026", "June 2026", "Quarter 1", "Share")
    assert row(months, "Notifications received")[1:5] == ("0", "*", "0", "*")
    assert [each.height for each in months.bars] == [0, None, 0]
    titles = [each.title for each in leaving_tables(vault, YEAR)]
    assert "RELAY messages by partnership" in titles
    assert "RELAY messages by school" not in titles  # one school alone


@pytest.mark.req("R-003-27")
def test_relocations_are_there_only_once_a_director_has_signed(year: Year) -> None:
    vault = year.vault
    for found in (leaving_tables(vault, YEAR), true_tables(vault, YEAR)):
        assert "Relocations" not in {each.title for each in found}
    with pytest.raises(Incomplete, match="own password"):
        sign(vault, 2026, SecondPerson("Dana Hill", Role.DCS_OFFICE))
    with pytest.raises(Incomplete):
        sign(vault, 2026, SecondPerson("Dana Hill", Role.DCS_OFFICE, year.director))  # typed no password
    second = confirm(vault, year.director, DIRECTORS, who_signs(vault))
    with pytest.raises(NotYet, match="ends on"):
        sign(vault, 2027, second)
    sign(vault, 2026, second)
    with pytest.raises(NotYet, match="signed for already"):
        sign(vault, 2026, second)
    shown = table(leaving_tables(vault, YEAR), "Relocations")
    assert row(shown, "Relocations UKPPS told us of")[1] == "10"
    assert row(shown, "Held within 7 days")[1] == "10"
    assert row(table(true_tables(vault, YEAR), "Relocations"), "LA SPOCs named")[1] == "9"
    assert "Dana Hill, Office of the DCS (own password)" in shown.state
    assert "Relocations" not in {each.title for each in leaving_tables(vault, SPRING)}
    year.sit("mash")
    assert [each.id for each in sources_seen(vault)] == ["relay"]
    assert {each.source for each in leaving_tables(vault, YEAR)} == {"relay"}
    assert signed_of(vault, 2026) is None
    year.sit("referrer")
    assert sources_seen(vault) == ()
    with pytest.raises(NotAtThisDesk):
        give_out(vault, YEAR)


@pytest.mark.req("R-001-17")
def test_a_sample_has_references_only_and_can_be_drawn_again(year: Year) -> None:
    vault = year.vault
    vault.clock.advance(minutes=1)  # type: ignore[attr-defined]
    done = audit_samples.draw(vault, "referrals", YEAR.first, YEAR.last, 5)
    assert isinstance(done.record, AuditSample)
    (first,) = audit_samples.samples(vault)
    assert len(first.references) == 5
    assert first.same
    assert set(first.references) <= {each.referral_ref for each in REFERRALS.find(vault)}
    year.send_referrals("2026-06-20", 20)  # written down later: not among them
    vault.clock.advance(days=1)  # type: ignore[attr-defined]
    assert audit_samples.drawn_again(vault, done.record.id).references == first.references
    again = audit_samples.draw(vault, "referrals", YEAR.first, YEAR.last, 5).record
    assert again is not None
    assert [each.sample_no for each in AUDIT_SAMPLES.find(vault, tail="ORDER BY sample_no")] == [1, 2]
    issued = prints.issue(vault, prints.prepare(vault, kind="figures-sample", record_ids=[done.record.id]))
    assert issued.pdf.startswith(b"%PDF-")
    with pytest.raises(BadAnswer, match="from 1 to 200"):
        audit_samples.draw(vault, "referrals", YEAR.first, YEAR.last, 0)
    with pytest.raises(BadAnswer, match="no record"):
        audit_samples.draw(vault, "relay", date(2026, 11, 1), date(2026, 11, 30), 3)
    with pytest.raises(NotAtThisDesk):
        audit_samples.draw(vault, "relocations", YEAR.first, YEAR.last, 3)


@pytest.mark.req("R-003-27")
def test_copies_of_figures_are_numbered_on_paper_and_as_a_table(year: Year) -> None:
    vault = year.vault
    give_out(vault, YEAR)
    paper = prints.issue(vault, prints.prepare(vault, kind="figures", record_ids=[YEAR.key]))
    assert (paper.copy.copy_no, paper.copy.case_ref, paper.file_name) == (1, "2026/27", "figures-2026-27-copy-1.pdf")
    made = prints.issue_table(vault, YEAR)
    lines = made.pdf.decode("utf-8-sig").splitlines()
    assert lines[0] == "Table,What,When,Number"
    assert "Referrals,Referrals sent to the MASH,2026/27,25" in lines
    assert made.file_name == "figures-2026-27-copy-2.csv"
    assert [each.output_words for each in list_prints(vault).rows] == ["CSV file", "PDF file"]
    with pytest.raises(BadAnswer):
        prints.prepare(vault, kind="figures", record_ids=["never"])


@pytest.mark.req("R-001-20")
def test_the_report_is_recorded_once_and_then_its_copies(year: Year) -> None:
    vault = year.vault
    with pytest.raises(NotYet, match="Record first"):
        record_copies(vault, 2026, date(2027, 4, 12))
    with pytest.raises(BadAnswer, match="after its year"):
        record_published(vault, 2026, date(2027, 3, 31))
    record_published(vault, 2026, date(2027, 4, 8))
    with pytest.raises(NotYet, match="on record already"):
        record_published(vault, 2026, date(2027, 4, 9))
    record_copies(vault, 2026, date(2027, 4, 12))


@pytest.mark.req("R-001-19")
def test_decisions_to_share_are_counted_but_for_those_of_relocations(year: Year) -> None:
    vault = year.vault
    case = vault.own_rows("SELECT id FROM cases LIMIT 1")[0][0]
    for outcome in ("share", "do_not_share", "defer"):
        decide_whole(vault, answers={**WHOLE, "decided_on": "2027-04-08", "about": "Training", "outcome": outcome})
    decide_whole(vault, answers={**WHOLE, "decided_on": "2027-04-08"}, case_id=str(case))
    shown = table(true_tables(vault, Period(2027, 1)), "Decisions to share")
    assert [cells[1] for cells in shown.rows] == ["3", "1", "0", "1"]
    year.sit("mash")
    assert "Decisions to share" not in {each.title for each in true_tables(vault, Period(2027, 1))}


@pytest.mark.req("R-001-19")
def test_incidents_and_escalations_are_counted_where_they_happened(year: Year) -> None:
    vault = year.vault
    opened(vault, child_at_risk="yes")
    spring = true_tables(vault, Period(2027, 1))
    escalations = table(spring, "Escalations")
    assert row(escalations, "Disagreements raised")[1] == "2"
    assert row(escalations, "child at immediate risk")[1] == "1"
    desk = ReviewDesk(vault, FixedClock())
    desk.record(aware_at="2027-04-09T10:00", incident_on="2027-04-08")
    desk.decide()
    desk.tell(Whom.PANEL, at="2027-04-12T09:00")
    desk.begin(discussed_on="2027-04-12")
    desk.refer(told="2027-04-12T09:00", confirmed="2027-04-12T09:20")
    held = {**RAPID, "rapid_review_on": "2027-04-12"}
    reviews.hold_rapid_review(vault, review_id=desk.review_id, answers=held)
    learned = {"text": "Missed appointments are a sign.", "methods": ("briefings",), "shared_on": "2027-04-12",
               "shared_with": "Health visitors"}  # fmt: skip
    plan.add_learning(vault, review_id=desk.review_id, answers=learned)
    incidents = table(true_tables(vault, Period(2027, 1)), "Serious incidents")
    assert [row(incidents, each)[1] for each in ("Rapid reviews", "Learning points")] == ["1", "1"]
    assert row(incidents, "became aware of")[1] == "1"
    assert row(incidents, "Notified to the Panel")[1] == "1"
    assert row(table(spring, "Complaints"), "Complaints received")[1] == "0"


def test_another_threshold_counts_from_the_next_year_on(year: Year) -> None:
    vault = year.vault
    give_out(vault, SPRING)
    for too_few in (0, 4, 6):
        with pytest.raises(BadAnswer, match="5, 7 or 10"):
            save_profile(vault, replace(profile(vault), small_numbers=too_few))
    save_profile(vault, replace(profile(vault), small_numbers=5))
    assert audit_trail(vault, limit=1).lines[0].act == HID_OTHERWISE
    give_out(vault, YEAR)
    assert {each.threshold for each in FIGURE_RELEASES.find(vault, "source = 'referrals'")} == {7}
    vault.clock.moment = datetime(2027, 7, 1, 9, tzinfo=UTC)  # type: ignore[attr-defined]
    give_out(vault, Period(2027, 1))
    assert {each.threshold for each in FIGURE_RELEASES.find(vault, "year = 2027")} == {5}


@pytest.mark.req("R-001-18", "R-001-19")
@pytest.mark.parametrize("threshold", [5, 10])
def test_nobody_counts_back_from_the_files_that_went_out(year: Year, threshold: int) -> None:
    """All five files of a year as they were saved, read by somebody with a pencil: totals, parts, every column."""
    vault = year.vault
    save_profile(vault, replace(profile(vault), small_numbers=threshold))
    for day, count in {"2026-05-04": 2, "2026-08-03": 5, "2026-11-02": 11, "2027-02-01": 30}.items():
        year.send_referrals(day, count)
        year.send_referrals(day, threshold, ReferralState.FPS)
    give_out(vault, YEAR)
    cells: dict[str, Cell] = {}
    for period in (*YEAR.quarters, YEAR):
        for title, what, when, number in csv.reader(as_csv(given_tables(vault, period)).decode().splitlines()):
            column = {"2026/27": "year"}.get(when, when.lower().replace("uarter ", ""))
            measure = next((each.id for each in REFERRALS_SOURCE.measures if each.words == what), "")
            if title == "Referrals" and measure and when != "Share":
                cell = Cell(None if number == "*" else int(number.replace(",", "")))
                assert cells.setdefault(cell_key(measure, column), cell) == cell  # one number, alike in every file
    quarters = tuple(f"q{number}" for number in range(1, 5))
    sums = [*sums_of(REFERRALS_SOURCE.measures, (*quarters, "year"))]
    sums += [
        Sum(cell_key(each.id, "year"), tuple(cell_key(each.id, quarter) for quarter in quarters))
        for each in REFERRALS_SOURCE.measures
    ]
    hidden = [key for key, cell in cells.items() if cell.value is None]
    narrowed = intervals(cells, sums, threshold)
    assert len(cells) == 5 * len(REFERRALS_SOURCE.measures)
    assert len(hidden) >= 4
    assert [key for key in hidden if narrowed[key][0] >= narrowed[key][1]] == []

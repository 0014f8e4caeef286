"""What the place Figures shows of one period: tables, whether they were given out, signatures, samples, the report."""

from dataclasses import dataclass
from typing import Final

from spoc_desk.casework.council import calendar
from spoc_desk.casework.figures.audit_samples import Drawn, sampled_sources, samples
from spoc_desk.casework.figures.releasing import GAVE_OUT, not_given_out
from spoc_desk.casework.figures.signing import SIGNED, signed_of
from spoc_desk.casework.figures.sources import sources_seen
from spoc_desk.casework.figures.tables import FigureTable, leaving_tables, true_tables
from spoc_desk.casework.figures.yearly_report import PUBLISHED, SENT, report_of
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import london_day
from spoc_desk.deadlines.rules import due_on, load_rules
from spoc_desk.deadlines.wording import in_words
from spoc_desk.domain.figures import Period, last_quarter, quarter_of, report_due_on, year_name
from spoc_desk.domain.house_dates import short_date
from spoc_desk.vault.records.vault_facts import begun_at
from spoc_desk.vault.vault import Vault

_YEARS_SHOWN: Final = 7


@dataclass(frozen=True)
class ReportView:
    """The yearly report: what is on record in words, and which day may be recorded next ("" where none)."""

    words: str
    next_act: str


@dataclass(frozen=True)
class FiguresView:
    """One period as the page shows it."""

    period: Period
    state_words: str
    leaving: tuple[FigureTable, ...]
    true: tuple[FigureTable, ...]
    may_give_out: bool
    is_given_out: bool
    may_sign: bool
    """Whether figures of relocations could be signed for: a whole year that is over, without a signature."""
    sampled: tuple[tuple[str, str], ...]
    """(id, title) of what a sample can be drawn from."""
    samples: tuple[Drawn, ...]
    report: ReportView | None


def years_shown(vault: Vault) -> tuple[tuple[int, str], ...]:
    """Return (year, "2026/27") for the years that can be chosen, this one first."""
    newest = quarter_of(vault.clock.today()).year
    return tuple((year, year_name(year)) for year in range(newest, newest - _YEARS_SHOWN, -1))


def first_period(vault: Vault) -> Period:
    """Return the quarter that ended last: what is asked for next."""
    return last_quarter(vault.clock.today())


def figures_view(vault: Vault, period: Period) -> FiguresView:
    """Return one period. Of a period that is not over there are the true numbers alone."""
    over = period.is_over(vault.clock.today())
    sources = [each for each in sources_seen(vault) if not each.yearly]
    left = not_given_out(vault, period)
    given = bool(sources) and not left
    return FiguresView(
        period=period,
        state_words=_state(vault, period, over=over, given=given),
        leaving=leaving_tables(vault, period),
        true=true_tables(vault, period),
        may_give_out=over and bool(left) and vault.may(GAVE_OUT),
        is_given_out=given,
        may_sign=over
        and not period.quarter
        and sees(vault, Sight.RELOCATIONS)
        and vault.may(SIGNED)
        and signed_of(vault, period.year) is None,
        sampled=tuple((each.id, each.title) for each in sampled_sources(vault)),
        samples=samples(vault),
        report=None if period.quarter else _report(vault, period),
    )


def _state(vault: Vault, period: Period, *, over: bool, given: bool) -> str:
    if not over:
        what = "quarter" if period.quarter else "year"
        return f"{period.words}. This {what} ends on {short_date(period.last)}: nothing can be given out yet."
    begun = london_day(begun_at(vault))
    since = (
        f" This vault was begun on {short_date(begun)}: earlier numbers may be missing." if begun > period.first else ""
    )
    return f"{period.words}. {'These figures were given out.' if given else 'Not given out yet.'}{since}"


def _report(vault: Vault, period: Period) -> ReportView | None:
    if not period.is_over(vault.clock.today()):
        return None
    days, today, year = calendar(vault), vault.clock.today(), period.year
    report = report_of(vault, year)
    if report is None:
        said = in_words(report_due_on(year), today, days)
        return ReportView(f"To be published by 30 September: {said.words}.", PUBLISHED if vault.may(PUBLISHED) else "")
    published = f"Published on {short_date(report.published_on)}."
    if report.copies_sent_on is not None:
        return ReportView(f"{published} The Panel and the DfE were sent it on {short_date(report.copies_sent_on)}.", "")
    due = due_on(load_rules()["D-19b"], report.published_on, days)
    said = in_words(due, today, days)
    return ReportView(f"{published} The Panel and the DfE get a copy: {said.words}.", SENT if vault.may(SENT) else "")

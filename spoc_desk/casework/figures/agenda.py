"""Figures on Today: a quarter to give out (D-28), the yearly report by 30 September, its copies (D-19)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from spoc_desk.casework.agenda_line import YOU, AgendaRow, Lookup
from spoc_desk.casework.figures.releasing import GAVE_OUT, not_given_out
from spoc_desk.casework.figures.yearly_report import PUBLISHED, report_of
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import london_day
from spoc_desk.deadlines.rules import due_on, load_rules
from spoc_desk.deadlines.wording import State, in_words
from spoc_desk.domain.figures import Period, last_quarter, report_due_on, year_name
from spoc_desk.domain.house_dates import short_date
from spoc_desk.vault.records.vault_facts import begun_at
from spoc_desk.vault.vault import Vault

REFERENCE: Final = "Figures"
_REMINDED: Final = timedelta(days=60)
_YEARS_BACK: Final = 2

LATE, SOON, LATER = "late", "soon", "later"


def figure_rows(lookup: Lookup, soon_days: int) -> Mapping[str, Sequence[AgendaRow]]:
    """Return what is to be done about figures: what is late, due in *soon_days* working days, and later or undated.

    Nothing for a desk that does not give figures out, and nothing about times before this vault was begun.
    """
    vault = lookup.vault
    rows: dict[str, list[AgendaRow]] = {LATE: [], SOON: [], LATER: []}
    if not sees(vault, Sight.FIGURES):
        return rows
    if vault.may(GAVE_OUT):
        rows[LATER] += _scorecard(lookup)
    if vault.may(PUBLISHED):
        last = lookup.calendar.add_working_days(lookup.today, soon_days)
        for row in _reports(lookup):
            assert row.due_on is not None
            rows[LATE if row.due_on < lookup.today else SOON if row.due_on <= last else LATER].append(row)
    return rows


def _scorecard(lookup: Lookup) -> list[AgendaRow]:
    period = last_quarter(lookup.today)
    if not _began_by(lookup.vault, period) or not not_given_out(lookup.vault, period):
        return []
    words = f"the quarter ended {short_date(period.last)}"
    what = f"{load_rules()['D-28'].short} of {period.words}"
    return [AgendaRow(None, REFERENCE, what, words, YOU, State.NO_LIMIT.value, f"figures/{period.key}")]


def _reports(lookup: Lookup) -> list[AgendaRow]:
    found = []
    newest = last_quarter(lookup.today).year
    for year in range(newest - _YEARS_BACK, newest + 1):
        period = Period(year)
        if not period.is_over(lookup.today) or not _began_by(lookup.vault, period):
            continue
        row = _report(lookup, year)
        if row is not None:
            found.append(row)
    return found


def _report(lookup: Lookup, year: int) -> AgendaRow | None:
    report, rules = report_of(lookup.vault, year), load_rules()
    if report is None:
        due, rule = report_due_on(year), rules["D-19"]
        if due - lookup.today > _REMINDED:
            return None
    elif report.copies_sent_on is None:
        rule = rules["D-19b"]
        found = due_on(rule, report.published_on, lookup.calendar)
        assert found is not None  # it counts in working days
        due = found
    else:
        return None
    said = in_words(due, lookup.today, lookup.calendar)
    what = f"{rule.short}, {year_name(year)}"
    return AgendaRow(None, REFERENCE, what, said.words, YOU, said.state.value, f"figures/{year}-0", due)


def _began_by(vault: Vault, period: Period) -> bool:
    return london_day(begun_at(vault)) <= period.last

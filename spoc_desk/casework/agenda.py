"""Today: what is late, what is due, what waits for others, what was left half-typed. One line, one thing to do.

Every list is one page of an indexed question; counts stop at `MOST`, so the page costs the same in any vault.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from spoc_desk.casework import sheet_trial
from spoc_desk.casework.agenda_line import AgendaRow, Lookup
from spoc_desk.casework.agenda_records import waiting_row
from spoc_desk.casework.agenda_rows import (
    concern_row,
    draft_row,
    due_row,
    keeping_rows,
    query_row,
    recheck_row,
    review_row,
)
from spoc_desk.casework.agenda_sources import asked_for, drafts_shown
from spoc_desk.casework.backups import reminder
from spoc_desk.casework.concerns import open_concerns
from spoc_desk.casework.council import calendar
from spoc_desk.casework.disputes.agenda import stopped_rows as stopped_disputes
from spoc_desk.casework.figures.agenda import LATE, LATER, SOON, figure_rows
from spoc_desk.casework.handover import agenda as handed
from spoc_desk.casework.keeping.review import due_words
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.own_cases import unknown_words
from spoc_desk.casework.relay.agenda import relay_rows, school_rows
from spoc_desk.casework.relay.agenda import waiting_rows as relay_waiting
from spoc_desk.casework.relay.reviews import AHEAD
from spoc_desk.casework.reviewed.agenda import stopped_rows
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.deadlines.rules import load_rules
from spoc_desk.deadlines.wording import count_days
from spoc_desk.domain.concerns import Concern
from spoc_desk.domain.house_dates import short_date
from spoc_desk.vault.records.clock_rows import (
    cases_to_recheck,
    count_waiting,
    flags_to_review,
    queries_with_ukpps,
    waiting_rows,
)
from spoc_desk.vault.records.handover_rows import cases_away
from spoc_desk.vault.records.referral_clock_rows import AGREEMENTS
from spoc_desk.vault.records.referral_clock_rows import due_rows as due_rows_of
from spoc_desk.vault.records.stores import CASES, REFERRALS
from spoc_desk.vault.rows import Row
from spoc_desk.vault.vault import Vault

__all__ = ["AgendaPage", "AgendaRow", "Bar", "Counts", "Section", "Today", "agenda_page", "today"]

MOST = 1000
SOON_WORKING_DAYS = 5
BAR_WORKING_DAYS = 20
_EARLIEST = date(1900, 1, 1)


class Section(StrEnum):
    """The lists of the page."""

    LATE = "late"
    DUE_SOON = "due_soon"
    WAITING = "waiting"
    UNFINISHED = "unfinished"
    UNDATED = "undated"


@dataclass(frozen=True)
class Counts:
    """How many there are of each; `MOST` means that many or more."""

    late: int
    due_soon: int
    waiting: int
    unfinished: int
    undated: int


@dataclass(frozen=True)
class Bar:
    """What falls due on one working day; days off in between count for the working day before them."""

    day: date
    count: int
    words: str


@dataclass(frozen=True)
class AgendaPage:
    """One page of a list."""

    rows: tuple[AgendaRow, ...]
    more: bool


@dataclass(frozen=True)
class Today:
    """The page: the first rows of each list, the counters, the bars, and what to say when nothing is late."""

    day: date
    late: tuple[AgendaRow, ...]
    due_soon: tuple[AgendaRow, ...]
    waiting: tuple[AgendaRow, ...]
    unfinished: tuple[AgendaRow, ...]
    undated: tuple[AgendaRow, ...]
    counts: Counts
    bars: tuple[Bar, ...]
    calm_words: str
    calendar_warning: str
    backup_reminder: str
    sheet_reminder: str
    own_cases_words: str
    """Why an LA SPOC may miss her relocations here; empty where she does not."""


def today(vault: Vault, *, limit: int = 50) -> Today:
    """Return everything the page shows. Concerns nobody was told of stand first among what is late."""
    days, day = calendar(vault), vault.clock.today()
    pages = {section: agenda_page(vault, section=section, limit=limit).rows for section in Section}
    counts = _counts(vault, days, day)
    return Today(
        day=day,
        late=pages[Section.LATE],
        due_soon=pages[Section.DUE_SOON],
        waiting=pages[Section.WAITING],
        unfinished=pages[Section.UNFINISHED],
        undated=pages[Section.UNDATED],
        counts=counts,
        bars=_bars(vault, days, day),
        calm_words=_calm(vault, days, day) if counts.late == 0 else "",
        calendar_warning=days.table_warning(day, *(row.due_on for row in pages[Section.DUE_SOON] if row.due_on)),
        backup_reminder=reminder(vault),
        sheet_reminder=sheet_trial.reminder(vault),
        own_cases_words=unknown_words(vault),
    )


def nothing_recorded(vault: Vault) -> bool:
    """Say whether nothing was begun at this desk yet, so that it is shown how to begin."""
    if sees(vault, Sight.RELOCATIONS):
        return CASES.count(vault) == 0
    return sees(vault, Sight.REFERRALS) and REFERRALS.count(vault, "case_id IS NULL") == 0


def agenda_page(vault: Vault, *, section: Section | str, offset: int = 0, limit: int = 50) -> AgendaPage:
    """Return one page of one list."""
    rows = _PAGES[Section(section)](vault, offset, limit + 1)
    return AgendaPage(rows[:limit], len(rows) > limit)


def _late(vault: Vault, offset: int, limit: int) -> tuple[AgendaRow, ...]:
    lookup = Lookup.of(vault)
    first = [concern_row(lookup, one) for one in _urgent(vault)] + list(_of_figures(lookup)[LATE])
    first += handed.handover_rows(lookup)[handed.LATE]
    urgent = tuple(first[offset : offset + limit])
    start = max(0, offset - len(first))
    last, rest = lookup.today - timedelta(days=1), limit - len(urgent)
    rows = asked_for(vault).due_rows(vault, _EARLIEST, last, offset=start, limit=rest, until=lookup.today)
    return (*urgent, *_due(lookup, rows))


def _urgent(vault: Vault) -> list[Concern]:
    away = cases_away(vault)
    return [one for one in open_concerns(vault) if not one.ukpps_contacted_at and one.case_id not in away]


def _due_soon(vault: Vault, offset: int, limit: int) -> tuple[AgendaRow, ...]:
    lookup = Lookup.of(vault)
    last = _soon(lookup.calendar, lookup.today)
    first = relay_rows(vault) + list(_of_figures(lookup)[SOON])
    first += handed.handover_rows(lookup)[handed.SOON]
    shown = tuple(first[offset : offset + limit])
    start, rest = max(0, offset - len(first)), limit - len(shown)
    return (*shown, *_due(lookup, asked_for(vault).due_rows(vault, lookup.today, last, offset=start, limit=rest)))


def _of_figures(lookup: Lookup) -> Mapping[str, Sequence[AgendaRow]]:
    return figure_rows(lookup, SOON_WORKING_DAYS)


def _soon(days: Calendar, day: date) -> date:
    """Return the last day of the list of what is due."""
    return days.add_working_days(day, SOON_WORKING_DAYS)


def _waiting(vault: Vault, offset: int, limit: int) -> tuple[AgendaRow, ...]:
    """RELAY and questions that wait for the UKPPS SPOC are few lines and stand first; records follow."""
    lookup = Lookup.of(vault)
    asked = relay_waiting(vault) + stopped_rows(vault) + stopped_disputes(vault)
    if not sees(vault, Sight.RELOCATIONS):
        return tuple(asked[offset : offset + limit])
    asked += handed.handover_rows(lookup)[handed.WAITING]
    asked += [query_row(lookup, row) for row in queries_with_ukpps(vault, MOST)]
    shown = asked[offset : offset + limit]
    start = max(0, offset - len(asked))
    rows = waiting_rows(vault, offset=start, limit=limit - len(shown))
    known = lookup.knowing(row["item_members"] for row in rows)
    return (*shown, *(waiting_row(known, row) for row in rows))


def _unfinished(vault: Vault, offset: int, limit: int) -> tuple[AgendaRow, ...]:
    lookup = Lookup.of(vault)
    return tuple(draft_row(lookup, draft) for draft in drafts_shown(vault))[offset : offset + limit]


def _undated(vault: Vault, offset: int, limit: int) -> tuple[AgendaRow, ...]:
    """Routes to confirm, flags to renew and birthdays ahead, then the clocks to which the source gives no number."""
    lookup = Lookup.of(vault)
    first = _undated_of_cases(lookup) if sees(vault, Sight.RELOCATIONS) else []
    first += _due(lookup, _birthdays(vault, lookup.calendar, lookup.today))
    first += _due(lookup, _reviews(vault, lookup.calendar, lookup.today))
    first += [*keeping_rows(due_words(vault)), *school_rows(vault), *_of_figures(lookup)[LATER]]
    shown = first[offset : offset + limit]
    start = max(0, offset - len(first))
    rows = asked_for(vault).undated_rows(vault, offset=start, limit=limit - len(shown))
    return (*shown, *_due(lookup, rows))


def _undated_of_cases(lookup: Lookup) -> list[AgendaRow]:
    vault = lookup.vault
    found = [recheck_row(lookup, row) for row in cases_to_recheck(vault, MOST)]
    return [*found, *(review_row(lookup, row) for row in flags_to_review(vault, lookup.today, MOST))]


def _birthdays(vault: Vault, days: Calendar, day: date) -> list[Row]:
    """Return the birthdays to prepare for, from where the list of what is due ends (D-32: from 60 days before)."""
    first = _soon(days, day) + timedelta(days=1)
    last = day + timedelta(days=max(load_rules()["D-32"].remind_days))
    return asked_for(vault).birthday_rows(vault, first, last, limit=MOST)


def _reviews(vault: Vault, days: Calendar, day: date) -> list[Row]:
    """Return the reviews of agreements ahead, from where the list of what is due ends (D-27: from 30 days before)."""
    if not sees(vault, Sight.RELAY):
        return []
    first = _soon(days, day) + timedelta(days=1)
    return due_rows_of(vault, first, day + AHEAD, offset=0, limit=MOST, kinds=(AGREEMENTS,))


def _due(lookup: Lookup, rows: list[Row]) -> tuple[AgendaRow, ...]:
    known = lookup.knowing(row["item_members"] for row in rows)
    return tuple(due_row(known, row) for row in rows)


_PAGES: dict[Section, Callable[[Vault, int, int], tuple[AgendaRow, ...]]] = {
    Section.LATE: _late,
    Section.DUE_SOON: _due_soon,
    Section.WAITING: _waiting,
    Section.UNFINISHED: _unfinished,
    Section.UNDATED: _undated,
}


def _counts(vault: Vault, days: Calendar, day: date) -> Counts:
    asked, last = asked_for(vault), _soon(days, day)
    ahead = len(keeping_rows(due_words(vault))) + len(_birthdays(vault, days, day)) + len(school_rows(vault))
    ahead += len(_reviews(vault, days, day))
    figures = _of_figures(Lookup(vault, day, days))
    counts = Counts(
        late=asked.count_due(vault, _EARLIEST, day - timedelta(days=1), MOST) + len(figures[LATE]),
        due_soon=asked.count_due(vault, day, last, MOST) + len(relay_rows(vault)) + len(figures[SOON]),
        waiting=len(relay_waiting(vault)) + len(stopped_rows(vault)) + len(stopped_disputes(vault)),
        unfinished=len(drafts_shown(vault)),
        undated=asked.count_undated(vault, MOST) + ahead + len(figures[LATER]),
    )
    return _with_cases(vault, counts, days, day) if sees(vault, Sight.RELOCATIONS) else counts


def _with_cases(vault: Vault, counts: Counts, days: Calendar, day: date) -> Counts:
    undated = len(cases_to_recheck(vault, MOST)) + len(flags_to_review(vault, day, MOST))
    sealed = handed.handover_rows(Lookup(vault, day, days))
    waiting = count_waiting(vault, MOST) + len(queries_with_ukpps(vault, MOST)) + len(sealed[handed.WAITING])
    return replace(
        counts,
        late=counts.late + len(_urgent(vault)) + len(sealed[handed.LATE]),
        due_soon=counts.due_soon + len(sealed[handed.SOON]),
        waiting=counts.waiting + waiting,
        undated=counts.undated + undated,
    )


def _bars(vault: Vault, days: Calendar, day: date) -> tuple[Bar, ...]:
    first = day if days.is_working_day(day) else days.add_working_days(day, 1)
    shown = [first]
    while len(shown) < BAR_WORKING_DAYS:
        shown.append(days.add_working_days(shown[-1], 1))
    end = days.add_working_days(shown[-1], 1) - timedelta(days=1)
    due = asked_for(vault).due_per_day(vault, day, end)
    bars = []
    for position, start in enumerate(shown):
        until = shown[position + 1] if position + 1 < len(shown) else end + timedelta(days=1)
        begin = day if position == 0 else start
        count = sum(number for due_day, number in due.items() if begin <= due_day < until)
        bars.append(Bar(start, count, f"{short_date(start)}: {count or 'nothing'} due"))
    return tuple(bars)


def _calm(vault: Vault, days: Calendar, day: date) -> str:
    """Return "Nothing is late. Next: Tue 24 Nov 2026, Name the LA SPOC"."""
    coming = asked_for(vault).due_rows(vault, day, day + timedelta(days=3660), offset=0, limit=1)
    if not coming:
        return "Nothing is late, and nothing is due."
    row = _due(Lookup.of(vault), coming)[0]
    left = days.working_days_between(day, row.due_on or day)
    when = "today" if row.due_on == day else f"{short_date(row.due_on or day)}, in {count_days(left, 'working day')}"
    return f"Nothing is late. Next: {when}: {row.what}."

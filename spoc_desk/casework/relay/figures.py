"""How many notifications: by month and year, by partnership, by school only where it is safe (R-000-19, 2.7)."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from io import StringIO
from typing import Final

from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.clock import LONDON
from spoc_desk.domain.house_dates import MONTHS
from spoc_desk.domain.suppression import may_show_by, percentage, published, published_total
from spoc_desk.vault.records.relay_counts import Counted, by_school, counted_between
from spoc_desk.vault.records.stores import SCHOOL_PARTNERSHIPS, SCHOOLS
from spoc_desk.vault.vault import Vault


class Figure(StrEnum):
    """What is counted; the words are the heads of the table."""

    RECEIVED = "Received"
    CHILDREN = "Children"
    SHARED = "Messages sent"
    NOT_SHARED = "Not shared"
    REFERRED = "Referred to the MASH"


@dataclass(frozen=True)
class MonthRow:
    """One month with its true numbers: for the desk, never for a paper that leaves."""

    year: int
    month: int
    counts: Mapping[Figure, int]

    @property
    def words(self) -> str:
        """Return "November 2026"."""
        return f"{MONTHS[self.month - 1]} {self.year}"


@dataclass(frozen=True)
class Published:
    """A table as it may leave: small numbers hidden, the others rounded."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


NOTES: Final = (
    "* is a number from 1 to 7. Others are rounded to the nearest 5; totals are added up before they are rounded.",
    "Shares are of rounded numbers, and only where the whole is at least 20.",
)


def months(vault: Vault, first: date, last: date) -> tuple[MonthRow, ...]:
    """Return the true numbers of each month of a stretch; nothing for who does not see RELAY."""
    if not sees(vault, Sight.RELAY):
        return ()
    return tuple(
        MonthRow(year, month, _figures(counted_between(vault, *_moments(year, month))))
        for year, month in _each_month(first, last)
    )


def year_total(rows: tuple[MonthRow, ...]) -> dict[Figure, int]:
    """Return the true totals of some months."""
    return {figure: sum(row.counts[figure] for row in rows) for figure in Figure}


def published_months(vault: Vault, first: date, last: date) -> Published:
    """Return the months as they may leave."""
    rows = months(vault, first, last)
    table = [(row.words, *(published(row.counts[figure]).words for figure in Figure)) for row in rows]
    totals = {figure: published_total(row.counts[figure] for row in rows) for figure in Figure}
    table.append(("In all", *(totals[figure].words for figure in Figure)))
    share = percentage(totals[Figure.SHARED], totals[Figure.CHILDREN])
    heads = ("Month", *(figure.value for figure in Figure))
    notes = (*NOTES, f"Of the children named, a message was sent about {share}." if share != "*" else "")
    return Published("RELAY notifications by month", heads, tuple(table), tuple(note for note in notes if note))


def published_partnerships(vault: Vault, first: date, last: date) -> Published:
    """Return the messages sent by partnership; schools without one stand together."""
    sent = _sent_by_school(vault, first, last)
    names = {each.id: each.name for each in SCHOOL_PARTNERSHIPS.find(vault)}
    counts: dict[str, int] = dict.fromkeys((*sorted(names.values()), "No partnership"), 0)
    for school in SCHOOLS.find(vault):
        counts[names.get(school.partnership, "No partnership")] += sent.get(school.id, 0)
    rows = tuple((name, published(count).words) for name, count in counts.items())
    total = ("In all", published_total(counts.values()).words)
    return Published("RELAY messages by partnership", ("Partnership", "Messages sent"), (*rows, total), NOTES[:1])


def published_schools(vault: Vault, first: date, last: date) -> Published | None:
    """Return the messages sent by school; None where a number would be small, or one school stand there alone."""
    sent = _sent_by_school(vault, first, last)
    if not may_show_by(sent.values()):
        return None
    schools = SCHOOLS.find(vault, tail="ORDER BY name")
    rows = tuple((each.name, published(sent[each.id]).words) for each in schools if sent.get(each.id))
    total = ("In all", published_total(sent.values()).words)
    return Published("RELAY messages by school", ("School", "Messages sent"), (*rows, total), NOTES[:1])


def leaving(vault: Vault, first: date, last: date) -> tuple[Published, ...]:
    """Return every table that may leave, of the months from that of *first* to that of *last*."""
    tables = published_months(vault, first, last), published_partnerships(vault, first, last)
    schools = published_schools(vault, first, last)
    return (*tables, schools) if schools else tables


def stretch_words(first: date, last: date) -> str:
    """Return "from September 2025 to August 2026"."""
    start, end = (f"{MONTHS[day.month - 1]} {day.year}" for day in (first, last))
    return f"in {start}" if start == end else f"from {start} to {end}"


def as_csv(table: Published) -> bytes:
    """Return a published table as a CSV file."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.heads)
    writer.writerows(table.rows)
    for note in table.notes:
        writer.writerow([note])
    return out.getvalue().encode("utf-8-sig")


def _sent_by_school(vault: Vault, first: date, last: date) -> dict[str, int]:
    if not sees(vault, Sight.RELAY):
        return {}
    start, _ = _moments(first.year, first.month)
    _, end = _moments(last.year, last.month)
    return by_school(vault, start, end)


def _figures(counted: Counted) -> dict[Figure, int]:
    return {
        Figure.RECEIVED: counted.received,
        Figure.CHILDREN: counted.children,
        Figure.SHARED: counted.sent,
        Figure.NOT_SHARED: counted.not_shared,
        Figure.REFERRED: counted.referred,
    }


def _each_month(first: date, last: date) -> Iterator[tuple[int, int]]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _moments(year: int, month: int) -> tuple[str, str]:
    """Return from when to when (and not further) a month lasts in London, as the vault keeps moments."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return _stored(date(year, month, 1)), _stored(following)


def _stored(day: date) -> str:
    midnight = datetime.combine(day, time(), tzinfo=LONDON)
    return midnight.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

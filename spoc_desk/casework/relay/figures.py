"""How many notifications in each month, for this desk: what leaves is given out in casework.figures (R-000-19)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.clock import LONDON
from spoc_desk.domain.house_dates import MONTHS
from spoc_desk.vault.records.relay_counts import Counted, counted_between
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

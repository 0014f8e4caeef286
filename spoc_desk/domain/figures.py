"""The partnership's figures: periods, measures, what was given out, samples, yearly reports (R-001-17 to R-001-20).

A reporting year runs from April to March and is named by the calendar year it begins in: 2026 is "2026/27".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Final, NewType

from spoc_desk.domain.house_dates import MONTHS, month_and_year
from spoc_desk.domain.record import Record

ReleaseId = NewType("ReleaseId", str)
SampleId = NewType("SampleId", str)

YEAR = "year"
"""The column of the whole year; those of quarters are "q1" to "q4", those of months "m1" to "m12", April first."""
_FIRST_MONTH: Final = 4
_MONTHS_IN_QUARTER: Final = 3
_REPORT_MONTH: Final = 9
_REPORT_DAY: Final = 30


@dataclass(frozen=True)
class Period:
    """A quarter (1 to 4) of a reporting year, or the whole year (quarter 0)."""

    year: int
    quarter: int = 0

    @property
    def first(self) -> date:
        """Return the first day."""
        return _month_start(self.year, _MONTHS_IN_QUARTER * max(self.quarter - 1, 0))

    @property
    def last(self) -> date:
        """Return the last day."""
        months = _MONTHS_IN_QUARTER * self.quarter if self.quarter else 12
        return _month_start(self.year, months) - timedelta(days=1)

    @property
    def column(self) -> str:
        """Return the name of its column."""
        return f"q{self.quarter}" if self.quarter else YEAR

    @property
    def quarters(self) -> tuple["Period", ...]:
        """Return the four quarters of the year."""
        return tuple(Period(self.year, number) for number in range(1, 5))

    @property
    def words(self) -> str:
        """Return "July to September 2026" or "April 2026 to March 2027"."""
        start, end = self.first, self.last
        if start.year == end.year:
            return f"{MONTHS[start.month - 1]} to {month_and_year(end.year, end.month)}"
        return f"{month_and_year(start.year, start.month)} to {month_and_year(end.year, end.month)}"

    @property
    def name(self) -> str:
        """Return "2026/27 quarter 2" or "2026/27"."""
        return f"{year_name(self.year)} quarter {self.quarter}" if self.quarter else year_name(self.year)

    @property
    def key(self) -> str:
        """Return how a place and a print name it: "2026-2"; 0 is the whole year."""
        return f"{self.year}-{self.quarter}"

    def is_over(self, today: date) -> bool:
        """Say whether every day of it has passed: only then can it be given out."""
        return self.last < today

    def months(self) -> tuple[tuple[str, date, date], ...]:
        """Return the column, the first and the last day of each month of it."""
        start = _MONTHS_IN_QUARTER * max(self.quarter - 1, 0)
        count = _MONTHS_IN_QUARTER if self.quarter else 12
        return tuple(
            (f"m{n + 1}", _month_start(self.year, n), _month_start(self.year, n + 1) - timedelta(days=1))
            for n in range(start, start + count)
        )


def period_of(key: str) -> Period:
    """Return the period a key names. Raises ValueError."""
    year, _, quarter = key.partition("-")
    found = Period(int(year), int(quarter or 0))
    if not (2000 <= found.year < 2100 and 0 <= found.quarter <= 4):
        raise ValueError(key)
    return found


def quarter_of(day: date) -> Period:
    """Return the quarter a day lies in."""
    months = (day.year * 12 + day.month - 1) - (_FIRST_MONTH - 1)
    return Period(months // 12, months % 12 // _MONTHS_IN_QUARTER + 1)


def last_quarter(today: date) -> Period:
    """Return the quarter that ended last."""
    return quarter_of(quarter_of(today).first - timedelta(days=1))


def year_name(year: int) -> str:
    """Return "2026/27"."""
    return f"{year}/{(year + 1) % 100:02}"


def column_words(column: str, year: int) -> str:
    """Return the head of a column: "Quarter 2", "May 2026", "2026/27"."""
    if column == YEAR:
        return year_name(year)
    number = int(column[1:])
    if column.startswith("q"):
        return f"Quarter {number}"
    start = _month_start(year, number - 1)
    return month_and_year(start.year, start.month)


def report_due_on(year: int) -> date:
    """Return the day by which the report on a reporting year is published: 30 September after it (S001:237)."""
    return date(year + 1, _REPORT_MONTH, _REPORT_DAY)


def _month_start(year: int, months: int) -> date:
    """Return the first day of the month that is *months* after the April in which the year begins."""
    total = year * 12 + _FIRST_MONTH - 1 + months
    return date(total // 12, total % 12 + 1, 1)


@dataclass(frozen=True)
class Measure:
    """One thing that is counted. `inside`: the measure it is a part of. `share`: also shown as a share of that one."""

    id: str
    words: str
    inside: str = ""
    share: bool = False


@dataclass(frozen=True)
class Sum:
    """What a reader of the tables knows: the parts make up the total, or (not `whole`) lie within it."""

    total: str
    parts: tuple[str, ...]
    whole: bool = True


def cell_key(measure: str, column: str) -> str:
    """Return the key of one number: "sent/q2"."""
    return f"{measure}/{column}"


def sums_of(measures: Sequence[Measure], columns: Sequence[str]) -> Iterator[Sum]:
    """Yield what ties the numbers of some columns: every part lies within its measure."""
    for whole in measures:
        parts = tuple(each.id for each in measures if each.inside == whole.id)
        for column in columns if parts else ():
            yield Sum(cell_key(whole.id, column), tuple(cell_key(part, column) for part in parts), whole=False)


@dataclass(frozen=True, kw_only=True)
class FigureRelease(Record):
    """The figures of one source and period as they were given out: they are given out so ever after."""

    id: ReleaseId
    source: str
    year: int
    quarter: int
    threshold: int
    counts: str
    """JSON: key to the true number of that day."""
    world: str
    """JSON: key to the number whose look was given out (domain.disclosure)."""
    released_at: str
    released_by: str


@dataclass(frozen=True, kw_only=True)
class RelocationFigures(Record):
    """The figures of relocations of a year, as the office of the DCS or DASS saw and signed them."""

    year: int
    threshold: int
    counts: str
    world: str
    signed_at: str
    signed_by: str
    signed_role: str
    signed_user: str


@dataclass(frozen=True, kw_only=True)
class AuditSample(Record):
    """A sample that can be drawn again: which records there were, and the seed that puts them in order."""

    id: SampleId
    sample_no: int
    source: str
    first: date
    last: date
    size: int
    seed: str
    digest: str
    """Of the records that were drawn, to tell whether a later drawing is the same."""
    drawn_at: str
    drawn_by: str


@dataclass(frozen=True, kw_only=True)
class YearlyReport(Record):
    """When the report on a reporting year was published, and when the Panel and the DfE got their copies."""

    year: int
    published_on: date
    copies_sent_on: date | None = None


def drawn(seed: str, records: Sequence[tuple[str, str]], size: int) -> tuple[tuple[str, str], ...]:
    """Return *size* records out of (id, reference), in the order of their references.

    Each record's place is a hash of the seed and its id: whoever has the seed and the records draws the same, and
    nobody can choose a seed for the record wanted without trying.
    """
    order = sorted(records, key=lambda each: sha256(f"{seed}/{each[0]}".encode()).digest())
    return tuple(sorted(order[:size], key=lambda each: (each[1], each[0])))


def digest_of(records: Sequence[tuple[str, str]]) -> str:
    """Return what tells two drawings apart: of the ids, for a reference may be masked."""
    return sha256("\n".join(sorted(each[0] for each in records)).encode()).hexdigest()

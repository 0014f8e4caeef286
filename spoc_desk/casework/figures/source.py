"""What a source of figures is: what it counts, for whom, and how. It is never asked by who does not see its records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from spoc_desk.casework.may_see import Sight
from spoc_desk.clock import LONDON
from spoc_desk.domain.figures import Measure
from spoc_desk.vault.vault import Vault


@dataclass(frozen=True)
class Span:
    """The days that are counted, both included; *samples*: whether records made to practise count too."""

    first: date
    last: date
    samples: bool

    @property
    def start(self) -> str:
        """Return the first moment, as the vault keeps it."""
        return _stored(self.first)

    @property
    def end(self) -> str:
        """Return the moment before which it ends."""
        return _stored(self.last + timedelta(days=1))


@dataclass(frozen=True)
class Breakdown:
    """A measure of the whole year by something else: `counts` in the order of the table. They make up the measure."""

    title: str
    head: str
    measure: str
    counts: Mapping[str, int]
    only_large: bool = False
    """Shown only where no number is small and none stands alone (domain 2.7: by school)."""


@dataclass(frozen=True)
class Source:
    """One source. `by_month`: a quarter is shown with its months. `yearly`: never for less than a year."""

    id: str
    title: str
    sight: Sight
    measures: tuple[Measure, ...]
    count: Callable[[Vault, Span], Mapping[str, int]]
    by_month: bool = False
    yearly: bool = False
    breakdowns: Callable[[Vault, Span], tuple[Breakdown, ...]] | None = None
    is_sampled: bool = False
    """Whether a sample of its records can be drawn for an audit."""


def _stored(day: date) -> str:
    return datetime.combine(day, time(), tzinfo=LONDON).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

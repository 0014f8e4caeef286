"""True numbers of one source and period, and what ties them: for this desk, never for a paper that leaves."""

from collections.abc import Mapping
from dataclasses import dataclass

from spoc_desk.casework.council import profile
from spoc_desk.casework.figures.source import Breakdown, Source, Span
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.domain.figures import Period, Sum, cell_key, sums_of
from spoc_desk.domain.suppression import may_show_by
from spoc_desk.errors import NotAtThisDesk
from spoc_desk.vault.vault import Vault

_BY = "by|"


@dataclass(frozen=True)
class Counted:
    """Numbers by their key, and the sums a reader of the tables knows."""

    counts: Mapping[str, int]
    sums: tuple[Sum, ...]


def columns_of(source: Source, period: Period) -> tuple[str, ...]:
    """Return the columns counted for a period: the months of a quarter where they are shown, and the period itself."""
    months = tuple(column for column, _, _ in period.months()) if source.by_month and period.quarter else ()
    return (*months, period.column)


def counted(vault: Vault, source: Source, period: Period) -> Counted:
    """Return the numbers of a period. With months, those of the quarter are theirs added up.

    Raises NotAtThisDesk for who does not see such records: the numbers are those of the whole vault.
    """
    if not (sees(vault, Sight.FIGURES) and sees(vault, source.sight)):
        raise NotAtThisDesk()
    samples = profile(vault).practice
    counts: dict[str, int] = {}
    columns = columns_of(source, period)
    days = {column: (first, last) for column, first, last in period.months()} | {
        period.column: (period.first, period.last)
    }
    for column in columns:
        for name, number in source.count(vault, Span(*days[column], samples)).items():
            counts[cell_key(name, column)] = number
    sums = [*sums_of(source.measures, columns)]
    for measure in source.measures if len(columns) > 1 else ():
        *parts, total = (cell_key(measure.id, column) for column in columns)
        sums.append(Sum(total, tuple(parts)))
    return Counted(counts, tuple(sums))


def broken_down(vault: Vault, source: Source, period: Period, threshold: int) -> tuple[Breakdown, ...]:
    """Return the breakdowns of a whole year that may be shown."""
    if source.breakdowns is None or period.quarter or not sees(vault, source.sight):
        return ()
    found = source.breakdowns(vault, Span(period.first, period.last, profile(vault).practice))
    return tuple(each for each in found if not each.only_large or may_show_by(each.counts.values(), threshold))


def breakdown_key(one: Breakdown, name: str) -> str:
    """Return the key of one row of a breakdown; it carries what is needed to show it again years later."""
    return "|".join((f"{_BY}{one.title}", one.head, one.measure, name))


def breakdowns_in(world: Mapping[str, int]) -> tuple[Breakdown, ...]:
    """Return the breakdowns that numbers given out hold."""
    found: dict[tuple[str, str, str], dict[str, int]] = {}
    for key, number in world.items():
        if key.startswith(_BY):
            title, head, measure, name = key.removeprefix(_BY).split("|", 3)
            found.setdefault((title, head, measure), {})[name] = number
    return tuple(Breakdown(*each, counts) for each, counts in found.items())

"""The year beside its quarters that were given out: what still adds up, and what was recorded later (domain 2.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spoc_desk.domain.figures import YEAR, Measure, Sum, cell_key, sums_of

_QUARTERS = ("q1", "q2", "q3", "q4")


@dataclass(frozen=True)
class YearTables:
    """Where the search for a near world begins: the numbers, their sums, and the measures that do not add up."""

    counts: dict[str, int]
    sums: tuple[Sum, ...]
    late: tuple[str, ...]


def year_beside(
    measures: Sequence[Measure],
    truth: Mapping[str, int],
    quarters: Mapping[str, int],
    worlds: Mapping[str, int],
    columns: Sequence[str],
    breakdowns: Sequence[tuple[str, Mapping[str, int]]] = (),
) -> YearTables:
    """Return the numbers of a year.

    *truth*: measure to its number of the year, counted today. *quarters* and *worlds*: the true numbers behind the
    quarters when they were given out, and those whose looks were; both with the months, whose columns *columns* names.
    *breakdowns*: (measure, row key to its number). A measure whose quarters no longer add up had records come in later:
    it is shown as it is today, and nobody is told that it is a sum.
    """
    counts, sums = dict(worlds), list(sums_of(measures, (*columns, YEAR)))
    year = {cell_key(measure, YEAR): number for measure, number in truth.items()}
    late = late_in(measures, {**quarters, **year})
    for measure in measures:
        parts = tuple(cell_key(measure.id, quarter) for quarter in _QUARTERS)
        total = cell_key(measure.id, YEAR)
        if measure.id in late:
            counts[total] = year[total]
        else:
            counts[total] = sum(worlds[part] for part in parts)
            sums.append(Sum(total, parts))
    _fit_parts(measures, counts, late)
    sums += _months(measures, columns)
    for measure_id, rows in breakdowns:
        _fit_rows(counts, measure_id, rows)
        sums.append(Sum(cell_key(measure_id, YEAR), tuple(rows)))
    return YearTables(counts, tuple(sums), late)


def late_in(measures: Sequence[Measure], counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the measures whose quarters, as they were given out, do not add up to the year."""
    found = []
    for measure in measures:
        total, parts = cell_key(measure.id, YEAR), [cell_key(measure.id, quarter) for quarter in _QUARTERS]
        known = all(key in counts for key in (total, *parts))
        if known and counts[total] != sum(counts[part] for part in parts):
            found.append(measure.id)
    return tuple(found)


def _months(measures: Sequence[Measure], columns: Sequence[str]) -> list[Sum]:
    months = [column for column in columns if column.startswith("m")]
    size = len(months) // len(_QUARTERS)
    return [
        Sum(
            cell_key(measure.id, quarter),
            tuple(cell_key(measure.id, month) for month in months[place * size : (place + 1) * size]),
        )
        for measure in measures
        for place, quarter in enumerate(_QUARTERS if size else ())
    ]


def _fit_parts(measures: Sequence[Measure], counts: dict[str, int], late: Sequence[str]) -> None:
    """Keep parts within their measure where only one of the two is a sum of quarters that were moved by one."""
    for whole in reversed(measures):
        parts = [cell_key(each.id, YEAR) for each in measures if each.inside == whole.id]
        total = cell_key(whole.id, YEAR)
        over = sum(counts[part] for part in parts) - counts[total]
        if parts and over > 0:
            if whole.id in late:
                counts[total] += over
                continue
            for part in sorted(parts, key=lambda each: -counts[each]):
                if part.partition("/")[0] in late:
                    less = min(over, counts[part])
                    counts[part] -= less
                    over -= less


def _fit_rows(counts: dict[str, int], measure_id: str, rows: Mapping[str, int]) -> None:
    """Let the rows of a breakdown add up to their measure, which a quarter given out may have moved by one."""
    counts.update(rows)
    over = sum(rows.values()) - counts[cell_key(measure_id, YEAR)]
    for row in sorted(rows, key=lambda each: -rows[each]):
        if over:
            changed = max(0, counts[row] - over)
            over -= counts[row] - changed
            counts[row] = changed

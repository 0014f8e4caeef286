"""The tables of a period: as they leave, and with the true numbers for this desk (domain 2.7)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from spoc_desk.casework.figures.counting import breakdowns_in, columns_of
from spoc_desk.casework.figures.releasing import Look, look, look_of, release_of
from spoc_desk.casework.figures.signing import signed_of, signed_words
from spoc_desk.casework.figures.source import Breakdown, Source
from spoc_desk.casework.figures.sources import sources_seen
from spoc_desk.casework.moments import in_words
from spoc_desk.domain.figures import YEAR, Measure, Period, cell_key, column_words
from spoc_desk.domain.suppression import HIDDEN, STEP, Cell, percentage, published
from spoc_desk.vault.vault import Vault

LATE_MARK: Final = "†"
_SHARES: Final = "Shares are of the rounded numbers, and only where the whole is at least 20."
_LATE: Final = "† Records came in after a quarter was given out, so the quarters do not add up to the year."


@dataclass(frozen=True)
class Bar:
    """One bar of the chart: a column, its number (None: hidden), and what stands above it."""

    label: str
    height: int | None
    words: str


@dataclass(frozen=True)
class FigureTable:
    """One table, its notes, and bars for what its first row adds up. `state`: when it was given out, and by whom."""

    source: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    state: str = ""


def leaving_tables(vault: Vault, period: Period, *, given_only: bool = False) -> tuple[FigureTable, ...]:
    """Return the tables of a period as they leave: small numbers hidden, the others rounded.

    A period that is not over has none, and relocations have one only for a year that was signed for. *given_only*:
    what was given out, for paper and files.
    """
    if not period.is_over(vault.clock.today()):
        return ()
    found: list[FigureTable] = []
    for source in sources_seen(vault):
        if source.yearly:
            found += _signed(vault, source, period)
            continue
        release = release_of(vault, source, period)
        if release is not None:
            state = f"Given out {in_words(release.released_at)} by {release.released_by}"
            found += _tables(source, period, look_of(source, release), state)
        elif not given_only:
            found += _tables(source, period, look(vault, source, period), "")
    return tuple(found)


def true_tables(vault: Vault, period: Period) -> tuple[FigureTable, ...]:
    """Return the same with the true numbers, for this desk alone; a quarter may still be running."""
    found: list[FigureTable] = []
    for source in sources_seen(vault):
        if source.yearly:
            signed = signed_of(vault, period.year) if not period.quarter else None
            if signed is not None:
                found.append(_table(source, period, signed.counts, _plain, ()))
            continue
        seen = look(vault, source, period)
        found.append(_table(source, period, seen.counts, _plain, seen.late))
    return tuple(found)


def _signed(vault: Vault, source: Source, period: Period) -> list[FigureTable]:
    signed = signed_of(vault, period.year) if not period.quarter else None
    if signed is None:
        return []
    state = signed_words(vault, period.year)
    return list(_tables(source, period, signed, state))


def _tables(source: Source, period: Period, seen: Look, state: str) -> tuple[FigureTable, ...]:
    cells = {key: published(number, seen.threshold) for key, number in seen.world.items()}
    notes = [_notes(seen.threshold), *([_SHARES] if any(each.share for each in source.measures) else [])]
    if seen.late:
        notes.append(_LATE)
    main = _table(source, period, cells, _shown, seen.late)
    rest = (_broken_down(source, each, seen.threshold, state) for each in breakdowns_in(seen.world))
    return (FigureTable(source.id, main.title, main.heads, main.rows, tuple(notes), main.bars, state), *rest)


def _notes(threshold: int) -> str:
    return (
        f"* is a number from 1 to {threshold}. The others are rounded to the nearest {STEP}; totals are added up before"
        f" that, and one may be moved by {STEP} so that no hidden number can be worked out."
    )


def _table(
    source: Source,
    period: Period,
    numbers: Mapping[str, Cell] | Mapping[str, int],
    words: Callable[[Cell | int], str],
    late: tuple[str, ...],
) -> FigureTable:
    columns = _columns(source, period)
    shares = any(each.share for each in source.measures)
    heads = ("Measure", *(column_words(each, period.year) for each in columns), *(("Share",) if shares else ()))
    rows = []
    for measure in source.measures:
        row = [_label(measure), *(words(numbers[cell_key(measure.id, column)]) for column in columns)]
        if measure.id in late:
            row[-1] += f" {LATE_MARK}"
        rows.append((*row, *((_share(measure, columns[-1], numbers),) if shares else ())))
    first = source.measures[0]
    bars = tuple(_bar(column_words(each, period.year), numbers[cell_key(first.id, each)]) for each in columns[:-1])
    return FigureTable(source.id, source.title, heads, tuple(rows), bars=bars)


def _columns(source: Source, period: Period) -> tuple[str, ...]:
    if source.yearly:
        return (YEAR,)
    return columns_of(source, period) if period.quarter else (*(each.column for each in period.quarters), YEAR)


def _label(measure: Measure) -> str:
    return f"– {measure.words}" if measure.inside else measure.words


def _share(measure: Measure, column: str, numbers: Mapping[str, Cell] | Mapping[str, int]) -> str:
    if not measure.share:
        return ""
    part, whole = numbers[cell_key(measure.id, column)], numbers[cell_key(measure.inside, column)]
    if isinstance(part, Cell) and isinstance(whole, Cell):
        words = percentage(part, whole)
        return "" if words == HIDDEN else words
    assert isinstance(part, int) and isinstance(whole, int)
    return f"{round(100 * part / whole)} %" if whole else ""


def _bar(label: str, number: Cell | int) -> Bar:
    if isinstance(number, Cell):
        return Bar(label, number.value, _shown(number))
    return Bar(label, number, _plain(number))


def _shown(number: Cell | int) -> str:
    assert isinstance(number, Cell)
    return number.words if number.value is None else f"{number.value:,}"


def _plain(number: Cell | int) -> str:
    assert isinstance(number, int)
    return f"{number:,}"


def _broken_down(source: Source, one: Breakdown, threshold: int, state: str) -> FigureTable:
    head = next(each.words for each in source.measures if each.id == one.measure)
    rows = tuple((name, _shown(published(number, threshold))) for name, number in one.counts.items())
    return FigureTable(source.id, one.title, (one.head, head), rows, (_notes(threshold),), state=state)

"""Giving figures out: once for each source and period, and ever after as they were (R-001-18, domain 2.7).

Only what is over is given out: a quarter that still grows would show each record as it comes. A year gives out its
quarters with it. What was given out stays: two countings of one quarter would tell what came in between.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.council import profile
from spoc_desk.casework.figures.counting import breakdown_key, broken_down, columns_of, counted
from spoc_desk.casework.figures.source import Source
from spoc_desk.casework.figures.sources import sources_seen
from spoc_desk.casework.may_see import sees
from spoc_desk.casework.moments import stored_now
from spoc_desk.domain.disclosure import near_world
from spoc_desk.domain.figure_years import late_in, year_beside
from spoc_desk.domain.figures import YEAR, FigureRelease, Period, ReleaseId, cell_key
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.record import new_id
from spoc_desk.domain.suppression import published
from spoc_desk.errors import NotAtThisDesk, NotYet
from spoc_desk.vault.records.stores import FIGURE_RELEASES
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

GAVE_OUT: Final = "gave out figures"


@dataclass(frozen=True)
class Look:
    """The numbers whose looks are shown for a period, true or near, and the measures that do not add up."""

    counts: Mapping[str, int]
    world: Mapping[str, int]
    threshold: int
    late: tuple[str, ...] = ()


def release_of(reader: Reader, source: Source, period: Period) -> FigureRelease | None:
    """Return what was given out of a source for a period; None for who does not see its records."""
    if not sees(reader, source.sight):
        return None
    where = "source = ? AND year = ? AND quarter = ?"
    found = FIGURE_RELEASES.find(reader, where, (source.id, period.year, period.quarter))
    return found[0] if found else None


def look_of(source: Source, release: FigureRelease) -> Look:
    """Return the numbers of what was given out."""
    counts = json.loads(release.counts)
    return Look(counts, json.loads(release.world), release.threshold, late_in(source.measures, counts))


def look(vault: Vault, source: Source, period: Period) -> Look:
    """Return how a period is shown: as it was given out, or as it would be now. Stores nothing."""
    release = release_of(vault, source, period)
    if release is not None:
        return look_of(source, release)
    threshold = _threshold(vault, source, period)
    if period.quarter or source.yearly:
        now = counted(vault, source, period)
        return Look(now.counts, near_world(now.counts, now.sums, threshold), threshold)
    return _year(vault, source, period, threshold)


def give_out(vault: Vault, period: Period) -> Done:
    """Give out the figures of a period: of every source this desk sees that was not given out yet.

    Raises NotAtThisDesk, NotYet while the period is not over.
    """
    vault.refuse(GAVE_OUT)
    sources = [each for each in sources_seen(vault) if not each.yearly]
    if not sources:
        raise NotAtThisDesk()
    refuse_running(vault, period)
    wanted = (*(period.quarters if not period.quarter else ()), period)
    new = [_release(vault, each, one) for each in sources for one in wanted if release_of(vault, each, one) is None]
    if new:
        with vault.transaction(GAVE_OUT) as tx:
            for each in new:
                FIGURE_RELEASES.insert(tx, each)
    return Done(Change(What.FIGURES, ids=tuple(each.id for each in new)))


def refuse_running(vault: Vault, period: Period) -> None:
    """Raise NotYet while a period is not over."""
    if not period.is_over(vault.clock.today()):
        what = "quarter" if period.quarter else "year"
        raise NotYet(
            f"This {what} ends on {short_date(period.last)}. Figures are given out when it is over.", "S001:288"
        )


def not_given_out(vault: Vault, period: Period) -> tuple[Source, ...]:
    """Return the sources this desk sees of which a period was not given out yet."""
    return tuple(each for each in sources_seen(vault) if not each.yearly and release_of(vault, each, period) is None)


def _release(vault: Vault, source: Source, period: Period) -> FigureRelease:
    shown = look(vault, source, period)
    return FigureRelease(
        id=ReleaseId(new_id()),
        source=source.id,
        year=period.year,
        quarter=period.quarter,
        threshold=shown.threshold,
        counts=json.dumps(dict(shown.counts)),
        world=json.dumps(dict(shown.world)),
        released_at=stored_now(vault.clock),
        released_by=vault.actor.name,
    )


def _year(vault: Vault, source: Source, period: Period, threshold: int) -> Look:
    """Return the year as shown beside its quarters, given out or not."""
    looks = [look(vault, source, quarter) for quarter in period.quarters]
    quarters = {key: number for each in looks for key, number in each.counts.items()}
    worlds = {key: number for each in looks for key, number in each.world.items()}
    truth = {key.partition("/")[0]: number for key, number in counted(vault, source, period).counts.items()}
    columns = tuple(column for quarter in period.quarters for column in columns_of(source, quarter))
    rows = [
        (each.measure, {breakdown_key(each, name): number for name, number in each.counts.items()})
        for each in broken_down(vault, source, period, threshold)
    ]
    tables = year_beside(source.measures, truth, quarters, worlds, columns, rows)
    given = {key: published(number, threshold) for key, number in worlds.items()}
    world = near_world(tables.counts, tables.sums, threshold, given=given)
    counts = quarters | {cell_key(measure, YEAR): number for measure, number in truth.items()}
    return Look(counts, world, threshold, tables.late)


def _threshold(vault: Vault, source: Source, period: Period) -> int:
    """Return the threshold of a year: the one it began with, for two of them side by side would tell more than one."""
    found = FIGURE_RELEASES.find(
        vault, "source = ? AND year = ?", (source.id, period.year), tail="ORDER BY quarter = 0, quarter LIMIT 1"
    )
    return found[0].threshold if found else profile(vault).small_numbers

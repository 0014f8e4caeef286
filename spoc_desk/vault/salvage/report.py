"""What a salvage found, in numbers and references: nothing of what any record says."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spoc_desk.vault.salvage.finds import Finds, Place
from spoc_desk.vault.salvage.judging import Judged, Sure
from spoc_desk.vault.salvage.shapes import Shape, Values, row_of
from spoc_desk.vault.salvage.trail import Said

_REFERENCES: Final = {"cases": "case_ref", "referrals": "referral_ref"}
_UNTOLD: Final = ("", "")
_MOST_STEPS: Final = 8  # from a row to the case it belongs to


@dataclass(frozen=True)
class TableCount:
    """What is left of one table."""

    table: str
    good: int = 0
    doubtful: int = 0
    missing: int = 0
    aside: int = 0


@dataclass(frozen=True)
class Affected:
    """A case or a referral of which something is missing or not sure. By reference only."""

    table: str
    reference: str
    doubtful: int
    missing: int


@dataclass(frozen=True)
class Comparison:
    """The backup that was laid beside it."""

    made_at: str
    lacks_changes: int
    """Changes that were made after it."""
    gave: int
    """Rows that only the backup still had, and that the trail proves to be the last state."""


@dataclass(frozen=True)
class Report:
    """What a salvage brings back, and what it does not."""

    tables: tuple[TableCount, ...]
    affected: tuple[Affected, ...]
    untold: int
    """Rows missing or not sure of which nobody can say to which case they belong."""
    entries: int
    entries_lost: int
    trail_is_whole: bool
    states_lost: int
    older: int
    bad_pages: int
    strays: int
    can_prove: bool
    """False where the keys of the trail are lost: then nothing is proven."""
    is_sample: bool = False
    """Whether there are cases to practise on in it."""
    ways_in_lost: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    """Of whoever opened the damaged vault; what of this she is told is for casework to say."""
    comparison: Comparison | None = None

    @property
    def good(self) -> int:
        """Rows that agree with the last entry of the trail."""
        return sum(each.good for each in self.tables)

    @property
    def doubtful(self) -> int:
        """Rows that nothing proves to be the last state."""
        return sum(each.doubtful for each in self.tables)

    @property
    def missing(self) -> int:
        """Rows that there were and that have no place in the new vault."""
        return sum(each.missing + each.aside for each in self.tables)

    @property
    def is_whole(self) -> bool:
        """Say whether nothing is missing or in doubt."""
        return not (self.doubtful or self.missing or self.entries_lost or self.states_lost or self.ways_in_lost)


def count_up(finds: Finds, said: Said, judged: Judged, shapes: dict[str, Shape], *, can_prove: bool) -> Report:
    """Return the report of what was judged."""
    counts: Counter[tuple[str, Sure]] = Counter((place[0], sure) for place, (_, sure) in judged.rows.items())
    counts.update((place[0], Sure.MISSING) for place in judged.missing)
    counts.update((place[0], Sure.ASIDE) for place in judged.aside)
    kin = _Kin(finds, judged, shapes)
    doubtful = Counter(kin.reference(place) for place, (_, sure) in judged.rows.items() if sure is Sure.DOUBTFUL)
    missing = Counter(kin.reference(place) for place in (*judged.missing, *judged.aside))
    names = sorted({*doubtful, *missing} - {_UNTOLD})
    return Report(
        tables=tuple(
            TableCount(name, *(counts[(name, sure)] for sure in (Sure.GOOD, Sure.DOUBTFUL, Sure.MISSING, Sure.ASIDE)))
            for name in sorted({table for table, _ in counts})
        ),
        affected=tuple(Affected(*name, doubtful[name], missing[name]) for name in names),
        untold=doubtful[_UNTOLD] + missing[_UNTOLD],
        entries=len(said.whole) + len(said.later),
        entries_lost=said.lost,
        trail_is_whole=said.is_whole,
        states_lost=_states_lost(said, judged),
        older=judged.older,
        bad_pages=finds.bad_pages,
        strays=finds.strays,
        can_prove=can_prove,
        is_sample=any(values.get("sample") == 1 for (table, _), (values, _) in judged.rows.items() if table == "cases"),
    )


def _states_lost(said: Said, judged: Judged) -> int:
    """Count the earlier states that there were and that cannot be read."""
    lost = 0
    for place, versions in said.states.items():
        last = said.last.get(place, (0, b""))[0]
        current = judged.rows.get(place)
        now = current[0].get("version") if current is not None else None
        lost += sum(1 for each in versions if each < last and each != now and (*place, each) not in judged.states)
    return lost


class _Kin:
    """Finds the case or referral a row belongs to, by the columns that name other rows."""

    def __init__(self, finds: Finds, judged: Judged, shapes: dict[str, Shape]) -> None:
        self._finds, self._judged, self._shapes = finds, judged, shapes
        self._earlier: dict[Place, list[Values]] = {}
        for (table, row_id, _), kept in judged.states.items():
            self._earlier.setdefault((table, row_id), []).append(kept)

    def reference(self, place: Place) -> tuple[str, str]:
        """Return the table and the reference; both empty where nobody can say."""
        waiting, seen = [place], set[Place]()
        while waiting and len(seen) < _MOST_STEPS:
            here = waiting.pop(0)
            seen.add(here)
            for values in self._known(here):
                name = values.get(_REFERENCES.get(here[0], ""))
                if isinstance(name, str) and name:
                    return here[0], name
                waiting += [above for above in self._parents(here[0], values) if above not in seen]
        return _UNTOLD

    def _known(self, place: Place) -> Iterator[Values]:
        if place in self._judged.rows:
            yield self._judged.rows[place][0]
        for found in self._finds.rows.get(place, {}).values():
            yield found.values
        if place in self._finds.hints:
            yield self._finds.hints[place]
        for kept in self._earlier.get(place, ()):
            row = row_of(str(kept["content"]))
            if row is not None:
                yield row

    def _parents(self, table: str, values: Values) -> Iterator[Place]:
        shape = self._shapes.get(table)
        for column, above in shape.parents if shape is not None else ():
            row_id = values.get(column)
            if isinstance(row_id, str) and above != "users":
                yield above, row_id

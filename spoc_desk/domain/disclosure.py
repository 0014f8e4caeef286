"""Tied tables shown so that nobody can work out a hidden number from all the others together (domain 2.7).

Hiding small numbers and rounding the rest is not always enough. Four quarters of 7 make a year of 28, shown as 30, and
only four sevens fit. Leaving the year out then tells the same to whoever knows this rule. So the tables of a **near
world** are shown: other numbers, nearly the true ones and with the same sums, for whose tables this holds:

    for each hidden number there is another world whose tables are shown to the very same letters, with another number.

Whoever holds every table, however they reckon and even if they know this file, cannot tell those worlds apart. Mostly
the true numbers are such a world already, and the tables are theirs.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import Final

from spoc_desk.domain.figures import Sum
from spoc_desk.domain.suppression import THRESHOLD, Cell, published

_MOST_TRIES: Final = 4000
_MOST_WORLDS: Final = 400
"""How far is looked before a number counts as unsafe, and before no near world is found."""

World = Mapping[str, int]
_MayBe = Callable[[str, int], bool]


def another_world(world: World, sums: Sequence[Sum], key: str, threshold: int = THRESHOLD) -> dict[str, int] | None:
    """Return a world that is shown to the same letters and has another number at *key*; None where none was found."""
    looks = {each: published(count, threshold) for each, count in world.items()}

    def looks_alike(each: str, count: int) -> bool:
        return count >= 0 and published(count, threshold) == looks[each]

    return next(_changed(world, sums, key, looks_alike), None)


def is_safe(world: World, sums: Sequence[Sum], threshold: int = THRESHOLD) -> bool:
    """Say whether no hidden number of these tables can be worked out."""
    return not _unsafe(world, sums, threshold)


def near_world(
    counts: World, sums: Sequence[Sum], threshold: int = THRESHOLD, given: Mapping[str, Cell] | None = None
) -> dict[str, int]:
    """Return the world whose tables are shown: the true one where it is safe, else one as near as is found.

    *given*: numbers that were given out before; they keep their looks. So does every number that is no total, unless
    the totals alone do not help. Raises ValueError where the counts do not fit the sums or the looks given.
    """
    before = dict(given or {})
    _refuse_unfit(counts, sums, threshold, before)
    totals = {each.total for each in sums}
    parts = {key: published(count, threshold) for key, count in counts.items() if key not in totals}
    world = dict(counts)
    for tied in _tied(sums):
        keys = {key for each in tied for key in (each.total, *each.parts)}
        some = {key: counts[key] for key in counts if key in keys}
        found = _nearest(some, tied, threshold, {**parts, **before}) or _nearest(some, tied, threshold, before)
        if found is None:
            raise AssertionError("there is always a near world")
        world.update(found)
    return world


def _tied(sums: Sequence[Sum]) -> list[list[Sum]]:
    """Return the sums in groups that have no number in common."""
    groups: list[tuple[set[str], list[Sum]]] = []
    for each in sums:
        keys, tied = {each.total, *each.parts}, [each]
        apart = []
        for known, group in groups:
            if known.isdisjoint(keys):
                apart.append((known, group))
            else:
                keys, tied = keys | known, [*group, *tied]
        groups = [*apart, (keys, tied)]
    return [tied for _, tied in groups]


def _nearest(counts: World, sums: Sequence[Sum], threshold: int, fixed: Mapping[str, Cell]) -> dict[str, int] | None:
    """Return a safe world in which the *fixed* numbers keep their looks, going first where least is unsafe."""

    def may_be(key: str, count: int) -> bool:
        return count >= 0 and (key not in fixed or published(count, threshold) == fixed[key])

    world, unsafe = dict(counts), _unsafe(counts, sums, threshold)
    ahead: list[tuple[int, int, dict[str, int], list[str]]] = [(len(unsafe), 0, world, unsafe)]
    seen = {tuple(counts.values())}
    while ahead and len(seen) < _MOST_WORLDS:
        _, _, world, unsafe = heappop(ahead)
        if not unsafe:
            return world
        for key in unsafe:
            for near in _changed(world, sums, key, may_be):
                if tuple(near.values()) not in seen:
                    seen.add(tuple(near.values()))
                    left = _unsafe(near, sums, threshold)
                    heappush(ahead, (len(left), len(seen), near, left))
    return None


def _unsafe(world: World, sums: Sequence[Sum], threshold: int) -> list[str]:
    hidden = (key for key, count in world.items() if 0 < count <= threshold)
    return [key for key in hidden if another_world(world, sums, key, threshold) is None]


def _changed(world: World, sums: Sequence[Sum], key: str, may_be: _MayBe) -> Iterator[dict[str, int]]:
    """Yield the world with one more and with one less at *key*, mended so that every sum holds again."""
    for by in (1, -1):
        if may_be(key, world[key] + by):
            mended = _Mending(world, sums, may_be).mended({key: by})
            if mended is not None:
                yield {each: count + mended.get(each, 0) for each, count in world.items()}


class _Mending:
    """Looks for what else must change by one when one number does."""

    def __init__(self, world: World, sums: Sequence[Sum], may_be: _MayBe) -> None:
        self._world = world
        self._may_be = may_be
        self._tries = 0
        self._of: dict[str, list[int]] = {}
        self._sums = sums
        for place, each in enumerate(sums):
            for key in (each.total, *each.parts):
                self._of.setdefault(key, []).append(place)

    def mended(self, changes: dict[str, int]) -> dict[str, int] | None:
        """Return *changes* with what else must change; None where that is not found."""
        self._tries += 1
        if self._tries > _MOST_TRIES:
            return None
        broken = self._broken(changes)
        if broken is None:
            return changes
        each, over = broken
        step = 1 if over > 0 else -1
        for key, by in ((each.total, step), *((part, -step) for part in each.parts)):
            if key not in changes and self._may_be(key, self._world[key] + by):
                found = self.mended({**changes, key: by})
                if found is not None:
                    return found
        return None

    def _broken(self, changes: Mapping[str, int]) -> tuple[Sum, int] | None:
        """Return a sum that no longer holds, and by how much its parts are too many (below nought: too few)."""
        for place in dict.fromkeys(place for key in changes for place in self._of.get(key, ())):
            each = self._sums[place]
            over = sum(changes.get(part, 0) for part in each.parts) - changes.get(each.total, 0)
            if not each.whole:
                rest = self._world[each.total] - sum(self._world[part] for part in each.parts)
                over = max(0, over - rest)
            if over:
                return each, over
        return None


def _refuse_unfit(counts: World, sums: Sequence[Sum], threshold: int, given: Mapping[str, Cell]) -> None:
    for each in sums:
        parts = sum(counts[part] for part in each.parts)
        if parts > counts[each.total] or (each.whole and parts != counts[each.total]):
            raise ValueError(f"{each.total}: the parts do not fit")
    for key, cell in given.items():
        if published(counts[key], threshold) != cell:
            raise ValueError(f"{key}: was given out otherwise")

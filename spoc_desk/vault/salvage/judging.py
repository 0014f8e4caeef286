"""Which of the states that were found counts for each row, and how sure that is."""

from dataclasses import dataclass, field
from enum import StrEnum

from spoc_desk.vault.audit import ChainKeys
from spoc_desk.vault.salvage.finds import Finds, Found, Place
from spoc_desk.vault.salvage.shapes import Shape, Values, content_of, row_of
from spoc_desk.vault.salvage.trail import Said


class Sure(StrEnum):
    """How sure a row is."""

    GOOD = "good"  # agrees with the last entry of the trail
    DOUBTFUL = "doubtful"  # whole, but nothing proves that it is the last state; or an earlier state of it
    MISSING = "missing"  # the trail says there was one
    ASIDE = "aside"  # read, but what it belongs to is missing: it stays among the earlier states


@dataclass
class Judged:
    """What a new vault is made of."""

    rows: dict[Place, tuple[Values, Sure]] = field(default_factory=dict)
    missing: list[Place] = field(default_factory=list)
    aside: list[Place] = field(default_factory=list)
    states: dict[tuple[str, str, int], Values] = field(default_factory=dict)
    older: int = 0
    """Doubtful ones of which an earlier state is all that is left."""
    filled: int = 0
    """Those that only a backup still had, in the state the trail proves."""


def judge(finds: Finds, said: Said, shapes: dict[str, Shape], keys: ChainKeys | None) -> Judged:
    """Return the best state of every row, and what is missing."""
    judged = Judged()
    judged.states = _states(finds, said, keys)
    for place in sorted({*finds.rows, *said.last}):
        if place in said.erased or place[0] not in shapes:
            continue
        found = list(finds.rows.get(place, {}).values())
        best = _best(place, found, said, keys)
        if best is not None and _is_last(place, best, said, keys):
            # With a gap in the trail nobody can say that a record of the backup was not disposed of since.
            disposed = best.from_backup and not said.is_whole
            judged.rows[place] = (best.values, Sure.DOUBTFUL if disposed else Sure.GOOD)
            judged.filled += best.from_backup
            continue
        earlier = _earlier(place, judged, said, shapes, above=best.version if best is not None else 0)
        left = earlier or (best.values if best is not None else None)
        if left is not None:
            judged.rows[place] = (left, Sure.DOUBTFUL)
        elif place in said.last:
            judged.missing.append(place)
    judged.older = sum(1 for place, (values, _) in judged.rows.items() if _is_older(place, values, said))
    return judged


def _hash(place: Place, content: bytes, keys: ChainKeys | None) -> bytes | None:
    return None if keys is None else keys.row_hash(place[0], content)


def _best(place: Place, found: list[Found], said: Said, keys: ChainKeys | None) -> Found | None:
    """Return the state the trail proves to be the last; else the latest there is, from the file before a backup."""
    last = said.last.get(place)
    newest = max(found, key=lambda each: (each.version, not each.from_backup), default=None)
    for each in sorted(found, key=lambda each: each.from_backup):
        if last is not None and (each.version, _hash(place, each.content, keys)) == last:
            # Where entries are lost, a later state of the row itself is more than an entry that may not be its last.
            gap = newest is not None and newest.version > each.version and not said.is_whole
            return newest if gap else each
    if newest is not None and newest.from_backup and last is None and said.is_whole:
        return None  # the backup has it, this vault never had
    return newest


def _is_last(place: Place, found: Found, said: Said, keys: ChainKeys | None) -> bool:
    return said.last.get(place) == (found.version, _hash(place, found.content, keys))


def _states(finds: Finds, said: Said, keys: ChainKeys | None) -> dict[tuple[str, str, int], Values]:
    """Return the earlier states; where two were found, the one that is proven."""
    chosen: dict[tuple[str, str, int], Values] = {}
    for (name, row_id, version), found in finds.history.items():
        place = (name, row_id)
        if place in said.erased:
            continue
        proven = (
            values for content, values in found.items()
            if (row_hash := _hash(place, content, keys)) is not None and said.proves(place, version, row_hash)
        )  # fmt: skip
        best = next(proven, None)
        if best is not None or keys is None or version not in said.states.get(place, {}):
            chosen[(name, row_id, version)] = best or next(iter(found.values()))
    return chosen


def _earlier(place: Place, judged: Judged, said: Said, shapes: dict[str, Shape], *, above: int) -> Values | None:
    """Return the latest earlier state of a row that is lost, if it is of a version *above* what was found."""
    name, row_id = place
    most = said.last.get(place, (0, b""))[0]
    names = [column.name for column in shapes[name].columns]
    for version in range(most, above, -1):
        kept = judged.states.get((name, row_id, version))
        row = row_of(str(kept["content"])) if kept is not None else None
        if row is not None and content_of(row) is not None and set(row) <= set(names):
            return {column: row.get(column) for column in names}
    return None


def _is_older(place: Place, values: Values, said: Said) -> bool:
    last = said.last.get(place)
    return last is not None and values.get("version") != last[0]

"""What the readable part of a damaged audit trail proves: its unbroken beginning, and each later entry by itself."""

from dataclasses import dataclass, field

from spoc_desk.vault import audit
from spoc_desk.vault.audit import ChainKeys
from spoc_desk.vault.salvage.finds import Entry, Finds, Place


@dataclass
class Said:
    """What the trail says of rows, as far as it can be read."""

    whole: list[Entry] = field(default_factory=list)
    """From the first entry on, without a gap."""
    later: list[Entry] = field(default_factory=list)
    """Behind the first gap, in their order."""
    lost: int = 0
    """Entries that there were and cannot be read."""
    last: dict[Place, tuple[int, bytes]] = field(default_factory=dict)
    states: dict[Place, dict[int, bytes]] = field(default_factory=dict)
    erased: set[Place] = field(default_factory=set)

    @property
    def is_whole(self) -> bool:
        """Say whether nothing of the trail is lost."""
        return not self.lost and not self.later

    def proves(self, place: Place, version: int, row_hash: bytes) -> bool:
        """Say whether an entry says that a row once was this."""
        return self.states.get(place, {}).get(version) == row_hash


def read_trail(finds: Finds, keys: ChainKeys | None) -> Said:
    """Return what the entries that were found say. Without keys none is proven, and none counts as unbroken."""
    said = Said()
    proven = [entry for entry in finds.entries.values() if keys is None or _holds(entry, keys)]
    following: dict[bytes, list[Entry]] = {}
    for entry in proven:
        following.setdefault(entry.prev_hash, []).append(entry)
    if keys is not None:
        said.whole = _unbroken(proven, following)
    by_number: dict[int, list[Entry]] = {}
    for entry in proven:
        if entry.seq > len(said.whole):
            by_number.setdefault(entry.seq, []).append(entry)
    said.later = [_furthest(by_number[seq], following) for seq in sorted(by_number)]
    end = max((int(str(meta.get("audit_seq") or 0)) for meta in finds.metas), default=0)
    end = max(end, len(said.whole), *(entry.seq for entry in said.later), 0)
    said.lost = end - len(said.whole) - len(said.later)
    for entry in (*said.whole, *said.later):
        _gather(entry, said)
    return said


def _holds(entry: Entry, keys: ChainKeys) -> bool:
    return keys.entry_hash(entry.prev_hash, tuple(entry[:-2])) == entry.hash


def _unbroken(proven: list[Entry], following: dict[bytes, list[Entry]]) -> list[Entry]:
    """Return the longest chain from the start. A crash may have left two entries of one number: one leads further."""
    found: list[Entry] = []
    head, commit_no = audit.START, 0
    while True:
        fit = [
            entry for entry in following.get(head, ())
            if entry.seq == len(found) + 1 and entry.commit_no - commit_no in (0, 1)
        ]  # fmt: skip
        if not fit:
            return found
        best = _furthest(fit, following)
        found.append(best)
        head, commit_no = best.hash, best.commit_no


def _furthest(entries: list[Entry], following: dict[bytes, list[Entry]]) -> Entry:
    return entries[0] if len(entries) == 1 else max(entries, key=lambda entry: _reach(entry, following))


def _reach(entry: Entry, following: dict[bytes, list[Entry]]) -> int:
    """Return how far a chain leads from an entry; only asked to choose between two, so a short look is enough."""
    steps, heads = 0, [entry.hash]
    while heads and steps < 2000:
        heads = [after.hash for head in heads for after in following.get(head, ())]
        steps += 1
    return steps


def _gather(entry: Entry, said: Said) -> None:
    if entry.version == 0 or entry.act in (audit.LOST_STATE, audit.KEPT_STATE):
        return
    place, version = entry.place, entry.version
    if version < 0:
        said.last.pop(place, None)
        if entry.act != audit.LOST:
            said.states.pop(place, None)
            said.erased.add(place)
        return
    said.erased.discard(place)
    said.last[place] = (version, entry.row_hash or b"")
    said.states.setdefault(place, {})[version] = entry.row_hash or b""

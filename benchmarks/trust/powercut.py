"""A power cut, modelled: what was written but not synced may be there, may be missing, may be there in part.

A run is recorded: every write with its bytes, every sync, every change of a name. From that the disk is built as it may
be found after a cut behind any of the operations. Data counts as durable when its file was synced. Names count when
their folder was synced; in the other model (`ordered`, as journalling file systems do) any sync takes the names before
it along. Of the rest, each write is kept, dropped, or torn into sectors of 512 bytes, of which some arrive and the
others hold what was there before; a kept name may point to a file whose data was dropped.
"""

import hashlib
import os
import random
import shutil
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from benchmarks.trust import shim
from benchmarks.trust.forked import Heard, Say, forked
from benchmarks.trust.long_runs import thinned
from benchmarks.trust.operations import in_parts, record
from benchmarks.trust.shim import How
from benchmarks.trust.tally import Tally
from benchmarks.trust.works import Work

SECTOR = 512
WORDS = "power cut"
SEEDS = 4
Names = dict[str, int]
"""Which file, by its number, or FOLDER, a path leads to."""
FOLDER = -1


@dataclass(frozen=True)
class Operation:
    """One line of the trace."""

    kind: str  # W write, T truncate, S sync, X failed sync, C create, U unlink, R rename, M mkdir, ! a word
    path: str
    at: int
    data: bytes


@dataclass
class Content:
    """A file: what is surely on the disk, and what may be."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Operation] = field(default_factory=list)

    def sync(self) -> None:
        """Make everything durable."""
        for operation in self.pending:
            apply(self.durable, operation)
        self.pending.clear()


def read_trace(raw: bytes, disk: Path) -> list[Operation]:
    """Return the operations of a trace, their paths as seen from the disk."""
    found, start, before = [], 0, f"{disk}"
    while start < len(raw):
        end = raw.index(b"\n", start)
        kind, path, at, size = raw[start:end].decode().split("\t")
        data = raw[end + 1 : end + 1 + int(size)]
        start = end + 1 + int(size)
        if kind == "R":
            data = os.path.relpath(data.decode(), before).encode()
        found.append(Operation(kind, path if kind == "!" else os.path.relpath(path, before), int(at), data))
    return found


def apply(content: bytearray, operation: Operation) -> None:
    """Do a write or a truncation."""
    at = operation.at
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    if operation.kind == "T":
        del content[at:]
    else:
        content[at : at + len(operation.data)] = operation.data


class Disk:
    """The disk while the trace is played."""

    def __init__(self, start: Path, *, ordered: bool) -> None:
        self.ordered = ordered
        self.contents: list[Content] = []
        self.names: Names = {".": FOLDER}
        for path in sorted(start.rglob("*")):
            name = path.relative_to(start).as_posix()
            if path.is_dir():
                self.names[name] = FOLDER
            else:
                self.contents.append(Content(bytearray(path.read_bytes())))
                self.names[name] = len(self.contents) - 1
        self.now: Names = dict(self.names)
        self.pending: list[tuple[Operation, int]] = []  # changes of names that may not be durable, with their file

    def play(self, operation: Operation) -> None:
        """Do one operation of the trace."""
        kind, path = operation.kind, operation.path
        if kind in "WT":
            self.contents[self.now[path]].pending.append(operation)
        elif kind == "S":
            self._sync(path)
        elif kind == "X":
            self._fail(path)
        elif kind in "CURM":
            self._rename(operation)

    def _sync(self, path: str) -> None:
        is_folder = self.now.get(path) == FOLDER
        if not is_folder:
            self.contents[self.now[path]].sync()
        if self.ordered or is_folder:
            kept = []
            for change, number in self.pending:
                if self.ordered or path in _folders(change):
                    rename(self.names, change, number)
                else:
                    kept.append((change, number))
            self.pending = kept

    def _fail(self, path: str) -> None:
        """After a failed sync the system forgets that the pages were never written."""
        number = self.now.get(path, FOLDER)
        if number != FOLDER:
            self.contents[number].pending.clear()

    def _rename(self, operation: Operation) -> None:
        number = FOLDER
        if operation.kind == "C":
            self.contents.append(Content())
            number = len(self.contents) - 1
        rename(self.now, operation, number)
        self.pending.append((operation, number))

    def after_cut(self, chance: random.Random | None) -> dict[str, bytes | None]:
        """Return what may be found: the bytes of each file, None for a folder. Without *chance* nothing unsynced is."""
        names = dict(self.names)
        whole = chance is not None and chance.random() < 0.3
        for change, number in self.pending:
            if chance is not None and (whole or chance.random() < 0.5):
                rename(names, change, number)
        found: dict[str, bytes | None] = {}
        for name, number in names.items():
            if number == FOLDER:
                found[name] = None
            elif _reachable(names, name):
                found[name] = _left_of(self.contents[number], chance)
        return found


def _reachable(names: Names, name: str) -> bool:
    return all(names.get(str(above)) == FOLDER for above in PurePosixPath(name).parents)


def _folders(change: Operation) -> set[str]:
    paths = [change.path, *([change.data.decode()] if change.kind == "R" else [])]
    return {str(PurePosixPath(path).parent) for path in paths}


def rename(names: Names, change: Operation, number: int) -> None:
    """Do a change of names where it can be done."""
    if change.kind in "CM":
        names.setdefault(change.path, number)
    elif change.kind == "U":
        names.pop(change.path, None)
    elif change.path in names:
        target = change.data.decode()
        for name in [each for each in names if each == target or each.startswith(target + "/")]:
            del names[name]
        for name in [each for each in names if each == change.path or each.startswith(change.path + "/")]:
            names[target + name[len(change.path) :]] = names.pop(name)


def _left_of(content: Content, chance: random.Random | None) -> bytes:
    left = bytearray(content.durable)
    for operation in content.pending:
        fate = 0.0 if chance is None else chance.random()
        if fate < 0.35:
            continue
        if chance is not None and fate < 0.6 and operation.kind == "W" and len(operation.data) > SECTOR:
            _tear(left, operation, chance)
        else:
            apply(left, operation)
    return bytes(left)


def _tear(left: bytearray, operation: Operation, chance: random.Random) -> None:
    """Let some sectors of a write arrive; the file may already be as long as it was to be."""
    if chance.random() < 0.5 and len(left) < operation.at + len(operation.data):
        left.extend(bytes(operation.at + len(operation.data) - len(left)))
    for start in range(0, len(operation.data), SECTOR):
        if chance.random() < 0.5:
            part = operation.data[start : start + SECTOR]
            apply(left, Operation("W", operation.path, operation.at + start, part))


def recorded(
    work: Work, template: Path, disk: Path, at: int = 0, how: How = How.NOTHING
) -> tuple[list[Operation], Heard]:
    """Do the work on a copy of a disk and return its trace, with what was said in its place, and what came of it."""
    shutil.rmtree(disk, ignore_errors=True)
    shutil.copytree(template, disk)
    file = disk.with_name(disk.name + ".trace")

    def act(say: Say) -> None:
        trace = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        shim.arm(disk, at, how)
        shim.trace_to(trace)

        def say_both(kind: str, word: str) -> None:
            shim.say(f"{kind} {word}")
            say(kind, word)

        work.act(disk, say_both)

    heard = forked(act)
    operations = read_trace(file.read_bytes(), disk)
    file.unlink()
    return operations, heard


def try_all(
    work: Work, room: Path, *, points: int = 0, seeds: int = SEEDS, workers: int = 1, failing: int = 0,
    thin: bool = False,
) -> Tally:  # fmt: skip
    """Cut the power behind every operation of the work, or behind about *points* of them.

    *thin*: fewer points in a long run of writes. *failing*: the sync of that number fails before the cut, and what it
    should have written never arrives.
    """
    started = time.perf_counter()
    how = How.NO_SYNC if failing else How.NOTHING
    operations, heard = recorded(work, room / "disk", room / "recorded", failing, how)
    if heard.raw:
        raise AssertionError(f"the work fails without a cut: {heard.raw}")
    step = max(1, -(-len(operations) // points)) if points else 1
    # Right behind what was said to be saved is where most is at stake.
    said = (number for number, operation in enumerate(operations, start=1) if operation.kind == "!")
    between = thinned(steps(operations)) if thin and not points else range(1, len(operations) + 1, step)
    chosen = sorted({*between, *said})
    tally = Tally(f"{work.name}: {WORDS}{' after a failed fsync' if failing else ''}")
    for part in in_parts(workers, lambda part: _some(work, room, operations, set(chosen[part::workers]), seeds, part)):
        tally.join(part)
    tally.seconds = time.perf_counter() - started
    return tally


def steps(operations: Sequence[Operation]) -> list[str]:
    """Return of each operation what it does to which file."""
    return [f"{operation.kind} {operation.path}" for operation in operations]


def _some(work: Work, room: Path, operations: Sequence[Operation], chosen: set[int], seeds: int, part: int) -> Tally:
    tally, seen = Tally(""), set()
    for number, words, found, at in _states(room / "disk", operations, chosen, seeds):
        fingerprint = hashlib.sha256(repr((words, sorted(_digests(found).items()))).encode()).digest()
        if fingerprint in seen:
            tally.points += 1  # the same disk and the same promises as before
            continue
        seen.add(fingerprint)
        disk = room / f"cut-{part}"
        lay_out(disk, found)
        record(tally, work, disk, Heard(list(words)), f"operation {number}, {at}")
    return tally


def _states(
    template: Path, operations: Sequence[Operation], chosen: set[int], seeds: int
) -> Iterator[tuple[int, list[tuple[str, str]], dict[str, bytes | None], str]]:
    for ordered in (True, False):
        disk, words = Disk(template, ordered=ordered), []
        for number, operation in enumerate(operations, start=1):
            if operation.kind == "!":
                kind, _, word = operation.path.partition(" ")
                words.append((kind, word))
            else:
                disk.play(operation)
            if number not in chosen:
                continue
            for seed in range(seeds + 1):
                chance = random.Random(number * 1000 + seed) if seed else None
                kind = "names with any sync" if ordered else "names with their folder"
                yield number, words, disk.after_cut(chance), f"{kind}, seed {seed}"


def _digests(found: dict[str, bytes | None]) -> dict[str, str]:
    return {name: "" if raw is None else hashlib.sha256(raw).hexdigest() for name, raw in found.items()}


def lay_out(disk: Path, found: dict[str, bytes | None]) -> None:
    """Make the folder that is found after a cut."""
    shutil.rmtree(disk, ignore_errors=True)
    disk.mkdir()
    for name, raw in sorted(found.items()):
        if raw is None and _all_above(found, name):
            (disk / name).mkdir(exist_ok=True)
    for name, raw in found.items():
        if raw is not None:
            (disk / name).write_bytes(raw)


def _all_above(found: dict[str, bytes | None], name: str) -> bool:
    return all(found.get(str(above), b"") is None for above in PurePosixPath(name).parents)


def counts(operations: Sequence[Operation]) -> dict[str, int]:
    """Return how many operations of each kind there are."""
    sums: defaultdict[str, int] = defaultdict(int)
    for operation in operations:
        sums[operation.kind] += 1
    return dict(sums)

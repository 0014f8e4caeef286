"""The Nth file operation fails, or the process dies there, for N = 1, 2, 3 … until nothing fails any more."""

import os
import shutil
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.trust import shim
from benchmarks.trust.forked import Heard, Say, forked
from benchmarks.trust.long_runs import thinned
from benchmarks.trust.shim import How
from benchmarks.trust.tally import Fault, Kind, Tally
from benchmarks.trust.works import Work

MOST = 20_000
_MEETS = {How.NO_SPACE: "WCM", How.NO_SYNC: "S"}
"""The operations that a trouble can meet; the others meet every one."""


@dataclass(frozen=True)
class Trouble:
    """One way to fail."""

    how: How
    sticky: bool = False

    @property
    def words(self) -> str:
        """Return what the table calls it."""
        name = {
            How.KILL: "kill -9", How.NO_SPACE: "disk full", How.IO_ERROR: "I/O error", How.NO_SYNC: "failed fsync",
        }[self.how]  # fmt: skip
        if self.how is How.KILL:
            return name
        return f"{name}, {'from then on' if self.sticky else 'once'}"


TROUBLES = (
    Trouble(How.KILL),
    *(Trouble(how, sticky) for how in (How.NO_SPACE, How.IO_ERROR, How.NO_SYNC) for sticky in (False, True)),
)


def try_all(
    work: Work, room: Path, trouble: Trouble, *, points: int = 0, workers: int = 1, trace: Sequence[str] = ()
) -> Tally:
    """Try every point of one trouble, or about so many *points* of them spread evenly.

    *trace*: what is done to which file, one after the other; then the long runs in it are thinned out.
    """
    started = time.perf_counter()
    last = run_once(work, room / "disk", room / "count", 0, trouble)[1]
    chosen: Sequence[int] = range(1, MOST) if not points else _spread(last, points)
    if trace and not points:
        met = [step for step in trace if step[0] in _MEETS.get(trouble.how, step)]
        left_out = set(range(1, len(met) + 1)) - thinned(met)
        chosen = [at for at in chosen if at not in left_out]
    tally = Tally(f"{work.name}: {trouble.words}")
    for part in in_parts(workers, lambda part: _some(work, room, trouble, chosen[part::workers], part)):
        tally.join(part)
    tally.seconds = time.perf_counter() - started
    return tally


def _spread(last: int, points: int) -> range:
    return range(1, last + 1, max(1, -(-last // points)))


def _some(work: Work, room: Path, trouble: Trouble, chosen: Iterable[int], part: int) -> Tally:
    tally = Tally("")
    for at in chosen:
        disk = room / f"point-{part}"
        heard, counted = run_once(work, room / "disk", disk, at, trouble)
        if not heard.killed and counted < at:
            break  # nothing was met any more
        record(tally, work, disk, heard, f"operation {at}")
    return tally


def record(tally: Tally, work: Work, disk: Path, heard: Heard, at: str) -> None:
    """Judge what is left on a disk and count it."""
    judged = forked(lambda say: _judge(work, disk, heard, say))
    faults = [Fault(Kind(kind), word) for kind, word in judged.words if kind in set(Kind)]
    faults += [Fault(Kind.RAW, word) for word in (*heard.raw, *(f"{word} (afterwards)" for word in judged.raw))]
    tally.add(faults, at=at)
    tally.durable += len(heard.of("durable")) + len(judged.of("durable"))
    tally.refused += bool(heard.of("told") or heard.of("refused") or judged.of("refused"))
    shutil.rmtree(disk, ignore_errors=True)


def _judge(work: Work, disk: Path, heard: Heard, say: Say) -> None:
    for fault in work.judge(disk, heard, say):
        say(fault.kind, fault.words)


def run_once(work: Work, template: Path, disk: Path, at: int, trouble: Trouble) -> tuple[Heard, int]:
    """Do the work on a copy of the disk with one fault; return what was said, and how many operations were met."""
    shutil.rmtree(disk, ignore_errors=True)
    shutil.copytree(template, disk)

    def act(say: Say) -> None:
        shim.arm(disk, at, trouble.how, sticky=trouble.sticky)
        try:
            work.act(disk, say)
        finally:
            say("counted", str(shim.counted()))

    heard = forked(act)
    counted = [int(word) for word in heard.of("counted")]
    return heard, counted[0] if counted else 0


def in_parts(workers: int, work: Callable[[int], Tally]) -> Iterator[Tally]:
    """Do *work* for each part in a process of its own, all at the same time."""
    if workers == 1:
        yield work(0)
        return
    readers = [_start(work, part) for part in range(workers)]
    for child, reading in readers:
        with open(reading, encoding="utf-8") as stream:
            text = stream.read()
        if os.waitpid(child, 0)[1]:
            raise RuntimeError("a part of the points was not tried")
        yield Tally.from_json(text)


def _start(work: Callable[[int], Tally], part: int) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.write(writing, work(part).to_json().encode())
            status = 0
        except BaseException:  # noqa: BLE001  (shown here, or nobody would know)
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)
    return child, reading

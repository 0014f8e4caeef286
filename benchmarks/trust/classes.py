"""The classes of faults by name, and how each is run."""

import shutil
from collections.abc import Callable, Iterator

from benchmarks.trust import fuzz, handovers, headers, journals, operations, pages, powercut, session
from benchmarks.trust.copies import Backup, Restore
from benchmarks.trust.keys import Add, Password, Remove, Sheet
from benchmarks.trust.openings import Creation, HeaderSave, Migration, UnlockAndLock
from benchmarks.trust.operations import TROUBLES, Trouble
from benchmarks.trust.options import Options
from benchmarks.trust.session import Session
from benchmarks.trust.shim import How
from benchmarks.trust.tally import Tally
from benchmarks.trust.works import Work, derive_at_once

_POINTS_EACH = 8
Run = Callable[[Options], Iterator[Tally]]


def _work(kind: type[Work]) -> Run:
    """Return the run of one kind of work: every trouble at every operation, then the power cuts."""

    def run(options: Options) -> Iterator[Tally]:
        derive_at_once()
        work = kind()
        disk = options.room / "disk"
        disk.mkdir()
        work.lay_out(disk)
        if isinstance(work, Session):
            shutil.copytree(disk, options.room / "reference")
            session.reference(work, options.room / "reference")
        trace = _trace(work, options) if options.thin else []
        for trouble in (each for each in TROUBLES if options.troubles in each.words):
            yield operations.try_all(
                work, options.room, trouble, points=options.points, workers=options.workers, trace=trace
            )
        if options.troubles in powercut.WORDS:
            yield powercut.try_all(
                work, options.room, points=options.points, seeds=options.seeds, workers=options.workers,
                thin=options.thin,
            )  # fmt: skip

        if isinstance(work, Session) and options.troubles in powercut.WORDS:
            yield from _after_a_failed_sync(work, options)

    return run


def _trace(work: Work, options: Options) -> list[str]:
    """Return what the work does to which file, without what it says."""
    operations, _ = powercut.recorded(work, options.room / "disk", options.room / "recorded")
    return [step for step in powercut.steps(operations) if not step.startswith("!")]


def _after_a_failed_sync(work: Work, options: Options) -> Iterator[Tally]:
    """Let one sync fail, and what it should have written never arrive; then cut the power."""
    last = operations.run_once(work, options.room / "disk", options.room / "count", 0, Trouble(How.NO_SYNC))[1]
    step = max(1, last * _POINTS_EACH // options.points) if options.points else 1
    tally = Tally(f"{work.name}: power cut after a failed fsync")
    for failing in range(step // 2 + 1, last + 1, step) if step <= last else ():
        found = powercut.try_all(
            work, options.room, points=_POINTS_EACH, seeds=2, workers=options.workers, failing=failing
        )
        tally.join(found)
        tally.seconds += found.seconds
    if tally.points:
        yield tally


WORKS: dict[str, type[Work]] = {
    "session": Session,
    "header": HeaderSave,
    "unlock": UnlockAndLock,
    "creation": Creation,
    "migration": Migration,
    "rotation": Remove,
    "sheet": Sheet,
    "password": Password,
    "person": Add,
    "backup": Backup,
    "restore": Restore,
    "seal": handovers.Seal,
    "unseal": handovers.Unseal,
}
CLASSES: dict[str, Run] = {
    **{name: _work(kind) for name, kind in WORKS.items()},
    "journal": journals.run,
    "headers": headers.run,
    "pages": pages.run,
    "bundle": handovers.changed_files,
    "fuzz": fuzz.run,
}
NEED_SHIM = frozenset({*WORKS, "journal"})

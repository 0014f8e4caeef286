"""The classes of faults by name, and how each is run."""

import shutil
from collections.abc import Callable, Iterator

from benchmarks.trust import fuzz, headers, journals, operations, pages, powercut, session
from benchmarks.trust.copies import Backup, Restore
from benchmarks.trust.keys import Add, Password, Remove, Sheet
from benchmarks.trust.openings import Creation, HeaderSave, Migration, UnlockAndLock
from benchmarks.trust.operations import TROUBLES
from benchmarks.trust.options import Options
from benchmarks.trust.session import Session
from benchmarks.trust.tally import Tally
from benchmarks.trust.works import Work, derive_at_once

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
        for trouble in (each for each in TROUBLES if options.troubles in each.words):
            yield operations.try_all(work, options.room, trouble, points=options.points, workers=options.workers)
        if options.troubles in powercut.WORDS:
            yield powercut.try_all(
                work, options.room, points=options.points, seeds=options.seeds, workers=options.workers
            )

    return run


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
}
CLASSES: dict[str, Run] = {
    **{name: _work(kind) for name, kind in WORKS.items()},
    "journal": journals.run,
    "headers": headers.run,
    "pages": pages.run,
    "fuzz": fuzz.run,
}
NEED_SHIM = frozenset({*WORKS, "journal"})

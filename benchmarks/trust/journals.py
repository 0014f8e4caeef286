"""A process is killed in the middle of a save, and then the journal it left is damaged, cut or gone.

SQLite alone then mixes old and new rows without a word, now and then. The check after an unclean end must find every
mix: what opens is what was saved, and whatever else there is has a sentence.
"""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from benchmarks.trust import operations, session
from benchmarks.trust.forked import Heard, Say
from benchmarks.trust.operations import Trouble, in_parts
from benchmarks.trust.options import Options
from benchmarks.trust.session import Session
from benchmarks.trust.shim import How
from benchmarks.trust.tally import Fault, Kind, Tally
from benchmarks.trust.works import derive_at_once
from spoc_desk.errors import UserError

JOURNAL = "vault-1.db-journal"
_FLIPS, _CUTS = 24, 6


class AfterJournalDamage(Session):
    """A session after which the journal was damaged: a refusal is no loss here, for the disk was changed by hand."""

    name: ClassVar[str] = "journal damaged after a crash"
    saves: ClassVar[int] = 8

    def judge(self, disk: Path, heard: Heard, say: Say) -> Iterator[Fault]:
        """Whole and proven, or a sentence."""
        try:
            faults = list(super().judge(disk, heard, say))
        except UserError:
            return
        for fault in faults:
            if fault.words.startswith("the vault does not open"):
                say("refused", "")
            elif fault.kind is Kind.LOST:
                # An older state that reads as if it were the newest: the check after the crash did not see it.
                yield Fault(Kind.SILENT, fault.words)
            else:
                yield fault


def run(options: Options) -> Iterator[Tally]:
    """Kill at many points; of each journal that is left make damaged ones."""
    derive_at_once()
    work = AfterJournalDamage()
    disk = options.room / "disk"
    disk.mkdir()
    work.lay_out(disk)
    shutil.copytree(disk, options.room / "reference")
    session.reference(work, options.room / "reference")
    last = operations.run_once(work, disk, options.room / "count", 0, Trouble(How.KILL))[1]
    step = max(1, last // options.points) if options.points else 1
    tally = Tally(work.name)
    chosen = range(step // 2 + 1, last + 1, step)  # the first operations of all have no journal yet
    for part in in_parts(
        options.workers, lambda part: _some(work, options.room, chosen[part :: options.workers], part)
    ):
        tally.join(part)
    yield tally


def _some(work: AfterJournalDamage, room: Path, chosen: range, part: int) -> Tally:
    tally, disk, copy = Tally(""), room / f"killed-{part}", room / f"damaged-{part}"
    for at in chosen:
        heard, _ = operations.run_once(work, room / "disk", disk, at, Trouble(How.KILL))
        journal = disk / "vault" / JOURNAL
        if not journal.exists() or not journal.stat().st_size:
            continue
        for name, raw in damaged(journal.read_bytes(), at):
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(disk, copy)
            if raw is None:
                (copy / "vault" / JOURNAL).unlink()
            else:
                (copy / "vault" / JOURNAL).write_bytes(raw)
            before = tally.points
            operations.record(tally, work, copy, Heard(list(heard.words)), f"operation {at}, journal {name}")
            assert tally.points == before + 1
    return tally


def damaged(raw: bytes, seed: int) -> Iterator[tuple[str, bytes | None]]:
    """Yield a journal gone, empty, cut at some lengths, with some bits changed, and with noughts for a head."""
    chance = random.Random(seed)
    yield "gone", None
    yield "empty", b""
    yield "cut in half", raw[: len(raw) // 2]
    for _ in range(_CUTS):
        length = chance.randrange(len(raw))
        yield f"cut at {length}", raw[:length]
    for _ in range(_FLIPS):
        at = chance.choice((chance.randrange(min(28, len(raw))), chance.randrange(len(raw))))
        broken = bytearray(raw)
        broken[at] ^= 1 << chance.randrange(8)
        yield f"changed at {at}", bytes(broken)
    yield "with noughts for a head", bytes(min(28, len(raw))) + raw[28:]

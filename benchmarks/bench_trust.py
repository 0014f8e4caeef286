"""Faults made on purpose, class by class: how many points were tried and what was lost; then what the trust costs.

Each class runs in a process of its own, with the library in front of it that kills or fails at the Nth file operation.
A fault anywhere ends the run with the exit code 1. Without options so many points of each trouble are tried that it
takes less than ten minutes; `--all` tries every one. `--trouble` tries only one way to fail, such as "kill -9".

python benchmarks/bench_trust.py [--all | --points N] [--only=CLASS,...] [--trouble=WORDS] [--thin] [--workers=N]
                                 [--fuzz-seconds=N] [--no-ratios] [--plant=NAME]
python benchmarks/bench_trust.py --all --only=seal,unseal --trouble="kill -9" --workers=1
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import machine

from benchmarks.trust import ratios, shim
from benchmarks.trust.apart import run_class
from benchmarks.trust.classes import CLASSES, NEED_SHIM
from benchmarks.trust.plants import PLANTS
from benchmarks.trust.tally import Tally, table

POINTS = 40


def chosen(only: str) -> list[str]:
    """Return the classes asked for that can run here."""
    names = [name for name in CLASSES if not only or name in only.split(",")]
    if not names:
        raise SystemExit(f"No class of that name. There are: {', '.join(CLASSES)}")
    if shim.why_not():
        print(f"Left out are {', '.join(name for name in names if name in NEED_SHIM)}: {shim.why_not()}.")
        names = [name for name in names if name not in NEED_SHIM]
    return names


def tallies(names: Sequence[str], options: Sequence[str]) -> Iterator[Tally]:
    """Run the classes and say how far it is."""
    for name in names:
        started = time.perf_counter()
        found = list(run_class(name, options))
        faults = sum(tally.kinds.total() for tally in found)
        points = sum(tally.points for tally in found)
        took = time.perf_counter() - started
        print(f"{name}: {points:,} points, {faults} faults, {took:.0f} s", file=sys.stderr, flush=True)
        yield from found


def main() -> int:
    """Break, count, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--all", action="store_true", help="every point of every trouble")
    parser.add_argument("--points", type=int, default=POINTS, help="about so many points of each trouble")
    parser.add_argument("--seeds", type=int, default=4, help="ways in which what was not synced is left")
    parser.add_argument("--thin", action="store_true", help="fewer points in a long run of writes to one file")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes at the same time")
    parser.add_argument("--only", default="", help=f"of {', '.join(CLASSES)}")
    parser.add_argument("--trouble", default="", help="only this one: kill -9, disk full, I/O error, failed fsync …")
    parser.add_argument("--fuzz-seconds", type=float, default=0.0, help="for each parser")
    parser.add_argument("--plant", choices=PLANTS, help="break the program first: the faults must be found")
    parser.add_argument("--no-ratios", action="store_true")
    parser.add_argument("--folder", type=Path, help="a folder on the disk to measure; default: the temporary one")
    wanted = parser.parse_args()
    points = 0 if wanted.all else wanted.points
    options = [f"--points={points}", f"--seeds={wanted.seeds}", f"--workers={wanted.workers}"]
    options += [f"--trouble={wanted.trouble}"] if wanted.trouble else []
    options += [f"--seconds={wanted.fuzz_seconds}"] if wanted.fuzz_seconds else []
    options += ["--thin"] if wanted.thin else []
    options += [f"--plant={wanted.plant}"] if wanted.plant else []
    print(machine.facts())
    found = list(tallies(chosen(wanted.only), options))
    print("\n".join(table(found)))
    print("\n".join(example for tally in found for example in tally.examples))
    if not wanted.no_ratios and not wanted.only:
        measure(wanted.folder)
    return 0 if all(tally.clean for tally in found) else 1


def measure(folder: Path | None) -> None:
    """Print what the trust costs."""
    place = Path(tempfile.mkdtemp(prefix="spoc-desk-bench-", dir=folder))
    try:
        print(f"Ratios, disk {machine.disk_kind(place)}")
        for line in ratios.lines(place):
            print(line, flush=True)
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    sys.exit(main())

"""One class of faults in a process of its own, behind the library that makes them; prints its sums as lines of JSON.

python -m benchmarks.trust.run CLASS [--points N] [--seeds N] [--workers N] [--seconds N] [--thin] [--plant NAME]
"""

import argparse
import os
import shutil
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

from benchmarks.trust import shim
from benchmarks.trust.classes import CLASSES, NEED_SHIM
from benchmarks.trust.options import Options
from benchmarks.trust.plants import PLANTS

_IN_MEMORY = Path("/dev/shm")
_LEAST_ROOM = 512 * 1024 * 1024


def room() -> Path:
    """Make an empty folder where files are made fast."""
    roomy = _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free > _LEAST_ROOM and os.access(_IN_MEMORY, os.W_OK)
    return Path(tempfile.mkdtemp(prefix="spoc-desk-trust-", dir=_IN_MEMORY if roomy else None))


def behind_the_library(place: Path) -> None:
    """Start this program again with the library in front."""
    os.environ["LD_PRELOAD"] = str(shim.build(place))
    os.environ["TRUST_ROOM"] = str(place)
    os.execv(sys.executable, [sys.executable, "-m", "benchmarks.trust.run", *sys.argv[1:]])


def main() -> int:
    """Run one class."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("name", choices=CLASSES)
    parser.add_argument("--points", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=Options.seeds)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--trouble", default="", help="words of the only one to be tried")
    parser.add_argument("--seconds", type=float, default=0.0)
    parser.add_argument("--thin", action="store_true")
    parser.add_argument("--plant", choices=PLANTS)
    wanted = parser.parse_args()
    place = Path(os.environ.pop("TRUST_ROOM", "") or room())
    try:
        if wanted.name in NEED_SHIM and not shim.loaded():
            behind_the_library(place)
        options = Options(
            place, wanted.points, wanted.seeds, wanted.workers, wanted.trouble, wanted.seconds,
            wanted.thin,
        )  # fmt: skip
        with PLANTS[wanted.plant]() if wanted.plant else nullcontext():
            for tally in CLASSES[wanted.name](options):
                print(tally.to_json(), flush=True)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

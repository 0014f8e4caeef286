"""How fast a lock is: the window blank, the process that held the data gone, the lock screen there.

Real processes: the desk at work, with half a word typed, locks while this or that goes on. Limits of the design: blank
within 150 ms, gone within 2.5 s (the watchdog ends what hangs after 2).

python benchmarks/bench_lock.py
"""

import os
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import machine

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.journeys.ending import Desk, home_with_a_case  # the tests' own desk, from the folder above
from tests.journeys.reviewing import Home

ROUNDS = 3
BLANK_LIMIT, GONE_LIMIT = 0.150, 2.5
GOING_ON: dict[str, tuple[str, ...]] = {
    "half a word typed": (),
    "dialogs and a menu open": ("file_dialog", "modal", "menu"),
    "a backup running": ("backup",),
    "a database that does not answer": ("hung_database",),
    "a thread that hangs": ("hung_thread",),
    "a page that hangs": ("hung_page",),
}


@dataclass(frozen=True)
class Lock:
    """One lock, in seconds."""

    blank: float
    gone: float


def lock(place: Path, made: Path, doing: tuple[str, ...]) -> Lock:
    """Lock once and measure."""
    place.mkdir()
    home = Home(place).make()
    shutil.rmtree(home.vault)
    shutil.copytree(made, home.vault)
    with Desk(home, text="Half a wrd", doing=doing, following="real") as desk:
        began = desk.lock()
        blank = float(desk.until("blank")["after"])
        follower = desk.until("next")["pid"]
        gone = desk.gone_after(began)
        desk.end(follower)
    return Lock(blank, gone)


def main() -> int:
    """Print a line for each thing that can go on."""
    os.environ["QT_LOGGING_RULES"] = "*.warning=false"
    print(machine.facts())
    kept = True
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "made").mkdir()
        made = home_with_a_case(place / "made").vault
        for words, doing in GOING_ON.items():
            own = "-".join(doing) or "typed"
            locks = [lock(place / f"{own}-{number}", made, doing) for number in range(ROUNDS)]
            blank, gone = (max(getattr(each, what) for each in locks) for what in ("blank", "gone"))
            usual = statistics.median(each.gone for each in locks)
            print(f"{words}: blank {blank * 1000:.0f} ms, gone {usual:.2f} s, at the longest {gone:.2f} s")
            kept = kept and blank <= BLANK_LIMIT and gone <= GONE_LIMIT
    limits = f"blank within {BLANK_LIMIT * 1000:.0f} ms, gone within {GONE_LIMIT} s, whatever goes on"
    print(f"{'kept  ' if kept else 'BROKEN'} {limits}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

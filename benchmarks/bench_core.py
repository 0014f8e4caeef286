"""What the daily acts cost at 1,000, 10,000 and 100,000 exchange rows, beside the bare statements doing the same work.

Each act is done by the program, then its statements are run again on a bare connection with the same settings, to a
twin of the file; sizes and halves take turns, so that all meet the same machine. Limits: 1.5 times the bare
statements, no dearer at 100,000 rows than at 1,000 (1.5 times at most), 100 MB of private memory.

python benchmarks/bench_core.py [--rounds N] [--folder DIR] [SIZE ...]
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

import machine
import many_cases
from bare import Statement, Twin, seconds, taped

from spoc_desk.casework.agenda import today
from spoc_desk.casework.case_lists import CaseFilter, case_header, list_cases
from spoc_desk.casework.exchange import record_hand
from spoc_desk.casework.history import audit_trail, chronology
from spoc_desk.casework.register import ALL, outstanding_everywhere, register
from spoc_desk.casework.what_now import next_steps
from spoc_desk.clock import FixedClock
from spoc_desk.vault import migrate, opening
from spoc_desk.vault.opening import How, Unsealed
from spoc_desk.vault.vault import Vault

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 15
UNLOCK_ROUNDS = 5
MOST_RATIO, MOST_GROWTH, MOST_MB = 1.5, 1.5, 100
UNLOCK, HAND = "unlock to Today (no KDF)", "record one hand"
Act = Callable[[Vault], object]


@dataclass
class Side:
    """One size: the vault, its twin, and what was measured. The vault is open between the acts."""

    size: int
    folder: Path
    keys: Unsealed
    twin: Twin
    clock: FixedClock = field(default_factory=FixedClock)
    tape: list[Statement] = field(default_factory=list)
    times: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    vault: Vault | None = None

    def measure(self, name: str, act: Act) -> None:
        """Do an act, then its bare statements."""
        assert self.vault is not None
        ours = seconds(partial(act, self.vault))
        self._note(name, ours, seconds(self._replay))

    def unlock(self) -> None:
        """Lock, then unlock and show Today, each in both ways."""
        self.lock()
        ours = seconds(self._open)
        self._note(UNLOCK, ours, seconds(self._open_twin))

    def lock(self) -> None:
        """Close both files."""
        if self.vault is not None:
            self.vault.close()
            self._replay()
            self.twin.close()

    def median(self, name: str) -> float:
        """Return the program's median."""
        return statistics.median(ours for ours, _ in self.times[name])

    def ratio(self, name: str) -> float:
        """Return the program's median in medians of the bare statements."""
        return self.median(name) / statistics.median(bare for _, bare in self.times[name])

    def _note(self, name: str, ours: float, bare: float) -> None:
        self.times.setdefault(name, []).append((ours, bare))

    def _open(self) -> None:
        with taped(self.tape), opening.locked(self.folder) as lock:
            opened = opening.open_checked(self.folder, self.keys, lock, How(self.clock, migrate.SCHEMA))
            self.vault = opening.sit_down(opened, self.clock, migrate.SCHEMA)
            today(self.vault)

    def _open_twin(self) -> None:
        self.twin.open()
        self._replay()

    def _replay(self) -> None:
        self.twin.run(self.tape)
        self.tape.clear()


def acts(vault: Vault) -> dict[str, Act]:
    """Return what is measured besides unlocking, by name."""
    family = vault.rows(
        "SELECT case_id FROM members WHERE kind = 'unborn' AND deleted_at IS NULL ORDER BY created_at LIMIT 1"
    )[0][0]
    return {
        "Today": today,
        "search a surname": lambda v: list_cases(v, filter=CaseFilter(text="Brackett")),
        "open a case": lambda v: (case_header(v, family), next_steps(v, family), register(v, case_id=family)),
        "50 outstanding of all rows": lambda v: outstanding_everywhere(v, limit=50),
        "the same, page 11": lambda v: outstanding_everywhere(v, offset=500, limit=50),
        "register of one case": lambda v: register(v, case_id=family, view=ALL, limit=50),
        "50 relocations": list_cases,
        "history of one case": lambda v: chronology(v, family),
        "audit trail, 100 lines": audit_trail,
        HAND: _next_hand(vault),
    }


def _next_hand(vault: Vault) -> Act:
    """Record the receipt of one asked-for copy after the other."""
    waiting = vault.rows(
        "SELECT i.id FROM exchange_items AS i JOIN cases AS c ON c.id = i.case_id"
        " WHERE i.state = 'requested' AND c.case_ref LIKE 'sample case %' ORDER BY i.id LIMIT 1000"
    )
    items = (str(row[0]) for row in waiting)
    day = vault.clock.today().isoformat()
    answers = {"happened_on": day, "method": "secure_mail", "pages": "12"}
    numbers = count(1)

    def record(desk: Vault) -> object:
        return record_hand(desk, item_id=next(items), hand="A4", answers=answers, operation_id=f"bench-{next(numbers)}")

    return record


def lay_out(folder: Path, sizes: Sequence[int]) -> list[Side]:
    """Make one vault for each size."""
    script = str(Path(many_cases.__file__))
    base = folder / "base"
    subprocess.run([sys.executable, script, str(base)], check=True)
    sides = []
    for size in sizes:
        place = folder / f"rows-{size}"
        shutil.copytree(base, place)
        subprocess.run([sys.executable, script, str(place), str(size)], check=True)
        keys = many_cases.unsealed(place)
        path = opening.database_path(place, keys.loaded.header.generation)
        sides.append(Side(size, place, keys, Twin.of(path)))
    return sides


def run(sides: Sequence[Side], rounds: int) -> list[str]:
    """Measure everything; return the names of the acts in their order."""
    for _ in range(UNLOCK_ROUNDS):
        for side in sides:
            side.unlock()
    wanted = []
    for side in sides:
        assert side.vault is not None
        with_names = acts(side.vault)
        side.tape.clear()
        wanted.append(with_names)
    names = list(wanted[0])
    for _ in range(rounds + 1):
        for name in names:
            for side, with_names in zip(sides, wanted, strict=True):
                side.measure(name, with_names[name])
    for side in sides:
        side.lock()
        for name in names:
            del side.times[name][0]  # the first one warms up
    return [UNLOCK, *names]


def table(sides: Sequence[Side], names: Sequence[str]) -> list[str]:
    """Return the lines of the table: for each size the median and the ratio, then the growth."""
    head = "| act | " + " | ".join(f"{side.size:,} rows | × bare" for side in sides) + " | growth |"
    lines = [head, "|---|" + "---:|---:|" * len(sides) + "---:|"]
    for name in names:
        cells = " | ".join(f"{side.median(name) * 1000:.1f} ms | {side.ratio(name):.2f}" for side in sides)
        lines.append(f"| {name} | {cells} | {growth(sides, name):.2f} |")
    return lines


def growth(sides: Sequence[Side], name: str) -> float:
    """Return the median at the largest size in medians of the smallest."""
    return sides[-1].median(name) / sides[0].median(name)


def verdicts(sides: Sequence[Side], names: Sequence[str], private_mb: float) -> list[str]:
    """Return one line for each limit, saying what does not keep to it."""
    dear = [f"{name} {worst:.2f}" for name in names if (worst := max(s.ratio(name) for s in sides)) > MOST_RATIO]
    grown = [f"{name} {growth(sides, name):.2f}" for name in names[1:] if growth(sides, name) > MOST_GROWTH]
    return [
        _line(f"at most {MOST_RATIO} × the bare statements", dear),
        _line(f"at most {MOST_GROWTH} × dearer from {sides[0].size:,} to {sides[-1].size:,} rows", grown),
        _line(f"at most {MOST_MB} MB private memory", [f"{private_mb:.0f} MB"] if private_mb > MOST_MB else []),
    ]


def _line(limit: str, broken: list[str]) -> str:
    return f"{'kept  ' if not broken else 'BROKEN'} {limit}{': ' if broken else ''}{', '.join(broken)}"


def memory(folder: Path) -> None:
    """Do each act ten times in a process of its own, and print its private and its peak memory in bytes."""
    side = Side(0, folder, many_cases.unsealed(folder), Twin(folder / "none"))
    with opening.locked(folder) as lock:
        vault = opening.sit_down(
            opening.open_checked(folder, side.keys, lock, How(side.clock, migrate.SCHEMA)), side.clock, migrate.SCHEMA
        )
    for act in acts(vault).values():
        for _ in range(10):
            act(vault)
    print(machine.private_memory_bytes(), machine.peak_memory_bytes())
    vault.close()


def _memory_mb(folder: Path) -> tuple[float, float]:
    command = [sys.executable, __file__, "--memory-of", str(folder)]
    private, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return int(private) / 1e6, int(peak) / 1e6


def main() -> int:
    """Lay out, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--folder", type=Path, help="a folder on the disk to measure; default: the temporary one")
    parser.add_argument("--memory-of", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.memory_of is not None:
        memory(wanted.memory_of)
        return 0
    place = Path(tempfile.mkdtemp(prefix="spoc-desk-bench-", dir=wanted.folder))
    try:
        sides = lay_out(place, sorted(wanted.sizes))
        print(f"{machine.facts()}, disk {machine.disk_kind(place)}")
        names = run(sides, wanted.rounds)
        private, peak = _memory_mb(sides[-1].folder)
    finally:
        shutil.rmtree(place)
    print("\n".join(table(sides, names)))
    print(f"memory at {sides[-1].size:,} rows: private {private:.0f} MB, peak {peak:.0f} MB")
    broken = verdicts(sides, names, private)
    print("\n".join(broken))
    return 0


if __name__ == "__main__":
    sys.exit(main())

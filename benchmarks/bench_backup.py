"""What a backup and a restore cost in megabytes a second, beside a raw copy of as many bytes in the same run.

Two vaults: one of a few large rows (what the stick costs) and one of many small ones (what checking every row costs).
A raw copy is read, written and flushed; a raw copy that is looked at again is also read back from the medium and
hashed, as `sha256sum` would. The library's own copy, opened and asked its own two checks, is the part of a backup that
no program could save. The parts of a backup are told apart. The password check is left out: it costs what it was made
to cost.

python benchmarks/bench_backup.py [--rounds N] [--folder DIR] [--megabytes N]
"""

import argparse
import hashlib
import os
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import machine
from bare import seconds

from spoc_desk.clock import FixedClock
from spoc_desk.machine import medium
from spoc_desk.vault import backup, backup_copy, backup_reading, backup_restore, subkeys
from spoc_desk.vault.backup import Written
from spoc_desk.vault.backup_reading import Secret
from spoc_desk.vault.connection import Database
from spoc_desk.vault.kdf import KdfSettings
from spoc_desk.vault.lifecycle import create_vault
from spoc_desk.vault.vault import Vault

PASSWORD = "plum-harbour-tin-lantern"
ROUNDS, MEGABYTES = 5, 48
_AT_ONCE = 200
PEERS = ("raw copy", "raw copy, looked at again", "the library's own copy and checks")


@dataclass
class Side:
    """One vault and what was measured on it, in seconds."""

    words: str
    place: Path
    vault: Vault
    size: int = 0
    rows: int = 0
    times: dict[str, list[float]] = field(default_factory=dict)

    def note(self, name: str, took: float) -> None:
        """Keep one measurement."""
        self.times.setdefault(name, []).append(took)

    def speed(self, name: str) -> float:
        """Return the median in megabytes a second."""
        return self.size / statistics.median(self.times[name]) / 1e6

    def ratio(self, name: str, peer: str) -> float:
        """Return how many times as long as *peer* it takes."""
        return statistics.median(self.times[name]) / statistics.median(self.times[peer])


def fill(vault: Vault, rows: int, width: int) -> None:
    """Record so many rows of so much text, each with its entry in the trail."""
    words = random.Random(7)
    for start in range(0, rows, _AT_ONCE):
        with vault.transaction("filled") as tx:
            for number in range(start, min(rows, start + _AT_ONCE)):
                name = f"{number} {words.randbytes(width // 2).hex()}"
                tx.insert(
                    "school_partnerships",
                    {"id": f"p{number}", "name": name, "officer": "", "officer_phone": "", "officer_email": ""},
                )


def lay_out(folder: Path, megabytes: int) -> list[Side]:
    """Make both vaults."""
    sides = []
    for words, rows, width in (
        ("few large rows", megabytes * 50, 19_000),
        ("many small rows", megabytes * 500, 600),
    ):
        place = folder / words.replace(" ", "-")
        place.mkdir()
        (place / "stick").mkdir()
        vault, _ = create_vault(
            place / "vault", PASSWORD, name="Sample officer", roles=frozenset({"administrator"}), clock=FixedClock(),
            kdf=KdfSettings(64 * 1024, 1, 1),
        )  # fmt: skip
        fill(vault, rows, width)
        sides.append(Side(words, place, vault, rows=rows))
    return sides


def raw_copy(source: Path, target: Path) -> None:
    """Copy a file and flush it."""
    with source.open("rb") as reading, target.open("wb") as writing:
        shutil.copyfileobj(reading, writing, 1024 * 1024)
        writing.flush()
        os.fsync(writing.fileno())


def looked_at_copy(source: Path, target: Path) -> None:
    """Copy a file, flush it, and read it back from the medium with its hash."""
    raw_copy(source, target)
    descriptor, _ = medium.old_file(target)
    with open(descriptor, "rb") as stream:
        medium.forget_cached(descriptor)
        hashlib.file_digest(stream, "sha256")


def library_copy(vault: Vault, target: Path) -> None:
    """Let the library copy the database, and ask it its own checks of the copy; nothing of this program."""
    vault.database.copy_to(target, go_on)
    keys = vault.keys
    db = Database(target, subkeys.database_key(keys.master, keys.header.generation), keys.header.db_salt)
    try:
        for question in ("PRAGMA cipher_integrity_check", "PRAGMA integrity_check"):
            db.rows(question)
    finally:
        db.close()


def go_on(_done: int, _whole: int) -> bool:
    """Never stop."""
    return True


def backed_up(side: Side) -> Written:
    """Make one backup and note how long its parts took."""
    check_took: list[float] = []
    real = backup_copy.check_copy

    def timed(*words: object, **options: object) -> object:
        found: list[object] = []
        check_took.append(seconds(lambda: found.append(real(*words, **options))))  # type: ignore[arg-type]
        return found[0]

    backup_copy.check_copy = timed  # type: ignore[assignment]
    made: list[Written] = []

    def whole() -> None:
        with backup.taken(side.vault, side.place / "stick", go_on) as taken:
            made.append(backup.write(taken, go_on))

    try:
        took = seconds(whole)
    finally:
        backup_copy.check_copy = real
    side.note("backup, verified", took)
    side.note("backup but for the check of every row", took - check_took[0])
    side.note("check of every row", check_took[0])
    return made[0]


def restored(side: Side, path: Path) -> None:
    """Restore once and note how long it took without the two password checks."""
    folder = side.place / "again"
    derive: list[float] = []
    real = backup_reading.opening.keyslots.kdf.derive

    def timed(*words: object) -> bytes:
        found: list[bytes] = []
        derive.append(seconds(lambda: found.append(real(*words))))  # type: ignore[arg-type]
        return found[0]

    backup_reading.opening.keyslots.kdf.derive = timed  # type: ignore[assignment]
    try:
        took = seconds(
            lambda: backup_restore.restore(path, folder, Secret.password(PASSWORD), go_on, clock=FixedClock())
        )
    finally:
        backup_reading.opening.keyslots.kdf.derive = real
    shutil.rmtree(folder)
    side.note("restore, checked", took - sum(derive))


def measure(side: Side) -> None:
    """Do one round: all take turns, so that all meet the same machine."""
    written = backed_up(side)
    side.size = written.size
    target = side.place / "stick" / "raw"
    acts: dict[str, Callable[[Path, Path], None]] = {
        "raw copy": raw_copy,
        "raw copy, looked at again": looked_at_copy,
    }
    for name, act in acts.items():
        side.note(name, seconds(lambda act=act: act(written.path, target)))  # type: ignore[misc]
        target.unlink()
    side.note("the library's own copy and checks", seconds(lambda: library_copy(side.vault, target)))
    target.unlink()
    restored(side, written.path)
    written.path.unlink()


def table(sides: list[Side]) -> list[str]:
    """Return the lines of the table."""
    heads = "MB/s | × raw copy | × looked at | × library"
    lines = [
        "| act | " + " | ".join(f"{side.words}: {heads}" for side in sides) + " |",
        "|---|" + "---:|" * 4 * len(sides),
    ]
    for name in sides[0].times:
        cells = " | ".join(
            f"{side.speed(name):.0f} | " + " | ".join(f"{side.ratio(name, peer):.1f}" for peer in PEERS)
            for side in sides
        )
        lines.append(f"| {name} | {cells} |")
    return lines


def main() -> int:
    """Lay out, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--megabytes", type=int, default=MEGABYTES, help="of each vault, nearly")
    parser.add_argument("--folder", type=Path, help="a folder on the disk to measure; default: the temporary one")
    wanted = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="spoc-desk-bench-", dir=wanted.folder))
    try:
        sides = lay_out(place, wanted.megabytes)
        print(f"{machine.facts()}, disk {machine.disk_kind(place)}")
        for _ in range(wanted.rounds):
            for side in sides:
                measure(side)
        for side in sides:
            side.vault.close()
    finally:
        shutil.rmtree(place)
    for side in sides:
        print(f"{side.words}: {side.size / 1e6:.1f} MB, {side.rows:,} rows")
    print("\n".join(table(sides)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

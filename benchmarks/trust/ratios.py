"""What the trust costs, each beside what could not be saved, taking turns in one run."""

import shutil
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

import bench_backup
import bench_core
from bare import seconds

from spoc_desk.clock import FixedClock
from spoc_desk.vault import kdf
from spoc_desk.vault.kdf import START
from spoc_desk.vault.lifecycle import create_vault, open_vault
from spoc_desk.vault.vault import Vault

ROUNDS, SAVES, ROWS = 3, 60, 10_000
MEGABYTES = 24
_SALT = bytes(kdf.SALT_BYTES)


def lines(folder: Path) -> Iterator[str]:
    """Measure everything and yield the lines of the table."""
    yield "| what | takes | beside | × |"
    yield "|---|---:|---|---:|"
    yield _line("unlock, 256 MB of Argon2id", *unlock(folder / "unlock"), "Argon2id alone")
    yield _line("save of one hand", *save(folder / "save"), "its bare statements")
    yield _line(f"full check, per {ROWS:,} rows", *full_check(folder / "check"), "the library's own two checks")
    yield from copies(folder / "copies")


def _line(name: str, ours: float, bare: float, words: str) -> str:
    return f"| {name} | {ours * 1000:,.1f} ms | {words}: {bare * 1000:,.1f} ms | {ours / bare:.2f} |"


def in_turns(ours: Callable[[], object], bare: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return both medians; the first round warms up."""
    both = [(seconds(ours), seconds(bare)) for _ in range(rounds + 1)][1:]
    return statistics.median(one for one, _ in both), statistics.median(other for _, other in both)


def unlock(folder: Path) -> tuple[float, float]:
    """An unlock after a clean end, with the settings a real vault begins with."""
    _new(folder, START).close()
    secret = bench_backup.PASSWORD.encode()
    return in_turns(
        lambda: open_vault(folder, bench_backup.PASSWORD, clock=FixedClock()).close(),
        lambda: kdf.derive(secret, _SALT, START),
        ROUNDS,
    )


def save(folder: Path) -> tuple[float, float]:
    """One hand recorded in a vault of a thousand rows, durable, with its entries in the trail."""
    folder.mkdir()
    (side,) = bench_core.lay_out(folder, [1_000])
    side.unlock()
    assert side.vault is not None
    act = bench_core.acts(side.vault)[bench_core.HAND]
    side.tape.clear()
    for _ in range(SAVES + 1):
        side.measure(bench_core.HAND, act)
    del side.times[bench_core.HAND][0]
    side.lock()
    return side.median(bench_core.HAND), side.median(bench_core.HAND) / side.ratio(bench_core.HAND)


def full_check(folder: Path) -> tuple[float, float]:
    """Every page, entry, row, earlier state and signature, beside the checks SQLCipher and SQLite make."""
    vault = _new(folder, bench_backup.KdfSettings(64 * 1024, 1, 1))
    bench_backup.fill(vault, ROWS, 600)

    def library() -> None:
        for question in ("PRAGMA cipher_integrity_check", "PRAGMA integrity_check"):
            vault.database.rows(question)

    try:
        return in_turns(vault.check, library, ROUNDS)
    finally:
        vault.close()


def copies(folder: Path) -> Iterator[str]:
    """A verified backup and a checked restore, beside a raw copy that is flushed."""
    folder.mkdir()
    sides = bench_backup.lay_out(folder, MEGABYTES)
    for _ in range(ROUNDS):
        for side in sides:
            bench_backup.measure(side)
    for side in sides:
        side.vault.close()
        for name in ("backup, verified", "restore, checked"):
            yield (
                f"| {name}, {side.words} | {side.speed(name):.0f} MB/s | raw copy: {side.speed('raw copy'):.0f} MB/s "
                f"| {side.ratio(name, 'raw copy'):.1f} |"
            )
    shutil.rmtree(folder)


def _new(folder: Path, settings: kdf.KdfSettings) -> Vault:
    return create_vault(
        folder, bench_backup.PASSWORD, name="Sample officer", roles=frozenset({"administrator"}), clock=FixedClock(),
        kdf=settings,
    )[0]  # fmt: skip

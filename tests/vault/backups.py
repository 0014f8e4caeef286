"""Backups for the tests: a small vault that was written to, a stick, and a backup made once for a module."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from spoc_desk.clock import Clock, FixedClock
from spoc_desk.vault import backup
from spoc_desk.vault.backup import Written
from spoc_desk.vault.backup_file import Heard
from spoc_desk.vault.lifecycle import confirm_recovery, open_vault
from spoc_desk.vault.recovery import RecoveryCode
from spoc_desk.vault.vault import Vault
from tests.factories import PASSWORD, new_vault, small_schema


def go_on(_done: int, _whole: int) -> bool:
    """Never stop."""
    return True


def stop_when(wanted: Callable[[int, int], bool]) -> Heard:
    """Return what stops as soon as *wanted* holds."""
    return lambda done, whole: not wanted(done, whole)


@dataclass
class Desk:
    """A vault of one small table, a stick beside it, and the clock they live by."""

    folder: Path
    stick: Path
    schema: Path
    code: RecoveryCode
    vault: Vault = field(init=False)

    def note(self, number: int, size: int = 200) -> None:
        """Record something."""
        with self.vault.transaction("noted") as tx:
            tx.insert("notes", {"id": f"n{number}", "body": f"{number}:" + "x" * size})

    def back_up(self, stick: Path | None = None, heard: Heard = go_on) -> Written:
        """Make one backup."""
        with backup.taken(self.vault, stick or self.stick, heard, schema=self.schema) as taken:
            return backup.write(taken, heard)

    def numbers(self) -> list[int]:
        """Return what is recorded."""
        return sorted(int(row[0][1:]) for row in self.vault.rows("SELECT id FROM notes"))


def lay_out(place: Path, clock: Clock) -> Desk:
    """Return a desk with three notes: the copy of one that is made once per test run."""
    template, code = _template()
    shutil.copytree(template, place, dirs_exist_ok=True)
    return unlock(Desk(place / "vault", place / "stick", place / "schema", code), clock)


def unlock(desk: Desk, clock: Clock) -> Desk:
    """Open the vault of a desk again."""
    desk.vault = open_vault(desk.folder, PASSWORD, clock=clock, schema=desk.schema)
    return desk


@cache
def _template() -> tuple[Path, RecoveryCode]:
    place = Path(tempfile.mkdtemp(prefix="spoc-desk-test-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    schema = small_schema(place / "schema")
    vault, code = new_vault(place / "vault", FixedClock(), schema=schema)
    confirm_recovery(vault, code.text)
    (place / "stick").mkdir()
    desk = Desk(place / "vault", place / "stick", schema, code)
    desk.vault = vault
    for number in range(3):
        desk.note(number)
    vault.close()
    return place, code

"""Backup and restore: a name that opens, or no name; the vault before or the one of the backup, never neither."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from benchmarks.trust import small
from benchmarks.trust.forked import Heard, Say
from benchmarks.trust.tally import Fault, Kind
from benchmarks.trust.works import PASSWORD, Work, at_home, checked, closed, opens, remembered, step, unlocked
from spoc_desk.clock import FixedClock
from spoc_desk.errors import UserError
from spoc_desk.vault import backup, backup_restore
from spoc_desk.vault.backup import PARTIAL
from spoc_desk.vault.backup_file import SUFFIX
from spoc_desk.vault.backup_reading import Secret, try_backup
from spoc_desk.vault.vault import Vault


def go_on(_done: int, _whole: int) -> bool:
    """Never stop."""
    return True


class Backup(Work):
    """A backup is made on a stick that holds another one already."""

    name: ClassVar[str] = "backup"

    def lay_out(self, disk: Path) -> None:
        """A vault, and a stick with a backup."""
        self.schema = small.schema_of(disk.parent)
        (disk / "stick").mkdir()
        vault, _ = small.make_vault(disk / "vault", self.schema)
        self.first = self._back_up(vault, disk)
        vault.close()

    def act(self, disk: Path, say: Say) -> None:
        """Make another one."""
        at_home(disk)
        vault = unlocked(disk, self.schema)

        def make() -> None:
            say("name", self._back_up(vault, disk))

        step(say, "backup", make, again=False)
        vault.close()

    def judge(self, disk: Path, heard: Heard, say: Say) -> Iterator[Fault]:
        """Every file with its final name opens; the first one is there; what was said to be made is there."""
        at_home(disk)
        vault, faults = opens(disk, self.schema)
        yield from faults
        if vault is not None:
            yield from small.wrong_notes(vault)
            closed(vault)
        names = {path.name for path in (disk / "stick").iterdir() if path.suffix == SUFFIX}
        for name in sorted({self.first, *heard.of("name")} - names):
            yield Fault(Kind.LOST, f"the {'first' if name == self.first else 'new'} backup is gone")
        for name in sorted(names):
            try:
                report = try_backup(
                    disk / "stick" / name, Secret.password(PASSWORD), go_on, clock=FixedClock(), room=disk / "vault",
                    schema=self.schema,
                ).report  # fmt: skip
            except UserError as err:
                yield Fault(Kind.SILENT, f"a file with the name of a backup is none: {type(err).__name__}")
            else:
                if not report.ok:
                    yield Fault(Kind.SILENT, "a backup is not whole")
        if not heard.killed and any(path.name.endswith(PARTIAL) for path in (disk / "stick").iterdir()):
            # A disk that refuses everything refuses to remove it too; the next backup does.
            say("left", "partial")

    def _back_up(self, vault: Vault, disk: Path) -> str:
        with backup.taken(vault, disk / "stick", go_on, schema=self.schema) as taken:
            return backup.write(taken, go_on).name


class Restore(Work):
    """A backup is restored over a vault that holds a later note."""

    name: ClassVar[str] = "restore"

    def lay_out(self, disk: Path) -> None:
        """A backup, and the vault as it went on."""
        self.schema = small.schema_of(disk.parent)
        (disk / "stick").mkdir()
        vault, self.code = small.make_vault(disk / "vault", self.schema)
        with backup.taken(vault, disk / "stick", go_on, schema=self.schema) as taken:
            self.backup = backup.write(taken, go_on).name
        with vault.transaction("noted") as tx:
            tx.insert("notes", small.note("later"))
        vault.close()

    def act(self, disk: Path, say: Say) -> None:
        """Restore."""
        at_home(disk)
        path, secret = disk / "stick" / self.backup, Secret.password(PASSWORD)
        sheet = Secret.code(self.code.text)  # nobody goes back to an older state alone
        step(
            say, "restored", again=False,
            do=lambda: backup_restore.restore(
                path, disk / "vault", secret, go_on, clock=FixedClock(), second=sheet, anchors=remembered(disk),
                schema=self.schema,
            ),
        )  # fmt: skip

    def judge(self, disk: Path, heard: Heard, say: Say) -> Iterator[Fault]:
        """One of both vaults is in its place and whole, and the other is not lost."""
        at_home(disk)
        backup_restore.finish(disk / "vault")
        vault, faults = opens(disk, self.schema)
        yield from faults
        if vault is None:
            return
        yield from small.wrong_notes(vault)
        yield from checked(vault)
        has_later = vault.one("SELECT 1 FROM notes WHERE id = 'later'") is not None
        closed(vault)
        if "restored" in heard.of("saved") and has_later:
            yield Fault(Kind.LOST, "the restore was said to be done")
        if "restored" in heard.of("failed") and not has_later and "PlaceUnsure" not in heard.of("told"):
            yield Fault(Kind.WRONG, "a restore that was said to have failed has happened")
        if not has_later:
            yield from self._kept(disk)

    def _kept(self, disk: Path) -> Iterator[Fault]:
        """The vault that was there before lies beside, and opens when it is put back."""
        beside = sorted(disk.glob("replaced-*"))
        if not beside:
            yield Fault(Kind.LOST, "the vault that was there before is gone")
            return
        shutil.rmtree(disk / "vault")
        beside[0].rename(disk / "vault")
        shutil.rmtree(disk / "home", ignore_errors=True)  # what the computer remembers is of the restored one
        vault, faults = opens(disk, self.schema)
        yield from faults
        if vault is not None:
            if vault.one("SELECT 1 FROM notes WHERE id = 'later'") is None:
                yield Fault(Kind.LOST, "what was recorded after the backup is not in the vault kept beside")
            closed(vault)

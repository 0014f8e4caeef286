"""Around a session: the header is saved, the vault is made, unlocked, locked, brought to a newer schema."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from benchmarks.trust import small
from benchmarks.trust.forked import Heard, Say
from benchmarks.trust.tally import Fault, Kind
from benchmarks.trust.works import LIGHT, PASSWORD, Work, at_home, checked, closed, opens, remembered, step, unlocked
from spoc_desk.clock import FixedClock
from spoc_desk.errors import Damaged, Missing, NotAVault, UserError
from spoc_desk.vault import before_newer, free_pages, generations, header, header_files, opening, subkeys
from spoc_desk.vault.connection import Database
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.lifecycle import confirm_recovery, create_vault
from spoc_desk.vault.recovery import RecoveryCode
from spoc_desk.vault.vault import Vault


class HeaderSave(Work):
    """A header takes the place of the one before: the commit point of every change of keys."""

    name: ClassVar[str] = "header save"

    def lay_out(self, disk: Path) -> None:
        """A vault, and the next header for it."""
        self.schema = small.schema_of(disk.parent)
        vault, _ = small.make_vault(disk / "vault", self.schema)
        now, master = vault.keys.header, vault.keys.master
        rows = vault.rows("SELECT id, binding_key FROM keyslots WHERE ended_at IS NULL")
        bindings = {row[0]: row[1] for row in rows}
        vault.close()
        self.old = header_files.load(disk / "vault").raw
        self.new = header.build(now.with_slots(now.slots, master, bindings), master)

    def act(self, disk: Path, say: Say) -> None:
        """Save it."""
        step(say, "header", lambda: header_files.commit(disk / "vault", self.new), again=False)

    def judge(self, disk: Path, heard: Heard, say: Say) -> Iterator[Fault]:
        """The old one or the new one counts; the new one, where it was said to be saved; the password opens it."""
        at_home(disk)
        try:
            raw = header_files.load(disk / "vault").raw
        except UserError as err:
            yield Fault(Kind.LOST, f"no header: {type(err).__name__}")
            return
        if raw not in (self.old, self.new):
            yield Fault(Kind.SILENT, "a header that nobody wrote is read")
        if "header" in heard.of("saved") and raw != self.new:
            yield Fault(Kind.LOST, "the new header was said to be saved")
        if "header" in heard.of("failed") and raw == self.new and "KeysUnsure" not in heard.of("told"):
            yield Fault(Kind.WRONG, "a header that was said to have failed counts")
        if opening.unseal_raw(raw, PASSWORD.encode(), SlotKind.PASSWORD, None) is None:
            yield Fault(Kind.LOST, "the password does not open the header")
        vault, faults = opens(disk, self.schema)
        yield from faults
        if vault is not None:
            yield from small.wrong_notes(vault)
            closed(vault)
            if {(disk / "vault" / name).read_bytes() for name in (header_files.FIRST, header_files.SECOND)} != {raw}:
                yield Fault(Kind.WRONG, "an unlock did not make both copies of the header good")


class UnlockAndLock(Work):
    """Unlock and lock, twice; the first time one copy of the header is damaged."""

    name: ClassVar[str] = "unlock and lock"

    def lay_out(self, disk: Path) -> None:
        """A vault with a damaged second header."""
        self.schema = small.schema_of(disk.parent)
        small.make_vault(disk / "vault", self.schema)[0].close()
        (disk / "vault" / header_files.SECOND).write_bytes(b"damaged")

    def act(self, disk: Path, say: Say) -> None:
        """Come and go."""
        at_home(disk)
        for turn in ("first", "second"):
            step(say, turn, lambda: unlocked(disk, self.schema).close())

    def judge(self, disk: Path, heard: Heard, say: Say) -> Iterator[Fault]:
        """It opens as if nothing had been, with every note."""
        at_home(disk)
        vault, faults = opens(disk, self.schema)
        yield from faults
        if vault is not None:
            yield from small.wrong_notes(vault)
            yield from checked(vault)
            closed(vault)
            if (disk / "vault" / header_files.SECOND).read_bytes() == b"damaged":
                yield Fault(Kind.WRONG, "the damaged copy of the header was not made good")


class Creation(Work):
    """A new vault, up to the moment at which the code of its sheet was typed back."""

    name: ClassVar[str] = "creation of a vault"

    def lay_out(self, disk: Path) -> None:
        """An empty disk."""
        self.schema = small.schema_of(disk.parent)

    def act(self, disk: Path, say: Say) -> None:
        """Make it."""
        at_home(disk)

        def make() -> None:
            vault, code = self._create(disk)
            try:
                confirm_recovery(vault, code.text)
                with vault.transaction("noted") as tx:
                    tx.insert("notes", small.note("first"))
            finally:
                vault.close()

        step(say, "vault", make, again=False)

    def judge(self, disk: Path, heard: Heard, say: Say) -> Iterator[Fault]:
        """There is a whole vault, or room for one."""
        at_home(disk)
        try:
            vault = unlocked(disk, self.schema)
        except (Missing, NotAVault, Damaged) as err:  # a database without a header was never a vault
            if "vault" in heard.of("saved"):
                yield Fault(Kind.LOST, f"the vault was said to be made: {type(err).__name__}")
            yield from self._another_try(disk)
            return
        except UserError as err:
            yield Fault(Kind.LOST, f"half a vault: {type(err).__name__}")
            return
        there = {row[0] for row in vault.rows("SELECT id FROM notes")}
        if "vault" in heard.of("saved") and there != {"first"}:
            yield Fault(Kind.LOST, "what was saved first is gone")
        yield from checked(vault)
        closed(vault)

    def _another_try(self, disk: Path) -> Iterator[Fault]:
        try:
            closed(self._create(disk)[0])
        except UserError as err:
            yield Fault(Kind.WRONG, f"no vault can be made there any more: {type(err).__name__}")

    def _create(self, disk: Path) -> tuple[Vault, RecoveryCode]:
        return create_vault(
            disk / "vault", PASSWORD, name="Asha Brook", roles=frozenset({"administrator"}), clock=FixedClock(),
            kdf=LIGHT, schema=self.schema, anchors=remembered(disk),
        )  # fmt: skip


class Migration(Work):
    """An older vault is unlocked with a newer program: two steps, one of which changes every row."""

    name: ClassVar[str] = "schema migration"

    def lay_out(self, disk: Path) -> None:
        """A vault of the older schema."""
        self.schema = small.schema_of(disk.parent, later=True)
        small.make_vault(disk / "vault", small.schema_of(disk.parent))[0].close()

    def act(self, disk: Path, say: Say) -> None:
        """Unlock it."""
        at_home(disk)
        step(say, "unlocked", lambda: unlocked(disk, self.schema).close())

    def judge(self, disk: Path, heard: Heard, say: Say) -> Iterator[Fault]:
        """It opens with the newer schema, every note as it was and with its new column; a copy was whole or absent."""
        at_home(disk)
        yield from _half_copies(disk / "vault")
        vault, faults = opens(disk, self.schema)
        yield from faults
        if vault is None:
            return
        yield from small.wrong_notes(vault)
        yield from checked(vault)
        if vault.rows("SELECT count(*) FROM notes WHERE colour = 'blue'")[0][0] != small.NOTES:
            yield Fault(Kind.SILENT, "a step was done in part")
        closed(vault)
        again, faults = opens(disk, self.schema)
        yield from faults
        if again is not None:
            closed(again)
            if before_newer.is_kept(disk / "vault", 1):
                yield Fault(Kind.WRONG, "the copy is still there after an unlock that checked everything")


def _half_copies(folder: Path) -> Iterator[Fault]:
    """Yield a fault for each copy with its name that is not whole, or that lacks a note."""
    loaded = header_files.load(folder)
    found = opening.unseal_raw(loaded.raw, PASSWORD.encode(), SlotKind.PASSWORD, None)
    for _generation, path in generations.copies(folder):
        if found is not None and path.suffix == ".db":
            key = subkeys.database_key(found[2], loaded.header.generation)
            try:
                db = Database(path, key, loaded.header.db_salt, only_read=True)
                notes = db.number("SELECT count(*) FROM notes")
                whole = notes == small.NOTES and not free_pages.broken(db)
                db.close()
            except UserError:
                whole = False
            if not whole:
                yield Fault(Kind.SILENT, "a copy that is not whole has the name of a whole one")

"""A vault of three people, what one computer remembers of it, and older copies of it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from spoc_desk.clock import FixedClock
from spoc_desk.vault import older_copy, users
from spoc_desk.vault.lifecycle import confirm_recovery, open_vault
from spoc_desk.vault.second_key import Secret
from spoc_desk.vault.vault import Vault
from tests.factories import PASSWORD, new_vault, small_schema

DEPUTY, MASH = "deputy-harbour-tin-lantern", "mash-window-field-song"
NEW_PASSWORD = "copper-window-field-song"


@dataclass
class Computer:
    """A vault of three people, what this computer remembers, and its clock."""

    folder: Path
    anchors: Path
    schema: Path
    sheet: str
    clock: FixedClock

    def open(self, password: str = PASSWORD, folder: Path | None = None) -> Vault:
        return open_vault(folder or self.folder, password, clock=self.clock, schema=self.schema, anchors=self.anchors)

    def work(self, number: int, password: str = PASSWORD, folder: Path | None = None) -> None:
        """Unlock, record something, lock."""
        vault = self.open(password, folder)
        with vault.transaction("noted") as tx:
            tx.insert("notes", {"id": f"n{number}", "body": f"note {number}"})
        vault.close()

    def copy(self, name: str) -> Path:
        """Return a copy of the whole folder as it is now."""
        return Path(shutil.copytree(self.folder, self.folder.with_name(name)))

    def put_back(self, copy: Path) -> None:
        """Put an older folder in the place of the vault."""
        shutil.rmtree(self.folder)
        shutil.copytree(copy, self.folder)

    def go_on(self, second: Secret, password: str = PASSWORD, reason: str = "the newer one is lost") -> Vault:
        return older_copy.go_on(
            self.folder, password, second, reason, clock=self.clock, anchors=self.anchors, schema=self.schema
        )

    @property
    def memory(self) -> Path:
        (found,) = self.anchors.iterdir()
        return found


def three_people(place: Path) -> str:
    """Make a locked vault of three people and its schema in *place*; return the code on its sheet."""
    vault, code = new_vault(place / "vault", FixedClock(), schema=small_schema(place / "schema"))
    confirm_recovery(vault, code.text)
    users.add_user(vault, "Robin Tallis", frozenset({"deputy"}), DEPUTY.encode())
    users.add_user(vault, "Sam Field", frozenset({"mash"}), MASH.encode())
    vault.close()
    return code.text


def computer_with(template: tuple[Path, str], place: Path, clock: FixedClock) -> Computer:
    """Return a computer on which a copy of that vault was used once."""
    made, code = template
    shutil.copytree(made / "vault", place / "vault")
    computer = Computer(place / "vault", place / "seen", made / "schema", code, clock)
    computer.work(1)
    return computer


def acts(vault: Vault) -> list[str]:
    """Return what the trail says, in its order."""
    return [row[0] for row in vault.rows("SELECT act FROM audit ORDER BY seq")]

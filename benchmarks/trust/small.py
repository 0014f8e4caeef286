"""A vault of the kernel's tables and one table of notes, for the classes that are not about casework."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.trust.tally import Fault, Kind
from benchmarks.trust.works import LIGHT, PASSWORD
from spoc_desk.clock import FixedClock
from spoc_desk.vault import migrate
from spoc_desk.vault.lifecycle import confirm_recovery, create_vault
from spoc_desk.vault.recovery import RecoveryCode
from spoc_desk.vault.vault import Vault

NOTES = 20
_KERNEL = ("0001_vault.sql", "0008_reasons.sql")
_TABLE = """
CREATE TABLE notes (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
"""
# Two later steps: a column with a value for every row, and a table.
_LATER = (
    "ALTER TABLE notes ADD COLUMN colour TEXT NOT NULL DEFAULT 'none';\nUPDATE notes SET colour = 'blue';\n",
    _TABLE.replace("notes", "remarks"),
)


def schema_of(folder: Path, *, later: bool = False) -> Path:
    """Make a folder of schema steps: all of the program's, then the notes; *later*: as a newer program has them."""
    made = folder / ("later-schema" if later else "schema")
    shutil.copytree(migrate.SCHEMA, made, dirs_exist_ok=True)
    first = migrate.newest(migrate.SCHEMA) + 1
    for number, text in enumerate((_TABLE, *(_LATER if later else ())), start=first):
        (made / f"{number:04}_notes.sql").write_text(text, encoding="utf-8")
    return made


def kernel_of(folder: Path) -> Path:
    """Make a folder of schema steps with the kernel's tables and the notes alone: a small file to break wholly."""
    made = folder / "kernel"
    made.mkdir()
    steps = ((migrate.SCHEMA / name).read_text(encoding="utf-8") for name in _KERNEL)
    (made / "0001_vault.sql").write_text("\n".join(steps), encoding="utf-8")
    (made / "0002_notes.sql").write_text(_TABLE, encoding="utf-8")
    return made


def make_vault(folder: Path, schema: Path) -> tuple[Vault, RecoveryCode]:
    """Return a new vault with some notes, and the code of its sheet."""
    vault, code = create_vault(
        folder, PASSWORD, name="Asha Brook", roles=frozenset({"administrator"}), clock=FixedClock(), kdf=LIGHT,
        schema=schema,
    )  # fmt: skip
    confirm_recovery(vault, code.text)
    with vault.transaction("noted") as tx:
        for number in range(NOTES):
            tx.insert("notes", note(f"n{number}"))
    return vault, code


def note(name: str) -> dict[str, str]:
    """Return a row of notes."""
    return {"id": name, "body": f"{name} " + "x" * 900}


def wrong_notes(vault: Vault, *, least: tuple[str, ...] = ()) -> Iterator[Fault]:
    """Yield a fault for every note that is missing or is not what was written."""
    stored = {row[0]: row[1] for row in vault.rows("SELECT id, body FROM notes")}
    for name in (*(f"n{number}" for number in range(NOTES)), *least):
        if name not in stored:
            yield Fault(Kind.LOST, f"note {name} is gone")
    for name, body in stored.items():
        if body != note(name)["body"]:
            yield Fault(Kind.SILENT, f"note {name} is not what was written")

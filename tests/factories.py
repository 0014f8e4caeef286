"""Ready-made things for tests: a test states only what matters to it."""

import atexit
import hashlib
import shutil
import tempfile
from functools import cache
from itertools import count
from pathlib import Path

from spoc_desk.clock import Clock, FixedClock
from spoc_desk.vault import header_files, migrate, opening, preauth
from spoc_desk.vault.audit import ChainKeys
from spoc_desk.vault.connection import Database
from spoc_desk.vault.kdf import KdfSettings, password_bytes
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.lifecycle import RecoveryCode, confirm_recovery, create_vault, open_vault
from spoc_desk.vault.vault import Vault

PASSWORD = "plum-harbour-tin-lantern"
NAME = "Asha Brook"
ROLES = frozenset({"la_spoc", "administrator"})
_numbers = count(1)
_NOTES = """
CREATE TABLE notes (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    amount REAL,
    picture BLOB,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE UNIQUE INDEX notes_body ON notes (body);
"""


def fast_kdf() -> KdfSettings:
    """Return the cheapest settings a header may hold: 0.07 s instead of one to two seconds."""
    return KdfSettings(64 * 1024, 1, 1)


def new_vault(
    folder: Path,
    clock: Clock,
    name: str = NAME,
    roles: frozenset[str] = ROLES,
    password: str = PASSWORD,
    schema: Path = migrate.SCHEMA,
    anchors: Path | None = None,
) -> tuple[Vault, RecoveryCode]:
    """Return a vault really made anew, and its recovery code; its set-up is not finished."""
    return create_vault(
        folder, password, name=name, roles=roles, clock=clock, kdf=fast_kdf(), schema=schema, anchors=anchors
    )


def make_vault(folder: Path, clock: Clock | None = None, name: str = NAME, roles: frozenset[str] = ROLES) -> Vault:
    """Return an unlocked vault with its set-up finished (password PASSWORD): a copy of one made once per test run."""
    copy_vault(folder, name, roles)
    return open_vault(folder, PASSWORD, clock=clock or FixedClock())


def copy_vault(folder: Path, name: str = NAME, roles: frozenset[str] = ROLES) -> RecoveryCode:
    """Put a locked vault with its set-up finished at *folder* and return its recovery code."""
    template, code = _template(name, roles)
    shutil.copytree(template, folder, dirs_exist_ok=True)
    return code


def small_schema(folder: Path) -> Path:
    """Return a schema folder with the kernel's tables and one small table of notes, for tests of the kernel alone."""
    folder.mkdir(parents=True, exist_ok=True)
    kernel = ((migrate.SCHEMA / step).read_text(encoding="utf-8") for step in ("0001_vault.sql", "0008_reasons.sql"))
    (folder / "0001_vault.sql").write_text("\n".join(kernel), encoding="utf-8")
    (folder / "0002_notes.sql").write_text(_NOTES, encoding="utf-8")
    return folder


def next_reference(words: str = "quiet harbour") -> str:
    """Return a reference that nothing else has in this run: "quiet harbour 0001"."""
    return f"{words} {next(_numbers):04}"


def connect(folder: Path, schema: Path = migrate.SCHEMA) -> tuple[Database, ChainKeys]:
    """Return a bare connection to a locked vault, for tests that change what no program of ours would."""
    loaded = header_files.load(folder)
    found = opening.unseal_raw(loaded.raw, password_bytes(PASSWORD), SlotKind.PASSWORD, None)
    assert found is not None
    return opening.connect(folder, loaded.header, found[2], schema)


def fingerprint(folder: Path) -> dict[str, str]:
    """Return what every file of a vault holds, but for the lock and the count of wrong passwords, which need no key."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.name not in (opening.LOCK, preauth.FILE)
    }


@cache
def _template(name: str, roles: frozenset[str]) -> tuple[Path, RecoveryCode]:
    place = Path(tempfile.mkdtemp(prefix="spoc-desk-test-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    vault, code = new_vault(place / "vault", FixedClock(), name, roles)
    confirm_recovery(vault, code.text)
    vault.close()
    return place / "vault", code

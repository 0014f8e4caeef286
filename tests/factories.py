"""Ready-made things for tests: a test states only what matters to it."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from spoc_desk.clock import Clock, FixedClock
from spoc_desk.vault import migrate
from spoc_desk.vault.kdf import KdfSettings
from spoc_desk.vault.lifecycle import RecoveryCode, confirm_recovery, create_vault, open_vault
from spoc_desk.vault.vault import Vault

PASSWORD = "plum-harbour-tin-lantern"
NAME = "Asha Brook"
ROLES = frozenset({"la_spoc", "administrator"})


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
) -> tuple[Vault, RecoveryCode]:
    """Return a vault really made anew, and its recovery code; its set-up is not finished."""
    return create_vault(folder, password, name=name, roles=roles, clock=clock, kdf=fast_kdf(), schema=schema)


def make_vault(folder: Path, clock: Clock | None = None, name: str = NAME, roles: frozenset[str] = ROLES) -> Vault:
    """Return an unlocked vault with its set-up finished (password PASSWORD): a copy of one made once per test run."""
    copy_vault(folder, name, roles)
    return open_vault(folder, PASSWORD, clock=clock or FixedClock())


def copy_vault(folder: Path, name: str = NAME, roles: frozenset[str] = ROLES) -> RecoveryCode:
    """Put a locked vault with its set-up finished at *folder* and return its recovery code."""
    template, code = _template(name, roles)
    shutil.copytree(template, folder, dirs_exist_ok=True)
    return code


@cache
def _template(name: str, roles: frozenset[str]) -> tuple[Path, RecoveryCode]:
    place = Path(tempfile.mkdtemp(prefix="spoc-desk-test-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    vault, code = new_vault(place / "vault", FixedClock(), name, roles)
    confirm_recovery(vault, code.text)
    vault.close()
    return place / "vault", code

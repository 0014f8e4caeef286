"""Trying the recovery sheet: its code opens a copy of the vault; the vault itself and the sheet stay as they are."""

from pathlib import Path

from spoc_desk.errors import Cancelled, WrongRecoveryCode
from spoc_desk.vault import backup_copy, check, generations, header, header_files, migrate, opening, recovery
from spoc_desk.vault.backup_file import Heard
from spoc_desk.vault.connection import PAGE_BYTES
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.vault import Vault

_WRONG_CODE = "This code does not open this vault. Is it the sheet in force?"


def try_sheet(vault: Vault, typed: str, heard: Heard, *, schema: Path = migrate.SCHEMA) -> str:
    """Return the key slot of the sheet whose code opened a copy of the vault, which is gone again.

    Raises WrongRecoveryCode, with the group that has a typing mistake; Cancelled; DiskFull and the like.
    """
    secret = recovery.parse(typed)
    raw = header_files.load(vault.folder).raw
    found = opening.unseal_raw(raw, secret, SlotKind.RECOVERY, None)
    if found is None:
        raise WrongRecoveryCode(sentence=_WRONG_CODE)
    slot_id, _, master = found
    counts = header.parse(raw)
    with backup_copy.private_room(vault.folder) as room:
        copy = generations.database_path(room, counts.generation)
        with vault.database.unguarded():
            vault.database.copy_to(copy, lambda done, whole: heard(done * PAGE_BYTES, whole * PAGE_BYTES) or _stop())
        db, chain = opening.connect(room, counts, master, schema)
        try:
            check.quick(db, chain)
        finally:
            db.close()
    return slot_id


def _stop() -> bool:
    raise Cancelled()

"""The wait after wrong passwords of a vault: the same one as on the unlock page, whoever had them (security 3.8)."""

from pathlib import Path

from spoc_desk.clock import SystemClock
from spoc_desk.vault import backup_reading, preauth


def refuse_early(folder: Path) -> None:
    """Raise TooSoon while the wait lasts, before anybody is asked for a password."""
    preauth.refuse_early(folder, SystemClock())


def refuse_early_for(backup: Path, memory: Path | None) -> None:
    """Raise TooSoon while the wait after wrong passwords of the backups of a vault lasts. Raises what a head raises."""
    if memory is None:
        return
    with backup_reading.reading(backup) as (_, head):
        vault_id = head.header.vault
    preauth.refuse_early(memory, SystemClock(), preauth.of_backups(vault_id))

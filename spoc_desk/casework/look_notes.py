"""A look is written down: once for each person, record and unlock."""

from contextlib import suppress

from spoc_desk.errors import DiskFull
from spoc_desk.vault.vault import Vault


def noted(vault: Vault, act: str, table: str, row_id: str) -> None:
    """Write the line, unless this unlock has it already. A full disk must not keep her from reading."""
    if not vault.is_first_look(act, row_id):
        return
    with suppress(DiskFull):
        with vault.transaction(act) as tx:
            tx.note(act, table, row_id)
        vault.note_look(act, row_id)

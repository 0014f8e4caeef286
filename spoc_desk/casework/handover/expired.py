"""Deputy packs whose time is over are erased when the desk is opened."""

from dataclasses import replace

from spoc_desk.domain.handovers import Pack, PackNote
from spoc_desk.vault.records.stores import PACK_NOTES, PACKS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

CLEARED = "cleared an expired deputy pack"


def clear_expired(vault: Vault) -> int:
    """Erase the lines of packs whose time is over, for good; return how many. Called when the desk is opened.

    What was noted stays until it was handed back.
    """
    if not vault.may(CLEARED) or vault.is_masked:
        return 0
    today = vault.clock.today()
    over = [pack for pack in PACKS.find(vault, "ends_on < ?", (today.isoformat(),)) if _is_due(vault, pack)]
    if not over:
        return 0
    with vault.transaction(CLEARED) as tx:
        for pack in over:
            tx.erase(PACKS.name, pack.id, version=pack.version)
            waits = not pack.handed_back_at and notes_of(tx, pack.id)
            if waits:
                PACKS.insert(tx, replace(pack, version=0, lines="[]"))
            else:
                for note in notes_of(tx, pack.id):
                    tx.erase(PACK_NOTES.name, note.id, version=note.version)
    return len(over)


def notes_of(reader: Reader, pack_id: str) -> list[PackNote]:
    """Return what was noted with a pack, in the order of the days."""
    return PACK_NOTES.find(reader, "pack_id = ?", (pack_id,), tail="ORDER BY done_on, rowid")


def _is_due(reader: Reader, pack: Pack) -> bool:
    """Say whether there is something to erase: its lines, or notes that went back."""
    return pack.lines != "[]" or bool(pack.handed_back_at) or not notes_of(reader, pack.id)

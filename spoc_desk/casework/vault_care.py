"""Looking after the vault: where it lies, when it was last checked from end to end, and checking it now."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from spoc_desk.casework.disk_report import DiskWords, words
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words
from spoc_desk.casework.sheet_trial import last_tried_words
from spoc_desk.vault import check
from spoc_desk.vault.anchor import FAULTY_ACT, Memory
from spoc_desk.vault.check import VerifyReport
from spoc_desk.vault.records.vault_facts import current_sheet, last_time, record_count
from spoc_desk.vault.vault import Vault

CHECKED, FAULTY = check.CHECKED_ACT, check.FAULTY_ACT
_REMEMBERED: Final = {
    Memory.NONE: "It remembers the vault from now on.",
    Memory.KNOWN: "It remembers the vault, and no older copy was put back.",
    Memory.NEW: "It remembers the vault since it was unlocked here for the first time, today.",
    Memory.FAULTY: "What it remembered of the vault was damaged.",
}


@dataclass(frozen=True)
class VaultFacts:
    """The facts of one vault, in words. Nothing of any case."""

    folder: Path
    vault_id: str
    size_bytes: int | None
    """None where how much the vault holds is not for the person at the desk."""
    last_check: str
    sheet: str
    sheet_tried: str
    memory: str
    """What this computer remembers of the vault."""
    disk: DiskWords
    """What this computer leaves on its disk."""


def vault_facts(vault: Vault) -> VaultFacts:
    """Return what to show about the vault."""
    size = _size(vault) if sees(vault, Sight.VOLUME) else None
    good, bad = last_time(vault, CHECKED), last_time(vault, FAULTY)
    checked = f"{in_words(good)}: nothing wrong" if good > bad else f"{in_words(bad)}: something was wrong"
    sheet = current_sheet(vault)
    made = f"Sheet {sheet.number}, made {in_words(sheet.made_at)}" if sheet is not None else "None"
    if sheet is not None and not sheet.typed_back_at:
        made += ", not typed back yet"
    return VaultFacts(
        folder=vault.folder,
        vault_id=vault.vault_id,
        size_bytes=size,
        last_check=checked if good or bad else "Never",
        sheet=made,
        sheet_tried=last_tried_words(vault),
        memory=_memory(vault),
        disk=words(vault.folder),
    )


def _memory(vault: Vault) -> str:
    """Say whether an older copy of the vault would be noticed on this computer."""
    if not vault.is_remembered:
        return "It remembers nothing of this vault: an older copy would not be noticed here."
    faulty = last_time(vault, FAULTY_ACT)
    said = _REMEMBERED[vault.memory]
    return f"{said} It could not be read on {in_words(faulty)}, and was made anew." if faulty else said


def unclean_end_words(vault: Vault) -> str:
    """Return what came of the check after an unclean end, in one line; empty where the last end was clean.

    A vault in which that check finds anything does not open, so there is only one thing to say.
    """
    if not vault.unclean_end:
        return ""
    if not sees(vault, Sight.VOLUME):
        return "Checked everything after an unclean end: all is whole."
    return f"Checked everything after an unclean end: {record_count(vault):,} records, all whole."


def check_vault(vault: Vault) -> VerifyReport:
    """Return what a full check finds, and note in the history that it was made.

    How much was read is left out for somebody who does not see how much there is.
    """
    report = vault.check()
    act = CHECKED if report.ok else FAULTY
    with vault.transaction(act) as tx:
        tx.note(act)
    return report if sees(vault, Sight.VOLUME) else replace(report, rows=0, entries=0)


def _size(vault: Vault) -> int:
    return sum(path.stat().st_size for path in vault.folder.iterdir() if path.is_file())

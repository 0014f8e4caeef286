"""What this computer leaves on its disk: said to the person at the desk, and to the trail when it has changed.

The vault itself is encrypted. What the system writes of a program's memory, and of a document on its way to a printer,
is as safe as the disk it is written to.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spoc_desk.machine.disk_encryption import DiskState, Found, disk_state
from spoc_desk.vault.records.vault_facts import last_reason
from spoc_desk.vault.vault import Vault

ACT: Final = "looked at the encryption of the disk"
_DISK: Final = {
    Found.YES: "Encrypted.",
    Found.NO: "No encryption was found. Ask IT for it.",
    Found.UNKNOWN: "Whether it is encrypted could not be found out. Ask IT.",
}
_SWAP: Final = {
    Found.YES: "Encrypted.",
    Found.NO: "Not encrypted.",
    Found.NONE: "There is none.",
    Found.UNKNOWN: "Whether it is encrypted could not be found out.",
}
_HIBERNATION: Final = {
    Found.YES: "On: the whole memory is then written to the disk.",
    Found.NO: "Off.",
    Found.UNKNOWN: "Could not be found out.",
}
_QUIET: Final = {
    (True, True): "No encryption was found on this computer's disk, and memory is moved to it unencrypted.",
    (True, False): "No encryption was found on this computer's disk.",
    (False, True): "Memory is moved to this computer's disk unencrypted.",
}


@dataclass(frozen=True)
class DiskWords:
    """What was found out, in words."""

    disk: str
    moved_memory: str
    hibernation: str


def words(folder: Path) -> DiskWords:
    """Return what was found out about the computer and the disk of *folder*."""
    found = disk_state(folder)
    return DiskWords(_DISK[found.disk], _SWAP[found.swap], _HIBERNATION[found.hibernation])


def quiet_line(folder: Path) -> str:
    """Return the one line of *Today* where something was found that a thief of the disk could read; else ""."""
    found = disk_state(folder)
    line = _QUIET.get((found.disk is Found.NO, found.swap is Found.NO), "")
    return f"{line} See Settings, The vault." if line else ""


def note_change(vault: Vault) -> DiskState:
    """Look, and write it into the trail where it is not what was found the last time."""
    found = disk_state(vault.folder)
    if last_reason(vault, ACT) != found.short:
        with vault.transaction(ACT) as tx:
            tx.note(ACT, reason=found.short)
    return found

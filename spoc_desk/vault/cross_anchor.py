"""What another desk may remember of this vault, and whether what it remembers is still in it.

The memory of a computer (anchor.py) goes back with the computer's disk; the memory of another desk does not.
"""

from dataclasses import dataclass

from spoc_desk.domain.typed_groups import spelled
from spoc_desk.vault import audit
from spoc_desk.vault.vault import Vault


@dataclass(frozen=True)
class VaultState:
    """How far a vault has come."""

    epoch: int
    commit_no: int
    entry: int
    head: str


def state_of(vault: Vault) -> VaultState:
    """Return how far the trail has come with the last change that was kept."""
    with vault.database.unguarded():
        tail = audit.read_tail(vault.database)
    return VaultState(vault.keys.header.epoch, tail.commit_no, tail.seq, tail.head.hex())


def is_behind(vault: Vault, seen: VaultState) -> bool:
    """Say whether this vault lacks a state that somebody saw, and no second key agreed to an older one since."""
    epoch = vault.keys.header.epoch
    return epoch < seen.epoch or (epoch == seen.epoch and _head_at(vault, seen.entry) != seen.head)


def _head_at(vault: Vault, entry: int) -> str:
    with vault.database.unguarded():
        row = vault.database.one("SELECT hash FROM audit WHERE seq = ?", (entry,))
    return bytes(row[0]).hex() if row is not None else ""


def head_code(head: str) -> str:
    """Return eight characters of the end of a trail, for paper: no I, L, O, U."""
    return spelled(int(head[:10], 16), 8)

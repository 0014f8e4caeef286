"""A second key beside the first: somebody else's password, or the recovery sheet. Nobody takes a vault back alone."""

import hmac
from dataclasses import dataclass, field
from typing import Final

from spoc_desk.domain.roles import DIRECTORS_OFFICES, SPOCS, Role, holds_any
from spoc_desk.errors import SecondKeyNeeded, SecondKeyWrong
from spoc_desk.vault import header, keyslots, recovery
from spoc_desk.vault.connection import Database
from spoc_desk.vault.kdf import password_bytes
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.vault import actor_of

MAY_AGREE: Final = SPOCS | DIRECTORS_OFFICES | {Role.ADMINISTRATOR}


@dataclass(frozen=True)
class Secret:
    """What is typed to open something: a password, or the code of the recovery sheet."""

    secret: bytes = field(repr=False)
    kind: SlotKind

    @classmethod
    def password(cls, typed: str) -> "Secret":
        """Return a password."""
        return cls(password_bytes(typed), SlotKind.PASSWORD)

    @classmethod
    def code(cls, typed: str) -> "Secret":
        """Return a recovery code. Raises WrongRecoveryCode, with the group that has a typing mistake."""
        return cls(recovery.parse(typed), SlotKind.RECOVERY)


@dataclass(frozen=True)
class Second:
    """The slot that agreed."""

    slot_id: str
    kind: SlotKind


def prove(raw: bytes, master: bytes, first: str, secret: Secret) -> Second:
    """Return the slot of a proven header that the second key opens: any but the *first*. Raises SecondKeyWrong."""
    parsed = header.parse(raw)
    for slot in parsed.slots:
        if slot.kind is secret.kind and slot.id != first:
            keys = keyslots.unseal(slot, parsed.vault, secret.secret)
            if keys is not None and hmac.compare_digest(
                keyslots.unwrap_master(slot, parsed.vault, parsed.seq, keys), master
            ):
                return Second(slot.id, slot.kind)
    raise SecondKeyWrong()


def who(db: Database, second: Second) -> tuple[str, str]:
    """Return how the trail names who agreed: (table, row). Raises SecondKeyNeeded for a role that may not."""
    if second.kind is SlotKind.RECOVERY:
        return "keyslots", second.slot_id
    actor = actor_of(db, second.slot_id)
    if not holds_any(actor.roles, MAY_AGREE):
        raise SecondKeyNeeded()
    return "users", actor.user_id

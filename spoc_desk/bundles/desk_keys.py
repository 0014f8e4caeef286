"""The keys of a desk: one signs what it sends (Ed25519), one opens what it gets (age, X25519). One key, one job."""

import hashlib
import re
import secrets
from dataclasses import dataclass, field
from typing import Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import RecipientError, x25519

from spoc_desk.handover_errors import BadDeskCard

SIGNING_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
_RECIPIENT: Final = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_ID_LABEL: Final = b"spoc-desk/desk/1\0"
_ID_BYTES: Final = 16


@dataclass(frozen=True)
class DeskPublic:
    """What another desk may know: how to prove what this desk sent, and how to seal something for it."""

    signing: bytes
    recipient: str

    @property
    def desk_id(self) -> str:
        """Return the number of the desk; other keys, another number."""
        return hashlib.sha256(_ID_LABEL + self.signing + self.recipient.encode("ascii")).hexdigest()[: 2 * _ID_BYTES]

    def proves(self, signature: bytes, words: bytes) -> bool:
        """Say whether this desk signed *words*."""
        try:
            Ed25519PublicKey.from_public_bytes(self.signing).verify(signature, words)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True)
class DeskKeys:
    """The secret half. It lies in the vault and nowhere else."""

    seed: bytes = field(repr=False)
    identity: str = field(repr=False)

    @classmethod
    def new(cls) -> Self:
        """Return fresh random keys."""
        return cls(secrets.token_bytes(SIGNING_BYTES), str(x25519.Identity.generate()))

    @property
    def public(self) -> DeskPublic:
        """Return what may be told."""
        signing = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return DeskPublic(signing, str(x25519.Identity.from_str(self.identity).to_public()))

    def sign(self, words: bytes) -> bytes:
        """Return this desk's signature."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(words)


def public_of(untrusted_signing: bytes, untrusted_recipient: str) -> DeskPublic:
    """Return the keys of another desk once they are seen to be keys. Raises BadDeskCard."""
    try:
        Ed25519PublicKey.from_public_bytes(untrusted_signing)
        if not _RECIPIENT.fullmatch(untrusted_recipient):
            raise BadDeskCard()
        x25519.Recipient.from_str(untrusted_recipient)
    except (ValueError, RecipientError) as err:
        raise BadDeskCard() from err
    return DeskPublic(untrusted_signing, untrusted_recipient)

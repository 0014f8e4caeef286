"""Key slots: how one password, or the recovery code, reaches the vault's master key.

    sealed = ChaCha20-Poly1305(Argon2id(password), X25519 key | Ed25519 seed | binding key; with the slot's open part)
    wrap   = HPKE(slot's X25519 public key, master key; info = vault, slot, header sequence)
    bind   = HMAC-SHA256(binding key, info | master key)

HPKE (RFC 9180), because the master key can then be changed without the other people's passwords. HPKE alone proves no
sender: anybody who reads the public key could wrap a master key of his own and plant a whole vault. The binding tag
stops that, because only the sealed part and the database hold the binding key.
"""

import hmac
import secrets
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from spoc_desk.errors import Forged
from spoc_desk.vault import canonical, kdf
from spoc_desk.vault.kdf import KdfSettings

MASTER_BYTES: Final = 32
KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
SEALED_BYTES: Final = NONCE_BYTES + 3 * KEY_BYTES + _TAG_BYTES
WRAP_BYTES: Final = KEY_BYTES + MASTER_BYTES + _TAG_BYTES
BIND_BYTES: Final = 32
_SUITE: Final = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSWORD = "password"
    RECOVERY = "recovery"


@dataclass(frozen=True)
class SlotKeys:
    """The secrets behind one slot."""

    exchange: bytes = field(repr=False)  # X25519 private key
    signing: bytes = field(repr=False)  # Ed25519 seed
    binding: bytes = field(repr=False)

    @property
    def signing_public(self) -> bytes:
        """Return the Ed25519 public key that checks what this slot signed."""
        return Ed25519PrivateKey.from_private_bytes(self.signing).public_key().public_bytes_raw()


@dataclass(frozen=True)
class Slot:
    """One slot as the header holds it."""

    id: str
    kind: SlotKind
    label: str  # a role word for the unlock screen; never a name, because the header is readable without a key
    kdf: KdfSettings
    salt: bytes
    public_key: bytes
    sealed: bytes
    wrap: bytes = b""
    bind: bytes = b""

    def open_part(self, vault_id: str) -> bytes:
        """Return what is sealed along: changing any of it makes the slot unopenable."""
        return canonical.encode(
            {
                "id": self.id,
                "kind": self.kind.value,
                "kdf": [kdf.ALGORITHM, kdf.ARGON2_VERSION, self.kdf.m_kib, self.kdf.t, self.kdf.p],
                "label": self.label,
                "public_key": self.public_key.hex(),
                "salt": self.salt.hex(),
                "vault": vault_id,
            }
        )


def new_slot(vault_id: str, kind: SlotKind, label: str, secret: bytes, settings: KdfSettings) -> tuple[Slot, SlotKeys]:
    """Return a slot that *secret* opens, still without the master key (see wrap_master)."""
    exchange = X25519PrivateKey.generate()
    keys = SlotKeys(exchange.private_bytes_raw(), secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES))
    slot = Slot(
        id=secrets.token_hex(4),
        kind=kind,
        label=label,
        kdf=settings,
        salt=secrets.token_bytes(kdf.SALT_BYTES),
        public_key=exchange.public_key().public_bytes_raw(),
        sealed=b"",
    )
    nonce = secrets.token_bytes(NONCE_BYTES)
    cipher = ChaCha20Poly1305(kdf.derive(secret, slot.salt, settings))
    box = cipher.encrypt(nonce, keys.exchange + keys.signing + keys.binding, slot.open_part(vault_id))
    return replace(slot, sealed=nonce + box), keys


def unseal(slot: Slot, vault_id: str, secret: bytes) -> SlotKeys | None:
    """Return the slot's secrets, or None when *secret* does not open it. Raises OutOfMemory."""
    cipher = ChaCha20Poly1305(kdf.derive(secret, slot.salt, slot.kdf))
    try:
        plain = cipher.decrypt(slot.sealed[:NONCE_BYTES], slot.sealed[NONCE_BYTES:], slot.open_part(vault_id))
    except InvalidTag:
        return None
    return SlotKeys(plain[:KEY_BYTES], plain[KEY_BYTES : 2 * KEY_BYTES], plain[2 * KEY_BYTES :])


def _info(vault_id: str, slot_id: str, seq: int) -> bytes:
    return canonical.encode([vault_id, slot_id, seq])


def _tag(binding: bytes, info: bytes, master: bytes) -> bytes:
    return hmac.digest(binding, info + master, "sha256")


def wrap_master(slot: Slot, vault_id: str, seq: int, master: bytes, binding: bytes) -> Slot:
    """Return the slot with the master key wrapped for header number *seq*; needs no password."""
    info = _info(vault_id, slot.id, seq)
    public = X25519PublicKey.from_public_bytes(slot.public_key)
    return replace(slot, wrap=_SUITE.encrypt(master, public, info), bind=_tag(binding, info, master))


def unwrap_master(slot: Slot, vault_id: str, seq: int, keys: SlotKeys) -> bytes:
    """Return the master key. Raises Forged when it was not wrapped by somebody who belongs to this vault."""
    info = _info(vault_id, slot.id, seq)
    try:
        master = _SUITE.decrypt(slot.wrap, X25519PrivateKey.from_private_bytes(keys.exchange), info)
    except (InvalidTag, ValueError) as err:
        raise Forged() from err
    if len(master) != MASTER_BYTES or not hmac.compare_digest(_tag(keys.binding, info, master), slot.bind):
        raise Forged()
    return master

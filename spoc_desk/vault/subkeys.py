"""One key, one job: everything is derived from the vault's master key under its own label (HKDF-SHA256, RFC 5869)."""

from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_BYTES: Final = 32
_PREFIX: Final = b"spoc-desk/1/"


def hkdf(key: bytes, info: bytes) -> bytes:
    """Return 32 bytes derived from *key* for one purpose; no salt, because the key is already random."""
    return HKDF(algorithm=SHA256(), length=_BYTES, salt=None, info=info).derive(key)


def database_key(master: bytes, generation: int) -> bytes:
    """Return the raw key of one generation of the database."""
    return hkdf(master, _PREFIX + b"db-key/%d" % generation)


def header_key(master: bytes) -> bytes:
    """Return the key that proves the header was written by somebody who could open the vault."""
    return hkdf(master, _PREFIX + b"header-mac")


def audit_sealing_key(master: bytes) -> bytes:
    """Return the key that seals the audit chain's key."""
    return hkdf(master, _PREFIX + b"audit")


def row_sealing_key(master: bytes) -> bytes:
    """Return the key that seals the row hashes' key."""
    return hkdf(master, _PREFIX + b"row")


def anchor_key(audit_key: bytes) -> bytes:
    """Return the key of what a computer remembers of the vault; from the chain's key, which outlives a master key."""
    return hkdf(audit_key, _PREFIX + b"anchor")


def backup_key(master: bytes) -> bytes:
    """Return the key that proves a backup file."""
    return hkdf(master, _PREFIX + b"backup")

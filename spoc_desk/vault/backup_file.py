"""The file of a backup: self-sufficient, so that any way into the vault of that day opens it.

    MAGIC | version (2) | lengths (4, 4, 8) | header with all slots | sealed manifest | database | SHA-256 | HMAC

The plain hash tells damage before a password is typed; the HMAC, under the backup key, tells forgery after it. The
manifest is sealed: how many records a vault holds is nothing for whoever finds a stick.
"""

import hashlib
import hmac
import secrets
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from spoc_desk.errors import BackupDamaged, BackupForged, Damaged, NotABackup, TooNew, VaultTrouble
from spoc_desk.vault import canonical, header, subkeys
from spoc_desk.vault.connection import PAGE_BYTES
from spoc_desk.vault.header import Header

MAGIC: Final = b"SPOCBAK1"
FORMAT: Final = 1
SUFFIX: Final = ".spocbak"
PIECE: Final = 1024 * 1024
MOST_MANIFEST: Final = 64 * 1024
_PREFIX: Final = struct.Struct(">8sHIIQ")
_DIGEST: Final = 32
_NONCE: Final = 12
_SEALED_STEP: Final = 4096  # the size of the manifest must not tell how much there is
_LENGTH: Final = struct.Struct(">I")

Heard = Callable[[int, int], bool]
"""Told (bytes done, bytes in all); answers False to stop."""


@dataclass(frozen=True)
class Manifest:
    """What the database in the backup must turn out to be."""

    vault: str
    made_at: str
    app: str
    generation: int
    schema: int
    commit_no: int
    entries: int
    audit_head: str
    counts: dict[str, int]


@dataclass(frozen=True)
class Head:
    """The first part of a backup. Only its form is proven here."""

    raw: bytes
    header: Header
    header_raw: bytes
    sealed: bytes
    database_bytes: int

    @property
    def size(self) -> int:
        """Return how long the whole file must be."""
        return len(self.raw) + self.database_bytes + 2 * _DIGEST


def build_head(header_raw: bytes, manifest: Manifest, master: bytes, database_bytes: int) -> Head:
    """Return the first part of a new backup."""
    return assemble(header_raw, _seal(manifest, header_raw, master), database_bytes)


def assemble(header_raw: bytes, sealed: bytes, database_bytes: int) -> Head:
    """Return the first part from its pieces."""
    raw = _PREFIX.pack(MAGIC, FORMAT, len(header_raw), len(sealed), database_bytes) + header_raw + sealed
    return Head(raw, header.parse(header_raw), header_raw, sealed, database_bytes)


def read_head(stream: BinaryIO, size: int) -> Head:
    """Return the first part of a file of *size* bytes. Raises NotABackup, BackupDamaged or TooNew."""
    start = stream.read(_PREFIX.size)
    if start[: len(MAGIC)] != MAGIC:
        raise NotABackup()
    if len(start) != _PREFIX.size:
        raise BackupDamaged()
    _, version, header_bytes, sealed_bytes, database_bytes = _PREFIX.unpack(start)
    if version > FORMAT:
        raise TooNew()
    fits = header_bytes <= header.MOST_BYTES and sealed_bytes <= MOST_MANIFEST
    whole_pages = database_bytes >= PAGE_BYTES and database_bytes % PAGE_BYTES == 0
    if version != FORMAT or not fits or not whole_pages:
        raise BackupDamaged()
    header_raw, sealed = stream.read(header_bytes), stream.read(sealed_bytes)
    try:
        head = assemble(header_raw, sealed, database_bytes)
    except TooNew:
        raise
    except VaultTrouble as err:
        raise BackupDamaged() from err
    if head.raw[: _PREFIX.size] != start or head.size != size:
        raise BackupDamaged()
    return head


def tail_of(digest: bytes, master: bytes) -> bytes:
    """Return the last part of a backup whose bytes before have this SHA-256."""
    return digest + _tag(digest, master)


def prove(digest: bytes, tail: bytes, master: bytes) -> None:
    """Raise BackupDamaged unless the bytes are those that were written, BackupForged unless by this vault's people."""
    if not hmac.compare_digest(digest, tail[:_DIGEST]) or len(tail) != 2 * _DIGEST:
        raise BackupDamaged()
    if not hmac.compare_digest(_tag(digest, master), tail[_DIGEST:]):
        raise BackupForged()


def through(stream: BinaryIO, head: Head, take: Callable[[bytes], object], heard: Heard) -> tuple[bytes, bytes] | None:
    """Read the rest of a backup, hand each piece of the database to *take*, and return its SHA-256 and its last part.

    None where *heard* said to stop. Raises BackupDamaged where the file ends too early or too late.
    """
    digest = hashlib.sha256(head.raw)
    done, whole = 0, head.database_bytes
    while done < whole:
        piece = stream.read(min(PIECE, whole - done))
        if not piece:
            raise BackupDamaged()
        digest.update(piece)
        take(piece)
        done += len(piece)
        if not heard(done, whole):
            return None
    tail = stream.read(2 * _DIGEST + 1)
    if len(tail) != 2 * _DIGEST:
        raise BackupDamaged()
    return digest.digest(), tail


def pieces(path: Path) -> Iterator[bytes]:
    """Yield a file piece by piece."""
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece


def open_manifest(head: Head, master: bytes) -> Manifest:
    """Return what the backup says it holds. Raises BackupForged."""
    key = _key(master, b"manifest")
    try:
        plain = ChaCha20Poly1305(key).decrypt(head.sealed[:_NONCE], head.sealed[_NONCE:], head.header_raw)
        (length,) = _LENGTH.unpack_from(plain)
        return _manifest(canonical.decode(plain[_LENGTH.size : _LENGTH.size + length]))
    except (InvalidTag, ValueError, struct.error, Damaged, TypeError) as err:
        raise BackupForged() from err


def _seal(manifest: Manifest, header_raw: bytes, master: bytes) -> bytes:
    body = canonical.encode(dict(vars(manifest)))
    plain = _LENGTH.pack(len(body)) + body
    plain += bytes(-len(plain) % _SEALED_STEP)
    nonce = secrets.token_bytes(_NONCE)
    return nonce + ChaCha20Poly1305(_key(master, b"manifest")).encrypt(nonce, plain, header_raw)


def _manifest(untrusted: object) -> Manifest:
    if not isinstance(untrusted, dict) or untrusted.keys() != set(Manifest.__annotations__):
        raise Damaged()
    made = Manifest(**untrusted)
    texts = (made.vault, made.made_at, made.app, made.audit_head)
    numbers = (made.generation, made.schema, made.commit_no, made.entries)
    if not all(type(each) is str for each in texts) or not all(type(each) is int for each in numbers):
        raise Damaged()
    if type(made.counts) is not dict or not all(type(each) is int for each in made.counts.values()):
        raise Damaged()
    return made


def _key(master: bytes, job: bytes) -> bytes:
    return subkeys.hkdf(subkeys.backup_key(master), b"spoc-desk/backup/" + job)


def _tag(digest: bytes, master: bytes) -> bytes:
    return hmac.digest(_key(master, b"mac"), digest, "sha256")

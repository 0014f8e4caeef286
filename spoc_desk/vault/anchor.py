"""What this computer remembers of a vault: how far it had come when it was last used here.

One small file for each vault, outside its folder, so that a whole older folder put back is noticed. It is sealed: it
tells nobody anything. It is written after each commit and never stops one: where it cannot be written it stays older
than the vault, which is what a crash does too, and the next unlock puts it right.
"""

import hashlib
import os
import re
import secrets
import stat
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from spoc_desk.errors import AnotherHistory, MachineTrouble, OlderCopy, UserError
from spoc_desk.machine.files import make_private_folder, read_small, write_atomic
from spoc_desk.vault import audit, subkeys
from spoc_desk.vault.audit import ChainKeys
from spoc_desk.vault.connection import Database
from spoc_desk.vault.header import Header

FIRST_ACT: Final = "opened on this computer for the first time"
FAULTY_ACT: Final = "what this computer remembered of the vault could not be read"
AGREED_ACT: Final = audit.AGREED
_PLAIN: Final = struct.Struct(">16sQQQQQQ32s")
_NONCE: Final = 12
_TAG: Final = 16
FILE_BYTES: Final = _NONCE + _PLAIN.size + _TAG
_FLAGS: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_SAID_EPOCH: Final = re.compile(r"epoch (\d{1,16})\b")
_LAST_AT: Final = "SELECT at FROM audit ORDER BY seq DESC LIMIT 1"


class Memory(Enum):
    """What this computer knew of a vault when it was opened."""

    KNOWN = "known"
    NEW = "new"
    FAULTY = "faulty"
    NONE = "none"  # nothing is to be remembered here


@dataclass(frozen=True)
class Mark:
    """How far a vault had come."""

    vault: str
    epoch: int
    header_seq: int
    generation: int
    commit_no: int
    seq: int
    at: int
    head: bytes

    def sealed(self, key: bytes) -> bytes:
        """Return the file's bytes."""
        numbers = (self.epoch, self.header_seq, self.generation, self.commit_no, self.seq, self.at)
        plain = _PLAIN.pack(bytes.fromhex(self.vault), *numbers, self.head)
        nonce = secrets.token_bytes(_NONCE)
        return nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, self.vault.encode("ascii"))

    @classmethod
    def opened(cls, untrusted: bytes, key: bytes, vault_id: str) -> Self | None:
        """Return the mark in a file's bytes; None where they are no mark of this vault."""
        if len(untrusted) != FILE_BYTES:
            return None
        try:
            plain = ChaCha20Poly1305(key).decrypt(untrusted[:_NONCE], untrusted[_NONCE:], vault_id.encode("ascii"))
        except InvalidTag:
            return None
        vault, epoch, header_seq, generation, commit_no, seq, at, head = _PLAIN.unpack(plain)
        return cls(vault.hex(), epoch, header_seq, generation, commit_no, seq, at, head)


def place(folder: Path, vault_id: str) -> Path:
    """Return where the memory of one vault lies; the name does not say which."""
    return folder / f"last-seen-{hashlib.sha256(vault_id.encode('ascii')).hexdigest()[:24]}"


def is_remembered(folder: Path | None, vault_id: str) -> bool:
    """Say whether a vault was used on this computer before; needs no key."""
    with suppress(OSError):
        return folder is not None and place(folder, vault_id).is_file()
    return False


@dataclass(frozen=True)
class Anchor:
    """The memory of one vault on this computer."""

    path: Path
    vault_id: str
    key: bytes = field(repr=False)

    @classmethod
    def of(cls, folder: Path | None, vault_id: str, chain: ChainKeys) -> "Anchor | None":
        """Return the memory in *folder*; None where nothing is to be remembered."""
        return None if folder is None else cls(place(folder, vault_id), vault_id, subkeys.anchor_key(chain.audit))

    def read(self) -> Mark | Memory:
        """Return what is remembered: a mark, NEW where there is none, FAULTY where it cannot be read."""
        try:
            if not self.path.exists():
                return Memory.NEW
            return Mark.opened(read_small(self.path, FILE_BYTES), self.key, self.vault_id) or Memory.FAULTY
        except (OSError, UserError):
            return Memory.FAULTY

    def write(self, mark: Mark, *, durable: bool = False) -> bool:
        """Remember; False where that was not possible, which harms nothing.

        The bytes go over those before, in one piece shorter than a sector: renaming a new file costs a hundred times
        that, for many file systems then flush it. Only the first time, or after damage, a whole new file is made.
        """
        data = mark.sealed(self.key)
        try:
            if not _overwrite(self.path, data, durable=durable):
                make_private_folder(self.path.parent)
                write_atomic(self.path, data)
        except (OSError, MachineTrouble):
            return False
        return True


def _overwrite(path: Path, data: bytes, *, durable: bool) -> bool:
    """Write over a file of the same length; False where there is none."""
    try:
        descriptor = os.open(path, os.O_WRONLY | _FLAGS)
    except FileNotFoundError:
        return False
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size != len(data):
            return False
        done = os.write(descriptor, data) == len(data)
        if durable:
            os.fsync(descriptor)
        return done
    finally:
        os.close(descriptor)


def look(anchor: Anchor | None, db: Database, counts: Header, *, agreed: bool = False) -> Memory:
    """Return what this computer knew of an opened vault; writes nothing.

    Raises OlderCopy or AnotherHistory for a vault that is no later state of what is remembered, unless that was
    *agreed* to.
    """
    found = anchor.read() if anchor is not None else Memory.NONE
    if isinstance(found, Memory):
        return found
    if not agreed:
        _refuse_older(db, counts, found)
    return Memory.KNOWN


def _refuse_older(db: Database, counts: Header, found: Mark) -> None:
    tail = audit.read_tail(db)
    here = datetime.fromtimestamp(min(found.at, 2**37), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    row = db.one(_LAST_AT)
    there = str(row[0]) if row is not None else ""
    if counts.epoch < found.epoch:
        raise OlderCopy(last_here=here, last_in_copy=there)
    if counts.epoch == found.epoch and (tail.seq < found.seq or counts.seq < found.header_seq):
        raise OlderCopy(last_here=here, last_in_copy=there, missing=max(0, found.commit_no - tail.commit_no))
    goes_on = _head_at(db, found.seq) == found.head
    if not goes_on and not (counts.epoch > found.epoch and _agreed_since(db, found.epoch)):
        raise AnotherHistory(last_here=here, last_in_copy=there)


def _head_at(db: Database, seq: int) -> bytes | None:
    row = db.one("SELECT hash FROM audit WHERE seq = ?", (seq,))
    return bytes(row[0]) if row is not None else None


def epoch_words(epoch: int) -> str:
    """Return how the trail names an epoch."""
    return f"epoch {epoch}"


def _agreed_since(db: Database, epoch: int) -> bool:
    """Say whether a second key agreed to a later epoch than this one."""
    said = (_SAID_EPOCH.match(str(row[0])) for row in db.rows("SELECT reason FROM audit WHERE act = ?", (AGREED_ACT,)))
    return any(match is not None and int(match[1]) > epoch for match in said)

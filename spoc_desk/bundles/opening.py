"""Opening a bundle: everything is proven before anything is shown. Nothing is written, and nothing is parsed but the
manifest, whose signature by a desk on the list was proven first.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from pyrage import DecryptError, decrypt_io, x25519

from spoc_desk.bundles.desk_keys import SIGNATURE_BYTES, DeskPublic
from spoc_desk.bundles.envelope import HEAD_START, LONGEST_AGE_HEAD, MAGIC, PREFIX, signed_words
from spoc_desk.bundles.limits import MOST_ATTACHMENT_BYTES, MOST_MANIFEST, MOST_RECORD_BYTES
from spoc_desk.bundles.manifest import FORMAT, Manifest
from spoc_desk.handover_errors import (
    BundleDamaged,
    BundleForAnotherDesk,
    BundleForged,
    BundleStopped,
    BundleTooLarge,
    BundleTooNew,
    NotABundle,
)
from spoc_desk.machine import medium

_MOST_FILE: Final = MOST_ATTACHMENT_BYTES + 2 * MOST_RECORD_BYTES
_NO_KEY: Final = "No matching keys"

Heard = Callable[[int, int], bool]
Senders = Callable[[bytes], DeskPublic]
"""Told the signing key in the file; answers with the desk on the list, or raises why not."""


class Take(Protocol):
    """Where an attached file goes: told its number and a piece of it."""

    def __call__(self, number: int, piece: bytes, /) -> object: ...


def nowhere(_number: int, _piece: bytes) -> None:
    """Leave an attached file where it is: its bytes were only proven."""


@dataclass(frozen=True)
class Opened:
    """A bundle that is whole and was signed by a desk on the list, for us. Its records are still bytes."""

    sender: DeskPublic
    manifest: Manifest
    untrusted_records: bytes = field(repr=False)
    size: int


def open_bundle(
    path: Path, identity: str, own: DeskPublic, senders: Senders, heard: Heard, take: Take = nowhere
) -> Opened:
    """Return what a file holds, once every byte of it is proven; *take* gets the attached files as they pass.

    What *take* got counts only after this returned. Raises NotABundle, BundleForAnotherDesk, BundleDamaged,
    BundleForged, BundleTooNew, BundleTooLarge, BundleStopped, whatever *senders* raises, and BackupPlaceGone where the
    medium does not answer.
    """
    with _file(path) as (stream, size):
        source = _Source(stream, size, heard)
        plain = _Plain(own, senders, take)
        try:
            decrypt_io(source, plain, [x25519.Identity.from_str(identity)])
        except (DecryptError, OSError) as err:
            if plain.trouble is not None:
                raise plain.trouble from None
            if source.trouble is not None:
                raise source.trouble from None
            raise (BundleForAnotherDesk() if _NO_KEY in str(err) else BundleDamaged()) from None
        if trouble := plain.trouble or source.trouble:
            raise trouble  # the library says nothing of an error that meets its last write
        return plain.whole(size)


@contextmanager
def _file(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """Yield an ordinary file that begins like one for a single desk."""
    try:
        descriptor, size = medium.old_file(path)
        with open(descriptor, "rb") as stream:
            start = stream.read(LONGEST_AGE_HEAD)
            if not start.startswith(HEAD_START):
                raise NotABundle()
            if b"\n--- " not in start:
                raise BundleDamaged()
            if size > _MOST_FILE:
                raise BundleTooLarge()
            stream.seek(0)
            yield stream, size
    except OSError as err:
        raise medium.place_trouble(err) from None


class _Source:
    """The file as age reads it."""

    def __init__(self, stream: BinaryIO, size: int, heard: Heard) -> None:
        self._stream, self._size, self._heard = stream, size, heard
        self._done = 0
        self.trouble: BaseException | None = None

    def read(self, size: int) -> bytes:
        """Return at most *size* bytes."""
        try:
            piece = self._stream.read(size)
            self._done += len(piece)
            if not self._heard(self._done, self._size):
                raise BundleStopped()
        except BaseException as err:
            self.trouble = medium.place_trouble(err) if isinstance(err, OSError) else err
            raise
        return piece


class _Plain:
    """What comes out of the seal, looked at as it comes: head, signature, records, attachments, zeros."""

    def __init__(self, own: DeskPublic, senders: Senders, take: Take) -> None:
        self._own, self._senders, self._take = own, senders, take
        self._head = bytearray()
        self._records = bytearray()
        self._sender: DeskPublic | None = None
        self._manifest: Manifest | None = None
        self._file_no, self._file_left = -1, 0
        self._digest = hashlib.sha256()
        self._zeros = 0
        self.trouble: BaseException | None = None

    def write(self, data: bytes) -> int:
        """Take the next piece."""
        try:
            rest = memoryview(data)
            if self._manifest is None:
                rest = self._in_head(rest)
            if self._manifest is not None:
                self._in_payload(rest, self._manifest)
        except BaseException as err:
            self.trouble = err
            raise
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def whole(self, size: int) -> Opened:
        """Return everything, once the end was reached."""
        manifest, sender = self._manifest, self._sender
        if manifest is None or sender is None:
            raise BundleDamaged() if self._head[: len(MAGIC)] == MAGIC else NotABundle()
        at_end = self._file_no == len(manifest.attachments) and self._zeros == manifest.padding
        if len(self._records) != manifest.records_bytes or not at_end:
            raise BundleDamaged()
        if hashlib.sha256(self._records).hexdigest() != manifest.records_digest:
            raise BundleForged()
        return Opened(sender, manifest, bytes(self._records), size)

    def _in_head(self, rest: memoryview) -> memoryview:
        """Gather the signed head; return what lies behind it."""
        self._head += rest
        if len(self._head) < PREFIX.size:
            return memoryview(b"")
        prefix = bytes(self._head[: PREFIX.size])
        magic, version, signing, length = PREFIX.unpack(prefix)
        if magic != MAGIC:
            raise NotABundle()
        if version > FORMAT:
            raise BundleTooNew()
        if version != FORMAT:
            raise BundleDamaged()
        if length > MOST_MANIFEST:
            raise BundleTooLarge()
        end = PREFIX.size + length
        if len(self._head) < end + SIGNATURE_BYTES:
            return memoryview(b"")
        said, signature = bytes(self._head[PREFIX.size : end]), bytes(self._head[end : end + SIGNATURE_BYTES])
        sender = self._senders(signing)
        if not sender.proves(signature, signed_words(prefix, said)):
            raise BundleForged()
        manifest = Manifest.read(said)
        if manifest.sender != sender.desk_id:
            raise BundleForged()
        if manifest.receiver != self._own.desk_id:
            raise BundleForAnotherDesk()
        behind = memoryview(bytes(self._head[end + SIGNATURE_BYTES :]))
        self._head.clear()
        self._sender, self._manifest = sender, manifest
        self._next_file(manifest)
        return behind

    def _in_payload(self, rest: memoryview, manifest: Manifest) -> None:
        wanted = manifest.records_bytes - len(self._records)
        self._records += rest[:wanted]
        rest = rest[wanted:]
        while rest and self._file_no < len(manifest.attachments):
            piece, rest = rest[: self._file_left], rest[self._file_left :]
            self._digest.update(piece)
            self._take(self._file_no, bytes(piece))
            self._file_left -= len(piece)
            if not self._file_left:
                self._end_file(manifest)
        if rest:
            self._zeros += len(rest)
            if self._zeros > manifest.padding or any(rest):
                raise BundleDamaged()

    def _end_file(self, manifest: Manifest) -> None:
        if self._digest.hexdigest() != manifest.attachments[self._file_no].digest:
            raise BundleForged()
        self._next_file(manifest)

    def _next_file(self, manifest: Manifest) -> None:
        self._file_no += 1
        self._digest = hashlib.sha256()
        while self._file_no < len(manifest.attachments):
            self._file_left = manifest.attachments[self._file_no].size
            if self._file_left:
                return
            if manifest.attachments[self._file_no].digest != self._digest.hexdigest():
                raise BundleForged()
            self._take(self._file_no, b"")
            self._file_no += 1

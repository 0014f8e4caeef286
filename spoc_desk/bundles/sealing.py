"""Sealing: one file on the chosen medium, written beside its name, read back from the medium, and only then named.

Memory stays flat however large the attachments are.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pyrage import EncryptError, encrypt_io, x25519

from spoc_desk.bundles import envelope
from spoc_desk.bundles.desk_keys import DeskKeys, DeskPublic
from spoc_desk.bundles.envelope import PARTIAL, SUFFIX
from spoc_desk.bundles.limits import MOST_ATTACHMENT_BYTES, PIECE
from spoc_desk.bundles.manifest import Attachment, Manifest, file_name
from spoc_desk.bundles.records import Packed
from spoc_desk.errors import BackupPlaceFull, BadAnswer, WriteFailed
from spoc_desk.handover_errors import BundleStopped, BundleTooLarge, BundleUnverified
from spoc_desk.machine import medium
from spoc_desk.machine.files import flush_folder

_LEFT: Final = re.compile(r"bundle-[0-9a-f]{8}" + re.escape(SUFFIX + PARTIAL))
_SPARE: Final = 1024 * 1024
_FLUSH_EVERY: Final = 8 * 1024 * 1024

Heard = Callable[[int, int], bool]
"""Told (bytes done, bytes in all); answers False to stop."""


@dataclass(frozen=True)
class Parcel:
    """What goes into a bundle: its manifest, its records, and where the attached files lie."""

    manifest: Manifest
    records: Packed
    files: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Written:
    """A bundle that was read back from its medium."""

    path: Path
    size: int
    digest: str
    asked_medium: bool


def attachment_of(path: Path, heard: Heard = lambda _done, _whole: True) -> Attachment:
    """Return a file as the manifest names it. Raises BadAnswer for no ordinary file, BundleTooLarge."""
    try:
        name = file_name(path.name)
        descriptor, size = medium.old_file(path)
    except (OSError, ValueError) as err:
        raise BadAnswer("This file cannot travel: its name or its kind is not an ordinary one.", "attachments") from err
    digest, done = hashlib.sha256(), 0
    with open(descriptor, "rb", buffering=0) as stream:
        if size > MOST_ATTACHMENT_BYTES:
            raise BundleTooLarge()
        while piece := stream.read(PIECE):
            digest.update(piece)
            done += len(piece)
            if not heard(done, size):
                raise BundleStopped()
    return Attachment(name, done, digest.hexdigest())


def filled(manifest: Manifest, records: Packed) -> Manifest:
    """Return the manifest with what the records and attachments are. Raises BundleTooLarge."""
    made = replace(
        manifest,
        counts={name: records.counts.get(name, 0) for name in manifest.tables},
        records_bytes=len(records.data),
        records_digest=records.digest,
        padding=0,
    )
    made.refuse_too_much()
    return replace(made, padding=envelope.padding_for(made.payload_bytes))


def new_name(folder: Path) -> Path:
    """Return a name that says nothing and is free."""
    names = (folder / f"bundle-{secrets.token_hex(4)}{SUFFIX}" for _ in range(100))
    return next(path for path in names if not path.exists())


def check_place(folder: Path, size: int) -> None:
    """Raise the one sentence that says why no bundle of *size* bytes can go to *folder*; writes nothing."""
    if not folder.is_dir():
        raise BadAnswer("Choose a folder for the hand-over file, such as the stick.", "folder")
    if not os.access(folder, os.W_OK):
        raise medium.place_trouble(PermissionError(13, ""))
    if medium.free_and_total(folder)[0] < size + _SPARE:
        raise BackupPlaceFull()


def write(path: Path, parcel: Parcel, keys: DeskKeys, receiver: DeskPublic, heard: Heard) -> Written:
    """Write the bundle, read it back from the medium, and only then give it its name.

    After any error nothing of it is left, where the medium still lets itself be written to. Raises BundleStopped,
    BundleUnverified, WriteFailed where an attached file changed meanwhile, BackupPlaceFull and the like.
    """
    partial = path.with_name(path.name + PARTIAL)
    with ExitStack() as undo:
        undo.callback(_take_away, partial)
        try:
            digest, size = _write(partial, parcel, keys, receiver, heard)
            asked = _read_back(partial, digest, size, heard)
            partial.rename(path)
            undo.callback(_take_away, path)
            flush_folder(path.parent)
        except OSError as err:
            raise medium.place_trouble(err) from None
        undo.pop_all()
    return Written(path, size, digest, asked)


def _write(partial: Path, parcel: Parcel, keys: DeskKeys, receiver: DeskPublic, heard: Heard) -> tuple[str, int]:
    clear_partials(partial.parent)
    source = _Source(_plain(parcel, envelope.head_of(parcel.manifest, keys)), parcel.manifest.payload_bytes, heard)
    with open(medium.new_file(partial), "wb", buffering=0) as stream:
        sink = _Sink(stream.fileno())
        try:
            encrypt_io(source, sink, [x25519.Recipient.from_str(receiver.recipient)])
        except (EncryptError, OSError):
            raise source.trouble or sink.trouble or WriteFailed() from None
        if trouble := source.trouble or sink.trouble:
            raise trouble  # the library says nothing of an error that meets its last write
        os.fsync(stream.fileno())
    return sink.digest.hexdigest(), sink.size


def _plain(parcel: Parcel, head: bytes) -> Iterator[bytes]:
    """Yield what is sealed, in pieces. Raises WriteFailed for a file that is not what was counted before."""
    yield head
    data = parcel.records.data
    yield from (data[at : at + PIECE] for at in range(0, len(data), PIECE))
    for path, said in zip(parcel.files, parcel.manifest.attachments, strict=True):
        yield from _file(path, said)
    left = parcel.manifest.padding
    while left:
        yield bytes(min(left, PIECE))
        left -= min(left, PIECE)


def _file(path: Path, said: Attachment) -> Iterator[bytes]:
    descriptor, _size = medium.old_file(path)
    digest, left = hashlib.sha256(), said.size
    with open(descriptor, "rb", buffering=0) as stream:
        while left and (piece := stream.read(min(PIECE, left))):
            digest.update(piece)
            left -= len(piece)
            yield piece
    if left or digest.hexdigest() != said.digest:
        raise WriteFailed()


class _Source:
    """What age reads from. A trouble is kept: the library would tell of it in words of its own."""

    def __init__(self, pieces: Iterator[bytes], whole: int, heard: Heard) -> None:
        self._pieces, self._whole, self._heard = pieces, whole, heard
        self._held = memoryview(b"")
        self._done = 0
        self.trouble: BaseException | None = None

    def read(self, size: int) -> bytes:
        """Return at most *size* bytes."""
        try:
            if not self._held:
                self._held = memoryview(next(self._pieces, b""))
                self._done += len(self._held)
                if not self._heard(min(self._done, self._whole), self._whole):
                    raise BundleStopped()
            piece, self._held = self._held[:size], self._held[size:]
        except BaseException as err:
            self.trouble = err
            raise
        return bytes(piece)


class _Sink:
    """Where age writes to: unbuffered, flushed now and then so that a stop never waits for a whole slow stick."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._flushed = 0
        self.size = 0
        self.digest = hashlib.sha256()
        self.trouble: BaseException | None = None

    def write(self, data: bytes) -> int:
        """Write everything."""
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(self._descriptor, left) :]
            self.digest.update(data)
            self.size += len(data)
            if self.size - self._flushed >= _FLUSH_EVERY:
                os.fsync(self._descriptor)
                self._flushed = self.size
        except BaseException as err:
            self.trouble = err
            raise
        return len(data)

    def flush(self) -> None:
        """The end is flushed by whoever opened the file."""


def _read_back(partial: Path, digest: str, size: int, heard: Heard) -> bool:
    descriptor, found = medium.old_file(partial)
    seen, done = hashlib.sha256(), 0
    with open(descriptor, "rb", buffering=0) as stream:
        asked = medium.forget_cached(descriptor)
        while piece := stream.read(PIECE):
            seen.update(piece)
            done += len(piece)
            if not heard(done, size):
                raise BundleStopped()
    if (found, done, seen.hexdigest()) != (size, size, digest):
        raise BundleUnverified()
    return asked


def _take_away(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def clear_partials(folder: Path) -> None:
    """Remove what a pulled stick or a power cut left of a bundle: it never had its name, so nobody has it."""
    with suppress(OSError):
        for path in folder.iterdir():
            if _LEFT.fullmatch(path.name):
                _take_away(path)

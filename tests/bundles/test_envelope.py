"""A sealed file: whole or refused, for one desk, and openable with any age tool."""

import hashlib
import os
import shutil
import struct
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from pyrage import encrypt, x25519

from spoc_desk.bundles import envelope, opening, sealing
from spoc_desk.bundles.desk_keys import DeskKeys
from spoc_desk.bundles.limits import MOST_MANIFEST
from spoc_desk.bundles.manifest import Manifest
from spoc_desk.bundles.opening import Opened, open_bundle
from spoc_desk.bundles.sealing import Parcel, attachment_of, filled
from spoc_desk.errors import BackupPlaceFull, WriteFailed
from spoc_desk.handover_errors import (
    BundleDamaged,
    BundleForAnotherDesk,
    BundleForged,
    BundleMisfit,
    BundleRefused,
    BundleStopped,
    BundleTooLarge,
    BundleTooNew,
    BundleUnverified,
    NotABundle,
)
from spoc_desk.machine import medium
from tests.bundles.parcels import NORTH, SOUTH, go_on, manifest, packed


def open_(path: Path, keys: DeskKeys = SOUTH) -> Opened:
    return open_bundle(path, keys.identity, keys.public, lambda _signing: NORTH.public, go_on)


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """Return a bundle with two attached files, one of them empty."""
    files = (tmp_path / "copy-1.pdf", tmp_path / "copy-2.pdf")
    files[0].write_bytes(Random(7).randbytes(150_000))
    files[1].write_bytes(b"")
    said = replace(manifest(), attachments=tuple(attachment_of(path) for path in files))
    parcel = Parcel(filled(said, packed()), packed(), files)
    return sealing.write(sealing.new_name(tmp_path), parcel, NORTH, SOUTH.public, go_on).path


def _plain(path: Path) -> bytes:
    found: list[bytes] = []
    from_age = x25519.Identity.from_str(SOUTH.identity)
    with path.open("rb") as stream:
        sink = type("Sink", (), {"write": lambda _s, data: found.append(bytes(data)) or len(data), "flush": print})()
        opening.decrypt_io(stream, sink, [from_age])
    return b"".join(found)


def _again(path: Path, plain: bytes) -> Path:
    """Seal changed plain bytes as somebody could who has the receiver's public key."""
    path.write_bytes(encrypt(plain, [x25519.Recipient.from_str(SOUTH.public.recipient)]))
    return path


def test_what_was_sealed_comes_out_and_the_name_and_size_tell_nothing(sealed: Path) -> None:
    got: dict[int, bytes] = {}
    opened = open_bundle(
        sealed, SOUTH.identity, SOUTH.public, lambda _signing: NORTH.public, go_on,
        lambda number, piece: got.__setitem__(number, got.get(number, b"") + piece),
    )  # fmt: skip
    assert hashlib.sha256(got[0]).hexdigest() == opened.manifest.attachments[0].digest and got[1] == b""
    assert opened.untrusted_records == packed().data
    assert opened.manifest.payload_bytes % 65536 == 0
    assert sealed.name.startswith("bundle-") and b"quiet harbour" not in sealed.read_bytes()


@pytest.mark.fault(51)
def test_no_flipped_cut_swapped_or_added_byte_is_ever_taken(sealed: Path, tmp_path: Path) -> None:
    raw, dice, bad = sealed.read_bytes(), Random(51), tmp_path / "bad.age"
    faults: Counter[str] = Counter()

    def refused(data: bytes) -> None:
        bad.write_bytes(data)
        with pytest.raises(BundleRefused) as caught:
            open_(bad)
        faults[type(caught.value).__name__] += 1

    for at in (*range(0, 300, 11), *(dice.randrange(len(raw)) for _ in range(60))):
        refused(raw[:at] + bytes([raw[at] ^ 1 << dice.randrange(8)]) + raw[at + 1 :])
    for length in (0, 1, 21, 22, *(dice.randrange(len(raw)) for _ in range(30)), len(raw) - 1):
        refused(raw[:length])
    first = raw.index(b"\n--- ") + 64
    refused(raw + b"\0")
    refused(raw[:first] + raw[first + 65552 : first + 131104] + raw[first : first + 65552] + raw[first + 131104 :])
    refused(raw[:-200])
    assert sum(faults.values()) > 90 and faults["BundleDamaged"] > 60


def test_a_file_for_another_desk_is_not_opened_and_not_even_shown(sealed: Path) -> None:
    other = DeskKeys.new()
    with pytest.raises(BundleForAnotherDesk):
        open_bundle(sealed, other.identity, other.public, lambda _signing: NORTH.public, go_on)


def test_passed_on_to_somebody_else_it_is_still_for_the_first(sealed: Path, tmp_path: Path) -> None:
    """The receiver could seal the inside anew for a third desk: the signature names whom it was meant for."""
    third = DeskKeys.new()
    passed = tmp_path / "passed.age"
    passed.write_bytes(encrypt(_plain(sealed), [x25519.Recipient.from_str(third.public.recipient)]))
    with pytest.raises(BundleForAnotherDesk):
        open_bundle(passed, third.identity, third.public, lambda _signing: NORTH.public, go_on)


def test_whoever_has_only_the_public_keys_can_make_none(sealed: Path, tmp_path: Path) -> None:
    plain, bad = bytearray(_plain(sealed)), tmp_path / "bad.age"
    plain[envelope.PREFIX.size + 20] ^= 1
    with pytest.raises(BundleForged):
        open_(_again(bad, bytes(plain)))
    plain[envelope.PREFIX.size + 20] ^= 1
    plain[-1] = 1  # the zeros at the end hold nothing
    with pytest.raises(BundleDamaged):
        open_(_again(bad, bytes(plain)))
    records = bytes(plain).index(b'["contacts"')
    plain[-1], plain[records + 30] = 0, plain[records + 30] ^ 1
    with pytest.raises(BundleForged):
        open_(_again(bad, bytes(plain)))
    with pytest.raises(NotABundle):
        open_(_again(bad, b"just a letter"))
    with pytest.raises(BundleDamaged):
        open_(_again(bad, envelope.MAGIC))
    newer = struct.pack(">8sH32sI", envelope.MAGIC, 2, NORTH.public.signing, 4)
    with pytest.raises(BundleTooNew):
        open_(_again(bad, newer + b"what comes"))
    huge = struct.pack(">8sH32sI", envelope.MAGIC, 1, NORTH.public.signing, MOST_MANIFEST + 1)
    with pytest.raises(BundleTooLarge):
        open_(_again(bad, huge))


@pytest.mark.fault(58)
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"counts": {"contacts": 0, "cases": 1_000_000}}, BundleTooLarge),
        ({"records_bytes": 5_000_000_000}, BundleTooLarge),
        ({"sequence": 0}, BundleMisfit),
        ({"made_at": "yesterday"}, BundleMisfit),
        ({"expires_at": "2026-11-01T00:00:00Z"}, BundleMisfit),
        ({"made_by": "a\nb"}, BundleMisfit),
        ({"tables": {"cases": ("id", "id")}, "counts": {"cases": 1}}, BundleMisfit),
    ],
)
def test_a_signed_manifest_that_claims_too_much_or_does_not_fit_is_refused(
    tmp_path: Path, changes: dict[str, object], refusal: type[BundleRefused]
) -> None:
    """A desk on the list may be taken over by somebody: what it signs is looked at all the same."""
    said = replace(filled(manifest(), packed()), **changes)  # type: ignore[arg-type]
    with pytest.raises(refusal):
        open_(_again(tmp_path / "bad.age", envelope.head_of(said, NORTH) + packed().data))


def test_nothing_half_is_left_after_a_stop_a_full_stick_a_changed_file_or_a_lying_one(
    sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    attached = tmp_path / "copy-1.pdf"
    said = replace(manifest(), attachments=(attachment_of(attached),))
    parcel = Parcel(filled(said, packed()), packed(), (attached,))
    path = folder / "bundle-00000001.age"
    (folder / "bundle-0a1b2c3d.age.partial").write_bytes(b"left by a power cut")
    for at in (0, 3):
        seen: list[int] = []
        with pytest.raises(BundleStopped):
            sealing.write(path, parcel, NORTH, SOUTH.public, lambda done, _whole: seen.append(done) or len(seen) <= at)  # noqa: B023
    attached.write_bytes(attached.read_bytes()[:-1] + b"!")
    with pytest.raises(WriteFailed):
        sealing.write(path, parcel, NORTH, SOUTH.public, go_on)
    parcel = Parcel(filled(manifest(), packed()), packed())
    with monkeypatch.context() as patch:
        patch.setattr(sealing.os, "write", _full)
        with pytest.raises(BackupPlaceFull):
            sealing.write(path, parcel, NORTH, SOUTH.public, go_on)
    with monkeypatch.context() as patch:
        patch.setattr(medium, "forget_cached", lambda _fd: _spoil(path.with_name(path.name + ".partial")))
        with pytest.raises(BundleUnverified):
            sealing.write(path, parcel, NORTH, SOUTH.public, go_on)
    assert list(folder.iterdir()) == []


@pytest.mark.fault(52)
def test_an_error_at_any_write_is_told_the_last_one_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library that encrypts says nothing of an error that meets its last write."""
    path = tmp_path / "bundle-00000001.age"
    parcel = Parcel(filled(manifest(), packed()), packed())
    writes: list[int] = []
    real = os.write

    def write(descriptor: int, data: bytes) -> int:
        writes.append(len(data))
        return _full(descriptor, data) if len(writes) == failing else real(descriptor, data)

    monkeypatch.setattr(sealing.os, "write", write)
    failing = 0
    sealing.write(path, parcel, NORTH, SOUTH.public, go_on)
    path.unlink()
    for failing in range(1, len(writes) + 1):  # noqa: B007  (asked by the write above)
        writes.clear()
        with pytest.raises(BackupPlaceFull):
            sealing.write(path, parcel, NORTH, SOUTH.public, go_on)
        assert list(tmp_path.iterdir()) == []


def _full(_descriptor: int, _data: object) -> int:
    raise OSError(28, "No space left on device")


def _spoil(path: Path) -> bool:
    raw = path.read_bytes()
    path.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    return True


def test_the_age_tool_opens_it_with_the_key_of_the_desk(sealed: Path, tmp_path: Path) -> None:
    if shutil.which("age") is None:
        pytest.skip("the age command line tool (Debian: age) is not installed")
    key = tmp_path / "key.txt"
    key.write_text(SOUTH.identity + "\n", encoding="ascii")
    said = subprocess.run(["age", "-d", "-i", str(key), str(sealed)], capture_output=True, check=True).stdout
    assert said == _plain(sealed) and said.startswith(envelope.MAGIC)


def test_the_manifest_has_one_spelling() -> None:
    said = filled(manifest(), packed())
    assert Manifest.read(said.encoded()) == said
    for bad in (b"[]", b"{}", b"nul", said.encoded() + b" ", b"[" * 100_000):
        with pytest.raises(BundleRefused):
            Manifest.read(bad)

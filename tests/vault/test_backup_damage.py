"""A changed, cut or lengthened backup never passes as verified and is never restored as something it was not."""

import os
import random
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spoc_desk.clock import FixedClock
from spoc_desk.errors import BackupDamaged, BackupForged, NotABackup, TooNew, UserError
from spoc_desk.vault import backup_file, backup_reading, backup_restore
from spoc_desk.vault.backup import Written
from spoc_desk.vault.backup_reading import Secret, Unsealed
from tests.factories import PASSWORD, make_vault
from tests.vault.backups import Desk, go_on, lay_out

FLIPS, CUTS = 2000, 200
_REFUSED = (BackupDamaged, BackupForged, NotABackup, TooNew)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = lay_out(tmp_path_factory.mktemp("damage"), FixedClock())
    yield made
    made.vault.close()


@pytest.fixture(scope="module")
def written(desk: Desk) -> Written:
    return desk.back_up()


@pytest.fixture(scope="module")
def raw(written: Written) -> bytes:
    return written.path.read_bytes()


def _pass(path: Path, desk: Desk, room: Path) -> bool:
    """Return whether a file passes every step of reading, with the keys at hand (a KDF for each would take minutes)."""
    with backup_reading.reading(path) as (stream, head):
        keys = desk.vault.keys
        manifest = backup_file.open_manifest(head, keys.master)
        opened = Unsealed(head, keys.slot_id, keys.slot_keys, keys.master, manifest)
        for old in room.iterdir():
            old.unlink()
        return backup_reading.take_out_proven(stream, opened, room, go_on, desk.schema).ok


def _room(place: Path) -> Path:
    (place / "room").mkdir(exist_ok=True)
    return place / "room"


def test_the_file_as_it_was_passes(desk: Desk, written: Written, tmp_path: Path) -> None:
    assert _pass(written.path, desk, _room(tmp_path))


@pytest.mark.fault(51)
def test_no_flipped_byte_passes(desk: Desk, raw: bytes, tmp_path: Path) -> None:
    draw = random.Random(20261123)
    head = len(raw) - 64 - int.from_bytes(raw[18:26], "big")
    places = {*range(26), *range(len(raw) - 64, len(raw)), *draw.sample(range(head), 400)}
    while len(places) < FLIPS:
        places.add(draw.randrange(len(raw)))
    room, path = _room(tmp_path), tmp_path / "flipped.spocbak"
    path.write_bytes(raw)
    with path.open("r+b") as stream:
        for place in sorted(places):
            stream.seek(place)
            stream.write(bytes([raw[place] ^ 1 << draw.randrange(8)]))
            stream.flush()
            with pytest.raises(_REFUSED):
                _pass(path, desk, room)
            stream.seek(place)
            stream.write(raw[place : place + 1])
    assert _pass(path, desk, room)


@pytest.mark.fault(51)
def test_no_cut_file_passes(desk: Desk, raw: bytes, tmp_path: Path) -> None:
    draw = random.Random(20261124)
    edges = [len(raw) - back for back in (1, 31, 32, 33, 63, 64, 65, 4096, 4097)]
    lengths = {0, 1, 7, 8, 9, 25, 26, 27, *edges}
    while len(lengths) < CUTS:
        lengths.add(draw.randrange(len(raw)))
    path = tmp_path / "cut.spocbak"
    path.write_bytes(raw)
    for length in sorted(lengths, reverse=True):
        os.truncate(path, length)
        with pytest.raises(_REFUSED):
            _pass(path, desk, _room(tmp_path))


@pytest.mark.fault(51)
@pytest.mark.parametrize("more", [b"x", bytes(32), bytes(4096)])
def test_nothing_may_be_put_behind_the_end(desk: Desk, raw: bytes, tmp_path: Path, more: bytes) -> None:
    (tmp_path / "longer.spocbak").write_bytes(raw + more)
    with pytest.raises(BackupDamaged):
        _pass(tmp_path / "longer.spocbak", desk, _room(tmp_path))


@pytest.mark.fault(51)
def test_pages_in_another_order_do_not_pass(desk: Desk, raw: bytes, tmp_path: Path) -> None:
    start = len(raw) - 64 - int.from_bytes(raw[18:26], "big")
    one, two = raw[start : start + 4096], raw[start + 4096 : start + 8192]
    (tmp_path / "swapped.spocbak").write_bytes(raw[:start] + two + one + raw[start + 8192 :])
    with pytest.raises(BackupDamaged):
        _pass(tmp_path / "swapped.spocbak", desk, _room(tmp_path))


def _with_right_sums(untrusted: bytes, master: bytes) -> bytes:
    digest = backup_file.hashlib.sha256(untrusted).digest()
    return untrusted + backup_file.tail_of(digest, master)


def test_a_change_with_a_right_checksum_is_forged(desk: Desk, raw: bytes, tmp_path: Path) -> None:
    changed = bytearray(raw[:-64])
    changed[-2000] ^= 1
    (tmp_path / "forged.spocbak").write_bytes(_with_right_sums(bytes(changed), b"x" * 32))
    with pytest.raises(BackupForged):
        _pass(tmp_path / "forged.spocbak", desk, _room(tmp_path))


def test_the_manifest_of_one_backup_does_not_fit_the_database_of_another(
    desk: Desk, raw: bytes, tmp_path: Path
) -> None:
    """Even somebody with the key, or a bug, cannot pair them: the counts and the head are compared."""
    desk.note(800)
    later = desk.back_up().path.read_bytes()
    start = len(raw) - 64 - int.from_bytes(raw[18:26], "big")
    assert later[18:26] == raw[18:26]
    mixed = raw[:start] + later[len(later) - 64 - int.from_bytes(later[18:26], "big") : -64]
    (tmp_path / "mixed.spocbak").write_bytes(_with_right_sums(mixed, desk.vault.keys.master))
    with pytest.raises(BackupForged):
        _pass(tmp_path / "mixed.spocbak", desk, _room(tmp_path))


def test_the_header_of_another_vault_does_not_fit(desk: Desk, raw: bytes, tmp_path: Path, clock: FixedClock) -> None:
    other = make_vault(tmp_path / "other", clock)
    theirs = (other.folder / "header.spoc").read_bytes()
    other.close()
    prefix = struct.Struct(">8sHIIQ")
    magic, version, length, sealed, database = prefix.unpack_from(raw)
    body = raw[prefix.size + length : -64]
    mixed = prefix.pack(magic, version, len(theirs), sealed, database) + theirs + body
    (tmp_path / "mixed.spocbak").write_bytes(mixed + raw[-64:])
    with pytest.raises(BackupForged):
        _pass(tmp_path / "mixed.spocbak", desk, _room(tmp_path))


@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.9999])
def test_a_damaged_backup_is_never_restored(
    desk: Desk, raw: bytes, tmp_path: Path, clock: FixedClock, share: float
) -> None:
    changed = bytearray(raw)
    changed[int(share * (len(raw) - 1))] ^= 0x10
    (tmp_path / "bad.spocbak").write_bytes(changed)
    with pytest.raises(_REFUSED):
        backup_restore.restore(
            tmp_path / "bad.spocbak", tmp_path / "vault", Secret.password(PASSWORD), go_on, clock=clock,
            schema=desk.schema,
        )  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.spocbak"]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(start=st.binary(max_size=64), middle=st.binary(max_size=300))
def test_no_file_whatever_is_in_it_ends_in_anything_but_a_sentence(tmp_path: Path, start: bytes, middle: bytes) -> None:
    path = tmp_path / "any.spocbak"
    for content in (start + middle, backup_file.MAGIC + start + middle, backup_file.MAGIC + b"\0\1" + start + middle):
        path.write_bytes(content)
        with suppress(UserError), backup_reading.reading(path) as (_, head):
            assert head.size == len(content)


@pytest.mark.parametrize("lengths", [(2**32 - 1, 1, 4096), (1, 2**32 - 1, 4096), (100, 100, 2**63), (100, 100, 0)])
def test_lengths_that_would_fill_the_memory_are_refused_at_once(tmp_path: Path, lengths: tuple[int, int, int]) -> None:
    path = tmp_path / "huge.spocbak"
    path.write_bytes(struct.pack(">8sHIIQ", backup_file.MAGIC, 1, *lengths) + bytes(1000))
    with pytest.raises(BackupDamaged), backup_reading.reading(path):
        pass

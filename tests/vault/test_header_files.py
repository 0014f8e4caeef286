"""Two copies of the header: at any moment one of them is whole, and the newest counts."""

import contextlib
import sys
from pathlib import Path

import pytest

from spoc_desk.errors import Damaged, DiskFull, EmptyFile, Missing, NotAVault, TooNew
from spoc_desk.vault import header, header_files
from spoc_desk.vault.header_files import FIRST, SECOND
from tests.disks import small_disk
from tests.vault import headers
from tests.vault.headers import MASTER


@pytest.fixture(scope="module")
def old() -> bytes:
    return headers.make(seq=4).raw


@pytest.fixture(scope="module")
def new(old: bytes) -> bytes:
    parsed = header.parse(old)
    return header.build(parsed.with_slots(parsed.slots, MASTER, {slot.id: bytes(32) for slot in parsed.slots}), MASTER)


def test_both_copies_are_written(tmp_path: Path, old: bytes) -> None:
    header_files.save(tmp_path, old)
    assert (tmp_path / FIRST).read_bytes() == (tmp_path / SECOND).read_bytes() == old
    assert header_files.load(tmp_path).to_repair == ()


@pytest.mark.fault(9)
@pytest.mark.parametrize("bad", [b"", b"x" * 300, b"SPOCVLT1" + bytes(900), None])
@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_one_bad_copy_is_made_good_from_the_other(tmp_path: Path, old: bytes, name: str, bad: bytes | None) -> None:
    header_files.save(tmp_path, old)
    (tmp_path / name).unlink() if bad is None else (tmp_path / name).write_bytes(bad)
    loaded = header_files.load(tmp_path)
    assert (loaded.raw, loaded.to_repair) == (old, (name,))
    assert header_files.repair(tmp_path, loaded)
    assert (tmp_path / name).read_bytes() == old


@pytest.mark.fault(10)
@pytest.mark.parametrize("newer", [FIRST, SECOND])
def test_the_newer_of_two_good_copies_counts(tmp_path: Path, old: bytes, new: bytes, newer: str) -> None:
    older = SECOND if newer == FIRST else FIRST
    (tmp_path / newer).write_bytes(new)
    (tmp_path / older).write_bytes(old)
    loaded = header_files.load(tmp_path)
    assert (loaded.raw, loaded.to_repair) == (new, (older,))


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (None, None, Missing),
        (b"", b"", EmptyFile),
        (b"", None, EmptyFile),
        (b"%PDF", b"%PDF", NotAVault),
        (b"%PDF", None, NotAVault),
        (b"", b"%PDF", Damaged),
        (b"SPOCVLT1", b"", Damaged),
    ],
)
def test_each_state_without_a_good_copy_has_its_sentence(
    tmp_path: Path, first: bytes | None, second: bytes | None, kind: type[Exception]
) -> None:
    for name, raw in ((FIRST, first), (SECOND, second)):
        if raw is not None:
            (tmp_path / name).write_bytes(raw)
    with pytest.raises(kind):
        header_files.load(tmp_path)


def test_a_database_without_a_header_is_a_damaged_vault(tmp_path: Path) -> None:
    (tmp_path / "vault-1.db").write_bytes(bytes(4096))
    with pytest.raises(Damaged):
        header_files.load(tmp_path)


def test_one_copy_of_a_later_program_is_enough_to_stay_away(tmp_path: Path, old: bytes) -> None:
    (tmp_path / FIRST).write_bytes(old)
    (tmp_path / SECOND).write_bytes(headers.changed(old, lambda value: value.update(format=2)))
    with pytest.raises(TooNew):
        header_files.load(tmp_path)


@pytest.mark.fault(13)
def test_a_full_disk_keeps_the_old_header(tmp_path: Path, old: bytes, new: bytes) -> None:
    with small_disk(tmp_path / "disk", mib=1) as disk:
        header_files.save(disk, old)
        _fill(disk)
        with pytest.raises(DiskFull):
            header_files.save(disk, new)
        assert header_files.load(disk).raw == old
        (disk / "filling").unlink()


def _fill(disk: Path) -> None:
    if sys.platform == "win32" or not disk.is_mount():
        pytest.skip("a header fits under any quota; this needs a small disk")
    with (disk / "filling").open("wb", buffering=0) as stream, contextlib.suppress(OSError):
        while True:
            stream.write(bytes(4096))


def test_a_folder_that_is_not_there_is_no_vault(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        header_files.load(tmp_path / "nowhere")

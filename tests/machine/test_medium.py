"""What a stick refuses becomes one sentence; what it holds is asked of itself."""

import errno
import os
import sys
from pathlib import Path

import pytest

from spoc_desk.errors import (
    BackupPlaceFull,
    BackupPlaceGone,
    BackupPlaceReadOnly,
    BackupTooLarge,
    MachineTrouble,
    NoMemory,
)
from spoc_desk.machine import medium


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, BackupPlaceFull),
        (errno.EDQUOT, BackupPlaceFull),
        (errno.EFBIG, BackupTooLarge),
        (errno.EROFS, BackupPlaceReadOnly),
        (errno.EACCES, BackupPlaceReadOnly),
        (errno.EIO, BackupPlaceGone),
        (errno.ENODEV, BackupPlaceGone),
        (errno.ENOENT, BackupPlaceGone),
        (errno.ENOMEM, NoMemory),
    ],
)
def test_each_refusal_has_its_sentence(number: int, told: type[MachineTrouble]) -> None:
    assert type(medium.place_trouble(OSError(number, os.strerror(number)))) is told


@pytest.mark.parametrize(
    ("number", "told"),
    [(112, BackupPlaceFull), (19, BackupPlaceReadOnly), (223, BackupTooLarge), (21, BackupPlaceGone)],
)
def test_the_numbers_of_windows_are_known(number: int, told: type[MachineTrouble]) -> None:
    err = OSError(errno.EINVAL, "x")
    err.winerror = number  # type: ignore[attr-defined,unused-ignore]
    assert type(medium.place_trouble(err)) is told


def test_a_new_file_takes_nobodys_place(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    with pytest.raises(FileExistsError):
        medium.new_file(tmp_path / "there")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pipe with a name")
def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="Invalid argument"):
        medium.old_file(tmp_path / "pipe")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OSError):  # noqa: PT011  # each system says it in other words
        medium.old_file(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be told to forget")
def test_the_system_forgets_a_flushed_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 100_000)
    descriptor, size = medium.old_file(path)
    os.fsync(descriptor)
    assert size == 100_000
    assert medium.forget_cached(descriptor)
    os.close(descriptor)
    assert path.read_bytes() == b"x" * 100_000


def test_two_folders_of_one_disk_are_known(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    assert medium.same_disk(tmp_path, tmp_path / "one")
    assert not medium.same_disk(tmp_path, tmp_path / "not there")


def test_room_is_told_or_the_place_is_gone(tmp_path: Path) -> None:
    free, total = medium.free_and_total(tmp_path)
    assert 0 < free <= total
    with pytest.raises(BackupPlaceGone):
        medium.free_and_total(tmp_path / "pulled")

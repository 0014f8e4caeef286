"""Files are there whole or not at all."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from spoc_desk.errors import AlreadyExists, DiskFull, Missing, OutOfMemory, ReadOnly, WriteFailed
from spoc_desk.machine.files import (
    check_writable,
    free_bytes,
    machine_trouble,
    make_private_folder,
    place_marker,
    read_at_most,
    read_small,
    write_atomic,
)
from tests.disks import limited_file_size, read_only, small_disk

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a", b"one\r\n\x1a")
    write_atomic(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@posix
def test_only_the_user_can_read_it(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "private")
    write_atomic(tmp_path / "private" / "a", b"x")
    place_marker(tmp_path / "private" / "b")
    assert stat.S_IMODE((tmp_path / "private").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "private" / "a").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "private" / "b").stat().st_mode) == 0o600


def test_a_part_left_by_a_crash_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / ".a.part").write_bytes(b"half of some")
    write_atomic(tmp_path / "a", b"whole")
    assert (tmp_path / "a").read_bytes() == b"whole"
    assert not (tmp_path / ".a.part").exists()


@posix
def test_a_link_put_in_the_way_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"not ours")
    (tmp_path / ".a.part").symlink_to(tmp_path / "elsewhere")
    write_atomic(tmp_path / "a", b"ours")
    assert (tmp_path / "elsewhere").read_bytes() == b"not ours"


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", mib=1) as disk:
        write_atomic(disk / "a", b"old")
        with pytest.raises(DiskFull):
            write_atomic(disk / "a", bytes(3 * 1024 * 1024))
        assert (disk / "a").read_bytes() == b"old"
        assert [path.name for path in disk.iterdir()] == ["a"]


def test_a_quota_reads_as_a_full_disk(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a", b"old")
    with limited_file_size(1000), pytest.raises(DiskFull):
        write_atomic(tmp_path / "a", bytes(5000))
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_read_only_folder_is_said_to_be_one(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    make_private_folder(folder)
    write_atomic(folder / "a", b"old")
    with read_only(folder):
        for act in (lambda: write_atomic(folder / "a", b"new"), lambda: check_writable(folder)):
            with pytest.raises(ReadOnly):
                act()
        assert (folder / "a").read_bytes() == b"old"
    check_writable(folder, folder / "a")


@pytest.mark.fault(12, 68)
def test_killed_at_any_moment_the_old_or_the_new_file_is_there(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from spoc_desk.machine.files import write_atomic\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    for letter in b'ab': write_atomic(Path(sys.argv[1]), bytes([letter]) * 200_000)\n"
    )
    path = tmp_path / "file"
    write_atomic(path, b"a" * 200_000)
    for letters in (1, 3, 7):
        child = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        seen = 0
        before = path.stat().st_mtime_ns
        while seen < letters and child.poll() is None:  # killed after so many replacements, in the middle of the next
            now = path.stat().st_mtime_ns
            seen, before = seen + (now != before), now
        child.kill()
        child.wait()
        child.stdout.close()
        assert path.read_bytes() in (b"a" * 200_000, b"b" * 200_000)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, ReadOnly),
        (errno.EACCES, ReadOnly),
        (errno.ENOMEM, OutOfMemory),
        (errno.EEXIST, AlreadyExists),
        (errno.EIO, WriteFailed),
    ],
)
def test_each_refusal_of_the_system_has_its_sentence(number: int, kind: type[Exception]) -> None:
    assert type(machine_trouble(OSError(number, os.strerror(number)))) is kind


def test_reading_stops_at_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(100))
    assert len(read_small(tmp_path / "a", 10)) == 11
    with pytest.raises(Missing):
        read_small(tmp_path / "b", 10)
    with pytest.raises(Missing):
        read_small(tmp_path, 10)


def test_free_space_is_counted(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", mib=1) as disk:
        assert free_bytes(disk) > 0
    with pytest.raises(WriteFailed):
        free_bytes(tmp_path / "nowhere")


def test_a_file_in_the_place_of_a_folder_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    with pytest.raises(AlreadyExists):
        make_private_folder(tmp_path / "a")


def test_an_ordinary_file_is_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"word\r\n\x1a")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert read_at_most(tmp_path / "link", 7) == b"word\r\n\x1a"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_what_is_no_ordinary_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    for name in ("pipe", "zero", "nothing", "."):
        with pytest.raises(OSError, match=r"nvalid argument|o such file"):
            read_at_most(tmp_path / name, 100)


def test_a_file_larger_than_wanted_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(bytes(101))
    with pytest.raises(OSError, match="too large") as refused:
        read_at_most(tmp_path / "file", 100)
    assert refused.value.errno == errno.EFBIG
    assert len(read_at_most(tmp_path / "file", 101)) == 101

"""Small, full and read-only disks that are really so."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from spoc_desk.vault import disk_room

if sys.platform != "win32":
    import resource


def _run(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def can_mount(place: Path) -> bool:
    """Return whether this machine lets the test mount a disk."""
    place.mkdir(parents=True, exist_ok=True)
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or not _run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place))
    ):
        return False
    return _run("umount", str(place))


@contextlib.contextmanager
def small_disk(place: Path, mib: int) -> Iterator[Path]:
    """Yield a folder on a disk of *mib* MiB; where nothing can be mounted, one where no file can grow beyond that.

    A vault on it takes changes up to the last byte, which it would not elsewhere (spoc_desk.vault.disk_room).
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk_room, "free_bytes", lambda _folder: 1 << 40)
        if can_mount(place):
            with mounted(place, mib):
                yield place
        else:
            with limited_file_size(mib * 1024 * 1024):
                yield place


@contextlib.contextmanager
def mounted(place: Path, mib: int) -> Iterator[None]:
    """Let a disk of *mib* MiB lie at *place*."""
    assert _run("mount", "-t", "tmpfs", "-o", f"size={mib}m,mode=0700", "tmpfs", str(place))
    try:
        yield
    finally:
        assert _run("umount", "-l", str(place))  # a test that failed may still hold a file open


@contextlib.contextmanager
def limited_file_size(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond *size* bytes."""
    if sys.platform == "win32":
        pytest.skip("needs a quota")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Make a folder with everything in it unwritable, for root too."""
    if sys.platform == "win32":
        pytest.skip("needs a read-only disk")
    if os.geteuid() != 0:
        mode = folder.stat().st_mode
        folder.chmod(0o500)
        try:
            yield
        finally:
            folder.chmod(mode)
    elif _run("mount", "--bind", str(folder), str(folder)):
        try:
            assert _run("mount", "-o", "remount,bind,ro", str(folder))
            yield
        finally:
            assert _run("umount", str(folder))
    elif _run("chattr", "-R", "+i", str(folder)):
        try:
            yield
        finally:
            assert _run("chattr", "-R", "-i", str(folder))
    else:
        pytest.skip("root without the right to make a folder read-only")

"""Sticks and folders for backups: what they refuse, in one sentence each, and reading what they really hold."""

import errno
import os
import shutil
import stat
import sys
from pathlib import Path
from typing import Final

from spoc_desk.errors import (
    BackupPlaceFull,
    BackupPlaceGone,
    BackupPlaceReadOnly,
    BackupTooLarge,
    MachineTrouble,
    NoMemory,
)

_NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_NOT_ALLOWED: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_WINDOWS_NO_SPACE: Final = frozenset({39, 112})  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL (winerror.h)
_WINDOWS_NOT_ALLOWED: Final = frozenset({5, 19})  # ERROR_ACCESS_DENIED, ERROR_WRITE_PROTECT
_WINDOWS_TOO_LARGE: Final = 223  # ERROR_FILE_TOO_LARGE
_BINARY: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NOT_A_PIPE: Final = getattr(os, "O_NONBLOCK", 0)


def place_trouble(err: OSError) -> MachineTrouble:
    """Return the error the user reads when the place of a backup refuses something."""
    windows = getattr(err, "winerror", None)
    if err.errno in _NO_SPACE or windows in _WINDOWS_NO_SPACE:
        return BackupPlaceFull()
    if err.errno == errno.EFBIG or windows == _WINDOWS_TOO_LARGE:
        return BackupTooLarge()
    if err.errno in _NOT_ALLOWED or windows in _WINDOWS_NOT_ALLOWED:
        return BackupPlaceReadOnly()
    return NoMemory() if err.errno == errno.ENOMEM else BackupPlaceGone()


def new_file(path: Path) -> int:
    """Return the descriptor of a file that was not there. No mode is set afterwards: FAT has none."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)


def old_file(path: Path) -> tuple[int, int]:
    """Return the descriptor and the size of an ordinary file. Raises OSError for anything else."""
    descriptor = os.open(path, os.O_RDONLY | _BINARY | _NOT_A_PIPE)
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return descriptor, found.st_size


def forget_cached(descriptor: int) -> bool:
    """Drop what the system remembers of a file that is flushed, so that the next read asks the medium.

    False where the system has no such wish (Windows, macOS): a read may then be answered from memory.
    """
    if sys.platform != "linux":
        return False
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    except OSError:
        return False
    return True


def free_and_total(folder: Path) -> tuple[int, int]:
    """Return how many bytes are free and how many there are on the disk of *folder*."""
    try:
        usage = shutil.disk_usage(folder)
    except OSError as err:
        raise place_trouble(err) from None
    return usage.free, usage.total


def same_disk(one: Path, other: Path) -> bool:
    """Say whether two folders lie on the same disk."""
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False

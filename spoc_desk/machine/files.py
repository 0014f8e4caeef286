"""Files that are there whole or not at all, and private folders."""

import contextlib
import errno
import os
import shutil
import stat
import sys
from pathlib import Path
from typing import Final

from spoc_desk.errors import (
    AlreadyExists,
    DiskFull,
    MachineTrouble,
    Missing,
    OutOfMemory,
    ReadOnly,
    UserError,
    WriteFailed,
)

_NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_NO_FOLDER_FLUSH: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})
_WINDOWS_NO_SPACE: Final = frozenset({39, 112})  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL (winerror.h)
_WINDOWS_NOT_ALLOWED: Final = frozenset({5, 19})  # ERROR_ACCESS_DENIED, ERROR_WRITE_PROTECT
# Without O_BINARY Windows would turn line ends; without O_NOFOLLOW a link put in our way would be written through.
_FLAGS: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_READ_FLAGS: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


def machine_trouble(err: OSError) -> MachineTrouble:
    """Return the error the user reads for a refusal of the operating system."""
    windows = getattr(err, "winerror", None)
    if err.errno in _NO_SPACE or windows in _WINDOWS_NO_SPACE:
        return DiskFull()
    if err.errno in _NOT_ALLOWED or windows in _WINDOWS_NOT_ALLOWED:
        return ReadOnly()
    if err.errno == errno.ENOMEM:
        return OutOfMemory()
    if err.errno == errno.EEXIST:
        return AlreadyExists()
    return WriteFailed()


def read_at_most(path: Path, most: int) -> bytes:
    """Return what stands in an ordinary file of at most *most* bytes, as it is now.

    Raises:
        OSError: it cannot be opened, is no ordinary file (a pipe would wait for ever), or is larger (EFBIG).
    """
    descriptor = os.open(path, os.O_RDONLY | _READ_FLAGS)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        with open(descriptor, "rb", closefd=False) as stream:
            data = stream.read(most + 1) if found.st_size <= most else b""
    finally:
        os.close(descriptor)
    if found.st_size > most or len(data) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return data


def write_atomic(path: Path, data: bytes) -> None:
    """Put *data* at *path* so that a crash at any moment leaves the old file or the new one, never a part.

    Written beside (0600), flushed, read back and compared, then renamed; the folder is flushed too.
    Raises DiskFull, ReadOnly or WriteFailed, and then the old file is untouched.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.unlink(missing_ok=True)  # left by a crash
        _write_new(beside, data)
        if beside.read_bytes() != data:
            raise WriteFailed()
        beside.replace(path)
        flush_folder(path.parent)
    except OSError as err:
        _forget(beside)
        raise machine_trouble(err) from err
    except UserError:
        _forget(beside)
        raise


def _write_new(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, 0o600)
    with open(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _forget(path: Path) -> None:
    # The first error is the one to tell; a part that stays behind is overwritten by the next write.
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Make names made or removed in *folder* survive a power cut.

    Windows, FAT and exFAT have no such call and need none. Raises OSError where the folder is asked and refuses.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | _FLAGS)
    try:
        os.fsync(descriptor)
    except OSError as err:
        if err.errno not in _NO_FOLDER_FLUSH:
            raise
    finally:
        os.close(descriptor)


def place_marker(path: Path) -> None:
    """Create an empty file that survives a power cut. One that is already there stays."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | _FLAGS, 0o600))
        flush_folder(path.parent)
    except OSError as err:
        raise machine_trouble(err) from err


def read_small(path: Path, limit: int) -> bytes:
    """Return at most *limit* + 1 bytes of a file. Raises Missing where there is none."""
    try:
        with path.open("rb") as stream:
            return stream.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as err:
        raise Missing() from err
    except OSError as err:
        raise machine_trouble(err) from err


def make_private_folder(path: Path) -> None:
    """Make a folder only this user can look into. Windows: it inherits the privacy of the user's own folders.

    It is there after a power cut, with every folder that had to be made above it.
    """
    try:
        made = [each for each in (path, *path.parents) if not each.exists()]
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
        for each in reversed(made):
            flush_folder(each.parent)
    except FileExistsError as err:
        raise AlreadyExists() from err
    except OSError as err:
        raise machine_trouble(err) from err


def make_private(path: Path) -> None:
    """Let only this user read and write a file."""
    try:
        path.chmod(0o600)
    except OSError as err:
        raise machine_trouble(err) from err


def check_writable(*paths: Path) -> None:
    """Raise ReadOnly unless every one of *paths* can be written to; writes nothing."""
    if not all(os.access(path, os.W_OK) for path in paths):
        raise ReadOnly()


def free_bytes(path: Path) -> int:
    """Return how much this user can still write to the disk that holds *path*."""
    try:
        return shutil.disk_usage(path).free
    except OSError as err:
        raise machine_trouble(err) from err

"""Whether what this computer leaves on its disk is encrypted: the disk of the vault, the swap space, the hibernation.

The program cannot encrypt what the system writes there of its memory; it can only say what it found. Nothing here needs
an administrator. A disk that encrypts itself (OPAL), and the disk of a virtual machine's host, are not seen.
"""

import ctypes
import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

if sys.platform == "win32":
    import winreg

_CRYPT: Final = "CRYPT-"  # how dm-crypt and LUKS begin the number of their devices
_OWN_ENCRYPTION: Final = frozenset({"ecryptfs", "fuse.cryfs", "fuse.gocryptfs", "fuse.encfs", "fuse.securefs"})
_DEEPEST: Final = 8


class Found(StrEnum):
    """What was found."""

    YES = "yes"
    NO = "no"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class DiskState:
    """What was found of one computer: is the disk encrypted, is the swap space, can it hibernate."""

    disk: Found
    swap: Found
    hibernation: Found

    @property
    def short(self) -> str:
        """The words of the trail."""
        return f"disk encrypted: {self.disk}; swap encrypted: {self.swap}; hibernation: {self.hibernation}"

    @property
    def leaks(self) -> bool:
        """True where something was found that a thief of the disk could read."""
        return Found.NO in (self.disk, self.swap)


def disk_state(folder: Path) -> DiskState:
    """Return what can be found out about the disk that holds *folder*, and about this computer."""
    if sys.platform == "win32":
        return _windows(folder)
    elif sys.platform == "linux":
        return Linux().state(folder)
    else:
        return DiskState(Found.UNKNOWN, Found.UNKNOWN, Found.UNKNOWN)


@dataclass(frozen=True)
class Linux:
    """Looks into the kernel's own lists below /sys and /proc."""

    sys: Path = Path("/sys")
    proc: Path = Path("/proc")

    def state(self, folder: Path) -> DiskState:
        """Return everything."""
        return DiskState(self.disk(folder), self.swap(), self.hibernation())

    def disk(self, folder: Path) -> Found:
        """Say whether *folder* lies on an encrypted device."""
        kind, source = self.mount(folder)
        if kind in _OWN_ENCRYPTION:
            return Found.YES
        try:
            return self.device(device_at(source) if source.startswith("/dev/") else device_under(str(folder)))
        except OSError:
            return Found.UNKNOWN

    def mount(self, folder: Path) -> tuple[str, str]:
        """Return the kind of the file system that holds *folder*, and what it was made from; "" where unknown."""
        try:
            lines = (self.proc / "self" / "mountinfo").read_text(encoding="utf-8", errors="replace").splitlines()
            place = folder.resolve()
        except OSError:
            return "", ""
        best, found = -1, ("", "")
        for line in lines:
            before, _, after = line.partition(" - ")
            fields, kinds = before.split(), after.split()
            if len(fields) > 4 and len(kinds) > 1:
                point = Path(_plain(fields[4]))
                if place.is_relative_to(point) and len(point.parts) >= best:
                    best, found = len(point.parts), (kinds[0], _plain(kinds[1]))
        return found

    def swap(self) -> Found:
        """Say whether what the memory is moved to is encrypted."""
        found = [self._swap_on(name) for name in self._swaps()]
        if not found:
            return Found.NONE
        return next((each for each in (Found.NO, Found.UNKNOWN) if each in found), Found.YES)

    def hibernation(self) -> Found:
        """Say whether this computer can write its whole memory to the disk."""
        try:
            states = (self.sys / "power" / "state").read_text(encoding="ascii").split()
            ways = (self.sys / "power" / "disk").read_text(encoding="ascii") if "disk" in states else "[disabled]"
        except OSError:
            return Found.UNKNOWN
        return Found.YES if "[disabled]" not in ways and self._swaps() else Found.NO

    def device(self, name: str) -> Found:
        """Say whether a block device, or every one it lies on, is of dm-crypt."""
        place = self.sys / "dev" / "block" / name
        return self._encrypted(place, _DEEPEST) if place.exists() else Found.UNKNOWN

    def _encrypted(self, device: Path, deepest: int) -> Found:
        try:
            uuid = device / "dm" / "uuid"
            if uuid.is_file() and uuid.read_text(encoding="ascii", errors="replace").startswith(_CRYPT):
                return Found.YES
            below = sorted((device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
        except OSError:
            return Found.UNKNOWN
        if (device / "loop").is_dir():
            return Found.UNKNOWN  # a file on another disk
        if not below or not deepest:
            return Found.NO
        found = [self._encrypted(each, deepest - 1) for each in below]
        return next((each for each in (Found.NO, Found.UNKNOWN) if each in found), Found.YES)

    def _swaps(self) -> list[str]:
        """Return what the memory is moved to; compressed memory (zram) is memory."""
        try:
            lines = (self.proc / "swaps").read_text(encoding="utf-8", errors="replace").splitlines()[1:]
        except OSError:
            return []
        names = [_plain(line.split()[0]) for line in lines if line.split()]
        return [name for name in names if not name.startswith("/dev/zram")]

    def _swap_on(self, name: str) -> Found:
        try:
            return self.device(device_at(name)) if name.startswith("/dev/") else self.disk(Path(name).parent)
        except OSError:
            return Found.UNKNOWN


def device_at(name: str) -> str:
    """Return the number of the device a file below /dev stands for, as the kernel writes it. Raises OSError."""
    if sys.platform == "win32":
        return ""
    else:
        number = os.stat(name).st_rdev
        return f"{os.major(number)}:{os.minor(number)}"


def device_under(name: str) -> str:
    """Return the number of the device a file or folder lies on. Raises OSError."""
    if sys.platform == "win32":
        return ""
    else:
        number = os.stat(name).st_dev
        return f"{os.major(number)}:{os.minor(number)}"


def _plain(word: str) -> str:
    """Return a word of the kernel's lists with its spaces and the like."""
    return word.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")


if sys.platform == "win32":
    # Untested on Windows.

    _PROPERTY: Final = "System.Volume.BitLockerProtection"
    # As the shell tells it: 1 on, 2 off, 3 encrypting, 4 decrypting, 5 suspended, 6 on and locked, 8 waiting.
    _BITLOCKER: Final = {1: Found.YES, 2: Found.NO, 3: Found.NO, 4: Found.NO, 5: Found.NO, 6: Found.YES, 8: Found.NO}
    _GET_PROPERTY: Final = 17  # IShellItem2::GetInt32 in its table of functions
    _RELEASE: Final = 2
    _ISHELLITEM2: Final = "{7E9FB0D3-919F-4307-AB2E-9B1860310C93}"

    class _Guid(ctypes.Structure):
        _fields_ = (("data", ctypes.c_byte * 16),)

    class _Key(ctypes.Structure):
        _fields_ = (("format", _Guid), ("number", ctypes.c_uint32))

    def _windows(folder: Path) -> DiskState:
        return DiskState(_bitlocker(folder.anchor), _pagefile(), _hibernates())

    def _bitlocker(drive: str) -> Found:
        """Ask the shell: the only way that needs no administrator."""
        ole32, propsys, shell32 = (ctypes.WinDLL(name) for name in ("ole32", "propsys", "shell32"))
        ole32.CoInitializeEx(None, 2)
        key, kind, item = _Key(), _Guid(), ctypes.c_void_p()
        ole32.CLSIDFromString(_ISHELLITEM2, ctypes.byref(kind))
        if propsys.PSGetPropertyKeyFromName(_PROPERTY, ctypes.byref(key)) != 0:
            return Found.UNKNOWN
        if shell32.SHCreateItemFromParsingName(drive, None, ctypes.byref(kind), ctypes.byref(item)) != 0:
            return Found.UNKNOWN
        table = ctypes.cast(ctypes.cast(item, ctypes.POINTER(ctypes.c_void_p))[0] or 0, ctypes.POINTER(ctypes.c_void_p))
        value = ctypes.c_int()
        ask = ctypes.WINFUNCTYPE(ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(
            table[_GET_PROPERTY] or 0
        )
        told = ask(item, ctypes.byref(key), ctypes.byref(value))
        ctypes.WINFUNCTYPE(ctypes.c_ulong, ctypes.c_void_p)(table[_RELEASE] or 0)(item)
        return _BITLOCKER.get(value.value, Found.UNKNOWN) if told == 0 else Found.UNKNOWN

    def _pagefile() -> Found:
        """Windows can encrypt its paging file by itself; else it is as safe as its disk."""
        where = r"SYSTEM\CurrentControlSet\Control\FileSystem"
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, where) as key:
                value, _ = winreg.QueryValueEx(key, "NtfsEncryptPagingFile")
        except OSError:
            value = 0
        return Found.YES if value == 1 else _bitlocker(os.environ.get("SYSTEMDRIVE", "C:") + "\\")

    def _hibernates() -> Found:
        return Found.YES if ctypes.WinDLL("powrprof").IsPwrHibernateAllowed() else Found.NO

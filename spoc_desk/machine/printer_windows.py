"""Printing on Windows: the program that opens PDF files does it, with its "print to" verb (shellapi.h, winspool.h).

It needs a file. The file lies in a private folder of this user, under a name that says nothing, and is removed a minute
after it was handed over; what a crash leaves is removed at the next start.
"""

import contextlib
import ctypes
import os
import secrets
import sys
import threading
from pathlib import Path
from typing import Final

from spoc_desk.errors import PrinterRefused
from spoc_desk.machine.files import make_private_folder, write_atomic

Found = tuple[str, str, bool, bool]
"""Name, description, whether it is the usual one, whether it takes jobs."""

FILE_LIVES_SECONDS: Final = 60
# winspool.h, winuser.h, shellapi.h
_ENUM_LOCAL_AND_CONNECTED: Final = 0x2 | 0x4
_LEVEL: Final = 4
_SW_HIDE: Final = 0
_SHELL_WORKED_ABOVE: Final = 32


def way() -> str:
    """Return "file"."""
    return "file"


def private_folder() -> Path:
    """Return the folder the files lie in on their way."""
    return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "SPOC Desk" / "to the printer"


def remove_left_files() -> None:
    """Remove what lies in the private folder; a file another program still holds is removed next time."""
    folder = private_folder()
    for path in folder.glob("*.pdf") if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            path.unlink()


def send(pdf: bytes, printer: str, title: str) -> None:
    """Write *pdf* to a file, have it printed, and remove it a minute later. Raises PrinterRefused."""
    folder = private_folder()
    make_private_folder(folder)
    path = folder / f"{title.lower()}-{secrets.token_hex(4)}.pdf"
    write_atomic(path, pdf)
    later = threading.Timer(FILE_LIVES_SECONDS, remove_left_files)
    later.daemon = True
    later.start()
    if not _print_to(path, printer):
        path.unlink(missing_ok=True)
        raise PrinterRefused()


if sys.platform == "win32":

    class _PrinterInfo(ctypes.Structure):
        """PRINTER_INFO_4W."""

        _fields_ = (("name", ctypes.c_wchar_p), ("server", ctypes.c_wchar_p), ("attributes", ctypes.c_uint32))

    def installed() -> tuple[Found, ...]:
        """Return the printers Windows has for this user."""
        spool = ctypes.WinDLL("winspool.drv", use_last_error=True)
        needed, count = ctypes.c_uint32(0), ctypes.c_uint32(0)
        ask = (_ENUM_LOCAL_AND_CONNECTED, None, _LEVEL)
        spool.EnumPrintersW(*ask, None, 0, ctypes.byref(needed), ctypes.byref(count))
        room = ctypes.create_string_buffer(max(needed.value, 1))
        if not spool.EnumPrintersW(*ask, room, needed, ctypes.byref(needed), ctypes.byref(count)):
            return ()
        entries = ctypes.cast(room, ctypes.POINTER(_PrinterInfo))
        names = [str(entries[place].name) for place in range(count.value)]
        usual = _usual(spool)
        return tuple((name, "", name == usual, True) for name in names)

    def _usual(spool: ctypes.WinDLL) -> str:
        length = ctypes.c_uint32(0)
        spool.GetDefaultPrinterW(None, ctypes.byref(length))
        room = ctypes.create_unicode_buffer(max(length.value, 1))
        return room.value if spool.GetDefaultPrinterW(room, ctypes.byref(length)) else ""

    def _print_to(path: Path, printer: str) -> bool:
        shell = ctypes.WinDLL("shell32", use_last_error=True)
        shell.ShellExecuteW.restype = ctypes.c_void_p
        answer = shell.ShellExecuteW(None, "printto", str(path), f'"{printer}"', None, _SW_HIDE)
        return (answer or 0) > _SHELL_WORKED_ABOVE

else:

    def installed() -> tuple[Found, ...]:
        """Return nothing: this is not Windows."""
        return ()

    def _print_to(path: Path, printer: str) -> bool:
        return False

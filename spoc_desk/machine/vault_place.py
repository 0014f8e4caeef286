"""Where a vault may lie: on a disk that belongs to this computer, and in no folder that something copies elsewhere.

A network drive does not keep SQLite's promises, and its owner has a copy. A folder that is synchronised sends every
page it holds to somebody else and may put an older one back. A stick is pulled out.
"""

import ctypes
import os
import sys
from pathlib import Path
from typing import Final

from spoc_desk.errors import WrongPlace
from spoc_desk.machine.disk_encryption import Linux, device_at, device_under

_NETWORK: Final = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "davfs", "ceph", "glusterfs", "lustre", "beegfs",
    "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.glusterfs", "fuse.s3fs", "fuse.gvfsd-fuse",
    "fuse.google-drive-ocamlfuse",
})  # fmt: skip
_SYNCED: Final = (
    "onedrive", "dropbox", "google drive", "googledrive", "icloud drive", "iclouddrive", "icloud~", "nextcloud",
    "owncloud", "box sync", "pcloud", "syncthing", "seafile", "sharepoint", "mega sync", "megasync", "tresorit",
    "clouddocs", "cloudstorage",
)  # fmt: skip
_MARKS: Final = (".dropbox.cache", ".stfolder", ".owncloudsync.log", ".nextcloudsync.log")
_SYNCED_HERE: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")  # variables of Windows
WHERE: Final = "A vault lies on the disk of this computer: choose another folder, or move the vault's folder there."
_REMOVABLE_DRIVE, _NETWORK_DRIVE = 2, 4  # GetDriveTypeW


def refuse_place(folder: Path) -> None:
    """Raise WrongPlace where *folder* is on a network drive, on a stick, or in a synchronised folder."""
    there = _nearest(folder)
    if is_synchronised(folder):
        raise WrongPlace(f"This folder is synchronised with another computer. {WHERE}")
    if sys.platform == "win32":
        kind = _drive_kind(there)
    elif sys.platform == "linux":
        kind = on_linux(there)
    else:
        kind = ""
    if kind == "network":
        raise WrongPlace(f"This folder is on a network drive. {WHERE}")
    if kind == "stick":
        raise WrongPlace(f"This folder is on a stick or a card. {WHERE}")


def is_synchronised(folder: Path) -> bool:
    """Say whether a folder above is one of those that services copy elsewhere, by its name or by their marks."""
    above = (folder, *folder.parents)
    if any(any(word in each.name.casefold() for word in _SYNCED) for each in above):
        return True
    owned = [Path(place) for name in _SYNCED_HERE if (place := os.environ.get(name))]
    if any(folder.is_relative_to(place) for place in owned):
        return True
    return any(os.path.lexists(each / mark) for each in above for mark in _MARKS)


def on_linux(there: Path, linux: Linux | None = None) -> str:
    """Return "network", "stick" or ""."""
    look = linux or Linux()
    kind, source = look.mount(there)
    if kind in _NETWORK or source.startswith("//") or (":/" in source and not source.startswith("/")):
        return "network"
    return "stick" if source.startswith("/dev/") and _is_stick(source, look) else ""


def _is_stick(source: str, look: Linux) -> bool:
    try:
        name = device_at(source)
        if name == device_under(os.sep):
            return False  # the whole system runs from it
        device = (look.sys / "dev" / "block" / name).resolve(strict=True)
    except OSError:
        return False
    return _removable(device, 8)


def _removable(device: Path, deepest: int) -> bool:
    """Look at the disk a partition belongs to, and at what an encrypted device lies on."""
    if any(part.startswith("usb") for part in device.parts):
        return True
    for each in (device, device.parent):
        mark = each / "removable"
        if mark.is_file() and mark.read_text(encoding="ascii", errors="replace").strip() == "1":
            return True
    below = device / "slaves"
    return deepest > 0 and below.is_dir() and any(_removable(each.resolve(), deepest - 1) for each in below.iterdir())


def _nearest(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that is there."""
    there = folder.absolute()
    while not there.exists() and there != there.parent:
        there = there.parent
    return there


if sys.platform == "win32":

    def _drive_kind(there: Path) -> str:
        """Untested on Windows."""
        root = there.resolve().anchor
        if root.startswith("\\\\"):
            return "network"
        kind = ctypes.windll.kernel32.GetDriveTypeW(root)
        return {_REMOVABLE_DRIVE: "stick", _NETWORK_DRIVE: "network"}.get(kind, "")

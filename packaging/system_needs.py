"""What the operating system must bring: as root installed on Debian, otherwise named in the line to run."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


class Stop(Exception):
    """A sentence for the person at the keyboard; nothing more can be done."""


@dataclass(frozen=True)
class Need:
    """One Debian package and what shows that it is there."""

    package: str
    library: str = ""
    command: str = ""
    file: str = ""
    module: str = ""

    def is_met(self) -> bool:
        """Look for the thing itself, not for the package: other systems name their packages differently."""
        if self.library:
            return can_load(self.library)
        if self.command:
            return shutil.which(self.command) is not None
        if self.file:
            return Path(self.file).exists()
        return importlib.util.find_spec(self.module) is not None


# Found by adding one library at a time to a bare Debian 12 until Qt's windows worked.
OFFSCREEN = (
    Need("libglib2.0-0", library="libgthread-2.0.so.0"),
    Need("libgl1", library="libGL.so.1"),
    Need("libegl1", library="libEGL.so.1"),
    Need("libdbus-1-3", library="libdbus-1.so.3"),
    Need("libxkbcommon0", library="libxkbcommon.so.0"),
    Need("libfontconfig1", library="libfontconfig.so.1"),
    Need("tzdata", file="/usr/share/zoneinfo/Europe/London"),
)
WINDOW = (
    *OFFSCREEN,
    Need("libxcb-cursor0", library="libxcb-cursor.so.0"),
    Need("libxcb-icccm4", library="libxcb-icccm.so.4"),
    Need("libxcb-keysyms1", library="libxcb-keysyms.so.1"),
    Need("libxcb-shape0", library="libxcb-shape.so.0"),
    Need("libxcb-xkb1", library="libxcb-xkb.so.1"),
    Need("libxkbcommon-x11-0", library="libxkbcommon-x11.so.0"),
    Need("libwayland-client0", library="libwayland-client.so.0"),
    Need("libwayland-cursor0", library="libwayland-cursor.so.0"),
)
# The library that makes file operations fail is compiled when it is needed.
COMPILER = (
    Need("gcc", command="cc"),
    Need("libc6-dev", file="/usr/include/stdio.h"),
)
# One test watches the system calls, some read the printed pages back with another program than ours.
TEST_TOOLS = (
    *COMPILER,
    Need("strace", command="strace"),
    Need("poppler-utils", command="pdftotext"),
)
PIP = (Need("python3-venv", module="ensurepip"),)


def provide(needs: tuple[Need, ...]) -> None:
    """See that all of these are there; install them, or stop with the line that does."""
    if not sys.platform.startswith("linux"):
        return
    missing = [need.package for need in needs if not need.is_met()]
    if not missing:
        return
    line = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if shutil.which("apt-get") is None:
        raise Stop(f"These system packages are missing (named as Debian names them): {' '.join(missing)}")
    if os.geteuid() != 0:
        raise Stop(f"Some system packages are missing. Run this line, then start again:\n  sudo {shlex.join(line)}")
    install(line)
    still = [need.package for need in needs if not need.is_met()]
    if still:
        raise Stop(f"These system packages are still missing after the installation: {' '.join(still)}")


def install(line: list[str]) -> None:
    """Run apt-get: first for its list of packages, since a bare system has none. Its words are shown when it fails."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    print(f"Installing system packages: {' '.join(line[4:])} ...", file=sys.stderr, flush=True)
    for command in (["apt-get", "update"], line):
        done = subprocess.run(command, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise Stop(f"{done.stdout}\nThe system packages could not be installed. This is the line: {shlex.join(line)}")
    importlib.invalidate_caches()


def can_load(library: str) -> bool:
    """Would the system find this library?"""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True

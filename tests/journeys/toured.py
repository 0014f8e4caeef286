"""The whole tour, told once in a process and a home of its own, for every claim about what it does and leaves."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from spoc_desk.clock import FixedClock
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.tour.moves import PASSWORD
from tests.socket_trace import Call, trace

WATCHED = sys.platform == "linux" and shutil.which("strace") is not None
_TOUR = """
import sys
from pathlib import Path
from spoc_desk_ui import tour
sys.exit(tour.perform(*map(Path, sys.argv[1:])) or 0)
"""
_WRITING = (
    "open", "openat", "creat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "symlink",
)  # fmt: skip
_HOME = {"HOME": "home", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache",
         "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run", "TMPDIR": "temp"}  # fmt: skip
_AFTERWARDS = 28
"""Days from the clock that stands still to a day after the last one of the story."""


@dataclass(frozen=True)
class Toured:
    """What the tour left, and what it asked of the system on its way where that could be watched."""

    profile: Path
    pictures: Path
    private: Path
    papers: dict[str, bytes]
    calls: tuple[Call, ...]
    report: str

    def open(self, place: Path) -> Vault:
        """Return a copy of the vault made at *place*, unlocked after the last day of the story."""
        shutil.copytree(self.private / "vault", place)
        clock = FixedClock()
        clock.advance(days=_AFTERWARDS)
        return open_vault(place, PASSWORD, clock=clock)


def surroundings(place: Path) -> dict[str, str]:
    """Return an environment without a screen, in which nothing of the person at the computer is touched."""
    places = os.pathsep.join(path for path in sys.path if path)
    own = {name: str(place / folder) for name, folder in _HOME.items()}
    for folder in own.values():
        Path(folder).mkdir(parents=True, mode=0o700)
    return {**os.environ, **own, "PYTHONPATH": places, "QT_QPA_PLATFORM": "offscreen",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:"}  # fmt: skip


def take_the_tour(place: Path) -> Toured:
    """Tell the whole story below *place*, under strace where there is one. It must come to its end."""
    profile, pictures, report = place / "profile", place / "tour", place / "trace"
    environment = surroundings(profile)
    private = profile / "temp" / "private"
    for folder in (pictures, private):
        folder.mkdir(mode=0o700)
    command = [sys.executable, "-c", _TOUR, str(pictures), str(private)]
    calls = trace(command, report, env=environment, also=_WRITING) if WATCHED else _told(command, environment)
    papers = {path.stem[3:]: path.read_bytes() for path in sorted(pictures.glob("*.pdf"))}
    said = report.read_text(errors="replace") if WATCHED else ""
    return Toured(profile, pictures, private, papers, calls, said)


def _told(command: list[str], environment: Mapping[str, str]) -> tuple[Call, ...]:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return ()

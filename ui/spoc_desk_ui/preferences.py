"""What this computer remembers about the look of the window: never anything of a case."""

from dataclasses import dataclass
from pathlib import Path

from spoc_desk.errors import UserError

from .lazy import load

_FILE = "window.txt"
_LARGEST = 4096


@dataclass(frozen=True)
class Preferences:
    """Colours and text size."""

    look: str = "system"
    percent: int = 100


def load_preferences(folder: Path) -> Preferences:
    """Return what was saved in *folder*; what cannot be read falls back to the usual."""
    try:
        lines = (folder / _FILE).read_bytes()[:_LARGEST].decode().splitlines()
    except (OSError, ValueError):
        return Preferences()
    found = dict(line.split("=", 1) for line in lines if "=" in line)
    usual = Preferences()
    percent = found.get("percent", "")
    return Preferences(found.get("look", usual.look), int(percent) if percent.isdecimal() else usual.percent)


def save_preferences(folder: Path, preferences: Preferences) -> None:
    """Keep *preferences*; a computer that cannot keep them still works, so this never fails."""
    try:
        files = load("spoc_desk.machine.files")
        files.make_private_folder(folder)
        files.write_atomic(folder / _FILE, f"look={preferences.look}\npercent={preferences.percent}\n".encode())
    except (UserError, OSError):
        return

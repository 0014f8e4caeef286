"""What this computer remembers about the look of the window: never anything of a case."""

from dataclasses import dataclass
from pathlib import Path

from spoc_desk.errors import UserError

from .lazy import load

_FILE = "window.txt"
_LARGEST = 4096
_YES = "yes"


@dataclass(frozen=True)
class Preferences:
    """Colours, text size, and whether screenshots show the windows."""

    look: str = "system"
    percent: int = 100
    captured: bool = False


def load_preferences(folder: Path) -> Preferences:
    """Return what was saved in *folder*; what cannot be read falls back to the usual."""
    try:
        lines = (folder / _FILE).read_bytes()[:_LARGEST].decode().splitlines()
    except (OSError, ValueError):
        return Preferences()
    found = dict(line.split("=", 1) for line in lines if "=" in line)
    usual = Preferences()
    percent = found.get("percent", "")
    return Preferences(
        found.get("look", usual.look),
        int(percent) if percent.isdecimal() else usual.percent,
        found.get("captured", "") == _YES,
    )


def save_preferences(folder: Path, preferences: Preferences) -> None:
    """Keep *preferences*; a computer that cannot keep them still works, so this never fails."""
    try:
        files = load("spoc_desk.machine.files")
        files.make_private_folder(folder)
        captured = f"captured={_YES}\n" if preferences.captured else ""
        words = f"look={preferences.look}\npercent={preferences.percent}\n{captured}"
        files.write_atomic(folder / _FILE, words.encode())
    except (UserError, OSError):
        return

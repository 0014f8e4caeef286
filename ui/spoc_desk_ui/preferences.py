"""What this computer remembers about the look of the window: never anything of a case."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from spoc_desk.errors import UserError
from spoc_desk.machine.files import make_private_folder, write_atomic

_FILE = "window.json"
_LARGEST = 4096


@dataclass(frozen=True)
class Preferences:
    """Colours and text size."""

    look: str = "system"
    percent: int = 100


def load_preferences(folder: Path) -> Preferences:
    """Return what was saved in *folder*; what cannot be read falls back to the usual."""
    try:
        raw = (folder / _FILE).read_bytes()[:_LARGEST]
        found = json.loads(raw)
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(found, dict):
        return Preferences()
    usual = Preferences()
    look, percent = found.get("look"), found.get("percent")
    return Preferences(
        look if isinstance(look, str) else usual.look, percent if isinstance(percent, int) else usual.percent
    )


def save_preferences(folder: Path, preferences: Preferences) -> None:
    """Keep *preferences*; a computer that cannot keep them still works, so this never fails."""
    try:
        make_private_folder(folder)
        write_atomic(folder / _FILE, json.dumps(asdict(preferences)).encode())
    except (UserError, OSError):
        return

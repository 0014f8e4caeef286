"""Where the program keeps what belongs to this computer and to no vault."""

from pathlib import Path

from platformdirs import user_state_path


def memory_folder() -> Path:
    """Return where this computer remembers how far its vaults had come, outside every vault."""
    return user_state_path("SPOC Desk", appauthor=False) / "last-seen"

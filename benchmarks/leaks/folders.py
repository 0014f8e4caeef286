"""Where a data folder keeps its parts: what it lacks is that of `data/dev`."""

from pathlib import Path

DATA = Path(__file__).parent / "data"


def part(data: Path, name: str) -> Path:
    """Return a file or folder of a data folder, or the one of `dev` where it has none of its own."""
    own = data / name
    return own if own.exists() else DATA / "dev" / name

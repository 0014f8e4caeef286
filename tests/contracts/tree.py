"""The files of the project, for the tests that read them all."""

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("spoc_desk", "ui", "tests", "packaging", "benchmarks")
PROGRAM = ("spoc_desk", "ui")
# What a checkout gathers and git does not keep.
_NOT_OURS = {"__pycache__", "build", "dist"}
_NOT_OURS_AT_THE_TOP = {"tour"}


def files(*folders: str) -> Iterator[Path]:
    """Yield every file of the project, or of these folders of it."""
    for start in (ROOT / folder for folder in folders or ("",)):
        for place, inner, names in os.walk(start):
            left_out = _NOT_OURS | _NOT_OURS_AT_THE_TOP if Path(place) == ROOT else _NOT_OURS
            inner[:] = [name for name in inner if name not in left_out and (name == ".ci" or not name.startswith("."))]
            yield from (Path(place, name) for name in sorted(names) if not name.endswith(".egg-info"))


def sources(*folders: str) -> Iterator[Path]:
    """Yield the Python files of these folders."""
    return (path for path in files(*folders) if path.suffix == ".py")


def shown(path: Path) -> str:
    """Return the path as it stands in the project, the same on every system."""
    return path.relative_to(ROOT).as_posix()

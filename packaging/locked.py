"""What the locked lists say: each library with its version and the hashes of the files that may be installed."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
_SYSTEM = "windows" if sys.platform == "win32" else "linux"
RUN = FOLDER / f"requirements-run-{_SYSTEM}.txt"
"""What the program runs with; requirements-<system>.txt holds it too, and the tools that build and test it."""
ALL = FOLDER / f"requirements-{_SYSTEM}.txt"


@dataclass(frozen=True)
class Locked:
    """One library of a list."""

    name: str
    version: str
    sha256: tuple[str, ...]


def read(path: Path) -> dict[str, Locked]:
    """Return every library of a list by its name."""
    entries = re.split(r"^(?=[a-z0-9])", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = (_entry(entry) for entry in entries if "==" in entry)
    return {library.name: library for library in found}


def _entry(text: str) -> Locked:
    name, version = text.split()[0].split("==")
    return Locked(name, version, tuple(sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})\b", text))))

"""Areas with everything that names them: towns, schools, codes. One file for each."""

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path

from benchmarks.leaks.folders import part


@dataclass(frozen=True)
class World:
    """One area. `words` holds its lists of names and codes, by the names of the channels."""

    name: str
    words: dict[str, list[str]]
    codes: dict[str, str]
    numbers: dict[str, float]

    def pick(self, key: str, rng: random.Random) -> str:
        """Return one of the area's names of a kind, or its one code of that name."""
        return rng.choice(self.words[key]) if key in self.words else self.codes[key]


def load_worlds(data: Path) -> list[World]:
    """Return the areas of a data folder, in the order of their file names."""
    return [_world(path) for path in sorted(part(data, "worlds").glob("*.toml"))]


def _world(path: Path) -> World:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return World(
        name=raw["name"],
        words={key: value for key, value in raw.items() if isinstance(value, list)},
        codes={key: value for key, value in raw.items() if isinstance(value, str)},
        numbers={key: value for key, value in raw.items() if isinstance(value, int | float)},
    )

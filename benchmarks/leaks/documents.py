"""Whole records: fourteen kinds of document filled in for one area, with the place of every leak."""

import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from benchmarks.leaks.folders import part
from benchmarks.leaks.lines import Carrier
from benchmarks.leaks.marked import Document, Truth
from benchmarks.leaks.values import value_of
from benchmarks.leaks.variants import VARIANTS
from benchmarks.leaks.worlds import World

KIND = "record"
_FIELD = re.compile(r"\{([a-z-]+)\}")
_MANGLED = 0.15  # share of leaks that are not written plainly
# Mangling that a record does by itself; the rest is tried line by line.
_NATURAL = ("lower", "caps", "hyphen-break", "no-break-space", "possessive", "split-lines", "double-space")


class Stationery:
    """The templates and fillings of one data folder."""

    def __init__(self, data: Path, carriers: dict[str, Carrier], neutral: list[str], negatives: list[str]) -> None:
        self.templates = {
            path.stem: path.read_text(encoding="utf-8") for path in sorted(part(data, "templates").glob("*.txt"))
        }
        self.carriers = carriers
        self._people = tomllib.loads(part(data, "people.toml").read_text(encoding="utf-8"))
        self._neutral = neutral
        self._negatives = negatives

    def fill(self, genre: str, world: World, rng: random.Random, number: int = 0) -> Document:
        """Return one record of a kind for an area."""
        template, text, truths, last = self.templates[genre], "", [], 0
        for place in _FIELD.finditer(template):
            text += template[last : place.start()]
            last = place.end()
            piece, truth = self._piece(place[1], world, rng)
            if truth:
                variant, block = truth
                truths.append(Truth(len(text), len(text) + len(piece), place[1], variant, block))
            text += piece
        return Document(f"{genre}/{world.name}/{number}", KIND, text + template[last:], tuple(truths))

    def _piece(self, field: str, world: World, rng: random.Random) -> tuple[str, tuple[str, bool] | None]:
        """Return what stands for a field, and the variant of the leak if it is one."""
        harmless = {
            "child": lambda: f"{rng.choice(self._people['first'])} {rng.choice(self._people['last'])}",
            "worker": lambda: f"{rng.choice(self._people['first'])} {rng.choice(self._people['last'])}",
            "first": lambda: rng.choice(self._people["first"]),
            "surname": lambda: rng.choice(self._people["last"] + self._people["placelike"]),
            "date": lambda: f"{rng.randint(1, 28):02d}/{rng.randint(1, 12):02d}/20{rng.randint(21, 25)}",
            "neutral": lambda: rng.choice(self._neutral),
            "negative": lambda: rng.choice(self._negatives),
        }
        if field in harmless:
            return harmless[field](), None
        carrier, value = self.carriers[field], value_of(field, world, rng)
        variant = rng.choice([one for one in carrier.variants if one in _NATURAL] or ["plain"])
        mangled = VARIANTS[variant](value, rng) if rng.random() < _MANGLED else None
        return (value, ("plain", carrier.block)) if mangled is None else (mangled, (variant, carrier.block))


def records(stationery: Stationery, worlds: list[World], rounds: int, rng: random.Random) -> Iterator[Document]:
    """Yield *rounds* records of each kind for each area."""
    for number in range(rounds):
        for world in worlds:
            for genre in stationery.templates:
                yield stationery.fill(genre, world, rng, number)

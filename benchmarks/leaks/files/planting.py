"""A leak for each place of a file: a place name that stands nowhere else in it, and a postcode of its own."""

import random
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.leaks.folders import part


@dataclass(frozen=True)
class Plant:
    """One leak and the place of the file that holds it."""

    channel: str
    place: str
    code: str = ""
    finds: str = ""  # the channel of the finding, where the leak has no words (a position)


@dataclass
class Planter:
    """Hands out the leaks of one file and remembers them."""

    places: list[str]
    rng: random.Random
    plants: list[Plant] = field(default_factory=list)

    def words(self, channel: str) -> str:
        """Return a leak of words for a place of the file: "Wetherby LS22 6AB"."""
        inward = f"{self.rng.randint(1, 9)}{self.rng.choice('ABDEFGH')}{self.rng.choice('JLNPQRST')}"
        plant = Plant(
            channel, self._next(), f"{self.rng.choice(('LS', 'NR', 'PL', 'SR'))}{self.rng.randint(1, 9)} {inward}"
        )
        self.plants.append(plant)
        return f"{plant.place} {plant.code}"

    def name(self, channel: str) -> str:
        """Return a leak of one word, for places that take no other."""
        self.plants.append(Plant(channel, self._next()))
        return self.plants[-1].place

    def position(self, channel: str) -> None:
        """Remember that a place of the file holds a position on the map."""
        self.plants.append(Plant(channel, "", finds="coordinates"))

    def _next(self) -> str:
        return self.places[sum(bool(plant.place) for plant in self.plants)]


def load_places(data: Path) -> list[str]:
    """Return the place names of a data folder."""
    rows = part(data, "canaries.txt").read_text(encoding="utf-8").splitlines()
    return [place for row in rows if not row.startswith("#") for place in row.split()]

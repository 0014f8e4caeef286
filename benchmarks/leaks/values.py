"""One value for a channel, drawn from an area: a code made for it, or one of its names."""

import random

from benchmarks.leaks.identifiers import MAKERS
from benchmarks.leaks.worlds import World


def value_of(channel: str, world: World, rng: random.Random) -> str:
    """Return a value for *channel*, plain, as the area writes it."""
    maker = MAKERS.get(channel)
    return maker(world, rng) if maker else world.pick(channel.replace("-", "_"), rng)

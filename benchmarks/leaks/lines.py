"""Single lines that carry one leak each: every channel in every way of mangling that applies to it."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.leaks.folders import part
from benchmarks.leaks.marked import Document, Truth
from benchmarks.leaks.values import value_of
from benchmarks.leaks.variants import VARIANTS
from benchmarks.leaks.worlds import World

KIND = "line"


@dataclass(frozen=True)
class Carrier:
    """One channel: which ways of mangling are tried on it, and the sentences that carry it."""

    channel: str
    variants: tuple[str, ...]
    sentences: tuple[str, ...]
    block: bool


def load_carriers(data: Path) -> dict[str, Carrier]:
    """Return the channels of a data folder by name."""
    kinds = tomllib.loads(part(data, "variants.toml").read_text(encoding="utf-8"))
    raw = tomllib.loads(part(data, "carriers.toml").read_text(encoding="utf-8"))
    return {
        channel: Carrier(channel, tuple(kinds[row["kind"]]), tuple(row["sentences"]), row.get("block", True))
        for channel, row in raw.items()
    }


def lines(carriers: dict[str, Carrier], worlds: list[World], rounds: int, rng: random.Random) -> Iterator[Document]:
    """Yield *rounds* lines for each channel and variant, each from the next area in turn; plain ones three times."""
    for carrier in carriers.values():
        for variant in carrier.variants:
            for turn in range(rounds * (3 if variant == "plain" else 1)):
                found = _line(carrier, variant, worlds[turn % len(worlds)], rng)
                if found:
                    yield found


def _line(carrier: Carrier, variant: str, world: World, rng: random.Random) -> Document | None:
    """Return one line; nothing where the variant applies to none of a few values."""
    for _ in range(6):
        value = VARIANTS[variant](value_of(carrier.channel, world, rng), rng)
        if value is not None:
            before, _, after = rng.choice(carrier.sentences).partition("{}")
            truth = Truth(len(before), len(before) + len(value), carrier.channel, variant, carrier.block)
            return Document(f"{carrier.channel}/{variant}/{world.name}", KIND, before + value + after, (truth,))
    return None

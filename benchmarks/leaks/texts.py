"""All texts of one partition: single lines, whole records, prose with leaks, prose without, and hard negatives."""

import random
import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.leaks.documents import Stationery, records
from benchmarks.leaks.folders import DATA, part
from benchmarks.leaks.lines import lines, load_carriers
from benchmarks.leaks.marked import Document, read_paragraphs
from benchmarks.leaks.worlds import World, load_worlds

SEEDS = {"dev": 1, "heldout": 1_000_003}
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Partition:
    """One partition with all that is needed to make its texts and files."""

    name: str
    worlds: list[World]
    stationery: Stationery
    leaking: list[Document]
    neutral: list[Document]
    negatives: list[Document]
    seed: int


def load_partition(name: str, folder: Path | None = None, seed: int | None = None) -> Partition:
    """Return a partition; *folder* replaces its data by another of the same layout."""
    data = folder or DATA / name
    neutral = read_paragraphs(data / "prose_neutral.txt", "neutral prose")
    rows = part(data, "negatives.txt").read_text(encoding="utf-8").splitlines()
    negatives = [row for row in rows if row and not row.startswith("#")]
    sentences = [sentence for one in neutral for sentence in _SENTENCE.split(one.text)]
    return Partition(
        name,
        load_worlds(data),
        Stationery(data, load_carriers(data), sentences, negatives),
        read_paragraphs(data / "prose_leaking.txt", "leaking prose"),
        neutral,
        [Document(f"negative-{number}", "hard negative", row) for number, row in enumerate(negatives, 1)],
        SEEDS.get(name, 7) if seed is None else seed,
    )


def make_texts(partition: Partition, rounds: int) -> list[Document]:
    """Return every text; *rounds* says how often each channel, variant and record is made."""
    rng = random.Random(partition.seed)
    made = list(lines(partition.stationery.carriers, partition.worlds, rounds, rng))
    made += records(partition.stationery, partition.worlds, max(1, rounds // 4), rng)
    return made + partition.leaking + partition.neutral + partition.negatives

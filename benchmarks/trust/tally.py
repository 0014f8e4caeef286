"""What came of the faults of one class: how many points were tried, and what was lost."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

_EXAMPLES = 8


class Kind(StrEnum):
    """What can be wrong after a fault."""

    LOST = "lost"  # something that was said to be saved is not there, or cannot be reached
    SILENT = "silent"  # something else than what was saved is read, and no check says so
    RAW = "raw"  # an error without a sentence, or a crash
    WRONG = "wrong"  # any other broken promise


@dataclass(frozen=True)
class Fault:
    """One broken promise."""

    kind: Kind
    words: str


@dataclass
class Tally:
    """The sums of one class."""

    name: str
    points: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    durable: int = 0
    """Saves whose commit reported an error and that are on the disk: shown as saved, and there once."""
    refused: int = 0
    """Points after which a plain sentence was all there was."""
    seconds: float = 0.0
    examples: list[str] = field(default_factory=list)

    def add(self, faults: Iterable[Fault], *, at: str) -> None:
        """Count one point and what was wrong after it."""
        self.points += 1
        for fault in faults:
            self.kinds[fault.kind] += 1
            if len(self.examples) < _EXAMPLES:
                self.examples.append(f"{fault.kind} at {at}: {fault.words}")

    def join(self, other: "Tally") -> None:
        """Take the sums of another part of the same class."""
        self.points += other.points
        self.kinds += other.kinds
        self.durable += other.durable
        self.refused += other.refused
        self.examples += other.examples[: _EXAMPLES - len(self.examples)]

    @property
    def clean(self) -> bool:
        """Say whether something was tried and nothing was wrong."""
        return self.points > 0 and not self.kinds.total()

    def to_json(self) -> str:
        """Return it for another process."""
        return json.dumps(vars(self))

    @classmethod
    def from_json(cls, text: str) -> "Tally":
        """Return what another process wrote."""
        plain = json.loads(text)
        return cls(**{**plain, "kinds": Counter(plain["kinds"])})


def table(tallies: Sequence[Tally]) -> list[str]:
    """Return the lines of the table, with a sum."""
    lines = [
        "| class | points tried | acknowledged saves lost | silent wrong reads | raw exceptions | other faults "
        "| failed but durable, shown once | refused with a sentence | seconds |",
        "|---|" + "---:|" * 8,
    ]
    whole = Tally("all")
    for tally in tallies:
        whole.join(tally)
        whole.seconds += tally.seconds
    for tally in (*tallies, whole):
        counts = " | ".join(f"{tally.kinds[kind]:,}" for kind in Kind)
        lines.append(
            f"| {tally.name} | {tally.points:,} | {counts} | {tally.durable:,} | {tally.refused:,} "
            f"| {tally.seconds:.0f} |"
        )
    return lines

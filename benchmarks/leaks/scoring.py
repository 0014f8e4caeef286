"""What was found of what was there: touched, covered whole, blocked; and what was found where nothing was."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.leaks.marked import Document, Truth

WORDS_A_PAGE = 500
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_GENERIC = frozenset(
    word
    for row in (Path(__file__).parent / "data" / "generic.txt").read_text(encoding="utf-8").splitlines()
    if not row.startswith("#")
    for word in row.split()
)


@dataclass(frozen=True)
class Seen:
    """One finding as the public faces give it."""

    start: int
    end: int
    channel: str
    high: bool


@dataclass
class Tally:
    """The leaks of one group: how many, touched by a finding, covered whole, touched by one that blocks."""

    total: int = 0
    touched: int = 0
    whole: int = 0
    high: int = 0

    def add(self, truth: Truth, text: str, seen: Sequence[Seen]) -> None:
        """Count one leak."""
        over = [one for one in seen if one.start < truth.end and truth.start < one.end]
        self.total += 1
        self.touched += bool(over)
        self.whole += not left_over(truth, text, over)
        self.high += any(one.high for one in over)

    def share(self, count: int) -> float:
        """Return a count as a share of all; 1 where there were none."""
        return count / self.total if self.total else 1.0


@dataclass
class Score:
    """The whole measurement of texts."""

    by_channel: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_variant: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_kind: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    plain: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))  # by channel, what is not mangled
    prose: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))  # by channel, prose alone
    informed: Tally = field(default_factory=Tally)
    documents: Counter[str] = field(default_factory=Counter)
    clean: Counter[str] = field(default_factory=Counter)  # documents without a leak left, by kind
    words: Counter[str] = field(default_factory=Counter)
    false_high: Counter[str] = field(default_factory=Counter)
    false_low: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)  # neutral words under a finding, by kind
    missed: list[tuple[Document, Truth]] = field(default_factory=list)
    alarms: list[tuple[Document, Seen]] = field(default_factory=list)

    def a_page(self, counts: Counter[str], kind: str) -> float:
        """Return false alarms on a page of five hundred words."""
        return counts[kind] * WORDS_A_PAGE / self.words[kind] if self.words[kind] else 0.0


def score(pairs: Iterable[tuple[Document, Sequence[Seen]]]) -> Score:
    """Return the measurement of documents, each with what was found in it."""
    result = Score()
    for document, seen in pairs:
        _count_leaks(result, document, seen)
        _count_alarms(result, document, seen)
    return result


def left_over(truth: Truth, text: str, seen: Iterable[Seen]) -> bool:
    """Return whether any letter or digit of a leak stands outside every finding."""
    return any(one.isalnum() for one in _uncovered(truth, text, seen))


def gives_away(truth: Truth, text: str, seen: Iterable[Seen]) -> bool:
    """Return whether what is left of a leak could still tell the place: "Primary School" alone tells none."""
    left = _WORD.findall("".join(_uncovered(truth, text, seen)).lower().replace("’", "'"))
    return any(word not in _GENERIC and word not in ("s", "'s") for word in left)


def _uncovered(truth: Truth, text: str, seen: Iterable[Seen]) -> list[str]:
    """Return the signs of a leak, each that a finding covers as a space."""
    spans = [(one.start, one.end) for one in seen]
    return [
        " " if any(start <= place < end for start, end in spans) else text[place]
        for place in range(truth.start, truth.end)
    ]


def _count_leaks(result: Score, document: Document, seen: Sequence[Seen]) -> None:
    clean = True
    for truth in document.truths:
        if not truth.block:
            result.informed.add(truth, document.text, seen)
            continue
        tallies = [result.by_channel[truth.channel], result.by_variant[truth.variant], result.by_kind[document.kind]]
        if truth.variant == "plain":
            tallies.append(result.plain[truth.channel])
        if document.kind.endswith("prose"):
            tallies.append(result.prose[truth.channel])
        for tally in tallies:
            tally.add(truth, document.text, seen)
        if not any(one.start < truth.end and truth.start < one.end for one in seen):
            result.missed.append((document, truth))
        clean = clean and not gives_away(truth, document.text, seen)
    if document.truths:
        result.documents[document.kind] += 1
        result.clean[document.kind] += clean


def _count_alarms(result: Score, document: Document, seen: Sequence[Seen]) -> None:
    """Count what was found where no leak is, and the neutral words under a finding that blocks."""
    kind = document.kind
    result.words[kind] += len(document.text.split())
    for one in seen:
        if one.channel == "direction" and document.truths:
            continue  # "born in" before a place is a clue, not an alarm
        if not any(truth.start < one.end and one.start < truth.end for truth in document.truths):
            (result.false_high if one.high else result.false_low)[kind] += 1
            result.alarms.append((document, one))
    place = 0
    counted = [one for one in seen if one.high]
    for word in document.text.split():
        start = document.text.index(word, place)
        place = start + len(word)
        leak = any(truth.start < place and start < truth.end for truth in document.truths)
        result.lost[kind] += not leak and any(one.start < place and start < one.end for one in counted)

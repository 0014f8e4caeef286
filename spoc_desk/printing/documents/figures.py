"""Figures on paper: tables whose small numbers are hidden already, and the references of a sample (domain 2.7)."""

from collections.abc import Sequence
from dataclasses import dataclass

from spoc_desk.printing.blocks import Block, Document, Heading, Para, Points, Table
from spoc_desk.printing.paper import Paper

TITLE = "Figures of the safeguarding partnership"
SAMPLE_TITLE = "Sample for a multi-agency audit"
_LEAD = "The same figures are given out whenever they are asked for; what was recorded later is not in them."
_HOW = (
    "Each record's place in the order is a SHA-256 hash of the seed, a stroke and the record's own id; the first ones "
    "are the sample. With the same seed the same records are drawn again."
)


@dataclass(frozen=True)
class PaperTable:
    """One table as it may leave."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    state: str = ""


@dataclass(frozen=True)
class SampleFacts:
    """A sample: its title and words, its seed, and the references."""

    words: str
    seed: str
    references: tuple[str, ...]
    asked: int
    same: bool


def figures(tables: Sequence[PaperTable], *, period: str, paper: Paper) -> Document:
    """Return the tables of a *period* ("July to September 2026")."""
    blocks: list[Block] = [Para(f"{period}. {_LEAD}")]
    for table in tables:
        blocks += [Heading(1, table.title), Table(table.heads, table.rows, _widths(table.heads))]
        blocks.append(Points(tuple(note for note in (*table.notes, table.state) if note)))
    return paper.document(TITLE, *blocks, copy_label="Record copy")


def audit_sample(facts: SampleFacts, *, paper: Paper) -> Document:
    """Return the references of a sample, in their own order, and how to draw them again."""
    drawn = f"{len(facts.references)} of {facts.asked} asked for."
    rows = tuple((str(number), reference) for number, reference in enumerate(facts.references, 1))
    blocks: list[Block] = [
        Para(f"{facts.words}. {drawn}"),
        Table(("No.", "Reference"), rows, (1.0, 6.0)),
        Heading(1, "How it was drawn"),
        Points((f"Seed: {facts.seed}", _HOW)),
    ]
    if not facts.same:
        blocks.append(Para("Records were disposed of since the first drawing, so that others have moved up."))
    return paper.document(SAMPLE_TITLE, *blocks, copy_label="Record copy")


def _widths(heads: Sequence[str]) -> tuple[float, ...]:
    """Return the shares of the columns: no head is broken within a word, such as September."""
    return (4.0, *(max(1.4, 0.21 * max(map(len, head.split()))) for head in heads[1:]))

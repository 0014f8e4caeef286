"""RELAY in figures on paper: tables whose small numbers are hidden already, with the notes that say so (2.7)."""

from collections.abc import Sequence
from dataclasses import dataclass

from spoc_desk.printing.blocks import Block, Document, Heading, Para, Points, Table
from spoc_desk.printing.paper import Paper

TITLE = "RELAY in figures"


@dataclass(frozen=True)
class FigureTable:
    """One table as it may leave."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def relay_figures(tables: Sequence[FigureTable], *, stretch: str, paper: Paper) -> Document:
    """Return the tables of a *stretch* of time ("September 2025 to August 2026")."""
    blocks: list[Block] = [Para(f"Notifications received {stretch}.")]
    for table in tables:
        widths = (3.0, *(1.6 for _ in table.heads[1:]))
        blocks += [Heading(1, table.title), Table(table.heads, table.rows, widths), Points(table.notes)]
    return paper.document(TITLE, *blocks, copy_label="")

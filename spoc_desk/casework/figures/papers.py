"""Figures and samples on paper, figures as a CSV file: only what was given out or drawn. Imports the layout engine."""

import csv
from dataclasses import dataclass
from io import StringIO
from typing import Final

from spoc_desk.casework.figures.audit_samples import drawn_again
from spoc_desk.casework.figures.tables import FigureTable, leaving_tables
from spoc_desk.casework.print_sources import Source
from spoc_desk.domain.figures import Period, period_of
from spoc_desk.domain.prints import PrintKind
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.printing.documents.figures import PaperTable, SampleFacts, audit_sample, figures
from spoc_desk.vault.vault import Vault

CSV_HEADS: Final = ("Table", "What", "When", "Number")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class FiguresPaper:
    """What is printed, its reference in the register, and how it is built."""

    reference: str
    source: Source


def figures_paper(vault: Vault, kind: PrintKind, record_id: str) -> FiguresPaper:
    """Return the paper of a period ("2026-2") or of a sample. Raises NotYet before figures were given out."""
    return _sample(vault, record_id) if kind is PrintKind.FIGURES_SAMPLE else _figures(vault, record_id)


def given_tables(vault: Vault, period: Period) -> tuple[FigureTable, ...]:
    """Return the tables of a period that were given out. Raises NotYet where there are none."""
    tables = leaving_tables(vault, period, given_only=True)
    if not tables:
        raise NotYet("Give these figures out first: then they stay as they are.", "domain 2.7")
    return tables


def as_csv(tables: tuple[FigureTable, ...]) -> bytes:
    """Return tables as one CSV file: a line for each number, and the notes as lines of their own."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(CSV_HEADS)
    for table in tables:
        for row in table.rows:
            for head, cell in zip(table.heads[1:], row[1:], strict=True):
                if cell:
                    writer.writerow([_tame(each) for each in (table.title, row[0].removeprefix("– "), head, cell)])
        for note in table.notes:
            writer.writerow([_tame(table.title), "Note", "", _tame(note)])
    return out.getvalue().encode("utf-8-sig")


def _tame(text: str) -> str:
    """A spreadsheet must not read a name of a school as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _figures(vault: Vault, key: str) -> FiguresPaper:
    try:
        period = period_of(key)
    except ValueError as error:
        raise BadAnswer("Choose a quarter or a year, such as 2026-2 or 2026-0.", "record_ids") from error
    tables = tuple(
        PaperTable(each.title, each.heads, each.rows, each.notes, each.state) for each in given_tables(vault, period)
    )
    return FiguresPaper(period.name, Source(lambda paper: figures(tables, period=period.words, paper=paper)))


def _sample(vault: Vault, sample_id: str) -> FiguresPaper:
    one = drawn_again(vault, sample_id)
    facts = SampleFacts(one.words, one.sample.seed, one.references, one.sample.size, one.same)
    source = Source(lambda paper: audit_sample(facts, paper=paper))
    return FiguresPaper(f"Sample {one.sample.sample_no}", source)

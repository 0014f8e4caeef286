"""RELAY in figures as a PDF: only tables whose small numbers are hidden already. Imports the layout engine."""

from collections.abc import Sequence
from datetime import date

from spoc_desk.casework.council import profile
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.relay.figures import Published, leaving, stretch_words
from spoc_desk.errors import NotAtThisDesk
from spoc_desk.printing.blocks import Document
from spoc_desk.printing.documents.relay_figures import FigureTable, relay_figures
from spoc_desk.printing.paper import Paper
from spoc_desk.printing.render import render
from spoc_desk.vault.vault import Vault

FILE_NAME = "relay-figures.pdf"


def figures_document(vault: Vault, first: date, last: date, *, large_print: bool = False) -> Document:
    """Return the tables that may leave, of the months from that of *first* to that of *last*."""
    if not sees(vault, Sight.RELAY):
        raise NotAtThisDesk()
    council = profile(vault)
    paper = Paper(marking=council.marking, sample=council.practice, large_print=large_print)
    return relay_figures(_tables(leaving(vault, first, last)), stretch=stretch_words(first, last), paper=paper)


def figures_pdf(vault: Vault, first: date, last: date, *, large_print: bool = False) -> bytes:
    """Return the same as a PDF. It names nobody, so it has no number and does not stand in the print register."""
    return render(figures_document(vault, first, last, large_print=large_print), made_on=vault.clock.today())


def _tables(found: Sequence[Published]) -> tuple[FigureTable, ...]:
    return tuple(FigureTable(each.title, each.heads, each.rows, each.notes) for each in found)

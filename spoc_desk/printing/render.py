"""The way from blocks to a finished file."""

import io
from dataclasses import replace
from datetime import date

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from spoc_desk.domain.house_dates import short_date
from spoc_desk.printing.archive import archive
from spoc_desk.printing.blocks import Document
from spoc_desk.printing.furniture import furniture, ground
from spoc_desk.printing.glyphs import check_printable
from spoc_desk.printing.layout import flowables
from spoc_desk.printing.style import Sheet, sheet
from spoc_desk.printing.tags import Node, TagCanvas
from spoc_desk.printing.typeface import REGULAR


def render(document: Document, *, made_on: date) -> bytes:
    """Return *document* as a PDF that keeps PDF/UA-1 and PDF/A-2a. The same document and day give the same bytes.

    One to be filled in on a screen keeps PDF/UA-1 only: what is typed later is out of this program's hands.

    Raises UnprintableText where the typeface lacks a character, naming it.
    """
    check_printable(document)
    measures = sheet(is_landscape=document.landscape, is_large=document.large_print, has_edition=bool(document.edition))
    measures = replace(measures, is_fillable=document.fillable)
    root = Node("Document")
    raw = io.BytesIO()
    template = _template(raw, document, measures)
    story = flowables(document, measures, root, short_date(made_on))
    template.build(story, canvasmaker=_CanvasMaker(document, measures))
    return archive(raw.getvalue(), root, title=document.title, made_on=made_on, fillable=document.fillable)


def _template(raw: io.BytesIO, document: Document, measures: Sheet) -> BaseDocTemplate:
    frame = Frame(
        measures.side, measures.bottom, measures.width, measures.height,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    page = PageTemplate(frames=[frame], pagesize=measures.page, onPage=ground(document, measures))
    return BaseDocTemplate(
        raw, pagesize=measures.page, pageTemplates=[page], initialFontName=REGULAR, invariant=1, pageCompression=0
    )


class _CanvasMaker:
    """Makes the canvas with the furniture of one document on it."""

    def __init__(self, document: Document, measures: Sheet) -> None:
        self._furniture = furniture(document, measures)

    def __call__(self, *args: object, **options: object) -> Canvas:
        canvas = TagCanvas(*args, **options)
        canvas.draw_furniture = self._furniture
        return canvas

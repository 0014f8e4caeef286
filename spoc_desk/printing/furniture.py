"""What stands on every page: marking above and below, copy, reference, page x of y, and SAMPLE where it is one.

All of it is artifact; what a screen reader needs of it is said once under the title.
"""

from collections.abc import Callable

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from spoc_desk.printing.blocks import Document
from spoc_desk.printing.style import BLACK, HAIR, WATER, Sheet
from spoc_desk.printing.typeface import BOLD, REGULAR

_FOLDS_MM = (99, 198)  # from the top: A4 folded to a DL envelope
_SAMPLE = "SAMPLE: invented people"


def furniture(document: Document, sheet: Sheet) -> Callable[[Canvas, int, int], None]:
    """Return what draws the furniture of one page: canvas, page, pages."""

    def draw(canvas: Canvas, page: int, pages: int) -> None:
        width, height = sheet.page
        size, top = sheet.body_pt, height - 14 * mm
        # In large print the foot takes two lines: one would run into the reference.
        rule, marked, foot = (24 * mm, 16 * mm, 8 * mm) if sheet.is_large else (17 * mm, 11 * mm, 11 * mm)
        canvas.saveState()
        canvas.setFillColor(BLACK)
        canvas.setFont(BOLD, size)
        canvas.drawCentredString(width / 2, top, document.marking)
        canvas.drawCentredString(width / 2, marked, document.marking)
        canvas.setFont(REGULAR, size)
        canvas.drawRightString(width - sheet.side, top, document.copy_words)
        canvas.drawRightString(width - sheet.side, foot, f"Page {page} of {pages}")
        canvas.drawString(sheet.side, foot, document.reference)
        if document.sample:
            _sample_words(canvas, sheet, top, size)
        _rules(canvas, sheet, rule, is_folded=height > width)
        canvas.restoreState()

    return draw


def ground(document: Document, sheet: Sheet) -> Callable[[Canvas, object], None]:
    """Return what draws beneath the text of a page: the pale SAMPLE of sample documents."""

    def draw(canvas: Canvas, _template: object) -> None:
        if not document.sample:
            return
        width, height = sheet.page
        with canvas.marked(None):
            canvas.saveState()
            canvas.translate(width / 2, height / 2)
            canvas.rotate(54 if height > width else 35)
            canvas.setFillColor(WATER)
            canvas.setFont(BOLD, 130)
            canvas.drawCentredString(0, -45, "SAMPLE")
            canvas.restoreState()

    return draw


def _sample_words(canvas: Canvas, sheet: Sheet, top: float, size: float) -> None:
    words = _SAMPLE if sheet.page[0] > sheet.page[1] else "SAMPLE"
    width = canvas.stringWidth(words, BOLD, size)
    canvas.setFont(BOLD, size)
    canvas.setLineWidth(1)
    canvas.rect(sheet.side, top - size * 0.4, width + size, size * 1.45, stroke=1, fill=0)
    canvas.drawString(sheet.side + size / 2, top, words)


def _rules(canvas: Canvas, sheet: Sheet, rule: float, *, is_folded: bool) -> None:
    width, height = sheet.page
    canvas.setStrokeColor(BLACK)
    canvas.setLineWidth(HAIR)
    canvas.line(sheet.side, rule, width - sheet.side, rule)
    for fold in _FOLDS_MM if is_folded else ():
        canvas.line(5 * mm, height - fold * mm, 9 * mm, height - fold * mm)

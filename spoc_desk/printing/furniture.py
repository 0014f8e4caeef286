"""What stands on every page: marking above and below, copy, reference, edition, page x of y, and SAMPLE on samples.

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
_HEAD_MM = 14  # from the upper edge of the page to the first line

# From the lower edge: the rule, the marking, the reference or edition, the page number; plain, and with an edition.
_FEET_MM = ((17.0, 11.0, 11.0, 11.0), (20.5, 15.0, 9.0, 9.0))
_LARGE_FEET_MM = ((24.0, 16.0, 8.0, 8.0), (32.0, 24.0, 16.0, 8.0))


def furniture(document: Document, sheet: Sheet) -> Callable[[Canvas, int, int], None]:
    """Return what draws the furniture of one page: canvas, page, pages."""

    def draw(canvas: Canvas, page: int, pages: int) -> None:
        canvas.saveState()
        canvas.setFillColor(BLACK)
        _head(canvas, document, sheet)
        rule = _foot(canvas, document, sheet, f"Page {page} of {pages}")
        _rules(canvas, sheet, rule, is_folded=sheet.page[1] > sheet.page[0])
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


def _head(canvas: Canvas, document: Document, sheet: Sheet) -> None:
    top = sheet.page[1] - _HEAD_MM * mm
    _centred(canvas, document.marking, sheet, top)
    # In large print the marking of a form fills its line: copy and SAMPLE go below it.
    low = top - sheet.body_pt * 1.25 if sheet.is_large and document.edition else top
    canvas.setFont(REGULAR, sheet.body_pt)
    canvas.drawRightString(sheet.page[0] - sheet.side, low, document.copy_words)
    if document.sample:
        _sample_words(canvas, sheet, low)


def _foot(canvas: Canvas, document: Document, sheet: Sheet, page: str) -> float:
    """Draw the foot; return how high the rule above it stands. A form's edition takes a line of its own."""
    rule, marked, named, numbered = _foot_lines(document, sheet)
    _centred(canvas, document.marking, sheet, marked)
    canvas.setFont(REGULAR, sheet.body_pt)
    canvas.drawRightString(sheet.page[0] - sheet.side, numbered, page)
    if not document.edition:
        canvas.drawString(sheet.side, named, document.reference)
    elif sheet.is_large:
        canvas.drawString(sheet.side, named, document.edition)
        canvas.drawString(sheet.side, numbered, document.reference)
    else:
        canvas.drawString(
            sheet.side, named, " · ".join(part for part in (document.reference, document.edition) if part)
        )
    return rule


def _foot_lines(document: Document, sheet: Sheet) -> tuple[float, float, float, float]:
    """Return the heights of the rule, the marking, the reference or edition, and the page number."""
    # In large print one line would run the marking into the reference.
    plain, with_edition = _LARGE_FEET_MM if sheet.is_large else _FEET_MM
    rule, marked, named, numbered = (height * mm for height in (with_edition if document.edition else plain))
    return rule, marked, named, numbered


def _centred(canvas: Canvas, text: str, sheet: Sheet, height: float) -> None:
    canvas.setFont(BOLD, sheet.body_pt)
    canvas.drawCentredString(sheet.page[0] / 2, height, text)


def _sample_words(canvas: Canvas, sheet: Sheet, height: float) -> None:
    words, size = _SAMPLE if sheet.page[0] > sheet.page[1] else "SAMPLE", sheet.body_pt
    width = canvas.stringWidth(words, BOLD, size)
    canvas.setFont(BOLD, size)
    canvas.setLineWidth(1)
    canvas.rect(sheet.side, height - size * 0.4, width + size, size * 1.45, stroke=1, fill=0)
    canvas.drawString(sheet.side + size / 2, height, words)


def _rules(canvas: Canvas, sheet: Sheet, rule: float, *, is_folded: bool) -> None:
    width, height = sheet.page
    canvas.setStrokeColor(BLACK)
    canvas.setLineWidth(HAIR)
    canvas.line(sheet.side, rule, width - sheet.side, rule)
    for fold in _FOLDS_MM if is_folded else ():
        canvas.line(5 * mm, height - fold * mm, 9 * mm, height - fold * mm)

"""Sizes, spaces and lines of every document: one face, body 12 pt, large print 18 pt, black on white."""

from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from spoc_desk.printing.blocks import Voice
from spoc_desk.printing.typeface import BOLD, REGULAR, register

BODY_PT = 12.0
DENSE_PT = 11.0
LARGE_PT = 18.0

BLACK = Color(0, 0, 0)
FILL = Color(0.93, 0.93, 0.93)  # 7 % grey: survives a poor copier, never carries meaning
GUIDE = Color(0.6, 0.6, 0.6)  # writing guides inside a box; its frame is black
WATER = Color(0.9, 0.9, 0.9)
HAIR = 0.5  # points; the thinnest line an office printer draws reliably
RULE = 1.0

SIGNATURE_MM = 14.0
WRITING_MM = 9.0

# Size as a multiple of the body, space before and after in steps: title, heading 1, heading 2, heading 3.
_HEADINGS = ((1.75, 0, 0.6), (1.25, 2.4, 0.8), (1.1, 1.8, 0.6), (1.0, 1.2, 0.4))


@dataclass(frozen=True)
class Sheet:
    """The measures of one kind of page."""

    body_pt: float
    table_pt: float
    is_large: bool
    page: tuple[float, float]
    side: float = 20 * mm
    top: float = 24 * mm
    bottom: float = 22 * mm
    is_fillable: bool = False
    """Its boxes and squares are filled in on a screen."""

    @property
    def width(self) -> float:
        """The width text may take, in points."""
        return self.page[0] - 2 * self.side

    @property
    def height(self) -> float:
        """The height text may take, in points."""
        return self.page[1] - self.top - self.bottom

    @property
    def gap(self) -> float:
        """One step of vertical space."""
        return self.body_pt * 0.5

    def text(self, *, bold: bool = False, size: float = 0, before: float = 0, after: float = 0) -> ParagraphStyle:
        """Return a left-aligned paragraph style; *size* in points, spaces in steps of the sheet."""
        size = size or self.body_pt
        return ParagraphStyle(
            f"{'bold' if bold else 'regular'}-{size}-{before}-{after}",
            fontName=BOLD if bold else REGULAR,
            fontSize=size,
            leading=round(size * (1.25 if size > self.body_pt else 1.36), 2),
            spaceBefore=before * self.gap,
            spaceAfter=after * self.gap,
            allowWidows=0,
            allowOrphans=0,
        )

    def heading(self, level: int) -> ParagraphStyle:
        """Return the style of the title (0) or of a heading (1, 2, 3)."""
        scale, before, after = _HEADINGS[level]
        return self.text(bold=True, size=self.body_pt * scale, before=before, after=after)

    def para(self, voice: Voice) -> ParagraphStyle:
        """Return the style of a running paragraph."""
        if voice is Voice.LEAD:
            return self.text(size=self.body_pt * 1.12, after=1.4)
        return self.text(bold=voice is Voice.STRONG, after=1)

    def cell(self, *, bold: bool = False) -> ParagraphStyle:
        """Return the style inside a table."""
        return self.text(bold=bold, size=self.table_pt)


@lru_cache(maxsize=16)
def sheet(*, is_landscape: bool = False, is_large: bool = False, has_edition: bool = False) -> Sheet:
    """Return the measures for a page format; large print is set anew at 18 pt, always upright, not enlarged.

    The edition of a form takes a line more in the foot, in large print in the head too.
    """
    register()
    if is_large and has_edition:
        return Sheet(LARGE_PT, LARGE_PT, True, A4, top=31 * mm, bottom=39 * mm)
    if is_large:
        return Sheet(LARGE_PT, LARGE_PT, True, A4, bottom=30 * mm)
    page = landscape(A4) if is_landscape else A4
    bottom = (26 if has_edition else 22) * mm
    return Sheet(BODY_PT, DENSE_PT, False, page, side=(15 if is_landscape else 20) * mm, bottom=bottom)

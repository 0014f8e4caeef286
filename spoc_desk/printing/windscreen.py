"""The windscreen on paper: the same bands, patterns and words as on the screen, in black, grey-safe at any copier."""

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from spoc_desk.printing.style import BLACK, FILL, HAIR, RULE, Sheet
from spoc_desk.printing.tags import Node
from spoc_desk.printing.text import paragraph
from spoc_desk.printing.typeface import BOLD, REGULAR
from spoc_desk.thresholds.windscreen import RATIO, Band, Point, Windscreen

YOURS = "Level judged by the professional"
_DOT = 1.1
_LINE = 1.3  # height of a line of words, in sizes
_PLAIN_SHARE = 0.44  # of the glass: what its plain part leaves for two lines of words
_MARGIN = 6.0
_JUDGED = 2.6
_WHITE = Color(1, 1, 1)


class WindscreenPicture(Flowable):  # type: ignore[misc]
    """The bands, and below each the headings under which something is ticked; in large print the list is below all."""

    def __init__(self, of: Windscreen, sheet: Sheet, node: Node) -> None:
        super().__init__()
        self._of, self._sheet, self._node = of, sheet, node
        self._size = sheet.table_pt
        self.spaceBefore = sheet.gap
        self._style = sheet.cell()

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size: the whole width."""
        self.width = width
        self._glass = max(width / RATIO, 2 * self._size * _LINE / _PLAIN_SHARE)
        self._lists = [self._marks(band) for band in self._of.bands]
        heights = [sum(part.height for part in listed) for listed in self._lists]
        listed = sum(heights) if self._sheet.is_large else max(heights, default=0)
        self.height = self._glass + self._pointer_height + listed + _MARGIN
        return width, self.height

    def draw(self) -> None:
        """Draw all of it as one figure; its other text says the same in sentences."""
        canvas = self.canv
        left, low = canvas.absolutePosition(0, 0)
        self._node.box = (left, low, left + self.width, low + self.height)
        with canvas.marked(self._node):
            canvas.saveState()
            canvas.setStrokeColor(BLACK)
            canvas.setLineJoin(1)
            for band in self._of.bands:
                self._draw_band(canvas, band)
            for band in (band for band in self._of.bands if band.judged):
                self._outline(canvas, band, _JUDGED, fill=0)
            for band in self._of.bands:
                self._draw_words(canvas, band)
            self._draw_pointer(canvas)
            self._draw_lists(canvas)
            canvas.restoreState()

    @property
    def _pointer_height(self) -> float:
        return self._size * _LINE + _MARGIN if any(band.judged for band in self._of.bands) else _MARGIN / 2

    def _marks(self, band: Band) -> list[Paragraph]:
        share = 1.0 if self._sheet.is_large else band.right - band.left
        words = [f"{band.label}: {mark.label}" if self._sheet.is_large else mark.label for mark in band.marks]
        made = [paragraph(one, self._style) for one in words]
        for part in made:
            part.wrap(self.width * share - self._size - 2 * _MARGIN, self.height if hasattr(self, "height") else 1e4)
        return made

    def _at(self, point: Point) -> Point:
        return point[0] * self.width, self.height - point[1] * self._glass

    def _draw_band(self, canvas: Canvas, band: Band) -> None:
        canvas.setFillColor(FILL if band.judged else _WHITE)
        self._outline(canvas, band, RULE, fill=1)
        canvas.setFillColor(BLACK)
        for x, y in map(self._at, band.dots):
            canvas.circle(x, y, _DOT, stroke=0, fill=1)
        canvas.setLineWidth(HAIR)
        for begin, end in band.lines:
            canvas.line(*self._at(begin), *self._at(end))

    def _outline(self, canvas: Canvas, band: Band, weight: float, *, fill: int) -> None:
        path = canvas.beginPath()
        path.moveTo(*self._at(band.outline[0]))
        for point in band.outline[1:]:
            path.lineTo(*self._at(point))
        path.close()
        canvas.setLineWidth(weight)
        canvas.drawPath(path, stroke=1, fill=fill)

    def _draw_words(self, canvas: Canvas, band: Band) -> None:
        middle, high = self._at(band.word_at)
        canvas.setFillColor(BLACK)
        canvas.setFont(BOLD, self._size)
        canvas.drawCentredString(middle, high + self._size * 0.25, band.label)
        side = self._size * 0.55
        wide = stringWidth(band.words, REGULAR, self._size) + side + 4
        left, low = middle - wide / 2, high - self._size * 0.95
        _draw_sign(canvas, left, low, side, filled=bool(band.marks))
        canvas.setFont(REGULAR, self._size)
        canvas.drawString(left + side + 4, low, band.words)

    def _draw_pointer(self, canvas: Canvas) -> None:
        """A triangle that points up at the judged band, and whose judgement it is."""
        for band in (band for band in self._of.bands if band.judged):
            middle = (band.left + band.right) / 2 * self.width
            top = self.height - self._glass - _MARGIN / 2
            side = self._size * 0.7
            path = canvas.beginPath()
            path.moveTo(middle, top)
            path.lineTo(middle + side / 2, top - side)
            path.lineTo(middle - side / 2, top - side)
            path.close()
            canvas.setFillColor(BLACK)
            canvas.drawPath(path, stroke=0, fill=1)
            canvas.setFont(BOLD, self._size)
            gap = side / 2 + 4
            wide = stringWidth(YOURS, BOLD, self._size)
            # The words stand at the side where the page has room for them.
            x = middle + gap if middle + gap + wide <= self.width else middle - gap - wide
            canvas.drawString(x, top - side, YOURS)

    def _draw_lists(self, canvas: Canvas) -> None:
        top = self.height - self._glass - self._pointer_height - _MARGIN / 2
        for band, listed in zip(self._of.bands, self._lists, strict=True):
            left = 0.0 if self._sheet.is_large else band.left * self.width + _MARGIN / 2
            y = top
            for part in listed:
                _draw_sign(canvas, left, y - self._size * 0.9, self._size * 0.55, filled=True)
                y -= part.height
                part.drawOn(canvas, left + self._size, y)
            top = y if self._sheet.is_large else top


def _draw_sign(canvas: Canvas, left: float, low: float, side: float, *, filled: bool) -> None:
    """A filled diamond where something is ticked, an empty ring where nothing is."""
    middle, centre, reach = left + side / 2, low + side * 0.62, side / 2
    canvas.setLineWidth(0.8)
    canvas.setFillColor(BLACK)
    if not filled:
        canvas.circle(middle, centre, reach * 0.85, stroke=1, fill=0)
        return
    path = canvas.beginPath()
    path.moveTo(middle, centre + reach)
    path.lineTo(middle + reach, centre)
    path.lineTo(middle, centre - reach)
    path.lineTo(middle - reach, centre)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)

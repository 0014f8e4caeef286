"""The drawn parts of a page that are not plain paragraphs or tables: signs with text, boxes, frames, cut lines."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from spoc_desk.printing.blocks import Sign
from spoc_desk.printing.signs import draw_sign
from spoc_desk.printing.style import BLACK, FILL, GUIDE, HAIR, RULE, WRITING_MM
from spoc_desk.printing.tags import Node, Tagged, TaggedParagraph


class Hanging(Tagged, Flowable):  # type: ignore[misc]
    """A paragraph with a sign or a number hanging in the margin before it; the paragraph carries `node`.

    `more` is set below the paragraph, with tags of its own.
    """

    def __init__(
        self,
        body: TaggedParagraph,
        *,
        more: Sequence[TaggedParagraph] = (),
        sign: Sign | None = None,
        label: TaggedParagraph | None = None,
        sign_node: Node | None = None,
        name: str = "",
        after: float = 0,
    ) -> None:
        super().__init__()
        self._body, self._more, self._sign, self._label, self.sign_node = body, more, sign, label, sign_node
        self._name = name
        size = body.style.fontSize
        self._gutter = size * (1.55 if sign else 2.0)
        self.spaceAfter = after
        self.node = body.node

    @property
    def natural_width(self) -> float:
        """How wide it is when nothing forces its text into a second line."""
        style = self._body.style
        return float(self._gutter + stringWidth(self._body.getPlainText(), style.fontName, style.fontSize) + 1)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size taken within *width*."""
        parts = (self._body, *self._more)
        self._heights = [part.wrap(width - self._gutter, height)[1] for part in parts]
        self.height = sum(self._heights)
        if self._label is not None:
            self._label.wrap(self._gutter, height)
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """Draw the sign or number, then the paragraph."""
        self._body.node = self.node
        size = self._body.style.fontSize
        if self._sign is not None:
            self._draw_sign(self._sign, size * 0.85)
        if self._label is not None:
            self._label.drawOn(self.canv, 0, self.height - self._label.height)
        y = self.height
        for part, height in zip((self._body, *self._more), self._heights, strict=True):
            y -= height
            part.drawOn(self.canv, self._gutter, y)

    def _draw_sign(self, sign: Sign, size: float) -> None:
        # Centred on the capitals of the first line.
        y = self.height - self._body.style.fontSize * 0.62 - size * 0.5
        if self._name and self.sign_node is not None:
            self.canv.entry(self.sign_node, self._name, (0.5, y, size, size), is_tick=True)
            return
        if self.sign_node is not None:
            left, low = self.canv.absolutePosition(0, y)
            self.sign_node.box = (left, low, left + size, low + size)
        with self.canv.marked(self.sign_node):
            draw_sign(self.canv, sign, 0.5, y, size)


class TickLine(Tagged, Flowable):  # type: ignore[misc]
    """Squares with their words one after the other, as many lines as they take; its list stands under `node`."""

    def __init__(self, items: Sequence[tuple[Hanging, str]], *, gap: float, is_fillable: bool) -> None:
        super().__init__()
        self._items, self._gap, self._is_fillable = tuple(items), gap, is_fillable

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size: the whole width, and the lines the squares take in it."""
        self._places: list[tuple[float, float]] = []
        x = top = line = 0.0
        for item, _ in self._items:
            wide = min(item.natural_width, width)
            if x and x + wide > width:
                x, top, line = 0.0, top + line, 0.0
            line = max(line, item.wrap(wide, height)[1])
            self._places.append((x, top))
            x += wide + self._gap
        self.width, self.height = width, top + line
        return self.width, self.height

    def draw(self) -> None:
        """Draw each square and its words, and give them their place in the structure."""
        outline = self.node.add("L", numbering="None") if self.node is not None else None
        for (item, alt), (x, top) in zip(self._items, self._places, strict=True):
            if outline is not None:
                entry = outline.add("LI")
                label = entry.add("Lbl")
                item.sign_node = label.add("Form") if self._is_fillable else label.add("Figure", alt=alt)
                item.node = entry.add("LBody")
            item.drawOn(self.canv, x, self.height - top - item.height)


class WritingBox(Flowable):  # type: ignore[misc]
    """A black frame with faint writing guides. An artifact: its label stands above as text.

    With a node it is a field of that name on a screen.
    """

    def __init__(
        self, height: float, *, ruled: bool, after: float = 0, name: str = "", node: Node | None = None
    ) -> None:
        super().__init__()
        self.height, self._ruled, self.spaceAfter = height, ruled, after
        self._name, self._node = name, node

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size: the whole width."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """Draw guides first, the frame over them."""
        canvas, step = self.canv, WRITING_MM * mm
        with canvas.marked(None):
            canvas.saveState()
            canvas.setStrokeColor(GUIDE)
            canvas.setLineWidth(HAIR)
            # Guides are for a pen: typed lines would run across them.
            for line in range(1, round(self.height / step) if self._ruled and self._node is None else 0):
                y = self.height - line * step
                canvas.line(3 * mm, y, self.width - 3 * mm, y)
            canvas.setStrokeColor(BLACK)
            canvas.setLineWidth(RULE)
            canvas.rect(0, 0, self.width, self.height, stroke=1, fill=0)
            canvas.restoreState()
        if self._node is not None:
            canvas.entry(self._node, self._name, (2, 2, self.width - 4, self.height - 4))


class Framed(Flowable):  # type: ignore[misc]
    """Paragraphs on a light ground with a black bar at their left."""

    def __init__(self, parts: Sequence[TaggedParagraph], *, before: float, after: float, pad: float) -> None:
        super().__init__()
        self._parts, self._pad = tuple(parts), pad
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size: the whole width, and the paragraphs with a margin round them."""
        self._heights = [part.wrap(width - 2.4 * self._pad, height)[1] for part in self._parts]
        self.width, self.height = width, sum(self._heights) + 1.6 * self._pad
        return width, self.height

    def draw(self) -> None:
        """Draw the ground, then the paragraphs from the top."""
        canvas = self.canv
        with canvas.marked(None):
            canvas.saveState()
            canvas.setFillColor(FILL)
            canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
            canvas.setFillColor(BLACK)
            canvas.rect(0, 0, 2.5, self.height, stroke=0, fill=1)
            canvas.restoreState()
        y = self.height - 0.8 * self._pad
        for part, height in zip(self._parts, self._heights, strict=True):
            y -= height
            part.drawOn(canvas, 1.3 * self._pad, y)


class Dashes(Flowable):  # type: ignore[misc]
    """A dashed line to cut along."""

    def __init__(self, *, before: float) -> None:
        super().__init__()
        self.spaceBefore = before

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size: the whole width."""
        self.width, self.height = width, 2.0
        return width, self.height

    def draw(self) -> None:
        """Draw the dashes."""
        with self.canv.marked(None):
            self.canv.saveState()
            self.canv.setStrokeColor(BLACK)
            self.canv.setLineWidth(0.75)
            self.canv.setDash(4, 3)
            self.canv.line(0, 1, self.width, 1)
            self.canv.restoreState()


class Line(Flowable):  # type: ignore[misc]
    """A black rule across the page."""

    def __init__(self, *, weight: float = RULE, after: float = 0) -> None:
        super().__init__()
        self._weight, self.spaceAfter = weight, after

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size: the whole width."""
        self.width, self.height = width, self._weight
        return width, self.height

    def draw(self) -> None:
        """Draw the rule."""
        with self.canv.marked(None):
            self.canv.saveState()
            self.canv.setStrokeColor(BLACK)
            self.canv.setLineWidth(self._weight)
            self.canv.line(0, 0, self.width, 0)
            self.canv.restoreState()

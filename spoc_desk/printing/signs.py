"""Small shapes that repeat in black and white what the words beside them say."""

from reportlab.pdfgen.canvas import Canvas

from spoc_desk.printing.blocks import Sign
from spoc_desk.printing.style import BLACK

_SQUARES = {Sign.TICKED, Sign.NOT_TICKED, Sign.TO_TICK}


def draw_sign(canvas: Canvas, sign: Sign, x: float, y: float, size: float) -> None:
    """Draw *sign* in black into the square whose lower left corner is at *x*, *y*."""
    canvas.saveState()
    canvas.setStrokeColor(BLACK)
    canvas.setFillColor(BLACK)
    canvas.setLineWidth(max(0.8, size * 0.08))
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    if sign in _SQUARES:
        canvas.rect(x, y, size, size, stroke=1, fill=0)
        if sign is Sign.TICKED:
            _tick(canvas, x, y, size)
    else:
        _state(canvas, sign, x, y, size)
    canvas.restoreState()


def _state(canvas: Canvas, sign: Sign, x: float, y: float, size: float) -> None:
    radius, mid_x, mid_y = size / 2, x + size / 2, y + size / 2
    if sign is Sign.NONE:
        _line(canvas, (x + size * 0.1, mid_y), (x + size * 0.9, mid_y))
    elif sign is Sign.STOP:
        _line(canvas, (x + size * 0.1, y + size * 0.1), (x + size * 0.9, y + size * 0.9))
        _line(canvas, (x + size * 0.1, y + size * 0.9), (x + size * 0.9, y + size * 0.1))
    elif sign is Sign.WARN:
        _line(canvas, (x, y), (mid_x, y + size), (x + size, y), (x, y))
        _line(canvas, (mid_x, y + size * 0.62), (mid_x, y + size * 0.38))
        canvas.circle(mid_x, y + size * 0.18, size * 0.03)
    elif sign is Sign.DONE:
        _tick(canvas, x, y, size)
    else:
        canvas.circle(mid_x, mid_y, radius, stroke=1, fill=1 if sign is Sign.FULL else 0)
        if sign is Sign.HALF:
            canvas.wedge(x, y, x + size, y + size, 90, 180, stroke=1, fill=1)


def _tick(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.setLineWidth(size * 0.16)
    corners = ((0.18, 0.5), (0.42, 0.22), (0.86, 0.8))
    _line(canvas, *((x + across * size, y + up * size) for across, up in corners))


def _line(canvas: Canvas, *points: tuple[float, float]) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)

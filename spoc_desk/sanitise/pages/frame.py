"""How a PDF page is seen: cut to its crop box, turned, measured from the top left."""

from dataclasses import dataclass

from spoc_desk.sanitise.pages.source import Box

Bounds = tuple[float, float, float, float]  # left, bottom, right, top, in the page's own coordinates
Matrix = tuple[float, float, float, float, float, float]

UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class Frame:
    """The part of a page that is shown, and the quarter turns it is shown with."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int  # quarter turns clockwise

    @property
    def width(self) -> float:
        """Return the width as seen."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Return the height as seen."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    @property
    def bounds(self) -> Bounds:
        """Return the shown part in the page's own coordinates."""
        return (self.left, self.bottom, self.right, self.top)

    def seen(self, bounds: Bounds) -> Box:
        """Return where a region of the page is seen."""
        left, bottom, right, top = bounds
        match self.turns:
            case 1:
                return (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
            case 2:
                return (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
            case 3:
                return (self.top - top, self.right - right, self.top - bottom, self.right - left)
            case _:
                return (left - self.left, self.top - top, right - self.left, self.top - bottom)


def moved(bounds: Bounds, by: Matrix) -> Bounds:
    """Return the bounds of a region after a matrix."""
    if by == UNMOVED:
        return bounds
    left, bottom, right, top = bounds
    a, b, c, d, e, f = by
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    return (
        min(x for x, _ in corners),
        min(y for _, y in corners),
        max(x for x, _ in corners),
        max(y for _, y in corners),
    )


def chained(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that does *inner* first, then *outer*."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def meet(one: Bounds, other: Bounds) -> bool:
    """Return whether two regions overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def within(inner: Bounds, outer: Bounds, slack: float = 1.0) -> bool:
    """Return whether a region lies inside another one, give or take *slack* points."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )

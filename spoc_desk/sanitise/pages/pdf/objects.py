"""The things a page is painted with, bottom first: texts, shapes and pictures, also those inside forms."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import pypdfium2.raw as pdfium

from spoc_desk.sanitise.pages.frame import UNMOVED, Bounds, Matrix, chained, moved
from spoc_desk.sanitise.pages.pdf.opening import Page

MOST_OBJECTS = 150_000
DEEPEST = 24  # forms inside forms


class Kind(IntEnum):
    """What an object is; the numbers are pdfium's."""

    TEXT = pdfium.FPDF_PAGEOBJ_TEXT
    SHAPE = pdfium.FPDF_PAGEOBJ_PATH
    PICTURE = pdfium.FPDF_PAGEOBJ_IMAGE
    SHADING = pdfium.FPDF_PAGEOBJ_SHADING


@dataclass(frozen=True, slots=True)
class Thing:
    """One object of the page."""

    kind: Kind
    order: int  # painted earlier when smaller
    bounds: Bounds  # in the page's own coordinates
    depth: int  # 0 on the page itself, more inside forms
    handle: object  # pdfium's; valid while the page is open
    address: int
    points: int = 0  # of a filled shape: a rectangle has 5, a letter drawn as a shape 20 and more
    pixels: tuple[int, int] = (0, 0)  # of a picture
    whole: Bounds | None = None  # of a picture that is cut to its bounds: what it would fill uncut


def things_on(page: Page) -> list[Thing]:
    """Return what the page is painted with, bottom first."""
    things: list[Thing] = []
    for order, (handle, matrix, depth) in enumerate(_handles(page)):
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind not in Kind._value2member_map_:
            continue
        bounds = _bounds(handle)
        if bounds is None:
            continue
        seen, points, pixels = bounds, 0, (0, 0)
        if kind == Kind.SHAPE:
            points = _points(handle)
        elif kind == Kind.PICTURE:
            pixels, seen = _pixels(handle), _cut(bounds, clip_of(handle))
        whole = moved(bounds, matrix) if seen != bounds else None
        things.append(
            Thing(Kind(kind), order, moved(seen, matrix), depth, handle, _address(handle), points, pixels, whole)
        )
    return things


def _cut(bounds: Bounds, clip: Bounds | None) -> Bounds:
    """Return what is left of a picture that is cut; all of it where nothing is left, to be on the safe side."""
    left = _both(bounds, clip) if clip is not None else bounds
    return left if left[0] < left[2] and left[1] < left[3] else bounds


def _points(handle: object) -> int:
    return max(pdfium.FPDFPath_CountSegments(handle), 0) if is_filled(handle) else 0


def _pixels(handle: object) -> tuple[int, int]:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(handle, width, height)
    return (width.value, height.value)


def _handles(page: Page) -> Iterator[tuple[object, Matrix, int]]:
    """Walk the page and its forms without recursion, in painting order."""
    served = 0
    stack = [(pdfium.FPDFPage_GetObject, page.opened, 0, pdfium.FPDFPage_CountObjects(page.opened), UNMOVED)]
    while stack and served <= MOST_OBJECTS:
        fetch, holder, index, count, matrix = stack.pop()
        if index >= count:
            continue
        stack.append((fetch, holder, index + 1, count, matrix))
        handle = fetch(holder, index)
        if not handle:
            continue
        served += 1
        depth = len(stack) - 1
        yield handle, matrix, depth
        if pdfium.FPDFPageObj_GetType(handle) == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = chained(matrix_of(handle), matrix)
            stack.append((pdfium.FPDFFormObj_GetObject, handle, 0, pdfium.FPDFFormObj_CountObjects(handle), inner))


def matrix_of(handle: object) -> Matrix:
    """Return the matrix of an object; the one that moves nothing where it has none."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, matrix):
        return UNMOVED
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _bounds(handle: object) -> Bounds | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(handle, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    if not all(math.isfinite(side) for side in (left, bottom, right, top)):
        return None
    return (left, bottom, right, top)


def _address(handle: object) -> int:
    return ctypes.addressof(handle.contents)  # type: ignore[attr-defined]  # pypdfium2 is untyped


@dataclass(frozen=True, slots=True)
class Paint:
    """The colour something is filled with."""

    red: int
    green: int
    blue: int
    opacity: int

    @property
    def light(self) -> float:
        """Return how bright the colour is, 0 to 255."""
        return 0.299 * self.red + 0.587 * self.green + 0.114 * self.blue


def fill_of(handle: object) -> Paint | None:
    """Return the fill colour of an object; none for patterns."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(handle, *parts):
        return None
    return Paint(*(part.value for part in parts))


def is_filled(handle: object) -> bool:
    """Return whether a shape is filled, not only outlined."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(handle, mode, stroke)) and mode.value != pdfium.FPDF_FILLMODE_NONE


def clip_of(handle: object) -> Bounds | None:
    """Return the bounds of what an object is cut to; none where it is not cut."""
    path = pdfium.FPDFPageObj_GetClipPath(handle)
    if not path:
        return None
    cut: Bounds | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(min(max(pdfium.FPDFClipPath_CountPaths(path), 0), 32)):
        points = []
        for index in range(min(max(pdfium.FPDFClipPath_CountPathSegments(path, number), 0), 200)):
            segment = pdfium.FPDFClipPath_GetPathSegment(path, number, index)
            if segment and pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                points.append((x.value, y.value))
        if points:
            bounds = (
                min(p[0] for p in points),
                min(p[1] for p in points),
                max(p[0] for p in points),
                max(p[1] for p in points),
            )
            cut = bounds if cut is None else _both(cut, bounds)
    return cut


def _both(one: Bounds, other: Bounds) -> Bounds:
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))


def layer_of(handle: object) -> bool:
    """Return whether an object is marked as part of a layer that can be switched off."""
    for number in range(min(max(pdfium.FPDFPageObj_CountMarks(handle), 0), 16)):
        mark = pdfium.FPDFPageObj_GetMark(handle, number)
        name = ctypes.create_string_buffer(16)
        length = ctypes.c_ulong()
        if pdfium.FPDFPageObjMark_GetName(mark, ctypes.cast(name, ctypes.POINTER(pdfium.FPDF_WCHAR)), 16, length) and (
            name.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0") == "OC"
        ):
            return True
    return False

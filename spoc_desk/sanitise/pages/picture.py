"""A picture file as pages: one page for each frame, turned as the camera says, at a size that fits paper."""

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from spoc_desk.errors import RefusedByRule
from spoc_desk.sanitise.pages.source import Box, scale_for
from spoc_desk.sanitise.readers.unit import PageSize

# Named by their readers, so that those are loaded and no others: Pillow would also start programs for some formats.
_READERS = (
    JpegImagePlugin.JpegImageFile,
    PngImagePlugin.PngImageFile,
    TiffImagePlugin.TiffImageFile,
    GifImagePlugin.GifImageFile,
    BmpImagePlugin.BmpImageFile,
    WebPImagePlugin.WebPImageFile,
)
FORMATS = tuple(reader.format for reader in _READERS)
LARGEST = 150_000_000  # pixels of one frame; A0 at 300 dpi has 140 million
LARGEST_DECODED = 450_000_000  # bytes of one frame once decoded
MOST_FRAMES = 1_000

_PNG_NOTES = (b"eXIf", b"Raw profile type exif")
_LONG_SIDE = 842.0  # points: the long side of A4, for pictures that do not say how large they are
_LONGEST_PAGE = 14_400.0  # points
_LIKELY_DPI = range(120, 1201)  # what a scanner writes; cameras write 72 or 96 whatever they took


logging.getLogger("PIL").setLevel(logging.CRITICAL)  # its notes could speak of the picture


class PictureBroken(RefusedByRule):
    """{sentence}"""


class PicturePages:
    """The frames of one picture file.

    Raises:
        PictureBroken: it is no picture the program can draw, or it claims to be larger than the program draws.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        with _quiet():
            self._image = _opened(data)
            self.claimed = _frames(self._image)
        self._frames = min(self.claimed, MOST_FRAMES)
        # To ask a PNG without such notes for them, Pillow would decode it whole: half a gigabyte for a large one.
        self._may_be_turned = self._image.format != "PNG" or any(note in data for note in _PNG_NOTES)

    @property
    def frames(self) -> int:
        """Return how many pages the picture has."""
        return self._frames

    def close(self) -> None:
        """Let go of the file."""
        self._image.close()

    def pixels(self, page: int) -> tuple[int, int]:
        """Return width and height of a frame as it is seen, in pixels."""
        with _quiet():
            self._seek(page)
            width, height = self._image.size
            return (height, width) if self._may_be_turned and _is_on_its_side(self._image) else (width, height)

    def sizes(self) -> tuple[PageSize, ...]:
        """Return the size of each frame in points."""
        return tuple(self._size(page) for page in range(1, self._frames + 1))

    def render(self, page: int, dpi: int, *, grey: bool = False) -> Image.Image:
        """Return a frame, turned as it is seen, on white where it is transparent."""
        with _quiet():
            self._seek(page)
            size = self._size(page)
            scale = scale_for(size.width, size.height, dpi)
            wanted = (max(1, round(size.width * scale)), max(1, round(size.height * scale)))
            try:
                upright = ImageOps.exif_transpose(_flat(self._image, grey=grey))
            except _TROUBLE as trouble:
                raise PictureBroken("This picture is damaged and cannot be drawn.") from trouble
            return upright if upright.size == wanted else upright.resize(wanted, Image.Resampling.LANCZOS)

    def text_boxes(self, page: int, spans: Sequence[tuple[int, int]]) -> tuple[tuple[Box, ...], ...]:
        """Return nothing: the program reads no words in a picture."""
        return tuple(() for _ in spans)

    def _seek(self, page: int) -> None:
        try:
            self._image.seek(page - 1)
        except _TROUBLE as trouble:
            raise PictureBroken("This picture is damaged and cannot be drawn.") from trouble
        _refuse_giant(self._image)

    def _size(self, page: int) -> PageSize:
        width, height = self.pixels(page)
        dots = _dots_per_inch(self._image)
        scale = 72 / dots if dots else _LONG_SIDE / max(width, height, 1)
        if not dots:
            scale = min(scale, 0.75)  # a small picture is not blown up: 96 dots to the inch
        scale = min(scale, _LONGEST_PAGE / max(width, height, 1))
        return PageSize(page, round(max(width * scale, 1.0), 2), round(max(height * scale, 1.0), 2))


# What Pillow raises on damaged pictures, beside its own classes.
_TROUBLE = (
    OSError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    ArithmeticError,
    AttributeError,
    SyntaxError,
    EOFError,
    MemoryError,
    RuntimeError,
    AssertionError,
    Image.DecompressionBombError,
)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Pillow's warnings about damaged and very large pictures to ourselves; our own limits stand below."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _opened(data: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as trouble:
        raise PictureBroken("This picture is larger than the program draws.") from trouble
    except _TROUBLE as trouble:
        raise PictureBroken("This picture is damaged or of a kind the program does not draw.") from trouble
    _refuse_giant(image)
    return image


def _frames(image: Image.Image) -> int:
    """Return how many pages there are; further images inside a JPEG are reported, not shown as pages."""
    if image.format in ("JPEG", "MPO"):
        return 1
    try:
        return max(int(getattr(image, "n_frames", 1)), 1)
    except _TROUBLE:
        return 1


def _refuse_giant(image: Image.Image) -> None:
    """Refuse by the claimed size, before anything is decoded."""
    pixels = image.width * image.height
    if pixels > LARGEST or pixels * len(image.getbands()) > LARGEST_DECODED:
        raise PictureBroken("This picture is larger than the program draws.")


def _flat(image: Image.Image, *, grey: bool) -> Image.Image:
    """Return the picture in grey or colour, its holes white."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        ground = Image.new("RGBA", clear.size, (255, 255, 255, 255))
        ground.alpha_composite(clear)
        flat = ground.convert("L" if grey else "RGB")
        flat.info["exif"] = image.info.get("exif", b"")
        return flat
    if image.mode == "LAB":
        return image.getchannel(0).convert(
            "L" if grey else "RGB"
        )  # the lightness: words stand out as they do in colour
    if image.mode.startswith("I") or image.mode == "F":
        return _squeezed(image).convert("L" if grey else "RGB")
    return image.convert("L" if grey else "RGB")


def _squeezed(image: Image.Image) -> Image.Image:
    """Bring a picture of more than 256 greys into 256."""
    wide = image.convert("F")
    extremes = wide.getextrema()
    low, high = float(extremes[0]), float(extremes[1])  # type: ignore[arg-type]  # one band gives two numbers
    factor = 255 / (high - low) if high > low else 1.0
    return wide.point(lambda value: value * factor - low * factor).convert("L")


def _is_on_its_side(image: Image.Image) -> bool:
    try:
        return image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    except _TROUBLE:
        return False


def _dots_per_inch(image: Image.Image) -> float:
    found = image.info.get("dpi")
    try:
        dots = float(max(found)) if found else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0
    return dots if round(dots) in _LIKELY_DPI else 0.0

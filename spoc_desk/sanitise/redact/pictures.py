"""Pictures as plain pixels: whatever a picture file carried beside them (place, camera, thumbnail) is gone.

Each coder gives the same bytes for the same pixels. The two that are exact (`fax`, `greys`) let the proof code the
pixels again and compare: not a bit can hide beside them.
"""

import zlib
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from PIL import Image, TiffImagePlugin

_LONGEST = 2400  # pixels of a kept picture; more only makes the file large
_JPEG_QUALITY = 50
_KEPT_QUALITY = 85
_STRIP_OFFSETS, _STRIP_COUNTS = 273, 279
_GREYS_LEVEL = 1  # 5 ms a page; level 6 takes 12 ms for a third less
_SIXTEENTHS = [round(grey / 17) for grey in range(256)]
_WHOLE = 1 << 30  # one strip for the whole page


class Coding(StrEnum):
    """How pixels lie in the copy."""

    FAX = "CCITTFaxDecode"
    JPEG = "DCTDecode"
    GREYS = "FlateDecode"  # sixteen greys


@dataclass(frozen=True)
class Coded:
    """A coded picture."""

    coding: Coding
    width: int
    height: int
    colours: int  # 1 or 3
    data: bytes

    def entries(self) -> bytes:
        """Return the entries of its PDF dictionary."""
        shared = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % (self.width, self.height)
        if self.coding is Coding.FAX:
            parameters = b"<</K -1/Columns %d/Rows %d/BlackIs1 true>>" % (self.width, self.height)
            shared += b"/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms" + parameters
            return shared
        if self.coding is Coding.GREYS:
            return shared + b"/ColorSpace/DeviceGray/BitsPerComponent 4/Filter/FlateDecode"
        space = b"DeviceRGB" if self.colours == 3 else b"DeviceGray"
        return shared + b"/ColorSpace/%b/BitsPerComponent 8/Filter/DCTDecode" % space


def plain(image: Image.Image) -> Image.Image:
    """Return a kept picture as grey or colour pixels on white, not larger than needed, with nothing attached."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        glass = image.convert("RGBA")
        ground = Image.new("RGBA", glass.size, "white")
        image = Image.alpha_composite(ground, glass)
    image = image.convert("L" if image.mode in ("1", "L", "I;16", "I", "F") else "RGB")
    if max(image.size) > _LONGEST:
        image.thumbnail((_LONGEST, _LONGEST))
    return bare(image)


def bare(image: Image.Image) -> Image.Image:
    """Return the same pixels without what came with them: Pillow would write a comment or a profile again."""
    return Image.frombytes(image.mode, image.size, image.tobytes())


def jpeg(image: Image.Image, *, kept: bool = False) -> Coded:
    """Code grey or colour pixels. `kept` is for a single picture, which may take more room than a page."""
    out = BytesIO()
    image.info = {}
    image.save(out, "JPEG", quality=_KEPT_QUALITY if kept else _JPEG_QUALITY)
    return Coded(Coding.JPEG, *image.size, len(image.getbands()), out.getvalue())


def greys(image: Image.Image) -> Coded:
    """Code grey pixels in sixteen steps, exactly and packed. Smaller than JPEG for a page that no camera has seen."""
    packed = image.point(_SIXTEENTHS).convert("P").tobytes("raw", "P;4")
    return Coded(Coding.GREYS, *image.size, 1, zlib.compress(packed, _GREYS_LEVEL))


def fax(image: Image.Image) -> Coded:
    """Code black and white pixels as one CCITT group 4 strip, as a PDF embeds it (ITU-T T.6).

    Pillow codes its white as a "1", which the coding calls black; the picture's dictionary says so.
    """
    out = BytesIO()
    image.info = {}
    image.save(out, "TIFF", compression="group4", strip_size=_WHOLE)
    tiff = out.getvalue()
    out.seek(0)
    with Image.open(out) as written:
        if not isinstance(written, TiffImagePlugin.TiffImageFile):
            raise AssertionError("Pillow wrote another format than asked")
        (start,), (length,) = written.tag_v2[_STRIP_OFFSETS], written.tag_v2[_STRIP_COUNTS]
    return Coded(Coding.FAX, *image.size, 1, tiff[start : start + length])

"""The pictures of a copy: their dictionaries, and their data down to the last bit."""

import re
import struct
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from spoc_desk.sanitise.redact.broken import NotOurs, demand
from spoc_desk.sanitise.redact.grammar_parts import stream_of, undeflated
from spoc_desk.sanitise.redact.pictures import Coding, fax, greys

_ENTRIES = re.compile(
    rb"/Type/XObject/Subtype/Image/Width ([1-9]\d{0,4})/Height ([1-9]\d{0,4})/ColorSpace/Device(Gray|RGB)"
    rb"/BitsPerComponent ([148])/Filter/(CCITTFaxDecode|DCTDecode|FlateDecode)"
    rb"(?:/DecodeParms<</K -1/Columns (\d+)/Rows (\d+)/BlackIs1 true>>)?"
)
_MOST_PIXELS = 80_000_000
_JFIF = bytes.fromhex("ffe000104a46494600010100000100010000")
_TABLES = {0xDB: "quantisation", 0xC4: "code"}  # DQT, DHT
_FRAME, _SCAN = 0xC0, 0xDA


@dataclass(frozen=True)
class ReadPicture:
    """A picture read back from a copy."""

    coding: Coding
    image: Image.Image  # "1", "L" or "RGB"
    data: bytes  # as it is coded in the file

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.image.width

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.image.height


def read_picture(body: bytes, *, whole_page: bool) -> ReadPicture:
    """Return a picture of a copy, decoded.

    Raises:
        NotOurs: its dictionary or its data are not as our coders write them.
    """
    entries, data = stream_of(body)
    match = _ENTRIES.fullmatch(entries)
    demand(match is not None, "a picture's dictionary")
    assert match
    width, height = int(match.group(1)), int(match.group(2))
    demand(width * height <= _MOST_PIXELS, "a picture's size")
    space, bits, coding = match.group(3), int(match.group(4)), Coding(match.group(5).decode())
    parameters = (match.group(6), match.group(7))
    allowed = {Coding.FAX: (b"Gray", 1), Coding.GREYS: (b"Gray", 4)}
    demand(whole_page or coding is Coding.JPEG, "a picture's coding")
    demand(allowed.get(coding, (b"Gray" if whole_page else space, 8)) == (space, bits), "a picture's colours")
    expected = (match.group(1), match.group(2)) if coding is Coding.FAX else (None, None)
    demand(parameters == expected, "a picture's parameters")
    try:
        image = _decoded(coding, data, width, height)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise NotOurs("a picture's data") from error
    demand(image.size == (width, height), "a picture's size")
    demand(image.mode != "RGB" if space == b"Gray" else image.mode == "RGB", "a picture's colours")
    return ReadPicture(coding, image, data)


def _decoded(coding: Coding, data: bytes, width: int, height: int) -> Image.Image:
    if coding is Coding.JPEG:
        _check_jpeg(data)
        with Image.open(BytesIO(data)) as picture:
            return picture.copy()
    if coding is Coding.GREYS:
        packed = undeflated(data, level=1)
        demand(len(packed) == (width + 1) // 2 * height, "a picture's data")
        indexes = Image.frombytes("P", (width, height), packed, "raw", "P;4")
        image = Image.frombytes("L", (width, height), indexes.tobytes()).point(
            [min(grey * 17, 255) for grey in range(256)]
        )
        demand(greys(image).data == data, "a picture's data")
        return image
    with Image.open(BytesIO(_tiff(data, width, height))) as strip:
        image = strip.copy()  # a plain picture: no longer one that knows it was a TIFF
    demand(fax(image).data == data, "a picture's data")
    return image


def _tiff(strip: bytes, width: int, height: int) -> bytes:
    """Return a fax strip with the smallest TIFF round it, so that Pillow reads it."""
    long, short, count = 4, 3, 9
    start = 8 + 2 + 12 * count + 4
    fields = (
        *((256, long, width), (257, long, height), (258, short, 1), (259, short, 4), (262, short, 1)),
        *((273, long, start), (277, short, 1), (278, long, height), (279, long, len(strip))),
    )
    directory = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in fields)
    return b"II*\0" + struct.pack("<IH", 8, count) + directory + bytes(4) + strip


def _check_jpeg(data: bytes) -> None:
    """Demand a JPEG of one frame and one scan, with its tables and nothing else: no comment, no profile, no tail."""
    demand(data[:2] == b"\xff\xd8" and data[2:20] == _JFIF, "a picture's head")
    at = 20
    seen: list[int] = []
    while True:
        demand(at + 4 <= len(data) and data[at] == 0xFF, "a picture's part")
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        demand(marker in _TABLES or marker in (_FRAME, _SCAN), "a picture's part")
        seen.append(marker)
        at += 2 + length
        if marker == _SCAN:
            break
    demand(seen.count(_FRAME) == 1 and len(seen) <= 10, "a picture's parts")
    end = data.find(b"\xff\xd9", at)
    demand(end == len(data) - 2, "a picture's end")
    scan = data[at:end]
    demand(scan.count(b"\xff") == scan.count(b"\xff\x00"), "a picture's data")

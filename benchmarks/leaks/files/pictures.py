"""Pictures with leaks in all that is not pixels: JPEG, PNG and TIFF."""

import io
import struct
import zlib

from PIL import Image
from PIL.TiffImagePlugin import IFDRational, ImageFileDirectory_v2

from benchmarks.leaks.files.planting import Planter


def plain_jpeg(comment: str = "", size: int = 32) -> bytes:
    """Return a small picture, with a comment in it."""
    buffer = io.BytesIO()
    Image.new("RGB", (size, size), "#9ab").save(buffer, "JPEG", comment=comment.encode())
    return buffer.getvalue()


def jpeg_with_exif(description: str) -> bytes:
    """Return a small picture with a description in its EXIF."""
    exif = Image.Exif()
    exif[0x010E] = description
    buffer = io.BytesIO()
    Image.new("RGB", (32, 32), "#bca").save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def jpeg(planter: Planter) -> bytes:
    """Return a photograph with a leak in each of its segments."""
    buffer = io.BytesIO()
    photo = Image.new("RGB", (320, 240), "#8899aa")
    photo.save(buffer, "JPEG", exif=_exif(planter), comment=planter.words("comment").encode())
    data = buffer.getvalue()
    xmp = (
        b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
        b"xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
        b"xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' photoshop:City='"
        + planter.words("xmp").encode()
        + b"'/></rdf:RDF></x:xmpmeta>"
    )
    extra = _segment(0xE1, xmp) + _segment(0xED, _iptc(planter)) + _segment(0xEB, planter.words("odd-segment").encode())
    extra += _segment(0xE2, b"ICC_PROFILE\x00\x01\x01" + _icc(planter.words("colour-profile")))
    second = plain_jpeg(planter.words("second-picture"))
    return data[:2] + extra + data[2:] + second + planter.words("after-the-end").encode()


def png(planter: Planter) -> bytes:
    """Return a PNG with a leak in each kind of chunk."""
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), "#778899").save(buffer, "PNG")
    data = buffer.getvalue()
    words = planter.words
    chunks = [
        _chunk(b"tEXt", b"Author\x00" + words("text").encode("latin-1")),
        _chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(words("packed-text").encode("latin-1"))),
        _chunk(b"iTXt", b"Title\x00\x00\x00en\x00\x00" + words("international-text").encode()),
        _chunk(
            b"iTXt",
            b"XML:com.adobe.xmp\x00\x00\x00\x00\x00<x:xmpmeta><City>" + words("xmp").encode() + b"</City></x:xmpmeta>",
        ),
        _chunk(b"eXIf", _exif_of(0x010E, words("exif"))),
        _chunk(b"iCCP", b"profile\x00\x00" + zlib.compress(_icc(words("colour-profile")))),
        _chunk(b"prVt", words("private-chunk").encode()),
    ]
    return data[:33] + b"".join(chunks) + data[33:] + words("after-the-end").encode()


def tiff(planter: Planter) -> bytes:
    """Return a scan with a leak in each text tag."""
    tags = ImageFileDirectory_v2()
    for tag, place in (
        (270, "description"),
        (305, "software"),
        (315, "artist"),
        (316, "computer"),
        (269, "document-name"),
    ):
        tags[tag] = planter.words(place)
    tags.tagtype[700] = 1
    tags[700] = b"<x:xmpmeta><City>" + planter.words("xmp").encode() + b"</City></x:xmpmeta>"
    tags.tagtype[33723] = 7
    tags[33723] = b"\x1c\x02\x5a" + _sized(planter.words("iptc"))
    buffer = io.BytesIO()
    Image.new("L", (200, 120), 220).save(buffer, "TIFF", tiffinfo=tags)
    return buffer.getvalue() + planter.words("after-the-end").encode()


def _exif(planter: Planter) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = planter.words("exif-description")
    exif[0x013B] = planter.words("exif-artist")
    exif[0x8298] = planter.words("exif-copyright")
    exif[0x9C9B] = planter.words("exif-windows-title").encode("utf-16-le") + b"\x00\x00"
    details = exif.get_ifd(0x8769)
    details[0x9286] = b"UNICODE\x00" + planter.words("exif-user-comment").encode("utf-16-le")
    details[0xA430] = planter.words("exif-owner")
    details[0x927C] = b"MakerX\x00\x00" + planter.words("exif-maker-note").encode()
    planter.position("exif-gps")
    where = exif.get_ifd(0x8825)
    where[1], where[3] = "N", "W"
    where[2] = (IFDRational(53), IFDRational(48), IFDRational(1512, 100))
    where[4] = (IFDRational(1), IFDRational(33), IFDRational(744, 100))
    where[0x1C] = b"ASCII\x00\x00\x00" + planter.words("exif-gps-area").encode()
    return exif


def _exif_of(tag: int, words: str) -> bytes:
    exif = Image.Exif()
    exif[tag] = words
    return exif.tobytes().removeprefix(b"Exif\x00\x00")


def _iptc(planter: Planter) -> bytes:
    records = b"".join(
        b"\x1c\x02" + bytes([number]) + _sized(planter.words(place))
        for number, place in ((90, "iptc-city"), (120, "iptc-caption"), (25, "iptc-keyword"))
    )
    return b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(records)) + records


def _sized(words: str) -> bytes:
    return struct.pack(">H", len(words.encode())) + words.encode()


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _icc(words: str) -> bytes:
    """Return the smallest colour profile that has a description."""
    text = words.encode() + b"\x00"
    desc = b"desc\x00\x00\x00\x00" + struct.pack(">I", len(text)) + text + b"\x00" * 78
    head = struct.pack(">I4sI4s4s4s", 144 + len(desc), b"none", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head = head.ljust(36, b"\x00") + b"acsp"
    return head.ljust(128, b"\x00") + struct.pack(">I4sII", 1, b"desc", 144, len(desc)) + desc

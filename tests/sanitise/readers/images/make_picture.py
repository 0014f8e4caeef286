"""Small picture files with one thing planted in each."""

import io
import struct
import zipfile
import zlib

from PIL import Image

XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="{word}" '
    'xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="53,48.0N" exif:GPSLongitude="1,33.0W">'
    "<photoshop:Headline>{word} nursery</photoshop:Headline></rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="w"?>'
)


def saved(kind: str, image: Image.Image | None = None, **options: object) -> bytes:
    out = io.BytesIO()
    (image or Image.effect_noise((80, 60), 40).convert("RGB")).save(out, kind, **options)
    return out.getvalue()


def with_segment(jpeg: bytes, marker: int, body: bytes) -> bytes:
    return jpeg[:2] + b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_chunk(png: bytes, kind: bytes, body: bytes) -> bytes:
    return png[:33] + chunk(kind, body) + png[33:]


def exif(word: str) -> bytes:
    notes = Image.Exif()
    notes[0x010E] = f"caption {word}"
    notes[0x9C9B] = f"title {word}".encode("utf-16-le") + b"\0\0"
    camera = notes.get_ifd(0x8769)
    camera[0x9286] = b"UNICODE\0" + f"comment {word}".encode("utf-16-le")
    camera[0xA431] = f"serial {word}"
    camera[0x927C] = b"Maker\0\x01\x02" + f"owner {word}".encode()
    gps = notes.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (53.0, 48.0, 0.0), "W", (1.0, 33.0, 0.0)
    gps[0x1C] = b"ASCII\0\0\0" + f"area {word}".encode()
    return notes.tobytes()


def exif_with_thumbnail(word: str) -> bytes:
    small = with_segment(saved("JPEG", Image.new("RGB", (16, 12))), 0xFE, word.encode())
    first = struct.pack("<HI", 0, 14)
    second = (
        struct.pack("<H", 2) + struct.pack("<HHII", 0x0201, 4, 1, 44) + struct.pack("<HHII", 0x0202, 4, 1, len(small))
    )
    return b"Exif\0\0II*\0\x08\0\0\0" + first + second + struct.pack("<I", 0) + small


def iptc(word: str) -> bytes:
    record = b"\x1c\x02\x5a" + struct.pack(">H", len(word)) + word.encode()
    return b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record + b"\0" * (len(record) % 2)


def resource(number: int, name: str, body: bytes) -> bytes:
    label = bytes([len(name)]) + name.encode() + b"\0" * ((len(name) + 1) % 2)
    return b"8BIM" + struct.pack(">H", number) + label + struct.pack(">I", len(body)) + body + b"\0" * (len(body) % 2)


def icc(word: str) -> bytes:
    text = word.encode("utf-16-be")
    mluc = b"mluc\0\0\0\0" + struct.pack(">II", 1, 12) + b"enGB" + struct.pack(">II", len(text), 28) + text
    table = struct.pack(">I", 1) + b"desc" + struct.pack(">II", 144, len(mluc))
    return bytes(36) + b"acsp" + bytes(88) + table + mluc


def zipped(word: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(f"{word}.txt", word)
    return out.getvalue()


def jpeg_with_notes(word: str) -> bytes:
    return saved("JPEG", exif=exif(word))


def jpeg_xmp(word: str) -> bytes:
    return with_segment(saved("JPEG"), 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP.format(word=word).encode())


def jpeg_long_xmp(word: str) -> bytes:
    sheet = XMP.format(word=word).encode()
    head = b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + struct.pack(">I", len(sheet))
    half = sheet.index(word.encode()) + 3
    jpeg = with_segment(saved("JPEG"), 0xE1, head + struct.pack(">I", half) + sheet[half:])
    return with_segment(jpeg, 0xE1, head + struct.pack(">I", 0) + sheet[:half])

"""An Outlook message with a leak in each of its properties (MS-OXMSG)."""

import struct

from benchmarks.leaks.files.compound import Storage, compound_file
from benchmarks.leaks.files.pictures import jpeg_with_exif
from benchmarks.leaks.files.planting import Planter

# Property number -> place. All of them are Unicode strings (type 001F).
_TEXTS = {
    0x0037: "subject",
    0x0042: "sent-for",
    0x0070: "conversation-topic",
    0x007D: "transport-headers",
    0x0C1A: "sender-name",
    0x0C1F: "sender-address",
    0x0E03: "display-cc",
    0x0E04: "display-to",
    0x0E1D: "normal-subject",
    0x1000: "body",
    0x1035: "message-id",
    0x3FFA: "last-modifier",
    0x8005: "named-property",
}


def msg(planter: Planter) -> bytes:
    """Return the message: its properties, a recipient, attachments, and a message inside."""
    root = Storage(streams=_properties({number: planter.words(place) for number, place in _TEXTS.items()}, header=32))
    root.streams["__substg1.0_10130102"] = f"<html><body><p>{planter.words('html-body')}</p></body></html>".encode()
    root.streams["__substg1.0_10090102"] = _rtf(planter.words("rtf-body"))
    root.storages["__recip_version1.0_#00000000"] = Storage(
        streams=_properties(
            {0x3001: planter.words("recipient-name"), 0x39FE: f"x@{planter.name('recipient-address').lower()}.gov.uk"},
            header=8,
        )
    )
    attached = {0x3707: f"{planter.name('attachment-name')} plan.jpg", 0x3704: "plan.jpg"}
    first = Storage(streams=_properties(attached, header=8, binary=0x3701))
    first.streams["__substg1.0_37010102"] = jpeg_with_exif(planter.words("attached-picture"))
    root.storages["__attach_version1.0_#00000000"] = first
    second = Storage(streams=_properties({0x3001: "inner"}, header=8))
    second.storages["__substg1.0_3701000D"] = Storage(
        streams=_properties({0x0037: planter.words("inner-subject"), 0x1000: planter.words("inner-body")}, header=24)
    )
    root.storages["__attach_version1.0_#00000001"] = second
    root.storages["__nameid_version1.0"] = Storage(streams=_names(planter.words("name-of-property")))
    return compound_file(root)


def _properties(texts: dict[int, str], header: int, binary: int = 0) -> dict[str, bytes]:
    """Return the streams of text properties and the table that lists them."""
    streams, rows = {}, b""
    for number, text in texts.items():
        data = text.encode("utf-16-le")
        streams[f"__substg1.0_{number:04X}001F"] = data
        rows += struct.pack("<HHIII", 0x001F, number, 6, len(data) + 2, 0)
    if binary:
        rows += struct.pack("<HHIII", 0x0102, binary, 6, 0, 0)
    return {"__properties_version1.0": b"\x00" * header + rows, **streams}


def _names(words: str) -> dict[str, bytes]:
    name = words.encode("utf-16-le")
    return {
        "__substg1.0_00020102": b"\x29\x03\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46",
        "__substg1.0_00030102": struct.pack("<IHH", 0, 0x0007, 5),
        "__substg1.0_00040102": struct.pack("<I", len(name)) + name.ljust(-(-len(name) // 4) * 4, b"\x00"),
    }


def _rtf(words: str) -> bytes:
    """Return a text in the uncompressed form of the compressed-RTF property."""
    raw = rb"{\rtf1\ansi\pard " + words.encode("latin-1") + rb"\par}"
    return struct.pack("<IIII", len(raw) + 12, len(raw), 0x414C454D, 0) + raw

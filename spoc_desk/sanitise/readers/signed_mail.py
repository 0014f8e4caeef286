"""Signed and encrypted mails (S/MIME, the message syntax of RFC 5652): the mail inside a signature, the certificates.

Only as much of the encoding (X.690) is followed as leads to the signed bytes; the rest is swept for words.
"""

import re
from collections.abc import Iterator
from typing import Final

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.mail_text import loose_base64
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable

_FAMILY: Final = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"  # the object identifiers 1.2.840.113549.1.7.*
_DATA: Final = _FAMILY + b"\x01"
_SIGNED: Final = _FAMILY + b"\x02"
_STARTS: Final = re.compile(rb"\A\x30(?:[\x00-\x7f]|\x80|\x81.|\x82..|\x83...|\x84....)" + re.escape(_FAMILY), re.S)
_ARMOUR: Final = re.compile(rb"\A\s*-----BEGIN (?:PKCS7|CMS)-----(.+?)-----END", re.S)
_OCTETS, _PARTED_OCTETS, _FIRST_FIELD = 0x04, 0x24, 0xA0


def is_signed_mail(data: bytes) -> bool:
    """Return whether the bytes are such a message."""
    return bool(_STARTS.match(data[:32]) or _ARMOUR.match(data[:100_000]))


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield the signed mail, or say that it is encrypted; then the words of the certificates."""
    if armour := _ARMOUR.match(data):
        data = loose_base64(armour[1])
    content, end = b"", 0
    if data[:64].find(_SIGNED) >= 0:
        content, end = signed_content(data)
    else:
        yield Unscannable("mail-sealed", "This mail is encrypted. Nothing of it was read.")
    if content:
        yield from scope.inside(content, "Signed mail", "mail.eml")
    for text in texts_in(data[end:]):
        yield Unit(text, "mail-certificate", "Signature")


def signed_content(data: bytes) -> tuple[bytes, int]:
    """Return the bytes a signature is for, and where they end; none where they travel apart from it."""
    at = data.find(_DATA)
    at = at + len(_DATA) if at >= 0 else len(data)
    if data[at : at + 1] != bytes([_FIRST_FIELD]):
        return b"", 0
    at, _ = _length(data, at + 1)
    tag = data[at : at + 1]
    start, size = _length(data, at + 1)
    if tag == bytes([_OCTETS]):
        return data[start : start + size], start + size
    if tag != bytes([_PARTED_OCTETS]):
        return b"", 0
    return _joined_octets(data, start, start + size if size else len(data))


def _joined_octets(data: bytes, at: int, end: int) -> tuple[bytes, int]:
    """Return the pieces of a parted value put together."""
    whole = bytearray()
    while at < end and data[at] == _OCTETS:
        start, size = _length(data, at + 1)
        whole += data[start : start + size]
        at = start + max(size, 1)
    return bytes(whole), at


def _length(data: bytes, at: int) -> tuple[int, int]:
    """Return where a value starts and how long it is; 0 where its end is marked instead."""
    first = data[at] if at < len(data) else 0
    if first < 0x80:
        return at + 1, first
    count = min(first & 0x7F, 8)
    return at + 1 + count, int.from_bytes(data[at + 1 : at + 1 + count], "big")

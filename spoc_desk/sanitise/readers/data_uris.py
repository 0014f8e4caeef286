"""Files written into an address: pictures and pages that stand inside a text as data: URIs (RFC 2397)."""

import base64
import binascii
import re

_URI = re.compile(r"\s*data:[^,]{0,200}?(;\s*base64)?\s*,", re.IGNORECASE)
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/_-]")


def file_in(address: str) -> bytes | None:
    """Return the file that an address holds, None where it is an address only."""
    match = _URI.match(address[:1000])
    if match is None:
        return None
    body = without_percent(address[match.end() :])
    return from_base64(body) if match.group(1) else body.encode("utf-8", "replace")


def without_percent(text: str) -> str:
    """Return an address with its %20 signs as the characters they stand for."""
    if "%" not in text:
        return text
    parts = _PERCENT.split(text)
    plain = bytearray()
    for number, part in enumerate(parts):
        plain += part.encode("utf-8", "replace") if number % 2 == 0 else bytes([int(part, 16)])
    return plain.decode("utf-8", "replace")


def from_base64(text: str) -> bytes:
    """Return the bytes behind base64, sloppy writing forgiven; what came so far where it breaks."""
    signs = _NOT_BASE64.sub("", text).replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(signs[: len(signs) // 4 * 4] + _padded(signs[len(signs) // 4 * 4 :]))
    except (binascii.Error, ValueError):
        return b""


def _padded(rest: str) -> str:
    return rest + "=" * (4 - len(rest)) if len(rest) > 1 else ""

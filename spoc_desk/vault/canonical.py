"""One spelling per value: what is signed or sealed has exactly one sequence of bytes."""

import json
from typing import Final

from spoc_desk.errors import Damaged


def _blob(value: object) -> dict[str, str]:
    """Return how a BLOB is spelled. No column holds an object, so nothing else looks like it."""
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    raise TypeError(f"no spelling for {type(value).__name__}")


# Made once: json.dumps would build an encoder for every row.
_ENCODER: Final = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False, default=_blob
)


def encode(value: object) -> bytes:
    """Return *value* as the only JSON this program accepts: sorted keys, no spaces, ASCII, no NaN."""
    return _ENCODER.encode(value).encode("ascii")


def decode(untrusted: bytes) -> object:
    """Return the value behind *untrusted*. Raises Damaged unless the bytes are its one spelling.

    Encoding again and comparing catches double keys, byte order marks, spaces, NaN and escapes in another spelling.
    """
    try:
        value: object = json.loads(untrusted)
        if encode(value) == untrusted:
            return value
    except (ValueError, RecursionError) as err:
        raise Damaged() from err
    raise Damaged()

"""One spelling per value: what is signed has exactly one sequence of bytes."""

import json
from typing import Final

from spoc_desk.handover_errors import BundleDamaged

_ENCODER: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def encode(value: object) -> bytes:
    """Return *value* as the only JSON a bundle may hold: sorted keys, no spaces, ASCII, no NaN."""
    return _ENCODER.encode(value).encode("ascii")


def decode(untrusted: bytes) -> object:
    """Return the value behind *untrusted*. Raises BundleDamaged unless the bytes are its one spelling."""
    try:
        value: object = json.loads(untrusted)
        if encode(value) == untrusted:
            return value
    except (ValueError, RecursionError) as err:
        raise BundleDamaged() from err
    raise BundleDamaged()

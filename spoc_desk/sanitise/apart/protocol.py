"""How the two processes talk: frames of a length, a message as JSON and, for files and pictures, raw bytes. No pickle.

Each side believes nothing: a frame that is too long, cut short or not JSON is a `BadMessage`, and so is (in `shapes`)
any value of the wrong kind.
"""

import json
import struct
from typing import Final, Protocol

LONGEST_MESSAGE: Final = 64_000_000
LONGEST_BODY: Final = 520_000_000
_LENGTHS: Final = struct.Struct(">II")


class BadMessage(ValueError):
    """The other process sent something that is no message of ours."""


class Source(Protocol):
    """Where frames come from."""

    def read(self, size: int, /) -> bytes: ...


class Sink(Protocol):
    """Where frames go."""

    def write(self, data: bytes, /) -> int: ...


def write_frame(sink: Sink, message: object, body: bytes = b"") -> None:
    """Send one message with its bytes. The caller flushes."""
    # Lone halves of a character pair, as broken files hold them, have no UTF-8: they go as question marks.
    head = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", errors="replace")
    sink.write(_LENGTHS.pack(len(head), len(body)))
    sink.write(head)
    if body:
        sink.write(body)


def read_frame(
    source: Source, longest_message: int = LONGEST_MESSAGE, longest_body: int = LONGEST_BODY
) -> tuple[bytes, bytes] | None:
    """Return the next message, not yet understood, and its bytes; None where the other side has hung up.

    Raises:
        BadMessage: the frame claims too much or ends early.
    """
    lengths = source.read(_LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < _LENGTHS.size:
        raise BadMessage("cut short")
    head_length, body_length = _LENGTHS.unpack(lengths)
    if head_length > longest_message or body_length > longest_body:
        raise BadMessage("too long")
    return _exactly(source, head_length), _exactly(source, body_length)


def understand(head: bytes) -> object:
    """Return the JSON value of a message.

    Raises:
        BadMessage: it is not JSON, or nested absurdly.
    """
    try:
        value: object = json.loads(head.decode("utf-8"), parse_constant=_no_such_number)
    except (ValueError, RecursionError) as err:
        raise BadMessage("not a message") from err
    return value


def _exactly(source: Source, size: int) -> bytes:
    data = source.read(size) if size else b""
    if len(data) != size:
        raise BadMessage("cut short")
    return data


def _no_such_number(name: str) -> object:
    raise ValueError(name)

"""The properties of an Outlook item: numbers, kinds and values. MS-OXCDATA 2.11, MS-OXPROPS."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import Final

from spoc_desk.sanitise.readers.mail_text import decoded

INTEGER, OBJECT, TEXT, WIDE_TEXT, MOMENT, BINARY = 0x0003, 0x000D, 0x001E, 0x001F, 0x0040, 0x0102
MANY: Final = 0x1000  # added to a kind: a list of such values
FIRST_NAMED: Final = 0x8000
_FIRST_MOMENT: Final = datetime(1601, 1, 1, tzinfo=UTC)
_CODE_PAGES: Final = {65000: "utf-7", 65001: "utf-8", 20127: "ascii", 1200: "utf-16-le", 1201: "utf-16-be"}
_FIRST_ISO, _LAST_ISO = 28591, 28605


class Tag(IntEnum):
    """The properties that are looked at by name; all others are read as they come."""

    SUBJECT = 0x0037
    SENT_AT = 0x0039
    FOR_NAME = 0x0042
    FOR_ADDRESS = 0x0065
    TOPIC = 0x0070
    HEADERS = 0x007D
    SENDER_NAME = 0x0C1A
    SENDER_ADDRESS = 0x0C1F
    DISPLAY_BCC = 0x0E02
    DISPLAY_CC = 0x0E03
    DISPLAY_TO = 0x0E04
    RECEIVED_AT = 0x0E06
    BARE_SUBJECT = 0x0E1D
    BODY = 0x1000
    PACKED_RTF = 0x1009
    HTML = 0x1013
    MESSAGE_ID = 0x1035
    REFERENCES = 0x1039
    ANSWER_TO = 0x1042
    DISPLAY_NAME = 0x3001
    DATA = 0x3701
    SHORT_FILE_NAME = 0x3704
    METHOD = 0x3705
    FILE_NAME = 0x3707
    PICTURE_OF_OBJECT = 0x3709
    MIME_KIND = 0x370E
    CONTENT_ID = 0x3712
    CODE_PAGE = 0x3FDE
    OLD_CODE_PAGE = 0x3FFD
    SENDER_SMTP = 0x5D01
    FOR_SMTP = 0x5D02


Value = str | bytes | int


@dataclass(frozen=True)
class Property:
    """One value of one property; a list gives several."""

    number: int
    value: Value


@dataclass(frozen=True)
class Properties:
    """All properties of one item."""

    all: tuple[Property, ...]

    def first(self, number: int) -> Value | None:
        """Return the first value of a property."""
        return next((each.value for each in self.all if each.number == number), None)

    def text(self, number: int) -> str:
        """Return a property as text; empty where it is missing or is none."""
        value = self.first(number)
        return value if isinstance(value, str) else ""

    def data(self, number: int) -> bytes:
        """Return a property as bytes; a text as UTF-8 with its mark."""
        value = self.first(number)
        if isinstance(value, str):
            return b"\xef\xbb\xbf" + value.encode("utf-8", "replace")
        return value if isinstance(value, bytes) else b""

    def moment(self, number: int) -> str:
        """Return a moment as it reads in a heading."""
        value = self.first(number)
        return moment_text(value) if isinstance(value, int) else ""

    def texts(self) -> Iterator[Property]:
        """Yield every property that is a text."""
        return (each for each in self.all if isinstance(each.value, str))

    def binaries(self) -> Iterator[tuple[int, bytes]]:
        """Yield number and value of every property of bytes."""
        return ((each.number, each.value) for each in self.all if isinstance(each.value, bytes))


def charset_of(numbers: Mapping[int, int]) -> str:
    """Return the character set of the item's one-byte texts."""
    page = numbers.get(Tag.CODE_PAGE) or numbers.get(Tag.OLD_CODE_PAGE) or 1252
    if _FIRST_ISO <= page <= _LAST_ISO:
        return f"iso-8859-{page - _FIRST_ISO + 1}"
    return _CODE_PAGES.get(page, f"cp{page}")


def value_of(kind: int, data: bytes, charset: str) -> Value:
    """Return a value of variable length from its bytes."""
    if kind == TEXT:
        return decoded(data, charset).rstrip("\0")
    if kind == WIDE_TEXT:
        return data.decode("utf-16-le", "replace").rstrip("\0")
    return data


def moment_text(ticks: int) -> str:
    """Return a FILETIME (100 nanoseconds since 1601) as day and time."""
    try:
        moment = _FIRST_MOMENT + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return ""
    return f"{moment.day} {moment:%B %Y %H:%M} UTC"

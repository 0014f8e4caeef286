"""The winmail.dat that Outlook wraps mails in for other mail programs: an Outlook item in attributes. MS-OXTNEF."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.mail_text import decoded
from spoc_desk.sanitise.readers.msg.item import Attached, Item
from spoc_desk.sanitise.readers.msg.properties import (
    BINARY,
    FIRST_NAMED,
    INTEGER,
    MANY,
    MOMENT,
    OBJECT,
    TEXT,
    WIDE_TEXT,
    Properties,
    Property,
    Tag,
    charset_of,
    value_of,
)
from spoc_desk.sanitise.readers.msg.words import words
from spoc_desk.sanitise.readers.scope import Scope
from spoc_desk.sanitise.readers.unit import Found, Unit, Unscannable

_HEADER: Final = 6  # the mark and a key
_ATTRIBUTE: Final = struct.Struct("<BII")  # level, what it is with its kind, length
_CHECKSUM: Final = 2
_CODE_PAGE: Final = 0x9007
_PROPERTIES, _ATTACHMENT_PROPERTIES, _RECIPIENTS = 0x9003, 0x9005, 0x9004
_NEW_ATTACHMENT, _DATA, _TITLE = 0x9002, 0x800F, 0x8010
_OLD_TEXTS: Final = {0x8000: Tag.SENDER_NAME, 0x8004: Tag.SUBJECT, 0x800C: Tag.BODY, 0x8009: Tag.MESSAGE_ID}
_FIXED_SIZES: Final = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, MOMENT: 8, 0x48: 16}
_COUNTED: Final = {TEXT, WIDE_TEXT, BINARY, OBJECT}
_MOST_PROPERTIES: Final = 100_000
_ITEM_INTERFACE: Final = bytes.fromhex("0703020000000000c000000000000046")


@dataclass
class _Loose:
    """What belongs to no property, over the whole file."""

    names: list[str] = field(default_factory=list)
    left: list[bytes] = field(default_factory=list)
    cut: bool = False


@dataclass
class _Gathered:
    """What is known of one attachment so far."""

    properties: list[Property] = field(default_factory=list)
    item: bytes = b""


class _Cut(Exception):
    """The bytes end before what they promise."""


def read(data: bytes, scope: Scope) -> Iterator[Found]:
    """Yield everything in a winmail.dat: its item, what is in that, and words that belong to neither."""
    loose = _Loose()
    yield from words(_item(data, loose), scope)
    if loose.cut:
        yield Unscannable("tnef-damaged", "This winmail.dat is cut short. It was not read to the end.")
    for name in loose.names:
        yield Unit(name, "msg-named-property", "Names of properties")
    for left in loose.left:
        yield from (Unit(text, "tnef-text") for text in texts_in(left))


def _item(data: bytes, loose: _Loose) -> Item:
    taken = _Taken(data, loose)
    return Item(
        Properties(tuple(taken.properties)),
        (Properties(tuple(each)) for each in taken.recipients),
        (_attached(each, loose) for each in taken.attachments),
    )


def _attached(gathered: _Gathered, loose: _Loose) -> Attached:
    item = _item(gathered.item, loose) if gathered.item else None
    return Attached(Properties(tuple(gathered.properties)), item)


class _Taken:
    """A winmail.dat taken apart into the properties of its item and of each attachment."""

    def __init__(self, data: bytes, loose: _Loose) -> None:
        self.properties: list[Property] = []
        self.attachments: list[_Gathered] = []
        self.recipients: list[list[Property]] = []
        self._loose = loose
        self._charset = "cp1252"
        at = _HEADER
        while at + _ATTRIBUTE.size <= len(data):
            _, what, length = _ATTRIBUTE.unpack_from(data, at)
            at += _ATTRIBUTE.size
            self._attribute(what & 0xFFFF, data[at : at + length])
            at += length + _CHECKSUM
        loose.cut = loose.cut or at > len(data) or bool(data[at:].strip(b"\0"))
        loose.left.append(data[at:])

    def _attribute(self, what: int, value: bytes) -> None:
        if what == _CODE_PAGE and len(value) >= 4:
            self._charset = charset_of({Tag.CODE_PAGE: int.from_bytes(value[:4], "little")})
        elif what == _NEW_ATTACHMENT:
            self.attachments.append(_Gathered())
        elif what == _PROPERTIES:
            self.properties += _Reading(value, self._charset, self._loose).properties()
        elif what == _ATTACHMENT_PROPERTIES:
            self._add_to_attachment(value)
        elif what == _RECIPIENTS:
            self._take_recipients(value)
        elif what == _DATA:
            self._attachment().properties.append(Property(Tag.DATA, value))
        elif what == _TITLE:
            self._attachment().properties.append(Property(Tag.SHORT_FILE_NAME, self._text(value)))
        elif what in _OLD_TEXTS:
            self.properties.append(Property(_OLD_TEXTS[what], self._text(value)))
        else:
            self._loose.left.append(value)

    def _attachment(self) -> _Gathered:
        if not self.attachments:
            self.attachments.append(_Gathered())
        return self.attachments[-1]

    def _text(self, value: bytes) -> str:
        return decoded(value, self._charset).rstrip("\0")

    def _add_to_attachment(self, data: bytes) -> None:
        """Add the properties of an attachment; an item inside it is kept apart."""
        to = self._attachment()
        for each in _Reading(data, self._charset, self._loose).properties():
            value = each.value
            if each.number == Tag.DATA and isinstance(value, bytes) and value.startswith(_ITEM_INTERFACE):
                to.item = value[len(_ITEM_INTERFACE) :]
            else:
                to.properties.append(each)

    def _take_recipients(self, data: bytes) -> None:
        reading = _Reading(data, self._charset, self._loose)
        for _ in range(min(reading.number_or_none() or 0, _MOST_PROPERTIES)):
            row = list(reading.properties())
            if not row:
                break
            self.recipients.append(row)


class _Reading:
    """One list of properties, read from front to end. Where it breaks off, the rest is left for the sweep."""

    def __init__(self, data: bytes, charset: str, loose: _Loose) -> None:
        self._data, self._charset, self._loose = data, charset, loose
        self._at = 0

    def properties(self) -> Iterator[Property]:
        """Yield the properties of one list."""
        try:
            for _ in range(min(self._number(), _MOST_PROPERTIES)):
                yield from self._property()
        except _Cut:
            self._loose.cut = True
            self._loose.left.append(self._data[self._at :])
            self._at = len(self._data)

    def number_or_none(self) -> int | None:
        """Return the next number, if there is one."""
        return self._number() if self._at + 4 <= len(self._data) else None

    def _property(self) -> Iterator[Property]:
        kind, number = struct.unpack("<HH", self._bytes(4))
        if number >= FIRST_NAMED:
            self._name()
        many, kind = bool(kind & MANY), kind & ~MANY
        if kind in _COUNTED:
            values = [self._counted() for _ in self._times(self._number())]
            yield from (Property(number, value_of(kind, value, self._charset)) for value in values)
        elif kind in _FIXED_SIZES:
            values = [self._bytes(_FIXED_SIZES[kind]) for _ in self._times(self._number() if many else 1)]
            if kind in (MOMENT, INTEGER):
                yield from (Property(number, int.from_bytes(value, "little")) for value in values)
        else:
            raise _Cut()

    def _times(self, count: int) -> range:
        if count > _MOST_PROPERTIES:
            raise _Cut()
        return range(count)

    def _name(self) -> None:
        self._bytes(16)  # the set the name belongs to
        if self._number():
            if name := self._counted().decode("utf-16-le", "replace").rstrip("\0"):
                self._loose.names.append(name)
        else:
            self._bytes(4)

    def _counted(self) -> bytes:
        size = self._number()
        value = self._bytes(size)
        self._at += -size % 4
        return value

    def _number(self) -> int:
        return int.from_bytes(self._bytes(4), "little")

    def _bytes(self, count: int) -> bytes:
        if self._at + count > len(self._data):
            raise _Cut()
        self._at += count
        return self._data[self._at - count : self._at]

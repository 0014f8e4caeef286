"""What an Outlook item says: its heading, its bodies, every property, its recipients and attachments."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spoc_desk.sanitise.readers.byte_strings import texts_in
from spoc_desk.sanitise.readers.mail_bodies import paragraphs
from spoc_desk.sanitise.readers.mail_headers import all_headers, heading
from spoc_desk.sanitise.readers.mail_text import header_text
from spoc_desk.sanitise.readers.mime import entity
from spoc_desk.sanitise.readers.msg.item import Attached, Item
from spoc_desk.sanitise.readers.msg.packed_rtf import unpacked
from spoc_desk.sanitise.readers.msg.properties import FIRST_NAMED, Properties, Tag
from spoc_desk.sanitise.readers.old_office import native_file
from spoc_desk.sanitise.readers.scope import Scope, placed
from spoc_desk.sanitise.readers.unit import Found, PageSize, Picture, Shape, Unit, Unscannable

_CHANNELS: Final[dict[int, str]] = {
    Tag.TOPIC: "mail-thread",
    Tag.BARE_SUBJECT: "mail-thread",
    Tag.MESSAGE_ID: "mail-message-id",
    Tag.REFERENCES: "mail-message-id",
    Tag.ANSWER_TO: "mail-message-id",
    Tag.FILE_NAME: "mail-attachment-name",
    Tag.SHORT_FILE_NAME: "mail-attachment-name",
}
_READ_APART: Final = {Tag.BODY, Tag.HTML, Tag.PACKED_RTF, Tag.HEADERS, Tag.DATA}
_LOCKED_KINDS: Final = ("multipart/encrypted", "application/pgp-encrypted")


def words(item: Item, scope: Scope) -> Iterator[Found]:
    """Yield everything an item says, and everything inside it."""
    own = item.properties
    head = heading_of(own)
    yield from heading(head)
    yield from _travel(own)
    yield from _bodies(own, scope)
    yield from property_words(own, "msg-property", {value for _, value in head})
    for number, recipient in enumerate(item.recipients, 1):
        yield from property_words(recipient, "msg-recipient", set(), f"Recipient {number}")
    for number, attached in enumerate(item.attachments, 1):
        yield from _attached(attached, f"Attachment {number}", scope)


def _travel(own: Properties) -> Iterator[Found]:
    """Yield the headers with which an item travelled, and what stands among them and is none."""
    if not own.text(Tag.HEADERS):
        return
    sent = entity(own.data(Tag.HEADERS))
    yield from all_headers(sent.headers, heading_too=True)
    loose = header_text(sent.body).strip()
    if loose:
        yield Unit(loose, "mail-header")


def heading_of(own: Properties) -> list[tuple[str, str]]:
    """Return the lines a person sees above an item."""
    name = own.text(Tag.FOR_NAME) or own.text(Tag.SENDER_NAME)
    address = own.text(Tag.FOR_SMTP) or own.text(Tag.SENDER_SMTP) or own.text(Tag.SENDER_ADDRESS)
    sender = f"{name} <{address}>" if name and address and address != name else name or address
    return [
        ("From", sender),
        ("To", own.text(Tag.DISPLAY_TO)),
        ("Cc", own.text(Tag.DISPLAY_CC)),
        ("Bcc", own.text(Tag.DISPLAY_BCC)),
        ("Subject", own.text(Tag.SUBJECT)),
        ("Date", own.moment(Tag.SENT_AT) or own.moment(Tag.RECEIVED_AT)),
    ]


def _bodies(own: Properties, scope: Scope) -> Iterator[Found]:
    """Yield the text in all its versions; shown is the first that there is: HTML, rich text, plain."""
    shown = False
    rich = unpacked(own.data(Tag.PACKED_RTF), scope.budget)
    if own.data(Tag.PACKED_RTF) and not rich:
        yield Unscannable("msg-damaged", "The formatted text of this item is damaged.")
    for data, name in ((own.data(Tag.HTML), "body.html"), (rich, "body.rtf")):
        already = shown
        if data.strip(b"\0 \r\n"):
            for found in scope.inside(data, "Body", name):
                shown = shown or (isinstance(found, Unit) and found.shown)
                yield replace(found, shown=False) if already and isinstance(found, Unit) else found
    channel = "mail-other-body" if shown else "mail-body"
    yield from paragraphs(own.text(Tag.BODY), channel, "Body", shown=not shown)


def property_words(own: Properties, channel: str, seen: set[str], part: str = "Properties") -> Iterator[Found]:
    """Yield every text among the properties, and the words in those that are bytes; each text once."""
    for each in own.texts():
        text = str(each.value)
        if each.number in _READ_APART or text in seen or not text.strip():
            continue
        seen.add(text)
        named = "msg-named-property" if each.number >= FIRST_NAMED else channel
        yield Unit(text, _CHANNELS.get(each.number, named), part)
    for number, data in own.binaries():
        if number not in _READ_APART:
            for text in texts_in(data):
                if text not in seen:
                    seen.add(text)
                    yield Unit(text, "msg-binary", part)


def _attached(attached: Attached, place: str, scope: Scope) -> Iterator[Found]:
    own = attached.properties
    name = own.text(Tag.FILE_NAME) or own.text(Tag.SHORT_FILE_NAME) or own.text(Tag.DISPLAY_NAME)
    if name:
        inline = bool(own.text(Tag.CONTENT_ID))
        yield Unit(name, "mail-attachment-name", place, shown=not inline, shape=Shape.HEADING, level=2)
    yield from property_words(own, "msg-attachment-property", {name}, place)
    if own.text(Tag.MIME_KIND).lower() in _LOCKED_KINDS:
        yield Unscannable("mail-locked", "A part of this mail is encrypted. It was not read.", place)
    if attached.item is not None:
        yield from _inner(attached.item, place, scope)
    elif data := own.data(Tag.DATA):
        yield from scope.inside(data, place, name)
    for stream, data in attached.streams:
        yield from _object(stream, data, place, scope)


def _inner(item: Item, place: str, scope: Scope) -> Iterator[Found]:
    """Yield an item inside the item."""
    inner = scope.deeper(place)
    for found in words(item, inner) if inner.depth <= scope.budget.limits.depth else inner.too_deep():
        if not isinstance(found, PageSize | Picture):
            yield placed(found, place)


def _object(stream: str, data: bytes, place: str, scope: Scope) -> Iterator[Found]:
    """Yield what another program put into the item; a file in its wrapping is read as a file."""
    packed = native_file(data) if stream == "\x01ole10native" else None
    if packed is not None:
        wrapping, name, start, size = packed
        yield from (Unit(text, "msg-object", place) for text in texts_in(wrapping))
        yield from scope.inside(data[start : start + size], place, name)
    elif stream in {"package", "contents"} and data:
        yield from scope.inside(data, place)
    else:
        yield from (Unit(text, "msg-object", place) for text in texts_in(data))

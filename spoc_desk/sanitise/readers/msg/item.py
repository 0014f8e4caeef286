"""One Outlook item, wherever it came from: its properties, its recipients, its attachments."""

from collections.abc import Iterable
from dataclasses import dataclass

from spoc_desk.sanitise.readers.msg.properties import Properties


@dataclass(frozen=True)
class Item:
    """A mail, an appointment, a contact. Its attachments are opened one at a time, while they are walked."""

    properties: Properties
    recipients: Iterable[Properties] = ()
    attachments: Iterable["Attached"] = ()


@dataclass(frozen=True)
class Attached:
    """An attachment: a file, another item, or an object of another program with its streams."""

    properties: Properties
    item: Item | None = None
    streams: Iterable[tuple[str, bytes]] = ()

"""Counting notifications and messages between two moments, along an index."""

from dataclasses import dataclass
from typing import Final

from spoc_desk.vault.records.table import Reader

_INCIDENTS: Final = (
    "SELECT count(*), sum(state = 'not_shared'), sum(state = 'referred') FROM relay_incidents"
    " WHERE received_at >= ? AND received_at < ? AND deleted_at IS NULL"
)
_MESSAGES: Final = (
    "SELECT count(*), sum(m.sent_at <> '') FROM relay_incidents i JOIN relay_messages m ON m.incident_id = i.id"
    " WHERE i.received_at >= ? AND i.received_at < ? AND i.deleted_at IS NULL AND m.deleted_at IS NULL"
)


@dataclass(frozen=True)
class Counted:
    """True numbers of a stretch of time, by when the notification was received."""

    received: int
    children: int
    sent: int
    not_shared: int
    referred: int


def counted_between(reader: Reader, start: str, end: str) -> Counted:
    """Return what was received from *start* on and before *end*."""
    received, not_shared, referred = reader.rows(_INCIDENTS, (start, end))[0]
    children, sent = reader.rows(_MESSAGES, (start, end))[0]
    return Counted(int(received), int(children), int(sent or 0), int(not_shared or 0), int(referred or 0))

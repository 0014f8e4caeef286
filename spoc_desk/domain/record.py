"""What every record carries."""

from dataclasses import dataclass
from typing import NewType
from uuid import uuid4

CaseId = NewType("CaseId", str)
MemberId = NewType("MemberId", str)
ContactId = NewType("ContactId", str)
MeetingId = NewType("MeetingId", str)
ItemId = NewType("ItemId", str)
DecisionId = NewType("DecisionId", str)
RecordId = NewType("RecordId", str)


def new_id() -> str:
    """Return a fresh random identifier: never sequential, so that it tells nothing."""
    return str(uuid4())


@dataclass(frozen=True, kw_only=True)
class Record:
    """The common part: `version` 0 means not stored yet; moments are UTC text."""

    id: str
    version: int = 0
    created_at: str = ""
    created_by: str = ""
    updated_at: str = ""
    updated_by: str = ""
    deleted_at: str | None = None

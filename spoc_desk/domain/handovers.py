"""Hand-over between two desks: the desks that know each other, the bundles that travel, and whose hands a case is in.

Custody moves and is never merged: a case that is with another desk can only be read here (docs/decisions/0025).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spoc_desk.domain.record import CaseId, Record
from spoc_desk.domain.roles import Role
from spoc_desk.domain.terms import Term


class BundleKind(Term):
    """What a bundle is for."""

    CASES = "cases", "Cases handed over"
    COPY = "copy", "Copies to read"
    PACK = "pack", "Deputy pack"
    HAND_BACK = "hand_back", "Hand-back list"
    RECEIPT = "receipt", "Receipt"
    CANCELLED = "cancelled", "Hand-over cancelled"


class Way(StrEnum):
    """Which way a bundle went."""

    OUT = "out"
    IN = "in"


class HandoverState(Term):
    """What became of a bundle."""

    WRITING = "writing", "Not finished"
    SENT = "sent", "Sealed, no receipt yet"
    RECEIPTED = "receipted", "Receipt came back"
    CANCELLED = "cancelled", "Cancelled"
    TAKEN = "taken", "Taken in"
    BARRED = "barred", "Cancelled by the other desk before it came"
    UNDONE = "undone", "Cancelled by the other desk after it was taken in"


class CustodyState(Term):
    """Whose hands a case is in, as this desk knows it."""

    HERE = "here", "Here"
    AWAY = "away", "Sealed for another desk, no receipt yet"
    THERE = "there", "With another desk"
    COPY = "copy", "A copy to read"
    TAKEN_BACK = "taken_back", "Taken back by the desk it came from"


FROZEN = frozenset({CustodyState.AWAY, CustodyState.THERE, CustodyState.COPY, CustodyState.TAKEN_BACK})
"""In these states the case can only be read here."""

LEFT_BEHIND = FROZEN - {CustodyState.AWAY}
"""What is here is a copy: another desk has the case for certain."""

ANSWERED = frozenset({BundleKind.CASES, BundleKind.COPY, BundleKind.PACK})
"""A receipt is owed for these."""


@dataclass(frozen=True, kw_only=True)
class OwnDesk(Record):
    """This desk and the secret half of its keys. One row; a new pair of keys is a new row and erases the old one."""

    name: str
    role: Role
    signing_secret: str
    receiving_secret: str


@dataclass(frozen=True, kw_only=True)
class KnownDesk(Record):
    """Another desk whose six words were compared. Its id is its number, made from its keys."""

    name: str
    role: Role
    signing_key: str
    receiving_key: str
    met_on: date
    met_by: str
    revoked_on: date | None = None
    revoked_by: str = ""
    revoked_reason: str = ""
    sent_sequence: int = 0  # the last number that a bundle for this desk got
    seen_epoch: int = 0  # how far that desk's vault had come when it last sealed something for us
    seen_sequence: int = 0
    seen_commit: int = 0
    seen_entry: int = 0
    seen_head: str = ""


@dataclass(frozen=True, kw_only=True)
class Handover(Record):
    """One bundle that this desk sealed or took in, in numbers. Its id is the bundle's."""

    way: Way
    kind: BundleKind
    desk_id: str
    sequence: int
    state: HandoverState
    made_at: str
    expires_at: str
    by_name: str
    file_name: str = ""
    cases: int = 0
    records: int = 0
    attachments: int = 0
    file_bytes: int = 0
    answers: str = ""  # the bundle this one answers
    head_code: str = ""  # eight characters of the sender's trail, also on the hand-over sheet
    settled_at: str = ""  # when the receipt came, or when it was cancelled
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Custody(Record):
    """Whose hands one case is in. No row: it was always here."""

    case_id: CaseId
    state: CustodyState
    desk_id: str  # the other desk: where it is, or where it came from
    handover_id: str
    since: date
    chain: tuple[str, ...] = ()  # every hand-over of this case, the oldest first


@dataclass(frozen=True, kw_only=True)
class Pack(Record):
    """A deputy pack at the desk of the deputy: lines to read until a day. Its id is the bundle's."""

    desk_id: str
    made_at: str
    made_by: str
    ends_on: date
    lines: str  # JSON, one list a line: case_ref, heading, words, day
    handed_back_at: str = ""


@dataclass(frozen=True, kw_only=True)
class PackNote(Record):
    """One thing a deputy did with a pack; at the LA SPOC's desk one thing to enter."""

    pack_id: str
    case_id: CaseId | None = None
    case_ref: str
    done_on: date
    done_by: str
    what_was_done: str
    entered_on: date | None = None
    entered_by: str = ""

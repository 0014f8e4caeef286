"""A backup as the vault remembers it: where it went, and that it was read back whole. Nothing of what is in it."""

from dataclasses import dataclass
from datetime import date

from spoc_desk.domain.record import Record

REMIND_AFTER_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Backup(Record):
    """One file on a stick. It is recorded when it was verified, and not before."""

    file_name: str
    folder: str
    made_at: str
    verified_at: str
    verified_by: str
    file_bytes: int
    digest: str
    commit_no: int  # with the head of the trail: what another computer can remember of this vault's state
    audit_head: str
    medium_asked: bool
    tried_at: str | None = None
    thinned_at: str | None = None
    destroyed_on: date | None = None  # somebody destroyed it because it still held what was disposed of
    destroyed_by: str | None = None

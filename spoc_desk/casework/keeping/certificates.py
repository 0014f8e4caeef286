"""What was disposed of, and which backups still hold it: the list, the certificate's facts, the backups to destroy."""

import json
from dataclasses import dataclass, replace
from typing import Final

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.keeping.who import BACKUP_GONE
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.moments import in_words
from spoc_desk.casework.paging import Page
from spoc_desk.domain.backups import Backup
from spoc_desk.domain.house_dates import short_date
from spoc_desk.domain.retention import Disposal, RecordKind
from spoc_desk.errors import BadAnswer, NotAtThisDesk, NotYet
from spoc_desk.vault.records.backup_rows import backups_before, last_disposal_commit
from spoc_desk.vault.records.retention_list import disposals_page
from spoc_desk.vault.records.stores import BACKUPS, DISPOSALS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault

METHOD: Final = (
    "The rows of the record, their earlier states, the reasons given in the history and half-typed texts were erased. "
    "The rest of the vault was packed anew and encrypted under new keys; the old file and its keys were removed. So "
    "the record is in no page of the vault, and in no backup made since. The history keeps that there was a record "
    "and who disposed of it."
)
UNTIL: Final = (
    "A backup made before still holds the record and opens with the passwords of its day, until it is destroyed. It "
    "leaves the rotation of daily, weekly and monthly backups only while new ones are made in the same folder."
)
ELSEWHERE: Final = (
    "Copies of the vault's folder made by hand, folders set aside by a restore and paper are not known to the program."
)


@dataclass(frozen=True)
class DisposalLine:
    """One certificate in the list."""

    id: str
    number: str
    kind: RecordKind
    disposed_at: str
    proposed_by: str
    approved_by: str
    rows: int
    backups_left: int

    @property
    def words(self) -> str:
        """Return "Relocation, Mon 23 Nov 2026, 09:30: proposed by …, approved by …"."""
        when = f"{self.kind.label}, {in_words(self.disposed_at)}"
        return f"{when}: proposed by {self.proposed_by}, approved by {self.approved_by}"


@dataclass(frozen=True)
class OldBackup:
    """A backup from before a disposal."""

    id: str
    file_name: str
    folder: str
    when: str


@dataclass(frozen=True)
class DisposalFacts:
    """What the certificate says. Nothing in it names anybody of the record, or its reference."""

    number: str
    kind_words: str
    when: str
    proposed_by: str
    approved_by: str
    class_words: str
    early: bool
    counts: tuple[tuple[str, int], ...]
    drafts: int
    papers_out: int
    held_back: int
    method: str
    backups: tuple[str, ...]
    backups_left: int
    as_of: str


def certificate_words(number: int) -> str:
    """Return "DC-0007"."""
    return f"DC-{number:04d}"


def list_disposals(vault: Vault, *, offset: int = 0, limit: int = 50) -> Page[DisposalLine]:
    """Return one page of the certificates, the newest first; nothing for who does not see it."""
    if not sees(vault, Sight.RETENTION):
        return Page((), 0, offset)
    rows, total = disposals_page(vault, offset=offset, limit=limit)
    return Page(tuple(_line(vault, each) for each in rows), total, offset)


def facts_of(vault: Vault, disposal_id: str) -> DisposalFacts:
    """Return what a certificate says, with the backups as they stand now."""
    if not sees(vault, Sight.RETENTION):
        raise NotAtThisDesk()
    one = DISPOSALS.get(vault, disposal_id)
    left = _left(vault, one)
    return DisposalFacts(
        number=certificate_words(one.certificate_no),
        kind_words=one.kind.label,
        when=in_words(one.disposed_at),
        proposed_by=one.proposed_by,
        approved_by=one.approved_by,
        class_words=f"{one.class_label}: {one.class_words}" if one.class_words else one.class_label,
        early=one.early,
        counts=tuple((str(words), int(count)) for words, count in json.loads(one.counts)),
        drafts=one.drafts,
        papers_out=one.papers_out,
        held_back=one.held_back,
        method=METHOD,
        backups=tuple(f"{each.file_name}, made {in_words(each.made_at)}" for each in left),
        backups_left=len(left),
        as_of=short_date(vault.clock.today()),
    )


def id_of(vault: Vault, number: str) -> str:
    """Return the disposal with a certificate number like "DC-0007". Raises BadAnswer where there is none."""
    digits = number.strip().upper().removeprefix("DC-")
    found = DISPOSALS.find(vault, "certificate_no = ?", (int(digits),)) if digits.isdecimal() else []
    if not found or not sees(vault, Sight.RETENTION):
        raise BadAnswer("There is no certificate with this number. It is written like DC-0007.", "reference")
    return found[0].id


def old_backups(vault: Vault) -> tuple[OldBackup, ...]:
    """Return every backup that still holds something that was disposed of, the oldest first."""
    if not sees(vault, Sight.BACKUPS):
        return ()
    found = backups_before(vault, last_disposal_commit(vault))
    return tuple(OldBackup(each.id, each.file_name, each.folder, in_words(each.made_at)) for each in found)


def mark_destroyed(vault: Vault, *, backup_id: str) -> Done:
    """Record that somebody destroyed an old backup: the file, and every copy of it."""
    if not sees(vault, Sight.BACKUPS):
        raise NotAtThisDesk()
    with vault.transaction(BACKUP_GONE) as tx:
        before = BACKUPS.get(tx, backup_id)
        if before.destroyed_on is not None:
            raise NotYet("This backup is already recorded as destroyed.")
        after = replace(before, destroyed_on=vault.clock.today(), destroyed_by=vault.actor.name)
        stored = BACKUPS.update(tx, before, after)
    return Done(Change(What.RETENTION, None, (stored.id,)), (), stored)


def _left(reader: Reader, one: Disposal) -> list[Backup]:
    return backups_before(reader, one.commit_no)


def _line(vault: Vault, one: Disposal) -> DisposalLine:
    return DisposalLine(
        id=one.id,
        number=certificate_words(one.certificate_no),
        kind=one.kind,
        disposed_at=one.disposed_at,
        proposed_by=one.proposed_by,
        approved_by=one.approved_by,
        rows=one.rows,
        backups_left=len(_left(vault, one)),
    )

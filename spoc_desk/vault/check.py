"""The full check of a database: is every page whole, every audit entry in its place, every row what the trail says?

SQLCipher proves each page but not its age: an old copy of a page, put back, reads without any error. The trail does
not: its last entry for a row must match the row, and no row may be missing or extra.
"""

import hmac
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from spoc_desk.errors import DatabaseDamaged
from spoc_desk.vault import audit, free_pages, reasons, spot_check
from spoc_desk.vault.audit import ChainKeys
from spoc_desk.vault.connection import PAGE_BYTES, Database
from spoc_desk.vault.rows import Row
from spoc_desk.vault.tables import Table, Tables

CHECKED_ACT: Final = "checked the vault"
FAULTY_ACT: Final = "found the vault faulty"
_SAID_EACH: Final = 1000  # rows between two words about how far it is
_A_WALK: Final = 10_000  # parts into which one of several walks is told
_MOST_NAMED: Final = 20  # places named in one answer; the count is always whole


Last = dict[tuple[str, str], tuple[int, bytes]]
"""Of each row by table and id: its version and hash."""

Earlier = dict[tuple[str, str, int], bytes]
"""The hash of each earlier state by table, id and version."""

Told = Callable[[int, int], object]
"""Told (rows done, rows in all)."""


def silent(_done: int, _whole: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Check:
    """One question about the vault, and its answer in a sentence."""

    name: str
    ok: bool
    sentence: str


@dataclass(frozen=True)
class VerifyReport:
    """What a full check found."""

    checks: tuple[Check, ...]
    rows: int = 0
    entries: int = 0
    checked_at: str = ""
    roles: tuple[str, ...] = ()
    """Of the person whose password opened the vault for the check; empty where the vault does not even know that."""

    @property
    def ok(self) -> bool:
        """Return whether nothing is wrong."""
        return all(check.ok for check in self.checks)


@dataclass
class _Trail:
    """What the audit trail says there must be."""

    steps: "Steps"
    entries: int = 0
    last: Last = field(default_factory=dict)
    earlier: Earlier = field(default_factory=dict)
    heads: dict[int, bytes] = field(default_factory=dict)  # of the entries a checkpoint covers
    writers: dict[int, frozenset[str]] = field(default_factory=dict)  # whose entries a checkpoint covers
    session: "_Session" = field(default_factory=lambda: _Session())
    faults: list[str] = field(default_factory=list)


class _Session:
    """Whose entries stand in the trail since the last signature, as far as one person's work goes."""

    def __init__(self) -> None:
        self._writers: set[str] = set()
        self._is_retold = False

    def hear(self, act: str, actor: str) -> None:
        """Take note of one entry."""
        if act in audit.BEGIN_ACTS:  # who worked before and never locked is signed by nobody
            self._writers = set()
        self._is_retold = self._is_retold or act == audit.MADE_ANEW
        self._writers.add(actor)

    def signed(self) -> frozenset[str]:
        """Return who wrote since, and begin anew. What was told again from a damaged trail is everybody's."""
        found = frozenset() if self._is_retold else frozenset(self._writers)
        self._writers, self._is_retold = set(), False
        return found


def who_wrote(entries: Iterable[tuple[int, str, str]], signed: Container[int]) -> dict[int, frozenset[str]]:
    """Return whose entries each signature covers; *entries* are (number, act, actor) in their order."""
    session, found = _Session(), dict[int, frozenset[str]]()
    for seq, act, actor in entries:
        session.hear(act, actor)
        if seq in signed:
            found[seq] = session.signed()
    return found


def quick(db: Database, keys: ChainKeys) -> None:
    """Raise DatabaseDamaged unless the file is whole, the end of the trail in its place and a share of the rows right.

    Of the rows it sees those that were changed last, and as many others by chance (spot_check): a page put back that
    held neither is found by the full check of the week.
    """
    if not (_size_fits(db) and _answers_ok(db, "PRAGMA quick_check") and _tail_fits(db, keys)):
        raise DatabaseDamaged()
    if not spot_check.holds(db, keys):
        raise DatabaseDamaged()


class Walks:
    """Several walks over the rows, one after the other, told as one: how far all of them are."""

    def __init__(self, told: Told, walks: int) -> None:
        self._told, self._walks = told, walks

    def walk(self, number: int) -> Told:
        """Return whom to tell during one of them, the first being 0."""
        if self._told is silent:
            return silent
        return lambda done, whole: self._told(number * _A_WALK + _A_WALK * done // max(whole, 1), self._walks * _A_WALK)


class Steps:
    """Counts the rows that were read and says now and then how far it is."""

    def __init__(self, db: Database, told: Told) -> None:
        self._told, self._done = told, 0
        self._whole = 0 if told is silent else _rows_to_read(db)

    def each(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows."""
        for row in rows:
            self._done += 1
            if self._done % _SAID_EACH == 0:
                self._told(min(self._done, self._whole), self._whole)
            yield row


def _rows_to_read(db: Database) -> int:
    try:
        names = ("audit", "row_history", *(table.name for table in Tables(db).audited()))
        return sum(db.number(f"SELECT count(*) FROM {name}") for name in names)  # noqa: S608
    except DatabaseDamaged:
        return 0


def full(
    db: Database, keys: ChainKeys, vault_id: str, told: Told = silent, *, interrupted: bool = False
) -> VerifyReport:
    """Return the answers of every check there is; reads everything, writes nothing. *told* hears how far it is.

    *interrupted*: half a write on a page that is free is no fault; whoever asks so makes those pages good afterwards.
    """
    trail = _Trail(Steps(db, told))
    counted: list[int] = []

    def pages() -> Iterator[str]:
        if not _size_fits(db):
            yield "The file is longer or shorter than the database in it."
        broken = free_pages.broken(db)
        if not (broken and interrupted and free_pages.are_free(db, broken)):
            yield from (f"Page check: {line}" for line in broken)

    def structure() -> Iterator[str]:
        yield from (str(row[0]) for row in db.rows("PRAGMA integrity_check") if row[0] != "ok")
        yield from (f"A row of {row[0]} points to a missing row." for row in db.rows("PRAGMA foreign_key_check"))

    def chain() -> Iterator[str]:
        _walk(db, keys, trail)
        yield from trail.faults
        yield from reasons.faults(db, keys)

    def rows() -> Iterator[str]:
        tables = Tables(db).audited()
        counted.append(sum(db.number(f"SELECT count(*) FROM {table.name}") for table in tables))  # noqa: S608
        yield from _row_faults(db, keys, tables, trail)

    def history() -> Iterator[str]:
        yield from _history_faults(db, keys, trail)

    def signatures() -> Iterator[str]:
        yield from _signature_faults(db, vault_id, trail)

    checks = (
        _ask(db, "pages", "Every page of the database is whole.", pages),
        _ask(db, "structure", "The database is put together as it should be.", structure),
        _ask(db, "audit trail", "The audit trail is unbroken.", chain),
        _ask(db, "rows", "Every row is what the audit trail says.", rows),
        _ask(db, "history", "Every earlier state is what the audit trail says.", history),
        _ask(db, "signatures", "Every checkpoint of the audit trail is signed.", signatures),
    )
    return VerifyReport(checks, rows=sum(counted), entries=trail.entries)


def _ask(db: Database, name: str, good: str, find: Callable[[], Iterator[str]]) -> Check:
    faults: list[str] = []
    try:
        faults.extend(find())
    except DatabaseDamaged:
        faults.append("A part of the database cannot be read.")
        db.reopen()  # a connection that met a bad page is not trusted with the next question
    if not faults:
        return Check(name, True, good)
    named = " ".join(faults[:_MOST_NAMED])
    return Check(name, False, f"{len(faults)} found. {named}" if len(faults) > 1 else named)


def _size_fits(db: Database) -> bool:
    """A page put behind the end is seen by no check of SQLite's own but by the size."""
    return db.path.stat().st_size == db.number("PRAGMA page_count") * PAGE_BYTES


def _answers_ok(db: Database, question: str) -> bool:
    return [row[0] for row in db.rows(question)] == ["ok"]


def _tail_fits(db: Database, keys: ChainKeys) -> bool:
    tail = audit.read_tail(db)
    row = db.one(audit.SELECT_LAST)
    if row is None:
        return tail.seq == 0 and tail.head == audit.START
    *entry, prev_hash, stored = row
    right = keys.entry_hash(prev_hash, tuple(entry)) == stored
    return right and (row["seq"], row["commit_no"], stored) == (tail.seq, tail.commit_no, tail.head)


def _walk(db: Database, keys: ChainKeys, trail: _Trail) -> None:
    """Follow the chain from its start and gather what it says about rows."""
    signed = {row[0] for row in db.rows("SELECT audit_seq FROM audit_checkpoints")}
    head, commit_no = audit.START, 0
    for row in trail.steps.each(db.each(audit.SELECT_ENTRIES)):
        *entry, prev_hash, stored = row
        trail.entries += 1
        in_place = row["seq"] == trail.entries and prev_hash == head and row["commit_no"] - commit_no in (0, 1)
        if not (in_place and hmac.compare_digest(keys.entry_hash(prev_hash, tuple(entry)), stored)):
            trail.faults.append(f"The audit trail is broken at entry {trail.entries}.")
            break
        head, commit_no = stored, row["commit_no"]
        trail.session.hear(str(row["act"]), str(row["actor"]))
        if row["seq"] in signed:
            trail.heads[row["seq"]] = head
            trail.writers[row["seq"]] = trail.session.signed()
        _gather(row, trail)
    tail = audit.read_tail(db)
    if not trail.faults and (tail.seq, tail.head, tail.commit_no) != (trail.entries, head, commit_no):
        trail.faults.append(f"The audit trail should end at entry {tail.seq} and ends at entry {trail.entries}.")


def _gather(row: Row, trail: _Trail) -> None:
    version = int(row["version"])
    if version == 0:
        return
    place = (str(row["table_name"]), str(row["row_id"]))
    if row["act"] in audit.SALVAGE_ACTS:
        take_over(str(row["act"]), place, version, row["row_hash"], trail.last, trail.earlier)
        return
    before, before_hash = trail.last.pop(place, (0, b""))
    restated = version == before and str(row["act"]).startswith(audit.SCHEMA_ACT)
    if version not in (before + 1, -before) and not restated:
        trail.faults.append(f"Entry {row['seq']} of the audit trail skips a version of a row of {place[0]}.")
    if version < 0:
        for gone in range(1, before):
            trail.earlier.pop((*place, gone), None)
        return
    if before and not restated:
        trail.earlier[(*place, before)] = before_hash
    trail.last[place] = (version, bytes(row["row_hash"]))


def what_must_be(db: Database, keys: ChainKeys) -> tuple[Last, Earlier]:
    """Return the last state of every row and the earlier states there must be, as far as the trail is unbroken."""
    trail = _Trail(Steps(db, silent))
    _walk(db, keys, trail)
    return trail.last, trail.earlier


def take_over(
    act: str, place: tuple[str, str], version: int, row_hash: bytes | None, last: Last, earlier: Earlier
) -> None:
    """Let *last* and *earlier* be what an entry says that was written when the vault was made anew."""
    if act == audit.KEPT_STATE:
        earlier[(*place, version)] = bytes(row_hash or b"")
    elif act == audit.LOST_STATE:
        earlier.pop((*place, version), None)
    else:
        before, _ = last.pop(place, (0, b""))
        for gone in range(max(version, 1), before):
            earlier.pop((*place, gone), None)
        if act in (audit.TAKEN, audit.UNPROVEN):
            last[place] = (version, bytes(row_hash or b""))


def _row_faults(db: Database, keys: ChainKeys, tables: tuple[Table, ...], trail: _Trail) -> Iterator[str]:
    expected = dict(trail.last)
    for table in tables:
        version_at, id_at = table.columns.index("version"), table.columns.index("id")
        for row in trail.steps.each(db.each(table.select_all)):
            said = expected.pop((table.name, str(row[id_at])), None)
            if said is None:
                yield f"Row {row[id_at]} of {table.name} is not in the audit trail."
            elif said != (row[version_at], keys.row_hash(table.name, table.content(row))):
                yield f"Row {row[id_at]} of {table.name} is not what its last audit entry says."
    yield from (f"Row {row_id} of {name} is missing." for name, row_id in expected)


def _history_faults(db: Database, keys: ChainKeys, trail: _Trail) -> Iterator[str]:
    expected = dict(trail.earlier)
    kept = db.each("SELECT table_name, row_id, version, content FROM row_history")
    for name, row_id, version, content in trail.steps.each(kept):
        said = expected.pop((name, row_id, version), None)
        if said != keys.row_hash(name, content.encode("ascii", "replace")):
            yield f"Version {version} of row {row_id} of {name} is not what the audit trail says."
    yield from (f"Version {version} of row {row_id} of {name} is missing." for name, row_id, version in expected)


def _signature_faults(db: Database, vault_id: str, trail: _Trail) -> Iterator[str]:
    if db.number("SELECT checkpoints - (SELECT count(*) FROM audit_checkpoints) FROM meta"):
        yield "A checkpoint of the audit trail is missing."
    slots = {row["id"]: row for row in db.rows("SELECT id, signing_public, user_id FROM keyslots")}
    for checkpoint in db.rows("SELECT * FROM audit_checkpoints ORDER BY audit_seq"):
        seq, slot_id = checkpoint["audit_seq"], checkpoint["slot_id"]
        covers = trail.heads.get(seq) == checkpoint["head"]
        slot = slots.get(slot_id)
        if not (covers and slot is not None and audit.signature_holds(vault_id, checkpoint, slot["signing_public"])):
            yield f"The checkpoint at entry {seq} is not valid."
        elif slot["user_id"] is not None and trail.writers[seq] - {slot["user_id"], ""}:
            yield f"The checkpoint at entry {seq} covers entries in the name of somebody else than who signed it."

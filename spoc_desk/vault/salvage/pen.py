"""Writes the entries that lead from what the old trail says to what the new database holds."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from spoc_desk.vault import audit, check, reasons
from spoc_desk.vault.audit import ChainKeys, Tail
from spoc_desk.vault.connection import Database
from spoc_desk.vault.salvage.finds import Entry, Place
from spoc_desk.vault.tables import Tables

_STATES = "SELECT table_name, row_id, version, content FROM row_history"


@dataclass(frozen=True)
class _Line:
    """One entry to come."""

    act: str
    table: str
    row_id: str
    version: int
    row_hash: bytes | None


class Pen:
    """Goes on with a trail, in one commit."""

    def __init__(self, db: Database, keys: ChainKeys, actor: str, now: str, end: Entry | None) -> None:
        self._db, self._keys, self._actor, self._now = db, keys, actor, now
        self._seq, self._head = (end.seq, end.hash) if end is not None else (0, audit.START)
        self._commit_no = end.commit_no + 1 if end is not None else 1

    def note(self, act: str, table: str = "", row_id: str = "", reason: str = "") -> None:
        """Say something that changes no row."""
        self._write(self._now, self._actor, _Line(act, table, row_id, 0, None), reason)

    def retell(self, entry: Entry, reason: str, *, sealed: bool) -> None:
        """Say again what an entry of the damaged trail said, as a note."""
        if sealed and entry.row_id:
            reason = reasons.keep(self._db, self._keys, self._seq + 1, self._commit_no, reason)
        line = _Line(entry.act, entry.table_name, entry.row_id, 0, None)
        self._write(entry.at, entry.actor, line, reason)

    def settle(self, unproven: Container[Place]) -> int:
        """Say of every row and every earlier state what the trail does not say yet; return how many states are lost."""
        last, earlier = check.what_must_be(self._db, self._keys)
        for line in list(self._rows(last, unproven)):
            check.take_over(line.act, (line.table, line.row_id), line.version, line.row_hash, last, earlier)
            self._write(self._now, self._actor, line, "")
        lines = list(self._states(earlier))
        for line in lines:
            self._write(self._now, self._actor, line, "")
        return sum(1 for line in lines if line.act == audit.LOST_STATE)

    def tail(self, signed: int) -> Tail:
        """Return where the trail ends."""
        return Tail(self._seq, self._head, self._commit_no, signed)

    def _rows(self, last: check.Last, unproven: Container[Place]) -> Iterator[_Line]:
        left = dict(last)
        for table in Tables(self._db).audited():
            for row in self._db.each(table.select_all):
                row_id, version = str(row["id"]), int(row["version"])
                row_hash = self._keys.row_hash(table.name, table.content(row))
                said = left.pop((table.name, row_id), None)
                if (table.name, row_id) in unproven:
                    # Said even where the readable part of the trail agrees: it may not be its last word.
                    yield _Line(audit.UNPROVEN, table.name, row_id, version, row_hash)
                elif said != (version, row_hash):
                    yield _Line(audit.TAKEN, table.name, row_id, version, row_hash)
        for (name, row_id), (version, _) in left.items():
            yield _Line(audit.LOST, name, row_id, -version, None)

    def _states(self, earlier: check.Earlier) -> Iterator[_Line]:
        left = dict(earlier)
        for name, row_id, version, content in self._db.each(_STATES):
            row_hash = self._keys.row_hash(name, content.encode("ascii", "replace"))
            if left.pop((name, row_id, version), None) != row_hash:
                yield _Line(audit.KEPT_STATE, name, row_id, version, row_hash)
        for (name, row_id, version), row_hash in left.items():
            yield _Line(audit.LOST_STATE, name, row_id, version, row_hash)

    def _write(self, at: str, actor: str, line: _Line, reason: str) -> None:
        self._seq += 1
        values = (
            self._seq, self._commit_no, at, actor, line.act, line.table, line.row_id, line.version, line.row_hash, None,
            reason,
        )  # fmt: skip
        head = self._keys.entry_hash(self._head, values)
        self._db.execute(audit.INSERT_ENTRY, (*values, self._head, head))
        self._head = head

"""One change of the vault: rows, their earlier states and the audit entries, kept together or not at all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spoc_desk.errors import StaleRecord, UnknownRecord
from spoc_desk.vault import audit, reasons
from spoc_desk.vault.audit import ChainKeys, Tail
from spoc_desk.vault.connection import Database
from spoc_desk.vault.custody import Keeping
from spoc_desk.vault.rows import Row, SqlValue
from spoc_desk.vault.tables import Table, Tables

_KEEP_OLD = "INSERT INTO main.row_history (table_name, row_id, version, replaced_at, content) VALUES (?, ?, ?, ?, ?)"
_FORGET_OLD = "DELETE FROM main.row_history WHERE row_id = ? AND table_name = ?"

_FORGET_DRAFTS = "DELETE FROM drafts WHERE instr(place, ?) > 0 OR instr(answers, ?) > 0"


class Transaction:
    """A change in the making, from `with vault.transaction(...) as tx`.

    *already_done*: this operation id was saved before. Then nothing is written a second time: insert, note and erase do
    nothing and update returns the version that is stored.
    """

    def __init__(
        self,
        db: Database,
        tables: Tables,
        keys: ChainKeys,
        tail: Tail,
        *,
        actor: str,
        act: str,
        reason: str,
        now: str,
        operation_id: str | None,
        already_done: bool,
    ) -> None:
        self.now = now
        self.already_done = already_done
        self.sign = False  # a checkpoint with the commit, asked for at each lock
        self.grew: Counter[str] = Counter()  # rows more, or fewer, by table
        self.tail = replace(tail, commit_no=tail.commit_no + 1)
        self._first = tail.seq + 1
        self.keeping = Keeping(db)
        self._db = db
        self._tables = tables
        self._keys = keys
        self._actor = actor
        self._act = act
        self._reason = reason
        # Numbered by the commit, so that the index over the ids grows at its end.
        self._owners = self._owners_now()
        self._operation_id = operation_id or f"commit-{self.tail.commit_no:012d}"

    @property
    def shut(self) -> frozenset[str]:
        """The tables that are shut for the person at the desk."""
        return self._db.shut

    @property
    def wrote(self) -> bool:
        """Return whether there is anything to keep."""
        return self.tail.seq >= self._first

    def rows(self, sql: str, params: Sequence[SqlValue] = ()) -> list[Row]:
        """Return the rows of a question, this change included."""
        return self._db.rows(sql, params)

    def own_rows(self, sql: str, params: Sequence[SqlValue] = ()) -> list[Row]:
        """Return the rows of a question of the program itself, about tables too that are shut for this desk."""
        with self._db.unguarded():
            return self._db.rows(sql, params)

    def one(self, sql: str, params: Sequence[SqlValue] = ()) -> Row | None:
        """Return the first row of a question, this change included."""
        return self._db.one(sql, params)

    def insert(self, table: str, values: Mapping[str, SqlValue]) -> None:
        """Store a new row; *values* has its id. Who, when and version 1 are filled in."""
        if self.already_done:
            return
        stamps = {"created_at": self.now, "created_by": self._actor}
        self._insert(table, {**values, **stamps, "updated_at": self.now, "updated_by": self._actor, "version": 1})

    def take_over(self, table: str, values: Mapping[str, SqlValue]) -> None:
        """Store a row of another desk: who made it there and when stay, its versions begin anew (hand-over)."""
        if not self.already_done:
            self._insert(table, {**values, "version": 1})

    def _insert(self, table: str, filled: Mapping[str, SqlValue]) -> None:
        known = self._tables.get(table)
        self.keeping.refuse(known, str(filled["id"]), filled.get("case_id"))
        with self._db.writing(table):
            stored = self._db.rows(known.insert(tuple(filled)), tuple(filled.values()))[0]
        self._refuse_others(table, str(filled["id"]), is_new=True)
        self.grew[table] += 1
        self._audit_row(known, str(filled["id"]), 1, stored)

    def update(self, table: str, row_id: str, changes: Mapping[str, SqlValue], *, version: int) -> int:
        """Change a row and return its new version; the old state goes to the history.

        Raises StaleRecord unless the stored version is *version*, UnknownRecord when there is no such row for her.
        """
        known = self._tables.get(table)
        self._refuse_others(table, row_id)
        old = self._stored(known, row_id)
        if self.already_done:
            return int(old["version"])
        if old["version"] != version:
            raise StaleRecord()
        self.keeping.refuse(known, row_id, _case_of(known, old), changes.get("case_id"))
        filled = {**changes, "updated_at": self.now, "updated_by": self._actor, "version": version + 1}
        with self._db.writing(table):
            stored = self._db.rows(known.update(tuple(filled)), (*filled.values(), row_id))[0]
        self._refuse_others(table, row_id)
        with self._db.unguarded():  # nobody at a desk writes there, and not everybody reads there
            self._db.execute(_KEEP_OLD, (table, row_id, version, self.now, known.content(old).decode("ascii")))
        self._audit_row(known, row_id, version + 1, stored)
        return version + 1

    def erase(self, table: str, row_id: str, *, version: int) -> None:
        """Remove a row, its earlier states and the reasons people gave for what they did to it, for good (disposal).

        The trail keeps that there was one, not what it said. Raises StaleRecord and UnknownRecord like update.
        """
        if self.already_done:
            return
        known = self._tables.get(table)
        self._refuse_others(table, row_id)
        old = self._stored(known, row_id)
        if old["version"] != version:
            raise StaleRecord()
        self.keeping.refuse_erasing(known, row_id, _case_of(known, old))
        with self._db.writing(table):
            self._db.execute(known.delete_one, (row_id,))
        with self._db.unguarded():
            self._db.execute(_FORGET_OLD, (row_id, table))
        reasons.forget(self._db, table, row_id)
        self.grew[table] -= 1
        self._entry(self._act, table, row_id, -version, None, self._reason)

    def note(self, act: str, table: str = "", row_id: str = "", reason: str = "") -> None:
        """Add an audit entry that changes no row: viewed, printed, revealed, refused."""
        if not self.already_done:
            if row_id:
                self._refuse_others(table, row_id)
            self._entry(act, table, row_id, 0, None, reason or self._reason)

    def forget_drafts(self, words: Sequence[str]) -> None:
        """Remove everybody's half-typed text that names one of these ids; for this package alone."""
        for word in words:
            self._db.execute(_FORGET_DRAFTS, (word, word))

    def later(self) -> None:
        """Look only at the end of this change whether every row still has what it points to."""
        self._db.execute("PRAGMA defer_foreign_keys = ON")

    def restate(self, table: Table, row_id: str, version: int, stored: Row) -> None:
        """Say again what a row is after a schema step changed it; for this package alone."""
        self._audit_row(table, row_id, version, stored)

    def set_meta(self, **values: int) -> None:
        """Change the vault's own facts (header_seq, setup_complete, ...); for this package alone."""
        changes = ", ".join(f"{column} = ?" for column in values)
        self._db.execute(f"UPDATE meta SET {changes} WHERE one = 1", tuple(values.values()))  # noqa: S608

    def _owners_now(self) -> set[str] | None:
        """Return whose rows the person at the desk may write; None for everybody's."""
        sight = self._db.wall.sight
        return None if sight is None or self._act in sight.whole_desk else self._db.wall.owners(self._db)

    def _refuse_others(self, table: str, row_id: str, *, is_new: bool = False) -> None:
        """Raise UnknownRecord for a row that is not there for the person at the desk (vault/row_sight.py)."""
        if self._owners is None or (owner := self._db.wall.owner(self._db, table, row_id)) in self._owners:
            return
        sight = self._db.wall.sight
        if not (is_new and sight is not None and table == sight.table):
            raise UnknownRecord()
        self._owners.add(owner)
        self._db.wall.add_owner(self._db, owner)

    def _stored(self, table: Table, row_id: str) -> Row:
        with self._db.writing(table.name):
            found = self._db.one(table.select_one, (row_id,))
        if found is None:
            raise UnknownRecord()
        return found

    def _audit_row(self, table: Table, row_id: str, version: int, stored: Row) -> None:
        row_hash = self._keys.row_hash(table.name, table.content(stored))
        self._entry(self._act, table.name, row_id, version, row_hash, self._reason)

    def _entry(self, act: str, table: str, row_id: str, version: int, row_hash: bytes | None, reason: str) -> None:
        tail = self.tail
        seq = tail.seq + 1
        operation_id = self._operation_id if seq == self._first else None
        if reason and row_id:  # what is about no record is the program's own words
            reason = reasons.keep(self._db, self._keys, seq, tail.commit_no, reason)
        values = (
            seq, tail.commit_no, self.now, self._actor, act, table, row_id, version, row_hash, operation_id, reason,
        )  # fmt: skip
        head = self._keys.entry_hash(tail.head, values)
        self._db.execute(audit.INSERT_ENTRY, (*values, tail.head, head))
        self.tail = replace(tail, seq=seq, head=head)


def _case_of(table: Table, row: Row) -> SqlValue:
    """Return which case a row belongs to; None where it belongs to none."""
    case: SqlValue = row["case_id"] if "case_id" in table.columns else None
    return case

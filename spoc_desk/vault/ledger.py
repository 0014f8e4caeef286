"""Keeps changes: one commit each, with its audit entries, its number and the new end of the trail."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Final

from spoc_desk.errors import DatabaseDamaged, UserError
from spoc_desk.vault import audit
from spoc_desk.vault.audit import ChainKeys, Signer, Tail
from spoc_desk.vault.connection import Database
from spoc_desk.vault.tables import Tables
from spoc_desk.vault.transaction import Transaction

_SAVED_BEFORE: Final = "SELECT 1 FROM audit WHERE operation_id = ?"


class Ledger:
    """The writing side of an unlocked vault."""

    def __init__(
        self, db: Database, keys: ChainKeys, signer: Signer, kept: Callable[[Tail], object] | None = None
    ) -> None:
        self._signer = signer
        self._kept = kept  # told where the trail ends after each change that is durable
        self._db = db
        self._keys = keys
        self._tables = Tables(db)
        self._tail = audit.read_tail(db)  # kept here, so that a change does not have to read it
        self._connections = db.connections
        self._unsure: bytes | None = None  # where the trail ends if a commit that reported an error is on the disk
        self._open: Transaction | None = None

    @property
    def tail(self) -> Tail:
        """Return where the trail ends."""
        return self._tail

    def change(self, act: str, *, actor: str, now: str, reason: str, operation_id: str | None) -> "Change":
        """Return a change that begins with the `with` block and is kept at its end."""
        return Change(self, act, actor, now, reason, operation_id)

    def begin(self, act: str, actor: str, now: str, reason: str, operation_id: str | None) -> Transaction:
        """Start a change."""
        if self._open is not None:
            raise RuntimeError("a change is already open")
        self._db.begin()
        try:
            if self._db.connections != self._connections:
                self._find_tail()
            done = operation_id is not None and bool(self._db.rows(_SAVED_BEFORE, (operation_id,)))
        except BaseException:
            self._undo()
            raise
        self._open = Transaction(
            self._db,
            self._tables,
            self._keys,
            self._tail,
            actor=actor,
            act=act,
            reason=reason,
            now=now,
            operation_id=operation_id,
            already_done=done,
        )
        return self._open

    def keep(self) -> None:
        """Make the open change durable. Raises DiskFull and the like, and then nothing of it was kept."""
        change = self._open
        assert change is not None
        if not change.wrote:
            self.abandon()
            return
        try:
            sign = change.sign or change.tail.seq - change.tail.signed >= audit.CHECKPOINT_EVERY
            if sign:
                change.tail = self._signer.sign(self._db, change.tail, change.now)
            self._db.execute(audit.ADVANCE, (change.tail.commit_no, change.tail.seq, change.tail.head, sign))
        except BaseException:
            self.abandon()
            raise
        self._open = None
        try:
            self._db.commit()
        except UserError as err:
            self._look(change, err)
        else:
            self._tail = change.tail
        if self._kept is not None:
            self._kept(self._tail)

    def abandon(self) -> None:
        """Undo the open change."""
        self._open = None
        self._undo()

    def _undo(self) -> None:
        try:
            self._db.roll_back()
        except UserError:
            # What could not be undone here is undone from the journal by a new connection.
            self._db.lose()

    def _look(self, change: Transaction, err: UserError) -> None:
        """Find out on a new connection whether a commit that reported an error is on the disk: it may be.

        Returns when it is, raises *err* when nothing of it is, or when the disk does not even answer.
        """
        self._unsure = change.tail.head
        self._db.lose()
        try:
            self._find_tail()
        except DatabaseDamaged:
            raise
        except UserError:
            raise err from None
        if self._tail.head != change.tail.head:
            raise err
        self._write_through(err)

    def _write_through(self, err: UserError) -> None:
        """Make what was found durable by a commit of its own, whose syncs all succeed; raise *err* where they do not.

        Where a sync failed, what is read may be in the system's memory alone, and a power cut would take it back.
        """
        try:
            self._db.begin()
            # Writes the first page, though nothing changes; a row that stays the same would not be written.
            self._db.execute(f"PRAGMA user_version = {self._db.number('PRAGMA user_version'):d}")
            self._db.commit()
        except UserError:
            self._undo()
            raise err from None

    def _find_tail(self) -> None:
        """Read again where the trail ends, after the connection was lost: as it was, or with the commit in doubt."""
        found = audit.read_tail(self._db)
        if found.head not in (self._tail.head, self._unsure):
            raise DatabaseDamaged()
        self._tail, self._unsure, self._connections = found, None, self._db.connections


class Change(AbstractContextManager[Transaction]):
    """One `with` block: kept when it ends, undone when it raises."""

    def __init__(self, ledger: Ledger, act: str, actor: str, now: str, reason: str, operation_id: str | None) -> None:
        self._ledger = ledger
        self._words = (act, actor, now, reason, operation_id)

    def __enter__(self) -> Transaction:
        return self._ledger.begin(*self._words)

    def __exit__(
        self, kind: type[BaseException] | None, err: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        if kind is None:
            self._ledger.keep()
        else:
            self._ledger.abandon()

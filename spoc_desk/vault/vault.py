"""The unlocked vault: what the rest of the program reads from and writes to."""

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from spoc_desk.clock import Clock
from spoc_desk.errors import DatabaseDamaged, NotAtThisDesk, UserError
from spoc_desk.machine.lockfile import LockFile
from spoc_desk.vault import check, disk_room, drafts
from spoc_desk.vault.anchor import Anchor, Mark, Memory
from spoc_desk.vault.audit import ChainKeys, Signer, Tail
from spoc_desk.vault.check import VerifyReport
from spoc_desk.vault.connection import Database, DatabaseFault
from spoc_desk.vault.drafts import Draft
from spoc_desk.vault.header import Header
from spoc_desk.vault.keyslots import SlotKeys
from spoc_desk.vault.ledger import Ledger
from spoc_desk.vault.masks import Masks
from spoc_desk.vault.row_sight import RowSight
from spoc_desk.vault.rows import Row, SqlValue
from spoc_desk.vault.transaction import Transaction

__all__ = ["Actor", "Draft", "Keyring", "Row", "SqlValue", "Transaction", "Vault", "VerifyReport", "utc_words"]

MARKER: Final = "session.open"
_QUESTIONS: Final = ("SELECT", "WITH", "EXPLAIN")


@dataclass(frozen=True)
class Actor:
    """Who is at the desk."""

    user_id: str
    name: str
    roles: frozenset[str]

    @classmethod
    def from_row(cls, row: Row) -> Self:
        """Return the user a row of users describes."""
        return cls(row["id"], row["name"], frozenset(json.loads(row["roles"])))


@dataclass(frozen=True)
class Keyring:
    """The keys of an unlocked vault, for this package alone."""

    header: Header
    master: bytes = field(repr=False)
    chain: ChainKeys = field(repr=False)
    slot_id: str
    slot_keys: SlotKeys = field(repr=False)

    def signer(self) -> Signer:
        """Return what signs checkpoints for the slot that is unlocked."""
        return Signer(self.header.vault, self.slot_id, self.slot_keys.signing)


def utc_words(clock: Clock) -> str:
    """Return this moment as the vault writes it."""
    return clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")


class Vault:
    """An unlocked vault. It belongs to the thread that opened it."""

    def __init__(
        self,
        folder: Path,
        db: Database,
        keys: Keyring,
        lock: LockFile,
        clock: Clock,
        actor: Actor,
        *,
        unclean_end: bool,
        anchor: Anchor | None = None,
        memory: Memory = Memory.NONE,
    ) -> None:
        self.folder = folder
        self.keys = keys  # for this package alone, like the database
        self.clock = clock
        self.actor = actor
        self.unclean_end = unclean_end
        self.database = db
        self.memory = memory  # what this computer knew of the vault at the unlock
        self.is_remembered = False
        self._anchor = anchor
        self._acts: frozenset[str] | None = None
        self._looks: set[tuple[str, str]] = set()
        self._lock: LockFile | None = lock
        self._ledger = Ledger(db, keys.chain, keys.signer(), self._remember)

    def go_on(self, keys: Keyring, db: Database | None = None) -> None:
        """Work on with other keys, after they count on the disk; for this package alone."""
        self.keys = keys
        if db is not None:
            before, self.database = self.database, db
            db.keep_shut(before.shut)
            db.keep_masked(before.masks)
            db.keep_rows(before.wall.sight)
        self._ledger = Ledger(self.database, keys.chain, keys.signer(), self._remember)
        self._remember(self._ledger.tail)

    def _remember(self, tail: Tail, *, durable: bool = False) -> None:
        """Tell this computer how far the vault has come; a place that cannot be written to keeps nobody from work."""
        if self._anchor is None:
            return
        counts, moment = self.keys.header, max(0, int(self.clock.now().timestamp()))
        mark = Mark(
            counts.vault, counts.epoch, counts.seq, counts.generation, tail.commit_no, tail.seq, moment, tail.head
        )
        self.is_remembered = self._anchor.write(mark, durable=durable)

    @property
    def vault_id(self) -> str:
        """Return the number the vault has had since it was made."""
        return self.keys.header.vault

    @property
    def setup_complete(self) -> bool:
        """Return whether the recovery code was typed back."""
        return bool(self.database.number("SELECT setup_complete FROM meta"))

    def transaction(
        self, act: str, *, reason: str = "", operation_id: str | None = None, however_full: bool = False
    ) -> AbstractContextManager[Transaction]:
        """Start one change: `with vault.transaction("hand recorded") as tx:`.

        Kept when the block ends, undone when it raises. An *operation_id* that was saved before writes nothing a second
        time (tx.already_done). Raises NotAtThisDesk for an act that is not the person's at the desk; DiskNearlyFull
        where there is hardly room to lock, but for the lock itself (*however_full*); DiskFull, ReadOnly, WriteFailed
        and the like; the vault stays usable after them.
        """
        if not however_full:
            disk_room.require(self.folder)
        self.refuse(act)
        return self._ledger.change(
            act, actor=self.actor.user_id, now=utc_words(self.clock), reason=reason, operation_id=operation_id
        )

    def rows(self, sql: str, params: Sequence[SqlValue] = ()) -> list[Row]:
        """Return the rows of a question."""
        if not sql.lstrip().upper().startswith(_QUESTIONS):
            raise ValueError("changes go through a transaction")
        return self.database.rows(sql, params)

    def one(self, sql: str, params: Sequence[SqlValue] = ()) -> Row | None:
        """Return the first row of a question, or None."""
        found = self.rows(sql, params)
        return found[0] if found else None

    def own_rows(self, sql: str, params: Sequence[SqlValue] = ()) -> list[Row]:
        """Return the rows of a question of the program itself, about tables too that are shut for this desk.

        What it learns so must not be told to the person at the desk (casework.may_see).
        """
        with self.database.unguarded():
            return self.rows(sql, params)

    def keep_shut(self, tables: frozenset[str]) -> None:
        """Shut tables for the person at the desk until the vault is closed: NotAtThisDesk is raised there."""
        self.database.keep_shut(tables)

    def keep_masked(self, masks: Masks) -> None:
        """Give only what the masks leave of these columns, until the vault is closed."""
        self.database.keep_masked(masks)

    @property
    def is_masked(self) -> bool:
        """Say whether columns are masked for the person at the desk."""
        return bool(self.database.masks)

    def keep_rows(self, sight: RowSight | None) -> None:
        """Give only the rows of this sight, until the vault is closed; None gives every row."""
        self.database.keep_rows(sight)

    @property
    def is_narrowed(self) -> bool:
        """Say whether the person at the desk sees some of the rows only."""
        return self.database.wall.sight is not None

    def keep_to(self, acts: frozenset[str]) -> None:
        """Let the person at the desk do these acts and no other, until the vault is closed."""
        self._acts = acts

    @property
    def is_settled(self) -> bool:
        """Say whether somebody was settled here: whose acts were told."""
        return self._acts is not None

    def may(self, act: str) -> bool:
        """Say whether an act is one of the person at the desk. Before anybody was settled there, every act is."""
        return self._acts is None or act in self._acts

    def refuse(self, act: str) -> None:
        """Raise NotAtThisDesk for an act that is not the person's at the desk."""
        if not self.may(act):
            raise NotAtThisDesk()

    def is_first_look(self, act: str, row_id: str) -> bool:
        """Say whether this unlock has not yet written down that the person at the desk looked at this."""
        return (act, row_id) not in self._looks

    def note_look(self, act: str, row_id: str) -> None:
        """Remember until the vault is closed that a look was written down."""
        self._looks.add((act, row_id))

    def save_draft(self, draft: Draft) -> None:
        """Keep half-typed text; durable when this returns."""
        drafts.save(self.database, self.actor.user_id, draft)

    def drafts(self) -> tuple[Draft, ...]:
        """Return this user's half-typed texts, the newest first."""
        return drafts.all_of(self.database, self.actor.user_id)

    def discard_draft(self, place: str) -> None:
        """Forget the half-typed text of one page."""
        drafts.discard(self.database, self.actor.user_id, place)

    def check(self) -> VerifyReport:
        """Return what a full check of the open database finds."""
        with self.database.unguarded():
            return check.full(self.database, self.keys.chain, self.vault_id)

    def interrupt(self) -> None:
        """Let the statement that runs now end with Cancelled, undone. The only call another thread may make."""
        self.database.interrupt()

    def close(self) -> None:
        """Lock: sign the trail, close the file, and mark the end as clean. Never asks, never fails; once is enough.

        Where the last entry cannot be written the mark stays, and the next unlock checks everything.
        """
        lock, self._lock = self._lock, None
        if lock is None:
            return
        try:
            if self.database.is_closed:  # nobody could say which keys count: the next unlock checks everything
                return
            with suppress(UserError, OSError, DatabaseFault):
                self._sign_off()
                self._remember(self._ledger.tail, durable=True)
                self.database.close()
                (self.folder / MARKER).unlink(missing_ok=True)
        finally:
            self.database.close()
            lock.release()

    def _sign_off(self) -> None:
        self._ledger.abandon()
        with self.transaction("locked", however_full=True) as tx:
            tx.note("locked")
            tx.sign = True


def actor_of(db: Database, slot_id: str) -> Actor:
    """Return whose slot this is. Raises DatabaseDamaged when the database does not know."""
    row = db.one(
        "SELECT users.id, users.name, users.roles FROM keyslots JOIN users ON users.id = keyslots.user_id"
        " WHERE keyslots.id = ? AND keyslots.ended_at IS NULL",
        (slot_id,),
    )
    if row is None:
        raise DatabaseDamaged()
    return Actor.from_row(row)

"""The one connection to the encrypted database: how it is opened, and what its errors mean to the user."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as sqlcipher

from spoc_desk.errors import (
    Busy,
    Cancelled,
    DatabaseDamaged,
    DiskFull,
    NoMemory,
    NotAtThisDesk,
    OldLibrary,
    ReadOnly,
    UserError,
    WriteFailed,
)
from spoc_desk.vault.database_file import PAGE_BYTES as PAGE_BYTES
from spoc_desk.vault.database_file import check_file, check_journal
from spoc_desk.vault.locked import Locked, Lost
from spoc_desk.vault.masks import Masking, Masks, without_index
from spoc_desk.vault.row_sight import RowSight, RowWall
from spoc_desk.vault.rows import Row, SqlValue

APPLICATION_ID: Final = 0x53504F43  # "SPOC"
# What the library raises where the fault is this program's: a wrong statement, a broken constraint.
DatabaseFault = sqlcipher.Error
KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
# Before 3.51.3 a write-ahead log could be reset while in use and lose pages (sqlite.org/wal.html, "WAL-reset bug").
LEAST_SQLITE: Final = (3, 51, 3)
_CACHED_STATEMENTS: Final = 256
_WAIT_SECONDS: Final = 1.0
_PAGES_AT_ONCE: Final = 256
_STEPS_BETWEEN: Final = 10_000  # of the library's machine: some milliseconds

_MEANING: Final[dict[int, type[UserError]]] = {
    sqlcipher.SQLITE_PERM: ReadOnly,
    sqlcipher.SQLITE_BUSY: Busy,
    sqlcipher.SQLITE_LOCKED: Busy,
    sqlcipher.SQLITE_PROTOCOL: Busy,
    sqlcipher.SQLITE_NOMEM: NoMemory,
    sqlcipher.SQLITE_READONLY: ReadOnly,
    sqlcipher.SQLITE_IOERR: WriteFailed,
    sqlcipher.SQLITE_CORRUPT: DatabaseDamaged,
    sqlcipher.SQLITE_FULL: DiskFull,
    sqlcipher.SQLITE_CANTOPEN: WriteFailed,
    # The password was proven by the header before, so this is never a wrong key.
    sqlcipher.SQLITE_NOTADB: DatabaseDamaged,
    sqlcipher.SQLITE_AUTH: NotAtThisDesk,
    sqlcipher.SQLITE_INTERRUPT: Cancelled,
}
_COPY_WORDS: Final[dict[str, type[UserError]]] = {
    "disk is full": DiskFull,
    "malformed": DatabaseDamaged,
    "not a database": DatabaseDamaged,
    "out of memory": NoMemory,
    "readonly": ReadOnly,
    "locked": Busy,
}
_REFUSED: Final = (
    sqlcipher.SQLITE_READ, sqlcipher.SQLITE_INSERT, sqlcipher.SQLITE_UPDATE, sqlcipher.SQLITE_DELETE,
)  # fmt: skip

# The order matters (sqlcipher needs the key first). Truncated journal and EXTRA: no acknowledged change lost in any
# modelled power cut, and every committed page lies under SQLCipher's own tamper check, unlike a write-ahead log.
_SETTINGS: Final = (
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 0",
    "PRAGMA cache_size = -16384",  # KiB: each page that is not kept must be decrypted again
)


def meaning(err: sqlcipher.Error) -> UserError | None:
    """Return what the user is told; None when the error is a fault of this program, which keeps its traceback."""
    code = getattr(err, "sqlite_errorcode", None)
    kind = None if code is None else _MEANING.get(code & 0xFF)
    return None if kind is None else kind()


def _copy_meaning(err: sqlcipher.Error) -> UserError:
    """Return what the user is told when a copy fails: of that the library names no code, only its words for it."""
    named = (kind for words, kind in _COPY_WORDS.items() if words in str(err))
    return meaning(err) or next(named, WriteFailed)()


def check_library() -> None:
    """Raise OldLibrary unless the database library encrypts and is new enough to be safe."""
    if sqlcipher.sqlite_version_info < LEAST_SQLITE:
        raise OldLibrary()
    connection = sqlcipher.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    if row is None or not row[0]:
        raise OldLibrary()


class Database:
    """An open connection, for the thread that opened it."""

    def __init__(self, path: Path, key: bytes, salt: bytes, *, create: bool = False, only_read: bool = False) -> None:
        if len(key) != KEY_BYTES or len(salt) != SALT_BYTES:
            # SQLCipher would silently take a key of another length as a pass phrase.
            raise ValueError("the raw key has 32 bytes and the salt 16")
        self.path = path
        self._key = key + salt
        self._only_read = only_read
        if not create:
            check_file(path)
            check_journal(path)
        self.connections = 0  # how many were made; one more tells that the one before was lost
        self._shut: frozenset[str] = frozenset()
        self._masking = Masking()
        self._wall = RowWall()
        self._connection: Any = Locked()  # Any: the library has no types
        self._connect(create=create)

    def _connect(self, *, create: bool) -> None:
        mode = "rwc" if create else "ro&immutable=1" if self._only_read else "rw"
        try:
            self._connection = sqlcipher.connect(
                f"{self.path.absolute().as_uri()}?mode={mode}",
                uri=True,
                isolation_level=None,
                timeout=_WAIT_SECONDS,
                cached_statements=_CACHED_STATEMENTS,
            )
        except sqlcipher.Error as err:
            raise meaning(err) or err from err
        self.connections += 1
        self._connection.row_factory = sqlcipher.Row
        try:
            self._unlock()
        except BaseException:
            self.close()
            raise

    def _unlock(self) -> None:
        # Off: it locks and unlocks each piece of memory, five to eight times slower, and saves one of five copies of
        # the key from Python (docs/decisions/0010-memory-security-off.md).
        self.rows("PRAGMA cipher_memory_security = OFF")
        self.rows(f"PRAGMA key = \"x'{self._key.hex()}'\"")  # cannot be a bound parameter; hexadecimal digits only
        self.rows("PRAGMA cipher_log_level = NONE")
        self.rows("SELECT count(*) FROM sqlite_master")
        self._guard()

    def keep_shut(self, tables: frozenset[str]) -> None:
        """From now on answer no question about these tables and change nothing in them: NotAtThisDesk is raised."""
        self._shut = tables
        self._guard()

    @property
    def shut(self) -> frozenset[str]:
        """The tables that are shut for the person at the desk."""
        return self._shut

    def keep_masked(self, masks: Masks) -> None:
        """From now on give what the masks leave of these columns, whatever is asked."""
        self._masking.take_off(self._connection)
        self._masking = Masking(masks)
        self._masking.lay(self._connection, self._columns_of)
        self._guard()

    @property
    def masks(self) -> Masks:
        """What is masked for the person at the desk."""
        return self._masking.masks

    def keep_rows(self, sight: RowSight | None) -> None:
        """From now on give only the rows of this sight; None gives every row. Never beside masks."""
        self._wall.take_off(self._connection)
        self._wall = RowWall(sight, self._wall.lifted, self._wall.in_change)
        self._wall.lay(self._connection, self._columns_of)
        self._guard()

    @property
    def wall(self) -> RowWall:
        """What stands before the rows of others, for this package alone."""
        return self._wall

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        """Answer the program itself, which sees all tables, and every column as it is stored."""
        if self._is_guarded:
            self._connection.set_authorizer(None)
        lifted = (self._masking, self._wall)
        for each in lifted:
            each.lifted += 1
        try:
            yield
        finally:
            for each in lifted:
                each.lifted -= 1
            self._guard()

    @contextmanager
    def writing(self, table: str) -> Iterator[None]:
        """Let one row of *table* be written: the library then looks by itself at the tables that point to it.

        Raises NotAtThisDesk for a table that is shut.
        """
        if table in self._shut:
            raise NotAtThisDesk()
        with self.unguarded():
            yield

    @property
    def _is_guarded(self) -> bool:
        return bool(self._shut or self._masking.masks or self._wall.sight)

    def _guard(self) -> None:
        # Setting it makes the library look at every statement anew, also at those it has prepared before.
        if self._is_guarded and not self._masking.lifted:
            self._connection.set_authorizer(self._may)

    def _mask(self) -> None:
        self._masking.lay(self._connection, self._columns_of)
        self._wall.lay(self._connection, self._columns_of)

    def _columns_of(self, table: str) -> list[str]:
        return [str(name) for (name,) in self.rows("SELECT name FROM pragma_table_info(?, 'main')", (table,))]

    def _may(self, action: int, table: str | None, column: str | None, file: str | None, through: str | None) -> int:
        refused = table in self._shut and action in _REFUSED
        if action == sqlcipher.SQLITE_READ and file == "main":
            refused = refused or self._masking.refuses(table, column, through) or self._wall.refuses(table, through)
        return int(sqlcipher.SQLITE_DENY if refused else sqlcipher.SQLITE_OK)

    def _fit(self, sql: str) -> str:
        return without_index(sql) if self._masking.masks or self._wall.sight else sql

    def settle(self) -> None:
        """Set what the connection must hold to. Call it after the file was recognised: a newer one stays untouched."""
        for setting in _SETTINGS:
            self.rows(setting)

    def execute(self, sql: str, params: Sequence[SqlValue] = ()) -> Any:
        """Run one statement and return its cursor."""
        try:
            return self._connection.execute(self._fit(sql), params)
        except sqlcipher.Error as err:
            raise meaning(err) or err from err
        except MemoryError as err:
            raise NoMemory() from err

    def rows(self, sql: str, params: Sequence[SqlValue] = ()) -> list[Row]:
        """Run one statement and return all its rows."""
        try:
            found: list[Row] = self._connection.execute(self._fit(sql), params).fetchall()
        except sqlcipher.Error as err:
            raise meaning(err) or err from err
        except MemoryError as err:
            raise NoMemory() from err
        return found

    def each(self, sql: str, params: Sequence[SqlValue] = ()) -> Iterator[Row]:
        """Run one statement and yield its rows, without holding all of them."""
        cursor = self.execute(sql, params)
        try:
            yield from cursor
        except sqlcipher.Error as err:
            raise meaning(err) or err from err
        except MemoryError as err:
            raise NoMemory() from err

    def one(self, sql: str, params: Sequence[SqlValue] = ()) -> Row | None:
        """Run one statement and return its first row."""
        found = self.rows(sql, params)
        return found[0] if found else None

    def number(self, sql: str, params: Sequence[SqlValue] = ()) -> int:
        """Run one statement that answers with a number."""
        return int(self.rows(sql, params)[0][0])

    def begin(self) -> None:
        """Start a change: everything until commit() is kept together or not at all."""
        self.execute("BEGIN IMMEDIATE")
        self._wall.in_change = True

    def commit(self) -> None:
        """Make the change durable. After an error it may be durable all the same: reopen() and look."""
        try:
            self.execute("COMMIT")
        finally:
            self._wall.in_change = False

    def roll_back(self) -> None:
        """Undo the change. SQLite may have done so already, when the disk was full or failed."""
        self._wall.in_change = False
        if self._connection.in_transaction:
            self.execute("ROLLBACK")

    def interrupt(self) -> None:
        """Let the statement that runs on the connection's thread end with Cancelled, undone; may be called from any."""
        self._connection.interrupt()

    def heed(self, go_on: Callable[[], bool]) -> None:
        """Let every question on this connection end with Cancelled once *go_on* says no, however long it is."""
        self._connection.set_progress_handler(lambda: 0 if go_on() else 1, _STEPS_BETWEEN)

    def copy_to(self, path: Path, heard: Callable[[int, int], object]) -> None:
        """Put a whole copy, as of now and under the same key, at *path*; *heard* is told (pages done, pages in all).

        By the library's own means: a copy of the file's bytes could be half of a change. What *heard* raises ends it.
        """
        target = Database(path, self._key[:KEY_BYTES], self._key[KEY_BYTES:], create=True)
        try:
            target.rows("PRAGMA journal_mode = OFF")  # nobody needs a half copy back
            target.rows("PRAGMA synchronous = OFF")
            self._connection.backup(
                target._connection, pages=_PAGES_AT_ONCE, progress=lambda _, left, whole: heard(whole - left, whole)
            )
        except sqlcipher.Error as err:
            raise _copy_meaning(err) from err
        except MemoryError as err:
            raise NoMemory() from err
        finally:
            target.close()

    def copy_into(self, other: "Database") -> None:
        """Put everything that was committed here, page by page, into *other*, which keeps its own key."""
        try:
            with self.unguarded():
                self._connection.backup(other._connection)
        except sqlcipher.Error as err:
            raise _copy_meaning(err) from err

    def lose(self) -> None:
        """Leave this connection; what the next one reads is what the disk holds."""
        self.close()
        self._connection = Lost(self.reopen)

    def reopen(self) -> Any:
        """Make a new connection and return it. Where that fails the next statement tries again."""
        self.close()
        try:
            check_file(self.path)
            check_journal(self.path)
            self._connect(create=False)
            self.settle()
            self._mask()  # the settings before take every view away
        except BaseException:
            self.lose()
            raise
        return self._connection

    def reopen_with(self, key: bytes, salt: bytes) -> None:
        """Make a new connection under a key that must be the one of before: a new way in is tried out to the end.

        Raises WriteFailed where it is another one; then the key of before is used again.
        """
        before, self._key = self._key, key + salt
        try:
            self.reopen()
        except UserError as err:
            self._key = before
            self.lose()
            raise WriteFailed() from err

    @property
    def is_closed(self) -> bool:
        """Say whether it was closed, and not only lost."""
        return type(self._connection) is Locked

    def close(self) -> None:
        """Close the connection; a change that was not committed is undone."""
        connection, self._connection = self._connection, Locked()
        with suppress(sqlcipher.Error):
            connection.close()

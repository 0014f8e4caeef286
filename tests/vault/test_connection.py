"""The database is opened one way only, and every refusal of it has a meaning."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from spoc_desk.errors import Busy, DatabaseDamaged, DatabaseMissing, EmptyFile
from spoc_desk.vault.connection import Database
from spoc_desk.vault.database_file import check_file

KEY, SALT = bytes(range(32)), bytes(range(16))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "vault-1.db", KEY, SALT, create=True)
    made.settle()
    made.execute("CREATE TABLE t (id TEXT PRIMARY KEY, n INTEGER) STRICT")
    made.execute("INSERT INTO t VALUES ('a', 1)")
    yield made
    made.close()


def _reopened(db: Database) -> Database:
    db.close()
    found = Database(db.path, KEY, SALT)
    found.settle()
    return found


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("locking_mode", "exclusive"),
        ("synchronous", 3),
        ("journal_mode", "truncate"),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("cipher_memory_security", "0"),
        ("cipher_use_hmac", "1"),
        ("cipher_page_size", "4096"),
    ],
)
def test_every_connection_is_set_as_it_should_be(db: Database, setting: str, value: str | int) -> None:
    again = _reopened(db)
    assert again.rows(f"PRAGMA {setting}")[0][0] == value
    again.reopen()
    assert again.rows(f"PRAGMA {setting}")[0][0] == value
    again.close()


def test_rows_are_read_by_name_and_by_place(db: Database) -> None:
    row = db.one("SELECT id, n FROM t")
    assert row is not None
    assert (row["id"], row[1], list(row), row.keys()) == ("a", 1, ["a", 1], ["id", "n"])


@pytest.mark.fault(45)
def test_nothing_of_it_is_readable_on_the_disk(db: Database, tmp_path: Path) -> None:
    db.execute("INSERT INTO t VALUES ('a name nobody may read', 2)")
    db.close()
    for path in tmp_path.iterdir():
        raw = path.read_bytes()
        assert b"nobody may read" not in raw
        assert b"SQLite format" not in raw
        assert b"CREATE TABLE" not in raw


@pytest.mark.fault(24)
@pytest.mark.parametrize("size", [0, 1, 15, 16, 4095, 4097, 8191])
def test_a_short_file_is_no_new_database(tmp_path: Path, size: int) -> None:
    path = tmp_path / "vault-1.db"
    path.write_bytes(bytes(size))
    with pytest.raises(EmptyFile):
        Database(path, KEY, SALT)
    assert path.stat().st_size == size


@pytest.mark.fault(24)
def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissing):
        Database(tmp_path / "vault-1.db", KEY, SALT)
    assert list(tmp_path.iterdir()) == []


def test_half_a_page_at_the_end_is_no_fault_while_a_journal_waits(tmp_path: Path) -> None:
    path = tmp_path / "vault-1.db"
    path.write_bytes(bytes(4096 + 512))
    (tmp_path / "vault-1.db-journal").write_bytes(b"pages to put back")
    check_file(path)
    (tmp_path / "vault-1.db-journal").write_bytes(b"")
    with pytest.raises(EmptyFile):
        check_file(path)


@pytest.mark.fault(30)
@pytest.mark.parametrize(("key", "salt"), [(KEY[:31], SALT), (KEY + b"x", SALT), (b"", SALT), (KEY, SALT[:15])])
def test_a_key_of_another_length_never_reaches_the_library(tmp_path: Path, key: bytes, salt: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Database(tmp_path / "vault-1.db", key, salt, create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_key_after_a_proven_password_is_damage(db: Database) -> None:
    db.close()
    with pytest.raises(DatabaseDamaged):
        Database(db.path, bytes(32), SALT)


@pytest.mark.fault(29)
def test_a_plain_database_in_its_place_is_not_opened(db: Database) -> None:
    db.close()
    db.path.unlink()
    plain = sqlcipher.connect(str(db.path))
    plain.execute("CREATE TABLE t (id TEXT)")
    plain.close()
    with pytest.raises(DatabaseDamaged):
        Database(db.path, KEY, SALT)


@pytest.mark.fault(40)
def test_a_second_connection_is_kept_out(db: Database) -> None:
    with pytest.raises(Busy):
        Database(db.path, KEY, SALT)


def test_a_fault_of_this_program_keeps_its_traceback(db: Database) -> None:
    with pytest.raises(sqlcipher.OperationalError):
        db.rows("SELECT nothing FROM nowhere")
    with pytest.raises(sqlcipher.IntegrityError):
        db.execute("INSERT INTO t VALUES ('a', 1)")
    with pytest.raises(sqlcipher.IntegrityError):
        db.execute("INSERT INTO t VALUES ('b', 'no number')")
    db.close()
    with pytest.raises(RuntimeError, match="locked"):
        db.rows("SELECT 1")


@pytest.mark.fault(38)
def test_a_connection_that_lost_its_file_says_so_and_comes_back(db: Database, tmp_path: Path) -> None:
    db.close()
    again = _reopened(db)
    again.close()
    db.path.rename(tmp_path / "pulled out")
    with pytest.raises(DatabaseMissing):
        again.reopen()
    (tmp_path / "pulled out").rename(db.path)
    again.reopen()
    assert again.number("SELECT n FROM t") == 1
    again.close()


@pytest.mark.fault(35)
@pytest.mark.parametrize("pages", [1 << 31, 1 << 20, 10_000])
def test_a_journal_that_would_fill_the_disk_is_not_believed(db: Database, tmp_path: Path, pages: int) -> None:
    path = db.path
    db.close()
    head = bytes.fromhex("d9d505f920a163d7") + bytes(8) + pages.to_bytes(4, "big") + (512).to_bytes(4, "big")
    path.with_name(path.name + "-journal").write_bytes((head + (4096).to_bytes(4, "big")).ljust(512, b"\0"))
    size = path.stat().st_size

    with pytest.raises(DatabaseDamaged):
        Database(path, KEY, SALT)

    assert path.stat().st_size == size

"""Schema steps are applied once, whole, and never by an older program."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from spoc_desk.clock import FixedClock
from spoc_desk.errors import DatabaseDamaged, TooNew
from spoc_desk.vault import lifecycle, migrate
from spoc_desk.vault.connection import Database
from spoc_desk.vault.migrate import statements
from tests.factories import PASSWORD, fingerprint, new_vault, small_schema


def test_a_trigger_is_one_statement() -> None:
    script = (
        "CREATE TABLE t (a);\n-- a note; with a semicolon\n"
        "CREATE TRIGGER x BEFORE DELETE ON t\nBEGIN\n  SELECT 1;\nEND;\n"
    )
    found = list(statements(script))
    assert len(found) == 2
    assert found[1].endswith("END;")


def test_an_unfinished_statement_is_noticed() -> None:
    with pytest.raises(ValueError, match="not finished"):
        list(statements("CREATE TABLE t (a);\nCREATE TABLE u (a)\n"))
    assert list(statements("CREATE TABLE t (a);\n-- the end\n\n")) == ["CREATE TABLE t (a);"]


@pytest.mark.fault(44)
def test_a_step_that_fails_leaves_the_step_before(tmp_path: Path) -> None:
    (tmp_path / "0001_a.sql").write_text("CREATE TABLE a (x);\n")
    (tmp_path / "0002_b.sql").write_text("CREATE TABLE b (x);\nCREATE TABLE a (x);\n")
    db = Database(tmp_path / "vault-1.db", bytes(32), bytes(16), create=True)
    with pytest.raises(sqlcipher.OperationalError):
        migrate.migrate(db, tmp_path, lambda _: None)
    assert db.number("PRAGMA user_version") == 1
    assert [row[0] for row in db.rows("SELECT name FROM sqlite_master")] == ["a"]
    db.close()


def test_steps_run_in_the_order_of_their_numbers() -> None:
    numbers = [number for number, _ in migrate.steps(migrate.SCHEMA)]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.fault(44)
def test_a_vault_of_a_later_schema_is_left_alone(tmp_path: Path, clock: FixedClock) -> None:
    small = small_schema(tmp_path / "schema")
    vault, _ = new_vault(tmp_path / "vault", clock, schema=small)
    vault.close()
    before = fingerprint(tmp_path / "vault")
    (small / "0002_notes.sql").unlink()
    with pytest.raises(TooNew):
        lifecycle.open_vault(tmp_path / "vault", PASSWORD, clock=clock, schema=small)
    with pytest.raises(TooNew):
        lifecycle.verify(tmp_path / "vault", PASSWORD, clock, schema=small)
    assert fingerprint(tmp_path / "vault") == before


@pytest.mark.fault(44)
def test_an_older_vault_is_brought_up_to_date_and_stays_proven(tmp_path: Path, clock: FixedClock) -> None:
    small = small_schema(tmp_path / "schema")
    vault, _ = new_vault(tmp_path / "vault", clock, schema=small)
    with vault.transaction("noted") as tx:
        tx.insert("notes", {"id": "n1", "body": "one"})
        tx.insert("notes", {"id": "n2", "body": "two"})
    with vault.transaction("noted") as tx:
        tx.update("notes", "n2", {"body": "two again"}, version=1)
    vault.close()

    (small / "0003_kind.sql").write_text(
        "ALTER TABLE notes ADD COLUMN note_kind TEXT NOT NULL DEFAULT 'plain';\n"
        "ALTER TABLE notes ADD COLUMN later TEXT;\n"
        "UPDATE notes SET note_kind = 'second' WHERE id = 'n2';\n"
    )
    vault = lifecycle.open_vault(tmp_path / "vault", PASSWORD, clock=clock, schema=small)
    assert [tuple(row) for row in vault.rows("SELECT id, note_kind, version FROM notes ORDER BY id")] == [
        ("n1", "plain", 1),
        ("n2", "second", 2),
    ]
    assert vault.check().ok, vault.check()
    with vault.transaction("noted") as tx:
        assert tx.update("notes", "n1", {"body": "one more"}, version=1) == 2
    assert vault.check().ok, vault.check()
    vault.close()
    assert lifecycle.verify(tmp_path / "vault", PASSWORD, clock, schema=small).ok


def test_a_damaged_older_vault_is_not_brought_up_to_date(tmp_path: Path, clock: FixedClock) -> None:
    small = small_schema(tmp_path / "schema")
    vault, _ = new_vault(tmp_path / "vault", clock, schema=small)
    with vault.transaction("noted") as tx:
        tx.insert("notes", {"id": "n1", "body": "one"})
    vault.database.execute("UPDATE notes SET body = 'changed behind our back'")
    vault.close()
    (small / "0003_kind.sql").write_text("ALTER TABLE notes ADD COLUMN note_kind TEXT;\n")
    with pytest.raises(DatabaseDamaged):
        lifecycle.open_vault(tmp_path / "vault", PASSWORD, clock=clock, schema=small)

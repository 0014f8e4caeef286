"""A change is kept whole or not at all, once, with its history and its audit entries."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from spoc_desk.clock import FixedClock
from spoc_desk.errors import DatabaseMissing, DiskFull, StaleRecord, UnknownRecord, WriteFailed
from spoc_desk.vault import audit, lifecycle
from spoc_desk.vault.vault import SqlValue, Vault
from tests.factories import PASSWORD, new_vault, small_schema


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    made, _ = new_vault(tmp_path / "vault", clock, schema=small_schema(tmp_path / "schema"))
    yield made
    made.close()


def _note(vault: Vault, row_id: str, body: str, **operation: str) -> None:
    with vault.transaction("noted", **operation) as tx:
        tx.insert("notes", {"id": row_id, "body": body})


def _insert(vault: Vault, *rows: dict[str, SqlValue], table: str = "notes", then: Callable[[], object] = bool) -> None:
    with vault.transaction("noted") as tx:
        for row in rows:
            tx.insert(table, row)
        then()


def _break_off() -> None:
    raise RuntimeError("halfway")


def _entries(vault: Vault) -> list[dict[str, Any]]:
    found = [dict(row) for row in vault.rows("SELECT * FROM audit WHERE table_name = 'notes' ORDER BY seq")]
    given = {row["seq"]: row["words"] for row in vault.rows("SELECT seq, words FROM audit_reasons")}
    return [entry | {"reason": given.get(entry["seq"], entry["reason"])} for entry in found]


def test_a_new_row_says_who_and_when(vault: Vault, clock: FixedClock) -> None:
    clock.advance(minutes=5)
    _note(vault, "n1", "one")
    row = vault.one("SELECT * FROM notes")
    assert row is not None
    me = vault.actor.user_id
    assert (row["version"], row["created_at"], row["created_by"]) == (1, "2026-11-23T09:35:00Z", me)
    assert (row["updated_at"], row["updated_by"], row["deleted_at"]) == ("2026-11-23T09:35:00Z", me, None)


def test_a_change_keeps_the_state_before(vault: Vault, clock: FixedClock) -> None:
    _note(vault, "n1", "one")
    clock.advance(days=1)
    with vault.transaction("corrected", reason="typing mistake") as tx:
        assert tx.update("notes", "n1", {"body": "two", "picture": b"\x00\xff", "amount": 2}, version=1) == 2
    with vault.transaction("corrected") as tx:
        assert tx.update("notes", "n1", {"picture": None}, version=2) == 3
    row = vault.one("SELECT body, version, updated_at, created_at FROM notes")
    assert row is not None
    assert list(row) == ["two", 3, "2026-11-24T09:30:00Z", "2026-11-23T09:30:00Z"]
    old = vault.rows("SELECT version, content FROM row_history ORDER BY version")
    assert [row["version"] for row in old] == [1, 2]
    assert '"body":"one"' in old[0]["content"]
    assert '"picture":{"hex":"00ff"}' in old[1]["content"]
    assert [(e["act"], e["version"], e["reason"]) for e in _entries(vault)] == [
        ("noted", 1, ""),
        ("corrected", 2, "typing mistake"),
        ("corrected", 3, ""),
    ]
    assert vault.check().ok


def test_all_entries_of_a_change_share_its_commit_and_moment(vault: Vault) -> None:
    with vault.transaction("noted", operation_id="op-1") as tx:
        tx.insert("notes", {"id": "n1", "body": "one"})
        tx.insert("notes", {"id": "n2", "body": "two"})
        tx.note("printed", "notes", "n1", reason="meeting")
    entries = _entries(vault)
    assert len({(entry["commit_no"], entry["at"]) for entry in entries}) == 1
    assert [entry["operation_id"] for entry in entries] == ["op-1", None, None]
    assert (entries[2]["act"], entries[2]["row_hash"], entries[2]["reason"]) == ("printed", None, "meeting")


def test_a_block_that_raises_leaves_nothing(vault: Vault) -> None:
    before = audit.read_tail(vault.database)
    with pytest.raises(RuntimeError, match="halfway"):
        _insert(vault, {"id": "n1", "body": "one"}, then=_break_off)
    assert vault.rows("SELECT * FROM notes") == []
    assert audit.read_tail(vault.database) == before
    _note(vault, "n1", "one")
    assert vault.check().ok


def test_a_fault_of_a_statement_leaves_nothing(vault: Vault) -> None:
    _note(vault, "n1", "one")
    with pytest.raises(sqlcipher.IntegrityError):
        _insert(vault, {"id": "n2", "body": "two"}, {"id": "n3", "body": "one"})
    with pytest.raises(KeyError):
        _insert(vault, {"id": "n2", "body": "two"}, {"id": "n3", "body; DROP TABLE notes": "one"})
    with pytest.raises(KeyError):
        _insert(vault, {"id": "n2"}, table="audit")
    assert [row["id"] for row in vault.rows("SELECT id FROM notes")] == ["n1"]
    assert vault.check().ok


def test_a_change_of_an_older_state_is_refused(vault: Vault) -> None:
    _note(vault, "n1", "one")
    with vault.transaction("corrected") as tx:
        tx.update("notes", "n1", {"body": "two"}, version=1)
    with pytest.raises(StaleRecord), vault.transaction("corrected") as tx:
        tx.update("notes", "n1", {"body": "three"}, version=1)
    with pytest.raises(UnknownRecord), vault.transaction("corrected") as tx:
        tx.update("notes", "n9", {"body": "three"}, version=1)
    row = vault.one("SELECT body FROM notes")
    assert row is not None
    assert row["body"] == "two"


def test_the_same_wish_twice_is_saved_once(vault: Vault) -> None:
    _note(vault, "n1", "one", operation_id="op-1")
    before = audit.read_tail(vault.database)
    with vault.transaction("noted", operation_id="op-1") as tx:
        assert tx.already_done
        tx.insert("notes", {"id": "n1", "body": "one"})
        assert tx.update("notes", "n1", {"body": "two"}, version=1) == 1
        tx.note("printed")
        tx.erase("notes", "n1", version=1)
    assert audit.read_tail(vault.database) == before
    assert [row["body"] for row in vault.rows("SELECT body FROM notes")] == ["one"]
    with vault.transaction("noted", operation_id="op-2") as tx:
        assert not tx.already_done


def test_a_change_without_any_writing_leaves_no_entry(vault: Vault) -> None:
    before = audit.read_tail(vault.database)
    with vault.transaction("looked") as tx:
        assert tx.rows("SELECT * FROM notes") == []
        assert tx.one("SELECT * FROM notes") is None
    assert audit.read_tail(vault.database) == before


def test_a_change_sees_itself(vault: Vault) -> None:
    with vault.transaction("noted") as tx:
        tx.insert("notes", {"id": "n1", "body": "one"})
        row = tx.one("SELECT body FROM notes WHERE id = ?", ("n1",))
        assert row is not None
        assert row["body"] == "one"


def test_a_change_inside_a_change_is_a_fault_of_the_program(vault: Vault) -> None:
    with vault.transaction("outer") as tx:
        with pytest.raises(RuntimeError), vault.transaction("inner"):
            pass
        tx.insert("notes", {"id": "n1", "body": "one"})
    assert vault.check().ok


def test_questions_cannot_change_anything(vault: Vault) -> None:
    for sql in ("DELETE FROM notes", " UPDATE meta SET setup_complete = 1", "PRAGMA foreign_keys = OFF", "VACUUM"):
        with pytest.raises(ValueError, match="transaction"):
            vault.rows(sql)


def test_an_erased_row_leaves_no_words(vault: Vault) -> None:
    _note(vault, "n1", "some words")
    with vault.transaction("corrected") as tx:
        tx.update("notes", "n1", {"body": "other words"}, version=1)
    with pytest.raises(StaleRecord), vault.transaction("disposed") as tx:
        tx.erase("notes", "n1", version=1)
    with vault.transaction("disposed", reason="review 2026") as tx:
        tx.erase("notes", "n1", version=2)
    assert vault.rows("SELECT * FROM notes") == vault.rows("SELECT * FROM row_history") == []
    assert [(entry["version"], entry["row_hash"] is None) for entry in _entries(vault)][-1] == (-2, True)
    assert vault.check().ok


class _Faulty:
    """A commit that reports an error: once after it was done, or each time before."""

    def __init__(self, vault: Vault, error: Exception, *, durable: bool) -> None:
        self._right = vault.database.commit
        self._error = error
        self._durable = durable
        self._reported = False

    def __call__(self) -> None:
        if self._durable:
            self._right()
            if self._reported:
                return
        self._reported = True
        raise self._error


@pytest.mark.fault(34)
def test_a_commit_that_reports_an_error_but_is_on_the_disk_counts_once(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(vault.database, "commit", _Faulty(vault, WriteFailed(), durable=True))
        _note(vault, "n1", "one", operation_id="op-1")  # no error: it is saved
    with vault.transaction("noted", operation_id="op-1") as tx:
        assert tx.already_done
    _note(vault, "n2", "two")
    assert [row["id"] for row in vault.rows("SELECT id FROM notes ORDER BY id")] == ["n1", "n2"]
    assert vault.check().ok


def test_a_commit_that_failed_is_told_and_the_vault_goes_on(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(vault.database, "commit", _Faulty(vault, DiskFull(), durable=False))
        with pytest.raises(DiskFull):
            _note(vault, "n1", "one", operation_id="op-1")
    assert vault.rows("SELECT * FROM notes") == []
    _note(vault, "n1", "one", operation_id="op-1")
    assert vault.check().ok


def _pull_out(vault: Vault, monkeypatch: pytest.MonkeyPatch, *, durable: bool) -> Path:
    """Let a save fail and the database be gone; return where it is."""
    gone = vault.folder.parent / "pulled out"
    with monkeypatch.context() as patch:
        fault = _Faulty(vault, WriteFailed(), durable=durable)

        def commit() -> None:
            try:
                fault()
            finally:
                vault.database.path.rename(gone)

        patch.setattr(vault.database, "commit", commit)
        with pytest.raises(WriteFailed):
            _note(vault, "n1", "one", operation_id="op-1")
    for act in (lambda: vault.rows("SELECT 1"), lambda: _note(vault, "n2", "two"), lambda: vault.drafts()):
        with pytest.raises(DatabaseMissing):
            act()
    return gone


@pytest.mark.fault(38)
@pytest.mark.parametrize("durable", [True, False])
def test_a_disk_that_was_gone_and_is_back_is_used_again(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, durable: bool
) -> None:
    gone = _pull_out(vault, monkeypatch, durable=durable)
    gone.rename(vault.database.path)
    assert len(vault.rows("SELECT * FROM notes")) == int(durable)
    with vault.transaction("noted", operation_id="op-1") as tx:  # the same wish again
        assert tx.already_done == durable
        tx.insert("notes", {"id": "n1", "body": "one"})
    assert [row["id"] for row in vault.rows("SELECT id FROM notes")] == ["n1"]
    _note(vault, "n2", "two")
    assert vault.check().ok


@pytest.mark.fault(38)
def test_a_disk_that_stays_away_does_not_stop_the_lock(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = _pull_out(vault, monkeypatch, durable=False)
    vault.close()
    assert (vault.folder / "session.open").exists()
    gone.rename(vault.database.path)
    schema = vault.folder.parent / "schema"
    again = lifecycle.open_vault(vault.folder, PASSWORD, clock=vault.clock, schema=schema)
    assert again.unclean_end
    assert again.rows("SELECT * FROM notes") == []
    again.close()


def test_long_sessions_are_signed_on_the_way(vault: Vault) -> None:
    signed = audit.read_tail(vault.database).signed
    with vault.transaction("noted") as tx:
        for number in range(audit.CHECKPOINT_EVERY):
            tx.insert("notes", {"id": f"n{number}", "body": str(number)})
    tail = audit.read_tail(vault.database)
    assert signed < tail.signed == tail.seq
    assert vault.check().ok

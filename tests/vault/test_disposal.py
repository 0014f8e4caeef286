"""A row is erased: its words lie in no page of the file and in no journal, and the trail stays whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import DiskFull, StaleRecord
from spoc_desk.vault import disposal, generations, header_files, users
from spoc_desk.vault.connection import Database
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.vault import Draft, Vault
from tests.factories import PASSWORD, new_vault, small_schema
from tests.vault.pages import hits, of_vault

NEEDLE = "zebrafinch"


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_schema(tmp_path_factory.mktemp("schema"))


@pytest.fixture
def vault(tmp_path: Path, schema: Path) -> Iterator[Vault]:
    """A vault with a row that says the word everywhere it can, long enough for pages of its own, and others beside."""
    opened, _ = new_vault(tmp_path / "vault", FixedClock(), schema=schema)
    for number in range(30):
        with opened.transaction("noted") as tx:
            tx.insert("notes", {"id": f"n{number}", "body": f"note {number} " + "x" * 700})
    with opened.transaction("noted", reason=f"the {NEEDLE} family") as tx:
        tx.insert("notes", {"id": "gone", "body": f"{NEEDLE} " * 2000})
    with opened.transaction("corrected", reason=f"{NEEDLE} again") as tx:
        tx.update("notes", "gone", {"body": f"{NEEDLE} {NEEDLE}"}, version=1)
    opened.save_draft(Draft("note/gone", {"body": f"{NEEDLE} half typed"}, "body", 3, "2026-11-23T09:30:00Z"))
    opened.save_draft(Draft("note/other", {"body": "stays"}, "body", 3, "2026-11-23T09:30:00Z"))
    yield opened
    opened.close()


def test_the_word_is_found_page_by_page_before_and_nowhere_afterwards(vault: Vault) -> None:
    assert hits(of_vault(vault), NEEDLE) > 2000
    disposal.dispose(vault, [("notes", "gone")], lambda _tx: None)
    data = of_vault(vault)
    assert hits(data, NEEDLE) == 0
    assert hits(data, "note 29") > 0
    assert vault.check().ok
    assert [draft.place for draft in vault.drafts()] == ["note/other"]
    assert vault.one("SELECT version FROM audit WHERE row_id = 'gone' AND version < 0") is not None
    for path in vault.folder.iterdir():
        assert hits(path.read_bytes(), NEEDLE) == 0


def test_an_erased_row_alone_would_leave_the_word_in_older_copies_of_the_page(vault: Vault, tmp_path: Path) -> None:
    """Why the whole vault turns: a copy of the file as it was before opens with the old key, and not with the new."""
    before = vault.database.path.read_bytes()
    old_master, old_salt = vault.keys.master, vault.keys.header.db_salt
    disposal.dispose(vault, [("notes", "gone")], lambda _tx: None)
    assert vault.keys.master != old_master and vault.keys.header.db_salt != old_salt
    assert generations.present(vault.folder) == (3,)
    assert before[:4096] != vault.database.path.read_bytes()[:4096]


def test_nothing_with_the_word_is_ever_written_under_the_new_key(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[bytes] = []
    right = Database.copy_into

    def watched(db: Database, other: Database) -> None:
        right(db, other)
        copied.append(other.path.name.encode())
        found = other.rows("SELECT 1 FROM notes WHERE id = 'gone'")
        assert bool(found) == (len(copied) == 1)

    monkeypatch.setattr(Database, "copy_into", watched)
    disposal.dispose(vault, [("notes", "gone")], lambda _tx: None)
    assert copied == [b"vault-2.db", b"vault-3.db"]


def test_everybody_unlocks_afterwards_and_work_goes_on(tmp_path: Path, schema: Path) -> None:
    vault, _code = new_vault(tmp_path / "vault", FixedClock(), schema=schema)
    users.add_user(vault, "Stayer", frozenset({"deputy"}), b"stayer-window-field-song")
    with vault.transaction("noted") as tx:
        tx.insert("notes", {"id": "gone", "body": NEEDLE})
        tx.insert("notes", {"id": "stays", "body": "stays"})
    disposal.dispose(vault, [("notes", "gone")], lambda tx: tx.note("certified", "notes", "stays"))
    with vault.transaction("noted") as tx:
        tx.insert("notes", {"id": "later", "body": "later"})
    vault.close()
    for password in (PASSWORD, "stayer-window-field-song"):
        again = open_vault(tmp_path / "vault", password, clock=FixedClock(), schema=schema)
        assert {row[0] for row in again.rows("SELECT id FROM notes")} == {"stays", "later"}
        assert again.check().ok
        again.close()


def test_a_full_disk_leaves_the_record_as_it_was(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DiskFull()

    with monkeypatch.context() as patch:
        patch.setattr(header_files, "save", full)
        with pytest.raises(DiskFull):
            disposal.dispose(vault, [("notes", "gone")], lambda _tx: None)
    assert vault.one("SELECT 1 FROM notes WHERE id = 'gone'") is not None
    assert generations.present(vault.folder) == (1,)
    assert vault.check().ok
    disposal.dispose(vault, [("notes", "gone")], lambda _tx: None)
    assert hits(of_vault(vault), NEEDLE) == 0


def test_a_row_that_is_not_there_stops_it_before_anything_is_made(vault: Vault) -> None:
    with pytest.raises(StaleRecord):
        disposal.dispose(vault, [("notes", "unknown")], lambda _tx: None)
    assert generations.present(vault.folder) == (1,)


def test_a_row_changed_behind_our_back_after_a_disposal_is_noticed(vault: Vault) -> None:
    disposal.dispose(vault, [("notes", "gone")], lambda _tx: None)
    vault.database.execute("UPDATE notes SET body = 'changed' WHERE id = 'n3'")
    assert not vault.check().ok

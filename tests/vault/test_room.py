"""The file grows in wide steps, so that its length tells nothing of what was written."""

from pathlib import Path

import pytest

from spoc_desk.errors import DiskFull
from spoc_desk.vault import room
from spoc_desk.vault.connection import PAGE_BYTES, Database
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.vault import Vault
from tests.disks import small_disk
from tests.factories import PASSWORD, make_vault

STEP = room.STEP_PAGES * PAGE_BYTES


def _size(vault: Vault) -> int:
    return vault.database.path.stat().st_size


def reopen(vault: Vault) -> Vault:
    return open_vault(vault.folder, PASSWORD, clock=vault.clock)


def _write(vault: Vault, kib: int) -> None:
    with vault.transaction("noted") as tx:
        for _ in range(kib):
            tx.note("noted", reason="x" * 1000)


def test_a_new_vault_is_one_step_long(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault")
    assert _size(vault) == STEP
    vault.close()
    assert _size(vault) == STEP


def test_what_is_written_takes_free_pages_first(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault")
    _write(vault, kib=400)
    assert _size(vault) == STEP
    assert vault.check().ok
    vault.close()


def test_a_fuller_vault_is_brought_to_its_next_step_at_the_next_unlock(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault")
    _write(vault, kib=2300)
    vault.close()
    again = reopen(vault)
    assert _size(again) == 2 * STEP
    assert again.check().ok
    assert again.database.number("PRAGMA secure_delete") == 1
    again.close()
    last = reopen(again)
    assert _size(last) == 2 * STEP
    last.close()


def test_a_full_disk_keeps_nobody_from_her_records(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", mib=5) as disk:
        vault = make_vault(disk / "vault")
        with pytest.raises(DiskFull):
            _write(vault, kib=4000)
        _write(vault, kib=1900)
        vault.close()
        again = reopen(vault)
        assert again.check().ok
        assert _size(again) < 2 * STEP
        assert again.database.number("PRAGMA secure_delete") == 1
        again.close()


def test_a_growth_that_fails_leaves_no_table_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = make_vault(tmp_path / "vault")
    _write(vault, kib=2300)

    def full(_: Database) -> None:
        raise DiskFull()

    monkeypatch.setattr(Database, "commit", full)
    room.keep_room(vault.database)
    monkeypatch.undo()
    assert not vault.rows("SELECT 1 FROM sqlite_master WHERE name = 'room'")
    assert vault.check().ok
    vault.close()

"""A free page may hold half a write after a power cut: that is no damage, and is made good. No other page may."""

from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import DatabaseDamaged
from spoc_desk.vault import check, free_pages
from spoc_desk.vault.connection import PAGE_BYTES
from spoc_desk.vault.lifecycle import open_vault, verify
from spoc_desk.vault.vault import MARKER
from tests.factories import PASSWORD, connect, copy_vault

DATABASE = "vault-1.db"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy_vault(tmp_path / "vault")
    return tmp_path / "vault"


def _spoil(folder: Path, page: int) -> None:
    """Let a page be half of what was to be written there."""
    with (folder / DATABASE).open("r+b") as stream:
        stream.seek((page - 1) * PAGE_BYTES)
        stream.write(b"half of a write" * 100)


def _last_page(folder: Path) -> int:
    """Return a page that is free: the file is longer than what is in it."""
    return (folder / DATABASE).stat().st_size // PAGE_BYTES


@pytest.mark.fault(32)
def test_a_torn_free_page_after_an_unclean_end_is_made_good(folder: Path, clock: FixedClock) -> None:
    _spoil(folder, _last_page(folder))
    (folder / MARKER).touch()
    assert verify(folder, PASSWORD, clock).ok

    vault = open_vault(folder, PASSWORD, clock=clock)

    assert vault.unclean_end
    assert vault.check().ok
    assert vault.one("SELECT 1 FROM audit WHERE reason LIKE '%1 free pages made good'")
    vault.close()
    assert verify(folder, PASSWORD, clock).ok


@pytest.mark.fault(32)
def test_a_torn_page_in_use_after_an_unclean_end_is_damage(folder: Path, clock: FixedClock) -> None:
    (folder / MARKER).touch()
    for page in (2, 3, 8):
        whole = (folder / DATABASE).read_bytes()
        _spoil(folder, page)
        _spoil(folder, _last_page(folder))
        with pytest.raises(DatabaseDamaged):
            open_vault(folder, PASSWORD, clock=clock)
        (folder / DATABASE).write_bytes(whole)


def test_without_an_interruption_every_page_counts(folder: Path) -> None:
    _spoil(folder, _last_page(folder))
    db, keys = connect(folder)
    vault_id = str(db.rows("SELECT vault_id FROM meta")[0][0])

    assert [each.name for each in check.full(db, keys, vault_id).checks if not each.ok] == ["pages"]
    assert check.full(db, keys, vault_id, interrupted=True).ok
    assert free_pages.make_good(db) == 1
    assert check.full(db, keys, vault_id).ok
    assert free_pages.make_good(db) == 0
    db.close()

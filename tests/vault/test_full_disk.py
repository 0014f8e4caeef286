"""A full disk stops a save and nothing else."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import DiskFull, UserError, WriteFailed
from spoc_desk.vault.lifecycle import open_vault, verify
from spoc_desk.vault.vault import Draft, Vault
from tests.disks import can_mount, limited_file_size, small_disk
from tests.factories import PASSWORD, new_vault, small_schema


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", mib=3) as place:
        yield place


def _save(vault: Vault, number: int, size: int) -> None:
    with vault.transaction("noted", operation_id=f"op-{number}") as tx:
        tx.insert("notes", {"id": f"n{number}", "body": f"{number}:" + "x" * size})
        tx.note("counted")


def _saved(vault: Vault) -> list[int]:
    return [int(row["id"][1:]) for row in vault.rows("SELECT id FROM notes ORDER BY created_at, rowid")]


def _fill_up(vault: Vault, size: int, number: int = 0) -> int:
    """Save until nothing fits; return how many saves were acknowledged, with the *number* before."""
    try:
        while True:
            _save(vault, number, size)
            number += 1
    except (DiskFull, WriteFailed):
        return number


@pytest.mark.fault(36)
@pytest.mark.parametrize("size", [10, 3000, 60_000, 400_000])
def test_what_was_saved_stays_and_the_vault_goes_on(disk: Path, tmp_path: Path, clock: FixedClock, size: int) -> None:
    schema = small_schema(tmp_path / "schema")
    vault, _ = new_vault(disk / "vault", clock, schema=schema)
    first = 0
    if size == 10:  # small saves would take minutes to fill three MiB
        _save(vault, 0, 800_000)
        (disk / "filling").write_bytes(bytes(800_000))
        first = 1
    saved = _fill_up(vault, size, first)
    assert saved > first
    for _ in range(3):  # again and again: the vault stays usable, and refuses each time
        with pytest.raises((DiskFull, WriteFailed)):
            _save(vault, saved, 500_000)
    assert _saved(vault) == list(range(saved))
    assert vault.check().ok
    vault.close()

    again = open_vault(disk / "vault", PASSWORD, clock=clock, schema=schema)  # readable while the disk is full
    assert _saved(again) == list(range(saved))
    (disk / "filling").unlink(missing_ok=True)
    again.close()


@pytest.mark.fault(36)
def test_with_space_again_the_same_wish_is_saved_once(tmp_path: Path, clock: FixedClock) -> None:
    schema = small_schema(tmp_path / "schema")
    if not can_mount(tmp_path / "disk"):
        pytest.skip("needs a small disk that can be freed again")
    with small_disk(tmp_path / "disk", mib=3) as disk:
        (disk / "filling").write_bytes(bytes(1_500_000))
        vault, _ = new_vault(disk / "vault", clock, schema=schema)
        saved = _fill_up(vault, 60_000)
        (disk / "filling").unlink()
        _save(vault, saved, 60_000)
        with vault.transaction("noted", operation_id=f"op-{saved}") as tx:
            assert tx.already_done
        assert _saved(vault) == list(range(saved + 1))
        vault.close()
        assert verify(disk / "vault", PASSWORD, clock, schema=schema).ok


def test_a_full_disk_keeps_the_draft_before(tmp_path: Path, clock: FixedClock) -> None:
    schema = small_schema(tmp_path / "schema")
    with small_disk(tmp_path / "disk", mib=3) as disk:
        vault, _ = new_vault(disk / "vault", clock, schema=schema)
        vault.save_draft(Draft("page", {"note": "first"}, "note", 1, "2026-11-23T09:30:00Z"))
        with pytest.raises((DiskFull, WriteFailed)):
            vault.save_draft(Draft("page", {"note": "x" * 5_000_000}, "note", 1, "2026-11-23T09:31:00Z"))
        assert [draft.answers for draft in vault.drafts()] == [{"note": "first"}]
        vault.save_draft(Draft("page", {"note": "second"}, "note", 1, "2026-11-23T09:32:00Z"))
        assert [draft.answers for draft in vault.drafts()] == [{"note": "second"}]
        vault.close()


def test_a_disk_full_in_the_middle_of_a_large_change_undoes_all_of_it(
    disk: Path, tmp_path: Path, clock: FixedClock
) -> None:
    schema = small_schema(tmp_path / "schema")
    vault, _ = new_vault(disk / "vault", clock, schema=schema)
    _save(vault, 0, 10)
    with pytest.raises((DiskFull, WriteFailed)):
        _large_change(vault)
    assert _saved(vault) == [0]
    _save(vault, 1, 10)
    assert vault.check().ok
    vault.close()


def _large_change(vault: Vault) -> None:
    """More than the page cache holds, so that the disk is full before the commit."""
    with vault.transaction("noted") as tx:
        for number in range(100, 200):
            tx.insert("notes", {"id": f"n{number}", "body": f"{number}:" + "x" * 60_000})


@pytest.mark.fault(33)
@pytest.mark.parametrize("limit", range(8 * 4096, 60 * 4096, 5 * 4096))
def test_a_quota_at_any_size_loses_nothing(tmp_path: Path, clock: FixedClock, limit: int) -> None:
    schema = small_schema(tmp_path / "schema")
    vault, _ = new_vault(tmp_path / "vault", clock, schema=schema)
    for number in range(3):
        _save(vault, number, 10)
    with limited_file_size(max(limit, 1)), contextlib.suppress(UserError):
        for number in range(3, 10):
            _save(vault, number, 20_000)
    found = _saved(vault)
    assert found == list(range(len(found)))
    assert len(found) >= 3
    assert vault.check().ok
    vault.close()
    assert verify(tmp_path / "vault", PASSWORD, clock, schema=schema).ok

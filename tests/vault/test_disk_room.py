"""Little room on the vault's disk is told; with too little nothing is changed, and she can read and lock."""

from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import DiskFull, DiskNearlyFull, WriteFailed
from spoc_desk.vault import disk_room
from spoc_desk.vault.disk_room import LEAST_BYTES, LITTLE_BYTES, Left
from spoc_desk.vault.lifecycle import open_vault, verify
from spoc_desk.vault.vault import Draft
from tests.disks import can_mount, mounted
from tests.factories import PASSWORD, copy_vault, make_vault


@pytest.mark.fault(37)
@pytest.mark.parametrize(
    ("free", "database", "found"),
    [
        (LITTLE_BYTES, 0, Left.ENOUGH),
        (LITTLE_BYTES - 1, 0, Left.LITTLE),
        (1_000_000_000, 400_000_000, Left.LITTLE),
        (1_200_000_000, 400_000_000, Left.ENOUGH),
        (LEAST_BYTES, 0, Left.LITTLE),
        (LEAST_BYTES - 1, 0, Left.TOO_LITTLE),
        (0, 0, Left.TOO_LITTLE),
    ],
)
def test_what_is_little_and_what_is_too_little(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, database: int, found: Left
) -> None:
    monkeypatch.setattr(disk_room, "free_bytes", lambda _folder: free)
    assert disk_room.left(tmp_path, database) is found


def test_a_disk_that_does_not_say_warns_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(_folder: Path) -> int:
        raise WriteFailed()

    monkeypatch.setattr(disk_room, "free_bytes", silent)
    assert disk_room.left(tmp_path, 0) is Left.ENOUGH


@pytest.mark.fault(37)
def test_on_a_really_small_disk_she_reads_keeps_her_text_and_locks(tmp_path: Path, clock: FixedClock) -> None:
    if not can_mount(tmp_path / "disk"):
        pytest.skip("needs a small disk")
    with mounted(tmp_path / "disk", 20):
        copy_vault(tmp_path / "disk" / "vault")
        vault = open_vault(tmp_path / "disk" / "vault", PASSWORD, clock=clock)

        with pytest.raises(DiskNearlyFull), vault.transaction("noted"):
            pass
        vault.save_draft(Draft("page", {"note": "kept"}, "note", 4, "2026-11-23T09:30:00Z"))

        assert vault.rows("SELECT count(*) FROM users")[0][0] == 1
        assert [draft.answers for draft in vault.drafts()] == [{"note": "kept"}]
        vault.close()
        assert not (tmp_path / "disk" / "vault" / "session.open").exists()
        assert verify(tmp_path / "disk" / "vault", PASSWORD, clock).ok


@pytest.mark.fault(37)
def test_with_room_again_she_saves(tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = make_vault(tmp_path / "vault", clock)
    with monkeypatch.context() as patch:
        patch.setattr(disk_room, "free_bytes", lambda _folder: LEAST_BYTES - 1)
        with pytest.raises(DiskFull), vault.transaction("noted") as tx:
            tx.note("never")
    with vault.transaction("noted") as tx:
        tx.note("saved")
    assert [row[0] for row in vault.rows("SELECT act FROM audit WHERE act IN ('never', 'saved')")] == ["saved"]
    vault.close()

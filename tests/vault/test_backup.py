"""A backup counts only when the medium gave it back whole; whatever goes wrong leaves no half one behind."""

import errno
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import (
    BackupPlaceFull,
    BackupPlaceGone,
    BackupPlaceReadOnly,
    BackupStopped,
    BackupTooLarge,
    BackupUnverified,
    BadAnswer,
    DatabaseDamaged,
    DiskFull,
)
from spoc_desk.machine import medium
from spoc_desk.vault import backup, backup_copy
from spoc_desk.vault.backup_file import Heard
from spoc_desk.vault.backup_reading import Secret, try_backup
from tests.disks import can_mount, limited_file_size, read_only, small_disk
from tests.factories import PASSWORD, make_vault
from tests.vault.backups import Desk, go_on, lay_out, stop_when, unlock
from tests.vault.killed import at_each_point


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    made = lay_out(tmp_path, clock)
    yield made
    made.vault.close()


def _left_on(stick: Path) -> list[str]:
    return sorted(path.name for path in stick.iterdir())


def _try(desk: Desk, path: Path, password: str = PASSWORD) -> bool:
    return try_backup(path, Secret.password(password), go_on, clock=FixedClock(), schema=desk.schema).report.ok


def test_a_backup_is_one_file_that_opens_with_the_password(desk: Desk) -> None:
    written = desk.back_up()
    assert _left_on(desk.stick) == [written.name]
    assert written.path.stat().st_size == written.size
    assert written.manifest.counts["notes"] == 3
    assert _try(desk, written.path)


@pytest.mark.fault(56)
def test_a_backup_opens_with_the_recovery_sheet_too(desk: Desk) -> None:
    written = desk.back_up()
    tried = try_backup(written.path, Secret.code(desk.code.text), go_on, clock=FixedClock(), schema=desk.schema)
    assert tried.report.ok
    assert tried.manifest == written.manifest


def test_the_name_says_which_vault_and_when_and_no_more(desk: Desk) -> None:
    assert desk.back_up().name == f"desk-{desk.vault.vault_id[:8]}-20261123-093000.spocbak"
    assert desk.back_up().name == f"desk-{desk.vault.vault_id[:8]}-20261123-093000-2.spocbak"


def test_nothing_of_the_contents_can_be_read_without_a_key(desk: Desk) -> None:
    with desk.vault.transaction("noted") as tx:
        tx.insert("notes", {"id": "needle", "body": "Rosemary Lantern"})
    raw = desk.back_up().path.read_bytes()
    for needle in ("Rosemary", "Lantern", "notes", "commit_no", "Asha Brook"):
        assert needle.encode() not in raw
        assert needle.encode("utf-16-le") not in raw


def test_how_much_the_manifest_says_does_not_show_in_its_length(desk: Desk) -> None:
    few = desk.back_up()
    for number in range(100, 140):
        desk.note(number, 10)
    many = desk.back_up()
    assert many.manifest.counts != few.manifest.counts
    sealed = [int.from_bytes(path.read_bytes()[14:18], "big") for path in (few.path, many.path)]
    assert sealed[0] == sealed[1]


def test_the_vault_goes_on_and_nothing_stays_in_its_folder(desk: Desk) -> None:
    before = _left_on(desk.folder)
    desk.back_up()
    desk.note(50)
    assert _left_on(desk.folder) == before
    assert desk.vault.check().ok


def test_what_a_crash_left_of_a_copy_is_cleared(desk: Desk) -> None:
    room = desk.folder / backup_copy.ROOM
    room.mkdir()
    (room / "copy.db").write_bytes(b"left over")
    (desk.stick / f"desk-{desk.vault.vault_id[:8]}-20261101-080000.spocbak.partial").write_bytes(b"half")
    written = desk.back_up()
    assert not room.exists()
    assert _left_on(desk.stick) == [written.name]


def test_files_of_somebody_else_stay(desk: Desk) -> None:
    (desk.stick / "letter.txt").write_text("mine")
    (desk.stick / "desk-00000000-20261101-080000.spocbak.partial").write_bytes(b"of another vault")
    written = desk.back_up()
    assert _left_on(desk.stick) == sorted(["letter.txt", "desk-00000000-20261101-080000.spocbak.partial", written.name])


@pytest.mark.parametrize("at", [0.0, 0.3, 0.7, 1.0])
@pytest.mark.parametrize("half", ["take", "write", "read back"])
def test_cancel_at_any_moment_leaves_no_half_file(desk: Desk, half: str, at: float) -> None:
    for number in range(100, 160):
        desk.note(number, 60_000)
    rounds = {"take": 0, "write": 1, "read back": 2}[half]
    passed = [0, 0]  # rounds over, bytes of the one before

    def heard(done: int, whole: int) -> bool:
        if done < passed[1]:
            passed[0] += 1
        passed[1] = done
        return not (passed[0] == rounds and done >= at * whole)

    with pytest.raises(BackupStopped):
        desk.back_up(heard=heard)
    assert _left_on(desk.stick) == []
    assert not (desk.folder / backup_copy.ROOM).exists()
    desk.note(500)
    assert desk.vault.check().ok


def test_cancel_during_the_check_of_every_row_does_not_wait_for_its_end(desk: Desk) -> None:
    for number in range(100, 1600):
        desk.note(number, 20)
    asked = 0

    def heard(done: int, whole: int) -> bool:
        nonlocal asked
        asked = asked + 1 if done == whole else asked
        return asked < 6  # once at the end of each round of bytes; what follows is asked by the check itself

    with pytest.raises(BackupStopped):
        desk.back_up(heard=heard)
    assert _left_on(desk.stick) == []
    assert desk.vault.check().ok


def test_a_place_inside_the_vault_is_refused(desk: Desk) -> None:
    (desk.folder / "copies").mkdir()
    for place in (desk.folder, desk.folder / "copies"):
        with pytest.raises(BadAnswer, match="would be lost with it"):
            desk.back_up(place)
    assert _left_on(desk.folder / "copies") == []


def test_a_link_into_the_vault_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(desk.folder)
    with pytest.raises(BadAnswer):
        desk.back_up(tmp_path / "link")


def test_a_file_is_no_place(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadAnswer):
        desk.back_up(tmp_path / "file")


def test_a_stick_that_is_not_there_is_told_in_one_sentence(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BackupPlaceGone):
        desk.back_up(tmp_path / "pulled")


def test_a_read_only_place_is_told(desk: Desk) -> None:
    with read_only(desk.stick), pytest.raises(BackupPlaceReadOnly):
        desk.back_up()
    assert _left_on(desk.stick) == []


def test_a_full_stick_is_told_before_anything_is_written(desk: Desk, tmp_path: Path) -> None:
    if not can_mount(tmp_path / "small"):
        pytest.skip("needs a small disk")
    with small_disk(tmp_path / "small", mib=1) as small:
        (small / "filling").write_bytes(bytes(1_000_000))
        with pytest.raises(BackupPlaceFull):
            desk.back_up(small)
        assert _left_on(small) == ["filling"]


@pytest.mark.parametrize("room_kib", [1, 40, 96, 200])
def test_a_stick_that_fills_up_while_writing_holds_no_half_file(desk: Desk, tmp_path: Path, room_kib: int) -> None:
    if not can_mount(tmp_path / "small"):
        pytest.skip("needs a small disk")
    for number in range(100, 105):
        desk.note(number, 60_000)
    with small_disk(tmp_path / "small", mib=8) as small:
        with backup.taken(desk.vault, small, go_on, schema=desk.schema) as taken:
            with (small / "filling").open("wb") as filling:
                filling.write(bytes(medium.free_and_total(small)[0] - room_kib * 1024))
            with pytest.raises(BackupPlaceFull):
                backup.write(taken, go_on)
        assert _left_on(small) == ["filling"]


def test_a_full_disk_of_our_own_is_told_as_that(tmp_path: Path, clock: FixedClock) -> None:
    if not can_mount(tmp_path / "small"):
        pytest.skip("needs a small disk")
    (tmp_path / "big").mkdir()
    with small_disk(tmp_path / "small", mib=6) as small:
        desk = lay_out(small, clock)
        (small / "filling").write_bytes(bytes(medium.free_and_total(small)[0] - 100_000))
        with pytest.raises(DiskFull):
            desk.back_up(tmp_path / "big")
        assert _left_on(tmp_path / "big") == []
        desk.vault.close()


def test_a_stick_that_takes_no_such_large_file_is_told(desk: Desk) -> None:
    for number in range(100, 110):
        desk.note(number, 60_000)
    with (
        backup.taken(desk.vault, desk.stick, go_on, schema=desk.schema) as taken,
        limited_file_size(300_000),
        pytest.raises(BackupTooLarge),
    ):
        backup.write(taken, go_on)
    assert _left_on(desk.stick) == []


@pytest.mark.fault(53)
def test_a_stick_pulled_between_written_and_verified_gives_no_backup(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(path: Path) -> tuple[int, int]:
        path.unlink()
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(medium, "old_file", pulled)
    with pytest.raises(BackupPlaceGone):
        desk.back_up()
    assert _left_on(desk.stick) == []


def test_a_stick_pulled_in_the_middle_of_writing_gives_no_backup(desk: Desk, tmp_path: Path) -> None:
    if not can_mount(tmp_path / "small"):
        pytest.skip("needs a stick to pull")
    for number in range(100, 130):
        desk.note(number, 60_000)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(tmp_path / "small")], check=True)
    with backup.taken(desk.vault, tmp_path / "small", go_on, schema=desk.schema) as taken:

        def pull(done: int, whole: int) -> bool:
            if done == whole:
                subprocess.run(["umount", "-l", str(tmp_path / "small")], check=True)
            return True

        with pytest.raises(BackupPlaceGone):
            backup.write(taken, pull)
    assert _left_on(tmp_path / "small") == []
    assert desk.vault.check().ok


def test_a_stick_without_modes_and_without_folder_flush_will_do(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As FAT and exFAT are, and some drivers of them."""
    real_sync = os.fsync

    def no_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real_sync(descriptor)

    def no_modes(path: object, *_: object, **__: object) -> None:
        assert not str(path).startswith(str(desk.stick))

    monkeypatch.setattr(os, "fsync", no_folders)
    monkeypatch.setattr(os, "chmod", no_modes)
    assert _try(desk, desk.back_up().path)


def test_names_are_such_that_every_file_system_takes_them(desk: Desk) -> None:
    for _ in range(3):
        name = desk.back_up().name
        assert re.fullmatch(r"[a-z0-9.-]{1,60}", name)


@pytest.mark.fault(54)
@pytest.mark.parametrize("lie", ["older", "short", "zeros", "one bit"])
def test_a_stick_that_gives_back_something_else_gives_no_backup(
    desk: Desk, lie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = medium.old_file
    older = desk.back_up(desk.stick).path.read_bytes()
    for path in desk.stick.iterdir():
        path.unlink()

    def lying(path: Path) -> tuple[int, int]:
        raw = bytearray(path.read_bytes())
        if lie == "one bit":
            raw[len(raw) // 2] ^= 4
        changed = {"older": older, "short": bytes(raw[:-4096]), "zeros": bytes(len(raw)), "one bit": bytes(raw)}
        path.write_bytes(changed[lie])
        return real(path)

    desk.note(77)
    monkeypatch.setattr(medium, "old_file", lying)
    with pytest.raises(BackupUnverified):
        desk.back_up()
    assert _left_on(desk.stick) == []


def test_a_fault_of_the_vault_itself_is_not_blamed_on_the_stick(desk: Desk) -> None:
    desk.vault.database.execute("UPDATE notes SET body = 'changed behind the trail' WHERE id = 'n1'")
    with pytest.raises(DatabaseDamaged):
        desk.back_up()
    assert _left_on(desk.stick) == []


def test_the_system_is_told_to_forget_before_it_is_asked(desk: Desk) -> None:
    assert desk.back_up().asked_medium == (sys.platform == "linux")


def test_two_sticks_hold_their_own(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    first = desk.back_up()
    desk.note(90)
    second = desk.back_up(tmp_path / "second")
    assert (first.manifest.counts["notes"], second.manifest.counts["notes"]) == (3, 4)
    assert _try(desk, first.path)
    assert _try(desk, second.path)
    assert not backup.of_others(desk.stick, desk.vault.vault_id)


def test_a_stick_of_another_vault_is_noticed(desk: Desk, tmp_path: Path, clock: FixedClock) -> None:
    assert not backup.of_others(desk.stick, desk.vault.vault_id)  # an empty one is nobody's
    other = make_vault(tmp_path / "other", clock)
    with backup.taken(other, desk.stick, go_on) as taken:
        backup.write(taken, go_on)
    other.close()
    assert backup.of_others(desk.stick, desk.vault.vault_id)


def test_the_first_half_can_be_stopped_by_its_own_progress(desk: Desk) -> None:
    with pytest.raises(BackupStopped):
        desk.back_up(heard=stop_when(lambda done, whole: done == whole))


@pytest.mark.fault(52)
def test_kill_9_at_any_point_leaves_no_name_that_does_not_open(tmp_path: Path, clock: FixedClock) -> None:
    desk = lay_out(tmp_path, clock)
    for number in range(100, 120):
        desk.note(number, 60_000)
    desk.vault.close()

    def work(heard: Heard) -> None:
        unlock(desk, clock).back_up(heard=heard)

    points = 0
    for _ in at_each_point(work):
        points += 1
        for path in desk.stick.glob("*.spocbak"):
            assert _try(desk, path)
            path.unlink()
    assert points > 20
    for path in desk.stick.glob("*.spocbak"):
        path.unlink()
    unlock(desk, clock)
    written = desk.back_up()
    assert _left_on(desk.stick) == [written.name]
    assert not (desk.folder / backup_copy.ROOM).exists()
    assert desk.vault.check().ok
    desk.vault.close()

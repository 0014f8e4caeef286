"""A restore gives back what was there; the vault that was in the way is kept; a power cut at any point harms none."""

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import (
    AlreadyExists,
    BackupDamaged,
    BackupPlaceGone,
    Busy,
    DiskFull,
    NotABackup,
    PlaceUnsure,
    RestoreStopped,
    TooNew,
    TooSoon,
    UserError,
    WrongPassword,
    WrongRecoveryCode,
)
from spoc_desk.vault import backup_restore, header_files
from spoc_desk.vault.backup import Written
from spoc_desk.vault.backup_file import Heard
from spoc_desk.vault.backup_reading import Secret, try_backup
from spoc_desk.vault.backup_restore import Restored, finish
from spoc_desk.vault.lifecycle import open_vault, open_with_recovery, renew_recovery
from spoc_desk.vault.vault import Vault
from tests.disks import can_mount, small_disk
from tests.factories import PASSWORD, fingerprint
from tests.vault.backups import Desk, go_on, lay_out, unlock
from tests.vault.killed import at_each_point


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    made = lay_out(tmp_path, clock)
    yield made
    made.vault.close()


@pytest.fixture
def written(desk: Desk) -> Written:
    return desk.back_up()


def _restore(
    desk: Desk, path: Path, folder: Path, clock: FixedClock, secret: Secret | None = None, heard: Heard = go_on
) -> Restored:
    sheet = Secret.code(desk.code.text)
    return backup_restore.restore(
        path, folder, secret or Secret.password(PASSWORD), heard, clock=clock, schema=desk.schema, second=sheet
    )


def _numbers(vault: Vault) -> list[int]:
    return sorted(int(row[0][1:]) for row in vault.rows("SELECT id FROM notes"))


def _folders(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_what_was_recorded_is_there_again(desk: Desk, written: Written, tmp_path: Path, clock: FixedClock) -> None:
    desk.note(10)
    restored = _restore(desk, written.path, tmp_path / "again", clock)
    vault = open_vault(restored.folder, PASSWORD, clock=clock, schema=desk.schema)
    assert _numbers(vault) == [0, 1, 2]
    assert vault.check().ok
    assert vault.vault_id == desk.vault.vault_id
    assert restored.kept_as is None
    vault.close()


def test_a_restore_is_told_in_the_trail_and_raises_the_epoch(
    desk: Desk, written: Written, tmp_path: Path, clock: FixedClock
) -> None:
    _restore(desk, written.path, tmp_path / "again", clock)
    vault = open_vault(tmp_path / "again", PASSWORD, clock=clock, schema=desk.schema)
    assert vault.keys.header.epoch == desk.vault.keys.header.epoch + 1
    assert vault.keys.header.seq == desk.vault.keys.header.seq + 1
    assert vault.rows("SELECT epoch FROM meta")[0][0] == vault.keys.header.epoch
    told = vault.rows("SELECT actor, reason FROM audit WHERE act = ?", (backup_restore.RESTORED_ACT,))
    assert [row["actor"] for row in told] == [vault.actor.user_id]
    assert written.manifest.made_at in told[0]["reason"]
    vault.close()


def test_the_vault_in_the_way_is_kept_under_another_name(desk: Desk, written: Written, clock: FixedClock) -> None:
    desk.note(10)
    desk.vault.close()
    before = fingerprint(desk.folder)
    restored = _restore(desk, written.path, desk.folder, clock)
    assert restored.kept_as == desk.folder.parent / "replaced-2026-11-23"
    assert fingerprint(restored.kept_as) == before
    old = open_vault(restored.kept_as, PASSWORD, clock=clock, schema=desk.schema)
    assert _numbers(old) == [0, 1, 2, 10]
    old.close()
    unlock(desk, clock)
    assert desk.numbers() == [0, 1, 2]


def test_two_restores_in_a_day_keep_both(desk: Desk, written: Written, clock: FixedClock) -> None:
    desk.vault.close()
    names = [_restore(desk, written.path, desk.folder, clock).kept_as for _ in range(2)]
    assert [path.name for path in names if path] == ["replaced-2026-11-23", "replaced-2026-11-23-2"]
    assert unlock(desk, clock).vault.keys.header.epoch == 2  # newer than both that were there


def test_the_recovery_sheet_of_that_day_opens_a_backup(
    desk: Desk, written: Written, tmp_path: Path, clock: FixedClock
) -> None:
    _restore(desk, written.path, tmp_path / "again", clock, Secret.code(desk.code.text))
    vault, _ = open_with_recovery(tmp_path / "again", desk.code.text, "a new password", clock=clock, schema=desk.schema)
    assert _numbers(vault) == [0, 1, 2]
    vault.close()


def test_a_later_sheet_does_not_open_an_earlier_backup(
    desk: Desk, written: Written, tmp_path: Path, clock: FixedClock
) -> None:
    later = renew_recovery(desk.vault)
    with pytest.raises(WrongRecoveryCode, match="the sheet that was in force on the day"):
        _restore(desk, written.path, tmp_path / "again", clock, Secret.code(later.text))
    assert not (tmp_path / "again").exists()


def test_a_wrong_password_restores_nothing(desk: Desk, written: Written, tmp_path: Path, clock: FixedClock) -> None:
    before = _folders(tmp_path)
    with pytest.raises(WrongPassword):
        _restore(desk, written.path, tmp_path / "again", clock, Secret.password("not this one"))
    assert _folders(tmp_path) == before


@pytest.mark.fault(74)
def test_wrong_passwords_of_a_backup_make_the_next_try_wait_and_the_right_one_begins_anew(
    desk: Desk, written: Written, tmp_path: Path, clock: FixedClock
) -> None:
    desk.vault.close()
    memory = tmp_path / "memory"

    def restored(typed: str | Secret) -> Restored:
        secret = typed if isinstance(typed, Secret) else Secret.password(typed)
        return backup_restore.restore(
            written.path, tmp_path / "new", secret, go_on, clock=clock, schema=desk.schema, anchors=memory
        )

    for wait in (1, 2):
        with pytest.raises(WrongPassword):
            restored("not this one")
        for typed in ("not this one", PASSWORD):
            with pytest.raises(TooSoon):
                restored(typed)
        with pytest.raises(TooSoon):
            try_backup(written.path, Secret.password(PASSWORD), go_on, clock=clock, memory=memory, schema=desk.schema)
        clock.advance(seconds=wait)
    assert not (tmp_path / "new").exists()
    with pytest.raises(WrongPassword):
        restored("not this one")
    assert restored(Secret.code(desk.code.text)).folder.is_dir()  # a code cannot be guessed: it need not wait
    clock.advance(seconds=4)
    tried = try_backup(written.path, Secret.password(PASSWORD), go_on, clock=clock, memory=memory, schema=desk.schema)
    assert tried.report.ok
    assert not list(memory.glob("wrong-tries-*"))


@pytest.mark.parametrize("renamed", [1, 2])
def test_a_disk_that_does_not_say_whether_the_vault_took_its_place_is_told_as_that(
    desk: Desk, written: Written, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, renamed: int
) -> None:
    desk.vault.close()
    moved: list[Path] = []
    real, changing = Path.rename, backup_restore.change_places

    def rename(self: Path, target: Path) -> Path:
        moved.append(self)
        if len(moved) > renamed:
            raise OSError(errno.EIO, "the disk")
        return real(self, target)

    def fail(_folder: Path) -> None:
        raise OSError(errno.EIO, "the disk")

    def change(made: Path, folder: Path, at: FixedClock) -> Path | None:
        with monkeypatch.context() as broken:
            broken.setattr(Path, "rename", rename)
            broken.setattr(backup_restore, "flush_folder", fail)
            return changing(made, folder, at)

    monkeypatch.setattr(backup_restore, "change_places", change)
    with pytest.raises(PlaceUnsure):
        _restore(desk, written.path, desk.folder, clock)
    assert [path.name for path in desk.folder.parent.glob("replaced-*")]  # what was there lies beside
    assert finish(desk.folder) == (renamed == 1)
    open_vault(desk.folder, PASSWORD, clock=clock, schema=desk.schema).close()


def test_a_folder_that_holds_something_else_is_left_alone(
    desk: Desk, written: Written, tmp_path: Path, clock: FixedClock
) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").write_text("mine")
    for place in (tmp_path / "papers", tmp_path / "papers" / "letter.txt"):
        with pytest.raises(AlreadyExists):
            _restore(desk, written.path, place, clock)
    assert (tmp_path / "papers" / "letter.txt").read_text() == "mine"


def test_an_open_vault_is_not_replaced(desk: Desk, written: Written, clock: FixedClock) -> None:
    with pytest.raises(Busy):
        _restore(desk, written.path, desk.folder, clock)
    desk.note(10)
    assert desk.numbers() == [0, 1, 2, 10]


@pytest.mark.parametrize("harm", ["header", "database", "header gone"])
def test_a_damaged_vault_can_be_replaced_and_is_kept(
    desk: Desk, written: Written, clock: FixedClock, harm: str
) -> None:
    desk.vault.close()
    if harm == "database":
        next(desk.folder.glob("vault-*.db")).write_bytes(b"gone")
    else:
        for name in (header_files.FIRST, header_files.SECOND):
            (desk.folder / name).unlink() if harm == "header gone" else (desk.folder / name).write_bytes(b"xx")
    restored = _restore(desk, written.path, desk.folder, clock)
    assert restored.kept_as is not None
    assert unlock(desk, clock).numbers() == [0, 1, 2]


@pytest.mark.parametrize("at", [0.0, 0.5, 1.0])
def test_cancel_restores_nothing(desk: Desk, written: Written, clock: FixedClock, at: float) -> None:
    desk.vault.close()
    before, around = fingerprint(desk.folder), _folders(desk.folder.parent)
    with pytest.raises(RestoreStopped):
        _restore(desk, written.path, desk.folder, clock, heard=lambda done, whole: done < at * whole)
    assert fingerprint(desk.folder) == before
    assert _folders(desk.folder.parent) == around


def test_a_full_disk_restores_nothing(desk: Desk, written: Written, tmp_path: Path, clock: FixedClock) -> None:
    if not can_mount(tmp_path / "small"):
        pytest.skip("needs a small disk")
    with small_disk(tmp_path / "small", mib=1) as small:
        (small / "filling").write_bytes(bytes(950_000))
        with pytest.raises(DiskFull):
            _restore(desk, written.path, small / "vault", clock)
        assert _folders(small) == ["filling"]


def test_a_stick_that_is_not_there_restores_nothing(desk: Desk, tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(BackupPlaceGone):
        _restore(desk, tmp_path / "pulled" / "x.spocbak", tmp_path / "again", clock)
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("content", [b"", b"SPOCBAK", b"SPOCBAK1", b"PK\x03\x04 something else entirely", bytes(9000)])
def test_another_file_is_no_backup(desk: Desk, tmp_path: Path, clock: FixedClock, content: bytes) -> None:
    path = tmp_path / "x.spocbak"
    path.write_bytes(content)
    with pytest.raises((NotABackup, BackupDamaged)):
        _restore(desk, path, tmp_path / "again", clock)


def test_a_backup_of_a_later_program_is_left_alone(
    desk: Desk, written: Written, tmp_path: Path, clock: FixedClock
) -> None:
    raw = bytearray(written.path.read_bytes())
    raw[8:10] = (2).to_bytes(2, "big")
    written.path.write_bytes(raw)
    with pytest.raises(TooNew):
        _restore(desk, written.path, tmp_path / "again", clock)
    assert written.path.read_bytes() == raw


def test_a_backup_of_a_later_schema_is_left_alone(
    desk: Desk, written: Written, tmp_path: Path, clock: FixedClock
) -> None:
    (desk.schema / "0002_notes.sql").rename(tmp_path / "kept.sql")
    with pytest.raises(TooNew):
        _restore(desk, written.path, tmp_path / "again", clock)
    (tmp_path / "kept.sql").rename(desk.schema / "0002_notes.sql")
    assert not (tmp_path / "again").exists()


def test_a_backup_of_an_older_schema_is_restored_and_brought_up_to_date(
    desk: Desk, written: Written, tmp_path: Path, clock: FixedClock
) -> None:
    newer = Path(shutil.copytree(desk.schema, tmp_path / "newer"))
    (newer / "0003_kind.sql").write_text("ALTER TABLE notes ADD COLUMN note_kind TEXT NOT NULL DEFAULT 'plain';\n")
    backup_restore.restore(
        written.path, tmp_path / "again", Secret.password(PASSWORD), go_on, clock=clock, schema=newer
    )
    vault = open_vault(tmp_path / "again", PASSWORD, clock=clock, schema=newer)
    assert {row[0] for row in vault.rows("SELECT note_kind FROM notes")} == {"plain"}
    assert vault.check().ok
    vault.close()


def test_kill_9_at_any_point_leaves_one_whole_vault(tmp_path: Path, clock: FixedClock) -> None:
    desk = lay_out(tmp_path / "place", clock)
    written = desk.back_up(tmp_path)
    desk.note(10)
    desk.vault.close()
    shutil.copytree(tmp_path / "place", tmp_path / "as it was")

    def work(heard: Heard) -> None:
        _restore(desk, written.path, desk.folder, clock, heard=heard)

    points, finished = 0, 0
    for _ in at_each_point(work):
        points += 1
        finished += finish(desk.folder)
        unlock(desk, clock)
        assert desk.numbers() in ([0, 1, 2], [0, 1, 2, 10])
        assert desk.vault.check().ok
        desk.vault.close()
        kept = desk.folder.parent / "replaced-2026-11-23"
        if kept.exists():
            old = open_vault(kept, PASSWORD, clock=clock, schema=desk.schema)
            assert _numbers(old) == [0, 1, 2, 10]
            old.close()
        shutil.rmtree(tmp_path / "place")
        shutil.copytree(tmp_path / "as it was", tmp_path / "place")
    assert points > 15
    assert finished >= 1  # one of the points lies between the two renames


def test_there_is_nothing_to_finish_where_nothing_was_interrupted(desk: Desk) -> None:
    assert not finish(desk.folder)
    half = desk.folder.with_name("vault.restored")
    half.mkdir()
    assert not finish(desk.folder)  # no header: it was never whole


def test_every_refusal_is_one_sentence(desk: Desk, written: Written, tmp_path: Path, clock: FixedClock) -> None:
    written.path.write_bytes(written.path.read_bytes()[:-1])
    with pytest.raises(UserError) as told:
        _restore(desk, written.path, tmp_path / "again", clock)
    assert str(told.value).startswith("This backup is damaged or cut short.")

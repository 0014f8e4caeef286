"""Before a newer version changes a vault a copy of it is kept, checked; it goes after a full check, or with its key."""

import os
import shutil
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import DiskFull, NoRoomForNewer, ReadOnly, UserError, WriteFailed, WrongRecoveryCode
from spoc_desk.vault import (
    before_newer,
    check,
    disk_room,
    disposal,
    generations,
    header_files,
    opening,
    replacing,
    subkeys,
)
from spoc_desk.vault.before_newer import KEPT_ACT, REMOVED_ACT
from spoc_desk.vault.connection import Database
from spoc_desk.vault.kdf import password_bytes
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.lifecycle import confirm_recovery, open_vault, open_with_recovery
from spoc_desk.vault.recovery import RecoveryCode
from spoc_desk.vault.vault import Vault
from tests.factories import PASSWORD, connect, fingerprint, new_vault, small_schema
from tests.vault.killed import at_each_point
from tests.vault.pages import decrypted, hits

NEEDLE = "zebrafinch"
COPY = "vault-1.before-2.db"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RecoveryCode]:
    """A folder with a locked vault of the older schema, and the schema."""
    place = tmp_path_factory.mktemp("older")
    vault, code = new_vault(place / "vault", FixedClock(), schema=small_schema(place / "schema"))
    with vault.transaction("noted") as tx:
        tx.insert("notes", {"id": "n1", "body": "one"})
        tx.insert("notes", {"id": "gone", "body": f"{NEEDLE} " * 2000})
    vault.close()
    return place, code


@pytest.fixture
def older(made: tuple[Path, RecoveryCode], tmp_path: Path) -> Path:
    """The folder of a vault that has two steps before it."""
    shutil.copytree(made[0], tmp_path, dirs_exist_ok=True)
    for number, column in ((3, "note_kind"), (4, "colour")):
        (tmp_path / "schema" / f"000{number}_later.sql").write_text(
            f"ALTER TABLE notes ADD COLUMN {column} TEXT NOT NULL DEFAULT 'plain';\n"
        )
    return tmp_path / "vault"


def _opened(folder: Path) -> Vault:
    return open_vault(folder, PASSWORD, clock=FixedClock(), schema=folder.parent / "schema")


def _raw_key(folder: Path) -> tuple[bytes, bytes]:
    loaded = header_files.load(folder)
    found = opening.unseal_raw(loaded.raw, password_bytes(PASSWORD), SlotKind.PASSWORD, None)
    assert found is not None
    return subkeys.database_key(found[2], loaded.header.generation), loaded.header.db_salt


def _is_whole(folder: Path) -> bool:
    """Say whether the copy opens as the vault was: the old schema, every row, every check."""
    key, salt = _raw_key(folder)
    copy = Database(folder / COPY, key, salt, only_read=True)
    live, chain = connect(folder, folder.parent / "schema")
    live.close()
    try:
        row = copy.rows("SELECT vault_id FROM meta")[0]
        ids = [found[0] for found in copy.rows("SELECT id FROM notes ORDER BY id")]
        whole = check.full(copy, chain, str(row[0])).ok
        return whole and ids == ["gone", "n1"] and copy.number("PRAGMA user_version") == 2
    finally:
        copy.close()


def _acts(vault: Vault) -> list[str]:
    acts = ", ".join(f"'{act}'" for act in (KEPT_ACT, REMOVED_ACT))
    return [row[0] for row in vault.rows(f"SELECT act FROM audit WHERE act IN ({acts}) ORDER BY seq")]


@pytest.mark.fault(44)
def test_the_copy_is_there_after_the_change_and_goes_after_the_full_check_of_the_next_unlock(older: Path) -> None:
    vault = _opened(older)
    assert _acts(vault) == [KEPT_ACT]
    assert (older / COPY).stat().st_mode & 0o077 == 0 or os.name == "nt"
    vault.close()
    assert _is_whole(older)

    vault = _opened(older)
    assert [path.name for _number, path in generations.copies(older)] == []
    assert _acts(vault) == [KEPT_ACT, REMOVED_ACT]
    assert vault.rows("SELECT count(*) FROM audit WHERE act = ?", (check.CHECKED_ACT,))[0][0] == 2
    assert vault.check().ok
    vault.close()


@pytest.mark.fault(44)
def test_the_copy_stays_where_the_changed_vault_is_damaged(older: Path) -> None:
    _opened(older).close()
    db, _chain = connect(older, older.parent / "schema")
    db.execute("UPDATE notes SET body = 'changed behind our back' WHERE id = 'n1'")
    db.close()
    with pytest.raises(UserError):
        _opened(older)
    assert _is_whole(older)


@pytest.mark.fault(44)
@pytest.mark.parametrize("trouble", ["room", "copy", "check"])
def test_without_a_copy_nothing_is_changed(older: Path, monkeypatch: pytest.MonkeyPatch, trouble: str) -> None:
    before = fingerprint(older)
    with monkeypatch.context() as patch:
        kind: type[UserError] = NoRoomForNewer
        if trouble == "room":
            patch.setattr(disk_room, "free_bytes", lambda _path: 1024 * 1024)
        elif trouble == "copy":

            def full(_db: Database, path: Path, _heard: object) -> None:
                path.write_bytes(b"half a copy")
                raise OSError(28, "no space")

            patch.setattr(Database, "copy_to", full)
        else:
            kind = WriteFailed
            right = Database.copy_to

            def bent(db: Database, path: Path, heard: object) -> None:
                right(db, path, lambda _done, _whole: None)
                data = bytearray(path.read_bytes())
                data[-2000] ^= 1
                path.write_bytes(data)

            patch.setattr(Database, "copy_to", bent)
        with pytest.raises(kind):
            _opened(older)
    assert fingerprint(older) == before
    vault = _opened(older)
    assert not vault.unclean_end
    vault.close()


@pytest.mark.fault(44)
def test_a_kill_at_any_point_leaves_the_old_vault_or_the_new_one_and_the_copy_whole_or_absent(older: Path) -> None:
    whole = older.with_name("untouched")
    shutil.copytree(older, whole)
    versions, copies = set(), set()
    for _point in at_each_point(lambda _heard: _opened(older).close()):
        live, _chain = connect(older, older.parent / "schema")
        versions.add(live.number("PRAGMA user_version"))
        live.close()
        copies.add((older / COPY).exists())
        assert not (older / COPY).exists() or _is_whole(older)
        vault = _opened(older)
        assert vault.rows("SELECT count(*) FROM notes WHERE colour = 'plain'")[0][0] == 2
        assert vault.check().ok
        vault.close()
        _opened(older).close()
        assert generations.copies(older) == ()
        shutil.rmtree(older)
        shutil.copytree(whole, older)
    assert {2, 4} <= versions <= {2, 3, 4}
    assert copies == {True, False}


@pytest.mark.fault(44)
def test_half_a_copy_is_cleared_away(older: Path) -> None:
    half = (older / COPY).with_suffix(".part")
    half.write_bytes(b"half")
    (older / COPY).write_bytes(b"of an earlier try that came to nothing")
    _opened(older).close()
    assert _is_whole(older)
    assert not half.exists()


def test_a_disposal_takes_the_copy_away_before_it_begins(older: Path) -> None:
    vault = _opened(older)
    plain = b"".join(decrypted((older / COPY).read_bytes(), *_raw_key(older)))
    assert hits(plain, NEEDLE) >= 2000  # it is the record that is disposed of
    disposal.dispose(vault, [("notes", "gone")], lambda _tx: None)
    assert generations.copies(older) == ()
    assert [path.name for path in older.glob("vault-*.db")] == ["vault-3.db"]
    assert hits(b"".join(decrypted(vault.database.path.read_bytes(), *_raw_key(older))), NEEDLE) == 0
    assert _acts(vault) == [KEPT_ACT, REMOVED_ACT]
    assert vault.check().ok
    vault.close()


def test_nothing_is_disposed_of_while_the_copy_cannot_be_removed(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = _opened(older)

    def refused(*_: object) -> None:
        raise PermissionError(13, "not allowed")

    with monkeypatch.context() as patch:
        patch.setattr(before_newer, "flush_folder", refused)
        with pytest.raises(ReadOnly):
            disposal.dispose(vault, [("notes", "gone")], lambda _tx: None)
    assert vault.rows("SELECT count(*) FROM notes")[0][0] == 2
    vault.close()


def test_new_keys_take_the_copy_of_the_old_ones_away(older: Path, made: tuple[Path, RecoveryCode]) -> None:
    _opened(older).close()
    vault, _code = open_with_recovery(
        older, made[1].text, "fir-window-slate-orchard", clock=FixedClock(), schema=older.parent / "schema"
    )
    assert generations.copies(older) == ()
    assert _acts(vault) == [KEPT_ACT, REMOVED_ACT]
    vault.close()


@pytest.mark.fault(19)
@pytest.mark.fault(44)
def test_without_room_the_recovery_sheet_stays_in_force(
    older: Path, made: tuple[Path, RecoveryCode], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is asked for before the keys turn: else the old sheet would open nothing and the new one be unknown."""

    def recovered() -> tuple[Vault, RecoveryCode]:
        schema, password = older.parent / "schema", "fir-window-slate-orchard"
        return open_with_recovery(older, made[1].text, password, clock=FixedClock(), schema=schema)

    before = fingerprint(older)
    with monkeypatch.context() as patch:
        patch.setattr(disk_room, "free_bytes", lambda _path: 1024 * 1024)
        with pytest.raises(NoRoomForNewer):
            recovered()
    assert fingerprint(older) == before
    with monkeypatch.context() as patch:  # the copy was kept and the steps taken; then the disk is full
        patch.setattr(replacing.rotation, "rotate", _full)
        with pytest.raises(DiskFull):
            recovered()
    vault, code = recovered()
    assert code.text != made[1].text and vault.check().ok
    vault.close()
    with pytest.raises(WrongRecoveryCode):
        recovered()
    reopened = open_vault(older, "fir-window-slate-orchard", clock=FixedClock(), schema=older.parent / "schema")
    confirm_recovery(reopened, code.text)
    reopened.close()


def _full(*_: object) -> None:
    raise DiskFull()


def test_the_unlock_after_an_update_says_how_far_it_is_to_the_end(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One way from 0 to 100: the check, the check of the copy, and each step of the schema."""
    monkeypatch.setattr(check, "_SAID_EACH", 1)
    heard: list[float] = []

    def told(done: int, whole: int) -> None:
        heard.append(done / whole)

    open_vault(older, PASSWORD, clock=FixedClock(), schema=older.parent / "schema", told=told).close()
    assert heard == sorted(heard) and heard[-1] <= 1
    assert all(any(part < each <= part + 0.25 for each in heard) for part in (0, 0.25, 0.5, 0.75))
    heard.clear()
    open_vault(older, PASSWORD, clock=FixedClock(), schema=older.parent / "schema", told=told).close()
    assert heard == sorted(heard) and heard[-1] == 1  # the check after the change, in which the copy goes

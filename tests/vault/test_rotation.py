"""A person is removed, a sheet replaced, a password changed; and at any file operation the computer dies or the disk
fails. What opens afterwards is the vault as it was or as it shall be, never a mixture, and never without the rest."""

import ctypes.util
import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import DatabaseMissing, DiskFull, KeysUnsure, Rollback, UserError, WriteFailed, WrongPassword
from spoc_desk.vault import generations, header_files, users
from spoc_desk.vault.header_files import FIRST, SECOND
from spoc_desk.vault.lifecycle import open_vault, open_with_recovery, renew_recovery, verify
from spoc_desk.vault.vault import Draft, Vault
from tests.factories import PASSWORD, fingerprint, new_vault, small_schema

HERE = Path(__file__).parent / "faults"
LEAVER, STAYER = b"leaver-harbour-tin-lantern", b"stayer-window-field-song"
NEW_PASSWORD = "copper-window-field-song"
ALL = bool(os.environ.get("SPOC_DESK_EVERY_FAULT"))
"""Every file operation is tried where this is set; else every so many-th."""


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_schema(tmp_path_factory.mktemp("schema"))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, schema: Path) -> tuple[Path, str]:
    """A locked vault of three people with something written in it, and its recovery code."""
    folder = tmp_path_factory.mktemp("template") / "vault"
    vault, code = new_vault(folder, FixedClock(), schema=schema)
    users.add_user(vault, "Leaver", frozenset({"deputy"}), LEAVER)
    users.add_user(vault, "Stayer", frozenset({"deputy"}), STAYER)
    with vault.transaction("noted") as tx:
        for number in range(20):
            tx.insert("notes", {"id": f"n{number}", "body": f"note {number} " + "x" * 900})
    vault.close()
    return folder, code.text


@pytest.fixture
def folder(tmp_path: Path, template: tuple[Path, str]) -> Path:
    shutil.copytree(template[0], tmp_path / "vault")
    return tmp_path / "vault"


def _open(folder: Path, schema: Path, password: bytes = PASSWORD.encode()) -> Vault:
    return open_vault(folder, password.decode(), clock=FixedClock(), schema=schema)


def _user(vault: Vault, name: str) -> str:
    return next(holder.actor.user_id for holder in users.key_holders(vault) if holder.actor.name == name)


def _opens(folder: Path, schema: Path, password: bytes) -> bool:
    try:
        _open(folder, schema, password).close()
    except WrongPassword:
        return False
    return True


# a removal -----------------------------------------------------------------------------------------------------


def test_a_removed_person_opens_nothing_and_nobody_else_had_to_come(
    folder: Path, schema: Path, template: tuple[Path, str]
) -> None:
    vault = _open(folder, schema)
    before = vault.keys.master
    users.remove_user(vault, _user(vault, "Leaver"))
    assert vault.keys.master != before
    assert [holder.actor.name for holder in users.key_holders(vault)] == ["Asha Brook", "Stayer"]
    with vault.transaction("noted") as tx:
        tx.insert("notes", {"id": "later", "body": "written under the new keys"})
    assert vault.check().ok
    vault.close()
    assert generations.present(folder) == (2,)
    assert not _opens(folder, schema, LEAVER)
    for password in (PASSWORD.encode(), STAYER):
        again = _open(folder, schema, password)
        assert len(again.rows("SELECT id FROM notes")) == 21
        assert again.check().ok
        again.close()
    opened, _ = open_with_recovery(folder, template[1], NEW_PASSWORD, clock=FixedClock(), schema=schema)
    opened.close()


def test_the_old_key_of_the_database_opens_nothing_of_the_new_one(folder: Path, schema: Path) -> None:
    vault = _open(folder, schema)
    old, salt = vault.keys.master, vault.keys.header.db_salt
    users.remove_user(vault, _user(vault, "Leaver"))
    assert vault.keys.header.db_salt != salt
    vault.close()
    raw = (folder / "vault-2.db").read_bytes()
    assert old not in raw and b"note 1 " not in raw


def test_half_typed_text_of_who_left_goes_and_of_who_stays_stays(folder: Path, schema: Path) -> None:
    for password in (LEAVER, STAYER):
        vault = _open(folder, schema, password)
        vault.save_draft(Draft("page", {"note": 1}, "note", 1, "2026-11-23T09:30:00Z"))
        vault.close()
    vault = _open(folder, schema)
    users.remove_user(vault, _user(vault, "Leaver"))
    assert vault.database.number("SELECT count(*) FROM drafts") == 1
    vault.close()


def test_nobody_removes_the_key_that_is_in_the_lock(folder: Path, schema: Path) -> None:
    vault = _open(folder, schema)
    with pytest.raises(UserError, match="Somebody else removes you"):
        users.remove_user(vault, vault.actor.user_id)
    vault.close()


def test_who_left_is_still_named_in_the_trail_and_what_he_signed_still_holds(folder: Path, schema: Path) -> None:
    leaver = _open(folder, schema, LEAVER)
    with leaver.transaction("noted") as tx:
        tx.insert("notes", {"id": "his", "body": "written by who left"})
    leaver.close()
    vault = _open(folder, schema)
    users.remove_user(vault, _user(vault, "Leaver"))
    assert vault.one("SELECT name FROM users JOIN notes ON notes.created_by = users.id WHERE notes.id = 'his'")
    assert vault.check().ok
    vault.close()


# old things put back --------------------------------------------------------------------------------------------


def _removed(folder: Path, schema: Path) -> dict[str, bytes]:
    """Remove a person; return every file as it was before."""
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".lock"}
    vault = _open(folder, schema)
    users.remove_user(vault, _user(vault, "Leaver"))
    vault.close()
    return before


@pytest.mark.fault(10)
@pytest.mark.fault(20)
def test_the_header_of_a_removed_person_put_back_is_named(folder: Path, schema: Path) -> None:
    before = _removed(folder, schema)
    for name in (FIRST, SECOND):
        (folder / name).write_bytes(before[name])
    was = fingerprint(folder)
    for password in (LEAVER, STAYER):
        with pytest.raises(Rollback):
            _open(folder, schema, password)
    assert fingerprint(folder) == was


@pytest.mark.fault(20)
def test_header_and_database_of_before_put_beside_the_new_one_are_named(folder: Path, schema: Path) -> None:
    for name, data in _removed(folder, schema).items():
        (folder / name).write_bytes(data)
    was = fingerprint(folder)
    with pytest.raises(Rollback):
        _open(folder, schema, LEAVER)
    with pytest.raises(Rollback):
        verify(folder, STAYER.decode(), FixedClock(), schema=schema)
    assert fingerprint(folder) == was


def test_one_old_copy_of_the_header_is_made_good(folder: Path, schema: Path) -> None:
    before = _removed(folder, schema)
    (folder / FIRST).write_bytes(before[FIRST])
    assert not _opens(folder, schema, LEAVER)
    assert _opens(folder, schema, STAYER)
    assert (folder / FIRST).read_bytes() == (folder / SECOND).read_bytes() != before[FIRST]


def test_the_old_database_under_the_new_header_is_missing(folder: Path, schema: Path) -> None:
    before = _removed(folder, schema)
    (folder / "vault-2.db").unlink()
    (folder / "vault-1.db").write_bytes(before["vault-1.db"])
    with pytest.raises(DatabaseMissing):
        _open(folder, schema)


@pytest.mark.fault(10)
def test_the_header_before_a_changed_password_put_back_is_named(folder: Path, schema: Path) -> None:
    old = (folder / FIRST).read_bytes()
    vault = _open(folder, schema)
    users.change_password(vault, PASSWORD.encode(), NEW_PASSWORD.encode())
    vault.close()
    for name in (FIRST, SECOND):
        (folder / name).write_bytes(old)
    with pytest.raises(Rollback):
        _open(folder, schema)


# what stops half way ---------------------------------------------------------------------------------------------


def test_keys_that_cannot_be_changed_leave_the_vault_as_it_was(
    folder: Path, schema: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull()

    vault = _open(folder, schema)
    with monkeypatch.context() as patch:
        patch.setattr(header_files, "save", full)
        with pytest.raises(DiskFull):
            users.remove_user(vault, _user(vault, "Leaver"))
    assert generations.present(folder) == (1,)
    with vault.transaction("noted") as tx:
        tx.insert("notes", {"id": "later", "body": "work goes on"})
    assert vault.check().ok
    users.remove_user(vault, _user(vault, "Leaver"))
    assert generations.present(folder) == (2,)
    assert vault.check().ok
    vault.close()
    assert _opens(folder, schema, STAYER) and not _opens(folder, schema, LEAVER)


def test_a_given_up_change_of_keys_hides_no_old_vault(
    folder: Path, schema: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull()

    vault = _open(folder, schema)
    with monkeypatch.context() as patch:
        patch.setattr(header_files, "save", full)
        with pytest.raises(DiskFull):
            users.remove_user(vault, _user(vault, "Leaver"))
    vault.close()
    for name, data in _removed(folder, schema).items():
        (folder / name).write_bytes(data)
    with pytest.raises(Rollback):
        _open(folder, schema, LEAVER)


def test_a_disk_that_does_not_answer_ends_the_work_instead_of_guessing(
    folder: Path, schema: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = header_files.save

    def unsure(place: Path, raw: bytes) -> None:
        right(place, raw)
        raise WriteFailed()

    vault = _open(folder, schema)
    with monkeypatch.context() as patch:
        patch.setattr(header_files, "save", unsure)
        with pytest.raises(KeysUnsure):
            users.remove_user(vault, _user(vault, "Leaver"))
    with pytest.raises(RuntimeError):
        vault.rows("SELECT 1")
    vault.close()
    assert _opens(folder, schema, STAYER)
    assert generations.present(folder) == (2,)


# every file operation --------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def preloaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the library that kills or fails at the Nth file operation."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if sys.platform != "linux" or compiler is None or ctypes.util.find_library("c") is None:
        pytest.skip("needs Linux and a C compiler")
    made = tmp_path_factory.mktemp("nth") / "nth_operation.so"
    source = str(HERE / "nth_operation.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(made), source, "-ldl"], check=True)
    return made


def _run(library: Path, folder: Path, schema: Path, act: str, at: int, how: int, *, sticky: bool) -> dict[str, Any]:
    words = [sys.executable, str(HERE / "change_keys.py"), act, str(folder), str(schema), PASSWORD, str(at), str(how)]
    done = subprocess.run(
        [*words, str(int(sticky))],
        env={**os.environ, "LD_PRELOAD": str(library), "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    if not done.stdout:
        assert done.returncode == -9
        return {"said": "killed", "saved": False, "counted": 0}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _is_whole(folder: Path, schema: Path, act: str, outcome: dict[str, Any]) -> None:
    """Claim what must hold whatever happened."""
    assert _opens(folder, schema, STAYER)
    vault = _open(folder, schema, STAYER)
    assert vault.check().ok
    notes = {row["id"] for row in vault.rows("SELECT id FROM notes")}
    erased = {"n3"} if act == "dispose" and "n3" not in notes else set()
    assert {f"n{number}" for number in range(20)} - erased <= notes
    assert erased or act != "dispose" or outcome["said"]
    assert len(vault.rows("SELECT 1 FROM audit WHERE version < 0")) == len(erased)
    assert "after" in notes or not outcome["saved"]
    names = {holder.actor.name for holder in users.key_holders(vault)}
    assert len(generations.present(folder)) == 1
    vault.close()
    old = _opens(folder, schema, PASSWORD.encode())
    if act == "password":
        assert old != _opens(folder, schema, NEW_PASSWORD.encode())
    else:
        assert old
    if act == "remove":
        assert ("Leaver" in names) == _opens(folder, schema, LEAVER)
        if not outcome["said"]:
            assert "Leaver" not in names
    if act == "add":
        assert ("Newcomer" in names) == _opens(folder, schema, NEW_PASSWORD.encode())


def _points(library: Path, folder: Path, schema: Path, act: str, tries: int) -> list[int]:
    shutil.copytree(folder, folder.with_name("count"))
    counted = _run(library, folder.with_name("count"), schema, act, 0, 0, sticky=False)["counted"]
    step = 1 if ALL else max(1, counted // tries)
    return list(range(1, counted + 2, step))


@pytest.mark.fault(16)
@pytest.mark.fault(21)
@pytest.mark.parametrize("act", ["remove", "sheet", "password", "add", "dispose"])
def test_killed_at_any_file_operation_one_whole_vault_opens(
    preloaded: Path, folder: Path, schema: Path, act: str
) -> None:
    for point in _points(preloaded, folder, schema, act, 4 if act in ("remove", "dispose") else 2):
        place = folder.with_name(f"kill-{point}")
        shutil.copytree(folder, place)
        _is_whole(place, schema, act, _run(preloaded, place, schema, act, point, 0, sticky=False))


@pytest.mark.fault(21)
@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EIO], ids=errno.errorcode.get)
@pytest.mark.parametrize("sticky", [False, True], ids=["once", "sticky"])
def test_a_disk_that_fails_at_any_file_operation_leaves_one_whole_vault(
    preloaded: Path, folder: Path, schema: Path, trouble: int, sticky: bool
) -> None:
    for point in _points(preloaded, folder, schema, "remove", 2):
        place = folder.with_name(f"fail-{point}")
        shutil.copytree(folder, place)
        _is_whole(place, schema, "remove", _run(preloaded, place, schema, "remove", point, trouble, sticky=sticky))


def test_a_disk_that_fails_in_a_disposal_leaves_the_record_or_no_trace_of_it(
    preloaded: Path, folder: Path, schema: Path
) -> None:
    for point in _points(preloaded, folder, schema, "dispose", 3):
        place = folder.with_name(f"fail-{point}")
        shutil.copytree(folder, place)
        _is_whole(place, schema, "dispose", _run(preloaded, place, schema, "dispose", point, errno.EIO, sticky=True))


def test_a_new_sheet_is_worth_nothing_to_the_finder_of_the_old_one(
    folder: Path, schema: Path, template: tuple[Path, str]
) -> None:
    vault = _open(folder, schema)
    before = vault.keys.master
    renew_recovery(vault)
    assert vault.keys.master != before
    assert vault.check().ok
    vault.close()
    with pytest.raises(UserError, match="newer sheet"):
        open_with_recovery(folder, template[1], NEW_PASSWORD, clock=FixedClock(), schema=schema)

"""From an empty folder to a vault, and back into it by password or by sheet."""

import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import (
    AlreadyExists,
    BadAnswer,
    Busy,
    Damaged,
    DatabaseDamaged,
    Rollback,
    Unfinished,
    UnknownRecord,
    UserError,
    WrongPassword,
    WrongRecoveryCode,
)
from spoc_desk.vault import creation, header_files, header_repair, opening, recovery
from spoc_desk.vault.header_files import FIRST, SECOND
from spoc_desk.vault.keyslots import SlotKind
from spoc_desk.vault.lifecycle import (
    confirm_recovery,
    create_vault,
    open_vault,
    open_with_recovery,
    renew_recovery,
    slots,
    verify,
)
from tests.disks import limited_file_size
from tests.factories import (
    NAME,
    PASSWORD,
    ROLES,
    copy_vault,
    fast_kdf,
    fingerprint,
    make_vault,
    new_vault,
)

ANOTHER = "copper-window-field-song"


def test_a_new_vault_belongs_to_whoever_made_it(tmp_path: Path, clock: FixedClock) -> None:
    vault, code = new_vault(tmp_path / "vault", clock)
    assert (vault.actor.name, vault.actor.roles) == (NAME, ROLES)
    assert (code.vault_id, code.sheet) == (vault.vault_id, 1)
    assert not vault.unclean_end
    assert vault.check().ok
    vault.close()
    again = open_vault(tmp_path / "vault", PASSWORD, clock=clock)
    assert (again.actor, again.vault_id) == (vault.actor, vault.vault_id)
    again.close()
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_only_the_user_can_look_into_it(tmp_path: Path, clock: FixedClock) -> None:
    vault, _ = new_vault(tmp_path / "vault", clock)
    assert stat.S_IMODE((tmp_path / "vault").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "vault").iterdir()} == {0o600}
    vault.close()


def test_set_up_is_finished_when_the_code_is_typed_back(tmp_path: Path, clock: FixedClock) -> None:
    vault, code = new_vault(tmp_path / "vault", clock)
    assert not vault.setup_complete
    other = recovery.RecoveryCode(recovery.new_secret(), vault.vault_id, 1)
    with pytest.raises(WrongRecoveryCode, match="does not open this vault"):
        confirm_recovery(vault, other.text)
    with pytest.raises(WrongRecoveryCode, match="Group 8 has a typing mistake"):
        confirm_recovery(vault, code.text[:-1] + ("A" if code.text[-1] != "A" else "B"))
    assert not vault.setup_complete
    confirm_recovery(vault, code.text.lower())
    assert vault.setup_complete
    vault.close()
    again = open_vault(tmp_path / "vault", PASSWORD, clock=clock)
    assert again.setup_complete
    again.close()


def test_a_new_sheet_replaces_the_one_before(tmp_path: Path, clock: FixedClock) -> None:
    vault, code = new_vault(tmp_path / "vault", clock)
    confirm_recovery(vault, code.text)
    second = renew_recovery(vault)
    assert second.sheet == 2
    assert not vault.setup_complete
    with pytest.raises(WrongRecoveryCode):
        confirm_recovery(vault, code.text)
    confirm_recovery(vault, second.text)
    third = renew_recovery(vault)
    assert third.sheet == 3
    assert vault.check().ok
    vault.close()
    assert open_vault(tmp_path / "vault", PASSWORD, clock=clock).close() is None
    with pytest.raises(WrongRecoveryCode):
        open_with_recovery(tmp_path / "vault", second.text, ANOTHER, clock=clock)
    opened, _ = open_with_recovery(tmp_path / "vault", third.text, ANOTHER, clock=clock)
    opened.close()


def test_the_sheet_opens_the_vault_once_and_sets_a_new_password(tmp_path: Path, clock: FixedClock) -> None:
    code = copy_vault(tmp_path / "vault")
    before = make_vault(tmp_path / "vault", clock)
    with before.transaction("noted") as tx:
        tx.note("something to keep")
    before.close()
    vault, fresh = open_with_recovery(tmp_path / "vault", code.text, ANOTHER, clock=clock)
    assert vault.actor == before.actor
    assert fresh.sheet == 2
    assert not vault.setup_complete  # the new sheet must be typed back
    confirm_recovery(vault, fresh.text)
    assert vault.setup_complete
    assert vault.check().ok
    acts = {row["act"] for row in vault.rows("SELECT act FROM audit")}
    assert {"opened by recovery sheet", "something to keep"} <= acts
    vault.close()
    with pytest.raises(WrongPassword):
        open_vault(tmp_path / "vault", PASSWORD, clock=clock)
    with pytest.raises(WrongRecoveryCode):
        open_with_recovery(tmp_path / "vault", code.text, "x", clock=clock)
    again = open_vault(tmp_path / "vault", ANOTHER, clock=clock)
    assert again.check().ok
    assert len(again.rows("SELECT id FROM keyslots WHERE ended_at IS NULL")) == 2
    again.close()
    assert verify(tmp_path / "vault", ANOTHER, clock).ok


@pytest.mark.fault(19)
def test_the_sheet_works_when_no_password_slot_is_left(tmp_path: Path, clock: FixedClock) -> None:
    vault, code = new_vault(tmp_path / "vault", clock)
    sheet_only = tuple(slot for slot in vault.keys.header.slots if slot.kind is SlotKind.RECOVERY)
    keys = {row[0]: row[1] for row in vault.rows("SELECT id, binding_key FROM keyslots")}
    made = vault.keys.header.with_slots(sheet_only, vault.keys.master, keys)
    vault.close()
    header_files.save(tmp_path / "vault", creation.header.build(made, vault.keys.master))
    with pytest.raises(WrongPassword):
        open_vault(tmp_path / "vault", PASSWORD, clock=clock)
    opened, _ = open_with_recovery(tmp_path / "vault", code.text, ANOTHER, clock=clock)
    assert opened.actor == vault.actor
    opened.close()


@pytest.mark.parametrize("step", ["slots announced", "header written"])
def test_a_crash_while_slots_are_replaced_leaves_one_way_in(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    code = copy_vault(tmp_path / "vault")

    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if step == "slots announced":
            patch.setattr(header_files, "save", crash)
        else:
            patch.setattr(opening, "sit_down", crash)
        with pytest.raises(KeyboardInterrupt):
            open_with_recovery(tmp_path / "vault", code.text, ANOTHER, clock=clock)
    works, dead = (PASSWORD, ANOTHER) if step == "slots announced" else (ANOTHER, PASSWORD)
    with pytest.raises(WrongPassword):
        open_vault(tmp_path / "vault", dead, clock=clock)
    vault = open_vault(tmp_path / "vault", works, clock=clock)
    assert vault.check().ok
    live = {row["id"] for row in vault.rows("SELECT id FROM keyslots WHERE ended_at IS NULL")}
    assert live == {slot.slot_id for slot in slots(tmp_path / "vault")}
    vault.close()


@pytest.mark.fault(17)
def test_a_new_password_that_would_not_open_the_vault_never_replaces_the_old_one(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = copy_vault(tmp_path / "vault")
    right, old = opening.unseal_raw, (tmp_path / "vault" / FIRST).read_bytes()

    def memory_fault(raw: bytes, *words: Any) -> object:
        return right(raw, *words) if raw == old else None

    with monkeypatch.context() as patch:
        patch.setattr(opening, "unseal_raw", memory_fault)
        with pytest.raises(UserError):
            open_with_recovery(tmp_path / "vault", code.text, ANOTHER, clock=clock)
    assert (tmp_path / "vault" / FIRST).read_bytes() == old
    open_vault(tmp_path / "vault", PASSWORD, clock=clock).close()
    opened, _ = open_with_recovery(tmp_path / "vault", code.text, ANOTHER, clock=clock)
    assert opened.check().ok
    opened.close()


def test_the_unlock_screen_sees_role_words_and_no_name(tmp_path: Path) -> None:
    copy_vault(tmp_path / "vault")
    assert [(slot.kind, slot.label) for slot in slots(tmp_path / "vault")] == [
        (SlotKind.PASSWORD, "LA SPOC"),
        (SlotKind.RECOVERY, "Recovery sheet"),
    ]
    assert NAME.encode() not in (tmp_path / "vault" / FIRST).read_bytes()


def test_a_slot_can_be_named(tmp_path: Path, clock: FixedClock) -> None:
    copy_vault(tmp_path / "vault")
    own = slots(tmp_path / "vault")[0].slot_id
    open_vault(tmp_path / "vault", PASSWORD, clock=clock, slot_id=own).close()
    with pytest.raises(WrongPassword):
        open_vault(tmp_path / "vault", PASSWORD, clock=clock, slot_id="00000000")


def test_the_sheet_gives_nobody_else_a_password(tmp_path: Path, clock: FixedClock) -> None:
    code = copy_vault(tmp_path / "vault")
    with pytest.raises(UnknownRecord):
        open_with_recovery(tmp_path / "vault", code.text, ANOTHER, clock=clock, slot_id="00000000")
    open_vault(tmp_path / "vault", PASSWORD, clock=clock).close()


@pytest.mark.fault(15)
def test_a_password_typed_with_another_keyboard_opens_the_vault(tmp_path: Path, clock: FixedClock) -> None:
    vault, _ = new_vault(tmp_path / "vault", clock, password="caf\u00e9 \u00c5")
    vault.close()
    open_vault(tmp_path / "vault", "cafe\u0301 A\u030a", clock=clock).close()


@pytest.mark.fault(10)
def test_an_old_header_put_back_is_noticed(tmp_path: Path, clock: FixedClock) -> None:
    code = copy_vault(tmp_path / "vault")
    old = (tmp_path / "vault" / FIRST).read_bytes()
    vault, _ = open_with_recovery(tmp_path / "vault", code.text, ANOTHER, clock=clock)
    vault.close()
    for name in (FIRST, SECOND):
        (tmp_path / "vault" / name).write_bytes(old)
    before = fingerprint(tmp_path / "vault")
    with pytest.raises(Rollback):
        open_vault(tmp_path / "vault", PASSWORD, clock=clock)
    with pytest.raises(Rollback):
        open_with_recovery(tmp_path / "vault", code.text, ANOTHER, clock=clock)
    assert fingerprint(tmp_path / "vault") == before


@pytest.mark.fault(9)
@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_a_damaged_copy_of_the_header_is_made_good_and_noted(tmp_path: Path, clock: FixedClock, name: str) -> None:
    copy_vault(tmp_path / "vault")
    good = (tmp_path / "vault" / FIRST).read_bytes()
    (tmp_path / "vault" / name).write_bytes(good[:700])
    report = verify(tmp_path / "vault", PASSWORD, clock)
    assert [answer.name for answer in report.checks if not answer.ok] == ["header"]
    assert (tmp_path / "vault" / name).read_bytes() == good[:700]  # looking changes nothing
    vault = open_vault(tmp_path / "vault", PASSWORD, clock=clock)
    assert (tmp_path / "vault" / name).read_bytes() == good
    assert len(vault.rows("SELECT * FROM audit WHERE act = 'header copy repaired'")) == 1
    vault.close()
    assert verify(tmp_path / "vault", PASSWORD, clock).ok


@pytest.mark.fault(28)
def test_the_database_of_another_vault_is_not_opened(tmp_path: Path, clock: FixedClock) -> None:
    copy_vault(tmp_path / "vault")
    other, _ = new_vault(tmp_path / "other", clock)
    other.close()
    (tmp_path / "vault" / "vault-1.db").write_bytes((tmp_path / "other" / "vault-1.db").read_bytes())
    with pytest.raises(DatabaseDamaged):
        open_vault(tmp_path / "vault", PASSWORD, clock=clock)


def test_looking_into_a_vault_changes_nothing(tmp_path: Path, clock: FixedClock) -> None:
    copy_vault(tmp_path / "vault")
    before = fingerprint(tmp_path / "vault")
    report = verify(tmp_path / "vault", PASSWORD, clock)
    assert (report.ok, report.rows, report.checked_at) == (True, 3, "2026-11-23T09:30:00Z")
    assert report.entries > report.rows
    with pytest.raises(WrongPassword):
        verify(tmp_path / "vault", "wrong", clock)
    assert slots(tmp_path / "vault")
    assert fingerprint(tmp_path / "vault") == before


def test_an_open_vault_is_not_verified_from_outside(tmp_path: Path, clock: FixedClock) -> None:
    vault = make_vault(tmp_path / "vault", clock)
    with pytest.raises(Busy):
        verify(tmp_path / "vault", PASSWORD, clock)
    vault.close()


def test_an_unclean_end_is_known_at_the_next_unlock(tmp_path: Path, clock: FixedClock) -> None:
    copy_vault(tmp_path / "vault")
    (tmp_path / "vault" / "session.open").touch()
    vault = open_vault(tmp_path / "vault", PASSWORD, clock=clock)
    assert vault.unclean_end
    assert len(vault.rows("SELECT * FROM audit WHERE act = 'unlocked' AND reason = 'after an unclean end'")) == 1
    vault.close()
    assert not (tmp_path / "vault" / "session.open").exists()
    vault = open_vault(tmp_path / "vault", PASSWORD, clock=clock)
    assert not vault.unclean_end
    vault.close()


@pytest.mark.parametrize("what", ["file", "folder with something in it", "vault"])
def test_nothing_is_overwritten_by_a_new_vault(tmp_path: Path, clock: FixedClock, what: str) -> None:
    place = tmp_path / "vault"
    if what == "file":
        place.write_bytes(b"mine")
    elif what == "vault":
        copy_vault(place)
    else:
        place.mkdir()
        (place / "letter.txt").write_bytes(b"mine")
    before = place.read_bytes() if what == "file" else fingerprint(place)
    with pytest.raises(AlreadyExists):
        new_vault(place, clock)
    assert (place.read_bytes() if what == "file" else fingerprint(place)) == before


def test_an_empty_folder_is_a_place_for_a_vault(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "vault").mkdir()
    vault, _ = new_vault(tmp_path / "vault", clock)
    vault.close()


@pytest.mark.parametrize(("password", "name"), [("", NAME), (PASSWORD, ""), (PASSWORD, "  ")])
def test_a_vault_needs_a_password_and_a_name(tmp_path: Path, clock: FixedClock, password: str, name: str) -> None:
    with pytest.raises(BadAnswer):
        create_vault(tmp_path / "vault", password, name=name, roles=ROLES, clock=clock, kdf=fast_kdf())
    assert not (tmp_path / "vault").exists()


@pytest.mark.parametrize("there", [False, True])
def test_a_creation_that_fails_leaves_nothing(tmp_path: Path, clock: FixedClock, there: bool) -> None:
    place = tmp_path / "vault"
    if there:
        place.mkdir()
    with limited_file_size(20_000), pytest.raises(UserError):
        new_vault(place, clock)
    assert place.exists() == there
    assert not there or list(place.iterdir()) == []
    vault, _ = new_vault(place, clock)
    vault.close()


def test_a_creation_that_was_killed_is_cleared_away_by_the_next(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(creation, "_clear", lambda _folder: None)  # a killed program tidies nothing
        patch.setattr(header_files, "save", killed)
        with pytest.raises(KeyboardInterrupt):
            new_vault(tmp_path / "vault", clock)
    assert (tmp_path / "vault" / "vault-1.db").exists()
    with pytest.raises(Unfinished, match="Create a new vault in this folder"):
        open_vault(tmp_path / "vault", PASSWORD, clock=clock)
    assert not header_repair.is_lost(tmp_path / "vault")
    vault, _ = new_vault(tmp_path / "vault", clock)
    vault.close()
    assert not (tmp_path / "vault" / "creation.unfinished").exists()


def test_a_creation_that_ended_with_nothing_but_its_lock_leaves_room(tmp_path: Path, clock: FixedClock) -> None:
    place = tmp_path / "vault"
    place.mkdir(mode=0o700)
    (place / opening.LOCK).touch(mode=0o600)
    with opening.locked(place) as lock:
        with pytest.raises(Busy):
            new_vault(place, clock)
        lock.release()
    vault, _ = new_vault(place, clock)
    vault.close()


def test_the_marker_of_a_creation_that_outlived_it_goes_at_the_next_unlock(tmp_path: Path, clock: FixedClock) -> None:
    """Else a vault that lost both copies of its header would be taken for one that never was, and cleared away."""
    copy_vault(tmp_path / "vault")
    (tmp_path / "vault" / "creation.unfinished").touch()
    with pytest.raises(AlreadyExists):
        new_vault(tmp_path / "vault", clock)
    open_vault(tmp_path / "vault", PASSWORD, clock=clock).close()
    for name in (header_files.FIRST, header_files.SECOND):
        (tmp_path / "vault" / name).unlink()
    with pytest.raises(AlreadyExists):
        new_vault(tmp_path / "vault", clock)
    with pytest.raises(Damaged):
        open_vault(tmp_path / "vault", PASSWORD, clock=clock)


def test_a_memory_fault_while_the_key_is_made_stops_the_creation(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "unseal_raw", lambda *_: None)
    with pytest.raises(UserError):
        new_vault(tmp_path / "vault", clock)
    assert not (tmp_path / "vault").exists()

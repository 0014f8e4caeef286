"""The window's way to the vault, with a real one behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spoc_desk.errors import Missing, UserError, WrongPassword
from spoc_desk.vault.recovery import RecoveryCode
from spoc_desk.vault.vault import Draft, Vault
from spoc_desk_ui.session import Session, VaultIsLocked

PASSWORD = "amber canoe lemon picnic velvet"
Settle = Callable[[Session], None]


@pytest.mark.parametrize(("password", "error"), [("not it", WrongPassword)])
def test_a_wrong_password_opens_nothing(
    closed_session: Session, vault_folder: Path, settle: Settle, password: str, error: type[UserError]
) -> None:
    told: list[UserError] = []
    closed_session.open(vault_folder, password, failed=told.append)
    settle(closed_session)
    assert [type(each) for each in told] == [error]
    assert not closed_session.is_open


def test_a_missing_vault_is_told_plainly(closed_session: Session, tmp_path: Path, settle: Settle) -> None:
    told: list[UserError] = []
    closed_session.open(tmp_path / "nowhere", "x", failed=told.append)
    settle(closed_session)
    assert [type(each) for each in told] == [Missing]


def test_work_gets_the_open_vault(session: Session, settle: Settle) -> None:
    names: list[str] = []
    session.run(lambda vault: vault.actor.name, names.append)
    settle(session)
    assert names == ["Ada Okafor"]


def test_work_on_a_locked_desk_is_refused(closed_session: Session, settle: Settle) -> None:
    told: list[UserError] = []
    closed_session.run(lambda vault: vault.actor, None, told.append)
    settle(closed_session)
    assert [type(each) for each in told] == [VaultIsLocked]


@dataclass(frozen=True)
class _Done:
    change: str


def test_a_change_is_told_to_everybody_and_says_saved(session: Session, settle: Settle) -> None:
    changes: list[object] = []
    words: list[str] = []
    session.changed.connect(changes.append)
    session.saved.connect(words.append)
    session.change(lambda _vault: _Done("case"))
    settle(session)
    assert changes == ["case"]
    assert words == ["Saved 09:30"]


def test_a_lock_closes_the_vault_after_what_was_queued(session: Session, vault_folder: Path, settle: Settle) -> None:
    draft = Draft("page", {"note": "half a sent"}, "note", 11, "2026-11-23T09:30:00Z")
    session.run(lambda vault: vault.save_draft(draft))
    session.lock()
    settle(session)
    assert not (vault_folder / "session.open").exists()
    kept: list[tuple[Draft, ...]] = []
    session.open(vault_folder, PASSWORD)
    session.run(lambda vault: vault.drafts(), kept.append)
    settle(session)
    assert [each.answers["note"] for each in kept[0]] == ["half a sent"]


def test_what_tables_remember_is_forgotten_at_the_lock(session: Session) -> None:
    session.memory["table:Cases"] = "sorted"
    session.lock()
    assert session.memory == {}
    assert session.actor is None


def test_a_new_vault_is_ready_only_when_the_code_was_typed_back(
    closed_session: Session, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    codes: list[RecoveryCode] = []
    unlocked: list[bool] = []
    closed_session.unlocked.connect(lambda: unlocked.append(True))
    closed_session.create(
        tmp_path / "new", "five quiet words in here", name="Bo", roles=frozenset({"la_spoc"}), done=codes.append
    )
    settle(closed_session)
    assert not closed_session.setup_complete
    closed_session.lock()
    closed_session.open(tmp_path / "new", "five quiet words in here")
    settle(closed_session)
    assert unlocked == []
    closed_session.confirm_recovery(codes[0].text, closed_session.announce_unlocked)
    settle(closed_session)
    assert closed_session.setup_complete
    assert unlocked == [True]


def test_the_recovery_code_opens_and_is_replaced(closed_session: Session, tmp_path: Path, settle: Settle) -> None:
    codes: list[RecoveryCode] = []
    folder = tmp_path / "new"
    closed_session.create(
        folder, "five quiet words in here", name="Bo", roles=frozenset({"la_spoc"}), done=codes.append
    )
    settle(closed_session)
    closed_session.lock()
    closed_session.recover(folder, codes[0].text, "another set of five words", done=codes.append)
    settle(closed_session)
    assert len(codes) == 2
    assert codes[0].text != codes[1].text


def test_the_vault_stays_on_its_own_thread(session: Session, settle: Settle) -> None:
    vaults: list[Vault] = []
    session.run(lambda vault: vault, vaults.append)
    settle(session)
    with pytest.raises(Exception, match="thread"):
        vaults[0].rows("SELECT 1")

"""A commit that reports an error may be on the disk: the window then says "Saved", and it is there once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spoc_desk.errors import UserError, WriteFailed
from spoc_desk.vault.connection import Database
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.session import Session

PASSWORD = "amber canoe lemon picnic velvet"
ROW = {"id": "p1", "name": "Marsh Lane Trust", "officer": "", "officer_phone": "", "officer_email": ""}
Settle = Callable[[Session], None]


@dataclass(frozen=True)
class _Done:
    change: str = "schools"


def _save(vault: Vault) -> _Done:
    """What a form does: one operation id for one press, and for the same press repeated."""
    with vault.transaction("added a school", operation_id="press-1") as tx:
        tx.insert("school_partnerships", ROW)
    return _Done()


def _durable_then_failed(db: Database) -> None:
    db.execute("COMMIT")
    raise WriteFailed()


@pytest.mark.fault(34)
def test_it_is_shown_as_saved_once(
    session: Session, vault_folder: Path, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, told, changed = list[str](), list[UserError](), list[object]()
    commits: list[Database] = []

    def fail_once(db: Database) -> None:
        db.execute("COMMIT")
        commits.append(db)
        if len(commits) == 1:
            raise WriteFailed()

    session.saved.connect(said.append)
    session.failed.connect(told.append)
    session.changed.connect(changed.append)

    with monkeypatch.context() as patch:
        patch.setattr(Database, "commit", fail_once)
        session.change(_save)
        settle(session)

    assert (said, told, changed) == (["Saved 09:30"], [], ["schools"])
    session.change(_save)  # she presses again
    settle(session)
    session.lock()
    settle(session)
    with qtbot.waitSignal(session.unlocked, timeout=20_000):
        session.open(vault_folder, PASSWORD)
    found: list[int] = []
    session.run(
        lambda vault: vault.rows("SELECT count(*) FROM audit WHERE operation_id = 'press-1'")[0][0], found.append
    )
    session.run(lambda vault: vault.rows("SELECT count(*) FROM school_partnerships")[0][0], found.append)
    settle(session)
    assert found == [1, 1]


@pytest.mark.fault(34)
def test_where_the_disk_does_not_even_answer_the_repeated_press_says_saved_and_it_is_there_once(
    session: Session, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, told = list[str](), list[UserError]()
    session.saved.connect(said.append)

    def gone(_: Database, *, create: bool) -> None:
        raise WriteFailed()

    with monkeypatch.context() as patch:
        patch.setattr(Database, "commit", _durable_then_failed)
        patch.setattr(Database, "_connect", gone)
        session.change(_save, failed=told.append)
        settle(session)
    assert (said, [type(each) for each in told]) == ([], [WriteFailed])

    session.change(_save, failed=told.append)
    settle(session)

    assert said == ["Saved 09:30"]
    found: list[int] = []
    session.run(
        lambda vault: vault.rows("SELECT count(*) FROM audit WHERE operation_id = 'press-1'")[0][0], found.append
    )
    session.run(lambda vault: vault.rows("SELECT count(*) FROM school_partnerships")[0][0], found.append)
    settle(session)
    assert found == [1, 1]

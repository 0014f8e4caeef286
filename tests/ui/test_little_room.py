"""Little room on the vault's disk is said above the page at the unlock; a save that is refused for it says why."""

import pytest
from pytestqt.qtbot import QtBot

from spoc_desk.errors import DiskNearlyFull, UserError
from spoc_desk.vault import disk_room
from spoc_desk.vault.disk_room import LEAST_BYTES, LITTLE_BYTES
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.program import Program
from spoc_desk_ui.widgets.notice import Notice
from tests.ui.conftest import Unlock


def _said(program: Program, unlock: Unlock) -> list[str]:
    return [notice.words for notice in unlock().notices.findChildren(Notice)]


@pytest.mark.fault(37)
@pytest.mark.parametrize(
    ("free", "start"),
    [
        (LITTLE_BYTES - 1, "There is little room left"),
        (LEAST_BYTES - 1, "Less than 50 MB are free on the vault's disk. You can read"),
    ],
)
def test_it_is_said_at_the_unlock(
    program: Program, unlock: Unlock, monkeypatch: pytest.MonkeyPatch, free: int, start: str
) -> None:
    monkeypatch.setattr(disk_room, "free_bytes", lambda _folder: free)
    assert [words for words in _said(program, unlock) if words.startswith(start)]


def test_with_room_enough_nothing_is_said(program: Program, unlock: Unlock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_room, "free_bytes", lambda _folder: 1 << 40)
    assert not [words for words in _said(program, unlock) if "room" in words or "50 MB" in words]


@pytest.mark.fault(37)
def test_a_save_says_why_it_is_refused(
    program: Program, unlock: Unlock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlock()
    told: list[UserError] = []

    def save(vault: Vault) -> None:
        with vault.transaction("added a school") as tx:
            tx.note("added a school")

    monkeypatch.setattr(disk_room, "free_bytes", lambda _folder: LEAST_BYTES - 1)
    program.session.change(save, failed=told.append)
    qtbot.waitUntil(lambda: program.session.idle, timeout=20_000)
    assert [type(each) for each in told] == [DiskNearlyFull]

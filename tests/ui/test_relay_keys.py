"""From the clipboard to the cleared message in the real window, key by key: every key is pressed, and counted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks.relay_keys import MOST_KEYS, OTHERS, press_all
from spoc_desk.casework.council import save_profile
from spoc_desk.clock import FixedClock
from spoc_desk.domain.relay import Message, MessageState
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.lifecycle import confirm_recovery, create_vault
from spoc_desk.vault.records.stores import RELAY_MESSAGES
from spoc_desk_ui.program import Program
from tests.casework.relay.desk import make_school
from tests.ui.conftest import FAST, PASSWORD

ROLES = frozenset({"mash", "administrator"})


@pytest.fixture
def program(tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    folder = tmp_path / "vault"
    vault, code = create_vault(folder, PASSWORD, name="Ada Okafor", roles=ROLES, clock=FixedClock(), kdf=FAST)
    confirm_recovery(vault, code.text)
    save_profile(vault, load_profile("luton"))
    make_school(vault)
    for number in range(OTHERS):
        make_school(vault, f"Abbey {number}", in_order=False)
    vault.close()
    monkeypatch.setattr(qapp, "quit", lambda: None)
    made = Program(qapp, folder, tmp_path / "settings", FixedClock(), FAST)
    with qtbot.waitActive(made.window):
        made.start()
        made.window.activateWindow()
    made.session.open(folder, PASSWORD)
    qtbot.waitUntil(lambda: made.desk is not None and made.desk.shell is not None, timeout=20_000)
    yield made
    made.end()
    made.window.deleteLater()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.req("R-000-01")
def test_one_child_is_cleared_with_no_more_than_twenty_keys(program: Program, qtbot: QtBot) -> None:
    def settle() -> None:
        for _ in range(4):
            qtbot.waitUntil(lambda: program.session.idle, timeout=20_000)
            QApplication.processEvents()

    pressed = press_all(program, settle)
    found: list[list[Message]] = []
    program.session.run(RELAY_MESSAGES.find, found.append)
    settle()
    (message,) = found[0]
    assert (message.state, message.child_name, message.confirmed_by) == (
        MessageState.CLEARED, "Maja Sample", "school_said",
    )  # fmt: skip
    focus = QApplication.focusWidget()
    assert getattr(focus, "text", str)() == "Show the message"
    assert pressed <= MOST_KEYS

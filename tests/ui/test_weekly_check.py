"""While everything is checked at an unlock the button says how far it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.clock import FixedClock
from spoc_desk.vault import check
from spoc_desk_ui.pages.unlock import UnlockPage
from spoc_desk_ui.session import Session
from tests.ui.conftest import FAST, PASSWORD


@pytest.fixture
def late(tmp_path: Path) -> Iterator[Session]:
    clock = FixedClock()
    clock.advance(days=8)
    session = Session(clock, kdf=FAST, anchors=tmp_path / "seen")
    yield session
    session.shut_down()


def test_the_check_of_the_week_is_told_to_the_window(
    late: Session, vault_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "_SAID_EACH", 1)
    told: list[tuple[int, int]] = []
    late.checking.connect(lambda done, whole: told.append((done, whole)))
    with qtbot.waitSignal(late.unlocked, timeout=20_000):
        late.open(vault_folder, PASSWORD)
    assert len(told) > 5
    assert told[-1][0] == told[-1][1]
    assert len(list((vault_folder.parent / "seen").iterdir())) == 1  # and the computer remembers the vault


def test_the_button_says_how_far_it_is(qtbot: QtBot) -> None:
    page = UnlockPage()
    qtbot.addWidget(page)
    page.show_checking(1, 4)
    assert page._button.text() == "Unlock"  # nothing is being unlocked
    qtbot.keyClicks(page.first_focus(), PASSWORD)
    qtbot.keyClick(page.first_focus(), Qt.Key.Key_Return)
    assert page._button.text() == "Checking…"
    page.show_checking(1, 4)
    assert page._button.text() == "Checking everything… 25 %"
    page.show_checking(0, 0)
    assert page._button.text() == "Checking everything… 0 %"
    page.show_opened()
    QApplication.processEvents()
    assert page._button.text() == "Unlock"

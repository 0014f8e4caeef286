"""What the computer leaves on its disk: one quiet line on Today, three lines in the settings, nothing to answer."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from spoc_desk.casework import disk_report
from spoc_desk.machine.disk_encryption import DiskState, Found
from spoc_desk_ui.pages.today import TodayPage
from spoc_desk_ui.settings.vault_section import VaultSection
from tests.ui.pages.conftest import OpenDesk, ShowPage

BARE = DiskState(Found.NO, Found.NONE, Found.NO)
SAFE = DiskState(Found.YES, Found.YES, Found.YES)
LINE = "No encryption was found on this computer's disk. See Settings, The vault."


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[[DiskState], None]:
    """Return a call that says what is found."""
    return lambda state: monkeypatch.setattr(disk_report, "disk_state", lambda _folder: state)


@pytest.mark.parametrize(("state", "shown"), [(BARE, True), (SAFE, False)], ids=["bare", "safe"])
def test_today_says_it_in_one_small_line(
    open_desk: OpenDesk, show: ShowPage, found: Callable[[DiskState], None], state: DiskState, shown: bool, qtbot: QtBot
) -> None:
    found(state)
    tools = open_desk()
    tools.session.looks_at_disk = True
    page = show(TodayPage(tools))
    qtbot.waitUntil(lambda: tools.session.idle)
    lines = [each for each in page.findChildren(QLabel) if each.isVisible() and each.text() == LINE]
    assert len(lines) == shown
    assert not lines or lines[0].height() >= lines[0].heightForWidth(lines[0].width())


def test_the_settings_say_all_three(open_desk: OpenDesk, found: Callable[[DiskState], None], qtbot: QtBot) -> None:
    found(BARE)
    section = VaultSection(open_desk())
    qtbot.addWidget(section)
    with qtbot.waitSignal(section.filled, timeout=20_000):
        section.show_now()
    assert section.facts["disk"].text() == "No encryption was found. Ask IT for it."
    assert section.facts["moved_memory"].text() == "There is none."
    assert section.facts["hibernation"].text() == "Off."

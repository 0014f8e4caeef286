"""Trying the recovery sheet from the settings, and being asked to on Today."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from spoc_desk_ui.pages.settings import SettingsPage
from spoc_desk_ui.pages.today import TodayPage
from spoc_desk_ui.settings.recovery import RecoverySection
from spoc_desk_ui.widgets.notice import Notice
from spoc_desk_ui.widgets.words import Words
from tests.factories import copy_vault
from tests.ui.accessible import unnamed
from tests.ui.laid_out import ROLES
from tests.ui.pages.conftest import OpenDesk, ShowPage


def _wait(page: SettingsPage, qtbot: QtBot) -> None:
    for _ in range(3):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: page._tools.session.idle, timeout=20_000)
    QApplication.processEvents()


@pytest.fixture
def page(open_desk: OpenDesk, show: ShowPage) -> SettingsPage:
    shown = show(SettingsPage(open_desk()), section="recovery")
    assert isinstance(shown, SettingsPage)
    return shown


@pytest.fixture
def section(page: SettingsPage) -> RecoverySection:
    found = page.section()
    assert isinstance(found, RecoverySection)
    return found


@pytest.fixture
def code(tmp_path: Path) -> str:
    """Return the code on the sheet of every vault that is laid out."""
    return copy_vault(tmp_path / "spare", roles=ROLES).text


def _shown(section: RecoverySection) -> list[str]:
    return [label.text() for label in section.findChildren(Words) if label.isVisible() and label.text()]


def _type_code(section: RecoverySection, code: str) -> None:
    QApplication.clipboard().setText(code)
    line = section.trial.code.focusProxy()
    assert line is not None
    QTest.keySequence(line, "Ctrl+V")


def test_the_sheet_is_tried_and_the_day_is_remembered(
    page: SettingsPage, section: RecoverySection, code: str, qtbot: QtBot
) -> None:
    assert "Last tried: Mon 23 Nov 2026, 09:30, when it was made" in _shown(section)
    section.try_it.click()
    assert section.first_focus() is section.trial.code
    assert unnamed(section) == []
    _type_code(section, code)
    assert section.trial.go.hasFocus()
    QTest.keyClick(section.trial.go, Qt.Key.Key_Space)
    assert section.trial.progress.isVisible()
    assert section.trial.code.text().strip("-") == ""
    _wait(page, qtbot)
    assert section.try_it.hasFocus()
    assert any(words.startswith("Sheet 1 opens the vault.") for words in _shown(section))
    assert "Last tried: Mon 23 Nov 2026, 09:30" in _shown(section)


def test_a_sheet_of_another_vault_opens_nothing(page: SettingsPage, section: RecoverySection, qtbot: QtBot) -> None:
    section.try_it.click()
    section.trial.go.click()
    assert "Type all eight groups of the code." in _shown(section)
    _type_code(section, "GM9NB-Z7SVZ-9XKX5-81Y1B-GDD9J-V564Y-42MJY-FQ30R")
    section.trial.go.click()
    _wait(page, qtbot)
    assert "This code does not open this vault. Is it the sheet in force?" in _shown(section)
    section.trial.not_now.click()
    assert section.try_it.hasFocus()
    assert "Last tried: Mon 23 Nov 2026, 09:30, when it was made" in _shown(section)


def test_a_lock_forgets_the_code(page: SettingsPage, section: RecoverySection, code: str) -> None:
    section.try_it.click()
    _type_code(section, code)
    page._tools.session.lock()
    assert section.trial.code.text().strip("-") == ""


def test_after_six_months_today_leads_to_the_trial(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = show(TodayPage(open_desk(days=190)))
    notices = [each for each in page.findChildren(Notice) if "recovery sheet was last tried" in each.words]
    assert len(notices) == 1
    button = notices[0].findChild(QPushButton)
    assert button is not None
    with qtbot.waitSignal(page.place_requested) as asked:
        button.click()
    assert asked.args == ["settings", {"section": "recovery"}]

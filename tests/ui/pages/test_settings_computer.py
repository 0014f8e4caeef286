"""Settings of this computer and this vault: the look, screenshots, the check, a new recovery sheet, the place names."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.casework.history import audit_trail
from spoc_desk.domain.looks import CAPTURES_HIDDEN, CAPTURES_SHOWN
from spoc_desk.sanitise.gazetteer.store import in_use
from spoc_desk_ui.captures import Captures
from spoc_desk_ui.pages.settings import SettingsPage
from spoc_desk_ui.settings.look import NO_SWITCH, LookSection
from spoc_desk_ui.settings.place_names import PlaceNamesSection
from spoc_desk_ui.settings.recovery import RecoverySection
from spoc_desk_ui.settings.vault_section import VaultSection
from spoc_desk_ui.theme import Look, Theme
from spoc_desk_ui.widgets.words import Words
from tests.printers import stand_in
from tests.ui.pages.conftest import OpenDesk, ShowPage


@pytest.fixture
def page(open_desk: OpenDesk, show: ShowPage) -> SettingsPage:
    """Return the settings of a desk without a case."""
    shown = show(SettingsPage(open_desk()), section="look")
    assert isinstance(shown, SettingsPage)
    return shown


def _wait(page: SettingsPage, qtbot: QtBot) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: page._tools.session.idle, timeout=20_000)
    QApplication.processEvents()


def test_the_look_changes_at_once(page: SettingsPage, qtbot: QtBot, theme: Theme) -> None:
    page.open({"section": "look"})
    section = page.section()
    assert isinstance(section, LookSection)

    section.colours.inner._options["dark"].click()  # type: ignore[attr-defined]
    section.text_size.inner._options["150"].click()  # type: ignore[attr-defined]

    assert (theme.look, theme.percent) == (Look.DARK, 150)
    theme.set_percent(125)
    assert section.text_size.value() == "125"


@pytest.mark.fault(70)
def test_the_switch_of_screenshots_is_noted_before_it_holds(page: SettingsPage, qtbot: QtBot, theme: Theme) -> None:
    """As on Windows; where nothing can be switched one sentence says so."""
    page.open({"section": "look"})
    section = page.section()
    assert isinstance(section, LookSection)
    assert section.captures.isHidden()
    assert NO_SWITCH in [words.text() for words in section.findChildren(Words)]
    app, session = QApplication.instance(), page._tools.session
    assert isinstance(app, QApplication)
    captures = Captures(app, possible=True)
    on_windows = LookSection(replace(page._tools, captures=captures))
    qtbot.addWidget(on_windows)
    assert not on_windows.captures.isHidden() and on_windows.captures.value() == "left_out"
    acts: list[str] = []
    for choice in ("shown", "left_out"):
        on_windows.captures.inner._options[choice].click()  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda wanted=choice: captures.shown == (wanted == "shown"), timeout=20_000)  # type: ignore[misc]
    session.run(lambda vault: [line.act for line in audit_trail(vault, limit=2).lines], acts.extend)
    _wait(page, qtbot)
    assert acts == [CAPTURES_HIDDEN, CAPTURES_SHOWN]


def test_the_vault_is_checked_and_the_day_is_remembered(page: SettingsPage, qtbot: QtBot) -> None:
    page.open({"section": "vault"})
    _wait(page, qtbot)
    section = page.section()
    assert isinstance(section, VaultSection)
    assert section.facts["last_check"].text() == "Never"
    assert section.facts["folder"].text().endswith("laid_out")

    section.verify.click()
    qtbot.waitUntil(section.verify.isEnabled, timeout=20_000)
    _wait(page, qtbot)

    shown = [label.text() for label in section.findChildren(Words) if label.isVisible()]
    assert "Nothing is wrong." in shown
    assert section.facts["last_check"].text() == "Mon 23 Nov 2026, 09:30: nothing wrong"


def test_a_new_recovery_sheet_is_printed_and_typed_back(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cups = stand_in(tmp_path / "cups", monkeypatch)
    page.open({"section": "recovery"})
    _wait(page, qtbot)
    section = page.section()
    assert isinstance(section, RecoverySection)
    section.make.click()
    assert section.not_now.hasFocus()

    section.go.click()
    qtbot.waitUntil(lambda: section._code is not None, timeout=20_000)
    code = section._code
    assert code is not None and code.sheet == 2
    assert page.print_requested()
    _wait(page, qtbot)
    section.preview.side.printers.print_requested.emit("desk")
    _wait(page, qtbot)
    assert cups.paper.startswith(b"%PDF")
    assert section.preview.side.protect_button.isHidden()
    section.step.typed.emit(code.text)
    _wait(page, qtbot)

    assert section._code is None
    shown = [label.text() for label in section.findChildren(Words) if label.isVisible()]
    assert "Sheet 2 is in force. Seal it, sign across the flap, and destroy the old one." in shown
    assert "In force: Sheet 2, made Mon 23 Nov 2026, 09:30" in shown


def test_the_list_of_place_names_says_where_it_comes_from_and_how_it_grows(page: SettingsPage, qtbot: QtBot) -> None:
    page.open({"section": "place_names"})
    _wait(page, qtbot)
    section = page.section()
    assert isinstance(section, PlaceNamesSection)
    about = in_use().about
    assert section.facts["count"].text() == f"{about.count:,}"
    assert section.facts["attribution"].text().split("\n") == list(about.attribution)
    own = sum(source.islower() for source in about.sources)
    assert section.facts["sources"].text().startswith(f"{own} lists that come with the program")
    assert section.command.text() == "spoc-desk-cli gazetteer import FILE"

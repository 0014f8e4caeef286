"""The window of a referrer: what the role does not see is not there, and a relocation changes no word of it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QListWidget, QTabBar, QTableView, QWidget
from pytestqt.qtbot import QtBot

from spoc_desk.clock import FixedClock
from spoc_desk_ui.directory.restricted import RestrictedDesk
from spoc_desk_ui.pages.case import CasePage
from spoc_desk_ui.pages.directory import DirectoryPage
from spoc_desk_ui.pages.referrals import ReferralsPage
from spoc_desk_ui.pages.settings import SettingsPage
from spoc_desk_ui.program import Program
from spoc_desk_ui.settings.look import LookSection
from spoc_desk_ui.settings.looks import LooksSection
from spoc_desk_ui.settings.people import PeopleSection
from spoc_desk_ui.settings.recovery import RecoverySection
from spoc_desk_ui.settings.vault_section import VaultSection
from spoc_desk_ui.shell import Shell
from spoc_desk_ui.theme import Look
from spoc_desk_ui.widgets.rail import RailButton
from tests.factories import PASSWORD, make_vault
from tests.journeys.two_vaults import Extra, Luck, a_relocation, lay_out
from tests.ui.conftest import FAST


class OpenWindow:
    """The real window on a vault."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        assert program.desk is not None
        assert program.desk.shell is not None
        self.program, self.shell, self._qtbot = program, program.desk.shell, qtbot

    def settle(self) -> None:
        for _ in range(3):
            self._qtbot.waitUntil(lambda: self.program.session.idle, timeout=20_000)
            QApplication.processEvents()

    def go(self, place: str, **ids: str) -> QWidget:
        self.shell.open_place(place, **ids)
        self.settle()
        page = self.shell.current_page()
        assert page is not None
        return page

    def rail(self) -> list[str]:
        return [button.text() for button in self.shell.rail.findChildren(RailButton)]

    def everything(self) -> dict[str, list[str]]:
        """Return the words of the whole window at each of its places, with the counts on the rail."""
        found = {}
        for place in list(self.shell._places):
            self.go(place)
            found[place] = _words(self.shell)
        page = self.go("settings")
        assert isinstance(page, SettingsPage)
        for row in range(page.sections.count()):
            page.sections.setCurrentRow(row)
            self.settle()
            found[f"settings {row}"] = _words(page)
        return found


@contextmanager
def window(folder: Path, qapp: QApplication, qtbot: QtBot, patch: pytest.MonkeyPatch) -> Iterator[OpenWindow]:
    patch.setattr(qapp, "quit", lambda: None)
    program = Program(qapp, folder, folder.parent / "settings", FixedClock(), FAST)
    program.theme.use(Look.LIGHT)
    with qtbot.waitActive(program.window):
        program.start()
        program.window.activateWindow()
    program.session.open(folder, PASSWORD)
    qtbot.waitUntil(lambda: program.desk is not None and program.desk.shell is not None, timeout=20_000)
    made = OpenWindow(program, qtbot)
    made.settle()
    try:
        yield made
    finally:
        program.end()
        program.window.deleteLater()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _made(folder: Path, patch: pytest.MonkeyPatch, *extras: Extra, role: str = "referrer") -> Path:
    desk = lay_out(folder, Luck(patch), *extras, role=role)
    desk.vault.close()
    return folder


def _words(widget: QWidget) -> list[str]:
    found = [each.accessibleName() for each in widget.findChildren(RailButton)]
    for each in widget.findChildren(QWidget):
        if not each.isVisible():
            continue
        if isinstance(each, QLabel | QAbstractButton):
            found.append(each.text())
        elif isinstance(each, QTabBar):
            found += [each.tabText(number) for number in range(each.count())]
        elif isinstance(each, QListWidget):
            found += [each.item(number).text() for number in range(each.count())]
        elif isinstance(each, QTableView):
            model = each.model()
            found += [
                str(model.index(row, place).data(Qt.ItemDataRole.DisplayRole))
                for row in range(model.rowCount())
                for place in range(model.columnCount())
            ]
    return found


def _actions(shell: Shell) -> list[str]:
    return [hit.title for hit in shell._own_hits()]


def test_a_relocation_changes_no_word_of_a_referrers_window(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    for extras in ((), (a_relocation,)):
        folder = _made(tmp_path / "vault", monkeypatch, *extras)
        with window(folder, qapp, qtbot, monkeypatch) as opened:
            seen.append(opened.everything())
        shutil.rmtree(folder)
    without, within = seen
    assert without.keys() == within.keys()
    assert {place: words for place, words in without.items() if within[place] != words} == {}


def test_what_a_referrer_does_not_see_is_not_there(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _made(tmp_path / "vault", monkeypatch, a_relocation)
    with window(folder, qapp, qtbot, monkeypatch) as opened:
        assert opened.rail() == ["Today", "Referrals", "Partnership", "Directory", "Print register", "Settings"]
        assert not [words for words in _actions(opened.shell) if "elocation" in words or "Check a file" in words]
        for hidden in ("relocations", "case", "new_relocation", "check"):
            opened.go(hidden)
            assert opened.shell.current_place == "today"
        directory = opened.go("directory")
        assert isinstance(directory, DirectoryPage)
        assert [directory.tabs.tabText(number) for number in range(directory.tabs.count())] == ["Schools"]
        settings = opened.go("settings")
        assert isinstance(settings, SettingsPage)
        shown = [settings.sections.item(row).text() for row in range(settings.sections.count())]
        assert shown == [kind.title for kind in (LookSection, PeopleSection, VaultSection, RecoverySection)]
        assert not [words for words in _words(opened.go("prints")) if "practitioner" in words]


OF_THE_FAMILY = (
    "Child A", "Rowan", "Thistlewood", "R. Lane", "07700 900123", "May we ring them", "Somebody asked by phone", "Maja",
    "Nowak", "Marchbanks", "Harbour Street", "comes to school tired",
)  # fmt: skip
"""Names, a phone, an address and free text of the relocation and the two referrals."""
WRITING = (
    "Add a", "Record", "Change", "Tell a", "Raise", "Name ", "Begin", "New ", "Put on", "Close the", "Mark as", "Chase",
    "Confirm", "Set ", "Show name", "Left the", "It is in", "Make a", "Use again", "No longer", "Save", "From a list",
)  # fmt: skip
"""How a button begins that leads to a change."""


def _parts(opened: OpenWindow) -> Iterator[tuple[str, QWidget]]:
    """Open every part of the relocation, with the first record of each."""
    page = opened.go("relocations")
    opened.settle()
    ids: list[str] = []
    opened.program.session.run(lambda vault: [row[0] for row in vault.rows("SELECT id FROM cases")], ids.extend)
    opened.settle()
    page = opened.go("case", case_id=ids[0])
    assert isinstance(page, CasePage)
    for place in range(page.tabs.count()):
        page.tabs.setCurrentIndex(place)
        opened.settle()
        for view in page.findChildren(QTableView):
            if view.isVisible() and view.model().rowCount():
                view.setFocus()
                view.setCurrentIndex(view.model().index(0, 0))
                opened.settle()
        yield page.tabs.tabText(place), page


def _buttons(widget: QWidget) -> list[str]:
    shown = [each.text().replace("&", "") for each in widget.findChildren(QAbstractButton) if each.isVisible()]
    return [words for words in shown if words]


def _entries(opened: OpenWindow) -> int:
    found: list[int] = []
    question = "SELECT count(*) FROM audit WHERE act NOT LIKE 'looked %'"
    opened.program.session.run(lambda vault: [vault.rows(question)[0][0]], found.extend)
    opened.settle()
    return found[0]


@pytest.mark.req("R-003-27")
def test_an_auditor_reads_masked_and_finds_nothing_to_change_with(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _made(tmp_path / "vault", monkeypatch, a_relocation, role="auditor")
    with window(folder, qapp, qtbot, monkeypatch) as opened:
        assert {"Relocations", "Referrals", "Print register"} <= set(opened.rail())
        assert "Check a file" not in opened.rail()
        assert not {"New", "Save", "Undo the last step"} & set(_actions(opened.shell))
        before = _entries(opened)
        for hidden in ("new_relocation", "new_referral", "check", "new_relay"):
            opened.go(hidden)
            assert opened.shell.current_place != hidden
        read = {name: (_words(page), _buttons(page)) for name, page in _parts(opened)}
        for key in (Qt.Key.Key_N, Qt.Key.Key_Y, Qt.Key.Key_R, Qt.Key.Key_A, Qt.Key.Key_E, Qt.Key.Key_F2):
            focus = QApplication.focusWidget()
            if focus is not None:
                qtbot.keyClick(focus, key)
        opened.settle()
        for place in ("today", "relocations", "referrals", "relay", "directory", "prints", "settings"):
            page = opened.go(place)
            read[place] = (_words(page), _buttons(page))
        assert {name: bad for name, (_, buttons) in read.items() if (bad := _beginning(buttons, WRITING))} == {}
        assert {name: bad for name, (words, _) in read.items() if (bad := _holding(words, OF_THE_FAMILY))} == {}
        assert any("•••" in word for words, _ in read.values() for word in words)
        settings = opened.go("settings", section="looks")
        assert isinstance(settings, SettingsPage)
        section = settings.section()
        assert isinstance(section, LooksSection)
        opened.settle()
        seen = [section.table.row_in_words(row) for row in range(section.table.model.rowCount())]
        assert any("Asha Brook\tLooked at a relocation" in words for words in seen)
        assert _entries(opened) == before


def test_a_directors_office_meets_and_names_and_leaves_the_hands_to_the_la_spoc(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _made(tmp_path / "vault", monkeypatch, a_relocation, role="dcs_office")
    with window(folder, qapp, qtbot, monkeypatch) as opened:
        assert {"New", "Save", "Undo the last step"} <= set(_actions(opened.shell))
        shown = {name.split()[0]: _buttons(page) for name, page in _parts(opened)}
        assert "Record a meeting" in shown["Meetings"]
        assert "Add a person" in shown["Household"]
        assert "Raise a concern" in shown["Concerns"]
        assert not _beginning(shown["Needs"], WRITING)
        assert not _beginning(shown["Questions"], WRITING)
        assert not _beginning(shown["Exchange"], WRITING)
        assert not opened.shell.findChild(ReferralsPage)
        assert "New referral" not in _buttons(opened.go("referrals"))
        assert "New relocation" in _buttons(opened.go("relocations"))


def _beginning(buttons: list[str], words: tuple[str, ...]) -> list[str]:
    return [button for button in buttons if button.startswith(words)]


def _holding(found: list[str], words: tuple[str, ...]) -> list[str]:
    return [text for text in found if any(word in text for word in words)]


@pytest.mark.parametrize("role", ["dcs_office", "administrator"])
def test_who_keeps_the_list_of_restricted_records_has_it_in_the_directory(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    folder = _made(tmp_path / "vault", monkeypatch, role=role)
    with window(folder, qapp, qtbot, monkeypatch) as opened:
        page = opened.go("directory", contact_id="restricted")
        assert isinstance(page, DirectoryPage)
        assert isinstance(page.restricted, RestrictedDesk)
        assert page.tabs.tabText(page.tabs.currentIndex()) == "Restricted"
        assert page.topic() == "restricted"


def test_a_referrer_with_a_vault_of_her_own_keeps_the_settings_of_the_council(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "vault"
    make_vault(folder, FixedClock(), roles=frozenset({"referrer"})).close()
    with window(folder, qapp, qtbot, monkeypatch) as opened:
        page = opened.go("settings", section="own_area")
        assert isinstance(page, SettingsPage)
        assert page.section().key == "own_area"
        today = opened.go("today")
        assert "Begin a referral" in _words(today)
        assert not [words for words in _words(today) if "UKPPS" in words or "elocat" in words]

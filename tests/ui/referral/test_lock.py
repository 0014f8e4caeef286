"""A referrer at the whole desk: half-typed text is back in its place after a lock; relocations are nowhere."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from spoc_desk.casework.council import save_profile
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from spoc_desk_ui.program import Program
from spoc_desk_ui.referral.form_section import FormSection
from spoc_desk_ui.shell import Shell
from spoc_desk_ui.theme import Look
from spoc_desk_ui.widgets.rail import RailButton
from tests.casework.referrals.desk import write
from tests.factories import PASSWORD, make_vault
from tests.ui.conftest import FAST


class Desk:
    """The real window of a referrer with one written referral."""

    def __init__(self, program: Program, referral_id: str, folder: Path, qtbot: QtBot) -> None:
        self.program, self.referral_id, self._folder, self._qtbot = program, referral_id, folder, qtbot

    @property
    def shell(self) -> Shell:
        assert self.program.desk is not None
        assert self.program.desk.shell is not None
        return self.program.desk.shell

    def unlock(self) -> None:
        self.program.session.open(self._folder, PASSWORD)
        self._qtbot.waitUntil(
            lambda: self.program.desk is not None and self.program.desk.shell is not None, timeout=20_000
        )
        self.settle()

    def settle(self) -> None:
        for _ in range(4):
            self._qtbot.waitUntil(lambda: self.program.session.idle, timeout=20_000)
            QApplication.processEvents()

    def go(self, section: str) -> FormSection:
        self.shell.open_place("referral", referral_id=self.referral_id, section=section)
        self.settle()
        found = self.section()
        assert isinstance(found, FormSection)
        return found

    def section(self) -> object:
        return self.shell.current_page().section()


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    folder, clock = tmp_path / "vault", FixedClock()
    vault = make_vault(folder, clock, roles=frozenset({"referrer"}))
    save_profile(vault, load_profile("luton"))
    referral_id = write(vault, clock).id
    vault.close()
    monkeypatch.setattr(qapp, "quit", lambda: None)
    program = Program(qapp, folder, tmp_path / "settings", clock, FAST)
    program.theme.use(Look.LIGHT)
    with qtbot.waitActive(program.window):
        program.start()
        program.window.activateWindow()
    made = Desk(program, referral_id, folder, qtbot)
    made.unlock()
    yield made
    program.end()
    program.window.deleteLater()
    program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shutil.rmtree(folder, ignore_errors=True)


def test_a_lock_in_the_middle_of_a_word_loses_nothing(desk: Desk, qtbot: QtBot) -> None:
    section = desk.go("strengths")
    assert section.editor is not None
    section.editor.focus_question("family_network")
    note = QApplication.focusWidget()
    assert isinstance(note, QPlainTextEdit)
    qtbot.keyClicks(note, "An aunt next door")
    qtbot.keyClick(note, Qt.Key.Key_Left)
    desk.program.window.setFocus()
    note.setFocus()
    act = desk.program.desk.actions if desk.program.desk is not None else None
    assert act is not None
    act.action("lock").trigger()
    qtbot.waitUntil(lambda: not desk.program.session.is_open, timeout=20_000)
    desk.unlock()
    again = desk.section()
    assert isinstance(again, FormSection)
    assert again.key == "strengths"
    assert again.editor is not None
    assert again.editor.answers()["family_network"] == "An aunt next door"
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPlainTextEdit)
    assert focused.toPlainText() == "An aunt next door"
    assert focused.textCursor().position() == len("An aunt next doo")


def test_no_page_of_a_referrers_desk_speaks_of_relocations(desk: Desk) -> None:
    places = [each.text() for each in desk.shell.rail.findChildren(RailButton)]
    assert "Referrals" in places
    assert "Relocations" not in places
    assert "Check a file" not in places
    page = desk.go("type")
    shown = " ".join(each.text() for each in page.window().findChildren(RailButton))
    assert "elocation" not in shown


def test_the_title_of_the_window_names_the_reference_and_nobody(desk: Desk) -> None:
    desk.go("reason")
    title = desk.program.window.windowTitle()
    assert title.startswith("SPOC Desk – ")
    assert "Nowak" not in title

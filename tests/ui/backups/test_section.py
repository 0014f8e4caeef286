"""Settings, Backups: made, tried, stopped, and what is said when the stick is wrong, full or gone."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from spoc_desk.clock import FixedClock
from spoc_desk.vault import backup
from spoc_desk_ui.pages.settings import SettingsPage
from spoc_desk_ui.pages.today import TodayPage
from spoc_desk_ui.session import Session
from spoc_desk_ui.settings.backups import BackupsSection
from spoc_desk_ui.theme import Look, Theme
from spoc_desk_ui.widgets.notice import Notice
from tests import patience
from tests.disks import read_only
from tests.factories import PASSWORD
from tests.ui.accessible import unnamed
from tests.ui.laid_out import lay_out, tools_of, unlock


@pytest.fixture
def clock(tmp_path: Path) -> FixedClock:
    return lay_out(tmp_path / "vault")


@pytest.fixture
def session(tmp_path: Path, clock: FixedClock, theme: Theme, qtbot: QtBot) -> Iterator[Session]:
    opened = unlock(tmp_path / "vault", clock, qtbot)
    yield opened
    opened.shut_down()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def page(session: Session, theme: Theme, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(tools_of(session, theme))
    qtbot.addWidget(made)
    made.resize(1176, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.open({"section": "backups"})
    _wait(session, qtbot)
    return made


@pytest.fixture
def section(page: SettingsPage) -> BackupsSection:
    found = page.section()
    assert isinstance(found, BackupsSection)
    return found


def _wait(session: Session, qtbot: QtBot) -> None:
    for _ in range(3):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: session.idle, timeout=20_000)
    QApplication.processEvents()


def _make(section: BackupsSection, stick: Path, qtbot: QtBot) -> None:
    section.take_folder(stick)
    _wait(section.session, qtbot)
    QTest.mouseClick(section.sure.go, Qt.MouseButton.LeftButton)
    _wait(section.session, qtbot)


def _files(stick: Path) -> list[str]:
    return sorted(path.name for path in stick.iterdir())


def test_before_the_first_one_it_says_never(section: BackupsSection) -> None:
    assert section.facts["last"].text() == "Never"
    assert not section.notice.isVisible()
    assert section.first_focus() is section.make


def test_a_backup_is_made_after_the_warning_and_stands_in_the_list(
    section: BackupsSection, stick: Path, qtbot: QtBot
) -> None:
    section.take_folder(stick)
    _wait(section.session, qtbot)
    assert "same disk" in section.sure.words.text()
    assert section.sure.not_there.hasFocus()
    assert _files(stick) == []
    QTest.mouseClick(section.sure.go, Qt.MouseButton.LeftButton)
    _wait(section.session, qtbot)
    (name,) = _files(stick)
    assert section.notice.words.startswith(f"{name} is verified.")
    assert section.facts["last"].text() == "Mon 23 Nov 2026, 09:30"
    assert section.facts["folder"].text().replace("\u200b", "") == str(stick)
    assert section.make.hasFocus()
    assert not section.progress.isVisible()


def test_not_there_makes_none(section: BackupsSection, stick: Path, qtbot: QtBot) -> None:
    section.take_folder(stick)
    _wait(section.session, qtbot)
    QTest.mouseClick(section.sure.not_there, Qt.MouseButton.LeftButton)
    _wait(section.session, qtbot)
    assert _files(stick) == []
    assert not section.sure.isVisible()
    assert section.make.hasFocus()


def test_the_window_answers_while_a_backup_runs_and_cancel_leaves_nothing(
    section: BackupsSection, stick: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Slowly(monkeypatch):
        section.take_folder(stick)
        _wait(section.session, qtbot)
        QTest.mouseClick(section.sure.go, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: section.progress.bar.maximum() == 1000, timeout=20_000)
        assert section.progress.cancel.hasFocus()
        assert not section.make.isEnabled()
        QApplication.processEvents()
        assert section.job.is_running  # the window did not wait for it
        QTest.keyClick(section.progress.cancel, Qt.Key.Key_Space)
        assert section.progress.words.text() == "Stopping…"
        _wait(section.session, qtbot)
    assert section.notice.words == "Stopped. No half backup was left."
    assert _files(stick) == []
    assert section.make.isEnabled()
    assert section.facts["last"].text() == "Never"


def test_a_lock_in_the_middle_of_a_backup_stops_it(
    section: BackupsSection, stick: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Slowly(monkeypatch) as slowly:
        section.take_folder(stick)
        _wait(section.session, qtbot)
        QTest.mouseClick(section.sure.go, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: section.progress.bar.maximum() == 1000, timeout=20_000)
        slowly.may_end.clear()
        section.session.lock()
        assert not slowly.has_ended  # the lock did not wait for it
        slowly.may_end.set()
        qtbot.waitUntil(lambda: section.session.idle, timeout=20_000)
    assert _files(stick) == []
    assert not (stick.parent / "vault" / "session.open").exists()  # the end was a clean one
    assert not section.job.is_running


@pytest.mark.parametrize("trouble", ["inside", "gone", "read only"])
def test_what_is_wrong_with_the_place_is_one_sentence(
    section: BackupsSection, stick: Path, qtbot: QtBot, trouble: str
) -> None:
    place = {"inside": stick.parent / "vault", "gone": stick / "pulled", "read only": stick}[trouble]
    words = {"inside": "would be lost with it", "gone": "does not answer", "read only": "cannot be written to"}[trouble]
    if trouble == "read only":
        with read_only(stick):
            section.take_folder(place)
            _wait(section.session, qtbot)
    else:
        section.take_folder(place)
        _wait(section.session, qtbot)
    assert section.notice.kind == "error"
    assert words in section.notice.words
    assert section.make.isEnabled()


def test_a_backup_is_tried_with_its_password(section: BackupsSection, stick: Path, qtbot: QtBot) -> None:
    _make(section, stick, qtbot)
    section.take_file(stick / _files(stick)[0])
    assert section.ask_password.isVisible()
    line = QApplication.focusWidget()
    QTest.keyClicks(line, PASSWORD)
    QTest.keyClick(line, Qt.Key.Key_Return)
    _wait(section.session, qtbot)
    assert section.notice.kind == "ok"
    assert "It is of this vault, of Mon 23 Nov 2026, 09:30" in section.notice.words


def test_a_wrong_password_is_said_and_the_damaged_one_is_called_so(
    section: BackupsSection, stick: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    _make(section, stick, qtbot)
    path = stick / _files(stick)[0]
    section.take_file(path)
    section.ask_password.given.emit("not this one")
    _wait(section.session, qtbot)
    assert section.notice.words.startswith("That password does not open")
    section.take_file(path)
    section.ask_password.given.emit(PASSWORD)
    _wait(section.session, qtbot)
    assert section.notice.words.startswith("Wait 1 second before the next try.")
    clock.advance(seconds=1)
    raw = bytearray(path.read_bytes())
    raw[-9000] ^= 1
    path.write_bytes(raw)
    section.take_file(path)
    section.ask_password.given.emit(PASSWORD)
    _wait(section.session, qtbot)
    assert section.notice.words.startswith("This backup is damaged or cut short.")
    assert section.facts["last"].text() == "Never"


def test_the_password_is_gone_when_the_desk_locks(section: BackupsSection, stick: Path, qtbot: QtBot) -> None:
    section.take_file(stick / "x.spocbak")
    QTest.keyClicks(QApplication.focusWidget(), PASSWORD)
    section.session.lock()
    assert section.ask_password.field.value() == ""
    assert not section.ask_password.isVisible()


def test_the_dialogs_close_with_the_lock_and_begin_where_the_last_one_went(
    section: BackupsSection, stick: Path, qtbot: QtBot
) -> None:
    _make(section, stick, qtbot)
    QTest.mouseClick(section.make, Qt.MouseButton.LeftButton)
    dialog = section.place.dialog
    assert dialog is not None
    assert dialog.directory().absolutePath() == str(stick)
    assert dialog.testOption(dialog.Option.DontUseNativeDialog)
    section.session.lock()
    assert section.place.dialog is None


def test_seven_days_later_today_and_the_section_ask_for_one(
    session: Session, section: BackupsSection, clock: FixedClock, theme: Theme, qtbot: QtBot
) -> None:
    clock.advance(days=8)
    section.show_now()
    _wait(session, qtbot)
    assert section.notice.words.startswith("There is no verified backup")
    today = TodayPage(tools_of(session, theme))
    qtbot.addWidget(today)
    today.open({})
    _wait(session, qtbot)
    asked = [each for each in today.findChildren(Notice) if "verified backup" in each.words]
    assert len(asked) == 1
    with qtbot.waitSignal(today.place_requested) as wanted:
        asked[0].acted.emit()
    assert wanted.args == ["settings", {"section": "backups"}]


def test_everything_has_a_name(section: BackupsSection, stick: Path) -> None:
    section.sure.ask(("Words.",))
    section.ask_password.ask("x")
    section.progress.start("Copying the vault")
    assert unnamed(section) == []


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_at_any_size(
    page: SettingsPage, section: BackupsSection, stick: Path, theme: Theme, qtbot: QtBot, look: Look, percent: int
) -> None:
    theme.use(look)
    theme.set_percent(percent)
    section.sure.ask(("This folder lies on the same disk as the vault. If that disk breaks, both are gone.",))
    section.ask_password.ask("desk-0a1b2c3d-20261123-093000.spocbak")
    section.progress.start("Copying the vault")
    QApplication.processEvents()
    inside = section.area.widget()
    assert inside is not None
    assert inside.width() <= section.area.viewport().width()
    for part in (section.sure.go, section.ask_password.go, section.progress.cancel, section.make, section.try_one):
        assert _right(part, inside) <= inside.width()
    theme.use(Look.LIGHT)
    theme.set_percent(100)


def _right(part: QWidget, inside: QWidget) -> int:
    return part.mapTo(inside, part.rect().topRight()).x()


class Slowly:
    """Let each piece of a backup take a while, so that there is a middle of it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        self.may_end = threading.Event()
        self.may_end.set()
        self.has_ended = False

    def __enter__(self) -> Self:
        real: Callable[..., backup.Written] = backup.write

        def write(given: backup.Taken, heard: backup.Heard) -> backup.Written:
            deadline = time.monotonic() + patience.SECONDS
            while heard(1, 1000) and time.monotonic() < deadline:
                time.sleep(0.001)  # the window has its turn
            self.may_end.wait(patience.SECONDS)
            self.has_ended = True
            return real(given, heard)

        self._patch.setattr(backup, "write", write)
        return self

    def __exit__(self, *_: object) -> None:
        self._patch.undo()

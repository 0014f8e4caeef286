"""Parts of the window tests: the look, a real vault that opens fast, a session; and nothing may keep running."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThread, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.clock import FixedClock
from spoc_desk.deadlines.calendar import Calendar, load_calendar
from spoc_desk.vault.kdf import LEAST_KIB, KdfSettings
from spoc_desk.vault.lifecycle import confirm_recovery, create_vault
from spoc_desk_ui import desk
from spoc_desk_ui.program import Program
from spoc_desk_ui.session import Session
from spoc_desk_ui.shell import Shell
from spoc_desk_ui.theme import BODY_POINTS, Look, Theme
from tests.ui.program_parts import TWO_PLACES

PASSWORD = "amber canoe lemon picnic velvet"
FAST = KdfSettings(LEAST_KIB, 3, 4)
Unlock = Callable[[], Shell]


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """Return the look all tests share: light, 100 %."""
    return Theme(qapp, Look.LIGHT)


@pytest.fixture(autouse=True)
def _usual_look(theme: Theme, qapp: QApplication) -> Iterator[None]:
    yield
    # A test may have had a look of its own: the font of the application tells.
    if theme.look is not Look.LIGHT or theme.percent != 100 or qapp.font().pointSizeF() != BODY_POINTS:
        theme.look, theme.percent = Look.LIGHT, 100
        theme.apply()


@pytest.fixture(autouse=True)
def _nothing_keeps_running(qapp: QApplication) -> Iterator[None]:
    """Fail where a test leaves a thread or a timer running."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # Only what Qt still holds: going through every object there is cost 24 ms a test and more in a long run.
    alive = [each for each in shiboken6.getAllValidWrappers() if isinstance(each, QThread | QTimer)]
    threads = [each.objectName() for each in alive if isinstance(each, QThread) and each.isRunning()]
    timers = [repr(each.parent()) for each in alive if isinstance(each, QTimer) and each.isActive()]
    assert not threads
    assert not timers


@pytest.fixture(scope="session")
def made_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed vault whose set-up is finished; copy it, do not open it."""
    folder = tmp_path_factory.mktemp("made") / "vault"
    vault, code = create_vault(
        folder, PASSWORD, name="Ada Okafor", roles=frozenset({"la_spoc"}), clock=FixedClock(), kdf=FAST
    )
    confirm_recovery(vault, code.text)
    vault.close()
    return folder


@pytest.fixture
def vault_folder(made_vault: Path, tmp_path: Path) -> Path:
    """Return a vault of the test's own."""
    return Path(shutil.copytree(made_vault, tmp_path / "vault"))


@pytest.fixture
def closed_session(clock: FixedClock) -> Iterator[Session]:
    """Return a session without an open vault."""
    session = Session(clock, kdf=FAST)
    yield session
    session.shut_down()


@pytest.fixture
def session(closed_session: Session, vault_folder: Path, qtbot: QtBot) -> Session:
    """Return a session whose vault is open."""
    with qtbot.waitSignal(closed_session.unlocked, timeout=20_000):
        closed_session.open(vault_folder, PASSWORD)
    return closed_session


@pytest.fixture
def calendar() -> Calendar:
    """Return the shipped calendar."""
    return load_calendar()


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[Session], None]:
    """Return a call that waits until a session has answered everything."""

    def wait(session: Session) -> None:
        qtbot.waitUntil(lambda: session.idle, timeout=20_000)

    return wait


@pytest.fixture
def program(
    qapp: QApplication,
    vault_folder: Path,
    tmp_path: Path,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> Iterator[Program]:
    monkeypatch.setattr(desk, "PLACES", TWO_PLACES)
    monkeypatch.setattr(qapp, "quit", lambda: None)
    made = Program(qapp, vault_folder, tmp_path / "settings", clock, FAST)
    made.theme.use(Look.LIGHT)
    with qtbot.waitActive(made.window):
        made.start()
        made.window.activateWindow()
    yield made
    made.end()
    made.window.deleteLater()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def unlock(program: Program, qtbot: QtBot) -> Unlock:
    def enter() -> Shell:
        line = program.way_in.unlock.first_focus()
        qtbot.keyClicks(line, PASSWORD)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: program.desk is not None and program.desk.shell is not None, timeout=20_000)
        qtbot.waitUntil(lambda: program.session.idle, timeout=20_000)
        assert program.desk is not None
        assert program.desk.shell is not None
        return program.desk.shell

    return enter

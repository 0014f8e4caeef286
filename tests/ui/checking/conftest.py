"""A desk with the page that checks files, and a few files to check."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.sanitise.apart import reading_room
from spoc_desk_ui.checking.workspace import Workspace
from spoc_desk_ui.page import Tools
from spoc_desk_ui.pages.check_file import CheckFilePage
from spoc_desk_ui.session import Session
from spoc_desk_ui.theme import Theme
from tests.ui.checking.direct_room import DirectRoom
from tests.ui.laid_out import tools_of

STORY = """The family lived in Bradford until March.

The school in Bradford wrote to the nurse in Keighley. Hawthorn team rang. HAWTHORN TEAM will ring again.
"""


class Checking:
    """The page on the screen, and what an officer does with it."""

    def __init__(self, page: CheckFilePage, tools: Tools, qtbot: QtBot) -> None:
        self.page, self.tools, self._qtbot = page, tools, qtbot

    def open(self, path: Path, way: str) -> None:
        """Say what a file is and give it, and wait until it has been read."""
        self.page.start.ways[way].setChecked(True)
        self.page.take_file(path)
        self.settle()

    def settle(self) -> None:
        """Wait until everything is answered; an answer may lead to the next question."""
        for _ in range(3):
            self._qtbot.waitUntil(lambda: self.tools.session.idle, timeout=30_000)
            QApplication.processEvents()

    def press(
        self, key: Qt.Key, *more: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press keys where the focus is, one after the other."""
        for each in (key, *more):
            QTest.keyClick(QApplication.focusWidget() or self.page, each, modifiers)
            self.settle()

    def type(self, words: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(QApplication.focusWidget() or self.page, words)

    @property
    def workspace(self) -> Workspace:
        """The review on the screen."""
        assert self.page.workspace is not None
        return self.page.workspace

    def lines(self) -> list[str]:
        """Return the lines of the list as they are read aloud, without the heads."""
        model = self.workspace.found.list.lines
        views = [model.view(at) for at in range(model.rowCount())]
        return [view.spoken for view in views if view is not None and view.state.word]

    def left(self) -> list[str]:
        """Return what the right pane says is left to do."""
        pane = self.workspace.leaving if self.workspace.review and self.workspace.review.mode != "in" else None
        return [wait.sentence for wait in (pane or self.workspace.verdict).waits.shown]


@pytest.fixture(autouse=True)
def _read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, which starts sooner; tests that ask for `apart` read in the process apart."""
    if "apart" not in request.fixturenames:
        monkeypatch.setattr(reading_room, "ReadingRoom", DirectRoom)


@pytest.fixture
def apart() -> None:
    """Read in the real process apart."""


@pytest.fixture
def checking(session: Session, qtbot: QtBot, theme: Theme) -> Checking:
    """Return the page, open and waiting for a file, at the size of a council laptop."""
    tools = tools_of(session, theme)
    page = CheckFilePage(tools)
    qtbot.addWidget(page)
    page.resize(1176, 690)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.open({})
    return Checking(page, tools, qtbot)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Return a text file that tells where a family was."""
    path = tmp_path / "note.txt"
    path.write_text(STORY, encoding="utf-8")
    return path

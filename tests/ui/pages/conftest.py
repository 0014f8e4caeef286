"""Desks with cases on them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spoc_desk_ui.page import Page, Tools
from spoc_desk_ui.session import Session
from spoc_desk_ui.theme import Theme
from tests.ui.laid_out import Build, lay_out, tools_of, unlock

OpenDesk = Callable[..., Tools]
ShowPage = Callable[..., Page]


@pytest.fixture
def open_desk(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Iterator[OpenDesk]:
    """Return a call that opens a desk on which the given stories have happened."""
    opened: list[Session] = []

    def make(*builds: Build, days: int = 0) -> Tools:
        clock = lay_out(tmp_path / "laid_out", *builds)
        clock.advance(days=days)
        opened.append(unlock(tmp_path / "laid_out", clock, qtbot))
        return tools_of(opened[0], theme)

    yield make
    for session in opened:
        session.shut_down()


@pytest.fixture
def show(qtbot: QtBot) -> ShowPage:
    """Return a call that shows a page at the size of a council laptop and waits until it is filled."""
    shown: list[Page] = []  # a page that a test lets go of dies at the end, with the others, not in the midst of events

    def make(page: Page, **ids: str) -> Page:
        shown.append(page)
        qtbot.addWidget(page)
        page.resize(1176, 700)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        with qtbot.waitSignal(page.filled, timeout=20_000):
            page.open(ids)
            (page.first_focus() or page).setFocus()
        return page

    return make

"""Whoever looks for a place, in the box, a list or before a new case, is told quietly, and the vault keeps no word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spoc_desk.casework.searched import NO_OTHER_AREA
from spoc_desk_ui.case_finder import find_cases
from spoc_desk_ui.pages.relocations import RelocationsPage
from spoc_desk_ui.parts.case_search import CaseSearch
from spoc_desk_ui.session import Session
from spoc_desk_ui.theme import Theme
from spoc_desk_ui.widgets.command_box import CommandBox, Hit
from spoc_desk_ui.widgets.record_table import RecordTable
from tests.journeys.reviewing import unlocked
from tests.journeys.trace_search import TraceSearch
from tests.ui.laid_out import lay_out, tools_of, unlock

PLACE = "Scunthorpe"


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """Return an open desk; when it is closed, nothing of what was searched for is in the vault."""
    folder = tmp_path / "laid_out"
    opened = unlock(folder, lay_out(folder), qtbot)
    yield opened
    opened.shut_down()
    (vault,) = [path.parent for path in folder.rglob("vault.lock")]
    assert TraceSearch([PLACE]).in_bytes(unlocked(vault), "the vault") == []


def answered(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.idle)


def test_the_box_says_it_and_leads_nowhere(session: Session, qtbot: QtBot) -> None:
    found: list[Hit] = []
    session.run(lambda vault: find_cases(vault, PLACE), found.extend)
    answered(session, qtbot)
    assert [(hit.title, hit.leads) for hit in found] == [(NO_OTHER_AREA, False)]
    window, chosen = QWidget(), []
    qtbot.addWidget(window)
    box = CommandBox(lambda: (), window)
    box.chosen.connect(chosen.append)
    box.setText(PLACE)
    box.show_found(PLACE, found)
    assert box.list.count() == 1
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert chosen == []
    assert box.text() == PLACE


def test_the_box_says_nothing_of_a_name_it_does_not_know(session: Session, qtbot: QtBot) -> None:
    found: list[Hit] = []
    session.run(lambda vault: find_cases(vault, "Zebedee"), found.extend)
    answered(session, qtbot)
    assert found == []


def test_a_list_filtered_by_a_place_says_it(session: Session, theme: Theme, qtbot: QtBot) -> None:
    page = RelocationsPage(tools_of(session, theme))
    qtbot.addWidget(page)
    page.open({})
    page.show()
    answered(session, qtbot)
    table = page.findChildren(RecordTable)[0]
    for words, told in ((PLACE, True), ("zebedee", False)):
        table.model.filter_by(table.model.columns[0].id, words)
        qtbot.waitUntil(lambda: table.count.text().startswith("0 "))
        qtbot.waitUntil(lambda told=told: (NO_OTHER_AREA in table.count.text()) is told)  # type: ignore[misc]


def test_the_search_before_a_new_case_says_it(session: Session, qtbot: QtBot) -> None:
    search = CaseSearch(session, "Is it here already?", "")
    qtbot.addWidget(search)
    search.show()
    QTest.keyClicks(search.line, PLACE)
    qtbot.waitUntil(lambda: NO_OTHER_AREA in search.words.text())

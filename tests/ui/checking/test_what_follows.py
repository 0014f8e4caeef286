"""The check of a record of the register leads back to it, or to the concern that its leak opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import Direction
from spoc_desk.vault.records.stores import CONCERNS
from spoc_desk_ui.pages.check_file import CheckFilePage
from spoc_desk_ui.theme import Theme
from tests.casework.desk import Desk, lay_out
from tests.casework.test_document_checks import received
from tests.factories import make_vault
from tests.ui.checking.conftest import Checking
from tests.ui.laid_out import tools_of, unlock


@pytest.fixture
def at_record(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Iterator[tuple[Checking, Desk, str]]:
    """Return the page opened from a school record whose copy was received, the desk, and the record."""
    clock = FixedClock()
    vault = make_vault(tmp_path / "desk", clock)
    desk = lay_out(vault, clock, Direction.ARRIVAL)
    item_id = received(desk)
    vault.close()
    session = unlock(tmp_path / "desk", clock, qtbot)
    tools = tools_of(session, theme)
    page = CheckFilePage(tools)
    qtbot.addWidget(page)
    page.resize(1176, 690)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    checking = Checking(page, tools, qtbot)
    page.open({"item_id": item_id})
    checking.settle()
    yield checking, desk, item_id
    session.shut_down()


def _give(checking: Checking, tmp_path: Path, words: str) -> None:
    path = tmp_path / "note.txt"
    path.write_text(words, encoding="utf-8")
    checking.page.take_file(path)
    checking.settle()


def test_the_page_says_which_rule_applies_to_the_record(at_record: tuple[Checking, Desk, str]) -> None:
    checking, _, _ = at_record
    start = checking.page.start
    shown = {key: option.isVisible() for key, option in start.ways.items()}
    assert shown == {"in": False, "out": False, "local": False}
    assert start.rule.isVisible()
    assert start.rule.text().startswith("It came to us, from the UKPPS SPOC. Every area but ours is a leak")


def test_a_leak_leads_to_its_concern(at_record: tuple[Checking, Desk, str], tmp_path: Path) -> None:
    checking, desk, _ = at_record
    places: list[tuple[str, dict[str, str]]] = []
    checking.page.place_requested.connect(lambda place, ids: places.append((place, ids)))
    _give(checking, tmp_path, "The family lived in Bradford.\n")
    checking.workspace.desk.act("remove")
    verdict = checking.workspace.verdict
    verdict.leaks.click()
    checking.settle()
    found: list[str] = []
    checking.tools.session.run(lambda vault: [each.id for each in CONCERNS.find(vault)], found.extend)
    checking.settle()
    assert verdict.follow.text() == "Open the concern"
    assert verdict.follow.hasFocus()
    verdict.follow.click()
    assert places == [("case", {"case_id": desk.case_id, "part": "concerns", "record_id": found[0]})]
    assert checking.page.review is None


def test_a_clean_copy_leads_back_to_the_register(at_record: tuple[Checking, Desk, str], tmp_path: Path) -> None:
    checking, desk, item_id = at_record
    places: list[tuple[str, dict[str, str]]] = []
    checking.page.place_requested.connect(lambda place, ids: places.append((place, ids)))
    _give(checking, tmp_path, "She likes it there.\n")
    verdict = checking.workspace.verdict
    verdict.clean.click()
    checking.settle()
    assert verdict.follow.text() == "Back to the register"
    verdict.follow.click()
    assert places == [("case", {"case_id": desk.case_id, "part": "exchange", "record_id": item_id})]

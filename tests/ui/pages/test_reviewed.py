"""Serious incidents and cases of the group in the window: written down, followed by the buttons, printed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spoc_desk.domain.serious_incidents import Whom
from spoc_desk_ui.page import Page
from spoc_desk_ui.pages.partnership import PartnershipPage
from spoc_desk_ui.pages.partnership_new import PartnershipNewPage
from spoc_desk_ui.pages.partnership_record import PartnershipRecordPage
from spoc_desk_ui.pages.print_preview import PrintPreviewPage
from spoc_desk_ui.partnership.case_reviews import REVIEW
from spoc_desk_ui.partnership.serious_incidents import INCIDENT, NEW_INCIDENT
from spoc_desk_ui.widgets.words import Words
from tests.casework.reviewed.desk import CHILD, ReviewDesk
from tests.casework.reviewed.desk import INCIDENT as ANSWERS
from tests.casework.story import Story
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage


class Kept:
    """Ids of what the story laid out."""

    serious = review = ""

    def story(self, story: Story) -> None:
        """An incident of which the Panel knows, and a case with a request that was printed for."""
        desk = ReviewDesk(story.vault, story.clock)
        desk.record()
        desk.decide()
        desk.tell(Whom.PANEL, ref="CIN-0042")
        desk.begin()
        desk.refer()
        desk.ask("Hospitals")
        self.serious, self.review = desk.serious_id, desk.review_id


def _texts(page: QWidget) -> list[str]:
    return [each.text() for each in page.findChildren(Words) if each.isVisible()]


def _ask(page: PartnershipRecordPage, name: str, qtbot: QtBot) -> None:
    page.buttons[name].click()
    qtbot.waitUntil(lambda: page.frame is not None and page.frame.form is not None, timeout=20_000)


@pytest.mark.req("R-002-08", "R-002-14")
def test_an_incident_from_the_list_to_the_last_partner(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    kept = Kept()
    tools = open_desk(kept.story)
    page = PartnershipPage(tools)
    show(page, kind="incidents")
    assert unnamed(page) == []
    qtbot.waitUntil(lambda: page.tabs.button("incidents").accessibleName() == "Serious incidents: 1", timeout=20_000)
    with qtbot.waitSignal(page.place_requested) as asked:
        page.current.table.select_id(kept.serious)
        qtbot.keyClick(page.current.table.view, Qt.Key.Key_Return)
    assert asked.args == ["serious_incident", {"record_id": kept.serious}]

    read = PartnershipRecordPage(INCIDENT, tools)
    show(read, record_id=kept.serious)
    assert unnamed(read) == []
    assert "Still to be told: Council, Care board, Police." in _texts(read)
    assert any("CIN-0042" in words for words in _texts(read))
    for whom in ("council", "health", "police"):
        _ask(read, f"tell_{whom}", qtbot)
        assert read.frame is not None
        assert read.frame.parentWidget() is not read  # it stands inside its part of the page
        assert read.save_requested()
        qtbot.waitUntil(lambda whom=whom: f"tell_{whom}" in read.buttons and read.frame is None and (
            read.buttons[f"tell_{whom}"].text().startswith("Correct")), timeout=20_000)  # fmt: skip
    assert "Everybody was told. Answer about partners elsewhere, and close it." in _texts(read)


def test_one_is_written_down_and_its_child_added(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    tools = open_desk()
    fresh = PartnershipNewPage(NEW_INCIDENT, tools)
    show(fresh)
    assert fresh.panel is not None
    for name, value in ANSWERS.items():
        fresh.panel.set_answer(name, value)
    with qtbot.waitSignal(fresh.place_requested, timeout=20_000) as asked:
        assert fresh.save_requested()
    place, ids = asked.args
    assert place == "serious_incident"
    page = PartnershipRecordPage(INCIDENT, tools)
    show(page, **ids)
    assert "Write down the children." in _texts(page)
    _ask(page, "add_child", qtbot)
    assert page.frame is not None
    assert page.frame.form is not None
    for name, value in CHILD.items():
        page.frame.form.set_answer(name, value)
    assert page.save_requested()
    qtbot.waitUntil(lambda: "By the answers: must be notified. Confirm it." in _texts(page), timeout=20_000)


@pytest.mark.req("R-002-18")
def test_a_case_leads_to_its_papers(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    kept = Kept()
    tools = open_desk(kept.story)
    page = PartnershipRecordPage(REVIEW, tools)
    show(page, record_id=kept.review)
    assert unnamed(page) == []
    place = next(name for name in page.buttons if name.startswith("print/review-request"))
    with qtbot.waitSignal(page.place_requested) as asked:
        page.buttons[place].click()
    name, ids = asked.args
    preview: Page = PrintPreviewPage(tools)
    assert name == "print"
    show(preview, **ids)
    assert any("Information request for a rapid review" in words for words in _texts(preview))
    blank = PrintPreviewPage(tools)
    show(blank, form="incident-sheet")
    assert blank.papers.isVisible()

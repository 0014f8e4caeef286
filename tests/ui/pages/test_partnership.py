"""The Partnership place: tabs of kinds, lists paged in the vault, one record with its next step."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spoc_desk.casework.concerns import raise_concern
from spoc_desk.casework.sharing import decide
from spoc_desk_ui.page import Page
from spoc_desk_ui.pages.partnership import PartnershipPage
from spoc_desk_ui.pages.partnership_new import PartnershipNewPage
from spoc_desk_ui.pages.partnership_record import PartnershipRecordPage
from spoc_desk_ui.partnership.concerns import CONCERN, NEW_CONCERN
from spoc_desk_ui.partnership.decisions import DECISION
from spoc_desk_ui.widgets.words import Words
from tests.casework.desk import DECISION as ANSWERS
from tests.casework.story import Story
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage

CONCERN_ANSWERS = {
    "immediate_danger": "no",
    "kind": "disclosure",
    "what_happened": "Somebody at a drop-in said that they were moved here.",
    "who_is_at_risk": ("individual",),
}


class Kept:
    """Ids of what the story laid out."""

    decision = concern = ""

    def story(self, story: Story) -> None:
        """A decision about a case, and a concern of no case."""
        story.up_to_exchange()
        self.decision = decide(story.vault, case_id=story.case.id, answers=ANSWERS).change.ids[0]
        self.concern = raise_concern(story.vault, answers=CONCERN_ANSWERS).change.ids[0]


def _texts(page: Page) -> list[str]:
    return [each.text() for each in page.findChildren(Words) if each.isVisible()]


@pytest.mark.req("R-001-07")
def test_the_registers_list_and_open_their_records(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    kept = Kept()
    tools = open_desk(kept.story)
    page = PartnershipPage(tools)
    show(page)
    assert unnamed(page) == []
    qtbot.waitUntil(lambda: page.tabs.button("concerns").accessibleName() == "Concerns: 1", timeout=20_000)
    with qtbot.waitSignal(page.place_requested) as asked:
        page.current.table.select_id(kept.decision)
        qtbot.keyClick(page.current.table.view, Qt.Key.Key_Return)
    assert asked.args == ["decision", {"record_id": kept.decision}]
    with qtbot.waitSignal(page.filled, timeout=20_000):
        qtbot.mouseClick(page.tabs.button("concerns"), Qt.MouseButton.LeftButton)
    assert page.open_ids()["kind"] == "concerns"
    with qtbot.waitSignal(page.place_requested) as asked:
        assert page.new_requested()
    assert asked.args[0] == "new_concern"

    read = PartnershipRecordPage(DECISION, tools)
    show(read, record_id=kept.decision)
    assert ANSWERS["rationale"] in _texts(read)
    assert unnamed(read) == []


@pytest.mark.req("R-003-67")
def test_a_concern_of_no_case_goes_its_way_by_its_buttons(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    tools = open_desk()
    fresh = PartnershipNewPage(NEW_CONCERN, tools)
    show(fresh)
    assert fresh.panel is not None
    for name, value in CONCERN_ANSWERS.items():
        fresh.panel.set_answer(name, value)
    with qtbot.waitSignal(fresh.place_requested, timeout=20_000) as asked:
        assert fresh.save_requested()
    place, ids = asked.args
    assert place == "concern"

    page = PartnershipRecordPage(CONCERN, tools)
    show(page, **ids)
    assert "Tell the LA SPOC at once." in _texts(page)
    page.buttons["inform_la_spoc"].click()
    qtbot.waitUntil(lambda: page.frame is not None and page.frame.go is not None, timeout=20_000)
    assert page.save_requested()
    qtbot.waitUntil(lambda: "record_check" in page.buttons, timeout=20_000)
    assert any("Central Bureau" in words for words in _texts(page))
    page.buttons["record_check"].click()
    qtbot.waitUntil(lambda: page.frame is not None and page.frame.form is not None, timeout=20_000)
    assert page.frame is not None
    assert page.frame.form is not None
    assert list(page.frame.form.fields) == ["check_result"]  # one question of the whole form
    page.frame.form.set_answer("check_result", "nobody")
    page.save_requested()
    qtbot.waitUntil(lambda: "close_concern" in page.buttons, timeout=20_000)

"""A disagreement in the window from its first talk to its paper; the roll-out; where to turn at work."""

import pytest
from pytestqt.qtbot import QtBot

from spoc_desk.casework import assurance
from spoc_desk.casework.disputes import complaints
from spoc_desk_ui.page import Page
from spoc_desk_ui.pages.partnership import PartnershipPage
from spoc_desk_ui.pages.partnership_new import PartnershipNewPage
from spoc_desk_ui.pages.partnership_record import PartnershipRecordPage
from spoc_desk_ui.pages.print_preview import PrintPreviewPage
from spoc_desk_ui.pages.whistleblowing import NOTHING_KEPT, WhistleblowingPage
from spoc_desk_ui.partnership.complaints import COMPLAINT
from spoc_desk_ui.partnership.escalations import ESCALATION, NEW_ESCALATION
from spoc_desk_ui.parts.what_now import WhatNowPart
from spoc_desk_ui.settings.disputes import DisputesSection
from spoc_desk_ui.widgets.words import Words
from tests.casework.disputes.desk import AGREED
from tests.casework.disputes.desk import COMPLAINT as WRITTEN
from tests.casework.disputes.desk import ESCALATION as TYPED
from tests.casework.story import Story
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage


class Kept:
    complaint = case_id = ""

    def story(self, story: Story) -> None:
        story.up_to_exchange()
        self.case_id = story.case_id
        self.complaint = complaints.record_complaint(story.vault, answers=WRITTEN).change.ids[0]
        for step, day in (("disseminated", "2026-10-01"), ("training", "")):
            assurance.add_step(story.vault, answers={"audience": "Heads of service", "step": step, "done_on": day})


def _texts(page: Page) -> list[str]:
    return [each.text() for each in page.findChildren(Words) if each.isVisible()]


def _turn(page: PartnershipRecordPage, name: str, answers: dict[str, str], qtbot: QtBot, then: str) -> None:
    page.buttons[name].click()
    qtbot.waitUntil(lambda: page.frame is not None and page.frame.form is not None, timeout=20_000)
    assert page.frame is not None and page.frame.form is not None
    for key, value in answers.items():
        page.frame.form.set_answer(key, value)
    assert page.save_requested()
    qtbot.waitUntil(lambda: then in page.buttons and page.frame is None, timeout=20_000)


@pytest.mark.req("R-001-10", "R-001-12")
def test_a_disagreement_of_an_exchange_goes_to_its_end_and_onto_paper(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot
) -> None:
    kept = Kept()
    tools = open_desk(kept.story)
    fresh = PartnershipNewPage(NEW_ESCALATION, tools)
    show(fresh, case_id=kept.case_id)
    assert fresh.panel is not None
    assert fresh.panel.answers()["with_whom"] == "The UKPPS SPOC"
    for name, value in TYPED.items():
        fresh.panel.set_answer(name, value)
    with qtbot.waitSignal(fresh.place_requested, timeout=20_000) as asked:
        assert fresh.save_requested()
    place, ids = asked.args
    assert place == "escalation"

    page = PartnershipRecordPage(ESCALATION, tools)
    show(page, **ids)
    assert unnamed(page) == []
    assert page.sheet is not None and page.sheet.links[0].words == "Open the relocation"
    _turn(page, "outcome", {name: str(value) for name, value in AGREED.items()}, qtbot, "end")
    _turn(page, "end", {"state": "resolved", "ended_how": "Copies came."}, qtbot, "told")
    assert page.sheet.state == "Resolved"
    with qtbot.waitSignal(page.place_requested) as asked:
        assert page.print_requested()
    assert asked.args == ["print", {"kind": "escalation", "case_id": "-", "record_ids": ids["record_id"]}]
    paper = PrintPreviewPage(tools)
    show(paper, **asked.args[1])
    assert any("Escalation record" in words for words in _texts(paper))

    part = WhatNowPart(tools.session)
    qtbot.addWidget(part)
    part.case_id = kept.case_id
    with qtbot.waitSignal(part.place_requested) as asked:
        part.begins[0].click()
    assert asked.args == ["new_consultation", {"case_id": kept.case_id}]

    complaint = PartnershipRecordPage(COMPLAINT, tools)
    show(complaint, record_id=kept.complaint)
    assert {"forward", "change", "print"} <= complaint.buttons.keys()


@pytest.mark.req("R-003-01", "R-003-05")
def test_the_roll_out_lists_each_step_and_opens_it(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = PartnershipPage(open_desk(Kept().story))
    show(page, kind="rollout")
    qtbot.waitUntil(lambda: page.current.table.model.rowCount() == 2, timeout=20_000)
    assert "1 of 7 steps done" in page.current.table.row_in_words(0)
    assert "Not yet" in page.current.table.row_in_words(1)
    assert [button.text() for button in page.buttons["rollout"]] == ["Statement", "Blank statement", "Record a step"]
    with qtbot.waitSignal(page.filled, timeout=20_000):
        page.open({"kind": "escalations"})
    assert page.print_requested()
    assert page.new_requested()


@pytest.mark.req("R-001-13")
def test_where_to_turn_is_the_councils_word_and_nothing_is_kept(
    open_desk: OpenDesk, show: ShowPage, qtbot: QtBot
) -> None:
    tools = open_desk()
    section = DisputesSection(tools)
    qtbot.addWidget(section)
    section.show()
    section.show_now()
    qtbot.waitUntil(lambda: section.text("risk_hours") == "24", timeout=20_000)
    section.fields["whistleblowing"].set_value("Our hotline: 03000 000 000")
    section.fields["stage_2"].set_value("5")
    section.fields["stage_2"].inner.edited.emit()
    assert section.problems() == []
    section.save()
    page = WhistleblowingPage(tools)
    qtbot.waitUntil(lambda: "Our hotline" in _shown(page, show), timeout=20_000)
    assert NOTHING_KEPT in _texts(page)
    assert not page.leaves_a_trace


def _shown(page: Page, show: ShowPage) -> list[str]:
    show(page)
    return _texts(page)

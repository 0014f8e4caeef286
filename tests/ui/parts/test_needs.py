"""The services a family needs, on the screen, and who was told."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.casework import needs
from spoc_desk_ui.forms.record_view import RecordView
from spoc_desk_ui.parts.needs import NeedsPart
from spoc_desk_ui.widgets.words import Words
from tests.casework.story import Story
from tests.ui.accessible import unnamed
from tests.ui.parts.conftest import ShowPart


def _named(story: Story) -> None:
    story.up_to_meeting()
    story.name_spoc()


def _one_need(story: Story) -> None:
    _named(story)
    school = story.contact("Harbour Primary", kind="service", service="school")
    given = {
        "tier": "universal", "service": "school", "prior_or_current": "before", "local_provider": school,
        "continuity": "to_arrange",
    }  # fmt: skip
    needs.add_need(story.vault, case_id=story.case_id, answers=given)


def _part(show_part: ShowPart, build: object, qtbot: QtBot) -> NeedsPart:
    part = show_part(NeedsPart, build)
    assert isinstance(part, NeedsPart)
    with qtbot.waitSignal(part.filled, timeout=20_000):
        part.load()
    return part


def _words(part: NeedsPart) -> str:
    return "\n".join(label.text() for label in part.findChildren(Words) if label.isVisible())


def _form(part: NeedsPart, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: part.panel is not None and part.panel.isVisible(), timeout=20_000)


def _open_need(part: NeedsPart, qtbot: QtBot) -> RecordView:
    with qtbot.waitSignal(part.filled, timeout=20_000):
        part.open_record(part.needs.model.id_at(0), "")
    view = part.desk.panes.side
    assert isinstance(view, RecordView)
    return view


@pytest.mark.req("R-003-13", "R-003-15")
def test_the_two_sentences_always_stand_above_the_needs(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _named, qtbot)

    assert part.banner.isVisible()
    assert part.banner.words == f"{needs.SUPPORT_BANNER} {needs.SAFEGUARDING_BANNER}"


def test_a_service_is_added_for_some_of_the_household(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _named, qtbot)
    part.new_requested()
    _form(part, qtbot)
    panel = part.panel
    assert panel is not None
    QTest.keyClick(QApplication.focusWidget(), " ")
    for name, answer in {"tier": "universal", "service": "school", "prior_or_current": "before"}.items():
        panel.set_answer(name, answer)

    panel.submit()
    qtbot.waitUntil(lambda: part.needs.model.rowCount() == 1, timeout=20_000)

    words = part.needs.row_in_words(0).split("\t")
    assert words[0] == "School"
    assert words[1] != "Whole household"
    assert words[2:] == ["To arrange", "To tell"]


def test_telling_the_lead_starts_with_the_service_of_the_need(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _one_need, qtbot)
    view = _open_need(part, qtbot)

    view.buttons["tell"].click()
    _form(part, qtbot)
    panel = part.panel
    assert panel is not None
    panel.set_answer("method", "phone")
    panel.submit()

    qtbot.waitUntil(lambda: part.notices.model.rowCount() == 1, timeout=20_000)
    assert part.notices.row_in_words(0).startswith("Harbour Primary\t")
    qtbot.waitUntil(lambda: part.needs.row_in_words(0).endswith("\tTold"), timeout=20_000)


def test_in_place_takes_one_button(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _one_need, qtbot)
    view = _open_need(part, qtbot)

    view.buttons["in_place"].click()

    qtbot.waitUntil(lambda: "In place" in part.needs.row_in_words(0), timeout=20_000)


def test_the_place_of_the_clock_opens_the_notice(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _one_need, qtbot)

    part.open_record("", "informed_on")
    _form(part, qtbot)

    assert "Say only that a family requiring single-point-of-contact handling has arrived or is leaving." in _words(
        part
    )
    assert part.open_ids() == ("new-notice", "informed_on")


def test_each_control_has_a_name(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _one_need, qtbot)
    _open_need(part, qtbot)

    assert unnamed(part) == []

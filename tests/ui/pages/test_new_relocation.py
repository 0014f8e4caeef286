"""A new relocation: first looked for, then recorded."""

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spoc_desk.casework import cases
from spoc_desk_ui.pages.new_relocation import NewRelocationPage
from tests.casework.story import CHILD, Story
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage

ANSWERS: Mapping[str, str] = {
    "direction": "arrival",
    "subject_kind": "family",
    "ukpps_notified_on": "2026-11-20",
    "notified_to": "dcs",
}


def _here_already(story: Story) -> None:
    story.notify()
    story.add(CHILD)


def _contact(story: Story) -> None:
    story.contact("Dana Hill")


def _page(show: ShowPage, open_desk: OpenDesk, *builds: object) -> NewRelocationPage:
    page = show(NewRelocationPage(open_desk(*builds)))
    assert isinstance(page, NewRelocationPage)
    return page


def test_the_search_is_the_first_field(open_desk: OpenDesk, show: ShowPage) -> None:
    page = _page(show, open_desk, _contact)
    assert page.first_focus() is page.search.line


def test_a_case_that_is_here_already_is_found_and_opened(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _page(show, open_desk, _here_already)

    qtbot.keyClicks(page.search.line, "Child A")
    qtbot.waitUntil(lambda: len(page.search.hits()) == 1)
    assert page.search.words.text().startswith("1 relocation is here already")
    qtbot.keyClick(page.search.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.place_requested) as asked:
        qtbot.keyClick(page.search.hits()[0], Qt.Key.Key_Space)

    assert asked.args[0] == "case"


def test_nothing_found_says_to_go_on(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _page(show, open_desk, _contact)
    qtbot.keyClicks(page.search.line, "zebra")
    qtbot.waitUntil(page.search.words.isVisible)
    assert page.search.words.text().startswith("Nothing found")


@pytest.mark.req("R-003-46")
def test_the_form_holds_one_reason_and_has_no_place_for_another(open_desk: OpenDesk, show: ShowPage) -> None:
    page = _page(show, open_desk, _contact)
    assert page.panel is not None
    shown = [label.text() for label in page.panel.findChildren(type(page.search.words))]
    assert "Relocated to remove or minimise a significant risk." in shown
    assert not {"reason", "why", "from", "to"} & set(page.panel.fields)


def test_recording_opens_the_new_case(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    tools = open_desk(_contact)
    page = show(NewRelocationPage(tools))
    assert isinstance(page, NewRelocationPage) and page.panel is not None
    for name, answer in ANSWERS.items():
        page.panel.set_answer(name, answer)
    box = page.panel.fields["notified_person"].field.inner.text_edit()
    qtbot.keyClicks(box, "Dana")

    with qtbot.waitSignal(page.place_requested, timeout=20_000) as asked:
        assert page.save_requested()

    place, ids = asked.args
    stored: list[str] = []
    tools.session.run(lambda vault: cases.case(vault, ids["case_id"]).direction.value, stored.append)
    qtbot.waitUntil(lambda: bool(stored))
    assert (place, stored) == ("case", ["arrival"])


def test_what_is_missing_is_told_on_top(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    page = _page(show, open_desk, _contact)
    assert page.panel is not None
    page.save_requested()
    assert page.panel.fields["direction"].field.error


def test_half_typed_text_comes_back(open_desk: OpenDesk, show: ShowPage, qtbot: QtBot) -> None:
    tools = open_desk(_contact)
    page = show(NewRelocationPage(tools))
    assert isinstance(page, NewRelocationPage) and page.panel is not None
    line = page.panel.fields["language_interpreter"].field.inner.text_edit()
    line.setFocus()
    qtbot.keyClicks(line, "Som")
    page.keep_text()
    qtbot.waitUntil(lambda: tools.session.idle)
    page.hide()

    again = show(NewRelocationPage(tools))

    assert isinstance(again, NewRelocationPage) and again.panel is not None
    field = again.panel.fields["language_interpreter"].field
    qtbot.waitUntil(lambda: field.value() == "Som")


def test_every_control_has_a_name(open_desk: OpenDesk, show: ShowPage) -> None:
    assert unnamed(_page(show, open_desk, _here_already)) == []

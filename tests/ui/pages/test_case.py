"""The workspace of a case."""

from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from spoc_desk.casework import household
from spoc_desk_ui.case_parts import CASE_PARTS
from spoc_desk_ui.page import Tools
from spoc_desk_ui.pages.case import CasePage
from spoc_desk_ui.parts.part import CasePart
from spoc_desk_ui.parts.what_now import WhatNowPart
from tests.casework.story import CHILD, MOTHER, Story
from tests.ui.accessible import unnamed
from tests.ui.pages.conftest import OpenDesk, ShowPage


class _Plain(CasePart):
    """A part that shows nothing and remembers what it was asked."""

    key: ClassVar[str] = "household"
    title: ClassVar[str] = "Household"
    opened: ClassVar[list[tuple[str, str]]] = []

    def open_record(self, record_id: str, field: str) -> None:
        self.opened.append((record_id, field))


class _Told:
    """The id of the case a story wrote."""

    case_id = ""

    def services(self, story: Story) -> None:
        story.up_to_services()
        self.case_id = story.case_id

    def held(self, story: Story) -> None:
        self.services(story)
        story.move("hold", note="Something to clear up.")

    def neither(self, story: Story) -> None:
        story.notify()
        story.add(MOTHER)
        story.confirm("neither")
        self.case_id = story.case_id


@pytest.fixture
def told() -> _Told:
    return _Told()


def _workspace(show: ShowPage, tools: Tools, case_id: str, **ids: str) -> CasePage:
    page = show(CasePage(tools, (WhatNowPart, _Plain)), case_id=case_id, **ids)
    assert isinstance(page, CasePage)
    return page


def _steps(page: CasePage) -> list[str]:
    model = page.steps.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def test_all_eleven_parts_are_there() -> None:
    assert [kind.key for kind in CASE_PARTS] == [
        "what_now",
        "household",
        "meetings",
        "spocs",
        "needs",
        "exchange",
        "flags",
        "queries",
        "routes_to_stop",
        "concerns",
        "history",
    ]
    assert all(kind.title for kind in CASE_PARTS)


def test_the_bar_says_what_the_case_is_and_what_is_next(open_desk: OpenDesk, show: ShowPage, told: _Told) -> None:
    tools = open_desk(told.services)
    page = _workspace(show, tools, told.case_id)

    assert page.header is not None
    assert page.identity.reference.text() == page.header.case_ref
    assert page.identity.kind.text() == "Arrival · joint (children and adult) · Services informed"
    assert "Update the unborn child" in page.identity.due.text()


def test_the_steps_are_a_list_for_a_screen_reader(open_desk: OpenDesk, show: ShowPage, told: _Told) -> None:
    tools = open_desk(told.services)
    page = _workspace(show, tools, told.case_id)

    assert _steps(page) == [
        "Notified: done",
        "Meeting: done",
        "LA SPOC: done",
        "Services: done",
        "Exchange: now",
        "Monitoring: to come",
        "Closed: to come",
    ]
    interface = QAccessible.queryAccessibleInterface(page.steps)
    assert interface.role() is QAccessible.Role.List
    assert interface.text(QAccessible.Text.Name) == "Steps of this case"


def test_the_window_title_gets_the_reference(open_desk: OpenDesk, show: ShowPage, told: _Told) -> None:
    tools = open_desk(told.services)
    page = CasePage(tools, (WhatNowPart, _Plain))
    said: list[str] = []
    page.reference_changed.connect(said.append)
    show(page, case_id=told.case_id)

    assert page.header is not None and said == [page.header.case_ref]


def test_the_parts_open_in_place_by_key(open_desk: OpenDesk, show: ShowPage, told: _Told, qtbot: QtBot) -> None:
    tools = open_desk(told.services)
    page = _workspace(show, tools, told.case_id)

    qtbot.keyClick(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: isinstance(page.part(), _Plain))
    assert page.tabs.tabText(1) == "Household 5"
    assert page.open_ids() == {"case_id": told.case_id, "part": "household"}


def test_a_place_opens_the_exact_record_and_field(open_desk: OpenDesk, show: ShowPage, told: _Told) -> None:
    tools = open_desk(told.services)
    _Plain.opened.clear()

    page = _workspace(show, tools, told.case_id, part="household", record_id="abc", field="date_of_birth")

    assert isinstance(page.part(), _Plain)
    assert _Plain.opened == [("abc", "date_of_birth")]


def test_a_part_that_changes_the_household_redraws_the_tab(
    open_desk: OpenDesk, show: ShowPage, told: _Told, qtbot: QtBot
) -> None:
    tools = open_desk(told.services)
    page = _workspace(show, tools, told.case_id)

    tools.session.change(lambda vault: household.add_member(vault, case_id=told.case_id, answers=CHILD))

    qtbot.waitUntil(lambda: page.tabs.tabText(1) == "Household 6")


def test_a_held_case_says_so_on_top_and_leads_to_the_advice(
    open_desk: OpenDesk, show: ShowPage, told: _Told, qtbot: QtBot
) -> None:
    tools = open_desk(told.held)
    page = _workspace(show, tools, told.case_id)
    assert page.hold.isVisible()
    assert "Something to clear up." in page.hold.words
    assert "Exchange: stopped" in _steps(page)

    qtbot.mouseClick(page.hold.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)

    part = page.part()
    assert isinstance(part, WhatNowPart)
    qtbot.waitUntil(lambda: part.panel is not None)
    assert part.panel is not None and part.panel.form is not None
    assert set(part.panel.form.fields) == {"note", "second_person", "second_role"}


@pytest.mark.req("R-003-34")
def test_without_an_la_role_only_the_bare_case_is_left(
    open_desk: OpenDesk, show: ShowPage, told: _Told, qtbot: QtBot
) -> None:
    tools = open_desk(told.neither)
    page = show(CasePage(tools, CASE_PARTS), case_id=told.case_id)
    assert isinstance(page, CasePage)

    assert [page.tabs.tabText(place) for place in range(page.tabs.count())] == ["What now", "Household 1", "History"]
    part = page.part()
    assert isinstance(part, WhatNowPart)
    qtbot.waitUntil(lambda: bool(part.moves.buttons))
    assert {event.value for event in part.moves.buttons} >= {"reroute", "close_no_role"}


def test_another_case_leaves_nothing_of_the_first_on_the_screen(
    open_desk: OpenDesk, show: ShowPage, told: _Told, qtbot: QtBot
) -> None:
    other = _Told()
    tools = open_desk(told.services, other.neither)
    page = _workspace(show, tools, told.case_id)
    first = page.part()

    page.open({"case_id": other.case_id})

    qtbot.waitUntil(lambda: page.header is not None and page.header.case_id == other.case_id)
    assert page.part() is not first
    assert page.identity.kind.text().startswith("Arrival · neither")


def test_every_control_has_a_name(open_desk: OpenDesk, show: ShowPage, told: _Told) -> None:
    tools = open_desk(told.services)
    assert unnamed(_workspace(show, tools, told.case_id)) == []

"""The meetings on the screen: like the printed record, with the standards as the facts have them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from spoc_desk_ui.parts.meetings import MeetingsPart
from spoc_desk_ui.parts.meetings_view import MeetingPage
from spoc_desk_ui.widgets.state_chip import StateChip
from spoc_desk_ui.widgets.words import Words
from tests.casework.story import Story
from tests.ui.accessible import unnamed
from tests.ui.parts.conftest import ShowPart

AGREED = ({"text": "Find school places", "owner": "LA SPOC", "due_on": "2026-11-20"},)


def _confirmed(story: Story) -> None:
    story.notify()
    story.family()
    story.confirm()


def _met(story: Story) -> None:
    _confirmed(story)
    story.meet(actions=AGREED, minutes="A school place is needed.")


def _part(show_part: ShowPart, build: object, qtbot: QtBot) -> MeetingsPart:
    part = show_part(MeetingsPart, build)
    assert isinstance(part, MeetingsPart)
    with qtbot.waitSignal(part.filled, timeout=20_000):
        part.load()
    return part


def _open_first(part: MeetingsPart, qtbot: QtBot) -> MeetingPage:
    with qtbot.waitSignal(part.filled, timeout=20_000):
        part.open_record(part.table.model.id_at(0), "")
    page = part.desk.panes.side
    assert isinstance(page, MeetingPage)
    return page


def _new_form(part: MeetingsPart, qtbot: QtBot) -> None:
    assert part.new_requested()
    qtbot.waitUntil(lambda: part.panel is not None and part.panel.isVisible(), timeout=20_000)


def _done_button(page: MeetingPage) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.text() == "Done today")


def _words(part: MeetingsPart) -> str:
    return "\n".join(label.text() for label in part.findChildren(Words) if label.isVisible())


@pytest.mark.req("R-003-39")
def test_a_meeting_is_recorded_with_who_was_there_and_what_was_agreed(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _confirmed, qtbot)
    _new_form(part, qtbot)
    panel = part.panel
    assert panel is not None
    panel.set_rows("attendees", [
        {"name": "R. Lane", "organisation": "ukpps", "capacity": "spoc"},
        {"name": "D. Hill", "organisation": "children", "capacity": "dcs"},
    ])  # fmt: skip
    panel.set_rows("agreed", AGREED)
    panel.focus_question("held_on")
    QTest.keyClicks(panel.fields["held_on"].field.inner.text_edit(), "fri")
    for name in ("face_to_face", "informed_of_move", "provision_identified", "ukpps_spoc_identified"):
        panel.set_answer(name, "yes")
    for name in ("la_spoc_identified", "flag_instruction_given"):
        panel.set_answer(name, "no")

    panel.submit()
    qtbot.waitUntil(lambda: part.table.model.rowCount() == 1, timeout=20_000)
    qtbot.waitUntil(lambda: isinstance(part.desk.panes.side, MeetingPage), timeout=20_000)

    assert part.table.row_in_words(0) == "Meeting 1\tFri 20 Nov 2026\tJoint: DCS and DASS"
    assert "UKPPS, there as SPOC" in _words(part)
    assert "Find school places" in _words(part)


def test_the_kind_follows_the_route(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _confirmed, qtbot)
    _new_form(part, qtbot)

    assert part.panel is not None
    assert part.panel.answers()["kind"] == "joint"


def test_the_warning_stands_above_the_notes(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _met, qtbot)
    _open_first(part, qtbot)

    assert "Do not write where from, where to, or why." in _words(part)


def test_a_meeting_without_ukpps_is_refused_on_top_of_the_form(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _met, qtbot)
    part.edit_record(part.table.model.id_at(0), "minutes")
    qtbot.waitUntil(lambda: part.panel is not None, timeout=20_000)
    assert part.panel is not None
    for name in ("provision_identified", "ukpps_spoc_identified", "la_spoc_identified", "flag_instruction_given"):
        part.panel.set_answer(name, "yes")
    part.panel.set_rows("attendees", [{"name": "D. Hill", "organisation": "children", "capacity": "dcs"}])

    part.panel.submit()

    qtbot.waitUntil(lambda: "Record at least one person from UKPPS" in _words(part), timeout=20_000)


def test_a_standard_is_met_only_when_the_records_show_it(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _met, qtbot)
    part.open_record("", "standards")
    qtbot.waitUntil(lambda: part.panel is not None, timeout=20_000)
    assert part.panel is not None
    for number in (1, 2, 3):
        part.panel.set_answer(f"st_{number}_met", "met")
        part.panel.set_answer(f"st_{number}_met_on", "2026-11-20")

    part.panel.submit()
    qtbot.waitUntil(lambda: isinstance(part.desk.panes.side, MeetingPage), timeout=20_000)

    chips = [chip.text() for chip in part.findChildren(StateChip) if chip.isVisible()]
    assert chips[-3:] == ["Met", "Pending", "Pending"]
    assert "Not identified yet: the UKPPS SPOC and the LA SPOC." in _words(part)


def test_what_was_agreed_is_ticked_off_and_late_stays_late(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _met, qtbot)
    page = _open_first(part, qtbot)
    chips = [chip.text() for chip in page.findChildren(StateChip)]
    assert "Late" in chips

    QTest.mouseClick(_done_button(page), Qt.MouseButton.LeftButton)

    def late() -> bool:
        return "Done late" in [chip.text() for chip in part.findChildren(StateChip) if chip.isVisible()]

    qtbot.waitUntil(late, timeout=20_000)


def test_print_asks_for_the_record_that_is_open(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _met, qtbot)
    _open_first(part, qtbot)

    with qtbot.waitSignal(part.place_requested) as asked:
        assert part.print_requested()

    meeting = part.table.model.id_at(0)
    assert asked.args == [f"print/meeting-record/{part.case_id}/{meeting}", {}]


def test_a_blank_record_is_printed_where_there_is_no_meeting(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _confirmed, qtbot)

    with qtbot.waitSignal(part.place_requested) as asked:
        QTest.mouseClick(part.blank_button, Qt.MouseButton.LeftButton)

    assert asked.args == [f"print-blank/meeting/{part.case_id}", {}]


def test_each_control_has_a_name(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _met, qtbot)
    _open_first(part, qtbot)

    assert unnamed(part) == []

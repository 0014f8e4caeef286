"""What now: the next step with its words, the moves, the route."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from spoc_desk.casework import cases
from spoc_desk.domain.case_events import CaseEvent
from spoc_desk.domain.cases import Case, CaseState, Route
from spoc_desk_ui.parts.what_now import WhatNowPart
from spoc_desk_ui.widgets.words import Words
from tests.casework.story import CHILD, GRANDFATHER, MOTHER, Story
from tests.ui.accessible import unnamed
from tests.ui.parts.conftest import ShowPart


def _notified(story: Story) -> None:
    story.notify()


def _services(story: Story) -> None:
    story.up_to_services()


def _stale(story: Story) -> None:
    story.notify()
    for one in (MOTHER, CHILD):
        story.add(one)
    story.confirm("child")
    story.add(GRANDFATHER)


def _held(story: Story) -> None:
    _services(story)
    story.move("hold", note="Something to clear up.")


def _part(show_part: ShowPart, build: object) -> WhatNowPart:
    part = show_part(WhatNowPart, build)
    assert isinstance(part, WhatNowPart)
    return part


def _case(part: WhatNowPart, qtbot: QtBot) -> Case:
    found: list[Case] = []
    case_id = part.case_id
    part.session.run(lambda vault: cases.case(vault, case_id), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    return found[0]


def _shown(part: WhatNowPart) -> str:
    return "\n".join(label.text() for label in part.findChildren(Words) if label.isVisible())


def test_at_most_five_steps_and_the_accent_is_on_the_first_only(show_part: ShowPart) -> None:
    part = _part(show_part, _services)

    assert 1 <= len(part.steps) <= 5
    assert [step.step.number for step in part.steps] == list(range(1, len(part.steps) + 1))
    assert [step.button.property("kind") for step in part.steps] == ["primary"] + [""] * (len(part.steps) - 1)
    assert part.first_focus() is part.steps[0].button


def test_a_step_leads_to_its_place(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _notified)
    with qtbot.waitSignal(part.place_requested) as asked:
        qtbot.keyClick(part.steps[0].button, Qt.Key.Key_Space)
    assert asked.args[0] == f"case/{part.case_id}/household//kind"


def test_the_words_to_use_are_copied(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _notified)
    step = next(each for each in part.steps if each.step.say)
    copy = next(each for each in step.findChildren(QPushButton) if each.text() == "Copy")

    with qtbot.waitSignal(part.copy_requested) as asked:
        qtbot.keyClick(copy, Qt.Key.Key_Space)

    assert asked.args == [step.step.say]
    assert f"Say: \u201c{step.step.say}\u201d" in _shown(part)


def test_every_part_has_a_line_that_opens_it(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _services)
    names = [each.accessibleName() for each in part.lines.buttons()]
    assert names[0].startswith("Household: 5 people")
    assert any(name.startswith("Meetings and standards: 1 held, standards") for name in names)

    with qtbot.waitSignal(part.place_requested) as asked:
        qtbot.keyClick(part.lines.buttons()[4], Qt.Key.Key_Space)

    assert asked.args[0] == f"case/{part.case_id}/exchange"


def test_a_refused_move_says_the_rule_and_its_source_and_has_no_button(show_part: ShowPart) -> None:
    part = _part(show_part, _services)
    shown = _shown(part)

    assert "Open the exchange: not yet" in shown
    assert "Verify who the UKPPS SPOC is before the first exchange" in shown
    assert "A rule of this program" in shown
    assert CaseEvent.OPEN_EXCHANGE not in part.moves.buttons


def test_a_move_with_a_question_is_made_in_place(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _notified)
    qtbot.keyClick(part.moves.buttons[CaseEvent.ARRANGE_MEETING], Qt.Key.Key_Space)
    assert part.panel is not None and part.panel.form is not None
    qtbot.keyClicks(part.panel.form.fields["meeting_arranged_for"].field.inner.text_edit(), "27 nov 2026")

    with qtbot.waitSignal(part.toast_requested, timeout=20_000) as told:
        assert part.save_requested()

    assert told.args[0] == "The case is now “Meeting arranged”."
    assert _case(part, qtbot).state is CaseState.MEETING_ARRANGED


def test_escape_leaves_the_case_as_it_is(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _notified)
    qtbot.keyClick(part.moves.buttons[CaseEvent.ARRANGE_MEETING], Qt.Key.Key_Space)
    assert part.panel is not None
    focused = part.panel.first_focus()
    assert focused is not None

    qtbot.keyClick(focused, Qt.Key.Key_Escape)

    assert part.panel is None
    assert part.moves.buttons[CaseEvent.ARRANGE_MEETING].isVisible()
    assert _case(part, qtbot).state is CaseState.NOTIFIED


@pytest.mark.req("R-003-32", "R-003-33")
def test_the_computed_route_stands_beside_the_confirmed_one(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _stale)
    part.open_record("", "route")
    qtbot.waitUntil(lambda: part.panel is not None)
    shown = _shown(part)

    assert "The household says: Joint. Child A under 18 or unborn, and Adult 2 18 or older" in shown
    assert "Confirmed so far: Children." in shown
    assert _case(part, qtbot).route is Route.CHILD  # never a silent switch


@pytest.mark.req("R-003-29", "R-003-30")
def test_a_joint_route_asks_for_the_joint_meeting_and_a_single_spoc(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _stale)
    part.open_record("", "route")
    qtbot.waitUntil(lambda: part.panel is not None)
    assert part.panel is not None and part.panel.form is not None
    form = part.panel.form
    part.save_requested()
    assert form.fields["joint_meeting_considered"].field.error
    assert form.fields["single_la_spoc_considered"].field.error

    for name, answer in (
        ("think_family", "yes"),
        ("joint_meeting_considered", "yes"),
        ("joint_meeting_decision", "joint"),
        ("single_la_spoc_considered", "yes"),
        ("single_la_spoc_decision", "single"),
    ):
        form.set_answer(name, answer)
    with qtbot.waitSignal(part.toast_requested, timeout=20_000):
        part.save_requested()

    assert _case(part, qtbot).route is Route.JOINT


def test_a_hold_ends_with_the_advice_of_ukpps_and_a_second_person(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _held)
    part.open_record("", "resume")
    qtbot.waitUntil(lambda: part.panel is not None)
    assert part.panel is not None and part.panel.form is not None
    for name, answer in (("note", "Go on."), ("second_person", "D. Hill"), ("second_role", "dcs_office")):
        part.panel.form.set_answer(name, answer)

    with qtbot.waitSignal(part.toast_requested, timeout=20_000):
        part.save_requested()

    assert _case(part, qtbot).state is CaseState.SERVICES_INFORMED


def test_half_typed_answers_of_a_move_come_back(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _services)
    part.open_record("", "hold")
    qtbot.waitUntil(lambda: part.panel is not None)
    assert part.panel is not None and part.panel.form is not None
    note = part.panel.form.fields["note"].field.inner.text_edit()
    note.setFocus()
    qtbot.keyClicks(note, "A letter")
    part.keep_text()
    assert part.open_ids() == ("", "hold")
    qtbot.waitUntil(lambda: part.session.idle)
    part._close_panel()

    part.open_record("", "hold")

    def is_back() -> bool:
        form = part.panel.form if part.panel is not None else None
        return form is not None and form.fields["note"].field.value() == "A letter"

    qtbot.waitUntil(is_back)


def test_every_control_has_a_name(show_part: ShowPart) -> None:
    assert unnamed(_part(show_part, _services)) == []

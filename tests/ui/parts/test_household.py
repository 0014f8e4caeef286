"""The household on the screen: aliases, births, and a name for a reason and not for long."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spoc_desk.casework import household
from spoc_desk.casework.looking import who_looked
from spoc_desk.domain.looks import ANOTHER
from spoc_desk_ui.forms.record_view import RecordView
from spoc_desk_ui.parts.household import HouseholdPart
from spoc_desk_ui.parts.household_name import SHOWN_SECONDS
from spoc_desk_ui.theme import Theme
from spoc_desk_ui.widgets.words import Words
from tests.casework.story import CHILD, UNBORN, Story
from tests.ui.accessible import unnamed
from tests.ui.parts.conftest import ShowPart


def _empty(story: Story) -> None:
    story.notify()


def _family(story: Story) -> None:
    story.notify()
    first, *_ = story.family()
    given = {"given_name": "Maja", "family_name": "Brook"}
    household.set_name(story.vault, member_id=first.id, answers=given)


def _overdue(story: Story) -> None:
    story.notify()
    story.add(UNBORN, expected_delivery_date="2026-11-20")


def _part(show_part: ShowPart, build: object, qtbot: QtBot) -> HouseholdPart:
    part = show_part(HouseholdPart, build)
    assert isinstance(part, HouseholdPart)
    with qtbot.waitSignal(part.filled, timeout=20_000):
        part.load()
    return part


def _rows(part: HouseholdPart) -> list[str]:
    return [part.table.row_in_words(row) for row in range(part.table.model.rowCount())]


def _words(part: HouseholdPart) -> str:
    return "\n".join(label.text() for label in part.findChildren(Words) if label.isVisible())


def _stand_on(part: HouseholdPart, row: int, qtbot: QtBot) -> str:
    """Go to a row by keyboard and return whom it is about."""
    part.table.view.setFocus()
    for _ in range(row):
        QTest.keyClick(part.table.view, Qt.Key.Key_Down)
    wanted = part.table.model.id_at(row)
    qtbot.waitUntil(lambda: part.shown_id == wanted, timeout=20_000)
    return wanted


def _open_form(part: HouseholdPart, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: part.panel is not None and part.panel.isVisible(), timeout=20_000)


def _events(part: HouseholdPart, qtbot: QtBot) -> list[str]:
    found: list[list[str]] = []
    part.session.run(lambda vault: [line.reason for line in who_looked(vault).lines], found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    return found[0]


def test_people_stand_by_alias_and_no_name_is_on_the_screen(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _family, qtbot)
    _stand_on(part, 0, qtbot)

    assert [row.split("\t")[0] for row in _rows(part)][:2] == ["Child A, 9", "Child B, 6"]
    assert "Maja" not in _words(part) + "".join(_rows(part))


def test_nobody_yet_offers_the_first_thing_to_do(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _empty, qtbot)
    assert "Nobody is recorded yet" in _words(part)

    part.table.empty_acted.emit()
    _open_form(part, qtbot)

    assert part.open_ids() == ("new", "kind")


def test_a_child_is_added_by_keyboard(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _empty, qtbot)
    assert part.new_requested()
    _open_form(part, qtbot)
    panel = part.panel
    assert panel is not None

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    panel.focus_question("date_of_birth")
    QTest.keyClicks(QApplication.focusWidget(), "1 5 2017")
    panel.set_answer("relationship", "child")
    QTest.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: _rows(part) != [], timeout=20_000)

    assert _rows(part)[0].startswith("Child A, 9\tChild of the family")
    qtbot.waitUntil(lambda: part.shown_id == part.table.model.id_at(0), timeout=20_000)


def test_a_name_needs_a_reason_and_the_look_is_recorded(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _family, qtbot)
    _stand_on(part, 0, qtbot)
    line = part.name_line
    assert line is not None

    line.show_button.click()
    line.asking.submit_button.click()
    assert line.asking.reason.error == "Say why you need the name."
    assert line.shown_name == ""

    line.asking.reason.set_value(ANOTHER)
    line.asking.submit_button.click()
    assert line.asking.more.error == "Say which other reason it is."

    QTest.keyClicks(QApplication.focusWidget(), "The school asks for the child")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: line.shown_name == "Maja Brook", timeout=20_000)
    assert _events(part, qtbot) == [f"{ANOTHER}: The school asks for the child"]
    line.hide_name()
    line.show_button.click()
    assert (line.asking.reason.value(), line.asking.more.value()) == ("", "")


def test_a_shown_name_hides_again_after_half_a_minute(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _family, qtbot)
    _stand_on(part, 0, qtbot)
    line = part.name_line
    assert line is not None
    line.show_name("Maja Brook")

    for _ in range(SHOWN_SECONDS - 1):
        line._on_tick()
    assert "Maja Brook" in _words(part)
    line._on_tick()

    assert line.shown_name == ""
    assert "Maja" not in _words(part)


def test_the_lock_takes_a_shown_name_off_the_screen(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _family, qtbot)
    _stand_on(part, 0, qtbot)
    line = part.name_line
    assert line is not None
    line.show_name("Maja Brook")

    part.session.lock()

    assert line.shown_name == ""
    assert "Maja" not in _words(part)


def test_another_person_hides_the_name(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _family, qtbot)
    _stand_on(part, 0, qtbot)
    assert part.name_line is not None
    part.name_line.show_name("Maja Brook")

    _stand_on(part, 1, qtbot)

    assert "Maja" not in _words(part)


@pytest.mark.req("R-003-08")
def test_an_overdue_birth_is_recorded_from_the_list(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _overdue, qtbot)
    assert _rows(part)[0].endswith("Overdue")
    unborn = part.table.model.id_at(0)

    part.open_record(unborn, "expected_delivery_date")
    _open_form(part, qtbot)
    assert part.panel is not None
    QTest.keyClicks(QApplication.focusWidget(), "21 nov")
    part.panel.submit()
    qtbot.waitUntil(lambda: _rows(part)[0].startswith("Child A, 0"), timeout=20_000)


def test_who_left_stays_in_the_list(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _family, qtbot)
    gone = _stand_on(part, 1, qtbot)

    part.edit_record(gone, "left_on")
    _open_form(part, qtbot)
    assert part.panel is not None
    QTest.keyClicks(QApplication.focusWidget(), "today")
    part.panel.submit()
    qtbot.waitUntil(lambda: any(row.endswith("Has left") for row in _rows(part)), timeout=20_000)

    assert len(_rows(part)) == 5


def test_a_place_of_the_agenda_opens_the_exact_field(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _family, qtbot)

    part.open_record(part.table.model.id_at(0), "notes")
    _open_form(part, qtbot)

    assert part.panel is not None
    assert QApplication.focusWidget() is part.panel.fields["notes"].field.inner.text_edit()


def test_escape_goes_from_the_form_to_the_record_to_the_list(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _family, qtbot)
    first = _stand_on(part, 0, qtbot)
    part.edit_record(first, "kind")
    _open_form(part, qtbot)

    QTest.keyClick(part.panel, Qt.Key.Key_Escape)
    view = part.desk.panes.side
    assert isinstance(view, RecordView)
    QTest.keyClick(view, Qt.Key.Key_Escape)

    assert part.desk.panes.side is None


def test_each_control_has_a_name(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _family, qtbot)
    _stand_on(part, 0, qtbot)

    assert unnamed(part) == []


def test_at_twice_the_size_the_record_covers_the_list(show_part: ShowPart, qtbot: QtBot, theme: Theme) -> None:
    part = _part(show_part, _family, qtbot)
    _stand_on(part, 0, qtbot)

    theme.set_percent(200)
    QApplication.processEvents()

    assert not part.table.isVisible()
    assert part.desk.panes.side is not None
    assert part.desk.panes.side.isVisible()


def test_text_that_may_show_an_area_is_saved_and_told(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _empty, qtbot)
    part.new_requested()
    _open_form(part, qtbot)
    assert part.panel is not None
    for name, answer in {**CHILD, "notes": "Born in Leeds"}.items():
        part.panel.set_answer(name, answer)

    with qtbot.waitSignal(part.notice_requested, timeout=20_000) as told:
        part.panel.submit()

    assert told.args is not None
    assert told.args[0].startswith("Saved. “Notes” may show an area")


def test_the_present_address_is_marked_and_never_shown_again(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, _family, qtbot)
    line = part.home_line
    qtbot.waitUntil(lambda: line.said == "Present address: not marked", timeout=20_000)
    assert not line.unmark_button.isVisible()

    line.mark_button.click()
    _open_form(part, qtbot)
    assert part.panel is not None
    QTest.keyClicks(part.window().focusWidget(), "4 Harbour Street, LU1 2AB")
    part.keep_text()
    QTest.keyClick(part.panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: line.said == "Present address: (marked) Mon 23 Nov 2026", timeout=20_000)

    assert "Harbour" not in _words(part)
    drafts: list[list[str]] = []
    part.session.run(lambda vault: [draft.place for draft in vault.drafts()], drafts.append)
    qtbot.waitUntil(lambda: bool(drafts), timeout=20_000)
    assert drafts == [[]]
    line.unmark_button.click()
    QTest.keyClick(line.keep_button, Qt.Key.Key_Escape)
    assert line.unmark_button.isVisible()
    line.unmark_button.click()
    line.take_off_button.click()
    qtbot.waitUntil(lambda: line.said == "Present address: not marked", timeout=20_000)


def test_a_departure_has_no_present_address(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, lambda story: story.notify(direction="departure"), qtbot)
    qtbot.waitUntil(lambda: bool(part.home_line.said), timeout=20_000)
    assert not part.home_line.isVisible()

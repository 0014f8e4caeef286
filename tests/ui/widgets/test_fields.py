"""The inputs: what they take, what they give, what they say."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from spoc_desk.clock import FixedClock
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk_ui.theme import Theme
from spoc_desk_ui.widgets.choice_box import ChoiceBox
from spoc_desk_ui.widgets.date_field import DateField
from spoc_desk_ui.widgets.field import Field
from spoc_desk_ui.widgets.note_field import NoteField
from spoc_desk_ui.widgets.options import Options, YesNo
from spoc_desk_ui.widgets.password_field import PasswordField
from spoc_desk_ui.widgets.surface import column
from spoc_desk_ui.widgets.text_field import TextField
from spoc_desk_ui.widgets.tick_list import TickList
from tests.ui.accessible import name_of, unnamed

THREE = (("a", "Health visitor"), ("b", "School"), ("c", "GP"))
MANY = tuple((str(number), f"Service number {number}") for number in range(40))


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    severity: str
    why: str


def _shown(widget: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def _wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


class TestDateField:
    @pytest.fixture
    def field(self, clock: FixedClock, calendar: Calendar, qtbot: QtBot, theme: Theme) -> DateField:
        made = DateField(clock, calendar)
        _shown(made, qtbot)
        return made

    @pytest.mark.parametrize(
        ("typed", "value"),
        [
            ("3/5/26", "2026-05-03"),
            ("3 May 2026", "2026-05-03"),
            ("today", "2026-11-23"),
            ("fri", "2026-11-20"),
            ("-2wd", "2026-11-19"),
            ("27 3 2026", "2026-03-27"),
            ("", ""),
        ],
    )
    def test_takes_dates_the_way_people_write_them(
        self, field: DateField, qtbot: QtBot, typed: str, value: str
    ) -> None:
        qtbot.keyClicks(field.line, typed)
        assert field.value() == value

    def test_reads_the_date_back_in_full(self, field: DateField, qtbot: QtBot) -> None:
        qtbot.keyClicks(field.line, "3/5/26")
        assert field._echo.text() == "Sunday 3 May 2026"

    def test_empty_is_empty(self, field: DateField) -> None:
        field.set_value("2026-05-03")
        field.set_value("")
        assert (field.value(), field.typed()) == ("", "")

    def test_what_is_no_date_stays_in_the_line_and_says_so(self, field: DateField, qtbot: QtBot) -> None:
        qtbot.keyClicks(field.line, "3 mai")
        field.line.clearFocus()
        assert (field.value(), field.typed()) == ("", "3 mai")
        assert field.is_unreadable

    def test_a_month_is_kept_approximate_where_allowed(
        self, clock: FixedClock, calendar: Calendar, qtbot: QtBot
    ) -> None:
        field = DateField(clock, calendar, approximate=True)
        qtbot.addWidget(field)
        qtbot.keyClicks(field.line, "May 2026")
        assert field.value() == "2026-05"
        assert field._echo.text() == "May 2026"

    def test_a_stored_date_is_shown_in_a_form_that_reads_back(self, field: DateField) -> None:
        field.set_value("2026-05-03")
        shown = field.typed()
        field.set_typed(shown)
        assert field.value() == "2026-05-03"

    def test_setting_a_value_is_not_an_edit(self, field: DateField, qtbot: QtBot) -> None:
        with qtbot.assertNotEmitted(field.edited):
            field.set_value("2026-05-03")


class TestChoiceBox:
    def test_the_wheel_does_not_change_an_unfocused_box(self, qtbot: QtBot) -> None:
        box = ChoiceBox(THREE)
        _shown(box, qtbot)
        box.set_value("a")
        _wheel(box)
        assert box.value() == "a"

    def test_the_wheel_does_not_change_a_box_reached_by_tab(self, qtbot: QtBot) -> None:
        box = ChoiceBox(THREE)
        _shown(box, qtbot)
        box.set_value("a")
        box.setFocus(Qt.FocusReason.TabFocusReason)
        _wheel(box)
        assert box.value() == "a"

    def test_the_wheel_works_once_clicked_into(self, qtbot: QtBot) -> None:
        box = ChoiceBox(THREE)
        _shown(box, qtbot)
        box.set_value("a")
        box.clearFocus()
        box.setFocus(Qt.FocusReason.MouseFocusReason)
        _wheel(box)
        assert box.value() == "b"

    def test_the_first_line_means_not_provided(self, qtbot: QtBot) -> None:
        box = ChoiceBox(THREE)
        qtbot.addWidget(box)
        assert box.value() == ""
        box.set_value("unknown")
        assert box.value() == ""

    def test_choosing_by_key_is_an_edit(self, qtbot: QtBot) -> None:
        box = ChoiceBox(THREE)
        _shown(box, qtbot)
        with qtbot.waitSignal(box.edited):
            qtbot.keyClicks(box, "s")
        assert box.value() == "b"

    def test_a_long_list_is_searched_by_typing(self, qtbot: QtBot) -> None:
        box = ChoiceBox(MANY)
        _shown(box, qtbot)
        line = box.lineEdit()
        assert line is not None
        line.setText("service number 17")
        with qtbot.waitSignal(box.edited):
            line.editingFinished.emit()
        assert box.value() == "17"

    def test_searching_finds_words_in_the_middle(self, qtbot: QtBot) -> None:
        box = ChoiceBox(MANY)
        qtbot.addWidget(box)
        completer = box.completer()
        assert completer is not None
        completer.setCompletionPrefix("NUMBER 17")
        assert completer.currentCompletion() == "Service number 17"

    def test_words_that_are_no_choice_fall_back(self, qtbot: QtBot) -> None:
        box = ChoiceBox(MANY)
        _shown(box, qtbot)
        box.set_value("3")
        line = box.lineEdit()
        assert line is not None
        line.setText("nonsense")
        line.editingFinished.emit()
        assert box.value() == "3"

    def test_new_choices_keep_the_present_one(self, qtbot: QtBot) -> None:
        box = ChoiceBox(THREE)
        qtbot.addWidget(box)
        box.set_value("b")
        box.set_choices([("b", "School"), ("d", "Dentist")])
        assert box.value() == "b"


class TestTicksAndOptions:
    def test_ticks_come_back_in_the_order_of_the_list(self, qtbot: QtBot) -> None:
        ticks = TickList(THREE)
        qtbot.addWidget(ticks)
        ticks.set_value(("c", "a"))
        assert ticks.value() == ("a", "c")

    def test_space_ticks(self, qtbot: QtBot) -> None:
        ticks = TickList(THREE)
        _shown(ticks, qtbot)
        with qtbot.waitSignal(ticks.edited):
            qtbot.keyClick(ticks.text_edit(), Qt.Key.Key_Space)
        assert ticks.value() == ("a",)

    def test_a_long_list_is_narrowed_by_words_in_any_order(self, qtbot: QtBot) -> None:
        ticks = TickList(MANY)
        _shown(ticks, qtbot)
        qtbot.keyClicks(ticks.text_edit(), "17 serv")
        visible = [choice for choice, tick in ticks._ticks.items() if tick.isVisible()]
        assert visible == ["17"]

    def test_nothing_is_chosen_before_she_chooses(self, qtbot: QtBot) -> None:
        answer = YesNo(not_known=True)
        qtbot.addWidget(answer)
        assert answer.value() == ""

    def test_a_choice_can_be_taken_back(self, qtbot: QtBot) -> None:
        answer = Options(THREE)
        _shown(answer, qtbot)
        answer.set_value("b")
        with qtbot.waitSignal(answer.edited):
            qtbot.keyClick(answer._options["b"], Qt.Key.Key_Delete)
        assert answer.value() == ""

    def test_a_click_chooses(self, qtbot: QtBot) -> None:
        answer = YesNo()
        _shown(answer, qtbot)
        with qtbot.waitSignal(answer.edited):
            qtbot.mouseClick(answer._options["no"], Qt.MouseButton.LeftButton)
        assert answer.value() == "no"


class TestNoteField:
    def test_grows_with_the_text(self, qtbot: QtBot) -> None:
        note = NoteField()
        _shown(note, qtbot)
        before = note.sizeHint().height()
        note.set_value("\n".join("line" for _ in range(10)))
        assert note.sizeHint().height() > before * 2

    def test_tab_leaves_the_note(self, qtbot: QtBot) -> None:
        page = QWidget()
        layout = column(page)
        note, after = NoteField(page), TextField(page)
        layout.addWidget(note)
        layout.addWidget(after)
        _shown(page, qtbot)
        note.setFocus()
        qtbot.keyClick(note, Qt.Key.Key_Tab)
        assert after.hasFocus()
        assert note.value() == ""

    def test_a_finding_past_the_end_does_no_harm(self, qtbot: QtBot) -> None:
        note = NoteField()
        qtbot.addWidget(note)
        note.set_value("short")
        note.set_findings((_Mark(2, 400, "high", "why"),))
        assert len(note.extraSelections()) == 1


class TestPasswordField:
    def test_the_password_is_never_shown(self, qtbot: QtBot) -> None:
        field = PasswordField()
        _shown(field, qtbot)
        qtbot.keyClicks(field.line, "amber canoe")
        assert "amber" not in field.line.displayText()
        assert field.value() == "amber canoe"

    def test_taking_it_empties_the_line(self, qtbot: QtBot) -> None:
        field = PasswordField()
        qtbot.addWidget(field)
        qtbot.keyClicks(field.line, "amber")
        assert field.take() == "amber"
        assert field.value() == ""
        assert not field.line.isUndoAvailable()

    def test_paste_is_allowed(self, qtbot: QtBot) -> None:
        field = PasswordField()
        _shown(field, qtbot)
        QApplication.clipboard().setText("from the manager")
        QTest.keyClick(field.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert field.value() == "from the manager"

    @pytest.mark.parametrize(("letter", "shift", "seen"), [("A", False, True), ("A", True, False), ("a", False, False)])
    def test_caps_lock_is_noticed(self, qtbot: QtBot, letter: str, shift: bool, seen: bool) -> None:
        field = PasswordField()
        _shown(field, qtbot)
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(field.line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, held, letter))
        assert field._caps.isVisible() is seen


class TestField:
    def test_the_label_names_every_kind_of_input(self, clock: FixedClock, calendar: Calendar, qtbot: QtBot) -> None:
        inputs = (
            TextField(),
            NoteField(),
            ChoiceBox(THREE),
            ChoiceBox(MANY),
            DateField(clock, calendar),
            PasswordField(),
            TickList(MANY),
        )
        for inner in inputs:
            field = Field("Name of the service", inner)
            _shown(field, qtbot)
            assert unnamed(field) == [], type(inner).__name__

    def test_a_combo_box_is_called_by_its_label(self, qtbot: QtBot) -> None:
        box = ChoiceBox(THREE)
        field = Field("Asked of", box)
        qtbot.addWidget(field)
        box.set_value("b")
        assert name_of(box) == "Asked of"

    def test_an_error_stands_beside_the_field_until_she_types(self, qtbot: QtBot) -> None:
        line = TextField()
        field = Field("Name", line)
        _shown(field, qtbot)
        field.set_error("Enter the name")
        assert field.error == "Enter the name"
        assert line.accessibleDescription().startswith("Enter the name")
        qtbot.keyClicks(line, "A")
        assert field.error == ""

    def test_each_leak_reason_is_said_once_and_never_the_text(self, qtbot: QtBot) -> None:
        note = NoteField()
        field = Field("Note", note)
        _shown(field, qtbot)
        note.set_value("Norwich and Norwich")
        marks = (
            _Mark(0, 7, "high", "Names a town outside our own area."),
            _Mark(12, 19, "high", "Names a town outside our own area."),
        )
        field.set_findings(marks)
        assert field._leak.text().count("Names a town") == 1
        assert "Norwich" not in field._leak.text()
        assert len(note.extraSelections()) == 2

    def test_taking_the_focus_lands_in_the_input(self, clock: FixedClock, calendar: Calendar, qtbot: QtBot) -> None:
        day = DateField(clock, calendar)
        field = Field("When", day)
        _shown(field, qtbot)
        field.take_focus()
        assert day.line.hasFocus()

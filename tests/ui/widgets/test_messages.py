"""What the window says: banner, notice, toast, empty lists, chips, steps."""

import pytest
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from spoc_desk_ui.actions import Actions
from spoc_desk_ui.notices import NoticeArea
from spoc_desk_ui.theme import Theme
from spoc_desk_ui.widgets.banner import Line, SummaryBanner
from spoc_desk_ui.widgets.buttons import Button, IconButton
from spoc_desk_ui.widgets.empty_state import EmptyState
from spoc_desk_ui.widgets.notice import Notice
from spoc_desk_ui.widgets.state_chip import StateChip
from spoc_desk_ui.widgets.step_line import StepLine
from spoc_desk_ui.widgets.toast import Toast
from spoc_desk_ui.widgets.tones import State, Tone
from spoc_desk_ui.widgets.words import Words

UNDO = QKeySequence("Ctrl+Shift+Z")


def _shown(widget: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def test_the_banner_takes_the_focus_and_counts(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    banner = SummaryBanner(page)
    _shown(page, qtbot)
    banner.show_problems([Line("Enter the date", "day"), Line("Say why", "why")])
    assert banner.hasFocus()
    assert banner.accessibleName() == "2 things to put right: Enter the date. Say why"


def test_a_line_of_the_banner_jumps_to_its_field(qtbot: QtBot) -> None:
    banner = SummaryBanner()
    qtbot.addWidget(banner)
    banner.show_problems([Line("Enter the date", "day")])
    with qtbot.waitSignal(banner.field_requested) as asked:
        banner.findChildren(Button)[0].click()
    assert asked.args == ["day"]


def test_a_long_line_of_the_banner_goes_on_in_the_next_line(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    banner = SummaryBanner(page)
    layout.addWidget(banner)
    layout.addStretch(1)
    page.resize(300, 400)
    _shown(page, qtbot)
    sentence = "Enter the day on which the office of the DCS or the DASS was told, or leave it empty & say why"
    banner.show_problems([Line(sentence, "day")])
    link = banner.findChildren(Button)[0]
    qtbot.waitUntil(lambda: link.height() > 2 * link.fontMetrics().height())
    assert banner.width() <= 300
    assert link.height() >= link.heightForWidth(link.width())
    assert link.accessibleName() == sentence


def test_a_banner_without_problems_takes_no_room(qtbot: QtBot) -> None:
    banner = SummaryBanner()
    qtbot.addWidget(banner)
    banner.show_problems([Line("Enter the date", "day")])
    banner.show_problems([])
    assert banner.isHidden()


def test_user_text_is_never_read_as_markup(qtbot: QtBot) -> None:
    words = Words("O'Brien <b>bold</b>")
    qtbot.addWidget(words)
    assert words.text() == "O'Brien <b>bold</b>"
    interface = QAccessible.queryAccessibleInterface(words)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "O'Brien <b>bold</b>"


def test_notices_are_one_per_key_and_go(qtbot: QtBot) -> None:
    area = NoticeArea()
    qtbot.addWidget(area)
    area.show_words("The desk locks in less than 60 seconds.", "warn", key="lock")
    area.show_words("The desk locks in less than 30 seconds.", "warn", key="lock")
    area.show_words("Saved", "ok")
    assert area.shown() == ("The desk locks in less than 30 seconds.", "Saved")
    area.take_away_passing()
    assert area.shown() == ("The desk locks in less than 30 seconds.",)
    area.take_away("lock")
    assert area.isHidden()


def test_a_notice_button_acts(qtbot: QtBot) -> None:
    notice = Notice("Unfinished work", "info", action="Open it")
    qtbot.addWidget(notice)
    with qtbot.waitSignal(notice.acted):
        notice.findChildren(Button)[0].click()


def test_undo_happens_once(qtbot: QtBot) -> None:
    page = QWidget()
    toast = Toast(page, UNDO)
    _shown(page, qtbot)
    undone: list[int] = []
    toast.show_words("Removed Child B", lambda: undone.append(1))
    assert toast.can_undo
    toast.undo()
    toast.undo()
    assert undone == [1]
    assert toast.isHidden()


@pytest.mark.parametrize(("words", "stays"), [("Requested: School record", False), ("Saved: phone", True)])
def test_only_what_was_saved_is_still_said_at_the_next_place(qtbot: QtBot, words: str, stays: bool) -> None:
    page = QWidget()
    toast = Toast(page, UNDO)
    _shown(page, qtbot)
    toast.show_words(words, list)
    toast.leave_place()
    assert (toast.isVisible(), toast.can_undo) == (stays, stays)


def test_the_keys_that_undo_are_said_as_the_menu_has_them(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("spoc_desk_ui.widgets.toast.announce", lambda _widget, words: said.append(words))
    page = QWidget()
    actions = Actions((), page)
    toast = Toast(page, actions.action("undo").shortcut())
    qtbot.addWidget(page)
    toast.show_words("Removed Child B", list)
    toast.put_away()
    assert said == ["Removed Child B. Undo with Control Shift Z"]
    assert toast.findChildren(Button)[0].toolTip() == "Ctrl+Shift+Z"


def test_a_new_message_forgets_the_undo_before(qtbot: QtBot) -> None:
    page = QWidget()
    toast = Toast(page, UNDO)
    _shown(page, qtbot)
    undone: list[int] = []
    toast.show_words("Removed Child B", lambda: undone.append(1))
    toast.show_words("Copied")
    toast.undo()
    assert undone == []
    toast.put_away()


def test_an_empty_list_offers_the_next_act(qtbot: QtBot) -> None:
    empty = EmptyState("No relocations yet", "The first starts with a call.", action="Log a UKPPS meeting")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.acted):
        empty.findChildren(Button)[0].click()


def test_every_tone_has_its_own_shape(qtbot: QtBot, theme: Theme) -> None:
    pictures = {}
    for tone in Tone:
        chip = StateChip("Same word", tone)
        qtbot.addWidget(chip)
        grey = chip.grab().toImage().convertToFormat(chip.grab().toImage().Format.Format_Grayscale8)
        pictures[tone] = bytes(grey.constBits())
    assert len(set(pictures.values())) == len(Tone)


def test_the_steps_are_a_list_for_a_screen_reader(qtbot: QtBot) -> None:
    steps = StepLine()
    qtbot.addWidget(steps)
    steps.show_steps([State("Meeting", Tone.DONE), State("Exchange", Tone.UNDER_WAY), State("Closed", Tone.NOT_YET)])
    interface = QAccessible.queryAccessibleInterface(steps)
    assert interface is not None
    assert interface.role() == QAccessible.Role.List
    said = [interface.child(number).text(QAccessible.Text.Name) for number in range(interface.childCount())]
    assert said == ["Meeting: done", "Exchange: now", "Closed: to come"]


def test_an_icon_button_without_a_name_cannot_be_made() -> None:
    try:
        IconButton("copy", " ")
    except ValueError:
        return
    raise AssertionError("a nameless icon button was made")

"""The counts and the bars of Today."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spoc_desk_ui.widgets.count_tabs import CountTab, CountTabs
from spoc_desk_ui.widgets.day_bars import DayBar, DayBars
from spoc_desk_ui.widgets.tones import Tone

TABS = (CountTab("late", "Late", Tone.LATE), CountTab("soon", "Due soon"))
BARS = (DayBar(date(2026, 11, 23), 2), DayBar(date(2026, 11, 24), 0), DayBar(date(2026, 11, 25), 1))


def test_a_count_says_its_name_and_number(qtbot: QtBot) -> None:
    tabs = CountTabs(TABS, "What there is to do")
    qtbot.addWidget(tabs)
    tabs.show_counts({"late": 3, "soon": 1000})

    assert tabs.button("late").accessibleName() == "Late: 3"
    assert tabs.button("soon").accessibleName() == "Due soon: 1,000+"
    assert CountTab("sent", "Sent", most=100_000).words(2000) == "2,000"


def test_pressing_a_count_opens_it_and_only_it(qtbot: QtBot) -> None:
    tabs = CountTabs(TABS, "What there is to do")
    qtbot.addWidget(tabs)
    tabs.open_tab("late")

    with qtbot.waitSignal(tabs.chosen) as chosen:
        qtbot.keyClick(tabs.button("soon"), Qt.Key.Key_Space)

    assert chosen.args == ["soon"]
    assert tabs.current() == "soon"


def test_the_day_under_the_keys_is_said(qtbot: QtBot) -> None:
    bars = DayBars("Due")
    qtbot.addWidget(bars)
    bars.show_bars(BARS)
    said = [bars.accessibleName()]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Home):
        qtbot.keyClick(bars, key)
        said.append(bars.accessibleName())

    assert said == [
        "Due. Monday 23 November 2026: 2 due",
        "Due. Tuesday 24 November 2026: nothing due",
        "Due. Wednesday 25 November 2026: 1 due",
        "Due. Tuesday 24 November 2026: nothing due",
        "Due. Monday 23 November 2026: 2 due",
    ]


def test_enter_opens_the_day(qtbot: QtBot) -> None:
    bars = DayBars("Due")
    qtbot.addWidget(bars)
    bars.show_bars(BARS)
    with qtbot.waitSignal(bars.opened) as opened:
        qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert opened.args == [date(2026, 11, 23)]


def test_no_day_at_all_does_nothing(qtbot: QtBot) -> None:
    bars = DayBars("Due")
    qtbot.addWidget(bars)
    with qtbot.assertNotEmitted(bars.opened):
        qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert bars.current_bar() is None

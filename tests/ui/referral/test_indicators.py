"""The explorer of the indicators, on a real referral: found by typing, ticked with Space, with a note beside each."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from spoc_desk.casework.council import save_profile
from spoc_desk.casework.referrals.sections import tick
from spoc_desk.profile.documents import load_profile
from spoc_desk.thresholds.reading import load_set
from spoc_desk.thresholds.threshold_set import Where
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.referral.indicators.lines import Head, lines_of, twins
from spoc_desk_ui.referral.indicators.page import IndicatorsPage
from spoc_desk_ui.theme import Theme
from tests.ui.accessible import tab_order, unnamed
from tests.ui.referral.section_host import Host, hosts

LATE = "ADD.learning.4"
SHOW = Callable[..., Host]


@pytest.fixture
def show(tmp_path: Path, qtbot: QtBot) -> Iterator[SHOW]:
    yield from hosts(tmp_path, qtbot)


def _page(host: Host) -> IndicatorsPage:
    assert isinstance(host.page, IndicatorsPage)
    return host.page


def _shown(page: IndicatorsPage) -> list[str]:
    return [line.indicator.id for line in page.list.lines.lines if isinstance(line, Where)]


def _ticked(vault: Vault, referral_id: str) -> None:
    tick(vault, referral_id=referral_id, indicator_id=LATE, ticked=True, note="On many days")
    tick(vault, referral_id=referral_id, indicator_id="INT.health.1", ticked=True)


def test_all_indicators_stand_below_their_heads_in_the_order_of_the_set(show: SHOW) -> None:
    page = _page(show(IndicatorsPage, "indicators"))
    luton = load_set("luton-2021-10")

    assert _shown(page) == list(luton.places)
    heads = [line.title for line in page.list.lines.lines if isinstance(line, Head)]
    assert heads == [f"{level.label} · {heading.label}" for level in luton.levels for heading in level.headings]
    assert page.search.count_words == "227 indicators"


def test_typing_finds_and_space_ticks_and_the_note_stands_beside_it(show: SHOW, qtbot: QtBot) -> None:
    host = show(IndicatorsPage, "indicators")
    page = _page(host)
    page.first_focus().setFocus()  # type: ignore[union-attr]

    qtbot.keyClicks(page.search.line, "late to school")
    assert LATE in _shown(page) and len(_shown(page)) < 5
    qtbot.keyClick(page.search.line, Qt.Key.Key_Down)
    assert page.list.hasFocus() and page.list.current_id == LATE
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.pane.note.hasFocus()
    qtbot.keyClicks(page.pane.note, "Late on 14 of 20 days")
    qtbot.keyClick(page.pane.note, Qt.Key.Key_Escape)
    host.settle()

    assert page.list.hasFocus()
    assert host.view().ticks == (LATE,)
    assert host.view().tick_notes[LATE] == "Late on 14 of 20 days"
    index = page.list.lines.index(page.list.lines.row_of(LATE))
    assert "Note: Late on 14 of 20 days" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_head_counts_its_own_ticks_only(show: SHOW, qtbot: QtBot) -> None:
    page = _page(show(IndicatorsPage, "indicators"))
    page.list.go_to(LATE)
    page.list.setFocus()
    head = page.list.lines.head_above(page.list.lines.row_of(LATE))
    assert head is not None and head.count_words(page.list.lines.ticked) == "9"

    qtbot.keyClick(page.list, Qt.Key.Key_Space)

    assert head.count_words(page.list.lines.ticked) == "1 of 9 ticked"


def test_ticks_quicker_than_the_vault_are_all_stored(show: SHOW, qtbot: QtBot) -> None:
    host = show(IndicatorsPage, "indicators")
    page = _page(host)
    page.list.setFocus()
    for _ in range(6):
        qtbot.keyClick(page.list, Qt.Key.Key_Space)
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
    host.settle()

    assert host.view().ticks == tuple(load_set("luton-2021-10").places)[:6]
    assert page.list.lines.ticked == set(host.view().ticks)


def test_ctrl_z_takes_a_tick_back_and_the_note_stays_when_the_tick_goes(show: SHOW, qtbot: QtBot) -> None:
    host = show(IndicatorsPage, "indicators", _ticked)
    page = _page(host)
    page.list.go_to(LATE)
    page.list.setFocus()

    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    host.settle()
    assert LATE not in host.view().ticks
    qtbot.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    host.settle()

    assert LATE in host.view().ticks
    assert page.pane.note.value() == "On many days"


def test_only_ticked_and_the_level_leave_the_rest_out_and_words_say_so(show: SHOW, qtbot: QtBot) -> None:
    page = _page(show(IndicatorsPage, "indicators", _ticked))

    page.search.only_ticked.click()
    assert _shown(page) == [LATE, "INT.health.1"]
    assert page.search.count_words == "Only what is ticked"
    page.search.levels.button("INT").click()
    assert _shown(page) == ["INT.health.1"]
    qtbot.keyClicks(page.search.line, "zzz")

    assert page.stack.currentWidget() is page.empty
    page.empty.acted.emit()
    assert len(_shown(page)) == 227 and page.search.line.hasFocus()


def test_the_same_words_in_two_places_stay_two_boxes(show: SHOW, qtbot: QtBot) -> None:
    host = show(IndicatorsPage, "indicators")
    page = _page(host)
    luton = load_set("luton-2021-10")
    where = next(each for each in luton.places.values() if twins(luton, each))
    other = twins(luton, where)[0]

    page.list.go_to(where.indicator.id)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    host.settle()

    assert host.view().ticks == (where.indicator.id,)
    assert other.indicator.id not in page.list.lines.ticked
    assert f"{other.level.label}, {other.heading.label}" in page.pane.also


def test_display_corrections_follow_the_profile(show: SHOW) -> None:
    host = show(IndicatorsPage, "indicators")
    page = _page(host)
    slip = load_set("luton-2021-10").places["UNI.guidance.2"]
    assert "facilities" in page.list.lines.words(slip)

    host.do(_no_corrections)

    assert "facilitates" in page.list.lines.words(slip)


def _no_corrections(vault: Vault) -> None:
    found = load_profile("luton")
    save_profile(vault, replace(found, referring=replace(found.referring, threshold_corrections=False)))


def test_a_click_on_the_words_never_takes_a_tick_away(show: SHOW, qtbot: QtBot) -> None:
    host = show(IndicatorsPage, "indicators", _ticked)
    page = _page(host)
    page.list.go_to(LATE)
    room = page.list.visualRect(page.list.lines.index(page.list.lines.row_of(LATE)))

    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=room.center())
    assert LATE in page.list.lines.ticked
    box = room.topLeft() + QPoint(page.list.line.box_width() // 2, 12)
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=box)

    assert LATE not in page.list.lines.ticked
    host.settle()
    assert LATE not in host.view().ticks


def test_letters_typed_in_the_list_go_to_the_search(show: SHOW, qtbot: QtBot) -> None:
    page = _page(show(IndicatorsPage, "indicators"))
    page.list.setFocus()

    qtbot.keyClicks(page.list, "s")

    assert page.search.line.hasFocus() and page.search.line.text() == "s"


def test_a_place_leads_to_the_note_it_is_about(show: SHOW, qtbot: QtBot) -> None:
    page = _page(show(IndicatorsPage, "indicators", _ticked))
    qtbot.keyClicks(page.search.line, "hygiene")

    page.open_field("", LATE)

    assert page.list.current_id == LATE and page.pane.note.hasFocus()
    assert page.open_ids() == (LATE, "note")


def test_the_windscreen_follows_the_ticks_and_never_judges(show: SHOW, qtbot: QtBot) -> None:
    host = show(IndicatorsPage, "indicators", _ticked)
    page = _page(host)
    picture = page.windscreen.picture
    assert picture is not None
    assert [band.headings for band in picture.bands] == ["No ticks", "Learning", "Health", "No ticks"]
    assert not any(band.judged for band in picture.bands)

    assert page.windscreen.glass.folded and page.windscreen.table_button.isHidden()
    page.windscreen.fold_button.click()
    page.windscreen.table_button.click()

    assert page.windscreen.table.item(1, 1).text() == "Learning"
    assert not any(letter.isdigit() for letter in page.windscreen.glass.accessibleDescription())


def test_space_on_the_picture_shows_it_as_a_table_and_esc_leads_back(show: SHOW, qtbot: QtBot) -> None:
    page = _page(show(IndicatorsPage, "indicators", _ticked))
    page.windscreen.glass.setFocus()

    qtbot.keyClick(page.windscreen.glass, Qt.Key.Key_Space)
    assert page.windscreen.table.hasFocus() and page.windscreen.glass.isHidden()
    qtbot.keyClick(page.windscreen.table, Qt.Key.Key_Escape)

    assert page.windscreen.glass.hasFocus() and page.windscreen.table.isHidden()


def test_a_form_that_was_sent_is_not_ticked_any_more_and_says_why(show: SHOW, qtbot: QtBot) -> None:
    host = show(IndicatorsPage, "indicators", answers={"allocated_worker": "yes"})
    page = _page(host)
    page.list.setFocus()

    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    host.settle()

    assert page.list.lines.ticked == set()
    assert host.notices and "no longer edited" in host.notices[0][0]


def test_every_control_has_a_name_and_tab_reads_from_the_top(show: SHOW) -> None:
    page = _page(show(IndicatorsPage, "indicators", _ticked))
    page.list.go_to(LATE)

    assert unnamed(page) == []
    order = [each for each in tab_order(page) if each in (page.search.line, page.list, page.pane.note)]
    assert order == [page.search.line, page.list, page.pane.note]


def test_at_200_percent_search_and_results_are_seen_together(show: SHOW, qtbot: QtBot, theme: Theme) -> None:
    theme.set_percent(200)
    page = _page(show(IndicatorsPage, "indicators", _ticked))

    qtbot.keyClicks(page.search.line, "late to school")

    inside = page.rect()
    for part in (page.search.line, page.list):
        corner = part.mapTo(page, QPoint(0, 0))
        assert inside.contains(corner)


def test_lines_of_keeps_the_order_of_each_level() -> None:
    luton = load_set("luton-2021-10")

    assert lines_of(luton, set()) == []
    assert all(isinstance(line, Head) or line.level.id == "SPE" for line in lines_of(luton, set(luton.places), "SPE"))

"""History: newest first, by alias, filtered by kind, each line leading to its record."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spoc_desk.casework.looking import open_case
from spoc_desk_ui.parts.history import HistoryPart, fetch_history
from spoc_desk_ui.widgets.filter_header import FilterHeader
from tests.casework.story import Story
from tests.ui.accessible import unnamed
from tests.ui.parts.conftest import ShowPart


def _story(story: Story) -> None:
    story.up_to_meeting()


def _rows(part: HistoryPart) -> list[str]:
    return [part.table.row_in_words(row) for row in range(part.table.model.rowCount())]


def _part(show_part: ShowPart, qtbot: QtBot) -> HistoryPart:
    part = show_part(HistoryPart, _story)
    assert isinstance(part, HistoryPart)
    qtbot.waitUntil(lambda: bool(_rows(part)), timeout=20_000)
    return part


def test_the_newest_stands_first_and_nobody_is_named(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, qtbot)
    entries = [part.table.model.row_at(row) for row in range(part.table.model.rowCount())]
    days = [entry.day for entry in entries if entry is not None]

    assert len(days) > 5 and days == sorted(days, reverse=True) and days[0] > days[-1]
    assert any("Child A" in row for row in _rows(part))


def test_one_kind_can_be_looked_at_alone(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, qtbot)
    header = part.table.view.horizontalHeader()
    assert isinstance(header, FilterHeader)
    box = header.boxes()["kind"]

    qtbot.keyClicks(box, "Meet")
    box.activated.emit(box.currentIndex())

    qtbot.waitUntil(lambda: len(_rows(part)) == 1)
    assert "\tMeetings\t" in _rows(part)[0]


def test_who_looked_stands_beside_what_happened(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, qtbot)
    case_id = part.case_id
    part.session.run(lambda vault: open_case(vault, case_id))
    part.to_looks.click()

    qtbot.waitUntil(lambda: part.looks.model.rowCount() == 1, timeout=20_000)

    assert "\tAsha Brook\tLooked at a relocation\t" in part.looks.row_in_words(0)
    assert part.open_ids() == ("looks", "")
    assert unnamed(part) == []
    opened: list[str] = []
    part.place_requested.connect(lambda place, _ids: opened.append(place))
    part.looks.model.show_as({"who": "asha"}, "", descending=False)
    assert part.print_requested() and opened == [f"print/who-looked/{case_id}/who=61736861"]
    part.to_happened.click()
    assert part.open_ids() == ("", "")


def test_enter_leads_to_the_record(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, qtbot)
    place = next(row for row, words in enumerate(_rows(part)) if "\tMeetings\t" in words)
    part.table.view.setCurrentIndex(part.table.model.index(place, 0))

    with qtbot.waitSignal(part.place_requested) as asked:
        qtbot.keyClick(part.table.view, Qt.Key.Key_Return)

    assert asked.args[0].startswith(f"case/{part.case_id}/meetings/")


def test_ctrl_p_asks_for_the_chronology(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, qtbot)
    with qtbot.waitSignal(part.place_requested) as asked:
        assert part.print_requested()
    assert asked.args[0] == f"print/chronology/{part.case_id}"


def test_a_long_history_is_counted_to_its_end(show_part: ShowPart, qtbot: QtBot) -> None:
    part = _part(show_part, qtbot)
    case_id, whole = part.case_id, len(_rows(part))
    totals: list[int] = []
    for limit in (1, 3, whole):
        part.session.run(lambda vault, limit=limit: fetch_history(vault, case_id, (), 0, limit).total, totals.append)
    qtbot.waitUntil(lambda: len(totals) == 3, timeout=20_000)
    assert totals == [whole] * 3


def test_every_control_has_a_name(show_part: ShowPart, qtbot: QtBot) -> None:
    assert unnamed(_part(show_part, qtbot)) == []

"""The flags on the screen: people by systems, answered with one key, recorded in one small panel."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication

from spoc_desk.casework import flags
from spoc_desk.casework.council import profile
from spoc_desk.casework.flags import FlagState
from spoc_desk.vault.records.stores import APPOINTMENTS
from spoc_desk_ui.delegates.lines_cell import LinesDelegate
from spoc_desk_ui.models.flag_grid import state_of
from spoc_desk_ui.parts.flags import FlagsPart
from spoc_desk_ui.parts.flags_panel import FlagPanel
from tests.casework.desk import Desk
from tests.ui.accessible import unnamed
from tests.ui.parts.conftest import AtDesk
from tests.ui.parts.host import Host

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def _systems(desk: Desk) -> list[str]:
    return [system.id for system in profile(desk.vault).systems]


def _two_placed_of_three(desk: Desk) -> None:
    system = _systems(desk)[0]
    people = [*desk.children, desk.mother]
    flags.request_flags(desk.vault, member_ids=people, systems=[system], on=date(2026, 11, 9))
    cells = flags.grid(desk.vault, desk.case_id).cells
    ids = [cell.flag.id for cell in cells.values() if cell.flag is not None][:2]
    flags.place_flags(desk.vault, flag_ids=ids, confirmed_by="Records team", on=date(2026, 11, 12))


def _part(host: Host) -> FlagsPart:
    assert isinstance(host.part, FlagsPart)
    return host.part


def _stand_on(host: Host, row: int, column: int) -> None:
    view = _part(host).view
    view.setFocus()
    place = _part(host).model.index(row, column)
    view.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _cell(host: Host, row: int, column: int) -> flags.FlagCell:
    return _part(host).model.cells_of([_part(host).model.index(row, column)])[0]


def _panel(host: Host) -> FlagPanel:
    panel = _part(host).panel
    assert panel is not None
    return panel


@pytest.mark.req("R-003-79")
def test_the_counter_says_how_many_flags_are_placed(at_desk: AtDesk) -> None:
    host = at_desk(FlagsPart, _two_placed_of_three)
    part = _part(host)
    assert part.counter.text() == "2 of 3 flags placed"
    assert part.model.rowCount() == len(host.read(lambda vault: profile(vault).systems))
    assert [part.model.headerData(at, Qt.Orientation.Horizontal) for at in range(1, 6)] == [
        "Child A", "Child B", "Unborn 1", "Adult 1", "Adult 2",
    ]  # fmt: skip
    assert state_of(_cell(host, 0, 1)).word == "Thu 12 Nov\nplaced"


def test_one_key_goes_round_the_answers(at_desk: AtDesk) -> None:
    host = at_desk(FlagsPart)
    _stand_on(host, 0, 1)
    seen = []
    for _ in range(3):
        host.press(_part(host).view, Qt.Key.Key_Space)
        seen.append(_cell(host, 0, 1).state)
    assert seen == [FlagState.TO_ASK, FlagState.NO_RECORD, FlagState.NOT_ANSWERED]
    host.press(_part(host).view, Qt.Key.Key_N)
    assert _cell(host, 0, 1).state is FlagState.NO_RECORD
    assert _part(host).view.currentIndex() == _part(host).model.index(0, 1)


@pytest.mark.req("R-003-03")
def test_a_whole_system_is_requested_with_the_fixed_words(at_desk: AtDesk) -> None:
    host = at_desk(FlagsPart)
    _stand_on(host, 0, 0)
    host.press(_part(host).view, Qt.Key.Key_R)
    panel = _panel(host)
    assert "Further information about this record is available" in host.words()
    assert "Jordan Field" in host.words() and "UKPPS" not in panel._desk.words
    panel._copy_button.click()
    assert host.heard.copied == [panel._desk.words]
    host.press(panel.first_focus(), ENTER)
    assert {_cell(host, 0, column).state for column in range(1, 6)} == {FlagState.ASKED}
    assert _part(host).panel is None and QApplication.focusWidget() is _part(host).view


def test_placed_asks_who_confirmed_it(at_desk: AtDesk) -> None:
    host = at_desk(FlagsPart, _two_placed_of_three)
    _stand_on(host, 0, 4)
    host.press(_part(host).view, ENTER)
    panel = _panel(host)
    assert panel.grid.fields["what"].value() == "placed"
    panel.submit()
    host.settle()
    assert panel.grid.fields["confirmed_by"].error == "Say who confirmed that the flag is there."
    panel.grid.fields["confirmed_by"].take_focus()
    host.type("Records team")
    host.press(QApplication.focusWidget(), ENTER)
    assert _cell(host, 0, 4).state is FlagState.PLACED
    assert _part(host).counter.text() == "3 of 3 flags placed"


def test_a_flag_comes_off_only_for_a_reason(at_desk: AtDesk) -> None:
    host = at_desk(FlagsPart, _two_placed_of_three)
    _stand_on(host, 0, 1)
    host.press(_part(host).view, Qt.Key.Key_R)
    panel = _panel(host)
    panel.grid.fields["what"].set_value("removed")
    panel._show_asks()
    panel.submit()
    assert "until UKPPS agrees" in panel.grid.fields["removed_reason"].error
    panel.grid.fields["removed_reason"].set_value("error")
    panel.submit()
    host.settle()
    assert _cell(host, 0, 1).state is FlagState.REMOVED


def test_flags_that_stand_differently_are_not_recorded_together(at_desk: AtDesk) -> None:
    def one_without_record(desk: Desk) -> None:
        flags.answer_holds_record(desk.vault, member_id=desk.mother, systems=_systems(desk), holds="no")

    host = at_desk(FlagsPart, one_without_record)
    _stand_on(host, 0, 4)
    host.press(_part(host).view, Qt.Key.Key_R)
    assert _part(host).panel is None
    assert host.heard.toasts[-1][0] == "No record, no flag. Press Y if this system holds one."


def test_without_an_la_spoc_the_words_say_what_to_do(at_desk: AtDesk) -> None:
    def nobody(desk: Desk) -> None:
        with desk.vault.transaction("test") as tx:
            for appointment in APPOINTMENTS.find(tx, "case_id = ?", (desk.case_id,)):
                ended = {"ended_on": "2026-11-20"}
                tx.update("appointments", appointment.id, ended, version=appointment.version)

    host = at_desk(FlagsPart, nobody)
    _stand_on(host, 0, 1)
    host.press(_part(host).view, Qt.Key.Key_R)
    assert "Name the LA SPOC first" in host.words()
    assert not _panel(host).save_button.isEnabled()


@pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)
def test_a_request_is_printed_for_one_system(at_desk: AtDesk) -> None:
    host = at_desk(FlagsPart, _two_placed_of_three)
    _stand_on(host, 0, 1)
    host.press(_part(host).view, Qt.Key.Key_P)
    menu = _part(host)._menu
    assert [action.text() for action in menu.actions()] == ["Flag request: Children's social care"]
    menu.actions()[0].trigger()
    menu.close()
    kind, case_id, ids = host.heard.places[0].removeprefix("print/").split("/")
    assert (kind, case_id) == ("flag-request", host.desk.case_id) and len(ids.split(",")) == 3


def test_every_control_has_a_name_and_cells_are_read_aloud(at_desk: AtDesk) -> None:
    host = at_desk(FlagsPart, _two_placed_of_three)
    model = _part(host).model
    said = model.data(model.index(0, 1), int(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Child A, Children's social care: Placed Thu 12 Nov 2026"
    assert isinstance(_part(host).view.itemDelegate(), LinesDelegate)
    _stand_on(host, 0, 1)
    host.press(_part(host).view, Qt.Key.Key_R)
    assert unnamed(host.part) == []
    host.press(QApplication.focusWidget(), ESCAPE)
    assert QApplication.focusWidget() is _part(host).view

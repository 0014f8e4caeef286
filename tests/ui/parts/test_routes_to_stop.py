"""The checklist of everyday routes on the screen: answered with one key, told, confirmed stopped."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from spoc_desk.casework import routes_to_stop
from spoc_desk.domain.terms import Tri
from spoc_desk.vault.records.stores import ROUTES_TO_STOP
from spoc_desk_ui.parts.routes_to_stop import RoutesToStopPart
from tests.casework.desk import Desk
from tests.ui.accessible import unnamed
from tests.ui.parts.conftest import AtDesk
from tests.ui.parts.host import Host


def _begun(desk: Desk) -> None:
    told = {"applies": "yes", "owner": "School data manager", "told_on": "2026-11-09"}
    for route, answers in (("ctf", {**told, "confirmed_on": "2026-11-12"}), ("cp_file", told)):
        routes_to_stop.save_route(desk.vault, case_id=desk.case_id, route=route, answers=answers)


def _part(host: Host) -> RoutesToStopPart:
    assert isinstance(host.part, RoutesToStopPart)
    return host.part


def _row(host: Host, route: str) -> str:
    table = _part(host).table
    return table.row_in_words(table.model.row_of(route))


def _stand_on(host: Host, route: str) -> None:
    _part(host).table.select_id(route)
    _part(host).table.view.setFocus()
    host.settle()


def test_each_route_says_its_everyday_rule_and_the_danger(at_desk: AtDesk) -> None:
    host = at_desk(RoutesToStopPart, _begun)
    assert _part(host).table.model.rowCount() == len(routes_to_stop.everyday_routes())
    row = _row(host, "ctf")
    assert "Sent within 15 school days" in row and "carries the UPN" in row
    assert row.endswith("yes\tSchool data manager\tMon 9 Nov\tThu 12 Nov")


def test_the_counter_says_how_many_are_confirmed(at_desk: AtDesk) -> None:
    host = at_desk(RoutesToStopPart, _begun)
    assert _part(host).counter.text() == "1 of 2 confirmed"
    assert f"{len(routes_to_stop.everyday_routes()) - 2} answers are missing" in host.words()


def test_one_key_says_whether_a_route_applies(at_desk: AtDesk) -> None:
    host = at_desk(RoutesToStopPart)
    _stand_on(host, "housing")
    host.press(_part(host).table.view, Qt.Key.Key_N)
    assert "no\tnobody yet" in _row(host, "housing")
    host.press(_part(host).table.view, Qt.Key.Key_Y)
    assert _part(host).table.current_id() == "housing"
    stored = host.read(lambda vault: ROUTES_TO_STOP.find(vault, "case_id = ?", (host.desk.case_id,)))
    assert [(each.route, each.applies) for each in stored] == [("housing", Tri.YES)]


def test_enter_records_who_was_told_and_when_it_was_confirmed(at_desk: AtDesk) -> None:
    host = at_desk(RoutesToStopPart)
    _stand_on(host, "gp")
    host.press(_part(host).table.view, Qt.Key.Key_Return)
    panel = _part(host).panel
    assert panel is not None and "Danger: practice and address become visible" in host.words()
    assert panel.answers()["applies"] == "yes"
    host.type("Practice manager")
    panel.set_answer("confirmed_on", "2026-11-20")
    panel.submit()
    host.settle()
    assert "Say first when the owner was told." in host.words()
    panel.set_answer("told_on", "2026-11-19")
    host.press(QApplication.focusWidget(), Qt.Key.Key_Return)
    panel.submit()
    host.settle()
    assert _row(host, "gp").endswith("Practice manager\tThu 19 Nov\tFri 20 Nov")
    assert QApplication.focusWidget() is _part(host).table.view


def test_every_control_has_a_name(at_desk: AtDesk) -> None:
    host = at_desk(RoutesToStopPart, _begun)
    _stand_on(host, "gp")
    host.press(_part(host).table.view, Qt.Key.Key_Return)
    assert unnamed(host.part) == []

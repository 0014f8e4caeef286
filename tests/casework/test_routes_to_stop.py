"""The everyday routes that are stopped by hand."""

import pytest

from spoc_desk.casework.routes_to_stop import everyday_routes, routes, save_route, start_checklist, summary
from spoc_desk.domain.cases import CaseState
from spoc_desk.errors import BadAnswer, NotYet
from spoc_desk.vault.records.stores import ROUTES_TO_STOP
from tests.casework.desk import Desk


def line(desk: Desk, route: str) -> tuple[str, str]:
    found = next(one for one in routes(desk.vault, desk.case_id) if one.route.id == route)
    return found.state, found.words


def test_every_route_of_the_checklist_is_there_before_anybody_touches_it(departure: Desk) -> None:
    lines = routes(departure.vault, departure.case_id)
    assert len(lines) == len(everyday_routes()) == 17
    assert {one.state for one in lines} == {"open"}
    assert all(one.route.everyday and one.route.danger for one in lines)


@pytest.mark.req("R-003-11", "R-003-58")
def test_a_route_is_answered_told_and_confirmed_stopped(departure: Desk) -> None:
    given = {"case_id": departure.case_id, "route": "ctf"}
    save_route(departure.vault, **given, answers={"applies": "yes", "owner": "School data manager"})
    assert line(departure, "ctf") == ("to tell", "Tell School data manager")
    save_route(departure.vault, **given, answers={"told_on": "2026-11-19"})
    assert line(departure, "ctf") == ("told", "Told Thu 19 Nov 2026, not confirmed yet")
    save_route(departure.vault, **given, answers={"confirmed_on": "2026-11-20"})
    assert line(departure, "ctf") == ("stopped", "Confirmed stopped, Fri 20 Nov 2026")
    save_route(departure.vault, case_id=departure.case_id, route="ehcp", answers={"applies": "no"})
    told = summary(departure.vault, departure.case_id)
    assert (told.confirmed, told.to_stop, told.unanswered) == (1, 0, 15)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"applies": "yes", "owner": "x", "confirmed_on": "2026-11-20"}, "told_on"),
        ({"applies": "yes", "owner": "x", "told_on": "2026-11-20", "confirmed_on": "2026-11-19"}, "confirmed_on"),
        ({"applies": "yes", "told_on": "2026-11-20"}, "owner"),
        ({"applies": "yes", "owner": "x", "told_on": "2026-11-24"}, "told_on"),
    ],
)
def test_the_order_of_the_steps_is_kept(departure: Desk, answers: dict[str, str], field: str) -> None:
    with pytest.raises(BadAnswer) as told:
        save_route(departure.vault, case_id=departure.case_id, route="gp", answers=answers)
    assert told.value.field == field
    assert ROUTES_TO_STOP.count(departure.vault) == 0


def test_starting_the_checklist_lays_down_each_row_once(departure: Desk) -> None:
    for _ in range(2):
        start_checklist(departure.vault, case_id=departure.case_id)
    assert ROUTES_TO_STOP.count(departure.vault) == 17


def test_unknown_routes_and_closed_cases_are_refused(departure: Desk) -> None:
    with pytest.raises(BadAnswer):
        save_route(departure.vault, case_id=departure.case_id, route="pigeon", answers={"applies": "no"})
    departure.set_state(CaseState.CLOSED)
    with pytest.raises(NotYet):
        save_route(departure.vault, case_id=departure.case_id, route="gp", answers={"applies": "no"})

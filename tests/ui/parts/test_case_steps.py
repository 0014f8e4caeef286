"""The steps of a case."""

import pytest

from spoc_desk.domain.cases import CaseState, Direction, Route
from spoc_desk_ui.parts.case_steps import case_steps
from spoc_desk_ui.widgets.tones import Tone

ARRIVAL, DEPARTURE = Direction.ARRIVAL, Direction.DEPARTURE


def _now(*args: object) -> list[str]:
    return [step.word for step in case_steps(*args) if step.tone is Tone.UNDER_WAY]  # type: ignore[arg-type]


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("state", [state for state in CaseState if state not in (CaseState.CLOSED, CaseState.ON_HOLD)])
def test_an_open_case_stands_at_exactly_one_step(direction: Direction, state: CaseState) -> None:
    if state is CaseState.WITH_UKPPS and direction is ARRIVAL:
        return  # an arrival is never there
    assert len(_now(direction, Route.JOINT, state)) == 1


def test_everything_before_the_present_step_is_done() -> None:
    steps = case_steps(ARRIVAL, Route.CHILD, CaseState.SPOC_ALLOCATED)
    assert [step.tone for step in steps[:4]] == [Tone.DONE, Tone.DONE, Tone.DONE, Tone.UNDER_WAY]


def test_a_departure_gathers_and_hands_to_ukpps() -> None:
    words = [step.word for step in case_steps(DEPARTURE, Route.CHILD, CaseState.WITH_UKPPS)]
    assert words[4:6] == ["Gathering", "With UKPPS"]
    assert _now(DEPARTURE, Route.CHILD, CaseState.WITH_UKPPS) == ["With UKPPS"]


def test_a_held_case_is_stopped_where_it_was() -> None:
    steps = case_steps(ARRIVAL, Route.CHILD, CaseState.ON_HOLD, CaseState.MEETING_HELD)
    assert [step.word for step in steps if step.tone is Tone.STOPPED] == ["LA SPOC"]


def test_a_case_closed_early_keeps_the_steps_it_never_took() -> None:
    steps = case_steps(ARRIVAL, Route.UNKNOWN, CaseState.CLOSED, CaseState.NOTIFIED)
    assert [step.word for step in steps if step.tone is Tone.DONE] == ["Notified", "Closed"]


def test_a_case_that_ran_its_course_is_done_throughout() -> None:
    steps = case_steps(DEPARTURE, Route.JOINT, CaseState.CLOSED, CaseState.MONITORING)
    assert {step.tone for step in steps} == {Tone.DONE}


@pytest.mark.req("R-003-34")
def test_without_an_la_role_ukpps_co_ordinates() -> None:
    steps = case_steps(ARRIVAL, Route.NEITHER, CaseState.NOTIFIED)
    assert [step.word for step in steps] == ["Notified", "UKPPS co-ordinates", "Closed"]

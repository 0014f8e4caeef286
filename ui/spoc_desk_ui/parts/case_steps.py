"""The steps of a case for the step line: what is behind it, now, to come (domain 3.1, 3.1a, 3.2)."""

from dataclasses import dataclass

from spoc_desk.domain.cases import CaseState, Direction, Route

from ..widgets.tones import State, Tone


@dataclass(frozen=True)
class _Step:
    """One step: its word, and the states in which a case works on it."""

    word: str
    states: frozenset[CaseState]


def _step(word: str, *states: CaseState) -> _Step:
    return _Step(word, frozenset(states))


_UP_TO_SERVICES = (
    _step("Notified"),
    _step("Meeting", CaseState.NOTIFIED, CaseState.MEETING_ARRANGED),
    _step("LA SPOC", CaseState.MEETING_HELD),
    _step("Services", CaseState.SPOC_ALLOCATED),
)
_TO_THE_END = (
    _step("Monitoring", CaseState.EXCHANGE_COMPLETE, CaseState.MONITORING),
    _step("Closed", CaseState.MOVED_ON),
)
_ARRIVAL = (
    *_UP_TO_SERVICES,
    _step("Exchange", CaseState.SERVICES_INFORMED, CaseState.EXCHANGE_ACTIVE),
    *_TO_THE_END,
)
_DEPARTURE = (
    *_UP_TO_SERVICES,
    _step("Gathering", CaseState.SERVICES_INFORMED, CaseState.EXCHANGE_ACTIVE),
    _step("With UKPPS", CaseState.WITH_UKPPS),
    *_TO_THE_END,
)
_AT_THE_END = frozenset({CaseState.EXCHANGE_COMPLETE, CaseState.MONITORING, CaseState.MOVED_ON})
_NEITHER = (_step("Notified"), _step("UKPPS co-ordinates", *CaseState), _step("Closed"))


def case_steps(
    direction: Direction, route: Route, state: CaseState, before: CaseState | None = None
) -> tuple[State, ...]:
    """Return the steps of a case with how each stands; *before* is the state a held or closed case came from."""
    steps = _NEITHER if route is Route.NEITHER else _DEPARTURE if direction is Direction.DEPARTURE else _ARRIVAL
    if state is CaseState.CLOSED:
        return _closed(steps, before)
    held = state is CaseState.ON_HOLD
    here = _place(steps, (before or CaseState.NOTIFIED) if held else state)
    tones = [Tone.DONE] * here + [Tone.STOPPED if held else Tone.UNDER_WAY] + [Tone.NOT_YET] * (len(steps) - here - 1)
    return tuple(State(step.word, tone) for step, tone in zip(steps, tones, strict=True))


def _closed(steps: tuple[_Step, ...], before: CaseState | None) -> tuple[State, ...]:
    """A case closed early keeps the steps it never took as not taken."""
    whole = before is None or before in _AT_THE_END
    reached = len(steps) if whole else _place(steps, before or CaseState.NOTIFIED)
    last = len(steps) - 1
    tones = [Tone.DONE if place < reached or place == last else Tone.NOT_YET for place in range(len(steps))]
    return tuple(State(step.word, tone) for step, tone in zip(steps, tones, strict=True))


def _place(steps: tuple[_Step, ...], state: CaseState) -> int:
    return next((place for place, step in enumerate(steps) if state in step.states), 0)

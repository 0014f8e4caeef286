"""Which moves a case may make, as data: from where, under which guards, to where (domain 3.1, 3.1a, 3.2)."""

from dataclasses import dataclass

from spoc_desk.domain import case_guards as may
from spoc_desk.domain.case_events import CaseEvent, state_words
from spoc_desk.domain.case_facts import CaseFacts
from spoc_desk.domain.case_guards import CaseGuard
from spoc_desk.domain.cases import CaseState as State
from spoc_desk.domain.cases import Direction
from spoc_desk.errors import NotYet

OPEN = frozenset(State) - {State.CLOSED}
RUNNING = OPEN - {State.ON_HOLD}
AFTER_OPENING = frozenset({State.EXCHANGE_ACTIVE, State.EXCHANGE_COMPLETE, State.MONITORING})
"""Where an arrival is once its exchange has been open: the family may move again, which is recorded from hold."""
BEFORE_MEETING = frozenset({State.NOTIFIED, State.MEETING_ARRANGED})


@dataclass(frozen=True)
class Ask:
    """An answer that a move needs, and the sentence when it is missing. `only` says for which direction."""

    field: str
    sentence: str
    only: Direction | None = None


@dataclass(frozen=True)
class Transition:
    """One legal move. `to` None means: back to where the case was before."""

    event: CaseEvent
    sources: frozenset[State]
    to: State | None
    guards: tuple[CaseGuard, ...] = ()
    asks: tuple[Ask, ...] = ()
    only: Direction | None = None
    warnings: tuple[CaseGuard, ...] = ()


@dataclass(frozen=True)
class Offer:
    """A move that this state knows. When it is not allowed, `why_not` says the rule and `source` who says so."""

    event: CaseEvent
    label: str
    next: State | None
    next_words: str
    allowed: bool
    why_not: str
    source: str
    asks: tuple[str, ...]
    warnings: tuple[str, ...]


_NOTE = Ask("note", "Give the reason. Do not write where from, where to, or why the family moved.")
_CLOSING = (
    Ask("ukpps_spoc_told", "Tell the UKPPS SPOC that you are closing the case, and record it."),
    Ask("flag_decision", "Decide with the UKPPS SPOC whether the flags stay or come off."),
    Ask(
        "services_told_not_to_trace",
        "Tell our own services not to try to trace the family and to send queries to the LA SPOC.",
        Direction.DEPARTURE,
    ),
    Ask(
        "own_involvement_ended",
        "Say whether our own services have ended their involvement in their own systems.",
        Direction.DEPARTURE,
    ),
)
_ADVICE = (
    Ask("note", "Record what the UKPPS SPOC advised."),
    Ask("second_person", "Name the second person who agrees."),
    Ask("second_role", "Say in which role the second person agrees."),
)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(CaseEvent.CONFIRM_ROUTE, RUNNING, None, (may.MEMBER_TYPED, may.NOT_WITHOUT_ROLE)),
    Transition(CaseEvent.REROUTE, RUNNING, None, (may.ROUTE_IS_NEITHER,), (_NOTE,)),
    Transition(
        CaseEvent.ARRANGE_MEETING,
        BEFORE_MEETING,
        State.MEETING_ARRANGED,
        (may.LA_HAS_ROLE,),
        (Ask("meeting_arranged_for", "Enter the date of the meeting."),),
    ),
    Transition(
        CaseEvent.MEETING_HELD,
        BEFORE_MEETING,
        State.MEETING_HELD,
        (may.LA_HAS_ROLE, may.MEETING_RECORDED),
        warnings=(may.JOINT_MEETING_CONSIDERED,),
    ),
    Transition(
        CaseEvent.ALLOCATE,
        frozenset({State.MEETING_HELD}),
        State.SPOC_ALLOCATED,
        (may.LA_HAS_ROLE, may.DIRECTOR_ACTS, may.ROUTE_CONFIRMED, may.SPOC_ON_EVERY_SIDE),
        warnings=(may.SINGLE_SPOC_CONSIDERED, may.EVERY_SIDE_MET, may.ROUTE_FITS),
    ),
    Transition(
        CaseEvent.SERVICES_INFORMED,
        frozenset({State.SPOC_ALLOCATED}),
        State.SERVICES_INFORMED,
        (may.LA_HAS_ROLE, may.SERVICES_TOLD, may.ROUTES_TO_STOP_STARTED),
        warnings=(may.ROUTE_FITS,),
    ),
    Transition(
        CaseEvent.OPEN_EXCHANGE,
        frozenset({State.SERVICES_INFORMED}),
        State.EXCHANGE_ACTIVE,
        (may.LA_HAS_ROLE, may.UKPPS_SPOC_VERIFIED),
        warnings=(may.ROUTE_FITS,),
    ),
    Transition(
        CaseEvent.PASS_ALL,
        frozenset({State.EXCHANGE_ACTIVE}),
        State.WITH_UKPPS,
        (may.BASELINE_ANSWERED, may.ALL_PASSED),
        only=Direction.DEPARTURE,
    ),
    Transition(
        CaseEvent.COMPLETE_EXCHANGE,
        frozenset({State.EXCHANGE_ACTIVE}),
        State.EXCHANGE_COMPLETE,
        (may.BASELINE_ANSWERED, may.ITEMS_CLOSED),
        only=Direction.ARRIVAL,
        warnings=(may.NEEDS_IN_PLACE,),
    ),
    Transition(
        CaseEvent.COMPLETE_EXCHANGE,
        frozenset({State.WITH_UKPPS}),
        State.EXCHANGE_COMPLETE,
        (may.BASELINE_ANSWERED, may.ITEMS_CLOSED),
        only=Direction.DEPARTURE,
    ),
    Transition(
        CaseEvent.NEW_NEED,
        frozenset({State.EXCHANGE_COMPLETE, State.MONITORING}),
        State.EXCHANGE_ACTIVE,
        (may.LA_HAS_ROLE,),
    ),
    Transition(
        CaseEvent.NEW_NEED,
        frozenset({State.WITH_UKPPS}),
        State.EXCHANGE_ACTIVE,
        (may.LA_HAS_ROLE,),
        only=Direction.DEPARTURE,
    ),
    Transition(
        CaseEvent.MONITOR,
        frozenset({State.EXCHANGE_COMPLETE}),
        State.MONITORING,
        warnings=(may.NEEDS_IN_PLACE,),
    ),
    Transition(CaseEvent.HOLD, RUNNING, State.ON_HOLD, (), (_NOTE,)),
    Transition(CaseEvent.RESUME, frozenset({State.ON_HOLD}), None, (may.SPOC_ACTS, may.NO_PAUSING_CONCERN), _ADVICE),
    Transition(
        CaseEvent.MOVED_ON,
        AFTER_OPENING | {State.ON_HOLD},
        State.MOVED_ON,
        (may.ON_HOLD, may.SPOC_ACTS),
        _ADVICE,
        only=Direction.ARRIVAL,
    ),
    Transition(
        CaseEvent.CLOSE,
        frozenset({State.EXCHANGE_COMPLETE, State.MONITORING, State.MOVED_ON}),
        State.CLOSED,
        (may.ITEMS_CLOSED, may.NO_OPEN_QUERY, may.NO_OPEN_CONCERN),
        _CLOSING,
    ),
    Transition(
        CaseEvent.CLOSE_NO_ROLE,
        RUNNING,
        State.CLOSED,
        (may.ROUTE_IS_NEITHER, may.ITEMS_CLOSED),
    ),
    Transition(
        CaseEvent.WITHDRAW,
        OPEN,
        State.CLOSED,
        (),
        (
            Ask("told_by_ukpps_spoc", "Only the UKPPS SPOC can say this. Confirm that you heard it from them."),
            Ask("closure_reason", "Say whether UKPPS withdrew or the family left the programme."),
        ),
    ),
    Transition(CaseEvent.CLOSE_ERROR, RUNNING, State.CLOSED, (may.NO_OPEN_CONCERN,), (_NOTE,)),
    Transition(CaseEvent.REOPEN, frozenset({State.CLOSED}), None, (), (_NOTE,)),
)


def transition(event: CaseEvent, facts: CaseFacts) -> Transition:
    """Return the move that *event* makes from here. Raises NotYet with the rule when it may not happen."""
    known = [move for move in _moves(facts) if move.event is event]
    if not known:
        raise NotYet(_unknown_here(event, facts), "domain 3.1, 3.2")
    for guard in known[0].guards:
        if not guard.holds(facts):
            raise NotYet(guard.sentence(facts), guard.source)
    return known[0]


def next_state(move: Transition, facts: CaseFacts) -> State:
    """Return where *move* leads; a move without a goal of its own stays, or goes back to where the case was."""
    if move.to is not None:
        return move.to
    if move.event in (CaseEvent.RESUME, CaseEvent.REOPEN):
        return facts.state_before or State.NOTIFIED
    return facts.state


def offers(facts: CaseFacts) -> tuple[Offer, ...]:
    """Return the moves this state knows, the refused ones with the why and its source.

    What is only for a case without an LA role is left out everywhere else.
    """
    return tuple(
        _offer(move, facts)
        for move in _moves(facts)
        if may.ROUTE_IS_NEITHER not in move.guards or may.ROUTE_IS_NEITHER.holds(facts)
    )


def _moves(facts: CaseFacts) -> list[Transition]:
    return [m for m in TRANSITIONS if facts.state in m.sources and m.only in (None, facts.direction)]


def _offer(move: Transition, facts: CaseFacts) -> Offer:
    failed = next((guard for guard in move.guards if not guard.holds(facts)), None)
    goal = next_state(move, facts)
    return Offer(
        event=move.event,
        label=move.event.label,
        next=goal,
        next_words=state_words(goal, facts.direction),
        allowed=failed is None,
        why_not=failed.sentence(facts) if failed else "",
        source=failed.source if failed else "",
        asks=tuple(ask.field for ask in move.asks if ask.only in (None, facts.direction)),
        warnings=tuple(guard.sentence(facts) for guard in move.warnings if not guard.holds(facts)),
    )


def _unknown_here(event: CaseEvent, facts: CaseFacts) -> str:
    now = state_words(facts.state, facts.direction)
    if facts.state is State.ON_HOLD:
        return "This case is on hold. Record what the UKPPS SPOC advises first."
    if facts.state is State.CLOSED:
        return "This case is closed. Reopen it first, with a reason."
    return f"“{event.label}” is not possible while the case is “{now}”."

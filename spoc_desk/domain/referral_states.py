"""Which moves a referral may make, as data: from where, under which guards, to where (domain 3.4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from spoc_desk.domain import referral_guards as may
from spoc_desk.domain.referral_guards import ReferralFacts, ReferralGuard
from spoc_desk.domain.referrals import ReferralEvent as Event
from spoc_desk.domain.referrals import ReferralState as State
from spoc_desk.errors import NotYet

BEFORE_SENDING = frozenset({State.DRAFT, State.READY_FOR_CONSENT, State.READY_TO_SEND, State.PRINTED})
"""Where the form may still be edited."""
ENDED_EARLY = frozenset({State.ADVICE_ONLY, State.PASSED_TO_WORKER})
WITH_MASH = frozenset({State.SENT, State.ACKNOWLEDGED, State.TRIAGE, State.CONTACT})
ANSWERED = frozenset({State.NOT_RETAINED, State.NFA, State.ADVICE, State.FPS, State.SIGNPOSTED})
"""The MASH has answered and the referral may be closed, once the feedback is known."""
ASSESSED = frozenset({State.ACCEPTED, State.ASSESSMENT, State.STRATEGY, State.CONFERENCE})
AFTER_SENDING = WITH_MASH | ANSWERED | ASSESSED | {State.CLOSED}


@dataclass(frozen=True)
class Move:
    """One legal move. Where it leads may hang on an answer of its form; with neither it stays where it is."""

    event: Event
    sources: frozenset[State]
    to: State | None = None
    guards: tuple[ReferralGuard, ...] = ()
    form: str = ""
    decided_by: str = ""
    """The question whose answer says where it leads."""
    leads: Mapping[str, State] = field(default_factory=dict)
    words: str = ""
    """What the button says, where that is not the event's own label."""


@dataclass(frozen=True)
class Offer:
    """A move this state knows. When it is not allowed, `why_not` says the rule and `source` who says so."""

    event: Event
    words: str
    form: str
    next: State | None
    allowed: bool
    why_not: str
    source: str


_TRIAGE = {
    "triage": State.TRIAGE,
    "contact": State.CONTACT,
    "referral": State.CONTACT,
    "not_retained": State.NOT_RETAINED,
}
_DECISIONS = {
    "nfa": State.NFA, "advice": State.ADVICE, "fps": State.FPS, "signposted": State.SIGNPOSTED,
    "accepted": State.ACCEPTED, "immediate": State.ACCEPTED,
}  # fmt: skip
_ASSESSMENTS = {
    "": State.ASSESSMENT, "advice": State.CLOSED, "targeted": State.CLOSED, "cin": State.CLOSED,
    "step_down": State.CLOSED, "nfa": State.CLOSED, "s47": State.STRATEGY,
}  # fmt: skip
_ENQUIRIES = {"": State.STRATEGY, "no_concerns": State.CLOSED, "cin": State.CLOSED, "icpc": State.CONFERENCE}
_CONFERENCES = {"": State.CONFERENCE, "cp_plan": State.CLOSED, "cin": State.CLOSED, "none": State.CLOSED}
_RUNNING = BEFORE_SENDING | AFTER_SENDING

MOVES: tuple[Move, ...] = (
    Move(Event.DANGER, _RUNNING),
    Move(Event.CONSULTATION, _RUNNING | ENDED_EARLY, form="referral_consultation"),
    Move(Event.PHONED, BEFORE_SENDING, form="referral_phone"),
    Move(Event.READY_FOR_CONSENT, frozenset({State.DRAFT}), State.READY_FOR_CONSENT, (may.COMPLETE,)),
    Move(Event.BACK_TO_DRAFT, BEFORE_SENDING - {State.DRAFT}, State.DRAFT),
    Move(Event.READY_TO_SEND, frozenset({State.READY_FOR_CONSENT}), State.READY_TO_SEND, may.SENDING),
    Move(Event.OFFICE, BEFORE_SENDING, None, (may.IS_STOPPED,), "referral_office"),
    Move(Event.PRINTED, frozenset({State.READY_TO_SEND, State.PRINTED}), State.PRINTED, may.SENDING),
    Move(Event.SENT, frozenset({State.PRINTED}), State.SENT, may.SENDING, "referral_sent"),
    Move(Event.ACKNOWLEDGED, frozenset({State.SENT}), State.ACKNOWLEDGED, (), "referral_acknowledged"),
    Move(Event.CHASED, AFTER_SENDING, None, (), "referral_chase"),
    Move(Event.TRIAGE, WITH_MASH, None, (), "referral_triage", "triage_step", _TRIAGE),
    Move(Event.DECISION, WITH_MASH | {State.NOT_RETAINED}, None, (), "referral_decision", "mash_decision", _DECISIONS),
    Move(
        Event.ASSESSMENT, frozenset({State.ACCEPTED, State.ASSESSMENT}), None, (), "referral_assessment",
        "assessment_outcome", _ASSESSMENTS,
    ),
    Move(
        Event.STRATEGY, frozenset({State.ACCEPTED, State.ASSESSMENT, State.STRATEGY}), None, (), "referral_strategy",
        "s47_outcome", _ENQUIRIES,
    ),
    Move(
        Event.CONFERENCE, frozenset({State.CONFERENCE}), None, (), "referral_conference", "conference_outcome",
        _CONFERENCES,
    ),
    Move(Event.TRANSFER, ASSESSED | {State.FPS, State.CLOSED}, None, (), "referral_transfer"),
    Move(Event.VISIT, AFTER_SENDING, None, (may.IS_FOSTERING,), "referral_visit"),
    Move(Event.REVIEW, AFTER_SENDING, None, (), "referral_review"),
    Move(Event.FEEDBACK, AFTER_SENDING, None, (), "referral_feedback"),
    Move(Event.NO_FEEDBACK, ANSWERED | ASSESSED | {State.CLOSED}, None, (may.NO_FEEDBACK_YET,)),
    Move(Event.WITHDRAWN, _RUNNING, None, (may.SOME_CONSENT,), "referral_withdrawn"),
    Move(Event.TOLD_MASH, AFTER_SENDING, None, (may.IS_UNTOLD,), "referral_chase"),
    Move(Event.ESCALATED, AFTER_SENDING, None, (may.NOT_ESCALATED,)),
    Move(Event.RESOLVED, AFTER_SENDING, None, (may.ESCALATED,)),
    Move(Event.CLOSED, ANSWERED, State.CLOSED, (may.FEEDBACK_KNOWN, may.MASH_TOLD)),
    # The MASH may think again, after a disagreement above all. What it decided first stays on record.
    Move(
        Event.DECISION, (ANSWERED - {State.NOT_RETAINED}) | {State.ACCEPTED, State.CLOSED}, None, (),
        "referral_decision", "mash_decision", _DECISIONS, "Record a changed decision of the MASH",
    ),
    Move(
        Event.ARCHIVED, ENDED_EARLY | {State.DRAFT, State.CLOSED}, None,
        (may.NOT_ARCHIVED, may.FEEDBACK_KNOWN, may.MASH_TOLD),
    ),
    Move(Event.REOPENED, ENDED_EARLY | {State.DRAFT, State.CLOSED}, None, (may.IS_ARCHIVED,)),
)  # fmt: skip


_OCCASIONS = frozenset(
    {
        may.IS_STOPPED, may.IS_UNTOLD, may.ESCALATED, may.NOT_ESCALATED, may.IS_ARCHIVED, may.NOT_ARCHIVED,
        may.SOME_CONSENT, may.IS_FOSTERING, may.NO_FEEDBACK_YET,
    }
)  # fmt: skip


def allowed(event: Event, facts: ReferralFacts) -> Move:
    """Return the move that *event* makes from here. Raises NotYet with the rule when it may not happen."""
    known = [move for move in MOVES if move.event is event and facts.state in move.sources]
    if not known:
        raise NotYet(f"“{event.label}” is not possible while the referral is “{facts.state.label}”.", "domain 3.4")
    for guard in _guards(known[0]):
        if not guard.holds(facts):
            raise NotYet(guard.sentence(facts), guard.source)
    return known[0]


def goal(move: Move, state: State, answer: str = "") -> State:
    """Return where *move* leads from a state with this answer of its form."""
    if move.decided_by:
        return move.leads.get(answer, state)
    return move.to or state


def offers(facts: ReferralFacts) -> tuple[Offer, ...]:
    """Return the moves this state knows, the refused ones with the why and its source.

    A move for which there is no occasion (nothing to undo, no private fostering) is left out.
    """
    return tuple(
        _offer(move, facts)
        for move in MOVES
        if facts.state in move.sources and all(guard.holds(facts) for guard in move.guards if guard in _OCCASIONS)
    )


def _guards(move: Move) -> tuple[ReferralGuard, ...]:
    return move.guards if move.event in (Event.REOPENED, Event.ARCHIVED) else (may.NOT_ARCHIVED, *move.guards)


def _offer(move: Move, facts: ReferralFacts) -> Offer:
    failed = next((guard for guard in _guards(move) if not guard.holds(facts)), None)
    return Offer(
        event=move.event,
        words=move.words or move.event.label,
        form=move.form,
        next=move.to,
        allowed=failed is None,
        why_not=failed.sentence(facts) if failed else "",
        source=failed.source if failed else "",
    )

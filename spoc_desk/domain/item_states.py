"""Which hand may follow which (domain 3.3), for arrivals and departures, as data and pure functions.

An item's state is never set by hand: it is what its recorded hands add up to (`replay`). Taking the last hand
back is itself a hand with a reason (`REOPENED`), so the history is never edited.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from spoc_desk.domain.cases import CaseState, Direction
from spoc_desk.domain.exchanges import TERMINAL, Applicable, Check, HandKind, ItemState, NotAvailable, Origin
from spoc_desk.domain.exchanges import Hand as StoredHand
from spoc_desk.domain.hand_rules import (
    BEFORE_EXCHANGE,
    CONTAINMENT,
    DEPARTURE_LEAK_STAYS,
    RULES,
    Guard,
    HandRule,
)

EXCHANGE_OPEN = frozenset(
    {CaseState.EXCHANGE_ACTIVE, CaseState.WITH_UKPPS, CaseState.EXCHANGE_COMPLETE, CaseState.MONITORING}
)
FROZEN = frozenset({CaseState.ON_HOLD, CaseState.MOVED_ON})
"""Open cases in which no record moves: nothing of theirs is chased, and nothing is late."""


@dataclass(frozen=True)
class Progress:
    """What the recorded hands of an item add up to."""

    state: ItemState = ItemState.IDENTIFIED
    applicable: Applicable = Applicable.NOT_KNOWN
    origin: Origin | None = None
    check_result: Check | None = None
    third_party_checked: bool = False
    not_available_reason: NotAvailable | None = None
    chases: int = 0
    last_hand: HandKind | None = None
    last_hand_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Say whether something is still to be done."""
        return self.state not in TERMINAL


@dataclass(frozen=True)
class HandFacts:
    """What the guards look at, gathered by the caller."""

    direction: Direction
    case_state: CaseState
    progress: Progress
    today: date
    spoc_verified: bool = False
    may_share: bool = False
    leaking_fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class HandOffer:
    """One hand: whether it may be recorded now, what it asks for, and if not, why not (with the source)."""

    rule: HandRule
    allowed: bool
    why_not: str
    source: str
    next_state: ItemState
    earliest: date | None
    latest: date

    @property
    def hand(self) -> HandKind:
        """Return the hand this offer is for."""
        return self.rule.hand


def rules_of(direction: Direction) -> tuple[HandRule, ...]:
    """Return the hands of arrivals or of departures, in the order of the register."""
    return tuple(rule for rule in RULES if rule.direction in (None, direction))


def rule_of(direction: Direction, hand: HandKind) -> HandRule | None:
    """Return the rule of one hand, or None where the direction has no such hand."""
    return next((rule for rule in rules_of(direction) if rule.hand is hand), None)


def offers(facts: HandFacts) -> tuple[HandOffer, ...]:
    """Return every hand of this direction: first those that may happen now, the usual one first of all."""
    made = [offer(facts, rule) for rule in rules_of(facts.direction)]
    return tuple(sorted(made, key=lambda one: (not one.allowed, one.rule.rank)))


def offer(facts: HandFacts, rule: HandRule) -> HandOffer:
    """Return whether *rule*'s hand may be recorded now."""
    why_not, source = refusal(facts, rule)
    return HandOffer(
        rule=rule,
        allowed=not why_not,
        why_not=why_not,
        source=source,
        next_state=rule.next_state or facts.progress.state,
        earliest=facts.progress.last_hand_on,
        latest=facts.today,
    )


def refusal(facts: HandFacts, rule: HandRule) -> tuple[str, str]:
    """Return the sentence that refuses the hand and its source; two empty texts when nothing speaks against it."""
    for sentence, source in _case_refusals(facts, rule):
        return sentence, source
    if rule.hand is HandKind.REOPENED:
        return ("", "") if facts.progress.last_hand else ("No hand has been recorded yet.", "S003:52")
    if facts.progress.state not in rule.states:
        return rule.wrong_state, rule.source
    if rule.once and _already(facts.progress, rule):
        return f"“{rule.hand.label}” is already recorded for this record.", rule.source
    for guard in rule.guards:
        if sentence := _GUARDS[guard](facts):
            return sentence, _GUARD_SOURCES[guard]
    return "", ""


def date_problem(progress: Progress, rule: HandRule, day: date, today: date) -> str:
    """Return why *day* cannot be the day of the hand, or nothing: each hand is on or after the one before it."""
    if day > today:
        return "This day is in the future. Record a hand on the day it happens, or later."
    last = progress.last_hand_on
    if rule.hand is not HandKind.REOPENED and last is not None and day < last and progress.last_hand is not None:
        return (
            f"This day is before the last hand (“{progress.last_hand.label}”). Each hand is on or after the last one."
        )
    return ""


def replay(direction: Direction, hands: Iterable[StoredHand], start: Progress | None = None) -> Progress:
    """Return what *hands*, in the order they were recorded, add up to. A hand taken back counts no more."""
    progress = start or Progress()
    for hand in standing(hands):
        progress = after(direction, progress, hand)
    return progress


def standing(hands: Iterable[StoredHand]) -> tuple[StoredHand, ...]:
    """Return the hands that count: without those that were taken back."""
    kept: list[StoredHand] = []
    for hand in hands:
        if hand.hand is not HandKind.REOPENED:
            kept.append(hand)
        elif kept:
            kept.pop()
    return tuple(kept)


def after(direction: Direction, progress: Progress, hand: StoredHand) -> Progress:
    """Return the progress once *hand* has happened. It checks nothing: guards are for new hands only."""
    rule = rule_of(direction, hand.hand)
    if rule is None:
        raise ValueError("this hand does not belong to this direction")
    changed = replace(progress, last_hand=hand.hand, last_hand_on=hand.happened_on, applicable=Applicable.YES)
    changed = replace(changed, state=_state_after(progress, rule, hand))
    match hand.hand:
        case HandKind.A3:
            changed = replace(changed, chases=progress.chases + (hand.from_party == rule.from_party))
        case HandKind.D_REMINDED:
            changed = replace(changed, chases=progress.chases + 1)
        case HandKind.A5 | HandKind.D_CHECKED:
            clean = hand.check_result is Check.CLEAN
            third_party = hand.hand is HandKind.D_CHECKED and clean
            changed = replace(changed, check_result=hand.check_result, third_party_checked=third_party)
        case HandKind.A_RETURNED | HandKind.A4 | HandKind.D7 | HandKind.D3:
            changed = replace(changed, check_result=None, third_party_checked=False)
        case HandKind.A_DESTROYED:
            changed = replace(changed, not_available_reason=NotAvailable.DESTROYED)
        case HandKind.A_REFUSED:
            changed = replace(changed, not_available_reason=hand.not_available_reason)
        case HandKind.D1A | HandKind.D1B:
            origin = Origin.REQUESTED if hand.hand is HandKind.D1A else Origin.VOLUNTEERED
            changed = replace(changed, origin=origin)
        case HandKind.NOT_RELEVANT:
            changed = replace(changed, applicable=Applicable.NO)
        case _:
            pass
    return changed


def _state_after(progress: Progress, rule: HandRule, hand: StoredHand) -> ItemState:
    if hand.hand is HandKind.A5:
        found = {Check.CLEAN: ItemState.CHECKED, Check.LEAK: ItemState.QUARANTINED}
        return found.get(hand.check_result or Check.SEALED, ItemState.RECEIVED)
    if hand.hand is HandKind.D_CHECKED and hand.check_result in DEPARTURE_LEAK_STAYS:
        return ItemState.GATHERED
    return rule.next_state or progress.state


def _case_refusals(facts: HandFacts, rule: HandRule) -> Iterable[tuple[str, str]]:
    if facts.case_state is CaseState.CLOSED:
        yield "The case is closed. Open it again, with a reason, before you record a hand.", "domain 3.1"
    elif facts.case_state is CaseState.MOVED_ON:
        yield "The family has moved on. Use the departure case that follows this one.", "domain 3.1"
    elif facts.case_state is CaseState.ON_HOLD and rule.hand not in CONTAINMENT:
        yield (
            "The case is on hold. Nothing is handed over until UKPPS has advised.",
            "S003:167",
        )
    elif facts.case_state not in EXCHANGE_OPEN | {CaseState.ON_HOLD} and rule.hand not in BEFORE_EXCHANGE:
        yield "The exchange is not open yet. Open it on the case first.", "domain 3.1"


def _already(progress: Progress, rule: HandRule) -> bool:
    if rule.hand is HandKind.A1:
        return progress.last_hand is HandKind.A1
    return progress.origin is not None


def _spoc_verified(facts: HandFacts) -> str:
    if facts.spoc_verified:
        return ""
    return "The UKPPS SPOC's identity is not verified yet. Verify it before anything is exchanged."


def _origin_known(facts: HandFacts) -> str:
    if facts.progress.origin is not None:
        return ""
    return "Say first how this began: the UKPPS SPOC asked for it, or you volunteer it as useful."


def _checked_clean(facts: HandFacts) -> str:
    if facts.progress.check_result is Check.CLEAN:
        return ""
    return "Only a copy that you have checked and found clean is passed on."


def _third_party_checked(facts: HandFacts) -> str:
    if facts.progress.third_party_checked:
        return ""
    return "Check the record for other people's information first."


def _may_share(facts: HandFacts) -> str:
    if facts.may_share:
        return ""
    return "Record an information-sharing decision first: what is shared, why, and on what basis."


def _no_leak(facts: HandFacts) -> str:
    if not facts.leaking_fields:
        return ""
    return f"Something here may name a place: {', '.join(facts.leaking_fields)}. Change it, then pass the record on."


_GUARDS = {
    Guard.SPOC_VERIFIED: _spoc_verified,
    Guard.ORIGIN_KNOWN: _origin_known,
    Guard.CHECKED_CLEAN: _checked_clean,
    Guard.THIRD_PARTY_CHECKED: _third_party_checked,
    Guard.MAY_SHARE: _may_share,
    Guard.NO_LEAK: _no_leak,
}
_GUARD_SOURCES = {
    Guard.SPOC_VERIFIED: "S003:48",
    Guard.ORIGIN_KNOWN: "S003:110",
    Guard.CHECKED_CLEAN: "S003:50",
    Guard.THIRD_PARTY_CHECKED: "S003:110",
    Guard.MAY_SHARE: "S001:474",
    Guard.NO_LEAK: "S003:170",
}

"""The exchange register: what is wanted, and every dated hand (S003:50-52, 110; domain 1.7, 3.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spoc_desk.casework.accepting import accept
from spoc_desk.casework.baseline import create_baseline, next_item_no
from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.chase_note import chase
from spoc_desk.casework.hand_recording import Desk, append_hand, desk_for
from spoc_desk.casework.holds import refuse_closed, refuse_without_role
from spoc_desk.casework.item_facts import hand_facts, item_leaks
from spoc_desk.casework.leaks import FieldLeak
from spoc_desk.casework.sharing import decide, decisions
from spoc_desk.domain import item_states
from spoc_desk.domain.cases import Case, Direction
from spoc_desk.domain.exchanges import Applicable, ExchangeItem, Hand, HandKind, Origin, RecordType
from spoc_desk.domain.hand_rules import Ask
from spoc_desk.domain.record import CaseId, ContactId, DecisionId, ItemId, new_id
from spoc_desk.errors import BadAnswer
from spoc_desk.forms.definition import Answer, Answers
from spoc_desk.vault.records.exchange_rows import hands_of_items
from spoc_desk.vault.records.stores import CASES, ITEMS
from spoc_desk.vault.vault import Transaction, Vault

__all__ = [
    "HandOffer",
    "add_item",
    "answer_baseline",
    "chase",
    "create_baseline",
    "decide",
    "decisions",
    "edit_item",
    "item_leaks",
    "item_with_hands",
    "offers",
    "record_hand",
    "refresh_baseline",
]

FORM = "exchange_item"
_SET_BY_HANDS = frozenset({"applicable", "origin", "record_type"})


@dataclass(frozen=True)
class HandOffer:
    """One hand for the panel. `required` and `optional` are the answers it asks for; `usual_service` and
    `usual_decision` are what the panel may fill in beforehand."""

    hand: HandKind
    label: str
    allowed: bool
    why_not: str
    source: str
    required: tuple[Ask, ...]
    optional: tuple[Ask, ...]
    from_words: str
    to_words: str
    next_words: str
    earliest: date | None
    latest: date
    usual_service: ContactId | None = None
    usual_decision: DecisionId | None = None


def add_item(vault: Vault, *, case_id: str, answers: Answers) -> Done:
    """Add a record to the register. An arrival may name the service that needs it, a departure says how it began."""
    with vault.transaction("added a record to the register") as tx:
        desk = desk_for(vault, tx, case_id)
        _refuse_closed(desk.case)
        accepted = accept(tx, FORM, _with_defaults(answers), desk.today, direction=desk.case.direction.value)
        wanted = accepted.new(
            ExchangeItem, id=ItemId(new_id()), case_id=CaseId(case_id), item_no=next_item_no(tx, case_id)
        )
        if desk.case.direction is Direction.DEPARTURE and wanted.applicable is Applicable.YES and not wanted.origin:
            raise BadAnswer("Say how it began: the UKPPS SPOC asked for it, or you volunteer it.", "origin", "S003:110")
        item = ITEMS.insert(tx, replace(wanted, applicable=Applicable.NOT_KNOWN, origin=None))
        item = _answered(tx, desk, item, wanted.applicable, wanted.origin, wanted.asked_for_by)
    return _done(item, accepted.leaks)


def edit_item(vault: Vault, *, item_id: str, answers: Answers, version: int) -> Done:
    """Change what an item says about itself; hands and answers of the checklist have their own functions."""
    changes = {name: answer for name, answer in answers.items() if name not in _SET_BY_HANDS}
    with vault.transaction("changed a record of the register") as tx:
        before = ITEMS.get(tx, item_id)
        desk = desk_for(vault, tx, before.case_id)
        _refuse_closed(desk.case)
        accepted = accept(tx, FORM, changes, desk.today, direction=desk.case.direction.value)
        after = accepted.changed(before)
        if not after.title:
            raise BadAnswer("Give the record a title.", "title")
        item = ITEMS.update(tx, replace(before, version=version), after)
    return _done(item, accepted.leaks)


def answer_baseline(
    vault: Vault, *, item_id: str, applicable: Applicable | str, origin: Origin | str | None = None
) -> Done:
    """Answer a row of the checklist: needed, not relevant, or not known yet (D-05)."""
    with vault.transaction("answered a row of the checklist") as tx:
        item = ITEMS.get(tx, item_id)
        desk = desk_for(vault, tx, item.case_id)
        _refuse_closed(desk.case)
        item = _answered(tx, desk, item, Applicable(applicable), Origin(origin) if origin else None, None)
    return _done(item)


def refresh_baseline(vault: Vault, *, case_id: str) -> Done:
    """Add the checklist rows that a new member of the household needs."""
    with vault.transaction("added rows to the checklist") as tx:
        case = CASES.get(tx, case_id)
        _refuse_closed(case)
        added = create_baseline(tx, case, vault.clock.today())
    return Done(Change(What.EXCHANGE, case_id, tuple(item.id for item in added)))


def item_with_hands(vault: Vault, item_id: str) -> tuple[ExchangeItem, tuple[Hand, ...]]:
    """Return an item and its hands in the order of recording, taken-back ones included."""
    item = ITEMS.get(vault, item_id)
    return item, tuple(hands_of_items(vault, (item.id,))[item.id])


def offers(vault: Vault, item_id: str) -> tuple[HandOffer, ...]:
    """Return what may happen to this record next, the usual hand first, then what may not, and why."""
    item, hands = item_with_hands(vault, item_id)
    case = CASES.get(vault, item.case_id)
    facts = hand_facts(vault, case, item, hands, vault.clock.today())
    service = next((hand.service for hand in reversed(hands) if hand.service), item.asked_for_by)
    decision = _decision_used(vault, hands)
    return tuple(_shown(made, service, decision) for made in item_states.offers(facts))


def record_hand(
    vault: Vault, *, item_id: str, hand: HandKind | str, answers: Answers, operation_id: str | None = None
) -> Done:
    """Record one dated hand. Every guard of 3.3 is asked; a leak found quarantines the copy and raises a concern.

    Raises NotYet with the rule and its source, Incomplete or BadAnswer naming the question, LeakFound.
    """
    kind = HandKind(hand)
    with vault.transaction("recorded a hand", operation_id=operation_id) as tx:
        item = ITEMS.get(tx, item_id)
        if tx.already_done:
            return _done(item)
        desk = desk_for(vault, tx, item.case_id)
        item, leaks = append_hand(tx, desk, item, kind, answers)
    return _done(item, leaks)


def _decision_used(vault: Vault, hands: Sequence[Hand]) -> DecisionId | None:
    """Return the decision under which this very record was handed over before, as long as it allows sharing.

    A decision is about one information (S001:474): what was decided on another record is never filled in.
    """
    allowing = {decision.id for decision in decisions(vault, hands[0].case_id) if decision.allows} if hands else set()
    return next((hand.decision_id for hand in reversed(hands) if hand.decision_id in allowing), None)


def _answered(
    tx: Transaction,
    desk: Desk,
    item: ExchangeItem,
    applicable: Applicable,
    origin: Origin | None,
    service: ContactId | None,
) -> ExchangeItem:
    """Store the answer to "is it needed?". "No" and the origin are hands, so that they are dated."""
    if applicable is Applicable.NO:
        return append_hand(tx, desk, item, HandKind.NOT_RELEVANT, {})[0]
    if item.applicable is not applicable:
        item = ITEMS.update(tx, item, replace(item, applicable=applicable))
    if origin is not None and item.origin is None and desk.case.direction is Direction.DEPARTURE:
        began = HandKind.D1A if origin is Origin.REQUESTED else HandKind.D1B
        item = append_hand(tx, desk, item, began, {})[0]
    if service and desk.case.direction is Direction.ARRIVAL:
        item = append_hand(tx, desk, item, HandKind.A1, {"service": service})[0]
    return item


def _with_defaults(answers: Answers) -> dict[str, Answer]:
    """A record that is added is needed, and is called what its kind is called, unless the officer says otherwise."""
    kind = str(answers.get("record_type", ""))
    title = RecordType(kind).label if kind in tuple(RecordType) else ""
    return {"applicable": "yes", "title": title} | {name: answer for name, answer in answers.items() if answer}


def _refuse_closed(case: Case) -> None:
    refuse_closed(case)
    refuse_without_role(case)


def _shown(made: item_states.HandOffer, service: ContactId | None, decision: DecisionId | None) -> HandOffer:
    rule = made.rule
    asks = (*rule.required, *rule.optional)
    return HandOffer(
        hand=rule.hand,
        label=rule.hand.label,
        allowed=made.allowed,
        why_not=made.why_not,
        source=made.source,
        required=rule.required,
        optional=rule.optional,
        from_words=rule.from_party.label,
        to_words=rule.to_party.label,
        next_words=made.next_state.label,
        earliest=made.earliest,
        latest=made.latest,
        usual_service=service if Ask.SERVICE in asks else None,
        usual_decision=decision if Ask.DECISION in asks else None,
    )


def _done(item: ExchangeItem, leaks: tuple[FieldLeak, ...] = ()) -> Done:
    return Done(Change(What.EXCHANGE, item.case_id, (item.id,)), leaks, item)

"""Write one hand into the register, inside a running transaction."""

from dataclasses import dataclass, replace
from datetime import date

from spoc_desk.casework import item_clocks
from spoc_desk.casework.concern_opening import open_leak_concern
from spoc_desk.casework.council import calendar_of
from spoc_desk.casework.council import profile as council_profile
from spoc_desk.casework.hand_answers import HandAnswers, read_hand
from spoc_desk.casework.item_facts import leaks_of, progress_of
from spoc_desk.casework.leaks import FieldLeak, refuse_leaks, scan_texts
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.places import Part, case_place
from spoc_desk.casework.sharing import for_hands, handed_over, may_share
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.domain.cases import Case
from spoc_desk.domain.exchanges import Check, ExchangeItem, Hand, HandKind, Party
from spoc_desk.domain.hand_rules import Guard, HandRule
from spoc_desk.domain.item_states import HandFacts, Progress, date_problem, refusal, rule_of
from spoc_desk.domain.item_states import after as after_hand
from spoc_desk.domain.record import ContactId, DecisionId, new_id
from spoc_desk.errors import BadAnswer, NotYet, UnknownRecord
from spoc_desk.forms.definition import Answers
from spoc_desk.profile.profile import Profile
from spoc_desk.vault.records.exchange_rows import hands_of_items, ukpps_spoc_verified
from spoc_desk.vault.records.stores import CASES, CONTACTS, DECISIONS, HANDS, ITEMS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault


@dataclass(frozen=True)
class Desk:
    """What recording hands on one case needs, fetched once."""

    case: Case
    profile: Profile
    calendar: Calendar
    today: date
    actor: str


def desk_for(vault: Vault, reader: Reader, case_id: str) -> Desk:
    """Return the case with the council's profile and calendar, and who is at work."""
    profile = council_profile(reader)
    case = CASES.get(reader, case_id)
    return Desk(case, profile, calendar_of(profile), vault.clock.today(), vault.actor.name)


def append_hand(
    tx: Transaction, desk: Desk, item: ExchangeItem, kind: HandKind, answers: Answers
) -> tuple[ExchangeItem, tuple[FieldLeak, ...]]:
    """Check every guard, then store the hand, what the item now is, its clocks and what follows from a leak."""
    rule = rule_of(desk.case.direction, kind)
    if rule is None:
        raise NotYet(f"“{kind.label}” does not belong to {desk.case.direction.label.lower()} cases.", "domain 3.3")
    hands = hands_of_items(tx, (item.id,))[item.id]
    before = progress_of(desk.case.direction, item, hands)
    _refuse(tx, desk, item, hands, before, rule)
    given = read_hand(rule, answers, desk.today)
    if problem := date_problem(before, rule, given.happened_on, desk.today):
        raise BadAnswer(problem, "happened_on", "domain 1.7")
    _check_decision(tx, desk.case, given)
    hand = HANDS.insert(tx, _hand(item, rule, given, hands, desk.actor))
    _note_handing_over(tx, rule, hand)
    after = _after(desk, item, hands, before, hand)
    stored = ITEMS.update(tx, item, _moved(item, after, given))
    item_clocks.follow(tx, stored, given.happened_on, desk.calendar, desk.profile)
    item_clocks.relist(tx, stored.case_id, desk.case.state)
    if given.check_result is Check.LEAK:
        open_leak_concern(tx, desk.case, stored, desk.calendar, desk.profile)
    place = case_place(item.case_id, Part.EXCHANGE, item.id, "note")
    return stored, _note_leaks(tx, desk, given.note, place)


def _after(desk: Desk, item: ExchangeItem, hands: list[Hand], before: Progress, hand: Hand) -> Progress:
    """Return what the item is now. Only taking a hand back needs the whole history once more."""
    if hand.hand is HandKind.REOPENED:
        return progress_of(desk.case.direction, item, (*hands, hand))
    return after_hand(desk.case.direction, before, hand)


def _note_leaks(tx: Transaction, desk: Desk, note: str, place: str) -> tuple[FieldLeak, ...]:
    if not note:
        return ()
    return scan_texts({"note": ("Note", note)}, own_words(tx), place=place)


def _refuse(
    tx: Transaction, desk: Desk, item: ExchangeItem, hands: list[Hand], before: Progress, rule: HandRule
) -> None:
    """Raise what speaks against this hand: LeakFound for a text that may show an area, NotYet for everything else."""
    facts = HandFacts(
        direction=desk.case.direction,
        case_state=desk.case.state,
        progress=before,
        today=desk.today,
        spoc_verified=Guard.SPOC_VERIFIED in rule.guards and ukpps_spoc_verified(tx, desk.case.id),
        may_share=Guard.MAY_SHARE in rule.guards and may_share(tx, desk.case.id),
    )
    sentence, source = refusal(facts, rule)
    if sentence:
        raise NotYet(sentence, source)
    if Guard.NO_LEAK in rule.guards:
        refuse_leaks(leaks_of(tx, item, hands, desk.case.direction), "pass this on")


def _check_decision(tx: Transaction, case: Case, given: HandAnswers) -> None:
    if given.decision_id is None:
        return
    try:
        decision = DECISIONS.get(tx, given.decision_id)
    except UnknownRecord as error:
        raise BadAnswer("Choose one of the decisions of this case.", "decision_id", "S001:474") from error
    if decision.case_id != case.id:
        raise BadAnswer("That decision belongs to another case.", "decision_id", "S001:474")
    if not decision.allows:
        raise BadAnswer("That decision says not to share. Choose or record another one.", "decision_id", "S001:474")
    if all(each.id != decision.id for each in for_hands(tx, case.id)):
        raise BadAnswer(
            "That decision was made for one paper. Choose or record another one.", "decision_id", "S001:474"
        )
    if decision.decided_on > given.happened_on:
        raise BadAnswer("That decision was made later. Decide first, then hand over.", "decision_id", "S001:474")


def _note_handing_over(tx: Transaction, rule: HandRule, hand: Hand) -> None:
    """What was shared with whom stands on the decision too: one act (domain 1.11)."""
    if hand.decision_id is None or not rule.hands_over:
        return
    own = hand.to_party is Party.OWN_SERVICE and hand.service is not None
    to_whom = CONTACTS.get(tx, hand.service).name if own and hand.service else hand.to_party.label
    handed_over(tx, hand.decision_id, shared_with=to_whom, on=hand.happened_on, method=hand.method)


def _hand(item: ExchangeItem, rule: HandRule, given: HandAnswers, hands: list[Hand], done_by: str) -> Hand:
    carried = next((hand.service for hand in reversed(hands) if hand.service), item.asked_for_by)
    own = "own_service" in (rule.from_party.value, rule.to_party.value) or rule.hand is HandKind.D7
    return Hand(
        id=new_id(),
        item_id=item.id,
        case_id=item.case_id,
        hand_no=len(hands) + 1,
        hand=rule.hand,
        happened_on=given.happened_on,
        from_party=given.from_party,
        to_party=given.to_party,
        method=given.method,
        service=ContactId(given.service) if given.service else (carried if own else None),
        done_by=done_by,
        check_result=given.check_result,
        not_available_reason=given.not_available_reason,
        decision_id=DecisionId(given.decision_id) if given.decision_id else None,
        note=given.note,
    )


def _moved(item: ExchangeItem, after: Progress, given: HandAnswers) -> ExchangeItem:
    return replace(
        item,
        state=after.state,
        applicable=after.applicable,
        origin=after.origin,
        check_result=after.check_result,
        third_party_checked=after.third_party_checked,
        not_available_reason=after.not_available_reason,
        chases=after.chases,
        last_hand=after.last_hand,
        last_hand_on=after.last_hand_on,
        is_open=after.is_open,
        pages=given.pages if given.pages is not None else item.pages,
        asked_for_by=item.asked_for_by or _first_asker(after, given),
    )


def _first_asker(after: Progress, given: HandAnswers) -> ContactId | None:
    """The service that raised the need is the one that waits for the record."""
    return ContactId(given.service) if given.service and after.last_hand is HandKind.A1 else None

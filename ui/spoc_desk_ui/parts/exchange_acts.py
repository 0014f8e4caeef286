"""What the register asks of the vault, on the worker thread: plain values in, plain values out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.domain.exchanges import HandKind
from spoc_desk.errors import RefusedByRule
from spoc_desk.forms.definition import Answer, Answers, Choice

from ..forms.choices import fetch_choices
from ..lazy import load

if TYPE_CHECKING:
    from spoc_desk.casework.change import Change, Done
    from spoc_desk.casework.exchange import HandOffer
    from spoc_desk.casework.leaks import FieldLeak
    from spoc_desk.vault.vault import Vault

DECIDES = "S001:474"
"""The source of the guard that asks for an information-sharing decision: the panel can record it in the same act."""

NEW_DECISION = "new"
_TAKEN_BACK = "Taken back right after it was recorded."
_ORDER = tuple(HandKind)


@dataclass(frozen=True)
class HandDesk:
    """What the hand panel needs about the chosen records: what may happen to all of them, what may not and why."""

    case_id: str
    item_ids: tuple[str, ...]
    title: str
    about: str
    offers: "tuple[HandOffer, ...]"
    refused: "tuple[HandOffer, ...]"
    contacts: tuple[Choice, ...]
    decisions: tuple[Choice, ...]
    calendar: Calendar
    needs_decision: frozenset[HandKind]
    checked: str = ""  # when and how the program last checked the file of the one record


@dataclass(frozen=True)
class Recorded:
    """Hands that were recorded at once; `change` lets every page see what changed."""

    hand: HandKind
    item_ids: tuple[str, ...]
    title: str
    change: "Change"
    leaks: "tuple[FieldLeak, ...]"
    state_words: str
    check_result: str


@dataclass(frozen=True)
class Chase:
    """A chase before it is recorded: which records, the note, and what of the selection waits for nobody."""

    case_id: str
    item_ids: tuple[str, ...]
    titles: tuple[str, ...]
    note: str
    left_out: tuple[str, ...]
    calendar: Calendar


def read_hand_desk(vault: "Vault", case_id: str, item_ids: Sequence[str]) -> HandDesk:
    """Return what may happen next to these records: a hand is offered where it may happen to each of them."""
    exchange = load("spoc_desk.casework.exchange")
    choices = fetch_choices(vault, case_id)
    items = [load("spoc_desk.vault.records.stores").ITEMS.get(vault, item_id) for item_id in item_ids]
    names = load("spoc_desk.casework.people").aliases(vault, case_id)
    made = [{offer.hand: _decidable(offer) for offer in exchange.offers(vault, item_id)} for item_id in item_ids]
    common = [offer for hand, offer in made[0].items() if all(hand in each for each in made)]
    offered = [_as_usual(offer, made) for offer in common if all(each[offer.hand].allowed for each in made)]
    refused = [_refusal(offer.hand, made) for offer in common if not all(each[offer.hand].allowed for each in made)]
    undecided = frozenset(offer.hand for offer in offered if any(each[offer.hand].why_not for each in made))
    offered.sort(key=lambda offer: offer.hand not in undecided)  # what lacks only a decision is the usual next hand
    several = len(items) > 1
    return HandDesk(
        case_id=case_id,
        item_ids=tuple(item_ids),
        title=f"{len(items)} records" if several else items[0].title,
        about=_titles([item.title for item in items])
        if several
        else f"{load('spoc_desk.casework.people').member_words(items[0].members, names)}. {items[0].state.label}.",
        offers=tuple(offered),
        refused=tuple(sorted(refused, key=lambda offer: _ORDER.index(offer.hand))),
        contacts=choices["own_contacts"],
        decisions=_sharing(vault, case_id),
        calendar=load("spoc_desk.casework.council").calendar(vault),
        needs_decision=undecided,
        checked="" if several else _checked(vault, item_ids[0]),
    )


def record_hands(
    vault: "Vault",
    desk: HandDesk,
    hand: HandKind,
    answers: Answers,
    decision: Answers | None,
    operations: Mapping[str, str],
) -> Recorded:
    """Record one hand for each record of the panel, after its decision where a new one was taken."""
    exchange = load("spoc_desk.casework.exchange")
    given: dict[str, Answer] = dict(answers)
    if decision is not None:
        decided: Done = exchange.decide(vault, case_id=desk.case_id, answers=decision)
        given["decision_id"] = decided.change.ids[0]
    done: list[Done] = []
    for item_id in desk.item_ids:
        try:
            done.append(
                exchange.record_hand(vault, item_id=item_id, hand=hand, answers=given, operation_id=operations[item_id])
            )
        except RefusedByRule as error:
            if done:
                raise type(error)(f"{error} The first {len(done)} of {len(desk.item_ids)} are recorded.") from error
            raise
    last = done[-1]
    state = getattr(last.record, "state", None)
    return Recorded(
        hand=hand,
        item_ids=desk.item_ids,
        title=desk.title,
        change=replace(last.change, ids=desk.item_ids),
        leaks=tuple(leak for each in done for leak in each.leaks),
        state_words=state.label if state is not None else "",
        check_result=str(answers.get("check_result", "")),
    )


def take_back(vault: "Vault", item_ids: Sequence[str]) -> "Done":
    """Undo the last hand of these records: an entry with its reason, the history keeps both."""
    exchange = load("spoc_desk.casework.exchange")
    done: list[Done] = [
        exchange.record_hand(vault, item_id=item_id, hand=HandKind.REOPENED, answers={"note": _TAKEN_BACK})
        for item_id in item_ids
    ]
    return replace(done[-1], change=replace(done[-1].change, ids=tuple(item_ids)))


def answer_checklist(vault: "Vault", item_ids: Sequence[str], answer: str) -> "Done":
    """Answer rows of the checklist: needed, not relevant, not known yet."""
    exchange = load("spoc_desk.casework.exchange")
    done: list[Done] = [exchange.answer_baseline(vault, item_id=item_id, applicable=answer) for item_id in item_ids]
    return replace(done[-1], change=replace(done[-1].change, ids=tuple(item_ids)))


def read_chase(vault: "Vault", case_id: str, item_ids: Sequence[str]) -> Chase:
    """Return the chasing note of those of these records that wait for somebody."""
    notes = load("spoc_desk.casework.chase_note")
    items = [load("spoc_desk.vault.records.stores").ITEMS.get(vault, item_id) for item_id in item_ids]
    waiting = [item for item in items if item.state.value in ("requested", "asked")]
    return Chase(
        case_id=case_id,
        item_ids=tuple(item.id for item in waiting),
        titles=tuple(item.title for item in waiting),
        note=notes.chase_words(vault, case_id, waiting) if waiting else "",
        left_out=tuple(item.title for item in items if item not in waiting),
        calendar=load("spoc_desk.casework.council").calendar(vault),
    )


def _checked(vault: "Vault", item_id: str) -> str:
    """Return what is known of the last check of a record's file, or nothing."""
    last = next(iter(load("spoc_desk.casework.document_checks").checks_of_item(vault, item_id)), None)
    if last is None:
        return ""
    day = load("spoc_desk.domain.house_dates").day_and_month(
        load("spoc_desk.casework.moments").london_day(last.checked_at)
    )
    verdict = last.verdict.label.replace(":", ",")
    return f"Checked by the program on {day}: {verdict[:1].lower()}{verdict[1:]} (doc-{last.document_no})"


def _titles(titles: Sequence[str]) -> str:
    """Return each kind of record once: "Health records (4); MARAC records and plans"."""
    counts = Counter(titles)
    return "; ".join(f"{title} ({count})" if count > 1 else title for title, count in counts.items())


def _decidable(offer: "HandOffer") -> "HandOffer":
    """A hand that lacks only its decision is offered: the panel asks for the decision too."""
    return replace(offer, allowed=True) if not offer.allowed and offer.source == DECIDES else offer


def _as_usual(offer: "HandOffer", made: "Sequence[Mapping[HandKind, HandOffer]]") -> "HandOffer":
    """What is filled in beforehand for several records is what is usual for each of them."""
    same = [each[offer.hand] for each in made]
    return replace(
        offer,
        usual_service=offer.usual_service if len({one.usual_service for one in same}) == 1 else None,
        usual_decision=offer.usual_decision if len({one.usual_decision for one in same}) == 1 else None,
    )


def _refusal(hand: HandKind, made: "Sequence[Mapping[HandKind, HandOffer]]") -> "HandOffer":
    return next(each[hand] for each in made if not each[hand].allowed)


def _sharing(vault: "Vault", case_id: str) -> tuple[Choice, ...]:
    short_date = load("spoc_desk.domain.house_dates").short_date
    return tuple(
        Choice(each.id, f"{each.outcome.label}, {short_date(each.decided_on)}: {each.what_information[:60]}")
        for each in load("spoc_desk.casework.sharing").for_hands(vault, case_id)
    )

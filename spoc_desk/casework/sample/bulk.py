"""Many sample cases at once, to see that the desk stays quick. Written through the stores in large transactions."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from spoc_desk.casework.item_clocks import relist
from spoc_desk.casework.names import search_key
from spoc_desk.casework.sample.desk import Desk, sample_data
from spoc_desk.domain.cases import Case, CaseState, Direction, NotifiedTo, Route
from spoc_desk.domain.clocks import ClockRow
from spoc_desk.domain.exchanges import TERMINAL, Applicable, ExchangeItem, Hand, HandKind, ItemState, Party, RecordType
from spoc_desk.domain.household import Member, MemberKind, MemberName, Relationship
from spoc_desk.domain.record import CaseId, ItemId, MemberId, new_id
from spoc_desk.domain.terms import Method
from spoc_desk.vault.records.stores import CASES, CLOCKS, HANDS, ITEMS, MEMBER_NAMES, MEMBERS
from spoc_desk.vault.vault import Transaction

_PER_TRANSACTION = 50
ITEMS_PER_CASE = 12
_STATES = (ItemState.REQUESTED, ItemState.RECEIVED, ItemState.CHECKED, ItemState.PASSED_ON, ItemState.COMPLETE)
_HANDS = (
    (HandKind.A2, Party.LA_SPOC, Party.UKPPS_SPOC),
    (HandKind.A4, Party.UKPPS_SPOC, Party.LA_SPOC),
    (HandKind.A5, Party.LA_SPOC, Party.LA_SPOC),
    (HandKind.A6, Party.LA_SPOC, Party.OWN_SERVICE),
    (HandKind.A7, Party.OWN_SERVICE, Party.LA_SPOC),
)


@dataclass(frozen=True)
class _Dice:
    """Chance that falls the same way for the same seed."""

    rng: random.Random
    today: date

    def name(self) -> tuple[str, str]:
        data = sample_data()
        return self.rng.choice(data["given"]), f"{self.rng.choice(data['family'])}-Sample"

    def day(self, least: int, most: int) -> date:
        return self.today - timedelta(days=self.rng.randint(least, most))


def add_cases(desk: Desk, count: int, seed: int) -> None:
    """Add *count* arrivals with three people and twelve records each."""
    dice = _Dice(random.Random(seed), desk.today)
    numbers = iter(range(count))
    while batch := [number for _, number in zip(range(_PER_TRANSACTION), numbers, strict=False)]:
        with desk.vault.transaction("laid out sample cases") as tx:
            for number in batch:
                _add_case(tx, dice, f"sample case {number:05d}")


def _add_case(tx: Transaction, dice: _Dice, reference: str) -> None:
    notified = dice.day(40, 400)
    case = Case(
        id=CaseId(new_id()), case_ref=reference, direction=Direction.ARRIVAL, ukpps_notified_on=notified,
        notified_to=NotifiedTo.DCS, route=Route.CHILD, route_computed=Route.CHILD, route_confirmed_on=notified,
        state=CaseState.EXCHANGE_ACTIVE, sample=True,
    )  # fmt: skip
    CASES.insert(tx, case)
    given, family = dice.name()
    members = []
    for alias, kind, years in (
        ("Child A", MemberKind.CHILD, 8),
        ("Child B", MemberKind.CHILD, 5),
        ("Adult 1", MemberKind.ADULT, 33),
    ):
        member = Member(
            id=MemberId(new_id()), case_id=case.id, alias=alias, kind=kind,
            date_of_birth=dice.day(years * 365, years * 365 + 300),
            relationship=Relationship.MOTHER if kind is MemberKind.ADULT else Relationship.CHILD,
        )  # fmt: skip
        members.append(MEMBERS.insert(tx, member).id)
        MEMBER_NAMES.insert(
            tx,
            MemberName(id=new_id(), member_id=member.id, case_id=case.id, given_name=given, family_name=family,
                       given_key=search_key(given), family_key=search_key(family)),
        )  # fmt: skip
    for item in _items(dice, case, members):
        _add_item(tx, dice, item)
    relist(tx, case.id, case.state)


def _items(dice: _Dice, case: Case, members: list[MemberId]) -> Iterator[ExchangeItem]:
    kinds = list(RecordType)
    for number in range(1, ITEMS_PER_CASE + 1):
        kind = kinds[number % len(kinds)]
        state = dice.rng.choice(_STATES)
        yield ExchangeItem(
            id=ItemId(new_id()), case_id=case.id, item_no=number, members=(members[number % 3],), record_type=kind,
            title=kind.label, applicable=Applicable.YES, state=state, is_open=state not in TERMINAL,
        )  # fmt: skip


def _add_item(tx: Transaction, dice: _Dice, item: ExchangeItem) -> None:
    hands = _HANDS[: _STATES.index(item.state) + 1]
    day = dice.day(12, 39)
    last = hands[-1][0]
    stored = ExchangeItem(**{**item.__dict__, "last_hand": last, "last_hand_on": day})
    ITEMS.insert(tx, stored)
    for number, (kind, giver, taker) in enumerate(hands, start=1):
        HANDS.insert(
            tx,
            Hand(id=new_id(), item_id=item.id, case_id=item.case_id, hand_no=number, hand=kind, happened_on=day,
                 from_party=giver, to_party=taker, method=Method.SECURE_MAIL),
        )  # fmt: skip
    if item.is_open:
        due = day + timedelta(days=14)
        CLOCKS.insert(
            tx,
            ClockRow(id=new_id(), rule="D-06", case_id=item.case_id, subject=item.state.value, subject_id=item.id,
                     started_on=day, due_on=due),
        )  # fmt: skip

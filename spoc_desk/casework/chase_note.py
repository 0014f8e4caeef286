"""Chase what is late: one dated hand for each record, and the note to send (D-06)."""

from collections.abc import Sequence
from datetime import date

from spoc_desk.casework.change import Change, Done, What
from spoc_desk.casework.hand_recording import Desk, append_hand, desk_for
from spoc_desk.casework.leaks import refuse_leaks, scan_texts
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.people import aliases, member_words
from spoc_desk.domain.cases import Direction
from spoc_desk.domain.exchanges import ExchangeItem, Hand, HandKind, ItemState
from spoc_desk.domain.house_dates import short_date
from spoc_desk.errors import NotYet
from spoc_desk.printing.wording import fill
from spoc_desk.sanitise.findings import Mode
from spoc_desk.vault.records.exchange_rows import hands_of_items
from spoc_desk.vault.records.stores import ITEMS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Transaction, Vault

_ASKED = {Direction.ARRIVAL: HandKind.A2, Direction.DEPARTURE: HandKind.D2}
_WAITS = {Direction.ARRIVAL: ItemState.REQUESTED, Direction.DEPARTURE: ItemState.ASKED}
_CHASE = {Direction.ARRIVAL: HandKind.A3, Direction.DEPARTURE: HandKind.D_REMINDED}
_TO_SERVICE = (
    "We asked your service for these records and still need them:\n{records}\n"
    "Please tell the LA SPOC when they can be collected, or whether your service holds nothing. "
    "Please send nothing to anybody else."
)


def chase(vault: Vault, *, item_ids: Sequence[str], on: date | None = None) -> tuple[Done, str]:
    """Record that these records were asked for again, and return the note that does it.

    Arrival: the note is for the UKPPS SPOC. Departure: it is for our own service. Raises NotYet for a record that
    waits for nobody, LeakFound when the note would show an area.
    """
    with vault.transaction("chased records") as tx:
        items = [ITEMS.get(tx, item_id) for item_id in dict.fromkeys(item_ids)]
        desk = _one_desk(vault, tx, items)
        asked = _asked_on(tx, desk, items)
        text = _note(tx, desk, items, asked)
        answers = {"happened_on": (on or desk.today).isoformat()}
        for item in items:
            append_hand(tx, desk, item, _CHASE[desk.case.direction], answers)
    return Done(Change(What.EXCHANGE, desk.case.id, tuple(item.id for item in items))), text


def chase_words(vault: Vault, case_id: str, items: Sequence[ExchangeItem]) -> str:
    """Return the note that chasing these records would give, without recording anything."""
    desk = desk_for(vault, vault, case_id)
    return _note(vault, desk, items, _asked_on(vault, desk, items))


def _one_desk(vault: Vault, tx: Transaction, items: Sequence[ExchangeItem]) -> Desk:
    if not items or len({item.case_id for item in items}) > 1:
        raise NotYet("Choose records of one case to chase.", "domain 1.7")
    desk = desk_for(vault, tx, items[0].case_id)
    for item in items:
        if item.state is not _WAITS[desk.case.direction]:
            raise NotYet(f"“{item.title}” is not waiting for anybody, so there is nothing to chase.", "domain 3.3")
    return desk


def _asked_on(reader: Reader, desk: Desk, items: Sequence[ExchangeItem]) -> dict[str, date]:
    """Return when each record was last asked for: its request, not its chases."""
    hands = hands_of_items(reader, [item.id for item in items])
    kind = _ASKED[desk.case.direction]
    return {item.id: _last(hands[item.id], kind, item.last_hand_on or desk.today) for item in items}


def _last(hands: Sequence[Hand], kind: HandKind, otherwise: date) -> date:
    return next((hand.happened_on for hand in reversed(hands) if hand.hand is kind), otherwise)


def _note(reader: Reader, desk: Desk, items: Sequence[ExchangeItem], asked: dict[str, date]) -> str:
    names = aliases(reader, desk.case.id)
    lines = [f"{item.title} ({member_words(item.members, names)})" for item in items]
    if desk.case.direction is Direction.ARRIVAL:
        by_day: dict[date, list[str]] = {}
        for item, line in zip(items, lines, strict=True):
            by_day.setdefault(asked[item.id], []).append(line)
        template = desk.profile.templates.chase
        text = "\n\n".join(
            fill(template, records="; ".join(by_day[day]), asked_on=short_date(day)) for day in sorted(by_day)
        )
    else:
        text = _TO_SERVICE.format(records="\n".join(f"- {line}" for line in lines))
    mode = Mode.OUT if desk.case.direction is Direction.ARRIVAL else Mode.LOCAL
    refuse_leaks(scan_texts({"note": ("Chasing note", text)}, own_words(reader), mode), "send this note")
    return text

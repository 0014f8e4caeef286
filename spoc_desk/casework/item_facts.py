"""What the guards of a hand look at, gathered from the vault."""

from collections.abc import Iterable, Sequence
from datetime import date

from spoc_desk.casework.leaks import FieldLeak, scan_texts
from spoc_desk.casework.own_words import own_words
from spoc_desk.casework.places import Part, case_place
from spoc_desk.casework.sharing import may_share
from spoc_desk.domain.cases import Case, Direction
from spoc_desk.domain.exchanges import Applicable, ExchangeItem, Hand
from spoc_desk.domain.item_states import HandFacts, Progress, replay
from spoc_desk.sanitise.findings import Mode
from spoc_desk.vault.records.exchange_rows import hands_of_items, ukpps_spoc_verified
from spoc_desk.vault.records.stores import CASES, ITEMS
from spoc_desk.vault.records.table import Reader
from spoc_desk.vault.vault import Vault


def hand_facts(reader: Reader, case: Case, item: ExchangeItem, hands: Sequence[Hand], today: date) -> HandFacts:
    """Return everything `domain.item_states.offers` asks for."""
    leaks = leaks_of(reader, item, hands, case.direction)
    return HandFacts(
        direction=case.direction,
        case_state=case.state,
        progress=progress_of(case.direction, item, hands),
        today=today,
        spoc_verified=ukpps_spoc_verified(reader, case.id),
        may_share=may_share(reader, case.id),
        leaking_fields=tuple(leak.label for leak in leaks if leak.blocks),
    )


def progress_of(direction: Direction, item: ExchangeItem, hands: Iterable[Hand]) -> Progress:
    """Return what the hands add up to. "Needed" may have been answered without any hand."""
    answered = Applicable.YES if item.applicable is Applicable.YES else Applicable.NOT_KNOWN
    return replay(direction, hands, Progress(applicable=answered))


def item_leaks(vault: Vault, item_id: str) -> tuple[FieldLeak, ...]:
    """Return what the leak scan finds in an item: its title, its note, the notes of its hands."""
    item = ITEMS.get(vault, item_id)
    case = CASES.get(vault, item.case_id)
    hands = hands_of_items(vault, (item.id,))[item.id]
    return leaks_of(vault, item, hands, case.direction)


def leaks_of(reader: Reader, item: ExchangeItem, hands: Iterable[Hand], direction: Direction) -> tuple[FieldLeak, ...]:
    """Return the findings in an item's own texts. What goes to UKPPS must not show our area either."""
    texts = {"title": ("Title", item.title), "outcome_note": ("Note", item.outcome_note)}
    texts |= {f"hand {hand.hand_no}": (f"Note of “{hand.hand.label}”", hand.note) for hand in hands if hand.note}
    mode = Mode.LOCAL if direction is Direction.ARRIVAL else Mode.OUT
    place = case_place(item.case_id, Part.EXCHANGE, item.id)
    return scan_texts(texts, own_words(reader), mode, place)

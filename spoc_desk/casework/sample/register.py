"""Sample hands: records asked for, received, checked and passed on."""

from spoc_desk.casework.exchange import answer_baseline, record_hand
from spoc_desk.casework.sample.desk import SHARE, Desk, stored_id
from spoc_desk.casework.sharing import decide
from spoc_desk.domain.exchanges import Applicable, ExchangeItem, Origin, RecordType
from spoc_desk.forms.definition import Answer
from spoc_desk.vault.records.stores import ITEMS


def items(desk: Desk, case_id: str) -> dict[str, list[ExchangeItem]]:
    """Return the records of a case by kind, in the order of the register."""
    found: dict[str, list[ExchangeItem]] = {kind.value: [] for kind in RecordType}
    for item in ITEMS.find(desk.vault, "case_id = ?", (case_id,), tail="ORDER BY item_no"):
        found[item.record_type.value].append(item)
    return found


def answer_all(desk: Desk, case_id: str, *, origin: Origin | None, none: frozenset[str]) -> None:
    """Answer every baseline row; the kinds in *none* are not relevant."""
    for kind, rows in items(desk, case_id).items():
        for item in rows:
            applicable = Applicable.NO if kind in none else Applicable.YES
            given = origin if applicable is Applicable.YES else None
            answer_baseline(desk.vault, item_id=item.id, applicable=applicable, origin=given)


def hand(desk: Desk, item_id: str, kind: str, days_ago: int, **answers: Answer) -> None:
    """Record one hand on its day, as if it was entered then."""
    day = desk.go_to(days_ago)
    record_hand(desk.vault, item_id=item_id, hand=kind, answers={"happened_on": day, **answers})


def share(desk: Desk, case_id: str, what: str) -> str:
    """Decide to share and return the decision's id."""
    answers = {**SHARE, "decided_on": desk.clock.today().isoformat(), "what_information": what}
    return stored_id(decide(desk.vault, case_id=case_id, answers=answers))

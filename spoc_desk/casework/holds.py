"""The state of a case as it is written: every move leaves a record. Used by the moves and by security concerns."""

from dataclasses import replace
from datetime import date
from typing import Any

from spoc_desk.casework import item_clocks
from spoc_desk.casework.clocks import day_of
from spoc_desk.casework.keeping.settling import settle_case
from spoc_desk.domain.case_events import CaseEvent, CaseMove
from spoc_desk.domain.cases import Case, CaseState, Route
from spoc_desk.domain.record import new_id
from spoc_desk.errors import NotYet, RefusedByRule
from spoc_desk.vault.records.stores import CASE_MOVES, CASES
from spoc_desk.vault.vault import Transaction

NO_ROLE = (
    "UKPPS undertakes and co-ordinates this relocation; there is no LA SPOC process, and nothing personal is kept. "
    "Set the route again if needs have emerged."
)


def write_move(tx: Transaction, before: Case, after: Case, event: CaseEvent, *, on: date, **said: Any) -> Case:
    """Store a case in its new state and the move that led there; *said* are the answers the move keeps (CaseMove)."""
    stored = CASES.update(tx, before, after)
    settle_case(tx, before, stored)
    if after.state is not before.state:
        item_clocks.relist(tx, after.id, after.state)
    move = CaseMove(
        id=new_id(),
        case_id=after.id,
        event=event,
        from_state=before.state,
        to_state=after.state,
        happened_on=on,
        **said,
    )
    CASE_MOVES.insert(tx, move)
    return stored


def hold_case(tx: Transaction, case: Case, reason: str) -> Case:
    """Put a case on hold until UKPPS advises (domain 3.1); one that is held or closed stays as it is."""
    if case.state in (CaseState.ON_HOLD, CaseState.CLOSED):
        return case
    held = replace(case, state=CaseState.ON_HOLD, state_before=case.state, hold_reason=reason)
    return write_move(tx, case, held, CaseEvent.HOLD, on=day_of(tx), note=reason)


def refuse_without_role(case: Case) -> None:
    """Raise where nothing personal may be kept: the route is "neither" (domain 1.1, 3.1a)."""
    if case.route is Route.NEITHER:
        raise RefusedByRule(NO_ROLE, "S003:104; domain 3.1a")


def refuse_closed(case: Case) -> None:
    """Raise where a closed case would be changed."""
    if case.state is CaseState.CLOSED:
        raise NotYet("This case is closed. Reopen it first, with a reason.", "domain 3.1")

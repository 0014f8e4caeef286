"""What now: at most five next steps of a case, each with who, the words to use, the clock and one button."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from spoc_desk.casework.case_reading import facts_of
from spoc_desk.casework.clocks import clocks
from spoc_desk.casework.council import calendar, profile
from spoc_desk.casework.item_steps import checklist_steps, item_steps
from spoc_desk.casework.la_spoc import la_spoc_words
from spoc_desk.casework.next_step import CaseView, NextStep
from spoc_desk.casework.set_up_steps import (
    concern_steps,
    flag_steps,
    hold_steps,
    meeting_steps,
    move_steps,
    need_steps,
    query_steps,
    route_steps,
    service_steps,
    spoc_steps,
    stop_steps,
)
from spoc_desk.domain.cases import CaseState, Route
from spoc_desk.domain.handovers import FROZEN
from spoc_desk.vault.records.handover_rows import custody_of
from spoc_desk.vault.records.stores import CASES
from spoc_desk.vault.vault import Vault

__all__ = ["NextStep", "next_steps"]

AT_MOST = 5

_Source = Callable[[CaseView], Iterable[NextStep]]
# The order is the order of urgency: people at risk, then what holds everything up, then records that lie with us.
_IN_ORDER: tuple[_Source, ...] = (
    concern_steps,
    hold_steps,
    route_steps,
    meeting_steps,
    spoc_steps,
    service_steps,
    stop_steps,
    item_steps,
    query_steps,
    flag_steps,
    checklist_steps,
    need_steps,
    move_steps,
)


def next_steps(vault: Vault, case_id: str) -> tuple[NextStep, ...]:
    """Return what has to be done next for a case, the most urgent first; nothing where it can only be read."""
    view, hands = _view(vault, case_id), custody_of(vault, case_id)
    if view.case.state is CaseState.CLOSED or (hands is not None and hands.state in FROZEN):
        return ()
    found = islice(_found(view), AT_MOST)
    return tuple(step.numbered(number) for number, step in enumerate(found, 1))


def _found(view: CaseView) -> Iterator[NextStep]:
    sources = (concern_steps, hold_steps, route_steps, move_steps) if view.case.route is Route.NEITHER else _IN_ORDER
    for source in sources:
        yield from source(view)


def _view(vault: Vault, case_id: str) -> CaseView:
    case = CASES.get(vault, case_id)
    return CaseView(
        vault=vault,
        case=case,
        facts=facts_of(vault, case, vault.actor.roles),
        profile=profile(vault),
        calendar=calendar(vault),
        today=vault.clock.today(),
        running=tuple(clock for clock in clocks(vault, case_id) if clock.running),
        spoc=la_spoc_words(vault, case_id),
    )

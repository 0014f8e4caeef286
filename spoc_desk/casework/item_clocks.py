"""The two clocks of an exchange item: chase what does not move (D-06), pass on what is checked (D-07).

Each runs for one record; the lists of what is due show them once for each case and kind, at the oldest (`relist`).
"""

from dataclasses import replace
from datetime import date

from spoc_desk.casework import clocks
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.domain.cases import CaseState
from spoc_desk.domain.exchanges import ExchangeItem, ItemState
from spoc_desk.domain.item_states import FROZEN
from spoc_desk.profile.profile import Profile
from spoc_desk.vault.records.clock_rows import clocks_of_records, running_clocks
from spoc_desk.vault.records.stores import CLOCKS
from spoc_desk.vault.vault import Transaction

CHASE, PASS_ON = "D-06", "D-07"
_WITH_THE_SPOC = frozenset({ItemState.CHECKED, ItemState.READY})


def follow(tx: Transaction, item: ExchangeItem, on: date, calendar: Calendar, profile: Profile) -> None:
    """End the clocks the last hand has answered, and start the one that runs from it."""
    for clock in running_clocks(tx, (item.id,)):
        CLOCKS.update(tx, clock, replace(clock, met_on=max(on, clock.started_on), running=False))
    rule = _rule_for(item)
    if rule:
        clocks.start_clock(tx, rule, item.case_id, item.state.value, item.id, on, calendar, profile)


def relist(tx: Transaction, case_id: str, state: CaseState) -> None:
    """Let the oldest clock of each kind stand for the others of its case, and none while the case is frozen."""
    shown: set[tuple[str, str]] = set()
    for clock in clocks_of_records(tx, case_id):
        kind = (clock.rule, clock.subject)
        listed = state not in FROZEN and kind not in shown
        shown.add(kind)
        if clock.listed is not listed:
            CLOCKS.update(tx, clock, replace(clock, listed=listed))


def _rule_for(item: ExchangeItem) -> str:
    if not item.is_open or item.last_hand is None:
        return ""
    return PASS_ON if item.state in _WITH_THE_SPOC else CHASE

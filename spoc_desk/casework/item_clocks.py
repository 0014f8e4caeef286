"""The two clocks of an exchange item: chase what does not move (D-06), pass on what is checked (D-07)."""

from dataclasses import replace
from datetime import date

from spoc_desk.casework import clocks
from spoc_desk.deadlines.calendar import Calendar
from spoc_desk.domain.exchanges import ExchangeItem, ItemState
from spoc_desk.profile.profile import Profile
from spoc_desk.vault.records.clock_rows import running_clocks
from spoc_desk.vault.records.stores import CLOCKS
from spoc_desk.vault.vault import Transaction

CHASE, PASS_ON = "D-06", "D-07"
SUBJECT = "item"
_WITH_THE_SPOC = frozenset({ItemState.CHECKED, ItemState.READY})


def follow(tx: Transaction, item: ExchangeItem, on: date, calendar: Calendar, profile: Profile) -> None:
    """End the clocks the last hand has answered, and start the one that runs from it."""
    for clock in running_clocks(tx, (item.id,)):
        CLOCKS.update(tx, clock, replace(clock, met_on=max(on, clock.started_on), running=False))
    rule = _rule_for(item)
    if rule:
        clocks.start_clock(tx, rule, item.case_id, SUBJECT, item.id, on, calendar, profile)


def _rule_for(item: ExchangeItem) -> str:
    if not item.is_open or item.last_hand is None:
        return ""
    return PASS_ON if item.state in _WITH_THE_SPOC else CHASE

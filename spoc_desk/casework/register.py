"""The register as a matrix: records by hands, what is outstanding first (S003:52, R-003-24 to R-003-26)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spoc_desk.casework.clocks import clock_words
from spoc_desk.casework.council import calendar
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.people import aliases, member_words
from spoc_desk.casework.register_cells import Cell, Column, cells, columns, now_words, stands_still
from spoc_desk.deadlines.wording import Wording
from spoc_desk.domain.cases import Case, CaseState, Direction
from spoc_desk.domain.clocks import ClockRow
from spoc_desk.domain.exchanges import ExchangeItem, Hand
from spoc_desk.domain.item_states import FROZEN
from spoc_desk.vault.records.clock_rows import running_clocks
from spoc_desk.vault.records.exchange_rows import (
    aliases_of,
    cases_of,
    contact_names,
    count_open,
    hands_of_items,
    items_of_case,
    open_items,
)
from spoc_desk.vault.records.stores import CASES
from spoc_desk.vault.vault import Vault

OUTSTANDING, ALL = "outstanding", "all"


@dataclass(frozen=True)
class RegisterRow:
    """One record for somebody: its cells in the order of the columns, and what to do now.

    A record that stands `still` waits for its case: it is on hold, has moved on or is closed.
    """

    item: ExchangeItem
    case_ref: str
    direction: Direction
    title: str
    members_words: str
    cells: tuple[Cell, ...]
    now_words: str
    clock: Wording | None
    hands: tuple[Hand, ...]
    still: bool = False


@dataclass(frozen=True)
class RegisterPage:
    """One page of the register."""

    rows: tuple[RegisterRow, ...]
    total: int
    outstanding: int
    columns: tuple[Column, ...]
    direction: Direction
    more: bool = False


@dataclass(frozen=True)
class OutstandingPage:
    """One page of what is outstanding in all cases; `more` says whether another page follows."""

    rows: tuple[RegisterRow, ...]
    more: bool


def register(vault: Vault, *, case_id: str, view: str = OUTSTANDING, offset: int = 0, limit: int = 50) -> RegisterPage:
    """Return one page of a case's register. *view* is "outstanding", "all", or the id of a member."""
    case = CASES.get(vault, case_id)
    member_id = "" if view in (OUTSTANDING, ALL) else view
    items, total = items_of_case(
        vault, case_id, open_only=view == OUTSTANDING, member_id=member_id, offset=offset, limit=limit
    )
    known = {str(case.id): _Known(case.case_ref, case.direction, case.state)}
    rows = _rows(vault, items, known, aliases(vault, case_id))
    outstanding = total if view == OUTSTANDING else count_open(vault, case_id)
    more = offset + len(rows) < total
    return RegisterPage(rows, total, outstanding, columns(case.direction), case.direction, more)


def register_row(vault: Vault, item: ExchangeItem, case: Case) -> RegisterRow:
    """Return the row of one record."""
    known = {str(case.id): _Known(case.case_ref, case.direction, case.state)}
    return _rows(vault, [item], known, aliases(vault, case.id))[0]


def outstanding_everywhere(vault: Vault, *, offset: int = 0, limit: int = 50) -> OutstandingPage:
    """Return one page of every outstanding record of every case, the longest untouched first."""
    if not sees(vault, Sight.RELOCATIONS):
        return OutstandingPage((), more=False)
    items = open_items(vault, offset=offset, limit=limit + 1)
    shown = items[:limit]
    case_ids = list(dict.fromkeys(item.case_id for item in shown))
    known = {row[0]: _Known(row[1], Direction(row[2]), CaseState(row[3])) for row in cases_of(vault, case_ids)}
    names = aliases_of(vault, [member_id for item in shown for member_id in item.members])
    return OutstandingPage(_rows(vault, shown, known, names), len(items) > limit)


@dataclass(frozen=True)
class _Known:
    """What a row says of its case."""

    ref: str
    direction: Direction
    state: CaseState


def _rows(
    vault: Vault, items: Sequence[ExchangeItem], cases: Mapping[str, _Known], names: Mapping[str, str]
) -> tuple[RegisterRow, ...]:
    """Build the rows of one page with one question each for hands, clocks and services."""
    ids = [item.id for item in items]
    hands = hands_of_items(vault, ids)
    clocks = _clock_words(vault, ids)
    services = contact_names(vault, [item.asked_for_by for item in items if item.asked_for_by])
    return tuple(
        _row(item, cases[item.case_id], hands[item.id], clocks.get(item.id), services, names) for item in items
    )


def _row(
    item: ExchangeItem,
    case: _Known,
    hands: Sequence[Hand],
    clock: Wording | None,
    services: Mapping[str, str],
    names: Mapping[str, str],
) -> RegisterRow:
    still = stands_still(item, case.state)
    return RegisterRow(
        item=item,
        case_ref=case.ref,
        direction=case.direction,
        title=item.title,
        members_words=member_words(item.members, names),
        cells=cells(case.direction, item, hands, services.get(item.asked_for_by or "", ""), still=still),
        now_words=now_words(item, clock, case.state),
        clock=None if case.state in FROZEN else clock,
        hands=tuple(hands),
        still=still,
    )


def _clock_words(vault: Vault, item_ids: Sequence[str]) -> dict[str, Wording]:
    today, days = vault.clock.today(), calendar(vault)
    found: Sequence[ClockRow] = running_clocks(vault, item_ids)
    return {clock.subject_id: clock_words(clock, today, days) for clock in found}

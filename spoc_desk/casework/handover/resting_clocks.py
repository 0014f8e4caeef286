"""The clocks of a case rest where the case can only be read: Today asks nobody for what another desk does."""

from dataclasses import replace

from spoc_desk.casework import item_clocks
from spoc_desk.domain.cases import Case
from spoc_desk.vault.records.stores import CASES, CLOCKS
from spoc_desk.vault.vault import Transaction


def rest(tx: Transaction, case_id: str) -> None:
    """Take the running clocks of a case out of the lists of what is due; they run on."""
    _list(tx, case_id, listed=False)


def wake(tx: Transaction, case_id: str) -> None:
    """Put them back, as they stood."""
    case: Case = CASES.get(tx, case_id)
    _list(tx, case_id, listed=True)
    item_clocks.relist(tx, case_id, case.state)


def _list(tx: Transaction, case_id: str, *, listed: bool) -> None:
    for clock in CLOCKS.find(tx, "case_id = ? AND running = 1 AND listed <> ?", (case_id, int(listed))):
        CLOCKS.update(tx, clock, replace(clock, listed=listed))

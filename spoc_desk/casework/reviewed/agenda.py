"""Stopped incidents and cases on Today: one line for each kind, for whoever waits and for whoever decides."""

from spoc_desk.casework.agenda_line import YOU, AgendaRow
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.relay.triage import may_release
from spoc_desk.deadlines.wording import State
from spoc_desk.vault.records.reviewed_list import INCIDENTS, REVIEWS, count_stopped
from spoc_desk.vault.vault import Vault

_OFFICE = "the office of the DCS or DASS"
_KINDS = (
    (INCIDENTS, "Serious incidents", "serious incident stopped", "serious incidents stopped", "partnership/incidents"),
    (REVIEWS, "Case Review Group", "case stopped", "cases stopped", "partnership/reviews"),
)


def stopped_rows(vault: Vault) -> list[AgendaRow]:
    """Return what waits for the office of the DCS or DASS; nothing for who does not see these records."""
    if not sees(vault, Sight.INCIDENTS):
        return []
    who = YOU if may_release(vault) else _OFFICE
    rows = []
    for listed, reference, one, many, place in _KINDS:
        found = count_stopped(vault, listed)
        if found:
            what = f"{found} {one if found == 1 else many}"
            rows.append(AgendaRow(None, reference, what, "the office decides", who, State.DUE_TODAY.value, place))
    return rows

"""Stopped escalations and complaints on Today: one line for each kind, for whoever waits and for whoever decides."""

from spoc_desk.casework.agenda_line import YOU, AgendaRow
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.casework.restricted.releases import may_release
from spoc_desk.deadlines.wording import State
from spoc_desk.vault.records.partnership_list import count_stopped
from spoc_desk.vault.vault import Vault

_OFFICE = "the office of the DCS or DASS"
_KINDS = (
    (Sight.DISPUTES, "escalations", "Escalations", "escalation stopped", "escalations stopped"),
    (Sight.COMPLAINTS, "complaints", "Complaints", "complaint stopped", "complaints stopped"),
)


def stopped_rows(vault: Vault) -> list[AgendaRow]:
    """Return what waits for the office; those of relocations count only for who sees relocations."""
    who = YOU if may_release(vault) else _OFFICE
    with_cases, rows = sees(vault, Sight.RELOCATIONS), []
    for sight, table, reference, one, many in _KINDS:
        found = count_stopped(vault, table, with_cases=with_cases) if sees(vault, sight) else 0
        if found:
            what = f"{found} {one if found == 1 else many}"
            place = f"partnership/{table}"
            rows.append(AgendaRow(None, reference, what, "the office decides", who, State.DUE_TODAY.value, place))
    return rows

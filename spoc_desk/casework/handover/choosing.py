"""What there is to choose from when something is handed over: the cases in our hands, the desks on the list."""

from spoc_desk.casework.case_lists import CaseFilter, list_cases
from spoc_desk.domain.handovers import FROZEN
from spoc_desk.vault.records.handover_rows import known_desk_rows
from spoc_desk.vault.records.stores import CUSTODY
from spoc_desk.vault.vault import Vault

_MOST = 500

Choice = tuple[str, str]
"""An id, and the words beside it."""


def cases_in_hand(vault: Vault) -> tuple[Choice, ...]:
    """Return the cases this desk may hand over: reference, direction and state; the open ones first."""
    away = {known.case_id for known in CUSTODY.find(vault) if known.state in FROZEN}
    rows = list_cases(vault, filter=CaseFilter(open_only=False, sort="notified"), limit=_MOST).rows
    ours = [row for row in rows if row.case_id not in away]
    ours.sort(key=lambda row: row.closed_on is not None)
    return tuple((row.case_id, f"{row.case_ref} · {row.direction.label} · {row.state_words}") for row in ours)


def desks_to_seal_for(vault: Vault) -> tuple[Choice, ...]:
    """Return the desks that are still on the list: name and role."""
    desks = (desk for desk in known_desk_rows(vault) if desk.revoked_on is None)
    return tuple((desk.id, f"{desk.name} · {desk.role.label}") for desk in desks)

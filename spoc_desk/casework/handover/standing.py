"""Whose hands a case is in."""

from dataclasses import dataclass

from spoc_desk.domain.handovers import FROZEN, Custody, CustodyState, KnownDesk
from spoc_desk.vault.records.handover_rows import custody_of
from spoc_desk.vault.records.stores import KNOWN_DESKS
from spoc_desk.vault.vault import Vault


@dataclass(frozen=True)
class CustodyView:
    """Whose hands a case is in. `frozen`: it can only be read here; `words` says so, for the head of the case."""

    frozen: bool
    state: CustodyState
    desk_name: str
    handover_id: str
    words: str


def custody(vault: Vault, case_id: str) -> CustodyView | None:
    """Return whose hands a case is in; None where it was always here."""
    known = custody_of(vault, case_id)
    if known is None:
        return None
    desk = KNOWN_DESKS.get(vault, known.desk_id)
    return CustodyView(known.state in FROZEN, known.state, desk.name, known.handover_id, _custody_words(known, desk))


def _custody_words(known: Custody, desk: KnownDesk) -> str:
    name = desk.name
    return {
        CustodyState.HERE: f"Taken over from {name}.",
        CustodyState.AWAY: f"Sealed for {name}; no receipt yet. It can only be read here.",
        CustodyState.THERE: f"With {name}. It can only be read here.",
        CustodyState.COPY: f"A copy to read. The case itself is with {name}.",
        CustodyState.TAKEN_BACK: f"{name} took this case back. It can only be read here.",
    }[known.state]

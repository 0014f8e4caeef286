"""Copies for tests that are about the paper: it goes where its nature says, without a question."""

from typing import Any, Final

from spoc_desk.casework import prints
from spoc_desk.casework.disclosing import OWN_FILE, Destination
from spoc_desk.casework.prints import Issued, Prepared
from spoc_desk.domain.prints import Goes, Leaving, Output
from spoc_desk.vault.vault import Vault

ANSWERS: Final = {
    "purpose": "They need it for their own work with the family.", "consent_sought": "not_basis",
    "persons_informed": ("parent",), "necessary_and_proportionate": "yes", "third_parties_protected": "yes",
}  # fmt: skip


def goes_to(whom: str = "Team manager, MASH", **answers: Any) -> Destination:
    """Return that a copy goes to somebody, everything answered."""
    return Destination(Goes.GOES_OUT, whom, {**ANSWERS, **answers})


def issue(vault: Vault, prepared: Prepared, output: Output | str = Output.FILE, **more: Any) -> Issued:
    """Return one copy: to somebody where the paper is made for that, else for the own file."""
    out = prepared.kind.leaving is Leaving.GOES and not vault.is_masked
    destination = goes_to(prepared.recipient or "Team manager, MASH") if out else OWN_FILE
    return prints.issue(vault, prepared, output, **{"destination": destination, **more})

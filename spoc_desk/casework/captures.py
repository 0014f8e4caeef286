"""That screenshots and shared screens may show the windows, or may not again, stands in the trail (security 3.14)."""

from spoc_desk.domain.looks import CAPTURES_HIDDEN, CAPTURES_SHOWN
from spoc_desk.vault.vault import Vault


def note_choice(vault: Vault, *, shown: bool) -> None:
    """Write down who chose it, before it holds."""
    act = CAPTURES_SHOWN if shown else CAPTURES_HIDDEN
    with vault.transaction(act) as tx:
        tx.note(act)

"""Every source of figures, in the order of the scorecard. A new one is one line."""

from typing import Final

from spoc_desk.casework.figures.of_decisions import DECISIONS
from spoc_desk.casework.figures.of_escalations import COMPLAINTS, ESCALATIONS
from spoc_desk.casework.figures.of_incidents import INCIDENTS
from spoc_desk.casework.figures.of_referrals import REFERRALS
from spoc_desk.casework.figures.of_relay import RELAY
from spoc_desk.casework.figures.of_relocations import RELOCATIONS
from spoc_desk.casework.figures.source import Source
from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.vault.vault import Vault

SOURCES: Final = (REFERRALS, RELAY, INCIDENTS, DECISIONS, ESCALATIONS, COMPLAINTS, RELOCATIONS)


def sources_seen(vault: Vault) -> tuple[Source, ...]:
    """Return the sources whose records the person at the desk sees; none without the place itself."""
    if not sees(vault, Sight.FIGURES):
        return ()
    return tuple(each for each in SOURCES if sees(vault, each.sight))

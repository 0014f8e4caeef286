"""What stands on the card of this desk on paper."""

from spoc_desk.casework.handover.desks import own_desk
from spoc_desk.errors import NotYet
from spoc_desk.printing.documents.desk_card import CardFacts
from spoc_desk.vault.vault import Vault


def card_facts(vault: Vault) -> CardFacts:
    """Return what the card says. Raises NotYet before this desk was set up."""
    own = own_desk(vault)
    if own is None:
        raise NotYet("Set this desk up for hand-over first: it needs a name and keys.")
    return CardFacts(own.name, own.role.label, own.words, tuple(own.code.split()))

"""Which referrals somebody may know of: one begun from a relocation tells of it, so it is theirs who may see cases."""

from spoc_desk.casework.may_see import Sight, sees
from spoc_desk.domain.referrals import Referral
from spoc_desk.errors import UnknownRecord
from spoc_desk.vault.vault import Vault


def sees_relocations(vault: Vault) -> bool:
    """Say whether the person at the desk may know that a relocation exists (domain 1.20)."""
    return sees(vault, Sight.RELOCATIONS)


def refuse_hidden(vault: Vault, referral: Referral) -> None:
    """Raise UnknownRecord for a referral the person at the desk may not know of."""
    if referral.case_id is not None and not sees_relocations(vault):
        raise UnknownRecord()

"""Opening a referral: the trail says who did (casework.looking)."""

from spoc_desk.casework.look_notes import noted
from spoc_desk.casework.referrals.reading import ReferralView, referral_view
from spoc_desk.domain import looks
from spoc_desk.vault.vault import Vault


def open_referral(vault: Vault, referral_id: str) -> ReferralView:
    """Return a referral that is opened. Raises UnknownRecord."""
    view = referral_view(vault, referral_id)
    noted(vault, looks.REFERRAL, "referrals", view.referral.id)
    return view

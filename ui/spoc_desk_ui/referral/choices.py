"""The lists that the forms of a referral cannot know by themselves."""

from typing import TYPE_CHECKING

from spoc_desk.forms.definition import Choice

from ..forms.choices import Choices
from ..lazy import load

if TYPE_CHECKING:
    from spoc_desk.casework.referrals.reading import ReferralView
    from spoc_desk.vault.vault import Vault


def fetch_referral_choices(vault: "Vault", view: "ReferralView") -> Choices:
    """Return every list by the name forms use in `choices_from` (worker thread)."""
    referring = load("spoc_desk.casework.council").profile(vault).referring
    schools = load("spoc_desk.casework.schools.directory").school_choices(vault)
    return {
        "schools": tuple(Choice(school_id, words) for school_id, words in schools),
        "agencies": tuple(Choice(each.id, each.label) for each in referring.agencies),
        "referral_sources": tuple(Choice(each.id, each.label) for each in referring.sources),
        "referral_people": tuple(Choice(row.id, row.name or "Not named yet") for row in view.people.values()),
    }

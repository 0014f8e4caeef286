"""What the three questions before a referral need to know: the MASH, the levels of need, the council's own words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spoc_desk.thresholds.threshold_set import Level, Way

from ..lazy import load

if TYPE_CHECKING:
    from spoc_desk.profile.profile import Mash
    from spoc_desk.vault.vault import Vault


@dataclass(frozen=True)
class BeforeFacts:
    """Read once when the page is opened."""

    mash: "Mash"
    levels: tuple[Level, ...]
    additional_help: str
    confirm_hours: int

    def level(self, level_id: str) -> Level | None:
        """Return a level by its id."""
        return next((each for each in self.levels if each.id == level_id), None)

    def is_own_service(self, level_id: str) -> bool:
        """Say whether needs of this level are met with the service's own form."""
        level = self.level(level_id)
        return level is not None and level.way is Way.OWN


def read_before(vault: "Vault") -> BeforeFacts:
    """Return the facts (worker thread)."""
    profile = load("spoc_desk.casework.council").profile(vault)
    threshold = load("spoc_desk.casework.referrals.threshold_sets").current_set(vault)
    return BeforeFacts(
        profile.referring.mash,
        threshold.levels,
        profile.referring.additional_help,
        profile.clocks.written_confirmation_hours,
    )

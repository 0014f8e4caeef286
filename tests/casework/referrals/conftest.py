"""Desks of a referrer, with the council's profile in the vault."""

import pytest

from spoc_desk.casework.council import save_profile
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.vault import Vault
from tests.casework.referrals.desk import ReferralDesk, begin, intensive, write


@pytest.fixture(autouse=True)
def _council(vault: Vault) -> None:
    save_profile(vault, load_profile("luton"))


@pytest.fixture
def draft(vault: Vault, clock: FixedClock) -> ReferralDesk:
    """Return a referral that was just begun."""
    return begin(vault, clock)


@pytest.fixture
def written(vault: Vault, clock: FixedClock) -> ReferralDesk:
    """Return a complete Intensive referral without any consent."""
    return write(vault, clock)


@pytest.fixture
def ready(vault: Vault, clock: FixedClock) -> ReferralDesk:
    """Return a complete Intensive referral with consent A and B."""
    return intensive(vault, clock)


@pytest.fixture
def sent(ready: ReferralDesk) -> ReferralDesk:
    """Return an Intensive referral that was sent."""
    ready.to_print()
    ready.send()
    return ready

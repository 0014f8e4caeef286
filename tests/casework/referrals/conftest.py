"""Desks of a referrer, with the council's profile in the vault."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.vault.vault import Vault
from tests.casework.referrals.desk import ReferralDesk
from tests.casework.referrals.stages import open_stage

Stage = Callable[[str], ReferralDesk]


@pytest.fixture
def at_stage(tmp_path: Path, clock: FixedClock) -> Iterator[Stage]:
    """Return what opens a vault with a referral at a stage."""
    opened: list[Vault] = []

    def stage(name: str) -> ReferralDesk:
        vault, desk = open_stage(name, tmp_path / f"vault-{len(opened)}", clock)
        opened.append(vault)
        return desk

    yield stage
    for vault in opened:
        vault.close()


@pytest.fixture
def vault(at_stage: Stage) -> Vault:
    """Return an unlocked vault with the council's profile and nothing else."""
    return at_stage("empty").vault


@pytest.fixture
def draft(at_stage: Stage) -> ReferralDesk:
    """Return a referral that was just begun."""
    return at_stage("draft")


@pytest.fixture
def written(at_stage: Stage) -> ReferralDesk:
    """Return a complete Intensive referral without any consent."""
    return at_stage("written")


@pytest.fixture
def protection(at_stage: Stage) -> ReferralDesk:
    """Return a complete referral for protection (section 47) without any consent."""
    return at_stage("protection")


@pytest.fixture
def ready(at_stage: Stage) -> ReferralDesk:
    """Return a complete Intensive referral with consent A and B."""
    return at_stage("ready")


@pytest.fixture
def sent(at_stage: Stage) -> ReferralDesk:
    """Return an Intensive referral that was sent."""
    return at_stage("sent")

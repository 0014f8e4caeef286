"""Desks to work at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spoc_desk.casework.council import save_profile
from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import Direction
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.vault import Vault
from tests.casework.desk import Desk, lay_out
from tests.casework.story import Story
from tests.factories import make_vault


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    """Return an unlocked vault with its set-up finished."""
    opened = make_vault(tmp_path / "vault", clock)
    yield opened
    opened.close()


@pytest.fixture
def arrival(vault: Vault, clock: FixedClock) -> Desk:
    """Return an arrival with the exchange open."""
    return lay_out(vault, clock, Direction.ARRIVAL)


@pytest.fixture
def departure(vault: Vault, clock: FixedClock) -> Desk:
    """Return a departure that is gathering."""
    return lay_out(vault, clock, Direction.DEPARTURE)


@pytest.fixture
def story(tmp_path: Path, clock: FixedClock) -> Iterator[Story]:
    """Return an empty desk of the Luton profile, where an LA SPOC and the DCS office work."""
    opened = make_vault(tmp_path / "vault", clock, roles=frozenset({"la_spoc", "dcs_office"}))
    save_profile(opened, load_profile("luton"))
    yield Story(opened)
    opened.close()

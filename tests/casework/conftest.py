"""Desks to work at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import Direction
from spoc_desk.vault.vault import Vault
from tests.casework.desk import Desk, lay_out
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

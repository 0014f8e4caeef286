"""Two desks for each test of a hand-over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from tests.casework.handover.two_desks import Pair, pair


@pytest.fixture
def desks(tmp_path: Path, clock: FixedClock) -> Iterator[Pair]:
    """Yield two desks that know each other."""
    with pair(tmp_path, clock) as made:
        yield made

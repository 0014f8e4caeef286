"""One desk for all claims of a module: an arrival with the exchange open."""

from collections.abc import Iterator

import pytest

from spoc_desk.casework.council import save_profile
from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import Direction
from spoc_desk.profile.documents import load_profile
from tests.casework.desk import Desk, lay_out
from tests.factories import make_vault


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk that the tests of one module share; each makes its own records."""
    clock = FixedClock()
    vault = make_vault(tmp_path_factory.mktemp("partnership") / "vault", clock)
    save_profile(vault, load_profile("luton"))
    yield lay_out(vault, clock, Direction.ARRIVAL)
    vault.close()

"""One desk of the Case Review Group for a whole module: each test works with records of its own."""

from collections.abc import Iterator

import pytest

from spoc_desk.casework.council import save_profile
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from spoc_desk.vault.vault import Vault
from tests.casework.reviewed.desk import ReviewDesk
from tests.factories import make_vault


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    vault = make_vault(tmp_path_factory.mktemp("desk") / "vault", FixedClock(), roles=frozenset({"la_spoc", "crg"}))
    save_profile(vault, load_profile("luton"))
    yield vault
    vault.close()


@pytest.fixture
def desk(opened: Vault) -> ReviewDesk:
    clock = FixedClock()
    opened.clock = clock
    return ReviewDesk(opened, clock)

"""The tour, for every file that reads what it left."""

import pytest

from tests.journeys.toured import Toured, take_the_tour


@pytest.fixture(scope="session")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Toured:
    """Return what the whole tour left; it is told once."""
    return take_the_tour(tmp_path_factory.mktemp("toured"))

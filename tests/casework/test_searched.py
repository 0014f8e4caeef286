"""A search that names an area is told that none is kept here."""

from pathlib import Path

import pytest

from spoc_desk.casework.council import save_profile
from spoc_desk.casework.searched import names_another_area
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from tests.factories import make_vault
from tests.journeys.reviewing import unlocked
from tests.journeys.trace_search import TraceSearch


@pytest.mark.parametrize(
    ("words", "is_area"),
    [
        ("Scunthorpe", True),
        ("scunthorpe", True),
        ("DN15 6AB", True),
        ("Leeds City Council", True),
        ("Luton", False),
        ("quiet harbour", False),
        ("Zahra", False),
        ("reading", False),
        ("", False),
    ],
)
def test_areas_are_known_and_ours_is_none(tmp_path: Path, clock: FixedClock, words: str, is_area: bool) -> None:
    vault = make_vault(tmp_path / "vault", clock)
    save_profile(vault, load_profile("luton"))
    assert names_another_area(vault, words) is is_area
    vault.close()
    if is_area:
        assert TraceSearch([words]).in_bytes(unlocked(tmp_path / "vault"), "the vault") == []

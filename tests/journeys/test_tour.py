"""What the whole tour leaves: a whole vault, nothing half typed, every paper with a number of its own."""

from collections.abc import Iterator
from types import ModuleType

import pytest

from spoc_desk.casework.print_register import list_prints
from spoc_desk.clock import FixedClock
from spoc_desk.vault.lifecycle import verify
from spoc_desk.vault.vault import Vault
from spoc_desk_ui.tour.moves import PASSWORD
from tests.journeys import test_arrival, test_departure, test_partnership, test_referral
from tests.journeys.reading_papers import copy_number
from tests.journeys.toured import Toured


@pytest.fixture(scope="module")
def vault(toured: Toured, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """Return the vault after the tour."""
    opened = toured.open(tmp_path_factory.mktemp("tour") / "vault")
    yield opened
    opened.close()


def test_the_vault_proves_itself_whole_afterwards(toured: Toured) -> None:
    assert verify(toured.private / "vault", PASSWORD, FixedClock()).ok


def test_nothing_half_typed_is_left_behind(vault: Vault) -> None:
    assert [draft.place for draft in vault.drafts() if draft.place != "desk"] == []


def test_every_kind_of_paper_was_made(toured: Toured) -> None:
    wanted = {
        *test_arrival.PAPERS,
        *test_departure.PAPERS,
        *test_partnership.PAPERS,
        *test_referral.PAPERS,
    }
    assert set(toured.papers) == wanted


@pytest.mark.parametrize("parts", [(test_arrival, test_departure), (test_referral,)], ids=["relocations", "referrals"])
def test_copy_numbers_run_on_without_a_gap(toured: Toured, parts: tuple[ModuleType, ...]) -> None:
    papers = [toured.papers[name] for part in parts for name in part.PAPERS]
    numbered = [number for pdf in papers if (number := copy_number(pdf)) is not None]
    assert numbered == list(range(1, len(numbered) + 1)) != []


def test_each_numbered_paper_is_in_the_register(toured: Toured, vault: Vault) -> None:
    numbered = [number for pdf in toured.papers.values() if (number := copy_number(pdf)) is not None]
    assert sorted(line.copy.copy_no for line in list_prints(vault).rows) == sorted(numbered)

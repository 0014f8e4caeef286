"""The print register's filters, in SQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.domain.prints import Output, PrintedCopy, PrintKind
from spoc_desk.domain.record import new_id
from spoc_desk.vault.records.print_list import PrintFilter, print_page
from spoc_desk.vault.records.stores import PRINTS
from spoc_desk.vault.vault import Vault
from tests.factories import make_vault

ROWS = (
    (1, PrintKind.CHRONOLOGY, "quiet harbour 4821", "Jordan Field", Output.PAPER),
    (2, PrintKind.PRACTITIONER_CARD, "", "100 % school_office", Output.FILE),
    (12, PrintKind.PASS_ON_SLIP, "amber field 0937", "Health visiting", Output.PROTECTED),
)


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    """Return a vault with three copies."""
    opened = make_vault(tmp_path / "vault", clock)
    with opened.transaction("test") as tx:
        for number, kind, case, recipient, output in ROWS:
            copy = PrintedCopy(
                id=new_id(), copy_no=number, kind=kind, case_ref=case, recipient=recipient, output=output,
                made_at=tx.now, made_by="Asha Brook",
            )  # fmt: skip
            PRINTS.insert(tx, copy)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (PrintFilter(), [12, 2, 1]),
        (PrintFilter(sort="case", descending=False), [2, 12, 1]),
        (PrintFilter(number="1"), [12, 1]),
        (PrintFilter(kind="SLIP"), [12]),
        (PrintFilter(kind="nothing like it"), []),
        (PrintFilter(reference="harbour"), [1]),
        (PrintFilter(recipient="100 %"), [2]),
        (PrintFilter(recipient="l_o"), [2]),
        (PrintFilter(output="protected"), [12]),
        (PrintFilter(made_by="asha", number="2"), [2]),
    ],
)
def test_a_filter_finds(vault: Vault, wanted: PrintFilter, found: list[int]) -> None:
    rows, total = print_page(vault, wanted, offset=0, limit=50)

    assert ([row.copy_no for row in rows], total) == (found, len(found))


def test_a_page_holds_what_was_asked_for(vault: Vault) -> None:
    rows, total = print_page(vault, PrintFilter(), offset=1, limit=1)

    assert ([row.copy_no for row in rows], total) == ([2], 3)

"""The library is asked on a fresh connection each time; pages are read without it."""

from pathlib import Path

import pytest

from spoc_desk.vault.salvage.asking import Asker
from spoc_desk.vault.salvage.finds import Finds
from spoc_desk.vault.salvage.making import shapes_at
from spoc_desk.vault.salvage.reading import Opened
from tests.vault.salvage.damaged import DATABASE, NOTES, Original, leaves_of_notes, original


@pytest.fixture(scope="module")
def made() -> Original:
    return original()


def _asker(made: Original, path: Path) -> Asker:
    assert made.keys is not None
    counts = made.keys.header
    return Asker(path, Opened(counts, made.keys.master).key, counts.db_salt)


@pytest.mark.fault(42)
def test_the_library_reads_around_a_bad_page_on_fresh_connections(made: Original, tmp_path: Path) -> None:
    number, on_it = leaves_of_notes(made)[4]
    folder = made.copy(tmp_path / "vault", made.with_bad(number))
    asker, finds = _asker(made, folder / DATABASE), Finds()
    asker.read_table(shapes_at(tmp_path, made.schema, None)["notes"], finds)
    assert len(finds.rows) == NOTES - 1 - on_it
    assert asker.failures > 1
    assert asker.attempts > asker.failures  # after each failure it asked again, and was answered
    hinted = {row_id for table, row_id in finds.hints if table == "notes"}
    assert len(hinted) == NOTES - 1  # the index names those of the bad page too


def test_what_cannot_be_opened_at_all_is_no_error(made: Original, tmp_path: Path) -> None:
    folder = made.copy(tmp_path / "vault", made.with_bad(1))
    asker, finds = _asker(made, folder / DATABASE), Finds()
    assert not asker.answers
    asker.read_table(shapes_at(tmp_path, made.schema, None)["notes"], finds)
    assert not finds.rows


def test_reading_leaves_no_file_beside_the_copy(made: Original, tmp_path: Path) -> None:
    folder = made.copy(tmp_path / "vault")
    before = sorted(path.name for path in folder.iterdir())
    asker, finds = _asker(made, folder / DATABASE), Finds()
    asker.read_table(shapes_at(tmp_path, made.schema, None)["notes"], finds)
    assert len(finds.rows) == NOTES - 1
    assert sorted(path.name for path in folder.iterdir()) == before

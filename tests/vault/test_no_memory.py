"""The database library gets no more memory in the middle of a change: a sentence, and nothing of it is there."""

import shutil
import sys
from pathlib import Path

import pytest

from benchmarks.trust.forked import Say, forked
from spoc_desk.clock import FixedClock
from spoc_desk.errors import NoMemory, UserError
from spoc_desk.vault.lifecycle import open_vault
from tests.factories import PASSWORD, new_vault, small_schema

ROWS = 60


@pytest.mark.fault(41)
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_whatever_the_library_cannot_get_the_change_is_whole_or_not_there(tmp_path: Path, clock: FixedClock) -> None:
    schema = small_schema(tmp_path / "schema")
    vault, _ = new_vault(tmp_path / "template", clock, schema=schema)
    with vault.transaction("noted") as tx:
        tx.insert("notes", {"id": "before", "body": "before"})
    vault.close()
    told: set[str] = set()
    for kib in (60, 120, 240, 480, 960, 1920, 16_000):
        folder = tmp_path / f"at-{kib}"
        shutil.copytree(tmp_path / "template", folder)

        heard = forked(lambda say, folder=folder, kib=kib: _save_with(folder, schema, kib, say))  # type: ignore[misc]

        assert heard.raw == []
        told |= set(heard.of("told"))
        vault = open_vault(folder, PASSWORD, clock=clock, schema=schema)
        found = vault.rows("SELECT count(*) FROM notes")[0][0]
        assert found == (1 + ROWS if "saved" in heard.of("end") else 1)
        assert vault.check().ok
        vault.close()
    assert told == {NoMemory.__name__}


def _save_with(folder: Path, schema: Path, kib: int, say: Say) -> None:
    """Save with so much memory for the library; the limit holds for this process and cannot be raised again."""
    vault = open_vault(folder, PASSWORD, clock=FixedClock(), schema=schema)
    try:
        vault.database.rows(f"PRAGMA hard_heap_limit = {kib * 1024}")
        with vault.transaction("noted") as tx:
            for number in range(ROWS):
                tx.insert("notes", {"id": f"n{number}", "body": f"{number} " + "x" * 30_000})
        say("end", "saved")
    except UserError as err:
        say("told", type(err).__name__)
    vault.close()

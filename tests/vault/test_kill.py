"""kill -9 at any moment: every acknowledged save is there, none is there in part."""

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.vault.lifecycle import open_vault
from tests.factories import PASSWORD, new_vault, small_schema

_SAVE_FOR_EVER = """
import sys
from pathlib import Path
from spoc_desk.clock import FixedClock
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.vault import Draft

folder, schema, password = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
vault = open_vault(folder, password, clock=FixedClock(), schema=schema)
number = vault.rows("SELECT count(*) FROM notes")[0][0] // 2
while True:
    with vault.transaction("noted", operation_id=f"op-{number}") as tx:
        tx.insert("notes", {"id": f"a{number}", "body": f"a{number} " + "x" * (number % 7 * 1500)})
        tx.insert("notes", {"id": f"b{number}", "body": f"b{number}"})
        if number:
            before = f"a{number - 1}"
            tx.update("notes", before, {"amount": number}, version=1)
    vault.save_draft(Draft("page", {"note": number}, "note", 1, "2026-11-23T09:30:00Z"))
    print(number, flush=True)
    number += 1
"""


def _run_and_kill(folder: Path, schema: Path, seconds: float) -> int:
    """Let a program save for so long after its first save, kill it, and return the last number it acknowledged."""
    child = subprocess.Popen(
        [sys.executable, "-c", _SAVE_FOR_EVER, str(folder), str(schema), PASSWORD], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    acknowledged = [int(child.stdout.readline())]
    killer = threading.Timer(seconds, child.kill)
    killer.start()
    for line in child.stdout:
        if line.endswith("\n"):
            acknowledged.append(int(line))
    killer.join()
    assert child.wait() != 0
    child.stdout.close()
    return acknowledged[-1]


@pytest.mark.fault(31)
@pytest.mark.parametrize("seed", [1, 2])
def test_no_acknowledged_save_is_lost_and_none_is_half_there(tmp_path: Path, clock: FixedClock, seed: int) -> None:
    schema = small_schema(tmp_path / "schema")
    vault, _ = new_vault(tmp_path / "vault", clock, schema=schema)
    vault.close()
    chance = random.Random(seed)
    for _ in range(6):
        last = _run_and_kill(tmp_path / "vault", schema, chance.uniform(0.001, 0.08))
        vault = open_vault(tmp_path / "vault", PASSWORD, clock=clock, schema=schema)
        assert vault.unclean_end
        found = {row["id"] for row in vault.rows("SELECT id FROM notes")}
        pairs = len(found) // 2
        assert last + 1 <= pairs <= last + 2  # the one in the making may be there, whole
        assert found == {f"{letter}{number}" for letter in "ab" for number in range(pairs)}
        assert vault.drafts()[0].answers["note"] in (last, last + 1)
        assert vault.check().ok
        vault.close()

"""Reasons people typed lie beside the trail: what of them is lost is said, and what is kept fits its seal."""

from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.vault import audit
from spoc_desk.vault.connection import PAGE_BYTES
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.salvage import cells, rescue
from spoc_desk.vault.salvage.pages import Pages
from spoc_desk.vault.second_key import Secret
from tests.factories import PASSWORD, make_vault
from tests.vault.salvage.damaged import told

WHY = "because the letter came back, "


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    """Return a locked vault with many entries, each with a reason of its own."""
    vault = make_vault(tmp_path / "vault", clock)
    (row,) = vault.rows("SELECT id FROM users")
    for number in range(60):
        with vault.transaction("unlocked", reason=f"{WHY}{number}") as tx:
            tx.note("unlocked", "users", row["id"])
    vault.close()
    return tmp_path / "vault"


def _spoil(folder: Path, clock: FixedClock, columns: int) -> None:
    """Turn a bit of the last page of a kernel table: 4 columns are the reasons, 13 the trail."""
    vault = open_vault(folder, PASSWORD, clock=clock)
    counts, master = vault.keys.header, vault.keys.master
    vault.close()
    path = folder / "vault-1.db"
    with Pages(path, rescue.Opened(counts, master).key, counts.db_salt) as pages:
        hit = [number for number, page in pages.each() if page is not None and _is_of(number, page, columns, pages)]
    raw = bytearray(path.read_bytes())
    raw[hit[-2] * PAGE_BYTES - 900 if columns == 13 else hit[-1] * PAGE_BYTES - 900] ^= 1
    path.write_bytes(bytes(raw))


def _is_of(number: int, page: bytes, columns: int, pages: Pages) -> bool:
    if not cells.is_table_leaf(number, page):
        return False
    first = next((cell for cell in cells.cells(number, page, pages.page) if cell is not None), None)
    return first is not None and len(first.values) == columns and first.values[0] is None


def _salvaged(folder: Path, clock: FixedClock) -> list[tuple[str, str, str]]:
    """Salvage, check, and return (act, reason as stored, words kept beside) of every entry."""
    rescue.salvage(folder, Secret.password(PASSWORD), told, clock=clock)
    vault = open_vault(folder, PASSWORD, clock=clock)
    checked = vault.check()
    found = vault.rows(
        "SELECT a.act, a.reason, coalesce(r.words, '') FROM audit a LEFT JOIN audit_reasons r ON r.seq = a.seq"
    )
    vault.close()
    assert checked.ok, [check.sentence for check in checked.checks if not check.ok]
    return [(row[0], row[1], row[2]) for row in found]


def test_reasons_that_are_lost_are_said_to_be(folder: Path, clock: FixedClock) -> None:
    _spoil(folder, clock, columns=4)
    entries = _salvaged(folder, clock)
    kept = [words for _, _, words in entries if words.startswith(WHY)]
    lost = [act for act, _, _ in entries if act == audit.LOST_REASON]
    assert lost and len(kept) + len(lost) == 60


def test_behind_a_gap_in_the_trail_the_words_are_told_again(folder: Path, clock: FixedClock) -> None:
    _spoil(folder, clock, columns=13)
    entries = _salvaged(folder, clock)
    again = [words for _, reason, words in entries if "of the damaged trail]" in words and reason.startswith("sealed:")]
    assert again and all(words.startswith(WHY) for words in again if words.startswith("because"))
    assert any(words.startswith(WHY) and words.endswith("of the damaged trail]") for words in again)

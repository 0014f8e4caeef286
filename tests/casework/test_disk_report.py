"""What was found of the disk is in the trail once per change, and on the page of the vault."""

import pytest

from spoc_desk.casework import disk_report
from spoc_desk.casework.vault_care import vault_facts
from spoc_desk.machine.disk_encryption import DiskState, Found
from spoc_desk.vault.vault import Vault

SAFE = DiskState(Found.YES, Found.NONE, Found.NO)
BARE = DiskState(Found.NO, Found.NO, Found.YES)


def _found(monkeypatch: pytest.MonkeyPatch, state: DiskState) -> None:
    monkeypatch.setattr(disk_report, "disk_state", lambda _folder: state)


def test_each_change_is_one_line_of_the_trail(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    for state in (SAFE, SAFE, BARE, BARE, SAFE):
        _found(monkeypatch, state)
        assert disk_report.note_change(vault) == state
    noted = [
        row["reason"] for row in vault.rows("SELECT reason FROM audit WHERE act = ? ORDER BY seq", (disk_report.ACT,))
    ]
    assert noted == [SAFE.short, BARE.short, SAFE.short]
    assert noted[0] == "disk encrypted: yes; swap encrypted: none; hibernation: no"


@pytest.mark.parametrize("disk", [Found.YES, Found.NO, Found.UNKNOWN])
@pytest.mark.parametrize("swap", list(Found))
@pytest.mark.parametrize("hibernation", [Found.YES, Found.NO, Found.UNKNOWN])
def test_every_answer_has_its_words_and_only_a_found_gap_is_on_today(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, disk: Found, swap: Found, hibernation: Found
) -> None:
    _found(monkeypatch, DiskState(disk, swap, hibernation))
    said = disk_report.words(vault.folder)
    assert all(each.endswith(".") and len(each) < 60 for each in (said.disk, said.moved_memory, said.hibernation))
    assert bool(disk_report.quiet_line(vault.folder)) is (Found.NO in (disk, swap))


def test_the_page_of_the_vault_says_it(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    _found(monkeypatch, BARE)
    assert vault_facts(vault).disk.disk.startswith("No encryption was found.")

"""Wrong passwords: the wait grows and outlives the process, nothing is erased, the trail has the count."""

from datetime import timedelta
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import WrongPassword
from spoc_desk.vault import preauth
from spoc_desk.vault.lifecycle import open_vault, verify
from tests.factories import PASSWORD, fingerprint, make_vault


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    make_vault(tmp_path / "vault", clock).close()
    return tmp_path / "vault"


def _guess(folder: Path, clock: FixedClock) -> None:
    # The same wrong one each time: the cost of Argon2id is not what is tried here.
    with pytest.raises(WrongPassword):
        open_vault(folder, "plum harbour tin lamp", clock=clock)


@pytest.mark.fault(74)
def test_fifty_wrong_passwords_erase_nothing_and_the_next_right_one_opens(folder: Path, clock: FixedClock) -> None:
    before, waits = fingerprint(folder), []
    for _ in range(50):
        _guess(folder, clock)
        waits.append(preauth.tries(folder).seconds_left(clock))
    assert waits == [1, 2, 4, 8, 16, 32] + [60] * 44
    assert fingerprint(folder) == before
    vault = open_vault(folder, PASSWORD, clock=clock)
    noted = vault.rows("SELECT reason FROM audit WHERE act = ?", (preauth.ACT,))
    vault.close()
    assert [row["reason"] for row in noted] == ["50"]
    assert preauth.tries(folder) == preauth.Tries()
    assert not (folder / preauth.FILE).exists()
    assert verify(folder, PASSWORD, clock).ok


@pytest.mark.fault(74)
def test_the_wait_goes_by_and_an_unlock_without_guesses_says_nothing(folder: Path, clock: FixedClock) -> None:
    for _ in range(4):
        preauth.note_wrong(folder, clock)
    assert preauth.tries(folder).seconds_left(clock) == 8
    clock.moment += timedelta(seconds=5)
    assert preauth.tries(folder).seconds_left(clock) == 3
    clock.moment += timedelta(seconds=5)
    assert preauth.tries(folder).seconds_left(clock) == 0
    clock.moment -= timedelta(days=400)
    assert preauth.tries(folder).seconds_left(clock) == 8
    open_vault(folder, PASSWORD, clock=clock).close()
    vault = open_vault(folder, PASSWORD, clock=clock)
    assert len(vault.rows("SELECT 1 FROM audit WHERE act = ?", (preauth.ACT,))) == 1
    vault.close()


def test_the_file_has_one_size_and_no_words(folder: Path, clock: FixedClock) -> None:
    sizes = set()
    for _ in range(3):
        preauth.note_wrong(folder, clock)
        sizes.add((folder / preauth.FILE).stat().st_size)
    assert sizes == {24}


@pytest.mark.parametrize("cut", [0, 5, 23])
def test_a_cut_file_counts_nothing(folder: Path, clock: FixedClock, cut: int) -> None:
    preauth.note_wrong(folder, clock)
    data = (folder / preauth.FILE).read_bytes()
    (folder / preauth.FILE).write_bytes(data[:cut])
    assert preauth.tries(folder) == preauth.Tries()


def test_each_changed_byte_counts_nothing(folder: Path, clock: FixedClock) -> None:
    preauth.note_wrong(folder, clock)
    data = (folder / preauth.FILE).read_bytes()
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1
        (folder / preauth.FILE).write_bytes(changed)
        assert preauth.tries(folder) == preauth.Tries()


def test_where_it_cannot_be_written_she_hears_only_of_her_password(
    folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / preauth.FILE).mkdir()
    _guess(folder, clock)
    assert preauth.tries(folder) == preauth.Tries()

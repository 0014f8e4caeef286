"""A vault is neither made nor opened nor restored where something copies it elsewhere or it can be pulled out."""

import shutil
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.errors import WrongPlace
from spoc_desk.vault.lifecycle import create_vault, open_vault
from tests.factories import PASSWORD, fingerprint, make_vault


@pytest.mark.fault(71)
def test_none_is_made_in_a_synchronised_folder(tmp_path: Path, clock: FixedClock) -> None:
    place = tmp_path / "OneDrive - Council" / "vault"
    with pytest.raises(WrongPlace):
        create_vault(place, PASSWORD, name="Ada Okafor", roles=frozenset({"la_spoc"}), clock=clock)
    assert not place.parent.exists()


@pytest.mark.fault(71)
def test_one_that_was_moved_there_is_not_opened_and_not_touched(tmp_path: Path, clock: FixedClock) -> None:
    make_vault(tmp_path / "vault", clock).close()
    there = tmp_path / "Dropbox" / "vault"
    shutil.copytree(tmp_path / "vault", there)
    before = fingerprint(there)
    with pytest.raises(WrongPlace, match="synchronised"):
        open_vault(there, PASSWORD, clock=clock)
    assert fingerprint(there) == before
    back = Path(shutil.move(there, tmp_path / "back"))
    open_vault(back, PASSWORD, clock=clock).close()

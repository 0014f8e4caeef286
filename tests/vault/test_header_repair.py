"""The keys of a vault come back from a backup where the vault has seen no later ones, and else not."""

from pathlib import Path

import pytest

from spoc_desk.errors import Damaged, HeaderMisfit, HeaderTooOld, RefusedByRule, WrongPassword
from spoc_desk.vault import backup, header_files, users
from spoc_desk.vault.header_repair import is_lost, put_back
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk.vault.second_key import Secret
from tests.factories import PASSWORD, fingerprint, new_vault
from tests.vault.salvage.damaged import OTHER, Original, go_on, original

OWN = Secret.password(PASSWORD)


@pytest.fixture(scope="module")
def made() -> Original:
    return original()


@pytest.fixture
def folder(made: Original, tmp_path: Path) -> Path:
    return made.copy(tmp_path / "vault")


def _back_up(made: Original, folder: Path, stick: Path) -> Path:
    stick.mkdir()
    vault = open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema)
    with backup.taken(vault, stick, go_on, schema=made.schema) as taken:
        written = backup.write(taken, go_on)
    vault.close()
    return written.path


def _spoil(folder: Path) -> None:
    for name in (header_files.FIRST, header_files.SECOND):
        raw = bytearray((folder / name).read_bytes())
        raw[200] ^= 1
        (folder / name).write_bytes(bytes(raw))


@pytest.mark.fault(9)
def test_the_keys_of_a_backup_open_the_vault_again(made: Original, folder: Path, tmp_path: Path) -> None:
    saved = _back_up(made, folder, tmp_path / "stick")
    vault = open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema)
    with vault.transaction("noted") as tx:
        tx.insert("notes", {"id": "later", "body": "after the backup"})
    vault.close()
    _spoil(folder)
    with pytest.raises(Damaged):
        open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema)
    assert is_lost(folder)
    put_back(folder, saved, OWN)
    assert not is_lost(folder)
    for password in (PASSWORD, OTHER):
        vault = open_vault(folder, password, clock=made.clock, schema=made.schema)
        assert vault.rows("SELECT body FROM notes WHERE id = 'later'")[0][0] == "after the backup"
        vault.close()


def test_the_next_unlock_checks_everything(made: Original, folder: Path, tmp_path: Path) -> None:
    saved = _back_up(made, folder, tmp_path / "stick")
    _spoil(folder)
    put_back(folder, saved, OWN)
    vault = open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema)
    assert vault.unclean_end
    vault.close()


def test_keys_from_before_somebody_came_are_refused(made: Original, folder: Path, tmp_path: Path) -> None:
    saved = _back_up(made, folder, tmp_path / "stick")
    vault = open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema)
    users.add_user(vault, "Ro Hill", frozenset({"dcs_office"}), b"a third way in")
    vault.close()
    _spoil(folder)
    before = fingerprint(folder)
    with pytest.raises(HeaderTooOld):
        put_back(folder, saved, OWN)
    assert fingerprint(folder) == before


def test_keys_from_before_somebody_left_are_refused(made: Original, folder: Path, tmp_path: Path) -> None:
    saved = _back_up(made, folder, tmp_path / "stick")
    vault = open_vault(folder, PASSWORD, clock=made.clock, schema=made.schema)
    (other,) = (each for each in users.key_holders(vault) if each.actor.name == "Jo Field")
    users.remove_user(vault, other.actor.user_id)
    vault.close()
    _spoil(folder)
    with pytest.raises(HeaderTooOld):
        put_back(folder, saved, OWN)
    with pytest.raises(HeaderTooOld):
        put_back(folder, saved, Secret.password(OTHER))


def test_keys_of_another_vault_are_refused(made: Original, folder: Path, tmp_path: Path) -> None:
    vault, _ = new_vault(tmp_path / "other", made.clock, schema=made.schema)
    vault.close()
    saved = _back_up(made, tmp_path / "other", tmp_path / "stick")
    _spoil(folder)
    before = fingerprint(folder)
    with pytest.raises(HeaderMisfit):
        put_back(folder, saved, OWN)
    assert fingerprint(folder) == before


def test_whole_keys_are_not_replaced(made: Original, folder: Path, tmp_path: Path) -> None:
    saved = _back_up(made, folder, tmp_path / "stick")
    (folder / header_files.SECOND).write_bytes(b"")  # one copy is enough
    with pytest.raises(RefusedByRule, match="whole"):
        put_back(folder, saved, OWN)


def test_a_wrong_password_puts_nothing_back(made: Original, folder: Path, tmp_path: Path) -> None:
    saved = _back_up(made, folder, tmp_path / "stick")
    _spoil(folder)
    before = fingerprint(folder)
    with pytest.raises(WrongPassword):
        put_back(folder, saved, Secret.password("not this one"))
    assert fingerprint(folder) == before

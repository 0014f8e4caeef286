"""`salvage`, `repair` and what `verify` says of a damaged vault."""

import json
from pathlib import Path

import pytest

from spoc_desk.cli.main import run_command as main
from spoc_desk.clock import FixedClock
from spoc_desk.vault import backup
from spoc_desk.vault.lifecycle import open_vault
from tests.factories import PASSWORD, copy_vault, fingerprint


class Place:
    """A vault whose first page is bad, and a backup of it from before."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        self.folder, self.vault = folder, folder / "vault"
        copy_vault(self.vault)
        (folder / "stick").mkdir()
        vault = open_vault(self.vault, PASSWORD, clock=clock)
        with backup.taken(vault, folder / "stick", lambda *_: True) as taken:
            self.backup = backup.write(taken, lambda *_: True).path
        vault.close()
        self.password = folder / "password"
        self.password.write_text(PASSWORD, encoding="utf-8")

    def spoil(self, name: str, *places: int) -> None:
        raw = bytearray((self.vault / name).read_bytes())
        for place in places:
            raw[place] ^= 4
        (self.vault / name).write_bytes(bytes(raw))

    def run(self, *words: str | Path) -> int:
        return main([*map(str, words), "--passphrase-file", str(self.password)])


@pytest.fixture
def place(tmp_path: Path, clock: FixedClock) -> Place:
    return Place(tmp_path, clock)


def test_a_salvage_makes_a_vault_and_leaves_the_damaged_one(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.spoil("vault-1.db", 2000)
    before = fingerprint(place.vault)
    assert place.run("verify", place.vault) == 4
    assert "each is proven whole" in capsys.readouterr().out  # the way to the records is broken, not one of them
    assert place.run("salvage", place.vault, "--into", place.folder / "new") == 0
    assert "keep it" in capsys.readouterr().out
    assert place.run("verify", place.folder / "new") == 0
    assert fingerprint(place.vault) == before


def test_looking_makes_nothing_and_json_says_what_there_is(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.spoil("vault-1.db", 2000)
    assert place.run("salvage", place.vault, "--look", "--json", "--backup", place.backup) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["made"] is False and said["is_whole"] is True
    assert "lacks" in said["backup"]
    assert sorted(path.name for path in place.folder.iterdir()) == ["password", "stick", "vault"]


def test_what_is_missing_is_one_of_the_findings(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    path = place.vault / "vault-1.db"
    raw = path.read_bytes()
    path.write_bytes(raw[:4096] + bytes(4096) + raw[8192:])  # the page that holds what proves the others
    assert place.run("salvage", place.vault, "--into", place.folder / "new") == 1
    assert "nothing can be proven" in capsys.readouterr().out
    assert place.run("verify", place.folder / "new") == 0


def test_where_or_only_looking_must_be_said(place: Place) -> None:
    assert place.run("salvage", place.vault) == 5
    assert place.run("salvage", place.vault, "--look", "--into", place.folder / "new") == 5


def test_a_wrong_password_is_exit_3(place: Place) -> None:
    place.password.write_text("not this one", encoding="utf-8")
    assert place.run("salvage", place.vault, "--look") == 3


def test_keys_are_put_back_from_a_backup(place: Place) -> None:
    for name in ("header.spoc", "header.spoc.bak"):
        place.spoil(name, 200)
    assert place.run("verify", place.vault) == 4
    assert place.run("salvage", place.vault, "--look") == 4
    assert place.run("repair", place.vault, "--from", place.backup) == 0
    assert place.run("verify", place.vault) == 0
    assert place.run("repair", place.vault, "--from", place.backup) == 5  # nothing is lost any more

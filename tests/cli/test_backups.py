"""`backup`, `restore` and `verify FILE` on real vaults."""

import json
import shutil
from pathlib import Path

import pytest

from spoc_desk.cli.main import run_command as main
from spoc_desk.errors import OlderCopy, SecondKeyNeeded
from spoc_desk.vault.recovery import RecoveryCode
from tests.factories import PASSWORD, copy_vault, fingerprint


class Place:
    """A vault, its password in a file, its recovery code in another, and a stick."""

    def __init__(self, folder: Path) -> None:
        self.vault, self.stick = folder / "vault", folder / "stick"
        self.code: RecoveryCode = copy_vault(self.vault)
        self.stick.mkdir()
        self.password = folder / "password"
        self.password.write_text(PASSWORD, encoding="utf-8")

    def run(self, *words: str | Path, password: Path | None = None) -> int:
        return main([*map(str, words), "--passphrase-file", str(password or self.password)])

    def backup(self) -> Path:
        assert self.run("backup", self.vault, self.stick) == 0
        return max(self.stick.glob("*.spocbak"))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_backup_then_restore_gives_the_same_vault(place: Place, tmp_path: Path) -> None:
    path = place.backup()
    assert place.run("restore", path, tmp_path / "again") == 0
    assert place.run("verify", tmp_path / "again") == 0


def test_a_backup_says_its_name_and_that_it_was_verified(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    path = place.backup()
    assert capsys.readouterr().out.startswith(f"Verified: {path.name}, ")


def test_json_has_what_another_computer_needs_to_remember(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert place.run("backup", place.vault, place.stick, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert {"file", "bytes", "sha256", "made_at", "commit", "read_from_medium", "removed"} == told.keys()
    assert (place.stick / told["file"]).stat().st_size == told["bytes"]


def test_verify_of_a_backup_checks_all_of_it(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    path = place.backup()
    capsys.readouterr()
    assert place.run("verify", path) == 0
    printed = capsys.readouterr().out
    assert "ok   backup: This is a whole backup of " in printed
    assert "ok   rows: " in printed


def test_a_damaged_backup_exits_with_four_and_one_sentence(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    path = place.backup()
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    capsys.readouterr()
    assert place.run("verify", path) == 4
    assert place.run("restore", path, path.parent / "again") == 4
    assert not (path.parent / "again").exists()
    told = capsys.readouterr()
    assert told.out == ""
    assert (
        told.err.splitlines()
        == ["This backup is damaged or cut short. Nothing was changed. Use another one, and throw this one away."] * 2
    )


def test_another_file_is_told_from_a_backup(place: Place, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    assert place.run("verify", tmp_path / "letter.txt") == 4


def test_a_wrong_password_exits_with_three(place: Place, tmp_path: Path) -> None:
    path = place.backup()
    (tmp_path / "wrong").write_text("not this one")
    for words in (("verify", path), ("restore", path, tmp_path / "again")):
        assert place.run(*words, password=tmp_path / "wrong") == 3
    assert not (tmp_path / "again").exists()


def test_the_recovery_code_opens_it_too(place: Place, tmp_path: Path) -> None:
    path = place.backup()
    (tmp_path / "code").write_text(place.code.text)
    assert place.run("verify", path, "--recovery", password=tmp_path / "code") == 0
    assert place.run("restore", path, tmp_path / "again", "--recovery", password=tmp_path / "code") == 0
    assert place.run("verify", tmp_path / "again") == 0


def test_a_vault_in_the_way_is_kept(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    path = place.backup()
    before = fingerprint(place.vault)
    assert place.run("restore", path, place.vault) == 5
    assert str(SecondKeyNeeded()) in capsys.readouterr().err
    assert not list(place.vault.parent.glob("replaced-*"))
    (place.stick / "second").write_text(PASSWORD)
    assert place.run("restore", path, place.vault, "--second-passphrase-file", place.stick / "second") == 3
    (place.stick / "second").write_text(place.code.text)
    sheet = ("--second-recovery", "--second-passphrase-file", place.stick / "second")
    assert place.run("restore", path, place.vault, *sheet) == 0
    kept = next(place.vault.parent.glob("replaced-*"))
    assert f"is kept as {kept.name}." in capsys.readouterr().out
    assert fingerprint(kept) == before


def test_a_folder_inside_the_vault_is_refused_by_rule(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert place.run("backup", place.vault, place.vault) == 5
    assert "would be lost with it" in capsys.readouterr().err


def test_a_stick_that_is_not_there_exits_with_six(place: Place, tmp_path: Path) -> None:
    assert place.run("backup", place.vault, tmp_path / "pulled") == 6


def test_the_same_disk_is_warned_of_beside_the_output(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.backup()
    told = capsys.readouterr()
    assert "same disk" in told.err
    assert "same disk" not in told.out


def test_a_restore_that_was_interrupted_in_its_last_step_is_finished(place: Place, tmp_path: Path) -> None:
    path = place.backup()
    assert place.run("restore", path, tmp_path / "again") == 0
    (tmp_path / "again").rename(tmp_path / "again.restored")  # where a power cut between the two renames leaves it
    assert place.run("verify", tmp_path / "again") == 0
    assert place.run("backup", tmp_path / "again", place.stick) == 0


def test_this_computer_names_an_older_copy_and_the_sheet_verifies_a_vault(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = tmp_path / "seen"

    def run(*words: str | Path, secret: Path = place.password) -> int:
        return main([*map(str, words), "--passphrase-file", str(secret)], anchors=seen)

    assert run("backup", place.vault, place.stick) == 0
    older = shutil.copytree(place.vault, tmp_path / "older")
    assert run("backup", place.vault, place.stick) == 0
    assert run("verify", place.vault) == 0
    shutil.rmtree(place.vault)
    older.rename(place.vault)
    assert run("backup", place.vault, place.stick) == 4
    assert str(OlderCopy()) in capsys.readouterr().err
    assert run("verify", place.vault) == 4
    told = capsys.readouterr().out
    assert "BAD  last use: This vault is older" in told
    assert told.count("BAD") == 1
    (tmp_path / "code").write_text(place.code.text)
    assert main(["verify", str(place.vault), "--recovery", "--passphrase-file", str(tmp_path / "code")]) == 0
    assert main(["verify", str(place.vault), "--recovery", "--passphrase-file", str(place.password)]) == 3
    path = min(place.stick.glob("*.spocbak"))
    assert run("restore", path, tmp_path / "again") == 5
    assert run("restore", path, tmp_path / "again", "--recovery", secret=tmp_path / "code") == 0
    assert run("verify", tmp_path / "again") == 0

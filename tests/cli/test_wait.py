"""The wait after wrong passwords holds for every command that opens a vault, and is the wait of the window."""

from pathlib import Path

import pytest

from spoc_desk.cli.main import run_command
from spoc_desk.clock import FixedClock, SystemClock
from spoc_desk.vault import header_files, preauth
from spoc_desk.vault.backup_file import SUFFIX
from tests.factories import PASSWORD, make_vault

Said = pytest.CaptureFixture[str]
WRONG_KEY = 3


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A locked vault; the commands look at the clock of the test."""
    monkeypatch.setattr(SystemClock, "now", lambda _self: clock.now())
    make_vault(tmp_path / "vault", clock).close()
    (tmp_path / "right").write_text(PASSWORD, encoding="utf-8")
    (tmp_path / "wrong").write_text("plum harbour tin lamp", encoding="utf-8")
    return tmp_path / "vault"


def _run(folder: Path, given: str, *words: str) -> int:
    return run_command([words[0], str(folder), *words[1:], "--passphrase-file", str(folder.parent / given)])


@pytest.mark.fault(74)
def test_each_wrong_password_makes_the_next_try_of_any_command_wait(
    folder: Path, clock: FixedClock, capsys: Said
) -> None:
    commands = (("list", "cases"), ("verify",), ("salvage", "--look"))
    for number, command in enumerate(commands):
        assert _run(folder, "wrong", *command) == WRONG_KEY
        assert "does not open this vault" in capsys.readouterr().err
        wait = 1 << number
        assert preauth.tries(folder).seconds_left(clock) == wait  # what the unlock page asks
        for other in commands:
            assert _run(folder, "right", *other) == WRONG_KEY
            unit = "second" if wait == 1 else "seconds"
            assert f"Wait {wait} {unit} before the next try." in capsys.readouterr().err
        assert preauth.tries(folder).wrong == number + 1  # a refusal counts nothing
        clock.advance(seconds=wait)
    assert _run(folder, "right", "verify") == 0
    assert _run(folder, "right", "list", "audit") == 0
    assert preauth.ACT in capsys.readouterr().out
    assert preauth.tries(folder) == preauth.Tries()


def test_the_code_of_the_sheet_need_not_wait(folder: Path, clock: FixedClock, capsys: Said) -> None:
    for _ in range(3):
        preauth.note_wrong(folder, clock)
    assert _run(folder, "wrong", "verify", "--recovery") == WRONG_KEY
    assert "Wait" not in capsys.readouterr().err
    assert preauth.tries(folder).wrong == 3


@pytest.mark.fault(74)
def test_a_backup_makes_wait_like_a_vault(folder: Path, clock: FixedClock, capsys: Said) -> None:
    place, memory = folder.parent, folder.parent / "memory"
    (place / "stick").mkdir()
    assert _run(folder, "right", "backup", str(place / "stick")) == 0
    (file,) = (place / "stick").glob(f"*{SUFFIX}")
    commands = (("verify", str(file)), ("restore", str(file), str(place / "new")))
    for number, command in enumerate(commands):
        assert _said(place, memory, "wrong", *command) == WRONG_KEY
        for other in commands:
            assert _said(place, memory, "right", *other) == WRONG_KEY
            assert "before the next try." in capsys.readouterr().err
        clock.advance(seconds=1 << number)
    assert _said(place, memory, "right", *commands[0]) == 0
    for name in header_files.FIRST, header_files.SECOND:
        (folder / name).write_bytes(b"")
    repair = ("repair", str(folder), "--from", str(file))
    assert _said(place, memory, "wrong", *repair) == WRONG_KEY
    assert _said(place, memory, "right", *repair) == WRONG_KEY
    clock.advance(seconds=1)
    assert _said(place, memory, "right", *repair) == 0


def _said(place: Path, memory: Path, given: str, *words: str) -> int:
    return run_command([*words, "--passphrase-file", str(place / given)], anchors=memory)

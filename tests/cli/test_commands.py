"""The command line on real vaults: what it prints, what it writes, how it exits."""

import json
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from spoc_desk.cli.main import run_command as main
from spoc_desk.vault import creation
from tests.factories import PASSWORD, copy_vault, fast_kdf

CASE_WORDS = 3  # "quiet harbour 4821"


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a practice vault made by the command itself, and its password file; its settings are not measured."""
    folder = tmp_path_factory.mktemp("practice")
    password = folder / "password"
    password.write_text(f"{PASSWORD}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(creation, "calibrate", fast_kdf)
        assert main(["demo", str(folder / "vault"), "--passphrase-file", str(password)]) == 0
    return folder / "vault", password


def _json(capsys: pytest.CaptureFixture[str], practice: tuple[Path, Path], kind: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["list", str(practice[0]), kind, "--json", "--passphrase-file", str(practice[1])]) == 0
    listed: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return listed


def test_practice_vault_passes_every_check(practice: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(practice[0]), "--json", "--passphrase-file", str(practice[1])]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True


def test_every_practice_case_is_marked_sample(practice: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    cases = _json(capsys, practice, "cases")
    assert len(cases) == 6
    assert all(case["sample"] and len(str(case["case"]).split()) == CASE_WORDS for case in cases)


@pytest.mark.parametrize("kind", ["exchanges", "deadlines", "audit"])
def test_lists_hold_no_name_of_a_person(
    practice: tuple[Path, Path], capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    listed = _json(capsys, practice, kind)
    assert listed
    assert "Amberley" not in json.dumps(listed)


def test_register_prints_one_numbered_copy_and_the_next_has_the_next_number(
    practice: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = next(c for c in _json(capsys, practice, "cases") if c["route"] == "joint")
    common = ["print", str(practice[0]), "exchange-register", str(case["case"]), "--passphrase-file", str(practice[1])]
    for number in (1, 2):
        target = tmp_path / f"{number}.pdf"
        assert main([*common, "-o", str(target)]) == 5  # where it goes is not said
        assert main([*common, "--own-file", "--recipient", "School nurse", "-o", str(target)]) == 5  # two things
        assert not target.exists()
        assert main([*common, "--own-file", "-o", str(target)]) == 0
        text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(target))
        assert f"Own file, copy {number}" in text
        assert "SAMPLE" in text
        assert "Amberley" not in text
    assert [line["copy"] for line in _json(capsys, practice, "prints")] == [2, 1]


def test_print_never_overwrites(practice: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "there.pdf"
    target.write_text("mine", encoding="utf-8")
    command = ["print", str(practice[0]), "exchange-register", "x", "-o", str(target)]
    assert main([*command, "--passphrase-file", str(practice[1])]) == 6
    assert target.read_text(encoding="utf-8") == "mine"


def test_print_takes_no_file_name_that_shows_an_area(practice: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "from Whitby.pdf"
    command = ["print", str(practice[0]), "exchange-register", "x", "-o", str(target)]
    assert main([*command, "--passphrase-file", str(practice[1])]) == 5
    assert not target.exists()


def test_wrong_password_exits_with_three_and_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy_vault(tmp_path / "vault")
    (tmp_path / "wrong").write_text("not-this-one", encoding="utf-8")
    assert main(["verify", str(tmp_path / "vault"), "--passphrase-file", str(tmp_path / "wrong")]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "does not open this vault" in captured.err
    assert "Traceback" not in captured.err


def test_missing_vault_exits_with_four(practice: tuple[Path, Path], tmp_path: Path) -> None:
    assert main(["verify", str(tmp_path / "nowhere"), "--passphrase-file", str(practice[1])]) == 4
    assert not (tmp_path / "nowhere").exists()


def test_usage_mistake_exits_with_two() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["no-such-command"])
    assert stopped.value.code == 2


def test_passwords_are_no_argument(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["verify", "somewhere", "--passphrase", "secret"])
    assert "unrecognized" in capsys.readouterr().err


@pytest.mark.req("R-003-64")
def test_check_finds_a_leak_and_never_repeats_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("The child went to school in Scarborough, YO11 2AB.", encoding="utf-8")
    assert main(["check", str(letter), "--mode", "in", "--profile", "luton"]) == 1
    printed = capsys.readouterr().out
    assert "Scarborough" not in printed
    assert "YO11" not in printed


def test_check_of_a_clean_text_exits_with_nought(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Child A likes reading at bath time.", encoding="utf-8")
    assert main(["check", str(note), "--mode", "local", "--profile", "luton"]) == 0


def test_check_by_lines_gives_offsets_for_each_text() -> None:
    lines = '{"id": 1, "text": "Moved to Hull."}\n{"id": 2, "text": "Nothing here."}\n'
    command = [sys.executable, "-m", "spoc_desk", "check", "--jsonl", "--mode", "out"]
    ran = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    first, second = (json.loads(line) for line in ran.stdout.splitlines())
    assert ran.returncode == 1
    assert any("Moved to Hull."[f["start"] : f["end"]] == "Hull" for f in first["findings"])
    assert second == {"id": 2, "findings": []}


def test_blank_form_is_a_pdf_with_room_to_write(tmp_path: Path) -> None:
    target = tmp_path / "meeting.pdf"
    assert main(["blank", "meeting", "-o", str(target)]) == 0
    assert len(pypdfium2.PdfDocument(target)) > 1


def test_new_vault_writes_its_sheet_and_waits_for_the_code(tmp_path: Path) -> None:
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")
    sheet = tmp_path / "sheet.pdf"
    command = [
        sys.executable, "-m", "spoc_desk", "new", str(tmp_path / "vault"), "--profile", "luton", "--sheet", str(sheet),
        "--passphrase-file", str(tmp_path / "password"),
    ]  # fmt: skip
    ran = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "not finished" in ran.stdout
    assert "Recovery code" in pypdfium2.PdfDocument(sheet)[0].get_textpage().get_text_range()


def test_command_line_never_imports_qt() -> None:
    look = "import sys, spoc_desk.cli.main; print([m for m in sys.modules if m.startswith(('PySide6', 'shiboken6'))])"
    ran = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"

"""Names of files and lists that leave the program: neither shows an area, whatever somebody typed."""

import json
from pathlib import Path

import pytest

from spoc_desk.casework.council import save_profile
from spoc_desk.casework.prints import prepare
from spoc_desk.cli.list_cmd import HELD
from spoc_desk.cli.main import run_command as main
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from tests.casework.own_copy import issue
from tests.factories import PASSWORD, make_vault

TELLING = "Head of Scunthorpe Primary School"
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> list[str]:
    """Return a vault, as words of a command, whose print register holds a typed place; and its password."""
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")
    opened = make_vault(tmp_path / "vault", clock)
    save_profile(opened, load_profile("luton"))
    for recipient in (TELLING, "Luton school nurse"):
        issue(opened, prepare(opened, kind="practitioner-card", recipient=recipient), acknowledged=True)
    opened.close()
    return [str(tmp_path / "vault"), "--passphrase-file", str(tmp_path / "password")]


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_list_holds_back_what_may_show_an_area(vault: list[str], capsys: Printed, options: list[str]) -> None:
    assert main(["list", vault[0], "prints", *vault[1:], *options]) == 0
    told = capsys.readouterr()
    assert TELLING not in told.out
    assert told.out.count(HELD) == 1
    assert "Luton school nurse" in told.out
    assert told.err == "1 text was held back: an area may be read there. Open the window and look at them.\n"
    if options:
        assert [line["recipient"] for line in json.loads(told.out)] == ["Luton school nurse", HELD]


def test_a_list_without_such_words_says_nothing_more(vault: list[str], capsys: Printed) -> None:
    assert main(["list", vault[0], "audit", *vault[1:]]) == 0
    told = capsys.readouterr()
    assert HELD not in told.out
    assert told.err == ""


def test_a_print_is_for_nobody_whose_words_show_an_area(vault: list[str], tmp_path: Path, capsys: Printed) -> None:
    out = tmp_path / "copy.pdf"
    words = ["print", vault[0], "practitioner-card", "x", *vault[1:], "--recipient", TELLING, "-o", str(out)]
    assert main(words) == 5
    assert "“Recipient” may show an area" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("name", ["Leeds meeting.pdf", "LS1 4AP.pdf", "from Scunthorpe.pdf"])
def test_no_file_gets_a_name_that_shows_an_area(name: str, vault: list[str], tmp_path: Path, capsys: Printed) -> None:
    target = str(tmp_path / name)
    new = ["new", str(tmp_path / "second"), "--profile", "luton", "--sheet", target, *vault[1:]]
    for words in (
        ["blank", "meeting", "-o", target],
        ["print", vault[0], "practitioner-card", "x", *vault[1:], "-o", target],
        new,
    ):
        assert main(words) == 5
        assert "The name of this file may show an area." in capsys.readouterr().err
    assert not (tmp_path / name).exists()
    assert not (tmp_path / "second").exists()

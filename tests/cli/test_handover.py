"""`desks`, `seal` and `unseal`: a case goes from one vault to another and back, each in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from spoc_desk.cli.main import run_command as main
from spoc_desk.clock import FixedClock
from spoc_desk.domain.cases import Direction
from tests.casework.desk import lay_out
from tests.casework.handover.two_desks import HERS, OFFICE
from tests.casework.story import Story
from tests.factories import PASSWORD, make_vault

Run = Callable[..., dict[str, object]]

WHY = ("--purpose", "They go on with the case from here.")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], clock: FixedClock) -> Run:
    """Return how one command is run, and what it told as JSON; two vaults, a case in the first, and a stick."""
    north = make_vault(tmp_path / "north", clock, "Asha Brook", OFFICE)
    Story(north, lay_out(north, clock, Direction.ARRIVAL).case_id).meet()
    north.close()
    make_vault(tmp_path / "south", clock, "Robin Hale", HERS).close()
    (tmp_path / "stick").mkdir()
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")

    def once(command: str, vault: str, *words: str | Path, code: int = 0, plain: bool = False) -> dict[str, object]:
        given = [command, str(tmp_path / vault), *map(str, words)]
        capsys.readouterr()
        assert main([*given, "--passphrase-file", str(tmp_path / "password"), *([] if plain else ["--json"])]) == code
        told = capsys.readouterr()
        return {"out": told.out, "err": told.err} if plain or code else json.loads(told.out)

    return once


def _meet(run: Run, tmp_path: Path) -> None:
    for vault, name, role in (("north", "DCS office", "dcs_office"), ("south", "LA SPOC desk", "la_spoc")):
        run("desks", vault, "--set-up", name, "--role", role)
        run("desks", vault, "--card", tmp_path / f"{vault}.spocdesk")
    for vault, other in (("north", "south"), ("south", "north")):
        words = run("desks", other)["this"]["words"]  # type: ignore[index]
        run("desks", vault, "--meet", tmp_path / f"{other}.spocdesk", "--words", words)


def _reference(run: Run) -> str:
    return str(run("list", "north", "cases")[0]["case"])  # type: ignore[index]


def test_a_case_goes_and_comes_back_between_two_processes(run: Run, tmp_path: Path) -> None:
    _meet(run, tmp_path)
    stick, ref = tmp_path / "stick", _reference(run)
    seen = run("seal", "north", stick, "--to", "LA SPOC desk", "--case", ref, "--preview")
    assert seen["blocked"] is False and list(stick.iterdir()) == []
    assert run("seal", "north", stick, "--to", "LA SPOC desk", "--meeting", f"{ref}/1", "--preview") == seen
    assert "no meeting number 2" in str(
        run("seal", "north", stick, "--to", "LA SPOC desk", "--meeting", f"{ref}/2", "--preview", code=5)["err"]
    )
    sealed = _apart(
        tmp_path, "seal", "north", stick, "--to", "la spoc desk", "--meeting", f"{ref}/1", "--words", "As agreed", *WHY
    )
    path = stick / str(sealed["file"])
    looked = run("unseal", "south", path, plain=True)
    assert "Nothing was stored" in str(looked["out"]) and "They say: As agreed" in str(looked["out"])
    taken = _apart(tmp_path, "unseal", "south", path, "--take-in", "--receipt", stick)
    assert (taken["cases"], taken["taken_in"], taken["new"]) == ([ref], True, taken["records"])
    assert "taken in before" in str(run("unseal", "south", path, code=4)["err"])
    told = run("unseal", "north", stick / str(taken["receipt"]), "--take-in")
    assert told["kind"] == "receipt"
    back = run("seal", "south", stick, "--to", "DCS office", "--case", ref, *WHY)
    again = run("unseal", "north", stick / str(back["file"]), "--take-in")
    assert (again["new"], again["changed"]) == (1, 0)  # the decision to hand it back
    assert run("verify", "north", plain=True) and run("verify", "south", plain=True)


def test_words_that_do_not_fit_and_a_cancelled_file_are_refused(run: Run, tmp_path: Path) -> None:
    _meet(run, tmp_path)
    stick, ref = tmp_path / "stick", _reference(run)
    wrong = run("desks", "south", "--meet", tmp_path / "north.spocdesk", "--words", "one two three", code=5)
    assert "Do not use it" in str(wrong["err"])
    sealed = run("seal", "north", stick, "--to", "LA SPOC desk", "--case", ref, *WHY)
    assert run("seal", "north", stick, "--cancel", str(sealed["id"]), "--reason", "Lost", code=5)
    word = run("seal", "north", stick, "--cancel", str(sealed["id"]), "--reason", "Lost", "--spoken")
    run("unseal", "south", stick / str(word["file"]), "--take-in")
    assert "cancelled" in str(run("unseal", "south", stick / str(sealed["file"]), code=4)["err"])
    run("desks", "south", "--revoke", "DCS office", "--reason", "Closed")
    assert "taken off your list" in str(run("unseal", "south", stick / str(word["file"]), code=4)["err"])


def test_a_pack_and_its_list_travel_too(run: Run, tmp_path: Path) -> None:
    _meet(run, tmp_path)
    stick = tmp_path / "stick"
    lines = str(run("seal", "north", stick, "--to", "LA SPOC desk", "--pack", "--preview", plain=True)["out"])
    assert "Whom to reach: LA SPOC Jordan Field" in lines
    pack = run("seal", "north", stick, "--to", "LA SPOC desk", "--pack")
    taken = run("unseal", "south", stick / str(pack["file"]), "--take-in")
    assert (taken["kind"], taken["cases"]) == ("pack", [])
    back = run("seal", "south", stick, "--hand-back", str(taken["id"]))
    assert run("unseal", "north", stick / str(back["file"]), "--take-in")["kind"] == "hand_back"


def _apart(tmp_path: Path, command: str, vault: str, *words: str | Path) -> dict[str, object]:
    given = [command, tmp_path / vault, *words, "--passphrase-file", tmp_path / "password", "--json"]
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-m", "spoc_desk", *map(str, given)], env=home, capture_output=True, text=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told

"""By command, too, an LA SPOC gets her own relocations: of a colleague's not even the reference."""

from pathlib import Path

import pytest

from spoc_desk.cli.list_cmd import KINDS
from spoc_desk.cli.main import run_command
from spoc_desk.clock import FixedClock
from spoc_desk.vault import users
from spoc_desk.vault.kdf import password_bytes
from tests.casework.story import Story
from tests.factories import PASSWORD, make_vault

OF_CASES = ("cases", "exchanges", "deadlines", "decisions", "prints", "audit")
OTHERS = "fir-window-slate-orchard"
REFUSED = 5


def test_a_second_la_spoc_lists_and_prints_nothing_of_it(
    tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = make_vault(tmp_path / "vault", clock, roles=frozenset({"la_spoc", "dcs_office", "administrator"}))
    story = Story(vault)
    story.up_to_meeting()
    ref = story.case.case_ref
    users.add_user(vault, "Bea Stranger", frozenset({"la_spoc"}), password_bytes(OTHERS))
    vault.close()
    assert set(OF_CASES) < KINDS.keys()
    told = {}
    for name, password, kinds in (("mine", PASSWORD, ("cases", "audit")), ("others", OTHERS, OF_CASES)):
        word = tmp_path / name
        word.write_text(password, encoding="utf-8")
        for kind in kinds:
            assert run_command(["list", str(tmp_path / "vault"), kind, "--json", "--passphrase-file", str(word)]) == 0
        told[name] = capsys.readouterr().out
    assert ref in told["mine"] and "added a household member" in told["mine"]
    assert ref not in told["others"] and story.case_id not in told["others"]
    assert "added a household member" not in told["others"]
    for kind in ("chronology", "who-looked"):
        given = ["print", str(tmp_path / "vault"), kind, ref, "--passphrase-file", str(tmp_path / "others")]
        assert run_command([*given, "-o", str(tmp_path / f"{kind}.pdf")]) == REFUSED
        assert not (tmp_path / f"{kind}.pdf").exists()

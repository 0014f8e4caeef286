"""Decisions, concerns and requests for records from the command line: listed without what happened, and printed."""

import json
from pathlib import Path

import pytest

from spoc_desk.casework.access_requests import record_request
from spoc_desk.casework.concerns import raise_concern
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.sharing import decide_whole
from spoc_desk.cli import opened
from spoc_desk.cli.main import run_command as main
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from tests.casework.partnership.test_decisions import WHOLE
from tests.factories import PASSWORD, make_vault
from tests.printing.conftest import in_one_line

Said = pytest.CaptureFixture[str]


def test_each_register_is_listed_and_each_record_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setattr(opened, "SystemClock", FixedClock)
    vault = make_vault(tmp_path / "vault", FixedClock(), roles=frozenset({"la_spoc", "dcs_office"}))
    save_profile(vault, load_profile("luton"))
    told = {"kind": "self", "immediate_danger": "no", "what_happened": "A photo.", "who_is_at_risk": ("family",)}
    asked = {"kind": "foi", "received_on": "2026-11-23", "asked_by": "Scunthorpe Gazette", "wanted": "Numbers"}
    made = {
        "decisions": ("decision", decide_whole(vault, answers={**WHOLE, "about": "Training"}).change.ids[0]),
        "concerns": ("concern", raise_concern(vault, answers=told).change.ids[0]),
        "requests": ("access-reply", record_request(vault, answers=asked).change.ids[0]),
    }
    vault.close()
    password = tmp_path / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    where, key = str(tmp_path / "vault"), ("--passphrase-file", str(password))
    for kind, (paper, record_id) in made.items():
        assert main(["list", where, kind, "--json", *key]) == 0
        said = capsys.readouterr().out
        (line,) = json.loads(said)
        assert line["id"] == record_id
        assert line["reference"]
        assert "photo" not in said
        assert "Scunthorpe" not in said  # held back: it may show an area
        out = tmp_path / f"{kind}.pdf"
        own = () if paper == "access-reply" else ("--own-file",)
        assert main(["print", where, paper, record_id, *own, "-o", str(out), *key]) == 0
        assert line["reference"] in in_one_line(out.read_bytes())
        capsys.readouterr()

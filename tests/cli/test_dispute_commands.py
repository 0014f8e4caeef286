"""Escalations, complaints, consultations and the roll-out from the command line: lists without names, papers."""

import json
from pathlib import Path

import pytest

from spoc_desk.casework import assurance
from spoc_desk.casework.council import save_profile
from spoc_desk.casework.disputes import complaints, consultations
from spoc_desk.cli import opened
from spoc_desk.cli.main import run_command as main
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from tests.casework.disputes.desk import COMPLAINT, CONSULTATION
from tests.casework.disputes.desk import opened as escalated
from tests.factories import PASSWORD, make_vault


def test_lists_and_papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(opened, "SystemClock", FixedClock)
    vault = make_vault(tmp_path / "vault", FixedClock(), roles=frozenset({"la_spoc"}))
    save_profile(vault, load_profile("luton"))
    one = escalated(vault, about_given_names="Maja")
    complaints.record_complaint(vault, answers=COMPLAINT)
    consultations.record_consultation(vault, answers=CONSULTATION)
    assurance.add_step(vault, answers={"audience": "Housing", "step": "training"})
    vault.close()
    password = tmp_path / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    key = ["--passphrase-file", str(password)]
    said = {}
    for kind in ("escalations", "complaints", "consultations", "rollout"):
        assert main(["list", str(tmp_path / "vault"), kind, "--json", *key]) == 0
        (said[kind],) = json.loads(capsys.readouterr().out)
    assert said["escalations"]["escalation"] == one.escalation_ref
    assert said["escalations"]["state"] == "stage_1"
    assert said["complaints"]["next"] == "Forward it"
    assert said["rollout"]["step"] == "training"
    assert not any(name in json.dumps(said) for name in ("Maja", "Ola", "Named doctor"))
    out = tmp_path / "out.pdf"
    command = ["print", str(tmp_path / "vault"), "escalation", one.escalation_ref, "--own-file", "-o", str(out), *key]
    assert main(command) == 0
    assert out.read_bytes().startswith(b"%PDF")
    log = [
        "print",
        str(tmp_path / "vault"),
        "consultation-log",
        "all",
        "--own-file",
        "-o",
        str(tmp_path / "log.pdf"),
        *key,
    ]
    assert main(log) == 0
    wrong = ["print", str(tmp_path / "vault"), "complaint", "quiet harbour 0000", "-o", str(tmp_path / "no.pdf"), *key]
    assert main(wrong) != 0
    assert main(["blank", "rollout-statement", "-o", str(tmp_path / "blank.pdf")]) == 0
    assert main(["blank", "escalation_stage", "-o", str(tmp_path / "part.pdf")]) == 5

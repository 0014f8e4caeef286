"""Serious incidents and the Case Review Group from the command line: lists without a name, papers, blank papers."""

import json
from pathlib import Path

import pytest

from spoc_desk.casework.council import save_profile
from spoc_desk.casework.reviewed.papers import BLANKS
from spoc_desk.cli import opened
from spoc_desk.cli.main import run_command as main
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from tests.casework.reviewed.desk import ReviewDesk
from tests.casework.reviewed.test_papers import words_of
from tests.factories import PASSWORD, make_vault

Said = pytest.CaptureFixture[str]


def test_the_lists_name_nobody_and_the_papers_are_numbered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setattr(opened, "SystemClock", FixedClock)
    made = make_vault(tmp_path / "vault", FixedClock(), roles=frozenset({"crg"}))
    save_profile(made, load_profile("luton"))
    desk = ReviewDesk(made, FixedClock())
    desk.record()
    desk.begin()
    incident_ref, review_ref = desk.incident.incident_ref, desk.review.review_ref
    made.close()
    password = tmp_path / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    vault, key = str(tmp_path / "vault"), ["--passphrase-file", str(password)]

    assert main(["list", vault, "incidents", "--json", *key]) == 0
    listed = capsys.readouterr().out
    (line,) = json.loads(listed)
    assert (line["incident"], line["state"], line["children"], line["due_on"]) == (
        incident_ref, "aware", 1, "2026-11-30",
    )  # fmt: skip
    assert main(["list", vault, "reviews", "--json", *key]) == 0
    listed += capsys.readouterr().out
    assert review_ref in listed
    assert "Maja" not in listed
    for number, (kind, reference) in enumerate((("incident-sheet", incident_ref), ("review-referral", review_ref)), 1):
        out = tmp_path / f"{kind}.pdf"
        assert main(["print", vault, kind, reference, "--own-file", "-o", str(out), *key]) == 0
        assert f"Copy {number} written" in capsys.readouterr().out
        assert reference in words_of(out.read_bytes())
    assert main(["print", vault, "incident-sheet", review_ref, "-o", str(tmp_path / "no.pdf"), *key]) != 0


@pytest.mark.parametrize("form", BLANKS)
def test_both_forms_are_printed_blank(form: str, tmp_path: Path) -> None:
    out = tmp_path / f"{form}.pdf"
    assert main(["blank", form, "--council", "luton", "-o", str(out)]) == 0
    assert "Blank form" in words_of(out.read_bytes())

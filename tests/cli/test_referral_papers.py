"""The papers of a referral from the command line: blank, filled, and the list that names nobody."""

import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from spoc_desk.casework.referrals import moves
from spoc_desk.casework.referrals.blank_papers import PAPERS
from spoc_desk.cli import opened
from spoc_desk.cli.main import run_command as main
from spoc_desk.clock import FixedClock
from tests.casework.referrals.stages import open_stage
from tests.factories import PASSWORD


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], str]:
    """Return the vault with its key as arguments, and the reference of a referral that is ready to send."""
    monkeypatch.setattr(opened, "SystemClock", FixedClock)
    vault, desk = open_stage("ready", tmp_path / "vault", FixedClock())
    moves.ready_for_consent(vault, referral_id=desk.id)
    moves.ready_to_send(vault, referral_id=desk.id)
    reference = desk.referral.referral_ref
    vault.close()
    password = tmp_path / "password"
    password.write_text(f"{PASSWORD}\n", encoding="utf-8")
    return [str(tmp_path / "vault"), "--passphrase-file", str(password)], reference


def text_of(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    words = " ".join(leaf.get_textpage().get_text_bounded() for leaf in pdf)
    pdf.close()
    return " ".join(words.split())


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_of_a_referral_prints_blank(tmp_path: Path, paper: str) -> None:
    target = tmp_path / "out.pdf"
    assert main(["blank", paper, "-o", str(target)]) == 0
    assert "OFFICIAL-SENSITIVE – PERSONAL" in text_of(target)
    assert "Blank form" in text_of(target)


def test_large_print_and_a_councils_words_are_asked_for(tmp_path: Path) -> None:
    plain, large = tmp_path / "a.pdf", tmp_path / "b.pdf"
    assert main(["blank", "referral-consent", "-o", str(plain)]) == 0
    assert main(["blank", "referral-consent", "--large", "--council", "luton", "-o", str(large)]) == 0
    assert len(pypdfium2.PdfDocument(large.read_bytes())) > len(pypdfium2.PdfDocument(plain.read_bytes()))
    assert "01582 547653" in text_of(large)
    assert "01582 547653" not in text_of(plain)


@pytest.mark.parametrize("form", ["referral-consent", "meeting"])
def test_a_form_for_the_screen_has_fields(tmp_path: Path, form: str) -> None:
    target = tmp_path / "out.pdf"
    assert main(["blank", form, "--fillable", "-o", str(target)]) == 0
    with pikepdf.open(target) as pdf:
        assert len(pdf.Root.AcroForm.Fields) > 5


def test_the_parts_of_a_referral_are_no_forms_of_their_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["blank", "referral_child", "-o", str(tmp_path / "out.pdf")]) == 5
    assert "referral-young-person" in capsys.readouterr().err


def test_a_referral_is_printed_by_its_reference(
    desk: tuple[list[str], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (vault, *key), reference = desk
    target = tmp_path / "out.pdf"
    command = ["print", vault, "referral", reference, "-o", str(target), *key]
    assert main(command) == 5
    assert "Say where this copy goes" in capsys.readouterr().err
    assert main([*command, "--tests-met", "--others-protected"]) == 0
    assert "Copy 1 written" in capsys.readouterr().out
    assert "Maja Nowak" in text_of(target)
    assert _listed(desk, capsys)[0]["state"] == "printed"


def test_a_referral_that_is_not_there_is_unknown(desk: tuple[list[str], str], tmp_path: Path) -> None:
    (vault, *key), _ = desk
    assert main(["print", vault, "referral", "no such 0000", "-o", str(tmp_path / "out.pdf"), *key]) != 0
    assert not (tmp_path / "out.pdf").exists()


def test_the_list_of_referrals_names_nobody(desk: tuple[list[str], str], capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = _listed(desk, capsys)
    assert (line["referral"], line["level"], line["children"]) == (desk[1], "fps", 1)
    assert "Nowak" not in json.dumps(line)
    assert "Maja" not in json.dumps(line)


def _listed(desk: tuple[list[str], str], capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    (vault, *key), _ = desk
    capsys.readouterr()
    assert main(["list", vault, "referrals", "--json", *key]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_the_short_form_leaves_the_indicators_to_their_own_sheet(tmp_path: Path) -> None:
    for paper in ("referral", "referral-short", "referral-indicators"):
        assert main(["blank", paper, "--council", "luton", "-o", str(tmp_path / f"{paper}.pdf")]) == 0
    whole, short, sheet = (
        " ".join(text_of(tmp_path / f"{paper}.pdf").split())
        for paper in ("referral", "referral-short", "referral-indicators")
    )
    indicator = "Regular underachievement or not reaching education potential"
    assert indicator in whole
    assert indicator in sheet
    assert indicator not in short
    assert "sheet of its own" in short
    assert "Young person’s" not in sheet

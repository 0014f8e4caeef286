"""RELAY from the command line: the list without a name, one message on paper, blank papers, figures that may leave."""

import json
from pathlib import Path

import pypdfium2
import pytest

from spoc_desk.casework.council import save_profile
from spoc_desk.casework.relay.papers import BLANKS
from spoc_desk.cli import opened
from spoc_desk.cli.main import run_command as main
from spoc_desk.clock import FixedClock
from spoc_desk.profile.documents import load_profile
from tests.casework.relay.desk import RelayDesk, make_school, sit
from tests.factories import PASSWORD, make_vault

Desk = tuple[list[str], str]
Said = pytest.CaptureFixture[str]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return the vault with its key as arguments, and the id of a cleared message."""
    monkeypatch.setattr(opened, "SystemClock", FixedClock)
    vault = make_vault(tmp_path / "vault", FixedClock(), roles=frozenset({"mash"}))
    save_profile(vault, load_profile("luton"))
    relay = RelayDesk(vault, make_school(vault))
    relay.capture()
    relay.share()
    relay.match()
    relay.clear()
    vault.close()
    password = tmp_path / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    return [str(tmp_path / "vault"), "--passphrase-file", str(password)], relay.message_id


def text_of(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    words = " ".join(leaf.get_textpage().get_text_bounded() for leaf in pdf)
    pdf.close()
    return " ".join(words.split())


def test_the_list_counts_children_and_names_none(desk: Desk, capsys: Said) -> None:
    (vault, *key), message = desk
    assert main(["list", vault, "relay", "--json", *key]) == 0
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["police_ref"], line["state"], line["triage"], line["children"]) == (
        "DA/1201/26", "to_share", "share", 1,
    )  # fmt: skip
    assert line["messages"] == {message: "cleared"}
    assert "Maja" not in json.dumps(line)


def test_who_does_not_see_relay_is_told_of_none(desk: Desk, tmp_path: Path, capsys: Said) -> None:
    (vault, *key), message = desk
    from_window = opened.open_vault(Path(vault), PASSWORD, clock=FixedClock())
    sit(from_window, "la_spoc")
    row = from_window.own_rows("SELECT id, version FROM users WHERE id <> 'all'")[0]
    with from_window.transaction("locked") as tx:
        tx.update("users", row[0], {"roles": '["referrer"]'}, version=row[1])
    from_window.close()
    assert main(["list", vault, "relay", "--json", *key]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["print", vault, "relay-message", message, "-o", str(tmp_path / "out.pdf"), *key]) == 5
    assert main(["stats", vault, "--year", "2026", *key]) == 5
    assert "Maja" not in capsys.readouterr().out


def test_a_cleared_message_is_printed_by_its_id(desk: Desk, tmp_path: Path, capsys: Said) -> None:
    (vault, *key), message = desk
    target = tmp_path / "out.pdf"
    assert main(["print", vault, "relay-message", message, "-o", str(target), *key]) == 0
    assert "Copy 1 written" in capsys.readouterr().out
    assert "Child’s name Maja Sample" in text_of(target)
    assert main(["print", vault, "relay-message", "no-such-id", "-o", str(tmp_path / "b.pdf"), *key]) != 0
    assert not (tmp_path / "b.pdf").exists()


@pytest.mark.parametrize("form", BLANKS)
def test_each_blank_paper_is_printed_in_a_councils_names(tmp_path: Path, form: str) -> None:
    target = tmp_path / "out.pdf"
    assert main(["blank", form, "--council", "luton", "-o", str(target)]) == 0
    assert "Luton MASH" in text_of(target)


def test_the_parts_of_relay_are_no_forms_of_their_own(tmp_path: Path, capsys: Said) -> None:
    assert main(["blank", "relay_child", "-o", str(tmp_path / "out.pdf")]) == 5
    assert "relay-notification" in capsys.readouterr().err


@pytest.mark.req("R-000-19", "R-001-18")
def test_figures_leave_only_when_a_quarter_is_over_and_as_numbered_copies(
    desk: Desk, tmp_path: Path, capsys: Said
) -> None:
    (vault, *key), _ = desk
    target, table = tmp_path / "figures.pdf", tmp_path / "figures.csv"
    assert main(["stats", vault, "--year", "2026", "--json", *key]) == 0
    tables = json.loads(capsys.readouterr().out)
    assert {each["source"] for each in tables} >= {"relay"}
    assert {"2026/27 quarter 1", "2026/27 quarter 2"} <= {each["period"] for each in tables}
    assert main(["stats", vault, "--year", "2026", "--quarter", "2", "-o", str(target), *key]) == 0
    assert "Copy 1 written" in capsys.readouterr().out
    words = text_of(target)
    assert "July to September 2026" in words
    assert "rounded to the nearest 5" in words
    assert main(["stats", vault, "--year", "2026", "--quarter", "2", "-o", str(table), *key]) == 0
    assert table.read_text(encoding="utf-8-sig").startswith("Table,What,When,Number")
    assert main(["stats", vault, "--year", "2026", "--quarter", "2", "-o", str(target), *key]) == 6
    assert main(["stats", vault, "--year", "2098", "-o", str(tmp_path / "other.pdf"), *key]) == 5
    assert main(["stats", vault, "--year", "2098", *key]) == 0
    assert "is not over" in capsys.readouterr().out

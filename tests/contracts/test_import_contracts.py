"""The import contracts of pyproject.toml hold, and each of them bites: it is broken in a copy and must say so."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]

# contract -> (file of the copy, what is added to it)
BREACHES = {
    "layers": ("spoc_desk/domain/breach.py", "import spoc_desk.casework\n"),
    "rooms": ("spoc_desk/attic/__init__.py", ""),
    "middle-rooms": ("spoc_desk/vault/breach.py", "import spoc_desk.printing\n"),
    "rule-rooms": ("spoc_desk/forms/breach.py", "import spoc_desk.profile\n"),
    "pages": ("ui/spoc_desk_ui/pages/breach.py", "import spoc_desk_ui.pages.other_breach\n"),
    "no-qt": ("spoc_desk/clock.py", "from PySide6.QtCore import QDateTime\n"),
    "no-network": ("ui/spoc_desk_ui/pages/breach.py", "from urllib.request import urlopen\n"),
    "database": ("spoc_desk/casework/breach.py", "from sqlcipher3 import dbapi2\n"),
    "heavy": ("ui/spoc_desk_ui/breach.py", "import pikepdf\n"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the program's code and of the contracts."""
    for folder in ("spoc_desk", "ui"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "ui" / "spoc_desk_ui" / "pages" / "other_breach.py").touch()
    return tmp_path


def lint(folder: Path, *options: str) -> tuple[int, str]:
    """Judge the code in *folder* by its contracts."""
    # The folder's own code must come first, before the project that is installed.
    start = f"import sys; sys.path[:0] = {[str(folder), str(folder / 'ui')]!r}\n"
    start += "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", start, "--no-cache", "--no-logo", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def test_every_contract_is_kept(copy: Path) -> None:
    code, words = lint(copy)

    assert code == 0, words
    assert f"{len(CONTRACTS)} kept, 0 broken" in words


def test_every_contract_has_a_breach_here() -> None:
    assert {contract["id"] for contract in CONTRACTS} == set(BREACHES)


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: str(contract["id"]))
def test_a_breach_is_found(copy: Path, contract: dict[str, str]) -> None:
    path, text = BREACHES[contract["id"]]
    target = copy / path
    target.parent.mkdir(exist_ok=True)
    with target.open("a", encoding="utf-8") as file:
        file.write(text)

    code, words = lint(copy, "--contract", contract["id"])

    assert code == 1, words
    assert f"{contract['name']} BROKEN" in words, words


@pytest.mark.parametrize("package", ["spoc_desk", "spoc_desk_ui"])
def test_the_ways_to_the_network_are_named_for_core_and_window(package: str) -> None:
    contract = next(contract for contract in CONTRACTS if contract["id"] == "no-network")

    assert package in contract["source_modules"]
    assert {"asyncio", "http", "requests", "socket", "ssl", "urllib"} <= set(contract["forbidden_modules"])

"""The names that ruff bans are really refused: Qt in the core, network in the window, the system's time in both."""

import subprocess
import sys

import pytest

from tests.contracts.tree import ROOT


def complaints(path: str, code: str) -> str:
    """Return what ruff says of *code* if it stood at *path* in the project."""
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=concise", "--stdin-filename", path, "-"],
        input=code,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stdout


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("spoc_desk/domain/x.py", "from PySide6.QtCore import QObject\n\nprint(QObject)\n"),
        ("spoc_desk/domain/x.py", "from datetime import date\n\nDAY = date.today()\n"),
        ("spoc_desk/domain/x.py", "from datetime import UTC, datetime\n\nMOMENT = datetime.now(UTC)\n"),
        ("ui/spoc_desk_ui/x.py", "from PySide6.QtNetwork import QTcpSocket\n\nprint(QTcpSocket)\n"),
        ("ui/spoc_desk_ui/x.py", "from PySide6.QtPrintSupport import QPrinter\n\nprint(QPrinter)\n"),
        ("ui/spoc_desk_ui/x.py", "import datetime\n\nDAY = datetime.date.today()\n"),
    ],
)
def test_a_banned_name_is_refused(path: str, code: str) -> None:
    assert "TID251" in complaints(path, code)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("ui/spoc_desk_ui/x.py", "from PySide6.QtCore import QObject\n\nOBJECT = QObject\n"),
        ("spoc_desk/clock.py", "from datetime import UTC, datetime\n\nMOMENT = datetime.now(UTC)\n"),
    ],
)
def test_the_right_place_is_allowed(path: str, code: str) -> None:
    assert "All checks passed!" in complaints(path, code)


def test_an_import_inside_a_function_is_refused() -> None:
    assert "PLC0415" in complaints(
        "spoc_desk/domain/x.py", "def day() -> object:\n    import json\n\n    return json\n"
    )

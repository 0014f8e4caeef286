"""Calls of one operating system live in few named modules and nowhere else: most desks run Windows.

They are spoc_desk/machine, and for what needs a window ui/spoc_desk_ui/platform_*.py.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.tree import PROGRAM, shown, sources

ONE_SYSTEM_ONLY = {
    "crypt", "fcntl", "grp", "msvcrt", "nt", "posix", "pty", "pwd", "readline", "resource", "spwd", "syslog", "termios",
    "tty", "winreg", "winsound", "_winapi",
}  # fmt: skip
FOREIGN_CALLS = {"CDLL", "PyDLL", "WinDLL", "OleDLL", "cdll", "windll", "oledll", "pydll"}


NAMED_PLACES = ("spoc_desk/machine/", "ui/spoc_desk_ui/platform_")


def breaches(tree: ast.AST) -> Iterator[str]:
    """Yield what in this module only one operating system has, or calls into it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] in ONE_SYSTEM_ONLY)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            module = (node.module or "").split(".")[0]
            if module in ONE_SYSTEM_ONLY:
                yield module
            if module == "ctypes":
                yield from (alias.name for alias in node.names if alias.name in FOREIGN_CALLS)
        elif isinstance(node, ast.Attribute) and node.attr in FOREIGN_CALLS:
            yield node.attr


def outside_the_named_places() -> Iterator[Path]:
    """Yield the program's modules that must run on every system as they are."""
    return (path for path in sources(*PROGRAM) if not shown(path).startswith(NAMED_PLACES))


def test_no_module_outside_the_named_places_is_tied_to_one_system() -> None:
    found = {
        shown(path): names
        for path in outside_the_named_places()
        if (names := list(breaches(ast.parse(path.read_text(encoding="utf-8")))))
    }

    assert found == {}


@pytest.mark.parametrize(
    "code",
    ["import fcntl", "from resource import getrlimit", "import ctypes\nctypes.CDLL(None)", "from ctypes import windll"],
)
def test_a_breach_would_be_seen(code: str) -> None:
    assert list(breaches(ast.parse(code)))


def test_the_programs_own_resources_module_is_not_mistaken() -> None:
    assert not list(breaches(ast.parse("from spoc_desk.resources import resource\nimport spoc_desk.resources")))

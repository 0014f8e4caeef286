"""Every question for a file is asked by the program's own dialog: those of the system keep lists of recent files."""

import ast

import pytest

from tests.contracts.tree import PROGRAM, shown, sources

STATIC = {"getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory", "getOpenFileUrl",
          "getSaveFileUrl", "getOpenFileContent", "saveFileContent"}  # fmt: skip
KEEPS_LISTS = {"QSettings"}
MAY_KEEP = {"ui/spoc_desk_ui/printing/save_place.py"}
"""Here Qt's own settings are turned away, and put back."""


def _calls(tree: ast.AST, name: str) -> int:
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return sum(isinstance(each, ast.Name) and each.id == name for each in called)


@pytest.mark.fault(67)
def test_each_dialog_for_files_is_told_to_leave_no_trace() -> None:
    found = 0
    for path in sources(*PROGRAM):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        made = _calls(tree, "QFileDialog")
        found += made
        assert _calls(tree, "leave_no_trace") >= made, shown(path)
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not used & STATIC, shown(path)
    assert found > 5


def test_nothing_else_keeps_settings_of_qt() -> None:
    for path in sources(*PROGRAM):
        names = {
            node.id for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Name)
        }
        assert not names & KEEPS_LISTS or shown(path) in MAY_KEEP, shown(path)

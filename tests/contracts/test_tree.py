"""The project's files keep to their size, and speak of the project alone."""

import ast
import re

import pytest

from tests.contracts.tree import CODE, PROGRAM, ROOT, files, shown, sources

LONGEST_FILE = 400
LONGEST_FUNCTION = 60

# A path of somebody's computer, or a place where libraries are fetched from. In pieces, so that this file is not found.
MACHINE_PATH = re.compile(r"(?<![\w.~*\]>])/(?:work|tmp|root|home|Users)/\w")
LIBRARY_HOST = re.compile(r"pypi\." + r"org|python" + r"hosted|files\.py" + r"thon|--(?:extra-)?index" + r"-url")


def test_no_source_file_is_too_long() -> None:
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources(*CODE)}

    assert len(lengths) > 100
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_of_the_program_is_too_long() -> None:
    too_long = {}
    for path in sources(*PROGRAM, "packaging"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    too_long[f"{shown(path)}:{node.name}"] = lines

    assert too_long == {}


@pytest.mark.parametrize("pattern", [MACHINE_PATH, LIBRARY_HOST], ids=["machine paths", "library hosts"])
def test_no_text_names_a_computer_or_a_place_libraries_come_from(pattern: re.Pattern[str]) -> None:
    found = {}
    read = 0
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a font, a picture, a vault
        read += 1
        if match := pattern.search(text):
            found[shown(path)] = match.group()

    assert read > 100
    assert found == {}


@pytest.mark.parametrize("text", ["see /" + "work/main", "in '/" + "home/anna/vault'", '"/' + 'tmp/x"'])
def test_a_machine_path_would_be_seen(text: str) -> None:
    assert MACHINE_PATH.search(text)


def test_folders_that_must_not_be_packages_are_none() -> None:
    """A package of one of these names would hide a real one, or be taken for one by tools."""
    assert not [name for name in ("packaging", "ui", "resources") if (ROOT / name / "__init__.py").exists()]
    assert [shown(path) for path in sources("resources")] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty_names = {"utils", "util", "helpers", "helper", "misc", "manager", "managers", "common"}

    assert [shown(path) for path in sources(*PROGRAM) if path.stem in empty_names] == []

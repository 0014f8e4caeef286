"""The list of fault tests is true: what it names carries the number, and no number that must be proved is missing."""

import ast
import re
from collections import defaultdict

from benchmarks.trust.classes import CLASSES
from tests.contracts.tree import ROOT, shown, sources

LIST = ROOT / "docs" / "fault-tests.md"
LAST, LAST_TO_PROVE = 74, 56
_ROW = re.compile(r"^\| (\d+) \| [^|]+ \| (.+) \|$", re.MULTILINE)
_FILE, _CLASS, _NOT_HERE = re.compile(r"`(tests/[^`]+\.py)`"), re.compile(r"class `(\w+)`"), "not here: "


def _rows() -> dict[int, str]:
    return {int(number): where for number, where in _ROW.findall(LIST.read_text(encoding="utf-8"))}


def _marks() -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for path in sources("tests"):
        text = path.read_text(encoding="utf-8")
        if "mark.fault" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.fault":
                for number in node.args:
                    assert isinstance(number, ast.Constant) and isinstance(number.value, int), shown(path)
                    found[number.value].add(shown(path))
    return found


def test_every_number_stands_in_the_list_once() -> None:
    assert list(_rows()) == list(range(1, LAST + 1))


def test_what_the_list_names_proves_it() -> None:
    marks = _marks()
    wrong = {
        number: missing for number, where in _rows().items() if (missing := set(_FILE.findall(where)) - marks[number])
    }

    assert wrong == {}
    assert {name for where in _rows().values() for name in _CLASS.findall(where)} <= set(CLASSES)


def test_no_number_that_must_be_proved_is_without_a_proof() -> None:
    rows = _rows()

    assert [n for n in range(1, LAST_TO_PROVE + 1) if not (_FILE.search(rows[n]) or _CLASS.search(rows[n]))] == []
    assert [n for n, where in rows.items() if not (_FILE.search(where) or where.startswith(_NOT_HERE))] == []


def test_what_is_not_here_is_marked_nowhere_and_no_mark_is_unknown() -> None:
    marks = _marks()

    assert set(marks) <= set(_rows())
    assert [number for number, where in _rows().items() if where.startswith(_NOT_HERE) and marks[number]] == []

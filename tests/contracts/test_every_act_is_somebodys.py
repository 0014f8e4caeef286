"""Every change of the vault has its act in casework.may_do, and the table names no act that nobody does."""

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from spoc_desk.casework.may_do import ACTS
from spoc_desk_ui.absence import BACKS_UP, BEGINS, RECORDS
from spoc_desk_ui.referral.desk_facts import WRITES

ROOT = Path(__file__).parents[2] / "spoc_desk"
_BEFORE_ANYBODY_SITS = {"opened by recovery sheet"}
"""Done while the vault is being opened, before it is settled for anybody."""


class Module:
    """One source file, and what its names stand for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}
        self.calls = [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]

    def acts(self) -> Iterator[str]:
        """Yield a pattern for every act that is named here."""
        for call in self.calls:
            called = call.func
            if isinstance(called, ast.Attribute) and called.attr in ("transaction", "refuse") and call.args:
                if _is_vault(called.value):
                    yield from self.words(call.args[0])
            elif isinstance(called, ast.Name) and called.id == "noted":  # casework.look_notes
                yield from self.words(call.args[1])
            elif isinstance(called, ast.Name) and called.id == "Turn":
                yield from (pattern for key in call.keywords if key.arg == "act" for pattern in self.words(key.value))

    def words(self, node: ast.expr) -> Iterator[str]:
        """Yield patterns of what an expression can say."""
        if isinstance(node, ast.Constant):
            yield re.escape(str(node.value))
        elif isinstance(node, ast.IfExp):
            yield from self.words(node.body)
            yield from self.words(node.orelse)
        elif isinstance(node, ast.JoinedStr):
            yield "".join(
                re.escape(str(each.value)) if isinstance(each, ast.Constant) else ".+" for each in node.values
            )
        elif isinstance(node, ast.Name):
            yield from self._named(node)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr.isupper():
            yield from self._of_a_module(node.value.id, node.attr)
        elif not (isinstance(node, ast.Attribute) and node.attr == "act"):  # a Turn's act was named where it was made
            raise AssertionError(f"{self.path}:{node.lineno} names an act in a way this test cannot read")

    def _named(self, node: ast.Name) -> Iterator[str]:
        function = self._function(node)
        if function is not None:
            places = [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]
            if node.id in places:
                yield from self._given(function.name, node.id, places.index(node.id))
                return
        found = [
            pattern
            for scope in (function, self.tree)
            for each in (ast.walk(scope) if scope is not None else ())
            for pattern in (*self._assigned(each, node.id), *self._imported(each, node.id))
        ]
        assert found, f"{self.path}:{node.lineno} names an act this test cannot find"
        yield from found

    def _imported(self, node: ast.AST, name: str) -> Iterator[str]:
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                if name == (alias.asname or alias.name):
                    yield re.escape(str(getattr(importlib.import_module(node.module), alias.name)))

    def _of_a_module(self, name: str, constant: str) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and name in (alias.asname or alias.name for alias in node.names):
                yield re.escape(str(getattr(importlib.import_module(f"{node.module}.{name}"), constant)))

    def _assigned(self, node: ast.AST, name: str) -> Iterator[str]:
        if isinstance(node, ast.AnnAssign | ast.Assign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield from self.words(node.value)
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    for one, value in zip(target.elts, node.value.elts, strict=True):
                        if isinstance(one, ast.Name) and one.id == name:
                            yield from self.words(value)

    def _given(self, function: str, name: str, place: int) -> Iterator[str]:
        for call in self.calls:
            if isinstance(call.func, ast.Name) and call.func.id == function:
                yield from (pattern for key in call.keywords if key.arg == name for pattern in self.words(key.value))
                if len(call.args) > place:
                    yield from self.words(call.args[place])

    def _function(self, node: ast.AST) -> ast.FunctionDef | None:
        while node in self.parents:
            node = self.parents[node]
            if isinstance(node, ast.FunctionDef):
                return node
        return None


def _is_vault(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name in ("vault", "self", "opened")


@cache
def _patterns() -> dict[str, str]:
    return {
        pattern: path.relative_to(ROOT).as_posix()
        for path in sorted(ROOT.rglob("*.py"))
        for pattern in Module(path).acts()
    }


def test_every_act_of_the_source_is_somebodys() -> None:
    known = "\n".join((*ACTS, *_BEFORE_ANYBODY_SITS))
    missing = {pattern: path for pattern, path in _patterns().items() if not re.search(f"(?m)^(?:{pattern})$", known)}
    assert missing == {}


@pytest.mark.parametrize("act", sorted(ACTS))
def test_no_act_is_listed_that_nothing_does(act: str) -> None:
    named_by_notes = {"header copy repaired"}
    assert act in named_by_notes or any(re.fullmatch(pattern, act) for pattern in _patterns())


def test_the_window_asks_for_acts_there_are() -> None:
    window = ROOT.parent / "ui" / "spoc_desk_ui"
    asked = re.compile(r"(?:\bmay\(|only_for\([^()]*\(|changed_by = \(|_by=\()\"([^\"]+)\"")
    found = {act for path in window.rglob("*.py") for act in asked.findall(path.read_text(encoding="utf-8"))}
    found |= {RECORDS, BEGINS, BACKS_UP, WRITES}
    assert len(found) > 20
    assert found <= ACTS.keys()


def test_the_window_starts_no_change_past_casework() -> None:
    window = ROOT.parent / "ui" / "spoc_desk_ui"
    assert [path.name for path in window.rglob("*.py") if ".transaction(" in path.read_text(encoding="utf-8")] == []

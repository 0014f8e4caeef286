"""The list of requirements is whole, and the trace of the tests that prove them tells the truth."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import trace_report
from spoc_desk.resources import read_text
from tests.contracts.tree import ROOT

CONFTEST = """
from pathlib import Path
from trace_plugin import RequirementTrace

def pytest_configure(config):
    config.addinivalue_line("markers", "req: requirements")
    config.pluginmanager.register(RequirementTrace(Path("outcomes.json")))
"""

TESTS = """
import pytest

@pytest.mark.req("R-003-01", "R-003-02")
def test_that_passes(): pass

@pytest.mark.req("R-003-02")
def test_that_fails(): assert False

@pytest.mark.req("R-003-03")
def test_that_is_skipped(): pytest.skip("not today")

@pytest.mark.req("R-003-04")
@pytest.mark.xfail
def test_that_is_expected_to_fail(): assert False

@pytest.fixture
def torn():
    yield
    assert False

@pytest.mark.req("R-003-05")
def test_that_fails_while_tidying_up(torn): pass

@pytest.mark.req("R-000-21")
@pytest.mark.parametrize("number", [1, 2])
def test_twice(number): pass
"""


def run_tests(folder: Path, tests: str) -> subprocess.CompletedProcess[str]:
    """Run a small suite of its own with the plugin."""
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (folder / "test_sample.py").write_text(tests, encoding="utf-8")
    (folder / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT / 'packaging'}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:pytest-qt"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)


def test_all_requirements_of_the_five_sources_are_listed() -> None:
    entries = json.loads(read_text("requirements", "requirements.json"))

    assert Counter(entry["source"] for entry in entries) == {"S003": 79, "S000": 21, "S002": 24, "S001": 22, "S004": 44}
    assert len({entry["id"] for entry in entries}) == 190
    assert all(entry["id"].startswith(f"R-{entry['source'][1:]}-") and entry["text"] for entry in entries)


def test_covered_means_that_a_test_passed_and_none_failed(tmp_path: Path) -> None:
    run_tests(tmp_path, TESTS)

    coverage = trace_report.read(tmp_path / "outcomes.json")

    assert [one.id for one in coverage if one.covered] == ["R-003-01", "R-000-21"]
    assert next(one for one in coverage if one.id == "R-000-21").tests == (
        "test_sample.py::test_twice[1]",
        "test_sample.py::test_twice[2]",
    )


def test_the_report_names_each_requirement_each_source_and_the_sum(tmp_path: Path) -> None:
    run_tests(tmp_path, TESTS)

    lines = trace_report.as_text(trace_report.read(tmp_path / "outcomes.json")).splitlines()

    assert len(lines) == 190 + 5 + 1
    assert lines[0].startswith("R-003-01  covered")
    assert lines[1].startswith("R-003-02  not")
    assert lines[-6:] == [
        "S003 1 of 79",
        "S000 1 of 21",
        "S002 0 of 24",
        "S001 0 of 22",
        "S004 0 of 44",
        "covered 2 of 190",
    ]


def test_the_report_as_data_says_the_same(tmp_path: Path) -> None:
    run_tests(tmp_path, TESTS)

    data = json.loads(trace_report.as_json(trace_report.read(tmp_path / "outcomes.json")))

    assert (data["covered"], data["total"], data["sources"]["S003"]) == (2, 190, {"covered": 1, "total": 79})
    assert data["requirements"][0]["tests"] == ["test_sample.py::test_that_passes"]


@pytest.mark.parametrize("mark", ['"R-003-80"', '"R-3-1"', ""], ids=["unknown", "misspelt", "empty"])
def test_a_mark_that_names_no_requirement_stops_the_run(tmp_path: Path, mark: str) -> None:
    done = run_tests(tmp_path, f"import pytest\n\n@pytest.mark.req({mark})\ndef test_one(): pass\n")

    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "names requirements that do not exist" in done.stderr + done.stdout

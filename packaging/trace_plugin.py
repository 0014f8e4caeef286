"""The pytest plugin behind @pytest.mark.req("R-003-26"): an unknown id stops the run, --trace-to keeps the outcomes."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest

from trace_report import REQUIREMENTS

_PROPERTY = "req"


class RequirementTrace:
    """Collects, for every requirement, the tests that carry its id and how they ended."""

    def __init__(self, write_to: Path | None) -> None:
        self.write_to = write_to
        self.known = {entry["id"] for entry in json.loads(REQUIREMENTS.read_text(encoding="utf-8"))}
        self.ids: dict[str, tuple[str, ...]] = {}
        self.outcomes: dict[str, str] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Read the marks of the tests that will run."""
        for item in items:
            ids = tuple(str(name) for mark in item.iter_markers("req") for name in mark.args or ("(none)",))
            wrong = [name for name in ids if name not in self.known]
            if wrong:
                raise pytest.UsageError(f"{item.nodeid} names requirements that do not exist: {', '.join(wrong)}")
            if ids:  # travels with the report, so that a run in several processes is told the same
                item.user_properties.append((_PROPERTY, ids))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the worst of a test's three phases: a test that fails while tidying up has failed."""
        ids = dict(report.user_properties).get(_PROPERTY)
        if ids is None:
            return
        self.ids[report.nodeid] = tuple(str(name) for name in cast("Sequence[str]", ids))
        if report.failed:
            self.outcomes[report.nodeid] = "failed"
        elif report.skipped or hasattr(report, "wasxfail"):
            self.outcomes.setdefault(report.nodeid, "skipped")
        elif report.when == "call":
            self.outcomes.setdefault(report.nodeid, "passed")

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write what was seen: requirement -> test -> passed, failed or skipped."""
        if self.write_to is None or hasattr(session.config, "workerinput"):
            return  # a worker has seen only its share
        seen: dict[str, dict[str, str]] = {}
        for test, outcome in self.outcomes.items():
            for name in self.ids[test]:
                seen.setdefault(name, {})[test] = outcome
        self.write_to.write_text(json.dumps(seen), encoding="utf-8")

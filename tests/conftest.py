"""What every test gets: a window system without a screen, a clock that stands still, the trace of requirements."""

import os
from pathlib import Path

# Before anything imports Qt: the tests open real windows, on no screen.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import hypothesis
import pytest

from spoc_desk.clock import FixedClock
from trace_plugin import RequirementTrace

# This suite runs on slow and busy computers: a deadline would only say how busy.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """--trace-to FILE: where the outcomes for each requirement are written."""
    parser.addoption("--trace-to", type=Path, default=None, help="write the outcome of each requirement's tests here")


def pytest_configure(config: pytest.Config) -> None:
    """Follow the requirements in every run, so that a wrong id is found at once."""
    config.pluginmanager.register(RequirementTrace(config.getoption("--trace-to")), "requirement-trace")


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock that stands at Monday 23 November 2026, 9.30, until the test moves it."""
    return FixedClock()

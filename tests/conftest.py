"""What every test gets: a window system without a screen, a clock that stands still, the trace of requirements."""

import gc
import os
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path

# Before anything imports Qt: the tests open real windows, on no screen.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import hypothesis
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from xdist.scheduler import LoadFileScheduling

from spoc_desk.clock import FixedClock
from spoc_desk.vault import kdf
from tests.patience import PatientBot
from trace_plugin import RequirementTrace

HERE = Path(__file__).parent
OF_THE_TOUR = {
    f"tests/journeys/test_{name}.py"
    for name in ("tour", "tour_offline", "arrival", "departure", "referral", "partnership")
}

# This suite runs on slow and busy computers: a deadline would only say how busy. What is tried is the same each time.
hypothesis.settings.register_profile(
    "suite", deadline=None, derandomize=True, database=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """--trace-to FILE: where the outcomes for each requirement are written."""
    parser.addoption("--trace-to", type=Path, default=None, help="write the outcome of each requirement's tests here")


class _TheTourOnce(LoadFileScheduling):
    """Gives each file to one process, and the files that read what one tour left to the same one."""

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return "the tour" if file in OF_THE_TOUR else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadFileScheduling | None:
    """Tell the tour once: it takes longer than anything else."""
    return _TheTourOnce(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_configure(config: pytest.Config) -> None:
    """Follow the requirements in every run, so that a wrong id is found at once."""
    config.pluginmanager.register(RequirementTrace(config.getoption("--trace-to")), "requirement-trace")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect without looking for garbage: ten thousand tests stay, and need not be looked through again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put folders whose files take long first: each file goes to one process, and a long one must not be the last."""
    long_first = ("journeys", "vault", "benchmarks", "contracts", "cli", "ui", "casework", "sanitise", "printing")
    turn = {folder: number for number, folder in enumerate(long_first)}
    items.sort(key=lambda item: turn.get(item.path.relative_to(HERE).parts[0], len(turn)))


@pytest.fixture(scope="session", autouse=True)
def _each_key_is_derived_once() -> Iterator[None]:
    """Answer what Argon2id gave before for the same password, salt and settings: most tests open a copy of one vault.

    The work is left out, never a check: a key is what the real function gave, and a new salt, as every new slot has,
    asks it again. What a test starts as a process of its own derives all by itself.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kdf, "derive", cache(kdf.derive))
        yield


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock that stands at Monday 23 November 2026, 9.30, until the test moves it."""
    return FixedClock()


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Return a QtBot that waits longer than the library's."""
    return PatientBot(request)

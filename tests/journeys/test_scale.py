"""A thousand cases and twelve thousand records: nothing keeps the window's thread for longer than 100 ms."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks import many_cases
from spoc_desk.casework.case_lists import CaseFilter, list_cases
from spoc_desk.clock import FixedClock
from spoc_desk.vault.lifecycle import open_vault
from spoc_desk_ui.tour import moves
from spoc_desk_ui.tour.stage import REST, Script, Stage, Until
from tests.journeys.telling import play, put_away, start_window
from tests.patience import own_seconds

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ROWS = 12_000
MOST_MS = 100
TIMES = 12
"""So often is each action done at most, until all were quick: a block of our own shows each time, a busy hour not."""


class Probe(QObject):
    """Measures for how long nothing else could happen on the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._longest = 0.0
        self._last = 0.0
        self._tick = QTimer(self, interval=2, timerType=Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Begin to measure."""
        self._longest, self._last = 0.0, own_seconds()
        self._tick.start()

    def stop(self) -> float:
        """Return the longest time in ms."""
        self._on_tick()
        self._tick.stop()
        return self._longest * 1000

    def _on_tick(self) -> None:
        now = own_seconds()
        self._longest, self._last = max(self._longest, now - self._last), now


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a locked vault of that size; it is made once."""
    made = tmp_path_factory.mktemp("many") / "vault"
    for size in ((), (str(ROWS),)):
        # In processes of their own: what they lock in memory goes with them.
        root = Path(many_cases.__file__).parents[1]
        subprocess.run([sys.executable, "-m", "benchmarks.many_cases", str(made), *size], cwd=root, check=True)
    return made


@pytest.fixture(scope="module")
def longest(qapp: QApplication, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, float]]:
    """Return the longest block of each of the slowest actions, in ms, the best of several times."""
    clock, found = FixedClock(), dict[str, float]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(qapp, "quit", lambda: None)
        program = start_window(qapp, folder, tmp_path_factory.mktemp("look"), clock)
        stage = Stage(program, clock, folder)
        program.session.broke.connect(stage.broke)
        assert play(stage, lambda stage: _a_day(stage, Probe(program), found)) == ""
        yield found
        put_away(program)


def _a_day(stage: Stage, probe: Probe, found: dict[str, float]) -> Script:
    hands = stage.hands

    def timed(name: str, act: Callable[[], None], seen: Callable[[], bool] = lambda: True) -> Script:
        probe.start()
        act()
        yield REST
        yield Until(seen, f"nothing came of “{name}”")
        found[name] = min(found.get(name, float("inf")), probe.stop())

    def filtered() -> bool:
        return hands.sees("Clear filters")

    yield REST
    yield from moves.unlock(stage, many_cases.PASSWORD)
    for _ in range(TIMES):
        yield from timed("open Today", lambda: hands.press("Today"))
        yield from timed("open the list", lambda: hands.press("Relocations"))
        yield from timed("filter the list", lambda: _filter(stage, "sample case 004"), filtered)
        yield from timed("clear the filter", lambda: hands.press("Clear filters"))
        hands.pick_number(7)
        yield REST
        yield from timed("open a case", lambda: hands.key(Qt.Key.Key_Return))
        yield from timed("open its register", lambda: hands.tab("Exchange"))
        yield from timed("show every record", lambda: hands.tab("All"))
        yield from timed("open the flags", lambda: hands.tab("Flags"))
        yield from timed("open the history", lambda: hands.tab("History"))
        hands.tab("What now")
        yield REST
        yield from timed("find a case", lambda: hands.find("sample case 00420"), lambda: _has_hit(stage))
        hands.key(Qt.Key.Key_Escape)
        yield REST
        if max(found.values()) <= MOST_MS:
            break


def _has_hit(stage: Stage) -> bool:
    desk = stage.program.desk
    hits = desk.shell.command.list if desk is not None and desk.shell is not None else None
    return hits is not None and any("00420" in hits.item(row).text() for row in range(hits.count()))


def _filter(stage: Stage, words: str) -> None:
    stage.hands.control(Qt.Key.Key_F)
    stage.hands.type_text(words)


def test_the_vault_is_as_large_as_promised(folder: Path, clock: FixedClock) -> None:
    vault = open_vault(folder, many_cases.PASSWORD, clock=clock)
    cases = list_cases(vault, filter=CaseFilter(open_only=False), offset=0, limit=1).total
    (rows,) = vault.rows("SELECT count(*) FROM exchange_items")
    vault.close()
    assert cases >= 1000
    assert rows[0] >= ROWS


@pytest.mark.fault(43)
@pytest.mark.parametrize(
    "action",
    [
        "open Today", "open the list", "filter the list", "clear the filter", "open a case", "open its register",
        "show every record", "open the flags", "open the history", "find a case",
    ],
)  # fmt: skip
def test_nothing_keeps_the_window_for_longer_than_a_tenth_of_a_second(longest: dict[str, float], action: str) -> None:
    assert longest[action] <= MOST_MS, f"{longest[action]:.0f} ms"


def test_the_probe_sees_a_block(qapp: QApplication) -> None:
    probe = Probe(qapp)
    probe.start()
    time.sleep(0.15)
    assert probe.stop() > MOST_MS
    probe.deleteLater()

"""The whole tour, printing included, asks the system for no network socket: watched from outside with strace.

It runs without the program's own filter, so that nothing is refused before it is seen.
"""

import os
import shutil
import sys
from pathlib import Path

import pytest

from spoc_desk_ui.tour import checking
from tests.journeys import at_the_printer
from tests.socket_trace import trace

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("strace") is None, reason="system calls are watched on Linux, with strace"
)

_TOUR = "import sys; from pathlib import Path; from spoc_desk_ui import tour; sys.exit(tour.run(Path(sys.argv[1])))"


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """Return an environment without a screen, in which nothing of the person at the computer is touched."""
    places = os.pathsep.join(place for place in sys.path if place)
    own = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config"), "TMPDIR": str(tmp_path)}
    return {**os.environ, **own, "PYTHONPATH": places, "QT_QPA_PLATFORM": "offscreen",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:"}  # fmt: skip


def test_the_whole_tour_asks_for_no_network_socket(tmp_path: Path, surroundings: dict[str, str]) -> None:
    folder = tmp_path / "tour"
    calls = trace([sys.executable, "-c", _TOUR, str(folder)], tmp_path / "trace", env=surroundings)
    assert [call.line for call in calls if not call.is_local] == []
    assert len(list(folder.glob("*.png"))) > 50
    assert len(list(folder.glob("*.pdf"))) == 20
    assert len(list((folder / checking.FOLDER).iterdir())) == 2
    assert not list(tmp_path.glob("spoc-desk-tour-*"))


def test_nor_does_printing_on_paper(tmp_path: Path, surroundings: dict[str, str]) -> None:
    command = [sys.executable, at_the_printer.__file__, str(tmp_path)]
    calls = trace(command, tmp_path / "trace", env=surroundings)
    assert [call.line for call in calls if not call.is_local] == []
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")

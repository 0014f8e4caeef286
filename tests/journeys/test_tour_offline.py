"""The whole tour, printing included, seen from outside with strace, in a home of its own.

It asks the system for no network socket; it runs without the program's own filter, so that nothing is refused before
it is seen. It writes to its vault, its settings and where the papers go, and nowhere else. When it has ended, nothing
of what was typed stands anywhere in the home: not in a setting, a cache, a list of recent files, a log or a name.
"""

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from spoc_desk_ui.tour import arrival_words, checking, moves, referral_words
from tests.journeys import at_the_printer
from tests.journeys.trace_search import TraceSearch
from tests.socket_trace import trace

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("strace") is None, reason="system calls are watched on Linux, with strace"
)

_TOUR = "import sys; from pathlib import Path; from spoc_desk_ui import tour; sys.exit(tour.run(Path(sys.argv[1])))"


_WRITING = (
    "open",
    "openat",
    "creat",
    "mkdir",
    "mkdirat",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "symlink",
)
_OPENED = re.compile(r'open(?:at)?\((?:AT_FDCWD, )?"(?P<path>[^"]*)", [^)\n]*(?:O_WRONLY|O_RDWR|O_CREAT)[^\n]* = \d')
_MADE = re.compile(r'(?:creat|mkdir|mkdirat|symlink)\((?:AT_FDCWD, )?"(?P<path>[^"]*)"[^\n]* = \d')
_BROUGHT = re.compile(r'(?:rename|link)\w*\([^\n]*"(?P<path>[^"]*)"[^"\n]* = 0')
_HOME = {"HOME": "home", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache",
         "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run", "TMPDIR": "temp"}  # fmt: skip
TYPED = (
    f"{arrival_words.GIVEN} {arrival_words.SURNAME}", arrival_words.SURNAME, "Robin Tallis", "Imogen Farrow",
    "07700 900142", "14 3 2017", arrival_words.QUESTION[:30], arrival_words.REPLY[:30], arrival_words.NOTE,
    arrival_words.MEETING["minutes"], "Carys", "Sample, Orla", referral_words.STOPPED["given_name"] + " Example",
    moves.PASSWORD,
)  # fmt: skip


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """Return an environment without a screen, in which nothing of the person at the computer is touched."""
    places = os.pathsep.join(place for place in sys.path if place)
    own = {name: str(tmp_path / "profile" / folder) for name, folder in _HOME.items()}
    for folder in own.values():
        Path(folder).mkdir(parents=True, mode=0o700)
    return {**os.environ, **own, "PYTHONPATH": places, "QT_QPA_PLATFORM": "offscreen",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:"}  # fmt: skip


def written(report: str) -> set[str]:
    """Return what was opened for writing, made, or given a name."""
    found = (each["path"] for way in (_OPENED, _MADE, _BROUGHT) for each in way.finditer(report))
    # Python keeps the program's own modules compiled beside them when it runs from its sources.
    return {path for path in found if "/__pycache__" not in path}


@pytest.mark.fault(45)
@pytest.mark.fault(67)
def test_the_whole_tour_asks_for_no_network_and_leaves_nothing_behind(
    tmp_path: Path, surroundings: dict[str, str]
) -> None:
    folder, report = tmp_path / "tour", tmp_path / "trace"
    calls = trace([sys.executable, "-c", _TOUR, str(folder)], report, env=surroundings, also=_WRITING)
    assert [call.line for call in calls if not call.is_local] == []
    assert len(list(folder.glob("*.png"))) > 50
    assert len(list(folder.glob("*.pdf"))) == 20
    assert len(list((folder / checking.FOLDER).iterdir())) == 2
    paths = written(report.read_text(errors="replace"))
    temp = tmp_path / "profile" / "temp"
    own = str(temp / "spoc-desk-tour-")
    assert [path for path in paths if path.startswith(own)], "the search sees nothing"
    # Python tries out the folder for the tour's own vault with one empty file of eight letters; the program needs none.
    tried = re.compile(re.escape(f"{temp}{os.sep}") + "[a-z0-9_]{8}")
    others = [path for path in paths if not path.startswith((own, str(folder), os.devnull))]
    assert [path for path in others if not tried.fullmatch(path)] == []
    assert [path.name for path in (tmp_path / "profile").rglob("*") if path.is_file()] == []
    assert TraceSearch(TYPED).in_folder(tmp_path / "profile") == []


def test_nor_does_printing_on_paper(tmp_path: Path, surroundings: dict[str, str]) -> None:
    command = [sys.executable, at_the_printer.__file__, str(tmp_path)]
    calls = trace(command, tmp_path / "trace", env=surroundings)
    assert [call.line for call in calls if not call.is_local] == []
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")

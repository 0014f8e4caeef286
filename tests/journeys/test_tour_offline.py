"""The whole tour, printing included, seen from outside with strace, in a home of its own.

It asks the system for no network socket; it runs without the program's own filter, so that nothing is refused before
it is seen. It writes to its vault, its settings and where the papers go, and nowhere else. When it has ended, nothing
of what was typed stands anywhere in the home: not in a setting, a cache, a list of recent files, a log or a name.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from spoc_desk_ui.tour import arrival_words, checking, moves, referral_words
from tests.journeys import at_the_printer
from tests.journeys.toured import WATCHED, Toured, surroundings
from tests.journeys.trace_search import TraceSearch
from tests.socket_trace import trace

pytestmark = pytest.mark.skipif(not WATCHED, reason="system calls are watched on Linux, with strace")

_NO_STORY = """
import sys
from pathlib import Path
from spoc_desk_ui import tour
sys.exit(tour.run(Path(sys.argv[1]), lambda stage: (_ for _ in ())))
"""
_OPENED = re.compile(r'open(?:at)?\((?:AT_FDCWD, )?"(?P<path>[^"]*)", [^)\n]*(?:O_WRONLY|O_RDWR|O_CREAT)[^\n]* = \d')
_MADE = re.compile(r'(?:creat|mkdir|mkdirat|symlink)\((?:AT_FDCWD, )?"(?P<path>[^"]*)"[^\n]* = \d')
_BROUGHT = re.compile(r'(?:rename|link)\w*\([^\n]*"(?P<path>[^"]*)"[^"\n]* = 0')
TYPED = (
    f"{arrival_words.GIVEN} {arrival_words.SURNAME}", arrival_words.SURNAME, "Robin Tallis", "Imogen Farrow",
    "07700 900142", "14 3 2017", arrival_words.QUESTION[:30], arrival_words.REPLY[:30], arrival_words.NOTE,
    arrival_words.MEETING["minutes"], "Carys", "Sample, Orla", referral_words.STOPPED["given_name"] + " Example",
    moves.PASSWORD,
)  # fmt: skip


def written(report: str) -> set[str]:
    """Return what was opened for writing, made, or given a name."""
    found = (each["path"] for way in (_OPENED, _MADE, _BROUGHT) for each in way.finditer(report))
    # Python keeps the program's own modules compiled beside them when it runs from its sources.
    return {path for path in found if "/__pycache__" not in path}


@pytest.mark.fault(45)
@pytest.mark.fault(67)
def test_the_whole_tour_asks_for_no_network_and_leaves_nothing_behind(toured: Toured) -> None:
    assert [call.line for call in toured.calls if not call.is_local] == []
    assert len(list(toured.pictures.glob("*.png"))) > 50
    assert len(list((toured.pictures / checking.FOLDER).iterdir())) == 2
    paths = written(toured.report)
    own = (str(toured.private), str(toured.pictures), os.devnull)
    assert [path for path in paths if path.startswith(own[0])], "the search sees nothing"
    assert [path for path in paths if not path.startswith(own)] == []
    vault = toured.private / "vault"
    left = [path for path in toured.profile.rglob("*") if path.is_file() and not path.is_relative_to(toured.private)]
    assert left == []
    assert TraceSearch(TYPED).in_folder(toured.profile, but_for=[vault]) == []


def test_its_vault_goes_when_it_ends(tmp_path: Path) -> None:
    environment = surroundings(tmp_path / "profile")
    subprocess.run([sys.executable, "-c", _NO_STORY, str(tmp_path / "tour")], env=environment, check=True)
    assert [path for path in (tmp_path / "profile").rglob("*") if path.is_file()] == []


def test_nor_does_printing_on_paper(tmp_path: Path) -> None:
    command = [sys.executable, at_the_printer.__file__, str(tmp_path)]
    calls = trace(command, tmp_path / "trace", env=surroundings(tmp_path / "profile"))
    assert [call.line for call in calls if not call.is_local] == []
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")

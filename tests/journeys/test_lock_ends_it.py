"""A lock ends the process that held the data, whatever is going on; a fresh one shows the lock screen.

Real processes: the desk at work is `ending_desk`, the one after it is the real program, or a driven one that unlocks
again and tells what came back. How fast it goes is measured in benchmarks/bench_lock.py; here only that it ends.
"""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from spoc_desk.clock import FixedClock
from spoc_desk.vault.lifecycle import open_vault, verify
from tests.disks import small_disk
from tests.factories import PASSWORD, connect
from tests.journeys.ending import NAME, PATIENCE, Desk, home_with_a_case
from tests.journeys.reviewing import Home, is_gone
from tests.journeys.trace_search import TraceSearch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes from outside")

TEXT = "May Quillfeather visit the older child"
LONGEST = 15.0
"""Seconds: the limit is 2.5, but this computer may be busy with other things."""
every_fault = pytest.mark.skipif(not os.environ.get("SPOC_DESK_EVERY_FAULT"), reason="a sample is tried each time")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vault with a case; copy it."""
    return home_with_a_case(tmp_path_factory.mktemp("made")).vault


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Home:
    """Return a home with a vault of its own."""
    home = Home(tmp_path).make()
    shutil.rmtree(home.vault)
    shutil.copytree(made, home.vault)
    return home


def drafts(vault: Path) -> list[str]:
    """Return the half-typed texts the vault holds."""
    opened = open_vault(vault, PASSWORD, clock=FixedClock())
    found = [str(draft.answers) for draft in opened.drafts()]
    opened.close()
    return found


@pytest.mark.fault(61)
@pytest.mark.parametrize(
    ("doing", "lock"),
    [
        (["file_dialog", "modal", "menu", "copied"], "f9"),
        (["hung_database"], "ctrl_l"),
        pytest.param([], "idle", marks=every_fault),
        pytest.param(["file_dialog"], "f9", marks=every_fault),
        pytest.param(["modal"], "f9", marks=every_fault),
        pytest.param(["menu"], "f9", marks=every_fault),
        pytest.param(["backup"], "idle", marks=every_fault),
        pytest.param(["backup", "modal"], "f9", marks=every_fault),
    ],
    ids=lambda given: given if isinstance(given, str) else "-".join(given),
)
def test_whatever_goes_on_the_process_ends_and_the_text_comes_back(home: Home, doing: list[str], lock: str) -> None:
    with Desk(home, text=TEXT, doing=doing, lock=lock, following="driven") as desk:
        began = desk.lock()
        desk.until("blank")
        follower = desk.until("next")["pid"]
        assert desk.gone_after(began) < LONGEST
        assert desk.process.returncode == 0
        found = desk.came_back()
        assert is_gone(follower)
        assert "Traceback" not in desk.errors.read_text()
    # On a busy computer the vault may not be closed in time; then the next unlock has checked everything.
    found.pop("unclean")
    words = {"f9": "You hid the screen.", "ctrl_l": "You locked it.", "idle": "Nobody used the desk for 5 minutes."}
    assert found == {
        "covered": lock == "f9", "why": words[lock], "frame": [30, 40, 1100, 700], "fault": False,
        "text": TEXT,
    }  # fmt: skip
    assert verify(home.vault, PASSWORD, FixedClock()).ok


@pytest.mark.fault(61)
@pytest.mark.parametrize("doing", ["hung_page", pytest.param("hung_thread", marks=every_fault)])
def test_what_hangs_is_ended_from_outside_python(home: Home, doing: str) -> None:
    with Desk(home, text=TEXT, doing=[doing], following="real") as desk:
        began = desk.lock()
        desk.until("blank")
        follower = desk.until("next")["pid"]
        assert desk.gone_after(began) < LONGEST
        assert not is_gone(follower, 0)
        desk.end(follower)
    opened = open_vault(home.vault, PASSWORD, clock=FixedClock())
    assert opened.unclean_end
    opened.close()
    assert verify(home.vault, PASSWORD, FixedClock()).ok


@every_fault
@pytest.mark.fault(61)
def test_a_full_disk_stops_no_lock(home: Home, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 8) as disk:
        there = Path(shutil.copytree(home.vault, disk / "vault"))
        with Desk(home, text=TEXT, doing=["full_disk"], following="real", vault=there) as desk:
            began = desk.lock()
            follower = desk.until("next")["pid"]
            assert desk.gone_after(began) < LONGEST
            desk.end(follower)
        (disk / "filler").unlink()
        assert verify(there, PASSWORD, FixedClock()).ok


def test_where_no_other_process_can_start_it_ends_all_the_same(home: Home) -> None:
    with Desk(home, text=TEXT, following="none") as desk:
        began = desk.lock()
        assert desk.gone_after(began) < LONGEST
        assert desk.process.returncode == 0
        assert "FileNotFoundError at" in desk.errors.read_text()
    assert any(TEXT in kept for kept in drafts(home.vault))


@pytest.mark.fault(62)
def test_a_signal_ends_it_without_another_window(home: Home) -> None:
    with Desk(home, text=TEXT, lock="sigterm", following="driven") as desk:
        began = desk.lock()
        assert desk.gone_after(began) < LONGEST
        assert desk.process.returncode == 0
        assert desk.process.stdout is not None
        assert '"next"' not in desk.process.stdout.read()
    assert any(TEXT in kept for kept in drafts(home.vault))


@pytest.mark.fault(61)
@pytest.mark.fault(69)
@pytest.mark.parametrize(("doing", "lock"), [([], "fault"), pytest.param(["broken_page"], "idle", marks=every_fault)])
def test_a_fault_ends_it_and_says_its_place_and_no_data(home: Home, doing: list[str], lock: str) -> None:
    with Desk(home, text=TEXT, doing=doing, lock=lock, following="driven") as desk:
        desk.lock()
        desk.gone_after(0)
        said = desk.errors.read_text()
        if lock == "fault":
            assert desk.came_back()["fault"]
    assert "ValueError at ending_desk.py:" in said
    assert TraceSearch(["Scunthorpe", TEXT, NAME]).in_bytes(said.encode(), "what it said") == []
    left = [path.name for path in home.root.rglob("*") if "core" in path.name and not path.is_relative_to(home.vault)]
    assert left == []


# memory -------------------------------------------------------------------------------------------------------------


def in_memory(process: int, needles: dict[str, bytes]) -> dict[str, int]:
    """Return how often each needle stands in the memory of *process*."""
    found = dict.fromkeys(needles, 0)
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for start, end in _regions(process):
            try:
                memory.seek(start)
                held = memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue  # the kernel's own pages
            for name, needle in needles.items():
                found[name] += held.count(needle)
    return found


def _regions(process: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{process}/maps").read_text().splitlines():
        where, rights, *_ = line.split()
        if rights.startswith("r"):
            start, end = where.split("-")
            yield int(start, 16), int(end, 16)


def comes_to_rest(process: int) -> None:
    """Wait until *process* has nothing more to do by itself: six times a tenth of a second without work."""
    quiet, worked, until = 0, "", time.monotonic() + PATIENCE
    while quiet < 6:
        assert time.monotonic() < until, "it never comes to rest"
        time.sleep(0.1)
        # utime and stime of proc_pid_stat(5), in hundredths of a second
        now = " ".join(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13])
        quiet, worked = (quiet + 1 if now == worked else 0), now


def _filters(process: int) -> list[str]:
    """Return how many filters of system calls lie over *process* (Linux 5.9 and later say it)."""
    status = Path(f"/proc/{process}/status").read_text()
    return [line for line in status.splitlines() if line.startswith("Seccomp_filters")]


def needles_of(vault: Path) -> dict[str, bytes]:
    """Return what only a process that had the vault open can hold."""
    database, _ = connect(vault)
    key = database._key
    database.close()
    words = {"password": PASSWORD, "name": NAME, "text": TEXT, "key in letters": key.hex()}
    wide = {f"{name}, wide": word.encode("utf-16-le") for name, word in words.items()}
    return {name: word.encode() for name, word in words.items()} | wide | {"key": key[:32]}


@pytest.mark.fault(65)
@pytest.mark.skipif(
    getattr(os, "geteuid", int)() != 0, reason="the program keeps its memory from everybody but root, as it should"
)
def test_the_next_process_holds_nothing_and_the_one_before_is_gone(home: Home) -> None:
    needles = needles_of(home.vault)
    with Desk(home, text=TEXT, following="real") as desk:
        desk.until("ready")
        layers = _filters(desk.process.pid)
        before = in_memory(desk.process.pid, needles)
        assert before["name"] or before["name, wide"], "the search sees nothing"
        assert before["text, wide"]
        assert before["key in letters"]
        assert desk.process.stdin is not None
        desk.process.stdin.write("lock\n")
        desk.process.stdin.flush()
        follower = desk.until("next")["pid"]
        assert desk.until("leaving")["closed"]
        desk.gone_after(0)
        assert is_gone(desk.process.pid)
        comes_to_rest(follower)  # what it loads while nobody types holds words too: ours must not be among them
        after = in_memory(follower, needles)
        limits = Path(f"/proc/{follower}/limits").read_text()
        assert _filters(follower) == layers  # each start must not lay one more over it
        command = Path(f"/proc/{follower}/cmdline").read_bytes()
        desk.end(follower)
    assert after == dict.fromkeys(needles, 0)
    assert "Max core file size        0                    0" in limits
    search = TraceSearch([TEXT, NAME, PASSWORD, needles["key in letters"].decode()])
    assert search.in_bytes(command, "the command line") == []
    assert str(home.vault).encode() not in command
    assert search.in_folder(home.root) == []
    files = [path for path in home.root.rglob("*") if path.is_file() and not path.is_relative_to(home.vault)]
    assert [path for path in files if path != desk.errors] == []

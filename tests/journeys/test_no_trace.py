"""A file is checked in the real window and its real process apart; whatever happens, nothing of it stays anywhere."""

import hashlib
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from spoc_desk.casework.directory import add_contact
from spoc_desk.clock import FixedClock
from spoc_desk.vault.drafts import Draft
from spoc_desk.vault.lifecycle import open_vault, verify
from spoc_desk.vault.records.stores import CONCERNS, DOCUMENT_CHECKS
from tests.factories import PASSWORD
from tests.journeys import canaries
from tests.journeys.canaries import EVERY_WORD, PICTURES, REMOVED, Paper
from tests.journeys.reviewer import MARK
from tests.journeys.reviewing import Home, Running, held, is_gone, open_files, unlocked
from tests.journeys.trace_search import WRITTEN, Trace, TraceSearch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at the processes through /proc")

_WRITES = re.compile(r'open(?:at)?\((?:AT_FDCWD, )?"(?P<path>[^"]*)", [^)\n]*(?:O_WRONLY|O_RDWR|O_CREAT)')
_LONG = 12_000
"""So many times the letter takes a second or two to read."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home with a locked vault."""
    return Home(tmp_path).make()


def left_of(papers: Sequence[Paper], home: Home) -> list[Trace]:
    """Search everything that is there after the window is gone: files, their names, the unlocked vault."""
    paths = [str(path) for path in home.papers.rglob("*") if path.is_file()]
    search = TraceSearch((*EVERY_WORD, *paths), [paper.data for paper in papers])
    found = search.in_folder(home.root, [home.papers, home.copies])
    return found + search.in_bytes(unlocked(home.vault), "the unlocked vault")


def assert_nothing_is_left(papers: Sequence[Paper], home: Home, running: Running) -> None:
    """Nothing of the papers is anywhere, nothing was said of them, and no file is there that need not be."""
    assert left_of(papers, home) == []
    said = "".join(running.printed).encode()
    assert TraceSearch(EVERY_WORD).in_bytes(said, "what it said") == []
    others = [home.papers, home.copies, home.vault, running.errors]
    files = [path for path in home.root.rglob("*") if path.is_file()]
    assert [path for path in files if not any(path.is_relative_to(other) for other in others)] == []
    assert verify(home.vault, PASSWORD, FixedClock()).ok


class TestTheSearchItself:
    @pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
    def test_it_sees_through_every_way_of_writing(self, written: Callable[[str], bytes], tmp_path: Path) -> None:
        search = TraceSearch(["Scunthorpe"])
        around = bytes(range(255, 0, -1))
        (tmp_path / "deep").mkdir()
        (tmp_path / "deep" / "left.bin").write_bytes(around + written("Scunthorpe") + around)
        assert {trace.word for trace in search.in_folder(tmp_path)} == {"Scunthorpe"}
        (tmp_path / "deep" / "left.bin").write_bytes(around + written("Some where") + around)
        assert search.in_folder(tmp_path) == []

    def test_it_sees_names_of_files_and_folders(self, tmp_path: Path) -> None:
        (tmp_path / "to scunthorpe").mkdir()
        assert len(TraceSearch(["Scunthorpe"]).in_folder(tmp_path)) == 1

    def test_it_sees_a_file_by_what_it_holds(self, tmp_path: Path) -> None:
        data = canaries.report().data
        search = TraceSearch([], [data])
        for name in ("md5", "sha1", "sha256"):
            (tmp_path / "sums").write_text(f"{hashlib.new(name, data).hexdigest()}  -\n")
            assert search.in_folder(tmp_path)

    @pytest.mark.parametrize("place", ["a draft", "a record"])
    def test_it_sees_into_the_vault(self, home: Home, place: str) -> None:
        search = TraceSearch(["Scunthorpe"])
        assert search.in_bytes(unlocked(home.vault), "the vault") == []
        vault = open_vault(home.vault, PASSWORD, clock=FixedClock())
        if place == "a draft":
            vault.save_draft(Draft("desk", {"words": "to Scunthorpe"}, "", 0, "2026-11-23T09:30:00Z"))
        else:
            answers = {"kind": "person", "name": "Nora Scunthorpe", "roles": ("dcs",), "phone": "0300 000 0101"}
            add_contact(vault, answers=answers)
        vault.close()
        assert search.in_bytes(unlocked(home.vault), "the vault")


@pytest.mark.parametrize("papers", [canaries.ALL[:3], canaries.ALL[3:]], ids=["words", "pages"])
def test_a_day_of_checks_leaves_the_copies_and_counts(home: Home, papers: Sequence[Paper]) -> None:
    report = home.root / "work" / "calls.txt"
    can_watch = shutil.which("strace") is not None
    calls = "trace=open,openat,creat,mkdir,mkdirat,stat,newfstatat,statx"
    watch = ["strace", "-f", "--seccomp-bpf", "-s", "300", "-e", calls, "-o", str(report)] if can_watch else []
    with Running(home, home.plan(papers, "close"), watch) as running:
        assert running.end() == 0
    assert running.came_to.count("saved") == len(papers)
    if can_watch:
        assert written_while_checking(report.read_text(errors="replace"), home) == []
        report.unlink()  # it names the files that were read
    assert_nothing_is_left(papers, home, running)
    copies = sorted(home.copies.iterdir())
    assert [copy.name for copy in copies] == [f"doc-{number}.pdf" for number in range(len(papers))]
    assert TraceSearch(REMOVED, [paper.data for paper in papers]).in_folder(home.copies) == []
    vault = open_vault(home.vault, PASSWORD, clock=FixedClock())
    kept = DOCUMENT_CHECKS.find(vault)
    vault.close()
    assert len(kept) == len(papers)
    assert all(sum(check.found) for check in kept)
    assert sum(sum(check.kept) > 0 for check in kept) == sum(paper not in PICTURES for paper in papers)


def written_while_checking(calls: str, home: Home) -> list[str]:
    """Return the files that anybody opened for writing from the choice of the first file on."""
    _, _, while_checking = calls.partition(f"{MARK}choosing")
    assert f"{MARK}saved" in while_checking
    paths = [match["path"] for match in _WRITES.finditer(while_checking)]
    allowed = (str(home.vault), str(home.copies), os.devnull)
    # Python keeps the program's own modules compiled beside them when it runs from its sources.
    return [path for path in paths if not path.startswith(allowed) and "/__pycache__/" not in path]


@pytest.mark.parametrize(
    ("at", "paper"),
    [
        ("reading", canaries.letter(_LONG)),
        ("review", canaries.report()),
        ("decided", canaries.mail()),
        ("making", canaries.minutes(4)),
        ("made", canaries.attendance()),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_killed_it_leaves_nothing_and_its_process_apart_goes_too(home: Home, at: str, paper: Paper) -> None:
    ending = "stay" if at == "decided" else "close"
    with Running(home, home.plan([paper], ending, halt=at)) as running:
        running.until_halted()
        apart = running.children()
        running.kill()
    assert "saved" not in running.came_to
    assert apart
    assert all(is_gone(each) for each in apart)
    assert list(home.copies.iterdir()) == []
    assert_nothing_is_left([paper], home, running)


@pytest.mark.parametrize("ending", ["lock", "lock while typing"])
def test_locked_in_mid_review_it_keeps_neither_words_nor_where_they_stood(home: Home, ending: str) -> None:
    paper = canaries.report()
    with Running(home, home.plan([paper], ending)) as running:
        assert running.end() == 0
    assert running.came_to[-2:] == ["locked", "ended"]
    assert_nothing_is_left([paper], home, running)
    vault = open_vault(home.vault, PASSWORD, clock=FixedClock())
    (draft,) = vault.drafts()
    vault.close()
    assert draft.answers == {"place": "check", "ids": {"dropped": "yes"}}
    assert draft.caret == 0


@pytest.mark.parametrize(("at", "paper"), [("reading", canaries.letter(_LONG)), ("making", canaries.minutes(4))])
def test_the_process_apart_killed_alone_leaves_nothing(home: Home, at: str, paper: Paper) -> None:
    with Running(home, home.plan([paper], "close", halt=at)) as running:
        running.until_halted()
        for each in running.children():
            os.kill(each, signal.SIGKILL)
        running.go_on()
        running.until("failed")
        running.kill()
    assert_nothing_is_left([paper], home, running)


def test_a_received_file_that_leaks_leaves_a_concern_without_words(home: Home) -> None:
    paper = canaries.mail()
    with Running(home, home.plan([paper], "verdict", way="in")) as running:
        assert running.end() == 0
    assert "judged" in running.came_to
    assert_nothing_is_left([paper], home, running)
    vault = open_vault(home.vault, PASSWORD, clock=FixedClock())
    (check,), (_concern,) = DOCUMENT_CHECKS.find(vault), CONCERNS.find(vault)
    vault.close()
    assert (check.verdict, check.words_shown) == ("leaks", True)


@pytest.mark.skipif(
    getattr(os, "geteuid", int)() != 0, reason="a process that keeps its memory to itself shows its files to root only"
)
def test_while_it_reads_neither_process_can_write_elsewhere_or_leave_its_memory(home: Home) -> None:
    with Running(home, home.plan([canaries.letter(_LONG)], "close", halt="reading")) as running:
        running.until_halted()
        (child,) = running.children()
        with held(child), held(running.pid):
            apart, window = open_files(child), open_files(running.pid)
            limits = [Path(f"/proc/{each}/limits").read_text() for each in (child, running.pid)]
        running.kill()
    assert {name.split(":")[0] for name, writes in apart.items() if writes} <= {"pipe", os.devnull}
    assert not any(name.startswith(str(home.papers)) for name in (*apart, *window))
    mine = (str(home.vault), str(running.errors), "pipe:", "socket:", "anon_inode:", os.devnull)
    assert [name for name, writes in window.items() if writes and not name.startswith(mine)] == []
    assert all(re.search(r"^Max core file size +0 +0 ", limit, re.MULTILINE) for limit in limits)

"""What the desk copies goes away again, and words of other programs stay. With two real programs on one X11 screen."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from spoc_desk_ui.clipboard import NOT_TO_BE_KEPT, Clipboard
from tests import patience
from tests.ui import clipboard_partner


class Program:
    """One program with a clipboard."""

    def __init__(self, screen: str) -> None:
        own = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": screen, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self.process = subprocess.Popen(
            [sys.executable, clipboard_partner.__file__],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, **own},
        )  # fmt: skip

    def ask(self, *words: str) -> Any:  # Any: as JSON brings it
        """Have it do something and return its answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def comes_to(self, wanted: object, *words: str) -> bool:
        """Ask until the answer is *wanted*: the screen tells one program of the other in its own time."""
        until = time.monotonic() + patience.SECONDS
        while self.ask(*words) != wanted:
            if time.monotonic() > until:
                return False
        return True

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        self.process.communicate()


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """Return the name of an X11 screen in memory."""
    if shutil.which("Xvfb") is None:
        pytest.skip("needs a screen of X11 in memory (Xvfb)")
    ears, mouth = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(mouth), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        pass_fds=[mouth], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(mouth)
    with open(ears, encoding="ascii") as said:
        number = said.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(20)


@pytest.fixture(scope="module")
def other(screen: str) -> Iterator[Program]:
    """Return another program."""
    made = Program(screen)
    yield made
    made.kill()


@pytest.fixture
def ours(screen: str) -> Iterator[Program]:
    """Return the desk."""
    made = Program(screen)
    yield made
    with contextlib.suppress(ProcessLookupError):
        made.kill()


@pytest.mark.fault(66)
def test_on_a_real_screen_ours_goes_and_theirs_stays(ours: Program, other: Program) -> None:
    for ending in ("time_out", "lock"):
        other.ask("put", "")
        ours.ask("copy", "Foxfield Road 12")
        assert other.comes_to(["Foxfield Road 12", ""], "read")
        ours.ask(ending)
        assert other.comes_to(["", ""], "read")
        ours.ask("copy", "Foxfield Road 12")
        assert other.comes_to("Foxfield Road 12", "words")
        other.ask("put", "a shopping list")
        assert ours.comes_to(False, "owns")
        ours.ask(ending)
        assert other.ask("read") == ["a shopping list", "a shopping list"]


@pytest.mark.fault(66)
def test_a_lock_takes_what_was_copied_or_selected_by_hand(ours: Program, other: Program) -> None:
    ours.ask("ctrl_c", "typed")
    ours.ask("drag_over", "Quillfeather")
    assert other.comes_to(["typed", "Quillfeather"], "read")
    ours.ask("time_out")
    assert other.ask("read") == ["typed", "Quillfeather"]
    ours.ask("lock")
    assert other.comes_to(["", ""], "read")


@pytest.mark.fault(66)
def test_a_killed_desk_leaves_nothing_on_the_clipboard(ours: Program, other: Program) -> None:
    ours.ask("copy", "Foxfield Road 12")
    ours.ask("drag_over", "Quillfeather")
    assert other.comes_to(["Foxfield Road 12", "Quillfeather"], "read")
    ours.kill()
    assert other.comes_to(["", ""], "read")


def test_histories_are_asked_to_keep_nothing(ours: Program, other: Program) -> None:
    ours.ask("copy", "Foxfield Road 12")
    assert other.comes_to("Foxfield Road 12", "words")
    assert "x-kde-passwordManagerHint" in other.ask("hints")


@pytest.mark.fault(66)
def test_the_words_windows_knows_are_there(qapp: QApplication) -> None:
    clipboard = Clipboard()
    clipboard.copy("Foxfield Road 12")
    data = QGuiApplication.clipboard().mimeData()
    assert isinstance(data, QMimeData)
    for word in ("ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory",
                 "CanUploadToCloudClipboard"):  # fmt: skip
        assert any(word in kind for kind in data.formats())
    assert bytes(data.data(next(kind for kind in NOT_TO_BE_KEPT if "History" in kind)).data()) == b"\0\0\0\0"
    clipboard.clear()
    assert QGuiApplication.clipboard().text() == ""

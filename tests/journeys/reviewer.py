"""A program of its own that opens the real window and checks files there, until it is done or killed.

python reviewer.py, and on its standard input one JSON object (nothing of it may stand in a file):
{"vault", "settings", "password", "papers": [{"path", "way", "copy"}], "by_hand", "kept", "ending", "halt"}.

One line for each thing it comes to: {"at": "choosing"}, "reading", "review", "decided", "making", "made", "saved",
"judged", "locked", "failed", "ended". "close" makes and saves the copies and closes the window; "verdict" judges
received files; "stay" and "lock" do what they say in the middle of the review of the first paper. Where it comes to
what "halt" says, the whole process stands still (SIGSTOP) before it says so, until somebody lets it go on or ends it.
"""

import json
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from spoc_desk.clock import FixedClock
from spoc_desk.machine.network import refuse_network
from spoc_desk.machine.process import harden
from spoc_desk.sanitise.review.review import Review
from spoc_desk.sanitise.review.waiting import About, waits
from spoc_desk_ui.checking.copy_pane import LOOKED, CopyPane
from spoc_desk_ui.checking.reading import Reading
from spoc_desk_ui.checking.start import WAYS
from spoc_desk_ui.checking.workspace import Workspace
from spoc_desk_ui.pages.check_file import CheckFilePage
from spoc_desk_ui.program import Program
from spoc_desk_ui.tour import moves
from spoc_desk_ui.tour.stage import REST, Gallery, Script, Stage, Until

MARK = "/the reviewer comes to "
"""A path that is never there: asking for it leaves a mark in a trace of the system's calls."""
_MOST_KEYS = 200
_halts: set[str] = set()


def tell(at: str) -> None:
    """Say what it comes to, on its output and in a trace."""
    Path(MARK + at).exists()
    if at in _halts:
        _halts.remove(at)
        os.kill(os.getpid(), signal.SIGSTOP)
    print(json.dumps({"at": at}), flush=True)


@dataclass
class Reviewer:
    """One story for the stage."""

    stage: Stage
    plan: dict[str, Any]  # Any: as JSON brings it

    def story(self) -> Script:
        """Check every paper."""
        yield REST
        yield from moves.unlock(self.stage, self.plan["password"])
        yield from moves.place(self.stage, "Check a file")
        self._one(Reading).progressed.connect(self._on_progress)
        self._one(Reading).failed.connect(lambda _error: tell("failed"))
        for paper in self.plan["papers"]:
            yield from self._choose(Path(paper["path"]), paper["way"])
            yield from self._decide()
            tell("decided")
            if self.plan["ending"].startswith("lock"):
                if self.plan["ending"] == "lock while typing":
                    hands = self.stage.hands
                    self._list().setFocus()
                    hands.key(Qt.Key.Key_W)
                    yield REST
                    hands.type_text(self.plan["by_hand"])
                yield from self._lock()
                return
            if self.plan["ending"] == "verdict":
                yield from self._judge()
                continue
            if self.plan["ending"] == "stay":
                yield Until(lambda: False, "nobody ended it")
            yield from self._copy(paper["copy"], signed=paper["way"] == "out")
        self.stage.program.window.close()

    # a paper --------------------------------------------------------------------------------------------------------

    def _choose(self, path: Path, way: str) -> Script:
        """Choose a file in the dialog, as a hand does, and wait until it is read."""
        hands = self.stage.hands
        hands.press(next(label for key, label, _ in WAYS if key == way))
        hands.press("Choose a file")
        yield Until(lambda: self._dialog() is not None, "nothing asks for the file")
        tell("choosing")
        hands.save_as(path)
        page = self._one(CheckFilePage)
        yield Until(lambda: page.review is not None, "the file was not read")
        tell("review")
        yield REST

    def _decide(self) -> Script:
        """Mark a word by hand, keep one with a reason, draw a box, remove the rest, look at everything."""
        hands = self.stage.hands
        if self._stands(self.plan["by_hand"]):
            hands.key(Qt.Key.Key_W)
            yield REST
            hands.type_text(self.plan["by_hand"])
            hands.key(Qt.Key.Key_Return)
            yield REST
        if self._review().document.pages:
            for key in (Qt.Key.Key_D, Qt.Key.Key_Right, Qt.Key.Key_Return):
                hands.key(key)
                yield REST
        for _ in range(_MOST_KEYS):
            left = waits(self._review())
            if not left:
                return
            yield from self._next(left[0].about)
        raise AssertionError(f"still to do: {waits(self._review())}")

    def _next(self, about: About) -> Script:
        hands = self.stage.hands
        if about is About.GROUPS:
            self._list().setFocus()
            hands.key(Qt.Key.Key_N)
            yield REST
            row = self._one(Workspace).desk.row
            if row is not None and self._review().marks.groups[row.number].word.startswith(self.plan["kept"]):
                yield from self._keep()
            else:
                hands.key(Qt.Key.Key_R)
        elif about is About.SHEETS:
            hands.key(Qt.Key.Key_N)
            yield REST
            for _ in range(4):
                QTest.keyClick(self._one(Workspace).page.view(), Qt.Key.Key_PageDown)
                yield REST
        else:
            self._list().setFocus()
            hands.key(Qt.Key.Key_N)
            yield REST
            hands.key(Qt.Key.Key_U)
        yield REST

    def _keep(self) -> Script:
        hands = self.stage.hands
        hands.key(Qt.Key.Key_K)
        yield REST
        hands.press("Another reason, in my words")
        note = self._one(Workspace).found.keep.note
        note.setFocus()
        QTest.keyClicks(note, "a person of that name")
        hands.press("Keep")

    def _copy(self, path: str, *, signed: bool) -> Script:
        """Make the copy, look at it, sign it, save it, and be done with the file."""
        hands, pane = self.stage.hands, self._one(CopyPane)
        hands.key(Qt.Key.Key_M)
        tell("making")
        yield Until(lambda: pane.copy is not None, "the copy was not made")
        tell("made")
        yield REST
        if not (pane.copy and pane.copy.is_proved):
            raise AssertionError([check for check in (pane.copy.checks if pane.copy else ()) if not check.passed])
        for _ in range(3 * len(self._review().document.pages) + 1):
            QTest.keyClick(pane.pages, Qt.Key.Key_PageDown)
            yield REST
        if signed:
            QTest.keyClicks(pane.name, "Ben Vale")
            pane.role.set_value("dcs_office")
            yield REST
            hands.press(LOOKED)
        pane.save.click()
        yield Until(lambda: self._dialog() is not None, "nothing asks where to save")
        hands.save_as(Path(path))
        yield Until(pane.done.isVisible, "the copy was not saved")
        tell("saved")
        pane.done.click()
        yield REST

    def _judge(self) -> Script:
        """Look at the words of a received file, and say that it leaks."""
        verdict = self._one(Workspace).verdict
        verdict.show_words.click()
        yield REST
        verdict.copy.click()
        verdict.leaks.click()
        yield Until(verdict.done.isVisible, "the verdict was not recorded")
        tell("judged")

    def _lock(self) -> Script:
        hands = self.stage.hands
        hands.control(Qt.Key.Key_L)
        yield Until(lambda: hands.sees("Use the recovery sheet"), "the desk did not lock")
        tell("locked")
        self.stage.program.window.close()

    # inside ---------------------------------------------------------------------------------------------------------

    def _on_progress(self, _done: int, _of: int, _word: str) -> None:
        if self._one(CheckFilePage).review is None:
            tell("reading")

    def _stands(self, word: str) -> bool:
        return any(word in scanned.unit.text for scanned in self._review().document.scanned)

    def _list(self) -> Any:  # Any: the list of what was found
        return self._one(Workspace).found.list

    def _review(self) -> Review:
        review = self._one(CheckFilePage).review
        assert review is not None
        return review

    def _one(self, kind: type[Any]) -> Any:  # Any: the one widget, or part of one, of this kind
        return self.stage.program.window.findChildren(kind)[0]

    def _dialog(self) -> QFileDialog | None:
        found: Iterator[QFileDialog] = iter(self.stage.program.window.findChildren(QFileDialog))
        return next((each for each in found if each.isVisible()), None)


def main() -> int:
    """Shut the process in as the real program does, then play."""
    plan = json.loads(sys.stdin.readline())
    _halts.add(plan["halt"])
    harden()
    refuse_network()
    app = QApplication(["reviewer"])
    clock = FixedClock()
    program = Program(app, Path(plan["vault"]), Path(plan["settings"]), clock)
    program.guard()
    stage = Stage(program, clock, Path(plan["settings"]), Gallery())
    program.window.resize(1366, 768)
    program.start()
    stage.play(Reviewer(stage, plan).story())
    app.exec()
    # How a story ended may hold words of the file, so only the place in the script is told.
    print(json.dumps({"at": "ended", "well": stage.outcome in ("", None), "why": stage.outcome}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A program of its own: the real window at work, that locks in the middle of something. A lock ends the process.

python ending_desk.py, and on its standard input one JSON object (nothing of it may stand in a file):
{"vault", "settings", "password", "text", "doing": [...], "lock", "next": "real" | "driven" | "none", "report"}.

One line for each thing it comes to: {"at": "ready"}, {"at": "blank", "after": seconds}, {"at": "next", "pid": number}.
Last comes {"at": "leaving", "answered": did the next one say that it is there, "closed": is the vault closed}.
When it is ready it waits for a line on its standard input, then locks; that is its end. With "driven" the next process
unlocks again and writes what came back to the file "report"; with "none" there is no program that could be started.
"""

import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from spoc_desk.clock import FixedClock
from spoc_desk.machine.network import refuse_network
from spoc_desk.machine.pipes import take_standard_pipes
from spoc_desk.machine.process import harden
from spoc_desk.machine.successor import MOST_TOLD
from spoc_desk_ui.frame import frame_of
from spoc_desk_ui.handed import read_handed
from spoc_desk_ui.long_job import LongJob
from spoc_desk_ui.parting import Parting
from spoc_desk_ui.printing.save_place import SavePlace
from spoc_desk_ui.program import Program
from spoc_desk_ui.shell import Shell
from spoc_desk_ui.taking_over import answer_to
from spoc_desk_ui.tour import moves
from spoc_desk_ui.tour.stage import REST, Gallery, Script, Stage, Until
from tests.journeys.typist import to_the_question

NEXT = "--next"
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
_HARD = "a fault with Scunthorpe in it"


def tell(**words: object) -> None:
    """Say something to the test."""
    print(json.dumps(words), flush=True)


def told_by(pipe: Any) -> dict[str, Any]:  # Any: as JSON brings it
    """Read the plan."""
    plan: dict[str, Any] = json.loads(pipe.readline())
    return plan


class Doing:
    """What can be going on when the lock comes."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._program = stage.program
        self._kept: list[object] = []

    def modal(self) -> None:
        """A dialog that blocks the window."""
        dialog = QDialog(self._program.window)
        dialog.setModal(True)
        dialog.show()
        self._kept.append(dialog)

    def menu(self) -> None:
        """An open menu."""
        menu = QMenu(self._program.window)
        menu.addAction("Something")
        menu.popup(self._program.window.pos())
        self._kept.append(menu)

    def file_dialog(self) -> None:
        """Where is it to be saved?"""
        place = SavePlace(self._program.window)
        place.ask("Save", "paper.pdf")
        self._kept.append(place)

    def backup(self) -> None:
        """A long piece of work that can be stopped."""

        def work(_vault: object, told: Callable[[str, int, int], bool]) -> None:
            while told("Copying", 1, 2):
                time.sleep(0.01)

        job = LongJob(self._program.session)
        job.start(work, lambda _value: None, lambda _error: None)
        self._kept.append(job)

    def hung_database(self) -> None:
        """A question to the database that never ends."""
        self._program.session.run(lambda vault: vault.rows(ENDLESS))

    def hung_thread(self) -> None:
        """The vault's thread waits for a disk that does not answer."""
        self._program.session.run(lambda _vault: time.sleep(60))

    def hung_page(self) -> None:
        """A page that never comes back from keeping its text."""
        Shell.keep_everything = _never  # type: ignore[method-assign]

    def broken_page(self) -> None:
        """A page that fails to keep its text."""
        Shell.keep_everything = _break  # type: ignore[method-assign]

    def full_disk(self) -> None:
        """No byte more fits on the disk of the vault."""
        vault = self._program.way_in.folder
        with (vault.parent / "filler").open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(b"\0" * 4096)

    def copied(self) -> None:
        """Something of ours is on the clipboard."""
        self._program.clipboard.copy("Foxfield Road 12")


def _never(_shell: Shell) -> None:
    while True:
        pass


def _break(_shell: Shell) -> None:
    family = "Scunthorpe"
    raise ValueError(f"{_HARD}: {family}")


class Locking:
    """The ways in which the lock can come."""

    def __init__(self, stage: Stage) -> None:
        self._program = stage.program

    def f9(self) -> None:
        """One key, wherever the focus is."""
        QTest.keyClick(self._front(), Qt.Key.Key_F9)

    def ctrl_l(self) -> None:
        """The menu's key."""
        QTest.keyClick(self._program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    def idle(self) -> None:
        """Nobody there."""
        watch = self._program.lock_watch
        watch._last_input -= watch.minutes * 60 + 1
        watch._on_tick()

    def sigterm(self) -> None:
        """The system ends the session."""
        os.kill(os.getpid(), signal.SIGTERM)

    def fault(self) -> None:
        """An exception nobody caught."""
        QTimer.singleShot(0, self._raise)

    def _raise(self) -> None:
        family = "Scunthorpe"
        raise ValueError(f"{_HARD}: {family}")

    def _front(self) -> QWindow:
        QApplication.processEvents()  # a dialog or a menu comes to the front
        front = QApplication.focusWindow()
        assert front is not None
        return front


def _work(stage: Stage, plan: dict[str, Any]) -> Script:
    program = stage.program
    yield REST
    yield from moves.unlock(stage, plan["password"])
    yield from to_the_question(stage)
    stage.hands.answer(question=plan["text"])
    doing = Doing(stage)
    for name in plan["doing"]:
        getattr(doing, name)()
    window = program.window
    began = time.monotonic()
    blank = window.blank

    def blanked() -> None:
        blank()
        tell(at="blank", after=time.monotonic() - began)

    window.blank = blanked  # type: ignore[method-assign]
    tell(at="ready")
    sys.stdin.readline()
    began = time.monotonic()
    getattr(Locking(stage), plan["lock"])()
    yield Until(lambda: False, "it did not lock")


class _Parting(Parting):
    """Says which process it started."""

    def send_for(self, told: Any) -> None:
        super().send_for(told)
        assert self._next is not None
        tell(at="next", pid=self._next.pid)

    def _waits(self, vault_is_closed: Callable[[], bool]) -> bool:
        waits = super()._waits(vault_is_closed)
        if not waits:
            tell(at="leaving", answered=self._next is not None and self._next.has_answered, closed=vault_is_closed())
        return waits


def main() -> int:
    """Shut the process in as the real program does, then play until the lock."""
    plan = told_by(sys.stdin)
    harden()
    refuse_network()
    app = QApplication(["ending desk"])
    clock = FixedClock()
    driven = [sys.executable, __file__, NEXT, plan["password"], plan["report"], plan["settings"]]
    following = {"real": None, "driven": driven, "none": [os.path.join(os.sep, "there", "is", "none")]}
    parting = _Parting(app, following[plan["next"]])
    program = Program(app, Path(plan["vault"]), Path(plan["settings"]), clock, parting=parting)
    program.guard()
    stage = Stage(program, clock, Path(plan["settings"]), Gallery())
    program.window.setGeometry(30, 40, 1100, 700)
    program.start()
    stage.finished.connect(app.quit)
    stage.play(_work(stage, plan))
    app.exec()
    tell(at="ended", why=stage.outcome)
    return 3


# the next process ---------------------------------------------------------------------------------------------------


def _come_back(stage: Stage, password: str, report: Path) -> Script:
    window, way_in = stage.program.window, stage.program.way_in
    found: dict[str, object] = {
        "covered": window.current_view() is window.cover,
        "why": way_in.unlock._line.text(),
        "frame": list(frame_of(window)),
        "fault": stage.hands.sees("Unlock again"),
    }
    if found["covered"]:
        QTest.keyClick(window.cover, Qt.Key.Key_Space)
    elif found["fault"]:
        stage.hands.press("Unlock again")
    yield REST
    yield from moves.unlock(stage, password)
    yield Until(lambda: stage.hands.asks("question"), "the question did not come back")
    yield REST
    found["text"] = stage.hands.field("question").value()
    found["unclean"] = stage.program.session.unclean_end
    report.with_suffix(".part").write_text(json.dumps(found))
    report.with_suffix(".part").replace(report)
    stage.program.window.close()


def next_main(password: str, report: str, settings: str) -> int:
    """Take over as the real program does, then unlock and tell what came back."""
    harden()
    heard, said = take_standard_pipes()
    told = read_handed(heard.readline(MOST_TOLD))
    app = QApplication(["ending desk"])
    clock = FixedClock()
    program = Program(app, Path(told.vault), Path(settings), clock, parting=Parting(app, ["false"]))
    program.guard()
    stage = Stage(program, clock, Path(settings), Gallery())
    program.take_over(told, answer_to(said))
    stage.play(_come_back(stage, password, Path(report)))
    stage.finished.connect(lambda outcome: Path(report).write_text(json.dumps({"stopped": outcome})) if outcome else 0)
    return app.exec()


if __name__ == "__main__":
    sys.exit(next_main(*sys.argv[2:]) if sys.argv[1:2] == [NEXT] else main())
